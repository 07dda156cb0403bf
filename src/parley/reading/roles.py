"""Who does it and to whom: the parties below and around a verb or a noun.

Nouns have their doer before them ("Russia's refusal", "U.S. sanctions"), behind them ("a call by the union"), or
in the verb that gives them ("the union issued a call").
"""

from __future__ import annotations

from parley.model.actors import Actor, ActorId, ActorKind, VoiceKind
from parley.model.lexicon import Lexicon
from parley.reading.clause import NOUNS, after, subject
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.sides import authors, pair, two
from parley.reading.voicing import passive

_LEXICON = Lexicon.beside(__file__)
Parties = tuple[ActorId, ...]
_FIRST = frozenset({"i", "we", "us", "our", "my", "me", "ourselves"})


def who(page: Page, token: Token | None) -> Parties:
    """The actors a word stands for; I and we are the one who is quoted."""
    if token is None:
        return ()
    if token.lower_ in _FIRST and token.text != "US":
        return speaker(page, token) or page.actors(token)
    return pair(page, token) or _meant_pair(page, token) or page.actors(token) or _of_many(page, token)


def _meant_pair(page: Page, token: Token) -> Parties:
    """The two behind "they", where it stands for "the two leaders"."""
    ids = page.actors(token)
    if token.pos_ != "PRON" or len(ids) != 1:
        return ()
    words = page.cast.actor(ids[0]).name.lower().split()
    return two(page, token, words[-1].removesuffix("s")) if {"two", "both"} & set(words) else ()


def _of_many(page: Page, token: Token) -> Parties:
    """Those behind a word of number: "most of the exporters", "dozens of soldiers"."""
    if token.lemma_.lower() not in _MANY and token.pos_ != "NUM":
        return ()
    return once([a for counted in after(token, "of") for a in page.actors(counted)])


_MANY = _LEXICON.words("sides", "roles", "many")


def doer(page: Page, verb: Token) -> Parties:
    """Who does what the verb says: the agent of a passive, else the subject or whoever stands behind it."""
    if passive(verb):
        return once([a for token in after(verb, "by") for a in who(page, token)])
    found = _before(verb) or _beside(page, verb) or subject(verb)
    ids = who(page, found) or (behind(page, found) if found is not None and found.pos_ in NOUNS else ())
    return ids or _same_teller(page, found) or _issuers(page, found) or _outer(page, verb)


def agent(page: Page, verb: Token) -> Token | None:
    """The word for the doer of an active verb, mended where the parse has hung it elsewhere."""
    return _before(verb) or _beside(page, verb) or subject(verb)


