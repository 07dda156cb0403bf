"""The second verb: from a record and people's judgements to the dossier."""

from __future__ import annotations

from collections.abc import Iterable

from parley.model.dossier import Dossier
from parley.model.judgements import Judgement
from parley.model.record import Record
from parley.reconcile.reconciler import Reconciler


def reconcile(record: Record, judgements: Iterable[Judgement] = ()) -> Dossier:
    """What all reports say, point by point. Pure: the same record and judgements give the same dossier.

    Judgements by people outrank the rules; leaving one out undoes it. Judgements by rules that are handed in are
    ignored: they are worked out anew. To add to a dossier without working out all of it anew, keep a `Reconciler`.

    >>> reconcile(Record()).points
    ()
    """
    return Reconciler(judgements).add(record)
