"""Which tokens stand inside quotation marks."""

from __future__ import annotations

from parley.reading.parsed import Doc


def quoted_tokens(doc: Doc) -> frozenset[int]:
    """Indexes of the tokens inside double quotation marks.

    A mark after a space, or at the beginning, opens; any other closes. An opened quotation that never closes
    ends with its sentence's paragraph at the latest: the next opening mark takes its place.
    """
    inside: set[int] = set()
    start: int | None = None
    space_before = True
    for token in doc:
        if token.text in _MARKS:
            opens = start is None if token.whitespace_ == "" and space_before else start is None and space_before
            if opens:
                start = token.i
            elif start is not None:
                inside.update(range(start + 1, token.i))
                start = None
        space_before = bool(token.whitespace_)
    return frozenset(inside)


_MARKS = frozenset({'"', "``", "''"})
