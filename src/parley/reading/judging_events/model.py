"""The trained part of the judge of deeds: four linear models and two thresholds, in one file without code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.model.entries import Plover
from parley.reading.judging_events.linear import Linear
from parley.reading.judging_events.traits import glance
from parley.reading.parsed import Token

WEIGHTS = Path(__file__).parent / "weights" / "deeds.npz"


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
        """Write the weights in half precision; the same model gives the same bytes."""
        parts = {"glance": self.glance, "deed": self.deed, "doer": self.doer}
        parts |= {f"kind {name}": linear for name, linear in self.kinds.items()}
        kept: dict[str, Any] = {f"{name} names": np.array(sorted(part.weights)) for name, part in parts.items()}
        kept |= {
            f"{name} weights": np.array([part.weights[n] for n in sorted(part.weights)] + [part.bias], np.float16)
            for name, part in parts.items()
        }
        np.savez_compressed(file, thresholds=np.array([self.least, self.enough, self.trusted]), **kept)

    @staticmethod
    def load(file: Path) -> Model:
        """Read weights that `save` wrote."""
        with np.load(file, allow_pickle=False) as kept:
            parts = {key.removesuffix(" names") for key in kept.files if key.endswith(" names")}
            found = {name: _linear(kept[f"{name} names"], kept[f"{name} weights"]) for name in sorted(parts)}
            least, enough, trusted = (float(x) for x in kept["thresholds"])
        kinds = {name.removeprefix("kind "): part for name, part in found.items() if name.startswith("kind ")}
        return Model(found["glance"], found["deed"], found["doer"], kinds, least, enough, trusted)


def _linear(names: NDArray[np.str_], weights: NDArray[np.float16]) -> Linear:
    values = weights.astype(np.float64).tolist()
    return Linear(dict(zip(names.tolist(), values[:-1], strict=True)), values[-1])


@cache
def bundled() -> Model:
    """The weights that come with Parley (see weights/MODEL_CARD.md)."""
    return Model.load(WEIGHTS)
