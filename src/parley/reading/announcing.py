"""What parties say they will do and will never do: "we would end the war", "there will be no concessions"."""

from __future__ import annotations

from parley.model.actors import Actor, ActorKind, VoiceKind
from parley.model.entries import Move
from parley.reading.bidding import make, observes, says, whole, wondered
from parley.reading.clause import after, subject
from parley.reading.conditions import hinge
from parley.reading.contents import foretold, harmful, never, words
from parley.reading.moves import Bid
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.roles import Parties, same_side, speaker, teller, who
from parley.reading.slots import Piece, find, piece
from parley.reading.themes import bargaining
from parley.reading.voicing import lexeme, passive


def will(page: Page, verb: Token) -> Bid | None:
    """ "we will not accept", "we would end the war", "they will strengthen their force"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    coming, maybe = helpers & {"will", "would", "'ll", "'d", "wo", "shall"}, helpers & {"may", "might", "could"}
    if verb.pos_ != "VERB" or not (coming or maybe) or "have" in helpers:
        return None
    said, doing = speaker(page, verb) or _clear(page, verb) or teller(page, verb), who(page, subject(verb))
    if page.voice(verb).kind is VoiceKind.OUTLET and verb.dep_ in ("ROOT", "conj"):
        said = () if not same_side(page, doing, said[0] if said else None) else said  # an official text of its own
    own = bool(said) and same_side(page, doing, said[0]) if doing else False
    if not doing or wondered(verb) or not (own or _acts(page.cast.actor(doing[0]))):
        return None
    if not own and not said and "will" not in helpers:
        return None
    move = _announced(verb, piece(verb), own=own)
    loose = move is None and (own or not said) and bool(coming)
    move = move or (_bare_will(verb, own=own) if loose else None)
    if (maybe or (said and not own)) and move is not Move.THREAT:
        return None
    return make(page, verb, move, doing, whole(verb), "will", loose=loose) if move else None


def _acts(actor: Actor) -> bool:
    """Whether it is a body that others may speak for: a state, an organisation, "its leaders"."""
    return actor.kind in _BODIES or (actor.kind is ActorKind.GROUP and not observes(actor))


def _clear(page: Page, verb: Token) -> Parties:
    """Who makes it clear that something will be done, where no statement was read."""
    plain = verb.head if verb.dep_ in ("ccomp", "csubj", "xcomp") else verb
    makes = plain.head if plain.lower_ == "clear" else plain
    return who(page, subject(makes)) if makes.lemma_ in ("make", "leave", "be") and makes != plain else ()


def _bare_will(verb: Token, *, own: bool) -> Move | None:
    """What a party says of its own acts, or an official text says of a state's, where the vocabulary knows neither
    harm nor service in them; what merely befalls it is no move."""
    idle = words("utterance") | words("taking_part") | words("feeling") | words("address") | words("befalling")
    act = next((c for c in verb.children if c.dep_ == "xcomp" and verb.lemma_ in _ONGOING), verb)
    if act != verb and act.lemma_ in idle - _DOING:
        return None
    steps = any(c.dep_ == "dobj" and c.lemma_ in words("announcing", "steps") for c in verb.children)
    if (verb.lemma_ in idle - _DOING and not steps) or passive(verb) or _foreseen(verb):
        return None
    if not own:
        does = act != verb or any(c.dep_ == "dobj" for c in verb.children)
        return Move.PROMISE if does and not never(verb) else None
    return Move.REFUSAL if never(verb) else Move.PROMISE


_ONGOING = words("announcing", "ongoing")
_DOING = words("announcing", "doing")


def _foreseen(verb: Token) -> bool:
    """ "will probably", "which will": told as a forecast or a feature, not announced."""
    doubt = any(c.lower_ in words("announcing", "doubting") and c.dep_ == "advmod" for c in verb.children)
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return doubt or own is None or own.tag_ in ("WDT", "WP")


def there_is_no(page: Page, verb: Token) -> Bid | None:
    """ "there will be no concessions": what a party rules out for itself."""
    there = any(c.dep_ == "expl" and c.lower_ == "there" for c in verb.children)
    noun = next((c for c in verb.children if c.dep_ in ("attr", "nsubj", "dobj") and c.pos_ == "NOUN"), None)
    if not there or verb.lemma_ != "be" or noun is None or not foretold(verb) or verb.tag_ != "VB":
        return None
    outright = any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children)
    if not outright or noun.lemma_.lower() not in words("joint") | words("steps"):
        return None
    return make(page, verb, Move.REFUSAL, says(page, verb), whole(verb), "there is no")


def no_steps(page: Page, verb: Token) -> Bid | None:
    """ "has made no concessions": whoever gives none refuses."""
    nouns = (c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in words("steps"))
    none = next((n for n in nouns if any(c.dep_ == "det" and c.lower_ == "no" for c in n.children)), None)
    if none is None or verb.lemma_ not in words("giving", "verbs"):
        return None
    return make(page, verb, Move.REFUSAL, who(page, subject(verb)), whole(verb), "no steps")


def no_intention(page: Page, verb: Token) -> Bid | None:
    """ "has no intention of invading": to renounce harm is a promise, to renounce a service a refusal."""
    noun = next(
        (c for c in verb.children if c.dep_ == "dobj" and c.lemma_ in ("intention", "plan", "desire")), None
    )
    if noun is None or not any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children):
        return None
    act = find(noun, ("of", "infinitive"))
    if act is None or act.head.lemma_ in words("taking_part") | words("utterance"):
        return None
    move = Move.PROMISE if harmful(act) or act.head.lemma_ in ("occupy", "invade") else Move.REFUSAL
    return make(page, verb, move, who(page, subject(verb)), whole(verb), "no intention")


_BODIES = frozenset({ActorKind.STATE, ActorKind.OFFICE, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP})


def _announced(verb: Token, content: Piece, *, own: bool) -> Move | None:
    lemma = verb.lemma_
    serving = words("give", "verbs") | (words("give", "own") if own else frozenset())
    away = lemma in words("announcing", "leaving") and find(verb, ("from", "out")) is not None
    if _answers_harm(verb):
        return Move.THREAT
    if lemma in words("taking_part") | words("utterance"):
        return None
    if never(verb):
        serves = lemma in words("give", "verbs") and bargaining(content.tokens())
        return Move.REFUSAL if serves else Move.PROMISE if lemma in words("threats") else None
    if lemma in ("withdraw", "pull", "leave") and troops(verb):
        return Move.PROMISE
    if away or (lemma in words("harm", "undoing") and _undone(verb)):
        return Move.THREAT
    if _unmet(verb):
        return Move.THREAT if lemma in words("harm", "verbs") else None
    if lemma in words("harm", "ends") and _curbs(content):
        return Move.PROMISE
    if lemma in words("threats") or (lemma in _harming() and harmful_object(content)):
        return Move.THREAT
    turned = any(c.dep_ == "prt" for c in verb.children) and lemma not in words("give", "verbs")  # "will work out"
    return Move.PROMISE if lemma in serving and not turned and bargaining(content.tokens()) else None


def _undone(verb: Token) -> bool:
    """ "may reconsider its pledges", "would suspend the talks": what both were to do."""
    own = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    return any(lexeme(c) in words("joint") | words("steps") | words("claims") | words("pledged") for c in own)


def _harming() -> frozenset[str]:
    return words("harm", "verbs") | words("give", "known")


def _curbs(content: Piece) -> bool:
    """ "will suspend all tariffs", "will lift the siege": what is ended is itself a harm."""
    joined = [c for c in content.head.children if c.dep_ == "conj" and c.pos_ == "VERB"]
    own = (c for v in (content.head, *joined) for c in v.children if c.dep_ in ("dobj", "nsubjpass"))
    below = (g for c in own for g in (c, *after(c, "of", "on"), *(m for m in c.children if m.dep_ == "compound")))
    return any(t.lemma_.lower() in words("harm", "curbs") for t in below)


def _answers_harm(verb: Token) -> bool:
    """ "would respond with strong measures", and harm that hangs on what others do: "would close it unless"."""
    found = hinge(verb)
    if verb.lemma_ in words("harm", "verbs") and found is not None and not never(verb):
        hurts = found.marker in ("unless", "if") and verb.lemma_ not in words("give", "verbs")
        return hurts and any(c.dep_ in ("dobj", "prep") for c in verb.children)
    means = {t.lemma_.lower() for t in after(verb, "with")}
    hard = any(c.lower_ in words("harm", "adverbs") for c in verb.children)
    return verb.lemma_ in ("respond", "retaliate", "react") and (hard or bool(means & words("harm", "nouns")))


def troops(verb: Token) -> bool:
    """Whether it is forces that move: "thousands of troops" included."""
    counted = [t for c in verb.children if c.dep_ == "dobj" for t in after(c, "of")]
    if {t.lemma_.lower() for t in counted} & _FORCES:
        return True
    return bool({c.lemma_.lower() for c in verb.children if c.dep_ in ("nsubj", "dobj")} & _FORCES)


def _unmet(verb: Token) -> bool:
    """Under "if they do not": what comes then is a threat."""
    found = hinge(verb)
    return found is not None and found.negated and found.marker == "if"


def harmful_object(content: Piece) -> bool:
    """Whether the object of an ambiguous verb is a means of harm: "strengthen its contingent"."""
    own = {c.lemma_.lower() for c in content.head.children if c.dep_ in ("dobj", "pobj")}
    return bool(own & (words("harm", "nouns") | _FORCES))


_FORCES = words("harm", "means")
