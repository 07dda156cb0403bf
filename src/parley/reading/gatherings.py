"""The ledger of a report: which gathering each mention of a meeting means.

Mentions are taken in order. One joins a gathering it agrees with in family, place, parties, number and time; a
different place, party, number or time makes a gathering of its own, and a bare "the talks" means the most salient
one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass, field
from functools import cache, cached_property

from parley.model.actors import ActorId, ActorKind
from parley.model.entries import Gathering, Level, Stage
from parley.model.text import Anchor
from parley.model.times import SILENT, Time, When
from parley.reading.actors.countries import named, seat
from parley.reading.meetingwords import words
from parley.reading.mentions import Mention, mentions
from parley.reading.nearness import Spoken, nearness
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.stages import over, stage

_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Ledger:
    """The gatherings of one report, and the mentions that mean them."""

    gatherings: tuple[Gathering, ...] = ()
    mentions: tuple[tuple[Mention, str], ...] = ()

    @cached_property
    def _by_token(self) -> dict[int, str]:
        found = {m.top.i: g for m, g in self.mentions}
        return found | {m.head.i: g for m, g in self.mentions}

    def of(self, token: Token) -> Gathering | None:
        """The gathering that the mention at this very token means."""
        return self.get(self._by_token.get(token.i))

    def get(self, gathering: str | None) -> Gathering | None:
        """The gathering with this id."""
        return self._by_id.get(gathering or "")

    @cached_property
    def _by_id(self) -> dict[str, Gathering]:
        return {g.id: g for g in reversed(self.gatherings)}

    def mention(self, token: Token) -> Mention | None:
        """The mention whose noun, outer noun or verb this token is."""
        return self._mention_at.get(token.i)

    @cached_property
    def _mention_at(self) -> dict[int, Mention]:
        return {i: m for m, _ in reversed(self.mentions) for i in (m.head.i, m.top.i)}

    @cached_property
    def of_each(self) -> dict[str, list[Mention]]:
        """The mentions of each gathering, in order."""
        found: dict[str, list[Mention]] = {}
        for mention, gathering in self.mentions:
            found.setdefault(gathering, []).append(mention)
        return found

    def spoken_of(self, first: int, end: int) -> bool:
        """Whether the tokens from `first` up to `end` hold a mention."""
        at = bisect_left(self._heads, first)
        return at < len(self._heads) and self._heads[at] < end

    @cached_property
    def _heads(self) -> list[int]:
        return sorted(m.head.i for m, _ in self.mentions)

    def around(self, token: Token) -> Gathering | None:
        """The gathering that "there" or a bare "come" means at this token: the one spoken of most, near by above
        all, before it; else the first one; None in a report without meetings."""
        if not self.mentions:
            return None
        first, spoken = self._sittings
        return self.get(spoken.before(token.i) or first)

    @cached_property
    def _sittings(self) -> tuple[str, Spoken]:
        fit = [(m, g) for m, g in self.mentions if not m.verbal and m.family == "sitting"] or self.mentions
        return fit[0][1], Spoken((m.head.i, g) for m, g in fit)

    def placed(self, place: str) -> Gathering | None:
        """The gathering held at this place, the first told if several are; whoever only visits meets nobody."""
        met = {g for m, g in self.mentions if m.family != "visit"}
        return next((g for g in self.gatherings if g.id in met and g.place and _known_place(g.place, place)), None)


_MOST = 400  # gatherings back that a mention may mean: more than any report tells of


@dataclass
class _Draft:
    """A gathering in the making."""

    first: Mention
    family: str
    parties: dict[ActorId, None] = field(default_factory=dict)
    place: str | None = None
    when: Time = SILENT
    order: str = ""
    level: Level = Level.UNKNOWN
    over: bool | None = None
    last: int = 0
    places: list[int] = field(default_factory=list)
    mooted: bool = False
    anchors: list[Anchor] = field(default_factory=list)

    def take(self, page: Page, mention: Mention, is_over: bool | None) -> None:
        """Count a mention in."""
        self.parties.update(dict.fromkeys(mention.parties))
        self.place = self.place or mention.place
        self.when = self.when if self.when is not SILENT else mention.when
        self.order = self.order or mention.order
        self.level = self.level if self.level is not Level.UNKNOWN else mention.level
        self.over = is_over if self.over is None else self.over
        self.last = mention.head.i
        insort(self.places, mention.head.i)
        self.anchors.append(page.sheet.anchor(mention.head, mention.head))


def ledger(page: Page) -> Ledger:
    """Work out the gatherings of a report."""
    drafts: list[_Draft] = []
    told: list[tuple[Mention, _Draft]] = []
    verbal: dict[tuple[int, str], _Draft] = {}
    for mention in mentions(page):
        is_over = _over(page, mention)
        draft = _met_for(verbal, mention) or _which(page, drafts[-_MOST:], mention, is_over)
        if draft is None:
            draft = _Draft(mention, mention.family)
            drafts.append(draft)
        draft.mooted = draft.mooted or (not draft.places and stage(page, mention)[0] is Stage.PROPOSED)
        draft.take(page, mention, is_over)
        told.append((mention, draft))
        if mention.verbal:
            verbal.setdefault((mention.head.i, mention.family), draft)
    ids = _ids(page, drafts)
    made = tuple(_gathering(page, draft, ids[id(draft)]) for draft in drafts)
    return Ledger(made, tuple((m, ids[id(d)]) for m, d in told))


def _met_for(verbal: dict[tuple[int, str], _Draft], mention: Mention) -> _Draft | None:
    """The meeting that a verb has just told and the noun only names: "they met for talks", "in a session"."""
    verb = mention.predicate
    if mention.verbal or mention.role not in ("for", "in") or verb is None:
        return None
    return verbal.get((verb.i, mention.family))


def _over(page: Page, mention: Mention) -> bool | None:
    found, told = stage(page, mention)
    return over(found) if found is not None and (told or mention.when is not SILENT) else None


def _which(page: Page, drafts: list[_Draft], mention: Mention, is_over: bool | None) -> _Draft | None:
    """The gathering that a mention means, None if it opens a new one."""
    fit = [d for d in drafts if _agrees(page, d, mention, is_over)]
    if not fit:
        return None
    bare = not (mention.named or mention.place or mention.order or mention.when is not SILENT)
    if mention.definite and bare and not mention.verbal:
        return max(fit, key=lambda d: (_salience(d, mention), d.last))
    ranked = sorted(fit, key=lambda d: (_shared(d, mention), d.last))
    best = ranked[-1]
    return best if _shared(best, mention) or (not mention.verbal and _follows_on(mention)) else None


def _salience(draft: _Draft, mention: Mention) -> float:
    """How likely a bare "the talks" means this gathering: mentions count, near ones and the same word more; what
    is only mooted or lies years back less."""
    near = nearness(draft.places, mention.head.i)
    word = 0.5 * (draft.first.head.lemma_ == mention.head.lemma_)
    expression = draft.when.expression
    past = expression is not None and expression.year is not None and bool(draft.over)
    return near + word - 1.0 * draft.mooted - 1.5 * past


def _follows_on(mention: Mention) -> bool:
    """Whether a noun without a word of its own about who, where and when speaks of what was told before."""
    return not mention.parties and not mention.place and mention.when is SILENT and not mention.order


def _shared(draft: _Draft, mention: Mention) -> int:
    """How many things the two have in common: a place, two parties, a number, a time."""
    parties = len(set(draft.parties) & set(mention.parties))
    same = int(bool(draft.place and mention.place and same_place(draft.place, mention.place)))
    when = int(mention.when is not SILENT and _same_time(draft.when, mention.when) is True)
    when = when if draft.first.head.lemma_ == mention.head.lemma_ and not mention.named else 0
    return same + when + (parties >= 2) + int(parties == 1 and not mention.verbal)


def _agrees(page: Page, draft: _Draft, mention: Mention, is_over: bool | None) -> bool:
    """Whether nothing keeps the two apart."""
    if draft.family != mention.family or {draft.order, mention.order} == {"next", "previous"}:
        return False
    if draft.order != mention.order and (mention.order or draft.order in ("next", "previous")):
        return False
    if draft.place and mention.place and not same_place(draft.place, mention.place):
        return False
    if _same_time(draft.when, mention.when) is False:
        return False
    if draft.over is not None and is_over is not None and draft.over != is_over and not mention.definite:
        return False
    return _parties_agree(page, draft, mention)


def _parties_agree(page: Page, draft: _Draft, mention: Mention) -> bool:
    """People meet people and states meet states: the leaders' meeting is not the delegations' talks."""
    if not draft.parties or not mention.parties:
        return True
    mine, theirs = set(draft.parties), set(mention.parties)
    if mine & theirs:
        return not (mention.named and len(mine) >= 2 and len(theirs) >= 2 and len(mine & theirs) < 2)
    persons = [_all_persons(page, side) for side in (mine, theirs)]
    return persons[0] == persons[1] and bool(_sides(page, mine) & _sides(page, theirs)) and not any(persons)


def _all_persons(page: Page, ids: set[ActorId]) -> bool:
    return all(page.cast.actor(i).kind is ActorKind.PERSON for i in sorted(ids))


def _sides(page: Page, ids: set[ActorId]) -> set[str]:
    return {page.cast.actor(i).acts_for or i for i in sorted(ids)}


def same_place(one: str, other: str) -> bool:
    """Whether two names can be one place: equal, one within the other, or a city and a country it may lie in.

    >>> same_place("Geneva", "Geneva, Switzerland"), same_place("Geneva", "Cairo")
    (True, False)
    >>> same_place("Cairo", "Egypt"), same_place("Cairo", "Qatar"), same_place("Geneva", "Switzerland")
    (True, False, True)
    """
    a, b = one.casefold(), other.casefold()
    if a in b or b in a:
        return True
    lands, cities = (named(one), named(other)), (seat(one), seat(other))
    if bool(lands[0]) == bool(lands[1]):
        return False
    land = lands[0] or lands[1]
    city = cities[1] if lands[0] else cities[0]
    return city is None or land is None or city.iso3 == land.iso3


def _known_place(one: str, other: str) -> bool:
    """Like same_place, but a city counts as in a country only where it governs it."""
    if bool(named(one)) == bool(named(other)):
        return same_place(one, other)
    land, city = named(one) or named(other), seat(other) if named(one) else seat(one)
    return land is not None and city is not None and land.iso3 == city.iso3


def _same_time(one: Time, other: Time) -> bool | None:
    """Whether two times can be one; None where one of them is not known."""
    if isinstance(one, When) and isinstance(other, When):
        return one.start <= other.end and other.start <= one.end
    years = [t.expression.year if t.expression else None for t in (one, other)]
    if all(years):
        months = [t.expression.month if t.expression else None for t in (one, other)]
        return years[0] == years[1] and (None in months or months[0] == months[1])
    if any(years) and one is not SILENT and other is not SILENT:
        return False
    return True if one is not SILENT and one == other else None


def _ids(page: Page, drafts: list[_Draft]) -> dict[int, str]:
    """An id for each gathering, from its name, numbered where two names are one."""
    found: dict[int, str] = {}
    used: dict[str, int] = {}
    for draft in drafts:
        slug = (
            _SLUG.sub("-", _hyphened(page, draft.first, tuple(draft.parties)).lower()).strip("-")[:40] or "meeting"
        )
        used[slug] = used.get(slug, 0) + 1
        number = f"-{used[slug]}" if used[slug] > 1 else ""
        found[id(draft)] = f"{page.sheet.report.id}/m-{slug}{number}"
    return found


def _gathering(page: Page, draft: _Draft, gathering: str) -> Gathering:
    return Gathering(
        id=gathering,
        name=name_of(page, draft.first, tuple(draft.parties), draft.place),
        parties=tuple(draft.parties),
        level=draft.level,
        place=draft.place,
        when=draft.when,
        grounds=tuple(draft.anchors),
    )


def name_of(page: Page, mention: Mention, parties: tuple[ActorId, ...], place: str | None = None) -> str:
    """A short name: the noun with what stands before it, the parties where they are two or three, the place.

    Short names stand before the noun ("Norland-Sudland talks"), others behind ("talks of the army and its foes").
    """
    who, noun = _few(page, mention, parties), _noun_words(mention)
    where = f" in {place}" if place and place not in noun else ""
    if all(map(_is_short, who)):
        return f"{_hyphened(page, mention, parties)}{where}"
    told = [f"{w[:1].lower()}{w[1:]}" if w.split()[0] in ("The", "A", "An") else w for w in who]
    return f"{noun} of {', '.join(told[:-1])} and {told[-1]}{where}"


def _hyphened(page: Page, mention: Mention, parties: tuple[ActorId, ...]) -> str:
    who = _few(page, mention, parties)
    return f"{'-'.join(who)} {_noun_words(mention)}" if who else _noun_words(mention)


def _few(page: Page, mention: Mention, parties: tuple[ActorId, ...]) -> list[str]:
    """The names of those who meet, where they are two or three and the noun does not tell them."""
    sent = {page.cast.actor(p).acts_for for p in parties}
    who = [page.cast.actor(p).name.split(",")[0] for p in parties if p not in sent]  # who is there, not for whom
    noun = _noun_words(mention)
    return who if len(who) > 1 and len(parties) <= 3 and not any(w.split()[-1] in noun for w in who) else []


_SHORT = 4  # words of a name that may stand before the noun


def _is_short(name: str) -> bool:
    """Whether a name is a name and no description: "Sudland", "Anna de Berg"; not "the delegation", "his aide"."""
    words = name.split()
    own = sum(w[:1].isupper() for w in words)
    return (
        len(words) <= _SHORT
        and words[0][:1].isupper()
        and words[0].lower() not in ("the", "his", "her")
        and (own == len(words) or own > 1 or len(words) == 1)
    )


def _noun_words(mention: Mention) -> str:
    if mention.verbal:
        return {"call": "call", "visit": "visit"}.get(mention.family, "meeting")
    fronts = [t for t in mention.head.subtree if t.i < mention.head.i and _qualifies(t, mention.head)]
    first = fronts[0].i if fronts else mention.head.i
    while first > mention.head.sent.start and mention.head.doc[first].text in ("-", "/"):
        first -= 1
    own = _telling(_small(mention.head.doc[first], mention.head.doc[first : mention.head.i + 1].text))
    kept = mention.top.i != mention.head.i and mention.top.lemma_.lower() not in words("nouns", "spans")
    return f"{mention.top.text} of {own}" if kept else own


def _small(first: Token, phrase: str) -> str:
    """The words with a small letter where only the head of a sentence gives them a capital: "Pay talks"."""
    return phrase[:1].lower() + phrase[1:] if first.is_sent_start and not first.tag_.startswith("NNP") else phrase


def _telling(phrase: str) -> str:
    """Without quotation marks, and without what says nothing of which meeting it is."""
    *fronting, noun = phrase.translate(_UNMARKED).split()
    return " ".join([*(w for w in fronting if w.strip(",").lower() not in _weak()), noun])


_UNMARKED = dict.fromkeys(map(ord, '"“”'))


def _qualifies(token: Token, head: Token) -> bool:
    told = token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or token.text in ("-", "/")
    near = token.left_edge.i <= token.i and token.dep_ not in ("poss", "det", "nummod")
    return told and near and token.lower_ not in _weak()


@cache
def _weak() -> frozenset[str]:
    """What says when a meeting comes or what it is like, but not which it is."""
    told = [words("adjectives", stage) for stage in ("planned", "proposed", "under way", "held")]
    return frozenset().union(*told, words("order", "next"), words("adjectives", "praise"))


__all__ = ["Ledger", "Stage", "ledger", "name_of", "same_place"]
