"""What a word of bargaining is about: the slots of `parley.reading.slots`, and those that ask what fills them.

Here a slot may look into what it finds: an offer is an object of a certain class, a demand under "insist" is a
clause about what ought to be, not about what is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from parley.model.lexicon import Lexicon
from parley.reading.clause import NOUNS, after, negated
from parley.reading.parsed import Token
from parley.reading.slots import Piece, find, piece
from parley.reading.voicing import lexeme

_LEXICON = Lexicon.beside(__file__)


@cache
def words(section: str, key: str = "words") -> frozenset[str]:
    """A word class of positions.toml."""
    return _LEXICON.words("positions", section, key)


def content(token: Token, slots: tuple[str, ...], *, alone: bool = False) -> Piece | None:
    """What the word is about, in the first of these slots that is filled; with `alone` the bare word will do."""
    for slot in slots:
        look = _SPECIAL.get(slot)
        found = look(token) if look else find(token, (slot,))
        if found is not None and not _asks(found) and not (look is None and _idle(token, slot, found)):
            return found
    complemented = any(c.dep_ in ("xcomp", "ccomp", "dobj") and c.i > token.i for c in token.children)
    complemented = complemented or bool(after(token, "with"))
    return Piece(token, token, token) if alone and not complemented else None


def harmful(found: Piece) -> bool:
    """Whether the act hurts the other side."""
    head = found.head
    if head.pos_ in ("VERB", "AUX"):
        own = [c.lemma_.lower() for c in head.children if c.dep_ in ("dobj", "pobj", "attr")]
        return head.lemma_ in words("harm", "verbs") or not words("harm", "nouns").isdisjoint(own)
    return not words("harm", "nouns").isdisjoint(t.lemma_.lower() for t in found.tokens())


def foretold(verb: Token) -> bool:
    """Whether the verb stands in the future."""
    return any(c.dep_ == "aux" and c.lower_ in ("will", "would", "'ll", "shall") for c in verb.children)


def never(verb: Token) -> bool:
    """Negated, "under no circumstances" and "on no account" included."""
    outright = (g for c in verb.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj")
    return negated(verb) or any(d.lower_ == "no" for g in outright for d in g.children if d.dep_ == "det")


def _asks(found: Piece) -> bool:
    """ "what action they would take" is a question, no content."""
    return found.first.tag_ in ("WP", "WRB", "WDT") and found.head.pos_ in ("VERB", "AUX")


def _idle(token: Token, slot: str, found: Piece) -> bool:
    """Complements that are no move: coming or not coming, speaking or not speaking, a time ("by Friday")."""
    if found.head.ent_type_ in ("DATE", "TIME") and found.head.pos_ in NOUNS:
        return not any(c.dep_ == "compound" for c in found.head.children)  # "a campaign for a 35-hour week"
    if found.head.ent_type_ == "CARDINAL" and found.head.pos_ in NOUNS:
        return slot != "object"
    lemma = found.head.lemma_
    if lemma == "be" and any(c.lower_ in ("there", "here", "at") for c in found.head.children):
        return True
    if token.lemma_ in ("refuse", "decline", "unwilling", "reluctant") and slot == "infinitive":
        speaks = {"talk", "speak"} if token.lemma_ == "refuse" and not after(found.head, "about", "of") else set()
        return lemma in (words("utterance") | words("taking_part")) - speaks
    return slot in ("infinitive", "clause") and lemma in words("utterance") - _WEIGHTY


_WEIGHTY = words("utterance", "weighty")


def _of_class(name: str) -> Callable[[Token], Piece | None]:
    """The object, or what stands behind "with", where it is of a word class: "presented them with a plan"."""

    def look(token: Token) -> Piece | None:
        for slot in ("object", "with"):
            found = find(token, (slot,))
            if found is not None and _is_of(counted(found.head), name):
                return found
        own = (c for c in token.children if c.dep_ in ("dobj", "npadvmod", "oprd"))
        fitting = next((c for c in own if _is_of(c, name)), None)
        return piece(fitting) if fitting is not None else None

    return look


def _is_of(noun: Token, name: str) -> bool:
    """Whether it is of the class; whatever is called a draft is an offer: "a draft treaty"."""
    if noun.lemma_ == "plan" and any(c.dep_ in ("acl", "relcl") and c.tag_ == "VB" for c in noun.children):
        return False  # "announced plans to boycott it": an intent, no offer
    kin = (c.lower_ for c in noun.children if c.dep_ in ("compound", "amod", "nmod"))
    return lexeme(noun) in words(name) or (name == "offers" and not {"draft", "proposed"}.isdisjoint(kin))


def counted(noun: Token) -> Token:
    """What a word of quantity counts: "a series of proposals" is proposals."""
    if noun.lemma_.lower() not in words("quantities"):
        return noun
    return next(iter(after(noun, "of")), noun)


def _infinitive_of(name: str) -> Callable[[Token], Piece | None]:
    """The infinitive, where its verb is of a class: "wants to get a deal"."""

    def look(token: Token) -> Piece | None:
        found = find(token, ("infinitive",))
        return found if found is not None and found.head.lemma_ in words(name, "verbs") else None

    return look


def _answerable(token: Token) -> Piece | None:
    """The object, where it is something one can say yes to."""
    return _meets(find(token, ("object",)))


def _meets(found: Piece | None) -> Piece | None:
    return found if found is not None and lexeme(counted(found.head)) in words("answerable") else None


def _behind_answerable(*prepositions: str) -> Callable[[Token], Piece | None]:
    """ "support for the plan", not "support for the family"; "gave support to the plan" counts for the noun."""

    def look(token: Token) -> Piece | None:
        given = token.pos_ == "NOUN" and token.dep_ == "dobj" and "to" in prepositions
        return _meets(find(token, prepositions)) or (_meets(find(token.head, ("to",))) if given else None)

    return look


def _in_favour(token: Token) -> Piece | None:
    """ "came out in favour of the plan"."""
    for noun in after(token, "in"):
        if noun.lemma_.lower() in ("favor", "favour", "support"):
            return _meets(find(noun, ("of", "for")))
    return None


def _subject_gerund(token: Token) -> Piece | None:
    """ "suggested that pausing the work might help": the gerund is what is suggested."""
    clauses = [c for c in token.children if c.dep_ == "ccomp" and c.i > token.i]
    own = (c for clause in clauses for c in clause.children if c.dep_ == "csubj" and c.tag_ == "VBG")
    found = next(own, None)
    return piece(found) if found is not None else None


def _equated(noun: Token) -> Piece | None:
    """What a demand is said to be: "its main demand is a pay rise", "autonomy, the demand that they raised"."""
    if noun.dep_ == "appos":
        return piece(noun.head, without=noun)
    verb = noun.head
    if verb.lemma_ != "be" or noun.dep_ not in ("nsubj", "attr"):
        return None
    other = ("nsubj", "csubj") if noun.dep_ == "attr" else ("attr", "ccomp", "xcomp")
    named = next((c for c in verb.children if c.dep_ in other and c.pos_ not in ("PRON", "DET")), None)
    return piece(named) if named is not None else None


def _aim(token: Token) -> Piece | None:
    """An act that somebody wants to do, be it known to the vocabulary or not; sayings and feelings are none."""
    found = find(token, ("infinitive",))
    idle = words("utterance") | words("taking_part") | words("feeling")
    return found if found is not None and found.head.lemma_ not in idle else None


def _serving(token: Token) -> Piece | None:
    """What somebody is ready to do, where it helps the talks on."""
    found = find(token, ("infinitive",))
    kinds = words("serving", "verbs") | words("give", "verbs") | words("gain", "verbs")
    return found if found is not None and found.head.lemma_ in kinds else None


def _leverage(token: Token) -> Piece | None:
    """ "will put pressure on them": announced pressure."""
    found = find(token, ("object",))
    return found if found is not None and found.head.lemma_ == "pressure" and foretold(token) else None


def _owed(token: Token) -> Piece | None:
    """What is insisted on as an act, not as a fact: "insists that they leave", "that it must be lifted"."""
    found = find(token, ("that",))
    if found is None:
        return None
    helpers = {c.lower_ for c in found.head.children if c.dep_ in ("aux", "auxpass")}
    bare = (found.head.tag_ == "VB" or _unbent(found.head)) and not helpers & _INDICATIVE
    subjunctive = "be" in helpers and not helpers & _INDICATIVE
    return found if bare or subjunctive or helpers & {"must", "should", "shall", "could"} else None


def _unbent(verb: Token) -> bool:
    """A plural form behind a singular subject is a subjunctive: "that any deal include an increase"."""
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    alone = own is not None and not any(c.dep_ == "conj" for c in own.children)
    singular = own is not None and (own.tag_ in ("NN", "NNP") or own.lower_ in ("it", "he", "she"))
    return verb.tag_ == "VBP" and verb.lemma_ == verb.lower_ and alone and singular


_INDICATIVE = frozenset(
    {"will", "would", "can", "may", "might", "to", "do", "does", "did", "could", "'ll", "'d", "wo", "ca"}
)


def _commitment(token: Token) -> Piece | None:
    """ "reaffirmed its commitment to withdraw": what the commitment is to."""
    found = find(token, ("object",))
    if found is None or found.head.lemma_ not in _COMMITMENTS:
        return None
    if any(c.dep_ == "poss" and c.pos_ != "PRON" for c in found.head.children):
        return None  # somebody else's
    return find(found.head, ("infinitive", "to", "for", "that"))


_COMMITMENTS = words("wills", "pledges")


def _pledged(token: Token) -> Piece | None:
    """ "reaffirmed that it would help"; that somebody will come is an attendance."""
    found = find(token, ("that",))
    own = next((c for c in found.head.children if c.dep_ in ("nsubj", "nsubjpass")), None) if found else None
    held = own is not None and lexeme(own) in words("joint")  # "that another round will take place"
    coming = found is not None and (held or found.head.lemma_ in words("taking_part") | words("utterance"))
    return found if found is not None and foretold(found.head) and not coming else None


def _harm(token: Token) -> Piece | None:
    """ "warned that it would retaliate", "that they could retaliate"."""
    found = find(token, ("that",))
    if found is None or not harmful(found):
        return None
    could = any(c.dep_ == "aux" and c.lower_ in ("could", "may", "might", "can") for c in found.head.children)
    return found if foretold(found.head) or could else None


def _prospect(token: Token) -> Piece | None:
    """ "dangled the prospect of further sanctions": what is held out to the other side."""
    own = next((c for c in token.children if c.dep_ == "dobj" and c.lemma_ in _PROSPECTS), None)
    return find(own, ("of", "that")) if own is not None else None


_PROSPECTS = words("prospects", "nouns")


def _self(token: Token) -> Piece | None:
    """ "its warning that it will prevent a landing": what those who warn will do themselves."""
    found = find(token, ("that",))
    own = next((c for c in found.head.children if c.dep_ == "nsubj"), None) if found else None
    mine = own is not None and own.lower_ in ("it", "they", "he", "she", "we", "i")
    return found if mine and found is not None and foretold(found.head) else None


def _rest(token: Token) -> Piece | None:
    """All that follows the word, where the parse has hung its clause elsewhere: "proposed in writing that"."""
    found = piece(token)
    tail = token.doc[token.i + 1 : found.last.i + 1]
    opens = next((t for t in tail if t.lower_ == "that" and t.tag_ == "IN"), None)
    return (
        Piece(opens.head, opens, found.last) if opens is not None and opens.head.pos_ in ("VERB", "AUX") else None
    )


_SPECIAL: dict[str, Callable[[Token], Piece | None]] = {
    "offer": _of_class("offers"),
    "claim": _of_class("claims"),
    "gain": _infinitive_of("gain"),
    "joining": _infinitive_of("joining"),
    "answerable": _answerable,
    "for answerable": _behind_answerable("for", "of", "to", "behind"),
    "on answerable": _behind_answerable("for"),
    "against answerable": _behind_answerable("against"),
    "in favour": _in_favour,
    "gerund subject": _subject_gerund,
    "equated": _equated,
    "aim": _aim,
    "serving": _serving,
    "leverage": _leverage,
    "owed": _owed,
    "commitment": _commitment,
    "pledged": _pledged,
    "harm": _harm,
    "rest": _rest,
    "prospect": _prospect,
    "self": _self,
}
