"""A closed boundary: "only addresses were taken", "limited to one server", "the sole cause was"."""

from verbale.lint.claims.assertion import subject_of, verb_of
from verbale.lint.claims.touched import INCIDENT, is_incident, is_status
from verbale.lint.reading import Reading, Seen

OWN = frozenset({"i", "we", "you"})
CAUSES = frozenset(
    {"cause", "result", "stem", "arise", "originate", "trace", "attribute", "owe", "come", "lie", "explain",
     "due", "attributable", "because", "down", "rest", "base"}
)  # fmt: skip
"""What a cause or a reach hangs by: "caused solely by", "due exclusively to", "affected only"."""
FAULTS = frozenset(
    {"fault", "error", "failure", "problem", "glitch", "malfunction", "mistake", "accident", "defect",
     "issue", "bug", "oversight", "coincidence", "outage"}
)  # fmt: skip
ABLE = frozenset({"could", "can", "ca"})
CREWS = frozenset({"state", "state_adjective", "capital", "organ", "group", "class"})
PEOPLE = frozenset(
    {"customer", "user", "patient", "member", "client", "employee", "staff", "student", "resident", "people",
     "citizen", "passenger", "guest", "person", "individual", "access", "use", "service", "comment", "seat"}
)  # fmt: skip
INSIDE = frozenset({"nummod", "amod", "quantmod", "det", "compound", "poss", "nmod"})


def restricted(reading: Reading, seen: Seen) -> list[int]:
    """The tokens of a boundary round scope, impact or cause; empty when there is none."""
    if seen.plays("absolute.cause"):
        return _sole_cause(reading, seen)
    if seen.words.endswith(" to"):
        return _limited(reading, seen)
    if tokens := _caused(reading, seen) or _able(reading, seen):
        return tokens
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
    if subject is None or subject.lemma_.lower() in PEOPLE:
        return []
    known = is_status(reading, subject) or is_incident(reading, subject)
    verb = verb_of(reading.doc[seen.head])
    past = any(c.tag_ == "VBD" for c in verb.children) and not any(c.dep_ == "neg" for c in verb.children)
    if not known and not (past and subject.pos_ == "NOUN" and reading.any("status.noun", *INCIDENT)):
        return []
    nouns = [c for c in reading.doc[seen.last].children if c.dep_ == "pobj"]
    ends = [token.i for noun in nouns for token in (noun, *noun.conjuncts)]
    return [seen.first, seen.last, *ends]


def _sole_cause(reading: Reading, seen: Seen) -> list[int]:
    """ "the sole cause was a worn cable", "there is only one explanation"."""
    noun = reading.doc[seen.head]
    copular = noun.head.lemma_ == "be" and noun.dep_ in {"nsubj", "attr"}
    return [seen.first, seen.last] if copular else []


def _caused(reading: Reading, seen: Seen) -> list[int]:
    """ "Caused solely by a cable", "attributable exclusively to one clerk", "purely a technical fault"."""
    doc = reading.doc
    if seen.first != seen.last or doc[seen.first].lower_ == "only":
        return []
    after = doc[seen.last + 1] if seen.last + 1 < len(doc) else doc[seen.last]
    before = {token.lemma_.lower() for token in doc[max(0, seen.first - 2) : seen.first]}
    if after.lower_ in {"by", "to", "from", "on"} and not CAUSES.isdisjoint(before):
        return [seen.first - 1, after.i]
    if after.lower_ in {"due", "attributable", "because", "caused", "down"}:
        return [seen.first, after.i]
    fault = next((t for t in doc[seen.last + 1 : seen.last + 6] if t.lemma_.lower() in FAULTS), None)
    return [seen.first, fault.i] if fault is not None and fault.dep_ in {"attr", "pobj"} else []


def _able(reading: Reading, seen: Seen) -> list[int]:
    """ "Only a state could have done this": everybody else is ruled out."""
    subject = reading.doc[seen.first].head
    verb = subject.head
    if seen.words not in {"only", "solely"} or subject.dep_ != "nsubj" or seen.first > subject.i:
        return []
    if not any(c.dep_ == "aux" and c.lower_ in ABLE for c in verb.children):
        return []
    mention = reading.mention_at(subject.i)
    crew = mention is not None and mention.kind in CREWS
    return [seen.first, verb.i] if crew or reading.at(subject.i, "agent.noun") else []
