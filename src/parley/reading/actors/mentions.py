"""From phrases to actors: states and bodies, persons with their titles, and people described but not named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from parley.model.actors import ActorKind
from parley.reading.actors import described, parties
from parley.reading.actors.appositions import appositions, tail_of
from parley.reading.actors.chart import Chart
from parley.reading.actors.desk import Desk, body, draft_of
from parley.reading.actors.gazetteer import Found, Sort
from parley.reading.actors.ledger import Draft, Ledger
from parley.reading.actors.naming import Span, persons, sorts, written
from parley.reading.actors.offices import look_up
from parley.reading.actors.phrases import Phrase, is_plural, role_noun
from parley.reading.actors.places import locative
from parley.reading.actors.siding import side_of, take_side
from parley.reading.actors.vocabulary import abbreviated, grammar, honorific, role_of, words
from parley.reading.parsed import Doc

# Words that say what kind of body a name before them is, so that both are one.
_OWN_KIND = grammar("mentions", "own_kind")
# Nouns for a state that only take up one.
_STATES = grammar("mentions", "states")


def register(chart: Chart, all_phrases: tuple[Phrase, ...], ledger: Ledger, on: date | None = None) -> None:
    """Enter every actor that a phrase names or describes."""
    joined = {a.description: a for a in appositions(chart.doc, all_phrases)}
    told = {name for a in joined.values() if (name := all_phrases[a.name].name)}
    what = sorts(chart, all_phrases, told)
    people = persons(chart.doc, [p for p in all_phrases if p.name and what[p.name] == "person"], ledger)
    starts = {p.first: p.name for p in all_phrases if p.name}
    surnames = {d.name.split()[-1].lower(): d for d in people.values()}
    desk = Desk(chart, all_phrases, ledger, what, people, joined, surnames, starts)
    for item in chart.found:
        _enter_known(desk, item)
    for key, office in look_up(ledger, on).items():
        ledger.drafts[key].office = office.office
        ledger.drafts[key].country = office.country
    for index, phrase in enumerate(all_phrases):
        _enter_labelled(desk, index, phrase)


def _enter_labelled(desk: Desk, index: int, phrase: Phrase) -> None:
    """A phrase; where it is the label of a turn ("THE PRESIDENT:"), whoever the same label meant before."""
    doc, links = desk.chart.doc, desk.ledger.links
    colon = phrase.last + 1 < len(doc) and doc[phrase.last + 1].text == ":"
    label = doc[phrase.head].text if colon and doc[phrase.first : phrase.last + 1].text.isupper() else ""
    if label in desk.labels:
        links[phrase.head] = desk.labels[label]
        return
    _enter(desk, index, phrase)
    if label and phrase.head in links:
        desk.labels[label] = links[phrase.head]


def _enter(desk: Desk, index: int, phrase: Phrase) -> None:
    if phrase.name and phrase.name in desk.people:
        _enter_person(desk, phrase, desk.people[phrase.name])
    elif phrase.name and desk.sorts[phrase.name] == "body":
        if not _takes_up_body(desk, phrase) and not _begins_name(desk, index):
            _enter_body(desk, phrase)
    elif phrase.name is None and not _enter_apposition(desk, index, phrase):
        _enter_described(desk, phrase)


def _enter_known(desk: Desk, item: Found) -> None:
    """A state or known body: itself where it can act, only a place where it stands after "in"."""
    draft = draft_of(desk, item)
    text = written(desk.chart.doc, (item.first, item.last))
    if item.known.sort in (Sort.NAME, Sort.BODY):
        desk.ledger.rename(draft, text)
    placed = item.known.sort in (Sort.NAME, Sort.SEAT) and locative(desk.chart.doc, item.first, item.last)
    if not placed:
        desk.ledger.link(item.first, item.last, draft)
        desk.ledger.mention(draft, item.last)


def _enter_person(desk: Desk, phrase: Phrase, draft: Draft) -> None:
    """A named person, with the title in front."""
    assert phrase.name is not None
    doc = desk.chart.doc
    if phrase.role:
        side, ground = side_of(desk, phrase, phrase.last)
        if draft.role is None or (draft.side is None and side is not None):
            draft.role = written(doc, phrase.role)
            draft.head = role_noun(doc, phrase.role)
            draft.sector = described.sector_of(doc, phrase, draft.head)
            draft.grounds.append((min(ground, phrase.first), phrase.name[1]))
        side = side or _of_country(desk, phrase)
        if side is None and phrase.body is not None:
            side = _known_person(desk, phrase.body) or body(desk, phrase.body)
        take_side(desk, draft, side)
    if phrase.title in ("m", "f"):
        draft.gender = phrase.title
    short = desk.chart.doc[phrase.name[0] - 1].lower_.rstrip(".") if phrase.title == "u" else ""
    if short in abbreviated() and draft.role is None:
        draft.role, draft.sector = abbreviated()[short]
        draft.head = draft.role.split()[-1]
        take_side(desk, draft, side_of(desk, phrase, phrase.last)[0])
    desk.ledger.link(phrase.role[0] if phrase.role else phrase.name[0], phrase.name[1], draft)
    desk.ledger.mention(draft, phrase.head)


def _of_country(desk: Desk, phrase: Phrase) -> Draft | None:
    """The country behind a titled name: "President Jo Smith of Ghana"."""
    doc, i = desk.chart.doc, phrase.last + 1
    if i + 1 >= len(doc) or doc[i].lower_ != "of":
        return None
    item = desk.chart.at.get(i + 1) or desk.chart.at.get(i + 2)
    return draft_of(desk, item) if item is not None and item.known.sort is Sort.NAME else None


def _known_person(desk: Desk, span: Span) -> Draft | None:
    """The person whose name stands before a role: "Smith spokesman Jo Doe"."""
    found = desk.surnames.get(desk.chart.doc[span[1]].lower_) if span[0] == span[1] else None
    if found is not None:
        desk.ledger.link(*span, found)
    return found


def _countrys(desk: Desk, phrase: Phrase) -> Span | None:
    """ "Russian Security Council", "Ukraine's General Staff": the name with the country that it needs."""
    doc = desk.chart.doc
    if phrase.name is None or doc[phrase.name[1]].lower_ not in words("institutions"):
        return None
    before = [f for f in phrase.known if f.last == phrase.name[0] - 1]
    if before:
        return before[0].first, phrase.name[1]
    owner = desk.owner(phrase)
    if owner is None:
        return None
    if owner.known and owner.name is None:
        return owner.known[0].first, phrase.name[1]
    mark = doc[owner.last + 1]  # "Bakers' Union", "Karo People's Front" as one name
    first = owner.first + (1 if owner.determiner else 0)
    one = mark.ent_type_ == "ORG" and mark.ent_iob_ == "I" and doc[first].text[:1].isupper()
    return (first, phrase.name[1]) if one else None


def _takes_up_body(desk: Desk, phrase: Phrase) -> bool:
    """ "The Union" with a capital: the union named before."""
    assert phrase.name is not None
    noun = desk.chart.doc[phrase.head].lower_
    if phrase.determiner != "the" or phrase.name != (phrase.head, phrase.head) or not parties.is_body(noun):
        return False
    draft = parties.taken_up(desk.ledger, noun)
    if draft is not None:
        desk.ledger.link(phrase.head, phrase.head, draft)
        desk.ledger.mention(draft, phrase.head)
    return draft is not None


def _begins_name(desk: Desk, index: int) -> bool:
    """Whether the phrase is the first half of the next one's name: "Karo People" in "Karo People's Front"."""
    after = desk.phrases[index + 1] if index + 1 < len(desk.phrases) else None
    return after is not None and after.owner == index and _countrys(desk, after) is not None


