"""Sentences agree with those they speak of."""

import pytest

from parley.model.actors import Actor, ActorKind
from parley.model.entries import Event, Plover
from parley.model.text import Report
from parley.reconcile.lines import word_of
from parley.reconcile.positions import plural


@pytest.mark.parametrize(
    ("name", "kind", "gender", "many"),
    [
        ("regional governments", ActorKind.GROUP, "p", True),
        ("Ministers of the bloc", ActorKind.GROUP, None, True),
        ("the opposition", ActorKind.GROUP, "n", False),
        ("United Nations", ActorKind.ORGANISATION, None, False),
        ("Norland", ActorKind.STATE, None, False),
    ],
)
def test_several_are_told_from_one(name, kind, gender, many):
    assert plural(Actor(id="x", name=name, kind=kind, gender=gender)) is many


@pytest.mark.parametrize(
    ("words", "by", "actors", "said"),
    [
        ("displaced 400 people", "verb displace", [], "Displaced: 400 people"),
        ("displaced 400 people", "verb displace", ["Norland"], "Norland displaced 400 people"),
        ("wounded in a raid", "verb wound", [], "It is told: “wounded in a raid”"),
        ("the raid on Vevey", "noun raid", [], "There is word of the raid on Vevey"),
        ("shelling the harbour", "verb shell", [], "There is word of shelling the harbour"),
    ],
)
def test_words_without_a_subject_make_a_plain_sentence(words, by, actors, said):
    report = Report(outlet="The Gazette", text=words)
    event = Event(anchor=report.anchor(0, len(words)), by=by, actors=(), type=next(iter(Plover)), what=words)
    assert word_of(event, words, actors) == said
