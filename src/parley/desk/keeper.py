"""One negotiation's dossier, kept up to date report by report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parley.desk.corrections import correction_of
from parley.model.dossier import Dossier
from parley.model.record import Record
from parley.reconcile.corrections import Correction, resolve
from parley.reconcile.reconciler import Reconciler
from parley.scale import union
from parley.store import Archive

FEW = 20
"""Where more than one report in so many changed or went (a new version read them all), all is begun anew."""


@dataclass(frozen=True, slots=True)
class Held:
    """A dossier as it stood after a line of the log, and the corrections that found nothing."""

    seq: int
    dossier: Dossier
    faults: tuple[str, ...] = ()


class Keeper:
    """The dossier of one negotiation. What did not change in the archive is neither fetched nor decoded again."""

    def __init__(self, archive: Archive, negotiation: str) -> None:
        self._archive, self._negotiation = archive, negotiation
        self._versions: dict[str, tuple[int, int]] = {}
        self._parts: dict[str, Record] = {}
        self._plain: Reconciler | None = Reconciler()
        self._judged: Reconciler | None = None  # there only while corrections stand
        self._without: Dossier | None = None  # the dossier without them, while nothing but them changes

    def at(self, seq: int) -> Held:
        """The dossier after a line of the log, from what is known of another one."""
        now = self._archive.versions(self._negotiation, upto=seq)
        gone = [i for i in self._versions if i not in now]
        changed = [i for i, version in now.items() if i in self._versions and self._versions[i] != version]
        new = [i for i in now if i not in self._versions]
        fetched = self._archive.parts(self._negotiation, changed + new, upto=seq)
        self._parts = {i: p for i, p in self._parts.items() if i in now} | fetched
        self._versions = now
        self._exchange([*gone, *changed], fetched)
        decisions = self._archive.corrections(self._negotiation, upto=seq)
        return self._corrected(seq, [correction_of(d.fields) for d in decisions])

    def _exchange(self, out: Sequence[str], fetched: Mapping[str, Record]) -> None:
        """Take parts out of both reconcilers and put others in."""
        if not out and not fetched:
            return
        known = self._plain, self._judged
        if len(out) > 1 and len(out) * FEW > len(self._parts):
            known, self._judged, self._plain = (None, None), None, None
        if self._plain is None:
            self._plain = Reconciler()
            self._plain.add(union(list(self._parts.values())))
        for reconciler in filter(None, known):
            for report in out:
                reconciler.remove(report)
            if fetched:
                reconciler.add(union(list(fetched.values())))

    def _corrected(self, seq: int, corrections: Sequence[Correction]) -> Held:
        """The dossier with what people decided; their targets are looked up in the one without.

        With the first correction the reconciler at hand takes what people decided: nobody waits for a second
        one; one without decisions is built again only when the next report comes.
        """
        if not corrections:
            return Held(seq, self._undecided().dossier)
        without = self._plain.dossier if self._plain is not None else self._without
        assert without is not None
        found = resolve(without, corrections)
        if self._judged is None:
            self._judged, self._plain = self._plain, None
        self._without = without
        assert self._judged is not None
        return Held(seq, self._judged.judge(found.judgements), found.faults)

    def _undecided(self) -> Reconciler:
        """The reconciler without corrections, once the last one is withdrawn."""
        if self._plain is None:
            assert self._judged is not None
            self._plain = self._judged
            self._plain.judge(())
        self._judged, self._without = None, None
        return self._plain
