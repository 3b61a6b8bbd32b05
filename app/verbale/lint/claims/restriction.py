"""A closed boundary: "only addresses were taken", "limited to one server", "the sole cause was"."""

from verbale.lint.claims.assertion import subject_of, verb_of
from verbale.lint.claims.touched import is_incident, is_status
from verbale.lint.reading import Reading, Seen

OWN = frozenset({"i", "we", "you"})
INSIDE = frozenset({"nummod", "amod", "quantmod", "det", "compound", "poss", "nmod"})


def restricted(reading: Reading, seen: Seen) -> list[int]:
    """The tokens of a boundary round scope, impact or cause; empty when there is none."""
    if seen.plays("absolute.cause"):
        return _sole_cause(reading, seen)
    if seen.words.endswith(" to"):
        return _limited(reading, seen)
    focus = reading.doc[seen.first].head
    while focus.dep_ in INSIDE:
        focus = focus.head
    verb = verb_of(focus)
    strong = bool(reading.at(verb.i, "exposure.predicate")) or any(
        reading.at(c.i, "exposure.adjective") for c in verb.children if c.dep_ in {"acomp", "prep"}
    )
    if not strong and not reading.at(verb.i, "exposure.weak"):
        return []
    if focus.i == verb.i:
        subject = subject_of(verb)
        if subject is not None and subject.lower_ in OWN:
            return []
        objects = [c for c in verb.children if c.dep_ == "dobj" and c.i > seen.last]
        known = any(is_status(reading, c) for c in objects)
        return [seen.first, verb.i, *(c.i for c in objects)] if known else []
    near = focus.dep_ in {"nsubjpass", "dobj"} or (strong and focus.dep_ == "nsubj")
    known = is_status(reading, focus) or (strong and focus.dep_ == "nsubjpass")
    return [seen.first, focus.i, verb.i] if near and known and focus.head.i == verb.i else []


def _limited(reading: Reading, seen: Seen) -> list[int]:
    subject = subject_of(verb_of(reading.doc[seen.head]))
    if subject is None or not (is_status(reading, subject) or is_incident(reading, subject)):
        return []
    nouns = [c for c in reading.doc[seen.last].children if c.dep_ == "pobj"]
    ends = [token.i for noun in nouns for token in (noun, *noun.conjuncts)]
    return [seen.first, seen.last, *ends]


def _sole_cause(reading: Reading, seen: Seen) -> list[int]:
    """ "the sole cause was a worn cable", "there is only one explanation"."""
    noun = reading.doc[seen.head]
    copular = noun.head.lemma_ == "be" and noun.dep_ in {"nsubj", "attr"}
    return [seen.first, seen.last] if copular else []
