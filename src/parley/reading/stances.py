"""Positions put in plain speech: what a speaker says must be, will be or will never be, and what waits for what.

"We will not recognise it", "they must leave", "nothing will happen until we meet": no word of bargaining, yet each
moves. All but the last need a speaker who is a party, so they are read inside statements alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from parley.model.actors import Actor, ActorKind, VoiceKind
from parley.model.entries import Move
from parley.reading.clause import after, negated, subject
from parley.reading.conditions import hinge
from parley.reading.contents import harmful, never, words
from parley.reading.moves import Bid
from parley.reading.page import Page
from parley.reading.roles import Parties, same_side, speaker, teller, who
from parley.reading.slots import Piece, find, piece
from parley.reading.themes import bargaining
from parley.reading.voicing import passive


def stances(page: Page, token: Token) -> Iterator[Bid]:
    """The moves that a verb or adjective makes by its modality alone."""
    if token.pos_ not in ("VERB", "AUX", "ADJ"):
        return
    for read in (_hinge, _unless, _there_is_no, _duty, _vital, _time_to, _no_intention, _other_matter, _will):
        found = read(page, token)
        if found is not None:
            if token.sent[-1].text != "?":
                yield found
            return


def make(
    page: Page, cue: Token, move: Move, holders: Parties, content: Piece, by: str, *, loose: bool = False
) -> Bid | None:
    """A move of these holders, None without any; it is toward whoever acts in the content."""
    own = subject(content.head) if content.head.pos_ in ("VERB", "AUX") else None
    toward = tuple(a for a in who(page, own) if a not in holders)
    near = own is not None and 0 <= content.first.i - own.right_edge.i < _CLOSE
    first = own.left_edge if own is not None and near else content.first
    return Bid(cue, move, holders, content, toward, first, by, loose) if holders else None


_CLOSE = 6  # tokens between a subject and its infinitive: "will have to"


def party(page: Page, token: Token) -> Parties:
    """Who speaks, if it is somebody with a name: unnamed observers tell how things are, they do not bargain."""
    return () if page.voice(token).kind is VoiceKind.ANONYMOUS else speaker(page, token)


def says(page: Page, token: Token) -> Parties:
    """Who speaks: by the statement, else by the verb of saying that the clause hangs on."""
    found = party(page, token)
    if found:
        return found
    told = teller(page, token)
    unnamed = page.voice(token).kind is VoiceKind.ANONYMOUS
    return () if unnamed and any(_observes(page.cast.actor(a)) for a in told) else told


def _observes(actor: Actor) -> bool:
    """Officials, delegates and experts without a name tell how things are; "producers" and "rebels" bargain."""
    return not words("observers").isdisjoint(actor.name.lower().replace(",", " ").split())


def wondered(verb: Token) -> bool:
    """Inside "whether", "if", "when": nothing is put."""
    node = verb
    while not any(c.dep_ in ("mark", "advmod") and c.lower_ in _OPEN and c.i < node.i for c in node.children):
        if node.dep_ not in ("ccomp", "xcomp", "advcl", "conj", "relcl", "pcomp"):
            return False
        node = node.head
    return True


_OPEN = frozenset({"whether", "if", "when", "how", "where", "why"})


def _hinge(page: Page, verb: Token) -> Bid | None:
    """ "will not return until", "nothing happens unless", "depends on"."""
    if not (_waits(verb) or _depends(verb) or _only(verb) or _first(verb)) or wondered(verb):
        return None
    if _first(verb):
        return make(page, verb, Move.PRECONDITION, says(page, verb), _whole(verb), "hinge")
    found = subject(verb.head if verb.pos_ == "ADJ" else verb)
    holders = who(page, found) if found is not None and not _empty(found) else ()
    holders = holders or says(page, verb)
    clause = _whole(verb.head) if verb.pos_ == "ADJ" else _whole(verb)
    return make(page, verb, Move.PRECONDITION, holders, clause, "hinge")


def _unless(page: Page, verb: Token) -> Bid | None:
    """ "the plant will close unless the union gives way": what comes if others do not move is a threat."""
    clause = next((c for c in verb.children if c.dep_ == "advcl" and _marker(c) == "unless"), None)
    coming = any(c.lower_ in ("will", "would", "'ll") for c in verb.children if c.dep_ == "aux")
    if clause is None or not coming or negated(verb) or wondered(verb) or verb.lemma_ in words("utterance"):
        return None
    asked, said = who(page, subject(clause)), party(page, verb)
    if not asked or (said and same_side(page, asked, said[0])):
        return None
    return make(page, verb, Move.THREAT, said or who(page, subject(verb)), _whole(verb), "unless")


def _first(verb: Token) -> bool:
    """ "must be met before the talks can start"."""
    must = any(c.lower_ == "must" for c in verb.children)
    return must and any(c.dep_ == "advcl" and _marker(c) == "before" for c in verb.children)


def _only(verb: Token) -> bool:
    """ "will only come off if", "can be lifted only after"."""
    found = hinge(verb) if _future(verb) else None
    if found is None or found.marker.split()[-1] not in ("if", "when", "once", "after"):
        return False
    return found.marker.startswith("only") or any(c.lower_ == "only" and c.dep_ == "advmod" for c in verb.children)


def _depends(verb: Token) -> bool:
    if verb.pos_ == "ADJ":
        hangs = verb.lower_ in words("hinges", "adjectives") and verb.dep_ == "acomp"
        return hangs and find(verb, ("on", "upon", "to")) is not None
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    return verb.lemma_ in words("hinges", "verbs") and not perfect and find(verb, ("on", "upon")) is not None


def _waits(verb: Token) -> bool:
    """A clause of until or unless below a negated verb or an empty subject, with a future in it."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    blank = negated(verb) or any(_empty(c) for c in own)
    blank = blank or (verb.dep_ == "ccomp" and negated(verb.head) and verb.head.lemma_ in _THINK)
    there = [c for c in verb.children if c.dep_ == "attr" and any(e.dep_ == "expl" for e in verb.children)]
    blank = blank or any(_empty(c) for c in there)
    if not blank or not _future(verb):
        return False
    return any(_marker(c) in words("hinges", "markers") for c in verb.children)


