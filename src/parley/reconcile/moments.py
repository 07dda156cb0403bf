"""What a row of the timeline says: a meeting and how far it came, what was done, who said what.

A row stands alone, away from its report; so words that lean on what stood before them there are not shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from parley.model.entries import Entry, Event, Manner, Meeting, Reality, Stage, Statement
from parley.model.lexicon import Lexicon
from parley.model.text import fold
from parley.reconcile import wording
from parley.reconcile.bare import is_bare, participants
from parley.reconcile.claims import Desk, are, lower_article, the
from parley.reconcile.lines import begins_in_past
from parley.reconcile.meetings import states
from parley.reconcile.names import plain
from parley.reconcile.profiles import PLAIN_WORDS
from parley.reconcile.wording import balanced, clipped, flat, points_at_speaker, unmarked

_LEXICON = Lexicon.beside(__file__)
_FINITE = _LEXICON.words("moments", "finite")
_IRREGULAR = _LEXICON.words("moments", "irregular")
_BEHIND = _LEXICON.words("moments", "behind")
_LEANING = _LEXICON.words("moments", "leaning")
_PRONOUNS = _LEXICON.words("moments", "pronouns")
_JOINTS = _LEXICON.words("wording", "joints") - {"a", "an", "the"}
_POINTING = _LEXICON.words("moments", "pointing")
_OWN = _LEXICON.words("moments", "own")
_NAMING = _LEXICON.words("moments", "naming")
_PASSIVE = ("is", "are", "was", "were", "be", "been")  # "was told", "is said": somebody else's word
_TORN = frozenset(("a", "an", "the", "as"))  # behind "called": then whom or what stands before it
_GIST = 24  # words of an utterance shown in a row
_LEAST = 4  # words that may stand alone
_GAP = 48  # characters between a reporting verb and what it reports
_OPENING = 6  # words within which "on Monday that ..." comes to its "that"
_MARKS = ("“", '"')
_STAGES = {
    Stage.PROPOSED: ("is proposed", "are proposed"),
    Stage.PLANNED: ("is planned", "are planned"),
    Stage.UNDER_WAY: ("is under way", "are under way"),
    Stage.ADJOURNED: ("was adjourned", "were adjourned"),
    Stage.HELD: ("was held", "were held"),
    Stage.COLLAPSED: ("collapsed", "collapsed"),
    Stage.CANCELLED: ("was cancelled", "were cancelled"),
}
_REACHED = list(_STAGES)
_TAKEN = (Stage.UNDER_WAY, Stage.HELD)  # what the mere name of a meeting is taken to mean


def meeting(desk: Desk, told: Sequence[Entry], gathering: str) -> str:
    """A meeting and how far it came on a day: "The peace talks were held in Geneva"."""
    meetings = [e for e in told if isinstance(e, Meeting)]
    if not meetings:
        return ""
    name = desk.diary.name(gathering)
    place = desk.diary.by_id[gathering].place
    where = f" in {place}" if place and place.lower() not in name.lower() else ""
    who = "" if any(c.isupper() for c in name) else participants(desk, meetings, name)
    if is_bare(name) and not where and not who:
        return _own_words(meetings)
    return f"{the(name)} {_reached(meetings)[are(name)]}{where}{f' ({who})' if who else ''}"


def _reached(meetings: Iterable[Meeting]) -> tuple[str, str]:
    """The furthest stage; that it began or was held needs words that say so, where others tell of it too."""
    told = {m.stage for m in meetings if states(m) or m.stage not in _TAKEN} or {m.stage for m in meetings}
    return _STAGES[max(told, key=_REACHED.index)]


def _own_words(meetings: Iterable[Meeting]) -> str:
    """The words for a meeting that has neither name nor parties nor place; empty where they say nothing."""
    words = max((balanced(m.anchor.words) for m in meetings), key=lambda w: (len(w), w))
    telling = [w for w in plain(words).split() if w not in PLAIN_WORDS]
    leans = points_at_speaker(words) or words.split(" ", 1)[0].lower() in _OWN | _PRONOUNS
    return clipped(words, _GIST) if len(telling) >= _LEAST and not leans else ""


# ---- what was done


def event(desk: Desk, told: Sequence[Entry]) -> str:
    """What was done, by whom where the words leave that out, and where; empty where the words lean on others."""
    events = [e for e in told if isinstance(e, Event)]
    actors = sorted({desk.cast.name(a) for e in events for a in e.actors})
    first = max(events, key=lambda e: (len(_named(e)), _named(e)))
    what = _standing(_named(first), actors)
    if not what or _is_torn(first, what, actors):
        return ""
    said = set(plain(what).split())
    unsaid = actors and not any(a in what or said & set(plain(a).split()[-1:]) for a in actors)
    by = f" ({', '.join(lower_article(a) for a in actors)})" if unsaid else ""
    ahead = "" if any(e.reality is Reality.HAPPENED for e in events) else "Planned: "
    return f"{ahead}{what[:1].upper()}{what[1:]}{by}{_where(desk, events, what)}"


def _named(event: Event) -> str:
    """What happened; a bare participle ("signed last year") with the words before it, where they are few."""
    what, words = balanced(event.what), balanced(event.anchor.words)
    bare = what.split(" ", 1)[0].lower().endswith(("ed", "ing"))
    text = words if bare and len(words.split()) <= _GIST else what
    return clipped(text, _GIST)


def _standing(words: str, actors: list[str]) -> str:
    """Words that stand alone: without "since" or "after" at their head, a pronoun as the one whom it means.

    >>> _standing("after the army took the town", []), _standing("who were held at dawn", ["Norland"])
    ('the army took the town', '')
    >>> _standing("It shelled the port", ["Norland"]), _standing("they began on Thursday", [])
    ('Norland shelled the port', '')
    """
    first, _, rest = words.partition(" ")
    if first.lower() in _BEHIND:
        return _standing(rest, actors) if len(rest.split()) >= _LEAST else ""
    if first.lower() in _POINTING:
        return "" if rest.partition(" ")[0].lower() in _FINITE else words
    if first.lower() in _PRONOUNS and set(rest.split()[1:2]) & _JOINTS:
        return ""  # "the deal it struck with": of what is told before it
    if first.lower() in _PRONOUNS and len(actors) == 1:
        return f"{wording.named(actors[0])} {rest}"
    return "" if first.lower() in _LEANING | _PRONOUNS | _OWN else words


def _is_torn(event: Event, what: str, actors: list[str]) -> bool:
    """Whether words begin with a verb and nothing tells whose: "killed in 2011", "took effect" of two parties."""
    verb, _, rest = what.partition(" ")
    return begins_in_past(event, verb) and (len(actors) != 1 or not rest or rest.split()[0].lower() in _JOINTS)


def _where(desk: Desk, events: Iterable[Event], what: str) -> str:
    finest = desk.diary.places.finest(e.place for e in events if e.place)
    if not finest or finest.lower().startswith(_PREPOSITIONS) or plain(finest) in plain(what):
        return ""
    return f" in {flat(finest)}"


_PREPOSITIONS = ("near ", "in ", "at ", "outside ", "along ", "across ", "off ", "on ")


# ---- who said what


def utterance(desk: Desk, told: Sequence[Entry]) -> str:
    """Who said what, with the reporting verb if it stands before the words; empty where it takes more to tell."""
    said = max((e for e in told if isinstance(e, Statement)), key=lambda s: (len(s.content.words), s.id))
    voice = said.voice
    name = (desk.cast.name(voice.actor) if voice.actor else voice.description) or desk.labels[said.report]
    if name.lower() in _PRONOUNS:
        return ""
    direct = said.manner is Manner.DIRECT and not needs_verb(said.content.words)
    if not direct and (lead := _lead(desk.reports[said.report].text, said)):
        return f"{wording.named(name)} {lead}{_quoted(said)}"
    return wording.utterance(name, said, _GIST) if _is_whole(said) else ""


def _quoted(said: Statement) -> str:
    """The words behind their verb, in marks where all of them are a quotation."""
    if said.manner is Manner.DIRECT:
        return f"“{clipped(unmarked(said.content.words), _GIST)}”"
    return clipped(balanced(said.content.words), _GIST)


def _is_whole(said: Statement) -> bool:
    """Whether words can stand behind a colon: a quotation, a sentence, what comes before its reporting verb."""
    if not needs_verb(said.content.words):
        return True
    ahead = said.cue is not None and said.cue.start > said.content.start
    apart = said.manner is Manner.DIRECT or (said.manner is Manner.MIXED and said.cue is None)
    return len(said.content.words.split()) >= _LEAST and (ahead or apart)


def needs_verb(words: str) -> bool:
    """Whether words are no sentence of their own: "a breakthrough with Mexico", "last month that it will go".

    >>> needs_verb("a breakthrough"), needs_verb("on Monday that he will go"), needs_verb("the talks were hard")
    (True, True, False)
    >>> needs_verb("“We won”")
    False
    """
    told = fold(words).lower().split()
    first = told[:_OPENING].index("that") if "that" in told[:_OPENING] else 0
    if first or words.lstrip()[:1] in _MARKS:
        return first > 0 and _FINITE.isdisjoint(told[:first])
    return told[:1] == ["that"] or _FINITE.isdisjoint(told)


def _lead(text: str, said: Statement) -> str:
    """The reporting verb and what follows it up to its words; empty where it stands elsewhere or is no verb."""
    cue = said.cue
    if cue is None or not 0 <= said.content.start - cue.end <= _GAP or re.search(r"[.;:!?\n]", _gap(text, said)):
        return ""
    verb = flat(fold(f"{cue.words} {_gap(text, said)}").replace('"', " ")).strip(" ,")
    torn = verb in _NAMING and said.content.words.split()[0].strip('“"').lower() in _TORN
    return f"{verb} " if _is_past(verb) and not torn else ""


def _is_past(verb: str) -> bool:
    """Whether a reporting verb can stand behind a name: "warned of", "has said"; "saying" and "a claim" cannot."""
    first, *rest = verb.split()[:2]
    told = any(w.endswith("ed") or w in _IRREGULAR or w in _FINITE for w in (first, *rest))
    return verb[:1].islower() and told and first not in _PASSIVE


def _gap(text: str, said: Statement) -> str:
    return text[said.cue.end : said.content.start] if said.cue else ""