def _beside(page: Page, verb: Token) -> Token | None:
    """The doer of a finite verb that the parse gave none: "told that the union was ready", "Roe, ..., called"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "MD") or any(c.dep_ in _SUBJECTS for c in verb.children):
        return None
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    if before is not None and before.pos_ in NOUNS and before.dep_ == "dobj" and page.actors(before):
        return before
    if verb.dep_ == "acl" and verb.tag_ == "VBD" and verb.head.i < verb.i:
        return verb.head
    loose = (c for c in verb.children if c.i < verb.i and c.dep_ in ("advmod", "npadvmod", "dep"))
    return next((c for c in loose if c.text[:1].isupper() and page.actors(c)), None)


_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


def _same_teller(page: Page, token: Token | None) -> Parties:
    """ "said it was open": a pronoun that stands for nobody known is the one whose words they are."""
    if token is None or token.pos_ != "PRON" or token.lower_ not in ("it", "they", "he", "she"):
        return ()
    verb = token.head
    telling = verb.head if verb.dep_ == "ccomp" else None
    if telling is None or telling.pos_ != "VERB" or telling.lemma_ not in _TELLING or passive(telling):
        return ()
    own = _before(telling) or subject(telling)
    return who(page, own) if own is not None and own.pos_ != "PRON" and own != token else ()


_TELLING = _LEXICON.words("sides", "roles", "telling")


def teller(page: Page, token: Token) -> Parties:
    """Who is reported to say or insist on the clause that a word stands in, by the verb it hangs on."""
    node = token
    while node.dep_ in ("ccomp", "conj", "xcomp", "acomp", "advcl", "relcl") and node.head != node:
        if node.dep_ == "ccomp" and node.head.lemma_ in _TELLING and node.head.pos_ == "VERB":
            return who(page, agent(page, node.head)) if not passive(node.head) else ()
        node = node.head
    return ()


def _issuers(page: Page, noun: Token | None) -> Parties:
    """ "The statement urged": those whose statement was told of before."""
    if noun is None or noun.lemma_.lower() not in _TEXTS:
        return ()
    for earlier in reversed(page.sheet.doc[max(noun.i - _PAGE, 0) : noun.i]):
        if earlier.lemma_ == noun.lemma_ and (found := behind(page, earlier)):
            return found
    return ()


_TEXTS = _LEXICON.words("sides", "roles", "texts")
_PAGE = 120  # tokens: a few sentences


def _before(verb: Token) -> Token | None:
    """The noun right before a gerund that the parse hung higher up: "in response to the union calling for"."""
    loose = verb.tag_ == "VBG" and verb.dep_ == "advcl" and not any(c.i < verb.i for c in verb.children)
    noun = verb.nbor(-1) if loose and verb.i > verb.sent.start else None
    if noun is not None and noun.dep_ == "pobj" and noun.pos_ in NOUNS:
        return noun
    return _within(verb, noun) if noun is not None and noun.text == "," else None


def _within(verb: Token, comma: Token) -> Token | None:
    """The subject of a relative clause that ends at the comma: "a post she held until May, resigning in anger"."""
    node = comma.nbor(-1) if comma.i > verb.sent.start else comma
    while node.dep_ not in ("relcl", "ROOT") and node.head != verb.head:
        node = node.head
    own = next((c for c in node.children if c.dep_ == "nsubj"), None) if node.dep_ == "relcl" else None
    return own if own is not None and own.tag_ not in ("WP", "WDT") else None


def bringer(page: Page, noun: Token) -> Parties:
    """Who brings it up in a relative clause: "the demand that the union has made"."""
    for clause in noun.children:
        gap = not any(c.dep_ in ("nsubj", "nsubjpass") and c.tag_ in ("WDT", "WP") for c in clause.children)
        if clause.dep_ == "relcl" and gap and clause.lemma_ in _LEXICON.words("positions", "giving", "verbs"):
            return () if passive(clause) else who(page, subject(clause))
    return ()


def _outer(page: Page, verb: Token) -> Parties:
    """ "They say it should end and reject delay": the second verb may go with the one that says."""
    if verb.dep_ != "conj" or verb.tag_ not in ("VBZ", "VBP", "VBD") or verb.head.dep_ != "ccomp":
        return ()
    return who(page, subject(verb.head.head))


def behind(page: Page, noun: Token) -> Parties:
    """Whose the noun is: possessor, nationality, "by X", or the subject of the verb that gives it."""
    return owner(page, noun) or giver(page, noun)


def owner(page: Page, noun: Token, *, sender: bool = True) -> Parties:
    """Whose the noun is by its own words; with `sender`, "from X" counts ("a threat from X")."""
    if noun.dep_ == "dobj" and (held := _own(page, noun)):
        return held
    for child in noun.children:
        if child.dep_ == "poss" and (found := who(page, child) or _spoken(page, child)):
            return found
    found = once([a for token in after(noun, "by") for a in who(page, token)])
    if found:
        return found
    participle = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN"), None)
    if participle is not None and (agents := after(participle, "by")):
        return once([a for token in agents for a in who(page, token)])
    named = nationality(page, noun)
    return named or (once([a for token in after(noun, "from") for a in who(page, token)]) if sender else ())


def _own(page: Page, noun: Token) -> Parties:
    """ "the three maintained their opposition": what somebody keeps or renews of their own is theirs."""
    pronoun = any(c.dep_ == "poss" and c.lower_ in ("its", "their", "his", "her") for c in noun.children)
    own = next((c for c in noun.head.children if c.dep_ == "nsubj" and c.pos_ != "PRON"), None)
    keeps = noun.head.lemma_ in _KEEPING and own is not None
    return who(page, own) if pronoun and keeps else ()


_KEEPING = _LEXICON.words("sides", "roles", "keeping")


def _spoken(page: Page, possessive: Token) -> Parties:
    """ "its forces", told by one who speaks for them, where nobody else is meant."""
    return speaker(page, possessive) if possessive.lower_ in ("its", "their") else ()


def nationality(page: Page, noun: Token) -> Parties:
    """The states or bodies named by what stands before the noun: "Russian strikes", "a U.S. proposal"."""
    kin = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c.i < noun.i]
    named = [c for c in kin if c.ent_type_ in ("NORP", "GPE", "ORG", "PERSON") or c.pos_ == "PROPN"]
    kin_of_kin = [
        g for c in kin for g in c.children if g.dep_ in ("amod", "compound") and g.ent_type_ in ("NORP", "GPE")
    ]
    found = once([a for token in [*named, *kin_of_kin] for a in who(page, token)])
    return found or once([a for token in kin for a in _kin(page, token)])


def _kin(page: Page, adjective: Token) -> Parties:
    """Those whose name the adjective is made from: "a Liberal demand" where Liberals are known."""
    word = adjective.text
    if not word[:1].isupper() or adjective.pos_ not in ("ADJ", "PROPN") or len(word) < _STEM:
        return ()
    known = [a for a in page.cast.actors if a.name[:_STEM] == word[:_STEM] and " " not in a.name]
    return (known[0].id,) if len(known) == 1 else ()


_STEM = 7  # letters that two forms of one name share


def giver(page: Page, noun: Token) -> Parties:
    """The subject of the verb that the noun is the object of: "issued an ultimatum"."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "attr", "conj", "pobj", "oprd", "nsubjpass") or verb == noun:
        return ()
    if noun.dep_ == "conj":
        return giver(page, verb) if verb.pos_ in NOUNS else ()
    if noun.dep_ == "pobj":
        with_it = verb.lower_ in ("by", "with", "in") and verb.head.pos_ == "VERB"
        return doer(page, verb.head) if with_it else ()
    if noun.dep_ == "nsubjpass":
        return doer(page, verb) if passive(verb) else ()  # else the verb would ask its subject again
    return who(page, subject(verb)) if verb.lemma_ in _LEXICON.words("positions", "giving", "verbs") else ()


