"""Descriptions that belong to a name: "the envoy, Jo Smith", "Jo Smith, spokesman for ...", "who served as"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.reading.actors.phrases import Phrase, is_plural
from parley.reading.actors.vocabulary import grammar, role_of
from parley.reading.parsed import Doc, Token

_REACH = 14  # tokens that a description may run on before its name
_LINKS = frozenset({"of", "for", "at", "from", "in", "to", "on", "with", "and", "&"})
_ENDS = frozenset({",", ".", ";", ")", ":", "-", "—", '"', "--"})
_SERVED = grammar("appositions", "served")


@dataclass(frozen=True, slots=True)
class Apposition:
    """A phrase that describes, the named phrase it belongs to (both indexes), and the last token of its tail."""

    description: int
    name: int
    tail: int


def appositions(doc: Doc, all_phrases: Sequence[Phrase]) -> Iterator[Apposition]:
    """Pairs of a description and the name it belongs to, each description once."""
    starts = {p.first: i for i, p in enumerate(all_phrases)}
    for index, phrase in enumerate(all_phrases):
        if not describes(doc, phrase):
            continue
        tail = tail_of(doc, phrase)
        name = _before(doc, all_phrases, index, tail)
        if name is None:
            name = _after(doc, all_phrases, starts, tail)
        if name is None:
            name = _through(doc, all_phrases, starts, phrase)
        if name is not None:
            yield Apposition(index, name, tail)


def describes(doc: Doc, phrase: Phrase) -> bool:
    """Whether the phrase is one person's role, without a name."""
    return phrase.name is None and role_of(doc[phrase.head].text) is not None and not is_plural(doc, phrase)


def tail_of(doc: Doc, phrase: Phrase) -> int:
    """The last token of "of ...", "for ...", "to ..." behind the head noun."""
    end = phrase.last
    i = end + 1
    while i < min(len(doc), phrase.last + _REACH) and not doc[i].is_sent_start and _runs_on(doc[i]):
        end = i if doc[i].tag_ in ("NN", "NNS", "NNP", "NNPS") else end
        i += 1
    return (
        end if phrase.last + 1 < len(doc) and doc[phrase.last + 1].lower_ in _LINKS - {"and", "&"} else phrase.last
    )


def _runs_on(token: Token) -> bool:
    if token.ent_type_ in ("DATE", "TIME"):
        return False
    kin = token.tag_ in ("VBG", "VBN") and token.dep_ in ("amod", "compound") and token.head.i > token.i
    nominal = token.tag_ in ("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "PRP$", "CD")
    return nominal or kin or token.lower_ in _LINKS


def _before(doc: Doc, all_phrases: Sequence[Phrase], index: int, tail: int) -> int | None:
    """The name before the description: "X, the minister", "X, who served as ambassador", "X is chairman"."""
    phrase, j = all_phrases[index], index - 1
    if phrase.owner is not None:
        j = phrase.owner - 1
    first = all_phrases[phrase.owner].first if phrase.owner is not None else phrase.first
    while (
        j >= 0
        and all_phrases[j].name is None
        and first - all_phrases[j].last < 6
        and doc[all_phrases[j].last].tag_ == "WP"
    ):
        j -= 1
    if j < 0 or all_phrases[j].name is None:
        return None
    between = [t.lower_ for t in doc[all_phrases[j].last + 1 : first]]
    if between == [","] and _closes(doc, tail):
        return j
    if between and between[-1] in ("as", "is", "was", "(") and _is_bridge(between):
        return j
    return None


def _is_bridge(between: Sequence[str]) -> bool:
    """ "is", "was", ", who is", "who served as", "("."""
    words = [w for w in between if w not in (",", "who", "currently", "also", "now", "then", "previously")]
    return words in (["is"], ["was"], ["("]) or (len(words) == 2 and words[0] in _SERVED and words[1] == "as")


def _closes(doc: Doc, tail: int) -> bool:
    """Whether the description ends where an apposition ends: not in the middle of a list."""
    if tail + 1 >= len(doc) or doc[tail + 1].is_sent_start:
        return True
    after = doc[tail + 1]
    if after.text == "," and tail + 2 < len(doc) and doc[tail + 2].lower_ in ("and", "or"):
        return False
    return (
        after.text in _ENDS
        or after.lower_ in ("who", "told", "said", "says")
        or after.tag_ in ("VBD", "VBZ", "VBG")
    )


def _after(doc: Doc, all_phrases: Sequence[Phrase], starts: dict[int, int], tail: int) -> int | None:
    """The name behind the description and a comma: "the team's head, X, said"."""
    if tail + 2 < len(doc) and doc[tail + 1].lower_ in ("is", "was"):  # "its chairman is X"
        index = starts.get(tail + 2)
        return (
            index
            if index is not None and all_phrases[index].name and doc[tail + 2].ent_type_ == "PERSON"
            else None
        )
    if tail + 1 < len(doc) and doc[tail + 1].tag_ == "VBN":
        tail += 1
    if tail + 2 >= len(doc) or doc[tail + 1].text != "," or doc[tail + 2].is_sent_start:
        return None
    index = starts.get(tail + 2)
    if index is not None and index + 1 < len(all_phrases) and all_phrases[index + 1].owner == index:
        index += 1  # "their chairman, Belgium's X,"
    if index is None or all_phrases[index].name is None:
        return None
    last = all_phrases[index].last
    if last + 1 < len(doc) and (doc[last + 1].tag_ == "POS" or _lists(doc, last + 1)):
        return None
    if last + 1 < len(doc) and doc[last + 1].tag_ == "CC":
        return index
    return index if _closes(doc, last) or doc[min(last + 1, len(doc) - 1)].tag_ in ("MD", "VBP", "VBD") else None


def _lists(doc: Doc, i: int) -> bool:
    """Whether "and" goes on with another name or thing, not with a verb."""
    return doc[i].tag_ == "CC" and (
        i + 1 >= len(doc) or doc[i + 1].tag_ not in ("VBD", "VBZ", "VBN", "RB", "VBP", "MD")
    )


def _through(doc: Doc, all_phrases: Sequence[Phrase], starts: dict[int, int], phrase: Phrase) -> int | None:
    """The name after a country that the role is about: "special envoy to Sudan Jane Smith"."""
    if phrase.last + 2 >= len(doc) or doc[phrase.last + 1].lower_ not in ("to", "for", "of", "on", "at"):
        return None
    index = starts.get(phrase.last + 2)
    named = all_phrases[index] if index is not None else None
    if named is None or named.name is None or named.role is not None or not named.known:
        return None
    begins = named.known[0].first <= phrase.last + 3 and named.known[-1].last == named.name[0] - 1
    return index if begins and doc[named.name[0]].ent_type_ == "PERSON" else None