def _marker(child: Token) -> str:
    if child.dep_ == "advcl":
        return next((c.lower_ for c in child.children if c.dep_ in ("mark", "advmod")), "")
    thing = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
    return (
        child.lower_
        if child.dep_ == "prep" and thing is not None and thing.ent_type_ not in ("DATE", "TIME")
        else ""
    )


def _empty(token: Token) -> bool:
    return token.lower_ in words("hinges", "empty") or any(
        c.dep_ == "det" and c.lower_ == "no" for c in token.children
    )


def _future(verb: Token) -> bool:
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    return bool(helpers & _WILL) or verb.head.lower_ in ("going", "gon", "gonna") or verb.tag_ in ("VBP", "VBZ")


_THINK = frozenset({"believe", "think", "expect", "see"})


_WILL = frozenset({"will", "would", "'ll", "wo", "shall", "can", "could", "ca", "'d", "going", "gon", "gonna"})


def _duty(page: Page, verb: Token) -> Bid | None:
    """ "they must leave", "have to be freed", "are obliged to withdraw"."""
    holders, move = says(page, verb), _owed(verb)
    idle = verb.pos_ == "ADJ" or verb.lemma_ in words("utterance") - {"be", "give", "provide"}
    if not holders or move is None or idle or wondered(verb) or _open_end(verb):
        return None
    content, owed = _whole(verb), who(page, subject(verb))
    ours = bool(owed) and same_side(page, owed, holders[0])
    firm = any(c.lower_ == "must" for c in verb.children) or verb.head.lower_ in words("duty", "bound")
    receives = _receives(verb)
    matters = bargaining(content.tokens())
    others = (
        bool(owed) and not ours and page.cast.actor(owed[0]).kind in _BODIES | {ActorKind.PERSON, ActorKind.GROUP}
    )
    if (ours or not (firm or others)) and not matters:
        return None
    if ours and not receives and words("joint").isdisjoint(t.lemma_.lower() for t in content.tokens()):
        return None
    loose = not matters and not firm
    return make(
        page, verb, Move.PROPOSAL if ours and not receives else move, holders, content, "duty", loose=loose
    )


