"""MS Recognizers-Text as a peer of the time expressions; of two candidate days the one not after publication."""

from __future__ import annotations

import datetime
from typing import Any

from recognizers_date_time import recognize_datetime  # type: ignore[import-not-found]
from recognizers_text import Culture  # type: ignore[import-not-found]
from serving import serve  # type: ignore[import-not-found]

_TYPES = {"time": "TIME", "datetime": "TIME", "timerange": "TIME", "datetimerange": "TIME", "duration": "DURATION"}


def find(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The spans of one document."""
    day = datetime.datetime.fromisoformat(document["dct"][:10])
    return [_span(r, day) for r in recognize_datetime(document["text"], Culture.English, reference=day)]


def _span(result: Any, day: datetime.datetime) -> dict[str, Any]:
    kind = result.type_name.split(".")[-1]
    values = (result.resolution or {}).get("values") or [{}]
    return {
        "start": result.start,
        "end": result.end + 1,
        "type": "SET" if kind == "set" else _TYPES.get(kind, "DATE"),
        "value": _value(values, day.date().isoformat()),
    }


def _value(values: list[dict[str, Any]], day: str) -> str:
    timex = values[0].get("timex", "")
    if "X" not in timex and not timex.startswith("("):
        return str(timex)
    told = [v.get("value") or v.get("start") or "" for v in values]
    past = [t for t in told if t and t[:10] <= day]
    return str((past[-1:] or told[:1])[0]).replace(" ", "T")


serve(find)
