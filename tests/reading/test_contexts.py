"""Contexts and CAMEO codes: the vocabulary is whole, and no deed gets a name that PLOVER does not know."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parley.model.entries import Plover, Reality
from parley.model.lexicon import Lexicon
from parley.reading import contexts as read
from parley.views.exports import deeds

NAMES = Lexicon.beside(deeds.__file__).load("plover")["contexts"]["names"]
WORDS = Lexicon.beside(read.__file__).load("contexts")["words"]
CODES = Lexicon.beside(read.__file__).load("cameo")


def test_every_context_of_the_manual_has_words() -> None:
    assert list(WORDS) == NAMES
    assert len(NAMES) == 37
    assert all(WORDS.values())


def test_implied_contexts_are_known_and_codes_are_of_their_type() -> None:
    implied = Lexicon.beside(read.__file__).load("contexts")
    assert {*implied["implied"], *implied["sectors"]} <= set(NAMES)
    roots = {"AGREE": ("03", "05"), "SUPPORT": ("05",), "COOPERATE": ("06",), "AID": ("07",), "CONCEDE": ("08",)}
    roots |= {"RETREAT": ("08",), "PROTEST": ("14",), "SANCTION": ("11", "16"), "MOBILIZE": ("15",)}
    roots |= {"COERCE": ("17", "19"), "ASSAULT": ("17", "18", "19", "20")}
    assert all(line["code"].startswith(roots[line["type"]]) for line in CODES["done"])
    assert all(line["code"].startswith("03") for line in CODES["planned"])


@given(
    st.sampled_from(Plover),
    st.sampled_from(Reality),
    st.lists(st.sampled_from(sorted({w for words in WORDS.values() for w in words})), max_size=6),
)
def test_any_words_give_contexts_in_order_and_codes_only_of_what_is_done_or_announced(
    kind: Plover, real: Reality, words: list[str]
) -> None:
    about = read.contexts(kind, None, words)
    assert list(about) == [name for name in NAMES if name in about]
    code = read.cameo(kind, None, real, about, words)
    assert code is None or real in (Reality.HAPPENED, Reality.PLANNED)