def _open_end(verb: Token) -> bool:
    """ "what needs to be done", "it still needs to be signed": told of, not asked for."""
    own = subject(verb)
    lacking = (
        verb.head.lemma_ == "need" and verb.tag_ == "VBN" and own is not None and own.lower_ in ("it", "this")
    )
    return lacking or (own is not None and own.tag_ in ("WP", "WDT"))


def _owed(verb: Token) -> Move | None:
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    perfect = "have" in helpers
    if helpers & {"should", "ought"}:
        own = next((c.i for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), verb.i)
        turned = any(c.lower_ == "should" and c.i < own for c in verb.children)
        return None if perfect or turned else Move.PROPOSAL  # "should they attack" is a condition
    if "must" in helpers:
        return None if perfect else Move.DEMAND
    above = verb.head
    bound = above.lemma_ in words("duty", "have") | words("duty", "bound") or above.lower_ in words(
        "duty", "bound"
    )
    infinitive = verb.dep_ in ("xcomp", "ccomp") and any(c.tag_ == "TO" for c in verb.children)
    return Move.DEMAND if bound and infinitive and _owes(above) else None


def _owes(above: Token) -> bool:
    """ "have to", "are obliged to", not "will have to", which foretells."""
    coming = any(c.dep_ == "aux" and c.lower_ in ("will", "would", "may", "might", "'ll") for c in above.children)
    reported = above.tag_ == "VBD" and above.lemma_ == "need" and above.dep_ == "ccomp"
    return (above.tag_ in ("VBP", "VBZ", "VBN", "JJ") or reported) and not coming


def _receives(verb: Token) -> bool:
    """ "Ukraine must receive guarantees" asks others, though the subject is one's own side."""
    return verb.lemma_ in ("receive", "get", "have", "obtain", "be") or any(
        c.dep_ == "auxpass" for c in verb.children
    )


def _vital(page: Page, adjective: Token) -> Bid | None:
    """ "it is crucial that everyone respond"."""
    if adjective.pos_ != "ADJ" or adjective.lower_ not in words("duty", "vital") or adjective.dep_ != "acomp":
        return None
    clause = next((c for c in adjective.head.children if c.dep_ in ("ccomp", "advcl") and c.i > adjective.i), None)
    clause = clause or next((c for c in adjective.children if c.dep_ in ("ccomp", "xcomp")), None)
    if clause is None or not any(c.lower_ in ("that", "to", "for") for c in clause.children):
        return None
    return make(page, adjective, Move.DEMAND, speaker(page, adjective), piece(clause), "vital")


def _time_to(page: Page, verb: Token) -> Bid | None:
    """ "it is time to release them", "the time has come to conclude"."""
    noun = next(
        (c for c in verb.children if c.lemma_ in words("duty", "time") and c.dep_ in ("attr", "nsubj")), None
    )
    if noun is None or verb.lemma_ not in ("be", "come") or verb.tag_ == "VBD":
        return None
    below = [c for source in (noun, verb) for c in source.children if c.dep_ in ("relcl", "acl", "xcomp", "advcl")]
    act = next((c for c in below if any(g.tag_ == "TO" for g in c.children)), None)
    if act is None:
        return None
    bid = make(page, verb, Move.DEMAND, speaker(page, verb), piece(act), "time to")
    return replace(bid, first=min([verb, *verb.lefts], key=lambda t: t.i).left_edge) if bid else None


