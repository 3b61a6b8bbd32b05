"""An end put to a threat without remainder: "blocked every attempt", "we have eradicated the intruder"."""

from verbale.lint.gate import Needs, parts, words
from verbale.lint.reading import Reading, Seen

EVERY = frozenset({"every", "all", "each", "any"})
UTTER = frozenset({"eradicate", "evict", "expel", "purge"})
STEMS = ("eradicat", "evict", "expel", "purg")
WHOLE = frozenset({"full", "complete", "total", "entire"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
REACH = 6

NEEDS: Needs = (
    ("safety.verb", "ended.noun", words(*EVERY)),
    ("safety.verb", "ended.noun", parts(*STEMS)),
    ("safety.verb", "ended.noun", "absolute.quantifier.degree"),
    ("safety.verb", "ended.noun", words(*WHOLE)),
)


def closed(reading: Reading, seen: Seen) -> list[int]:
    """The tokens of a threat ended whole by somebody; empty when there is none."""
    verb = reading.doc[seen.head]
    if verb.pos_ != "VERB" or any(c.dep_ == "neg" or c.tag_ == "MD" for c in verb.children):
        return []
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    noun = next((c for c in verb.children if c.dep_ == ("nsubjpass" if passive else "dobj")), None)
    if subject is None or noun is None or abs(noun.i - verb.i) > REACH:
        return []
    inner = [noun, *(c for p in noun.children if p.lower_ == "of" for c in p.children)]
    if not any(reading.at(word.i, "ended.noun") for word in inner):
        return []
    degree = [c.i for c in verb.children if reading.at(c.i, "absolute.quantifier.degree")]
    whole = [c.i for c in noun.children if c.lower_ in WHOLE]
    if degree or (whole and not passive):
        return [verb.i, seen.last, *degree, *whole, *([] if passive else [noun.i])]
    if passive:
        inner = [c for p in verb.children if p.dep_ == "prep" for c in p.subtree]
    every = any(c.lower_ in EVERY for word in inner for c in (word, *word.children))
    utter = verb.lemma_ in UTTER and verb.tag_ in {"VBN", "VBD"} and not passive
    ends = [] if passive else [word.i for word in inner]
    return [verb.i, seen.last, *ends] if every or utter else []