def _enter_body(desk: Desk, phrase: Phrase) -> None:
    """An organisation by its own name; "Northern Grain Board (NGB)" gives it its acronym."""
    assert phrase.name is not None
    draft = body(desk, phrase.name, _countrys(desk, phrase))
    doc, last = desk.chart.doc, phrase.name[1]
    if (short := _short_name(desk, last)) is not None:
        desk.ledger.rename(draft, short)
    side, _ = side_of(desk, phrase, tail_of(doc, phrase))
    if side is not None and draft.side is None:
        take_side(desk, draft, side)
    draft.sector = draft.sector or described.sector_of(doc, phrase, doc[phrase.head].lower_)
    desk.ledger.mention(draft, phrase.head)


def _short_name(desk: Desk, last: int) -> str | None:
    """The acronym or short name that explains a body's name: "Northern Grain Board (NGB)", "Tin Council, ITC,"."""
    doc = desk.chart.doc
    if last + 3 >= len(doc):
        return None
    word, marks = doc[last + 2], doc[last + 1].text + doc[last + 3].text
    if marks == "()" and (word.text.isupper() or desk.sorts.get((word.i, word.i)) == "body"):
        return word.text
    letters = iter(doc[max(last - 6, 0) : last + 1].text.lower())
    spelt = word.text.isupper() and 1 < len(word.text) < 8 and all(c in letters for c in word.lower_)
    return word.text if marks == ",," and spelt and word.i not in desk.chart.at else None


