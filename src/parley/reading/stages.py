"""How far a meeting has come, from the verb that tells of it, what stands before it, and its date."""

from __future__ import annotations

from parley.model.entries import Stage
from parley.model.text import Part
from parley.model.times import Direction, Undated, When
from parley.reading.clause import after, modals
from parley.reading.fortunes import coloured, on_the_way, says_nothing, turn
from parley.reading.meetingwords import tells, verb_class, words
from parley.reading.mentions import Mention
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.parties import gathers
from parley.reading.reality import Force, Stance, Tense, stance

_RECENT = 7  # days
_FINAL = (Stage.HELD, Stage.ADJOURNED, Stage.COLLAPSED, Stage.CANCELLED)


def stage(page: Page, mention: Mention) -> tuple[Stage | None, bool]:
    """The stage, and whether words say it of this meeting; (None, False) where no meeting is told at all."""
    if mention.predicate is not None and says_nothing(mention, mention.predicate):
        return None, False
    if mention.verbal:
        kind = "adjourned" if mention.head.lemma_.lower() in words("verbs", "rise") else "occurred"
        return _by_stance(page, mention, stance(mention.head), kind), True
    only_has = mention.predicate is not None and mention.predicate.lemma_ == "have"
    for find in (_copular, *((_by_clause, _by_predicate) if only_has else (_by_predicate, _by_clause))):
        found = find(page, mention)
        if found is not None:
            return found, not (only_has and find is _by_predicate)
    if _told_not(mention):
        return None, False
    numbered = _numbered(mention)
    for find in (_by_holder, _by_adjective):
        found = find(page, mention)
        if found is not None:
            weak = find is _by_adjective and found in (Stage.PLANNED, Stage.HELD)
            return found, not weak or numbered
    return by_context(page, mention), numbered


def _told_not(mention: Mention) -> bool:
    """Whether the words deny the meeting: "no meeting was set", "ruled out talks"."""
    verb = mention.predicate
    about = verb is not None and mention.role in ("subj", "obj") and tells(verb) and verb.lemma_ != "be"
    beside = mention.role in words("before", "behind")  # "in those talks nothing was agreed"
    return (about and verb is not None and stance(verb).negated) or (not beside and stance(mention.top).negated)


def _numbered(mention: Mention) -> bool:
    """Whether the phrase places the meeting in a row: "the next round", "their last summit"."""
    return any(c.lower_ in words("order", "row") for node in (mention.top, mention.head) for c in node.lefts)


def _by_predicate(page: Page, mention: Mention) -> Stage | None:
    """The stage from the verb: "talks broke down", "will hold talks", "talks scheduled for Monday"."""
    verb = mention.predicate
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return None
    if mention.role in ("subj", "obj") and (found := coloured(mention, verb)) is not None:
        return found
    if mention.role == "subj" and mention.named and gathers(verb):
        return _by_stance(page, mention, stance(verb), "occurred")
    subject = any(c.dep_ == "nsubj" for c in verb.children)
    if mention.role == "obj" and subject and verb.lemma_ == "follow" and stance(verb).force is Force.ASSERTED:
        return Stage.HELD  # "it follows a meeting between the two"
    if (turned := turn(mention)) is not None:
        return _by_stance(page, mention, stance(turned), str(verb_class(turned)))
    kind = verb_class(verb)
    if mention.role == "obj" and kind is None and verb.lemma_ in words("verbs", "light"):
        kind = "occurred"
    at_table = mention.role == "at" and verb.lemma_ == "be"
    seated = (mention.role in ("in", "into") or at_table) and kind == "started"
    called = verb.lemma_ in words("stages", "called") and kind in ("proposed", "started", None)
    if mention.role == "obj" and called:
        return _called(page, mention, verb)
    if kind is None or (mention.role not in ("subj", "obj") and not seated and kind != "proposed"):
        return None
    halts = words("phrases", "adjourned")  # "the talks reached an impasse"
    acts = any(
        c.dep_ == "dobj" and c.ent_type_ not in ("DATE", "TIME") and c.lemma_ not in halts for c in verb.children
    )
    if mention.role == "subj" and (kind == "planned" or (acts and verb.lemma_ != "take")):
        return None  # "the meeting launched a council", "the meeting aims to set rules"
    if kind == "proposed" and mention.role not in ("obj", "for", "on", "to"):
        return None
    found = _by_stance(page, mention, stance(verb), kind)
    aimed = found in (Stage.PLANNED, Stage.PROPOSED) and any(c.tag_ == "TO" for c in verb.children)
    lasting = aimed and _by_adjective(page, mention) is Stage.UNDER_WAY  # "to ease the ongoing talks"
    return Stage.UNDER_WAY if lasting else found