def _there_is_no(page: Page, verb: Token) -> Bid | None:
    """ "there will be no concessions": what a party rules out for itself."""
    there = any(c.dep_ == "expl" and c.lower_ == "there" for c in verb.children)
    noun = next((c for c in verb.children if c.dep_ in ("attr", "nsubj", "dobj") and c.pos_ == "NOUN"), None)
    if not there or verb.lemma_ != "be" or noun is None or not _future(verb) or verb.tag_ != "VB":
        return None
    outright = any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children)
    if not outright or noun.lemma_.lower() not in words("joint") | words("steps"):
        return None
    return make(page, verb, Move.REFUSAL, says(page, verb), _whole(verb), "there is no")


def _no_intention(page: Page, verb: Token) -> Bid | None:
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
    return make(page, verb, move, who(page, subject(verb)), _whole(verb), "no intention")


def _will(page: Page, verb: Token) -> Bid | None:
    """ "we will not accept", "we would end the war", "they will strengthen their force"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    coming, maybe = helpers & {"will", "would", "'ll", "'d", "wo", "shall"}, helpers & {"may", "might", "could"}
    if verb.pos_ != "VERB" or not (coming or maybe) or "have" in helpers:
        return None
    said, doing = speaker(page, verb) or _clear(page, verb) or teller(page, verb), who(page, subject(verb))
    own = bool(said) and same_side(page, doing, said[0]) if doing else False
    if not doing or wondered(verb) or (not own and page.cast.actor(doing[0]).kind not in _BODIES):
        return None
    if not own and not said and "will" not in helpers:
        return None
    move = _announced(verb, piece(verb), own=own)
    loose = move is None and (own or not said) and bool(coming)
    move = move or (_bare_will(verb, own=own) if loose else None)
    if (maybe or (said and not own)) and move is not Move.THREAT:
        return None
    return make(page, verb, move, doing, _whole(verb), "will", loose=loose) if move else None


def _clear(page: Page, verb: Token) -> Parties:
    """Who makes it clear that something will be done, where no statement was read."""
    plain = verb.head if verb.dep_ in ("ccomp", "csubj", "xcomp") else verb
    makes = plain.head if plain.lower_ == "clear" else plain
    return who(page, subject(makes)) if makes.lemma_ in ("make", "leave", "be") and makes != plain else ()


def _bare_will(verb: Token, *, own: bool) -> Move | None:
    """What a party says of its own acts, or an official text says of a state's, where the vocabulary knows neither
    harm nor service in them; what merely befalls it is no move."""
    idle = words("utterance") | words("taking_part") | words("feeling") | words("address") | words("befalling")
    if verb.lemma_ in idle - _DOING or passive(verb) or _foreseen(verb):
        return None
    if not own:
        return Move.PROMISE if any(c.dep_ == "dobj" for c in verb.children) and not never(verb) else None
    return Move.REFUSAL if never(verb) else Move.PROMISE


_DOING = frozenset({"give", "provide", "address"})


def _foreseen(verb: Token) -> bool:
    """ "will probably", "which will": told as a forecast or a feature, not announced."""
    doubt = any(
        c.lower_ in ("probably", "likely", "eventually", "never") and c.dep_ == "advmod" for c in verb.children
    )
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return doubt or own is None or own.tag_ in ("WDT", "WP")


def _other_matter(page: Page, verb: Token) -> Bid | None:
    """ "If they came back, that would be another matter": what would change the speaker's mind."""
    noun = next((c for c in verb.children if c.dep_ == "attr" and c.lemma_ in ("matter", "story", "thing")), None)
    changed = noun is not None and any(c.lower_ in ("another", "different") for c in noun.children)
    clause = next((c for c in verb.children if c.dep_ == "advcl" and _marker(c) == "if"), None)
    if verb.lemma_ != "be" or not changed or clause is None:
        return None
    return make(page, verb, Move.PRECONDITION, party(page, verb), _whole(clause), "another matter")


