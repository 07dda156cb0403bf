"""States by name: from the options taken to a code and back, and in words."""

from __future__ import annotations

from collections.abc import Iterable

from parley.errors import BadDispute
from parley.model.dispute import Dispute

Taken = frozenset[str]


def taken(dispute: Dispute, state: int) -> Taken:
    """The names of the options taken in a state."""
    return frozenset(o.name for b, o in enumerate(dispute.options) if state >> b & 1)


def code(dispute: Dispute, names: Iterable[str]) -> int:
    """The code of the state in which these options are taken. Raises BadDispute for a name that is no option."""
    bits = {o.name: 1 << b for b, o in enumerate(dispute.options)}
    wanted = frozenset(names)
    if unknown := sorted(wanted - bits.keys()):
        raise BadDispute(f"there is no option {unknown[0]!r}; the options are {', '.join(bits)}")
    return sum(bits[n] for n in wanted)


def words(dispute: Dispute, state: Taken) -> str:
    """A state in words: what is done in it."""
    done = [o.about or o.name for o in dispute.options if o.name in state]
    return "; ".join(done) if done else "nobody does anything"


def grounds(dispute: Dispute, options: Iterable[str] = (), makers: Iterable[str] = ()) -> tuple[str, ...]:
    """The entries behind these options and these decision makers' preferences, each once."""
    named, moving = set(options), set(makers)
    found = [g for o in dispute.options if o.name in named for g in o.grounds]
    found += [g for m, statements in dispute.preferences if m in moving for s in statements for g in s.grounds]
    return tuple(dict.fromkeys(found))


def of(name: str) -> str:
    """The possessive of a name.

    >>> of("Ann Berg"), of("two officials")
    ('Ann Berg’s', 'two officials’')
    """
    return f"{name}’" if name.endswith("s") else f"{name}’s"