def _called(page: Page, mention: Mention, verb: Token) -> Stage | None:
    """A meeting that is called: "was called to find a way" it sits; "called a meeting" it is to come."""
    held, lies = stance(verb), _lies(page, mention)
    if held.negated or held.force >= Force.POSSIBLE:
        return None if held.negated else Stage.PROPOSED
    if held.tense is Tense.FUTURE or lies is not None:
        return Stage.HELD if lies is Tense.PAST else Stage.PLANNED
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    if verb.lemma_ in words("stages", "started") and not passive:
        return Stage.HELD  # "convened a call"
    return Stage.UNDER_WAY if passive and verb.lemma_ != "summon" else Stage.PLANNED


def _by_clause(page: Page, mention: Mention) -> Stage | None:
    """From the clause hung on the noun: "talks scheduled for Monday", "talks starting this week"."""
    verb = mention.clause
    kind = verb_class(verb) if verb is not None else None
    if verb is None or kind in (None, "proposed"):
        return None
    held = stance(verb)
    around = _around(mention.top)
    bare = verb.tag_ in ("VBG", "VBN") and verb.dep_ != "relcl" and not any(c.dep_ == "aux" for c in verb.children)
    if bare and around is not None and stance(around).tense is Tense.FUTURE:
        return Stage.PLANNED
    return _by_stance(page, mention, held, str(kind))


def _by_stance(page: Page, mention: Mention, held: Stance, kind: str) -> Stage | None:
    if held.counterfactual:
        return None if held.negated else Stage.CANCELLED
    if kind == "proposed":
        return None if held.negated else Stage.PROPOSED
    if kind == "extended" and held.force is Force.ASSERTED and not held.negated:
        return Stage.UNDER_WAY  # they go on, whatever day they go on until
    if held.negated:
        return _negated(mention, held, kind)
    if held.force >= Force.INVITED or held.conditional:
        return Stage.PROPOSED
    if held.force is Force.POSSIBLE:
        return _possible(held, kind)
    if held.tense is Tense.FUTURE or held.force is not Force.ASSERTED:
        if kind in ("cancelled", "collapsed"):
            return Stage.CANCELLED if kind == "cancelled" and held.force is Force.ASSERTED else None
        return Stage.UNDER_WAY if kind in ("held", "adjourned") and not _wholly_ahead(mention) else Stage.PLANNED
    return _told(page, mention, held, kind)


def _negated(mention: Mention, held: Stance, kind: str) -> Stage | None:
    """ "Have not met since 2019" tells of a meeting in 2019; "have not begun" of one to come.

    "Will not meet until September" tells of one in September.
    """
    if held.tense is not Tense.PAST and not held.willed and kind == "occurred" and _until_a_day(mention):
        return Stage.PLANNED
    if held.force is Force.POSSIBLE and held.tense is Tense.FUTURE:
        return Stage.PLANNED
    if kind == "occurred" and held.perfect and "since" in _prepositions(mention):
        return Stage.HELD
    if held.willed or kind in ("planned", "proposed"):
        return None
    if kind == "started":
        return Stage.PLANNED if held.perfect else Stage.CANCELLED
    if kind in ("collapsed", "adjourned", "cancelled", "held"):
        return Stage.UNDER_WAY
    verb = mention.predicate
    will_not = verb is not None and not mention.verbal and bool({"will", "wo", "would"} & set(modals(verb)))
    return Stage.CANCELLED if will_not else None


def _possible(held: Stance, kind: str) -> Stage | None:
    if kind in ("collapsed", "adjourned", "cancelled"):
        return None
    return Stage.PLANNED if kind == "started" and not held.governors else Stage.PROPOSED


def _wholly_ahead(mention: Mention) -> bool:
    return mention.order == "next"


