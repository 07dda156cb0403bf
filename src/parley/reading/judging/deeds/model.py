"""The trained part of the judge of deeds: four linear models and their thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from parley.model.entries import Plover
from parley.reading.judging import linear
from parley.reading.judging.deeds.traits import glance
from parley.reading.judging.linear import Linear
from parley.reading.parsed import Token

WEIGHTS = Path(__file__).parent / "weights" / "deeds.npz"
_KIND = "kind "


@dataclass(frozen=True, slots=True)
class Model:
    """`glance` passes over words below the log-odds `least`; `deed` tells whether a word tells a deed done, `doer`
    whether a choice did it, `kinds` of which type it is. A deed is kept from the probability `enough` on, one that
    the rules found from `trusted` on.
    """

    glance: Linear
    deed: Linear
    doer: Linear
    kinds: Mapping[str, Linear]
    least: float
    enough: float
    trusted: float
    seen: dict[tuple[str, ...], bool] = field(default_factory=dict, repr=False, compare=False)

    def worth(self, word: Token) -> bool:
        """Whether a word is worth a second look."""
        key = (word.pos_, word.lemma_, word.tag_, word.dep_)
        known = self.seen.get(key)
        if known is None:
            known = self.seen[key] = self.glance.score(glance(word)) >= self.least
        return known

    def kind(self, found: list[str]) -> Plover:
        """The likeliest type of a deed; of two equal ones the first in order."""
        return Plover(max(sorted(self.kinds), key=lambda name: self.kinds[name].score(found)))

    def save(self, file: Path) -> None:
        """Write the weights; the same model gives the same bytes."""
        parts = {"glance": self.glance, "deed": self.deed, "doer": self.doer}
        parts |= {f"{_KIND}{name}": kind for name, kind in self.kinds.items()}
        linear.save(file, parts, [self.least, self.enough, self.trusted])

    @staticmethod
    def load(file: Path) -> Model:
        """Read weights that `save` wrote."""
        found, (least, enough, trusted) = linear.load(file)
        kinds = {name.removeprefix(_KIND): part for name, part in found.items() if name.startswith(_KIND)}
        return Model(found["glance"], found["deed"], found["doer"], kinds, least, enough, trusted)


@cache
def bundled() -> Model:
    """The weights that come with Parley (see weights/MODEL_CARD.md)."""
    return Model.load(WEIGHTS)
