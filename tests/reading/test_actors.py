"""The cast of a report: names, titles, descriptions that point back, sides, pronouns, places, voices."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.model.actors import Actor, ActorKind, VoiceKind
from parley.model.text import Report
from parley.reading.actors import Cast, cast
from parley.reading.sheet import sheet


def read(text: str) -> Cast:
    return cast(sheet(Report(text=text)))


def who(people: Cast, word: str, nth: int = 0) -> list[str]:
    """The names of the actors meant by the nth token with these letters."""
    token = [t for t in people.sheet.doc if t.text == word][nth]
    return [people.actor(i).name for i in people.of(token)]


def named(people: Cast, name: str) -> Actor:
    return next(a for a in people.actors if a.name == name)


@pytest.mark.parametrize(
    ("text", "name", "role", "side"),
    [
        ("Kenya's Trade Minister Amina Okello said no.", "Amina Okello", "Trade Minister", "Kenya"),
        ("Norwegian president Lars Dahl issued a challenge.", "Lars Dahl", "president", "Norway"),
        ("US Secretary of State Jane Miller met the team.", "Jane Miller", "Secretary of State", "United States"),
        ("Peter Novak, the Slovak foreign minister, arrived.", "Peter Novak", "foreign minister", "Slovakia"),
        ("The Chilean envoy, Rosa Fuentes, left.", "Rosa Fuentes", "envoy", "Chile"),
        ("Ivan Petrov, the President of Bulgaria, spoke.", "Ivan Petrov", "President", "Bulgaria"),
        ("John Clark, who served as Canada's ambassador to Peru, said so.", "John Clark", "ambassador", "Canada"),
        ("Polish Prime Minister Jan Zielony wept.", "Jan Zielony", "Prime Minister", "Poland"),
    ],
)
def test_titles_give_role_and_side(text: str, name: str, role: str, side: str) -> None:
    people = read(text)
    person = named(people, name)
    assert (person.kind, person.role) == (ActorKind.PERSON, role)
    assert person.acts_for is not None
    assert people.actor(person.acts_for).name == side
    assert person.grounds


@pytest.mark.parametrize(
    ("text", "word", "nth", "name"),
    [
        ("Anna Kowalska spoke. Kowalska left.", "Kowalska", 1, ["Anna Kowalska"]),
        ("Oleg Mironenko spoke. President Mironenkko left.", "Mironenkko", 0, ["Oleg Mironenko"]),
        ("Carol May may come, Ann Berg said. May said no.", "May", 1, ["Carol May"]),
        ("Moscow has refused to move.", "Moscow", 0, ["Russia"]),
        ("The Kremlin said it would wait.", "Kremlin", 0, ["the Kremlin"]),
        ("Norwegian president Lars Dahl spoke. The president left.", "president", 1, ["Lars Dahl"]),
        (
            "A senior Swedish official said no. The official asked for time.",
            "official",
            1,
            ["A senior Swedish official"],
        ),
        ("Norwegian president Lars Dahl spoke. The Norwegian leader left.", "leader", 0, ["Lars Dahl"]),
        ("Polish Prime Minister Jan Zielony spoke. The premier left.", "premier", 0, ["Jan Zielony"]),
        ("Lars Dahl said he would come.", "he", 0, ["Lars Dahl"]),
        ("Delegates said the plan was dead. They said it was late.", "They", 0, ["Delegates"]),
        ("France said it would wait.", "it", 0, ["France"]),
        ("It remains to be seen whether France waits.", "It", 0, []),
        ("The talks were held in Turkey.", "Turkey", 0, []),
        ("He flew to Doha on Monday.", "Doha", 0, []),
        ("The National Grain Council (NGC) met. The NGC agreed.", "NGC", 1, ["National Grain Council"]),
    ],
)
def test_whom_a_word_means(text: str, word: str, nth: int, name: list[str]) -> None:
    assert who(read(text), word, nth) == name


@pytest.mark.parametrize(
    ("text", "head", "side"),
    [
        ("Peru declined and sent a lower-level team.", "team", "Peru"),
        ("Norwegian President Lars Dahl arrived with a large delegation.", "delegation", "Norway"),
        ("The Omani side walked out.", "side", "Oman"),
    ],
)
def test_a_delegation_acts_for_whoever_sends_it(text: str, head: str, side: str) -> None:
    people = read(text)
    team = people.of(next(t for t in people.sheet.doc if t.text == head))[0]
    assert people.actor(team).kind is ActorKind.DELEGATION
    assert people.actor(people.actor(team).acts_for or "").name == side


def test_who_leads_a_delegation_acts_for_its_side() -> None:
    people = read("Peru agreed to dispatch a delegation headed by Interior Minister Luis Rojas to Geneva.")
    assert people.actor(named(people, "Luis Rojas").acts_for or "").name == "Peru"


@pytest.mark.parametrize(
    ("text", "word", "kind", "description"),
    [
        ("Lars Dahl spoke. Dahl said no.", "Dahl", VoiceKind.NAMED, "Lars Dahl"),
        ("A senior Swedish official said no.", "official", VoiceKind.ANONYMOUS, "A senior Swedish official"),
        ("Experts told the paper that it was late.", "Experts", VoiceKind.ANONYMOUS, "Experts"),
        ("The White House said no.", "House", VoiceKind.INSTITUTION, "the White House"),
        ("Yesterday was late.", "Yesterday", VoiceKind.OUTLET, ""),
    ],
)
def test_voices(text: str, word: str, kind: VoiceKind, description: str) -> None:
    people = read(text)
    voice = people.voice([t for t in people.sheet.doc if t.text == word][-1])
    assert (voice.kind, voice.description) == (kind, description)


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("They met in Tirana, Albania, on Monday.", "Tirana", "Tirana, Albania"),
        ("They met in Abu Dhabi.", "Dhabi", "Abu Dhabi"),
        ("They met on Monday.", "Monday", None),
    ],
)
def test_places(text: str, word: str, place: str | None) -> None:
    people = read(text)
    assert people.place(next(t for t in people.sheet.doc if t.text == word)) == place


def test_a_speaker_is_meant_by_i() -> None:
    people = read('"I will come," Lars Dahl said.')
    speaker = named(people, "Lars Dahl").id
    first = next(t for t in people.sheet.doc if t.text == "I")
    assert people.of(first) == ()
    assert people.of(first, speaker=speaker) == (speaker,)


def test_inside_a_quotation_he_is_not_the_speaker() -> None:
    people = read('Lars Dahl met Peter Novak on Monday. "I know he wants peace," Dahl said.')
    assert who(people, "he") == ["Peter Novak"]


def test_a_headline_makes_no_people_of_its_words() -> None:
    people = read("Dahl Shares Big Update Ahead of Peace Talks\n\nNorwegian president Lars Dahl spoke on Monday.")
    assert [a.name for a in people.actors if a.kind is ActorKind.PERSON] == ["Lars Dahl"]


@pytest.mark.parametrize("name", ["ipaper", "libfails"])
def test_the_istanbul_reports_have_every_person_once_with_a_side(name: str) -> None:
    with open(f"examples/istanbul/{name}.txt", encoding="utf-8") as file:  # noqa: PTH123
        people = read(file.read().split("Subscribe to")[0])
    persons = [a for a in people.actors if a.kind is ActorKind.PERSON and a.id not in people.unnamed]
    assert all(p.role and p.acts_for for p in persons), [p.name for p in persons if not (p.role and p.acts_for)]
    assert len({p.name.split()[-1] for p in persons}) == len(persons)


_TITLED = ["the", "a", "President", "Minister", "Lars", "Dahl", "Norway", "'s", "Norwegian", "Oslo"]
_OTHERS = ["he", "she", "it", "they", "delegation", "team", "said", ",", ".", '"', "of", "and", "in", "-", "("]
_WORDS = st.sampled_from([*_TITLED, *_OTHERS])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.lists(_WORDS, max_size=40).map(" ".join), st.text(max_size=80)))
def test_any_text_at_all_has_a_cast_that_hangs_together(text: str) -> None:
    people = read(text)
    ids = [a.id for a in people.actors]
    assert len(set(ids)) == len(ids)
    assert all(i in ids for found in people.links.values() for i in found)
    assert all(a.acts_for is None or a.acts_for in ids for a in people.actors)
    assert all(a.acts_for != a.id for a in people.actors)


@pytest.mark.parametrize(
    ("text", "word", "nth", "names"),
    [
        ("Jo Dahl said the US would win. We want the US to stay, he said.", "US", 0, ["United States"]),
        ("Karl Frei objected. In a debate with rival Anna Berg, he spoke.", "he", 0, ["Karl Frei"]),
        ("Reporters asked Senator Carl Boyd about the vote. He shrugged.", "He", 0, ["Carl Boyd"]),
        (
            "President Lena Roth of Austria spoke with President Ivo Rusev of Bulgaria. They agreed.",
            "They",
            0,
            ["Lena Roth", "Ivo Rusev"],
        ),
        (
            "Norwegian president Lars Dahl met Chilean president Rosa Fuentes. The presidents smiled.",
            "presidents",
            0,
            ["Lars Dahl", "Rosa Fuentes"],
        ),
        ("Chief Executive Mary Boone spoke. The CEO left.", "CEO", 0, ["Mary Boone"]),
    ],
)
def test_whom_words_take_up(text: str, word: str, nth: int, names: list[str]) -> None:
    assert who(read(text), word, nth) == names


def test_foreign_ministers_abroad_are_not_of_the_country() -> None:
    people = read("Several foreign ministers in Cairo objected to the map.")
    assert people.actor(people.of(people.sheet.doc[2])[0]).acts_for is None


def test_a_label_means_one_person_all_along() -> None:
    text = (
        "Remarks by President Lena Roth\n\nTHE PRESIDENT: Welcome.\n\nQ: Will Chile join?\n\n"
        "THE PRESIDENT: President Ivo Rusev will.\n\nTHE PRESIDENT: Thank you."
    )
    people = read(text)
    meant = {tuple(people.of(t)) for t in people.sheet.doc if t.text == "PRESIDENT"}
    assert len(meant) == 1


def test_a_gerund_that_opens_a_sentence_is_no_part_of_a_name():
    text = (
        "Inviting Taliban leaders to the palace angered many in Kabul. "
        "The president had not invited Taliban leaders before, officials said."
    )
    names = {actor.name for actor in read(text).actors}
    assert "Taliban leaders" in names
    assert not any(name.startswith("Inviting") for name in names)