def _told(page: Page, mention: Mention, held: Stance, kind: str) -> Stage:
    if kind in ("collapsed", "cancelled", "adjourned", "held"):
        return Stage(kind)
    if kind == "planned":
        return Stage.PLANNED
    lies = _lies(page, mention)
    if lies is Tense.FUTURE and not (held.tense is Tense.PAST and (mention.verbal or kind == "occurred")):
        return Stage.PLANNED
    timetable = held.tense is Tense.PRESENT and not (held.perfect or held.ongoing) and mention.when.words
    if timetable and lies is not Tense.PAST and kind == "started":
        return Stage.PLANNED  # "the summit opens on Friday"
    if held.tense is Tense.PRESENT and not held.perfect:
        if mention.verbal and not held.ongoing and page.sheet.part(mention.head) in (Part.HEADLINE, Part.HEADING):
            return Stage.HELD  # the present of headlines
        return Stage.PLANNED if kind == "started" and mention.order == "next" else Stage.UNDER_WAY
    if held.ongoing or (kind == "started" and (lies is not Tense.PAST or _lately(page, mention))):
        return Stage.UNDER_WAY
    return Stage.HELD


def _lately(page: Page, mention: Mention) -> bool:
    """Whether its day lies so few days back that talks which began then may well go on."""
    when, published = mention.when, page.sheet.report.published
    return isinstance(when, When) and published is not None and (published - when.start).days <= _RECENT


def _until_a_day(mention: Mention) -> bool:
    """Whether "until" names a day, and no condition ("until the army withdraws")."""
    verb = mention.predicate or mention.head
    until = (c for node in (verb, mention.head) for c in node.children if c.dep_ == "prep" and c.lower_ == "until")
    return any(t.dep_ == "pobj" for c in until for t in c.children)


def _prepositions(mention: Mention) -> set[str]:
    verb = mention.predicate or mention.head
    return {c.lower_ for node in (verb, mention.head) for c in node.children if c.dep_ in ("prep", "mark")} | {
        g.lower_ for c in verb.children if c.dep_ == "advcl" for g in c.children if g.dep_ == "mark"
    }


def _copular(page: Page, mention: Mention) -> Stage | None:
    """After a form of be: "the talks are stalled", "this will be the first visit", "there will be talks"."""
    verb = mention.predicate
    if (
        verb is None
        or (verb.dep_ == "xcomp" and verb.lemma_ != "be")
        or verb.lemma_ not in words("verbs", "linking")
    ):
        return None
    if mention.role == "attr":
        return _existing(page, mention, verb)
    if mention.role != "subj":
        return None
    said = {
        t.lower_ for c in verb.children if c.dep_ in ("acomp", "attr", "advmod", "oprd") for t in (c, *c.conjuncts)
    }
    for kind in ("cancelled", "collapsed", "adjourned", "under way", "planned"):
        if said & words("adjectives", kind):
            held = stance(verb)
            return None if held.negated or held.force >= Force.POSSIBLE else Stage(kind)
    under = {t.lemma_ for t in after(verb)} | {c.lower_ for c in verb.children if c.dep_ in ("prep", "prt")}
    for kind in ("collapsed", "adjourned", "cancelled", "under way"):
        if under & words("phrases", kind) and "risk" not in under:
            return Stage(kind)
    held = stance(verb)
    if verb.lemma_ == "be" and (held.tense is Tense.FUTURE or held.force is Force.PLANNED) and mention.when:
        return Stage.PLANNED if _dated(mention) or mention.place else None
    return None


def _existing(page: Page, mention: Mention, verb: Token) -> Stage | None:
    """ "This would have been the first meeting", "there will be talks", "it was the first round"."""
    held = stance(verb)
    if held.counterfactual:
        return Stage.CANCELLED
    if held.negated:
        return None
    if held.tense is Tense.FUTURE or held.force > Force.ASSERTED:
        return Stage.PLANNED if held.force <= Force.EXPECTED and not held.conditional else Stage.PROPOSED
    told = bool(mention.order) or any(c.dep_ == "expl" for c in verb.children)
    return Stage.HELD if held.tense is Tense.PAST and told else None


def _by_holder(page: Page, mention: Mention) -> Stage | None:
    """From a noun that holds the meeting: "the collapse of the talks", "a call for talks"."""
    top = mention.top
    if top.dep_ != "pobj" or top.head.head.pos_ != "NOUN":
        return None
    holder, link = top.head.head, top.head.lower_
    for kind in ("collapsed", "adjourned", "cancelled", "planned", "proposed"):
        links = ("for", "to", "of") if kind == "proposed" else ("of", "in", "to")
        if holder.lemma_.lower() in words("nominal", kind) and link in links:
            return Stage(kind)
    return None


