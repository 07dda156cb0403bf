"""What people call each report: its outlet, with the day or else the title where there are several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from parley.model.text import Report

_MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_TITLE = 6  # words of a title that tell two reports of one outlet and day apart
_Form = tuple[int, str]


class Labels:
    """The names of all reports, kept while reports come and go.

    >>> labels = Labels()
    >>> sorted(labels.change((), [Report(id="a", text="x", outlet="Gazette"), Report(id="b", text="x")]))
    ['a', 'b']
    >>> labels.change((), [Report(id="c", text="x", outlet="Gazette", title="Talks go on")]) == {"c"}
    True
    >>> labels.names["a"], labels.names["c"]
    ('Gazette', 'Gazette, “Talks go on”')
    """

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._forms: dict[str, tuple[str, str, str]] = {}
        self._alike: dict[_Form, set[str]] = defaultdict(set)

    def change(self, gone: Collection[Report], come: Collection[Report]) -> set[str]:
        """Take reports out and put others in; gives those that are called otherwise than before."""
        forms = {form for report in (*gone, *come) for form in enumerate(_forms(report)[:2])}
        alone = {form for form in forms if len(self._alike[form]) == 1}
        old = {report.id: self.names.pop(report.id) for report in gone}
        for report in gone:
            for form in enumerate(self._forms.pop(report.id)[:2]):
                self._alike[form].remove(report.id)
        for report in come:
            self._forms[report.id] = _forms(report)
            for form in enumerate(self._forms[report.id][:2]):
                self._alike[form].add(report.id)
        # Whoever else bears a form changes his name only where it begins or ceases to be one report's alone.
        turned = (self._alike[form] for form in forms if (form in alone) != (len(self._alike[form]) == 1))
        asked = {report.id for report in come}.union(*turned)
        new = {report: self._name(report) for report in asked}
        changed = {r for r, name in new.items() if self.names.get(r, old.get(r)) != name}
        self.names.update(new)
        return changed

    def _name(self, report: str) -> str:
        """The shortest form that no other report has."""
        forms = self._forms[report]
        return next((f for n, f in enumerate(forms[:2]) if len(self._alike[n, f]) == 1), forms[2])


def _forms(report: Report) -> tuple[str, str, str]:
    dated = f"{report.label}, {_day(report)}" if report.published else report.label
    return report.label, dated, f"{dated}, “{_head(report)}”" if report.title else dated


def _day(report: Report) -> str:
    day = report.published
    return f"{day.day} {_MONTHS[day.month - 1]}" if day else ""


def _head(report: Report) -> str:
    words = report.title.split()
    return " ".join(words[:_TITLE]) + (" …" if len(words) > _TITLE else "")