def _enter_apposition(desk: Desk, index: int, phrase: Phrase) -> bool:
    """A description that belongs to a name gives the person role and side."""
    joined = desk.appositions.get(index)
    named = desk.phrases[joined.name].name if joined else None
    if joined is None or named is None or named not in desk.people:
        return False
    doc, draft = desk.chart.doc, desk.people[named]
    side, ground = side_of(desk, phrase, joined.tail)
    tail = min(joined.tail, named[0] - 1) if named[0] > phrase.last else joined.tail
    if draft.role is None:
        draft.role = _role_with_tail(desk, phrase, tail)
        draft.head = doc[phrase.head].lower_
        draft.sector = described.sector_of(doc, phrase, draft.head)
        draft.grounds.append((min(ground, phrase.first, named[0]), max(joined.tail, named[1])))
    take_side(desk, draft, side)
    draft.gender = draft.gender or described.gender_of(doc[phrase.head].lower_, plural=False)
    desk.ledger.link(phrase.role[0] if phrase.role else phrase.head, phrase.last, draft)
    desk.ledger.mention(draft, phrase.head)
    return True


def _role_with_tail(desk: Desk, phrase: Phrase, tail: int) -> str:
    """ "spokesman for the foreign ministry", but "president" for "president of Ukraine"."""
    first = phrase.role[0] if phrase.role else phrase.first
    behind = [i for i in range(phrase.last + 2, tail + 1) if desk.chart.doc[i].tag_ not in ("DT",)]
    only_country = bool(behind) and all(i in desk.chart.at for i in behind)
    return written(desk.chart.doc, (first, phrase.last if only_country else tail))


def _enter_described(desk: Desk, phrase: Phrase) -> None:
    """People or a body without a name: somebody already met if the phrase points back, else new."""
    doc = desk.chart.doc
    if honorific(doc[phrase.first].text) and phrase.first < phrase.last:
        phrase = replace(phrase, determiner="the")  # "Mr. President" is whom the report calls the president
    if _takes_up_state(desk, phrase):
        return
    party = parties.noun(doc, phrase) if phrase.head not in desk.chart.titled else None
    head = described.head_noun(doc, phrase, desk.owner(phrase)) or party
    if head is None:
        return
    side, _ = side_of(desk, phrase, tail_of(doc, phrase))
    several = is_plural(doc, phrase)
    draft = None
    if phrase.determiner not in ("a", "an", "some", "another"):
        asked = described.Asked(doc, phrase, head, side, several)
        if people := described.those_met(desk.ledger, asked):
            desk.ledger.link(phrase.head, phrase.last, *people)
            return
        draft = described.met_before(desk.ledger, asked)
    draft = draft or _same_body(desk, phrase, head) or _same_class(desk, phrase, head, side)
    if draft is None:
        unsaid = party is None and side is None and desk.owner(phrase) is None and not several
        if unsaid and described.is_bare_institution(head):
            return
        draft = _describe(desk, phrase, head, side)
    desk.ledger.link(phrase.role[0] if phrase.role and not several else phrase.head, phrase.last, draft)
    desk.ledger.mention(draft, phrase.head)