def _by_adjective(page: Page, mention: Mention) -> Stage | None:
    """From what stands before the noun: "the stalled talks", "a failed summit"."""
    fronts = [
        c
        for node in (mention.top, mention.head)
        for c in node.lefts
        if c.dep_ in ("amod", "compound", "nmod", "det")
    ]
    said = {t.lower_ for c in fronts for t in (c, *c.children)}
    for kind in ("cancelled", "collapsed", "adjourned", "under way", "proposed"):
        if said & words("adjectives", kind):
            return Stage(kind)
    if said & words("adjectives", "planned"):
        return Stage.PLANNED
    return Stage.HELD if said & words("adjectives", "held") else None


def by_context(page: Page, mention: Mention) -> Stage:
    """Where nothing says it: the date, then what the sentence sets it before or after, then the tense around."""
    lies, holder = _lies(page, mention), mention.predicate
    if mention.role == "for" and holder is not None and on_the_way(holder, lies):
        return Stage.PLANNED
    if mention.role == "to" and holder is not None and holder.lemma_ == "agree":
        return Stage.PROPOSED if stance(holder).force >= Force.POSSIBLE else Stage.PLANNED
    if lies is not None:
        return Stage.PLANNED if lies is Tense.FUTURE else Stage.HELD
    if mention.role == "in" and holder is not None and holder.lemma_ in words("verbs", "seated"):
        held = stance(holder)
        lasts = holder.lemma_ not in ("engage", "enter") and held.perfect
        if lasts and held.tense is Tense.PAST and held.force is Force.ASSERTED and not held.counterfactual:
            return Stage.UNDER_WAY  # "have been locked in talks"
    on_eve = mention.role == "of" and holder is not None and holder.lemma_ in words("before", "ahead")
    if on_eve or (mention.role in words("before", "ahead") and mention.role != "for"):
        return Stage.PLANNED
    own = mention.clause if mention.clause is not None and mention.clause.dep_ == "relcl" else None
    own = own or (mention.predicate if mention.role == "subj" else None)  # "are expected to cover", not "expected"
    around = own or _around(mention.top)
    if around is not None and around.tag_ == "VBN" and around.dep_ == "acl":
        around = _around(around) or around  # "those involved in talks": no tense of its own
    if around is None:
        return Stage.PLANNED if mention.role in words("before", "ahead") else Stage.UNDER_WAY
    held = stance(around)
    if held.negated and mention.definite and mention.named and "would" in modals(around):
        return Stage.HELD  # "would not give details of the discussion"
    if held.tense is Tense.FUTURE or held.force > Force.ASSERTED:
        return Stage.PROPOSED if held.force >= Force.POSSIBLE and not mention.definite else Stage.PLANNED
    if mention.role in words("before", "behind"):
        lasting = mention.role in words("before", "during") and held.tense is Tense.PRESENT and not held.perfect
        return Stage.UNDER_WAY if lasting else Stage.HELD
    return Stage.HELD if held.tense is Tense.PAST and not held.ongoing else Stage.UNDER_WAY


def _around(word: Token) -> Token | None:
    """The nearest verb above a word."""
    node = word
    while node.head.i != node.i:
        node = node.head
        if node.pos_ in ("VERB", "AUX"):
            return node
    return None


def _dated(mention: Mention) -> bool:
    return isinstance(mention.when, When) or mention.when.said


def _lies(page: Page, mention: Mention) -> Tense | None:
    """On which side of the day of publication the meeting's own date lies, None where that is not known."""
    when, published = mention.when, page.sheet.report.published
    if when.expression is not None and when.expression.unit == "now":
        return None
    if isinstance(when, When) and published is not None:
        if when.end < published:
            return Tense.PAST
        return Tense.FUTURE if when.start > published else None
    expression = when.expression
    told = set(when.words.lower().split()) if isinstance(when, Undated) else set()
    if told & words("order", "ago") or told & words("order", "ahead"):
        return Tense.PAST if told & words("order", "ago") else Tense.FUTURE
    if isinstance(when, Undated) and expression is not None and expression.hangs.value == "publication":
        if expression.offset is not None and expression.offset != 0:
            return Tense.FUTURE if expression.offset > 0 else Tense.PAST
        if expression.unit != "weekday" and expression.direction is not Direction.EITHER:
            return Tense.FUTURE if expression.direction is Direction.FUTURE else Tense.PAST
    return None


def over(found: Stage) -> bool:
    """Whether the meeting is past at this stage."""
    return found in _FINAL
