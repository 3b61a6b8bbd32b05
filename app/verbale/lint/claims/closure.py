"""An end put to a threat without remainder: "blocked every attempt", "we have eradicated the intruder"."""

from verbale.lint.gate import Needs, parts, words
from verbale.lint.reading import Reading, Seen

EVERY = frozenset({"every", "all", "each", "any"})
UTTER = frozenset({"eradicate", "evict", "expel", "purge"})
STEMS = ("eradicat", "evict", "expel", "purg")
REACH = 6

NEEDS: Needs = (
    ("safety.verb", "ended.noun", words(*EVERY)),
    ("safety.verb", "ended.noun", parts(*STEMS)),
)


def closed(reading: Reading, seen: Seen) -> list[int]:
    """The tokens of a threat ended whole by somebody; empty when there is none."""
    verb = reading.doc[seen.head]
    if verb.pos_ != "VERB" or any(c.dep_ in {"neg", "nsubjpass"} for c in verb.children):
        return []
    noun = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    if noun is None or noun.i - verb.i > REACH or not any(c.dep_ == "nsubj" for c in verb.children):
        return []
    inner = [noun, *(c for p in noun.children if p.lower_ == "of" for c in p.children)]
    if not any(reading.at(word.i, "ended.noun") for word in inner):
        return []
    every = any(c.lower_ in EVERY for word in inner for c in (word, *word.children))
    utter = verb.lemma_ in UTTER and verb.tag_ in {"VBN", "VBD"}
    return [verb.i, seen.last, *(word.i for word in inner)] if every or utter else []
