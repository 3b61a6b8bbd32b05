"""Exposure denied: "no data was accessed", "did not affect patients", "there was no impact"."""

from typing import TYPE_CHECKING

from verbale.lint.claims.assertion import inverted, subject_of, verb_of
from verbale.lint.claims.touched import INCIDENT, NEGATIVE, is_part, is_status, left_of
from verbale.lint.reading import Reading, Seen

if TYPE_CHECKING:
    from spacy.tokens import Token

OWN = frozenset({"i", "we", "he", "she", "you", "who"})
THINGS = frozenset({"it", "this", "which"})
MANY = frozenset({"they", "these", "those"})
HOLDING = frozenset({"contain", "include", "hold", "store"})
OBJECTS = frozenset({"dobj", "attr", "dative", "oprd"})
HELD = frozenset({"impact", "effect", "access", "consequence", "implication"})
NEAR = 4
SPARING = frozenset({"only", "just", "merely", "simply", "yet"})
# Said of people and parties too: "Norlund was not involved" is a denial, not a claim about data.
OF_PARTIES = frozenset({"involve", "obtain", "view", "lose"})


def denied(reading: Reading, seen: Seen) -> list[int]:
    """The tokens of a denial of exposure that turns on the cue; empty when there is none."""
    word = reading.doc[seen.head]
    if seen.plays("exposure.noun"):
        return _no_such(reading, seen)
    verb = verb_of(word)
    if not _predicated(word) or (seen.plays("exposure.adjective") and not _copular(word, verb)):
        return []
    subject = subject_of(verb)
    negative = negation_of(reading, verb, subject)
    if subject is None or negative is None or not _touched(reading, seen, verb, subject):
        return []
    helpers = [c.i for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.i < verb.i]
    if _passive(verb) or seen.plays("exposure.adjective") or negative.i <= subject.i:
        return [min(left_of(subject), negative.i), negative.i, *helpers, verb.i, seen.last]
    objects = [c.i for c in verb.children if c.dep_ == "dobj" and c.i - verb.i <= NEAR]
    return [negative.i, *helpers, verb.i, seen.last, *objects]


def negation_of(reading: Reading, verb: "Token", subject: "Token | None") -> "Token | None":
    """The word that denies the verb: "not", "never", "no" on subject or object, "at no time"."""
    for child in verb.children:
        if child.dep_ == "neg" and not _undone(reading, child):
            return child
    nouns = [subject] if subject is not None else []
    for noun in [*nouns, *(c for c in verb.children if c.dep_ in OBJECTS)]:
        for word in (noun, *noun.children):
            if word.lower_ in NEGATIVE and word.i <= noun.i and not _undone(reading, word):
                return word
    phrase = next((seen for seen in reading.all("absolute.quantifier") if _denies(reading, seen, verb)), None)
    return reading.doc[phrase.first] if phrase is not None else None


def _denies(reading: Reading, seen: Seen, verb: "Token") -> bool:
    """ "at no time", "in no way", "not a single" before the verb that they hang by."""
    words = seen.words.split()
    return (
        len(words) > 1
        and ("no" in words or "not" in words)
        and not seen.plays("absolute.quantifier.only")
        and seen.first <= verb.i
        and verb_of(reading.doc[seen.head]).i in {verb.i, verb.head.i if inverted(verb) else verb.i}
    )


def _predicated(word: "Token") -> bool:
    if word.pos_ in {"VERB", "AUX"}:
        return word.dep_ not in {"amod", "compound"}
    return word.dep_ in {"acomp", "attr", "oprd", "prep"}


def _passive(verb: "Token") -> bool:
    return inverted(verb) or any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)


def _copular(word: "Token", verb: "Token") -> bool:
    return word.i != verb.i and (verb.lemma_ in {"be", "remain", "stay"} or verb.pos_ == "AUX")


def _undone(reading: Reading, word: "Token") -> bool:
    """ "not only", "not yet", "not all", "no evidence" deny nothing, or not the whole."""
    after = reading.doc[word.i + 1].lower_ if word.i + 1 < len(reading.doc) else ""
    return after in SPARING or bool(reading.at(word.i, "denied.booster", "qualifier", "absolute.exempt"))


def _touched(reading: Reading, seen: Seen, verb: "Token", subject: "Token") -> bool:
    """True when the predicate speaks of data, systems, people or the incident, and not of a share of them."""
    objects = [c for c in verb.children if c.dep_ in {"dobj", "attr"}]
    objects += [c for p in verb.children if p.dep_ == "prep" for c in p.children if c.dep_ == "pobj"]
    if is_part(subject) or any(is_part(noun) for noun in objects):
        return False
    strong = seen.plays("exposure.predicate")
    if _passive(verb) or verb.dep_ == "acl" or seen.plays("exposure.adjective"):
        if strong and seen.words not in OF_PARTIES:
            return True
        return is_status(reading, subject) or subject.lower_ in {"nothing", "none"}
    if subject.lower_ in OWN or (reading.mention_at(subject.i) and not reading.at(subject.i, *INCIDENT)):
        return False
    if _none_of(subject) and is_status(reading, subject):
        return True
    if not objects:
        return subject.lower_ == "nothing" or (strong and _none_of(subject))
    if strong:
        return True
    does = reading.at(subject.i, *INCIDENT, "agent.bare", "status.noun")
    things = THINGS | MANY if seen.words in HOLDING else THINGS
    known = does is not None or subject.lower_ in things or _none_of(subject)
    return known and any(is_status(reading, noun) for noun in objects)


def _none_of(subject: "Token") -> bool:
    return any(
        (c.lower_ in NEGATIVE and c.pos_ != "PROPN") or c.lower_ == "not"
        for c in (subject, *subject.children)
    )


def _no_such(reading: Reading, seen: Seen) -> list[int]:
    """ "there was no impact", "had no effect on operations", "no loss occurred"."""
    noun = reading.doc[seen.head]
    verb = noun.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return []
    near = [c for c in noun.children if c.lower_ in {"no", "zero"}] + [
        c for c in verb.children if c.dep_ == "neg"
    ]
    negative = next((c for c in near if not _undone(reading, c)), None)
    there = any(c.dep_ == "expl" for c in verb.children)
    having = noun.dep_ == "dobj" and (
        verb.lemma_ in {"pose", "cause", "suffer"} or (verb.lemma_ == "have" and noun.lemma_ in HELD)
    )
    occurs = verb.lemma_ in {"occur", "happen", "take"} and noun.dep_ in {"nsubj", "nsubjpass"}
    if negative is None or not (there or having or occurs):
        return []
    on = [c.i for p in noun.children if p.dep_ == "prep" for c in p.children if c.i - noun.i <= NEAR]
    return [min(negative.i, verb.i), noun.i, *on]