def _takes_up_state(desk: Desk, phrase: Phrase) -> bool:
    """ "The country" as a doer: the state named last."""
    token = desk.chart.doc[phrase.head]
    plain = phrase.determiner in ("the", "that") and phrase.last - phrase.first == 1 and not phrase.known
    if not plain or token.lower_ not in _STATES or token.tag_ != "NN" or not parties.leads(token):
        return False
    state = parties.taken_up(desk.ledger, token.lower_)
    if state is not None:
        desk.ledger.link(phrase.head, phrase.head, state)
        desk.ledger.mention(state, phrase.head)
    return True


def _same_class(desk: Desk, phrase: Phrase, head: str, side: Draft | None) -> Draft | None:
    """ "The company": the organisation of that class named last; nothing but its side may be said of it."""
    doc = desk.chart.doc
    between = [t for t in doc[phrase.first + 1 : phrase.head] if t.i not in desk.chart.at]
    behind = doc[phrase.last + 1].lower_ if phrase.last + 1 < len(doc) else ""
    if phrase.determiner not in ("the", "that", "this") or between or behind in ("of", "for", "from"):
        return None
    return parties.taken_up(desk.ledger, head, side) if not is_plural(doc, phrase) else None


def _same_body(desk: Desk, phrase: Phrase, head: str) -> Draft | None:
    """ "the Hamas movement", "the United Auto Workers union": the body itself."""
    if head not in _OWN_KIND or role_of(head) is not None:
        return None
    last = phrase.known[-1] if phrase.known else None
    if last is not None and last.last == phrase.head - 1:
        return draft_of(desk, last) if last.known.sort is Sort.BODY else None
    doc, first = desk.chart.doc, phrase.head
    while first > phrase.first and first - 1 not in desk.chart.at and _capital(doc, first - 1):
        first -= 1
    if last is not None or first == phrase.head or doc[first].ent_type_ not in ("ORG", "PRODUCT", "PERSON", ""):
        return None
    draft = body(desk, (first, phrase.head - 1))
    draft.sector = draft.sector or parties.sector(head)
    return draft


def _capital(doc: Doc, i: int) -> bool:
    """Whether a token is a name's word or the hyphen inside one."""
    return (doc[i].text[:1].isupper() and doc[i].tag_ in ("NNP", "NNPS")) or (doc[i].text == "-" and i > 0)


def _describe(desk: Desk, phrase: Phrase, head: str, side: Draft | None) -> Draft:
    doc, several = desk.chart.doc, is_plural(desk.chart.doc, phrase)
    known_kind = role_of(head) is None and (parties.is_body(head) or described.is_bare_institution(head))
    loose = known_kind or (several and role_of(head) is None)
    kind = parties.kind(head, plural=several) if loose and head not in words("delegations") else None
    kind = kind or described.kind_of(head, plural=several)
    draft = desk.ledger.get(described.description(doc, phrase, desk.owner(phrase)), kind)
    draft.head, draft.plural = head, several
    draft.unnamed = kind in (ActorKind.PERSON, ActorKind.GROUP)
    draft.gender = described.gender_of(head, plural=several)
    draft.sector = draft.sector or described.sector_of(doc, phrase, head) or parties.sector(head)
    take_side(desk, draft, side)
    if kind is ActorKind.PERSON and draft.role is None:
        draft.role = written(doc, phrase.role) if phrase.role else head
    return draft