def once(ids: list[ActorId]) -> Parties:
    """Without doubles, in order."""
    return tuple(dict.fromkeys(ids))


def same_side(page: Page, one: Parties, other: ActorId | None) -> bool:
    """Whether an actor is one of these, acts for one of them or has one of them act for it."""
    if other is None:
        return False
    sides = {other, page.cast.actor(other).acts_for} | _country(page.cast.actor(other))
    return any(
        a in sides or page.cast.actor(a).acts_for in sides - {None} or sides & _country(page.cast.actor(a))
        for a in one
    )


def _country(actor: Actor) -> set[str | None]:
    return {f"country:{actor.country}"} if actor.country else set()


def speaker(page: Page, token: Token) -> Parties:
    """Who says the words at this token, where that is known; the authors of a signed statement, else nobody."""
    voice = page.voice(token)
    if voice.actor and voice.kind is not VoiceKind.OUTLET:
        return (voice.actor,)
    return authors(page) if voice.kind is VoiceKind.OUTLET else ()


def principal(page: Page, ids: Parties) -> Parties:
    """Forces, groups without a name and seats of government give way to the party that they act for."""
    return once([_principal(page.cast.actor(i)) for i in ids])


def lifted(page: Page, token: Token, ids: Parties) -> Parties:
    """The principals of what a noun stands for; "its forces" that act for nobody known give way to "its"."""
    found = principal(page, ids)
    loose = all(page.cast.actor(i).kind is ActorKind.GROUP and not page.cast.actor(i).acts_for for i in found)
    return (principal(page, owner(page, token)) or found) if loose else found


def _seat(actor: Actor) -> bool:
    """Whether it is called by the house it sits in, which stands for its state."""
    return actor.name.lower().removeprefix("the ") in _LEXICON.words("positions", "seats", "names")


def _principal(actor: Actor) -> ActorId:
    lesser = actor.kind in (ActorKind.GROUP, ActorKind.DELEGATION) or (
        actor.sector == "MIL" and actor.kind is not ActorKind.PERSON
    )
    lesser = lesser or (actor.kind is ActorKind.OFFICE and _seat(actor))
    return actor.acts_for if lesser and actor.acts_for and not _apart(actor) else actor.id


def _apart(actor: Actor) -> bool:
    """Whether it is not the party it comes from: "Washington veterans", "the Dutch and British delegations"."""
    private = actor.kind is ActorKind.GROUP and actor.sector in _PRIVATE
    return private or " and " in actor.name or "delegations" in actor.name


_PRIVATE = frozenset(
    {"CVL", "JRN", "MED", "EDU", "BUS", "MNC", "LAB", "AGR", "CRM", "REF", "ELI", "SOC", "REL", "NGO"}
)
PRESS = frozenset({"JRN", "MED"})
