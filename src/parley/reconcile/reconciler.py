"""A dossier that grows: reports come and go, people decide, and only what that touches is worked out anew."""

from __future__ import annotations

from collections.abc import Iterable

from parley.model.dossier import Dossier
from parley.model.judgements import Judgement
from parley.model.record import Record
from parley.reconcile.assembly import reconcile


class Reconciler:
    """The dossier of one negotiation, kept up to date. At any time equal to `reconcile` of all that it was given.

    >>> Reconciler().add(Record()).points
    ()
    """

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._record = Record()
        self._judgements = tuple(judgements)
        self._dossier: Dossier | None = None

    def add(self, part: Record) -> Dossier:
        """Take in what one or many reports say; what is known already changes nothing."""
        self._record = self._record | part
        return self._made()

    def remove(self, report_id: str) -> Dossier:
        """Forget a report and all it says."""
        old = self._record
        self._record = Record.of(
            (r for r in old.reports if r.id != report_id),
            (a for a in old.actors if a.id.split("/", 1)[0] != report_id),
            (g for g in old.gatherings if g.id.split("/", 1)[0] != report_id),
            (e for e in old.entries if e.report != report_id),
        )
        return self._made()

    def judge(self, judgements: Iterable[Judgement]) -> Dossier:
        """Put these judgements by people in the place of those that held."""
        self._judgements = tuple(judgements)
        return self._made()

    @property
    def dossier(self) -> Dossier:
        """The dossier as it stands."""
        return self._dossier if self._dossier is not None else self._made()

    def _made(self) -> Dossier:
        self._dossier = reconcile(self._record, self._judgements)
        return self._dossier
