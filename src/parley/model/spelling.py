"""Days and names as people write them: from the codes that are compared, from the capitals of a transcript."""

from __future__ import annotations

import re

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DATED = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-([0-3]\d))?")
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])$")
_JOINTS = ("a", "an", "and", "at", "for", "from", "in", "of", "on", "the", "to", "with")
_SHOUT = re.compile(r"\b[A-Z]{2,}(?: (?:[A-Z]{2,}|A))*(?: [A-Z]{2,})\b")
_WORD = re.compile(r"\b[A-Z]{4,}\b|\b(?:" + "|".join(_JOINTS).upper() + r")\b")
_LONG = 7  # letters of a word that is hardly an acronym


def calm(name: str) -> str:
    """A name without the capitals of a transcript or a wire. Acronyms, alone or side by side, stay.

    >>> calm("SENIOR ADMINISTRATION OFFICIAL-Norland meeting"), calm("NATO-EU summit"), calm("EU NATO talks")
    ('Senior Administration Official-Norland meeting', 'NATO-EU summit', 'EU NATO talks')
    """
    return _SHOUT.sub(lambda run: _calmed(run.group()), name)


def _calmed(run: str) -> str:
    if max(map(len, run.split())) < _LONG:
        return run
    return _WORD.sub(lambda m: low if (low := m.group().lower()) in _JOINTS else low.capitalize(), run)


def spelled(answer: str) -> str:
    """A TIMEX3 day, month, weekday or interval written out; anything else as it stands.

    >>> [spelled(a) for a in ("2022-03", "2024-02-29", "XXXX-WXX-4", "will attend")]
    ['March 2022', '29 February 2024', 'a Thursday', 'will attend']
    >>> spelled("2024-02-26/2024-03-03")
    '26 February to 3 March 2024'
    """
    first, _, last = answer.partition("/")
    if _DATED.fullmatch(first) and _DATED.fullmatch(last):
        return _from_to(spelled(first), spelled(last))
    if dated := _DATED.fullmatch(answer):
        year, month, day = dated.groups()
        return " ".join(filter(None, (day and str(int(day)), MONTHS[int(month) - 1], year)))
    if weekday := _WEEKDAY.match(answer):
        return f"a {WEEKDAYS[int(weekday.group(1)) - 1]}"
    return answer


def _from_to(first: str, last: str) -> str:
    """From day to day; the month and the year that both have in common once.

    >>> _from_to("26 February 2024", "28 February 2024")
    '26 to 28 February 2024'
    """
    one, other = first.split(), last.split()
    shared = next((n for n in range(len(one)) if one[n:] == other[n:]), len(one))
    return f"{' '.join(one[:shared]) or first} to {last}"