_BODIES = frozenset({ActorKind.STATE, ActorKind.OFFICE, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP})


def _announced(verb: Token, content: Piece, *, own: bool) -> Move | None:
    lemma = verb.lemma_
    serving = words("give", "verbs") | (words("give", "own") if own else frozenset())
    away = lemma in ("withdraw", "pull", "walk", "quit") and find(verb, ("from", "out")) is not None
    if _answers_harm(verb):
        return Move.THREAT
    if lemma in words("taking_part") | words("utterance"):
        return None
    if never(verb):
        serves = lemma in words("give", "verbs") and bargaining(content.tokens())
        return Move.REFUSAL if serves else Move.PROMISE if lemma in words("threats") else None
    if lemma in ("withdraw", "pull", "leave") and _troops(verb):
        return Move.PROMISE
    if away:
        return Move.THREAT
    if _unmet(verb):
        return Move.THREAT if lemma in words("harm", "verbs") else None
    if lemma in words("harm", "ends") and _curbs(content):
        return Move.PROMISE
    if lemma in words("threats") or (lemma in _harming() and harmful_object(content)):
        return Move.THREAT
    turned = any(c.dep_ == "prt" for c in verb.children) and lemma not in words("give", "verbs")  # "will work out"
    return Move.PROMISE if lemma in serving and not turned and bargaining(content.tokens()) else None


def _harming() -> frozenset[str]:
    return words("harm", "verbs") | words("give", "known")


def _curbs(content: Piece) -> bool:
    """ "will suspend all tariffs", "will lift the siege": what is ended is itself a harm."""
    own = (c for c in content.head.children if c.dep_ in ("dobj", "nsubjpass"))
    below = (g for c in own for g in (c, *after(c, "of", "on"), *(m for m in c.children if m.dep_ == "compound")))
    return any(t.lemma_.lower() in words("harm", "curbs") for t in below)


def _answers_harm(verb: Token) -> bool:
    """ "would respond with strong measures", and harm that hangs on what others do: "would close it unless"."""
    found = hinge(verb)
    if verb.lemma_ in words("harm", "verbs") and found is not None and not never(verb):
        hurts = found.marker in ("unless", "if") and verb.lemma_ not in words("give", "verbs")
        return hurts and any(c.dep_ in ("dobj", "prep") for c in verb.children)
    means = {t.lemma_.lower() for t in after(verb, "with")}
    return verb.lemma_ in ("respond", "retaliate", "react") and bool(means & words("harm", "nouns"))


def _troops(verb: Token) -> bool:
    return bool({c.lemma_.lower() for c in verb.children if c.dep_ in ("nsubj", "dobj")} & _FORCES)


def _unmet(verb: Token) -> bool:
    """Under "if they do not": what comes then is a threat."""
    found = hinge(verb)
    return found is not None and found.negated and found.marker == "if"


def harmful_object(content: Piece) -> bool:
    """Whether the object of an ambiguous verb is a means of harm: "strengthen its contingent"."""
    own = {c.lemma_.lower() for c in content.head.children if c.dep_ in ("dobj", "pobj")}
    return bool(own & (words("harm", "nouns") | _FORCES))


_FORCES = frozenset({"force", "troop", "army", "contingent", "military", "weapon", "attack", "soldier"})


def _whole(verb: Token) -> Piece:
    """The clause with the condition it hangs on."""
    found = piece(verb)
    hinges = [c for c in verb.children if _marker(c) in words("hinges", "markers")]
    last = max([found.last, *(c.right_edge for c in hinges)], key=lambda t: t.i)
    while last.is_punct and last.i > found.first.i:
        last = last.nbor(-1)
    return Piece(verb, found.first, last)
