"""JSON lines of reports, one object a line: text, and if known title, outlet, published, author, url, id."""

from __future__ import annotations

import json
from typing import Any

from parley.intake.draft import Draft, Raw, day


def read_rows(text: str, raw: Raw) -> tuple[list[Draft], list[str]]:
    """The reports of a file and one complaint for each line that holds none. Texts are kept as they are."""
    drafts, faults = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            drafts.append(_draft(json.loads(line), f"{raw.name}#{number}", raw.name))
        except ValueError as fault:
            faults.append(f"line {number}: {fault}")
    return drafts, faults


def _draft(row: Any, place: str, file: str) -> Draft:
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ValueError('a report is an object with a "text"')
    return Draft(
        text=row["text"],
        title=_words(row, "title"),
        outlet=_words(row, "outlet") or None,
        published=day(row.get("published")),
        author=_words(row, "author") or None,
        url=_words(row, "url") or None,
        source=f"{file}#{row['id']}" if row.get("id") else place,
    )


def _words(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    return value.strip() if isinstance(value, str) else ""
