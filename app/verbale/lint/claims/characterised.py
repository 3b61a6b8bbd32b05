"""Incidents and attackers said to be a state's: "the attack was state-sponsored", "a state-backed raid"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.lint.claims.acts import Bound, has_name, told_as_done
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.claims.events import AUTHORS, PLAIN, WEAK, event_at
from verbale.lint.gate import Needs, actors
from verbale.lint.reading import Mention, Reading, Seen
from verbale.lint.scope import scope_of
from verbale.model.claim import Kind

if TYPE_CHECKING:
    from spacy.tokens import Token

CERTAIN = frozenset({"a", "an", "the", "this", "that", "one", "another"})
SUFFERING = frozenset({"by", "of", "to", "with", "in", "from", "after", "during"})
POINTERS = frozenset({"this", "it", "that", "these", "they"})
FAR = 6

NEEDS: Needs = ((actors("class"), "link.sponsor", frozenset({*PLAIN, WEAK, *AUTHORS})),)


def characterised(reading: Reading, bound: Bound) -> Iterator[Draft]:
    """Every word for a state's sponsorship that is said of an incident told as having happened."""
    for mention in reading.mentions:
        seen = _word_of(reading, mention)
        if seen is None or has_name(reading, bound, mention):
            continue
        word = _top(reading, mention)
        verb = _said_of_authors(reading, word) or _of_an_event(reading, word)
        if verb is None:
            continue
        ends = [word.head.i] if word.dep_ in {"amod", "compound", "nmod"} else []
        tokens = [mention.first, mention.last, *ends]
        scope = scope_of(reading, verb.i, seen)
        yield draft(reading, Kind.LINK, "class", seen, actor=mention, tokens=tokens, scope=scope)


def _word_of(reading: Reading, mention: Mention) -> Seen | None:
    if mention.kind != "class":
        return None
    inside = (s for s in reading.all("link.sponsor") if mention.first <= s.first and s.last <= mention.last)
    return next(inside, None)


def _top(reading: Reading, mention: Mention) -> "Token":
    word = reading.doc[mention.head]
    while mention.first <= word.head.i <= mention.last and word.head.i != word.i:
        word = word.head
    return word


def _said_of_authors(reading: Reading, word: "Token") -> "Token | None":
    """ "The attackers were state-backed": the verb by which it is said."""
    passive = any(c.dep_ == "nsubjpass" for c in word.children)
    verb = word if passive else word.head
    if not passive and word.dep_ not in {"acomp", "attr", "oprd"}:
        return None
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    said = any(event_at(reading, s) or reading.at(s.i, WEAK, *AUTHORS) for s in subjects)
    return verb if said and (verb.tag_ in {"VBD", "VBN"} or _is_certain(subjects[0])) else None


def _of_an_event(reading: Reading, word: "Token") -> "Token | None":
    """ "Hit by a state-sponsored attack", "this is a nation-state attack": the verb above the incident."""
    noun = word.head
    if word.dep_ not in {"amod", "compound", "nmod"} or event_at(reading, noun) is None:
        return None
    if noun.tag_ not in {"NN", "NNP"} or not _is_certain(noun):
        return None
    above = noun
    for _ in range(FAR):
        if above.pos_ in {"VERB", "AUX"}:
            break
        if above.dep_ == "pobj" and above.head.lower_ not in SUFFERING:
            return None
        above = above.head
    points = any(c.dep_ == "nsubj" and c.lower_ in POINTERS for c in above.children)
    return above if told_as_done(above) or (above.lemma_ == "be" and points) else None


def _is_certain(noun: "Token") -> bool:
    return any(child.lower_ in CERTAIN for child in noun.children)
