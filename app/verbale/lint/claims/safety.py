"""Safety or an end declared: "all systems are secure", "the leak was entirely closed"."""

from typing import TYPE_CHECKING

from verbale.lint.claims.assertion import subject_of, verb_of
from verbale.lint.claims.touched import INCIDENT, NEGATIVE, is_incident, is_ours, is_part, is_status, left_of
from verbale.lint.reading import Reading, Seen

if TYPE_CHECKING:
    from spacy.tokens import Token

PRONOUNS = frozenset({"it", "they", "this", "that", "these", "those", "which", "you"})
OTHER_USES = frozenset({"amod", "compound", "dobj", "oprd"})
LASTING = frozenset({"be", "remain", "stay", "continue", "become"})
MATTERS = frozenset(
    {"situation", "matter", "issue", "problem", "case", "episode", "affair", "danger", "threat", "crisis",
     "outage", "everything", "emergency", "perpetrators", "attackers", "intruders", "intruder", "attacker"}
)  # fmt: skip
"""What is said to be over or under control, beside the incident by its name."""
WHOLLY = "absolute.quantifier.degree"
LEFT = 7


def safe(reading: Reading, seen: Seen) -> list[int]:
    """The tokens of a declaration that something is safe or over; empty when there is none."""
    word = reading.doc[seen.head]
    verb = verb_of(word)
    subject = subject_of(verb)
    if word.dep_ in OTHER_USES or any(c.dep_ == "pobj" and c.i > seen.last for c in word.children):
        return []
    if subject is None or is_part(subject) or any(c.dep_ == "neg" for c in verb.children):
        return []
    if any(c.lower_ in NEGATIVE for c in (subject, *subject.children)):
        return []
    if any(c.lower_ in {"more", "less"} for c in word.children):
        return []
    if word.i != verb.i and verb.lemma_ not in LASTING:
        return []
    degree = _degree(reading, seen, subject)
    if seen.plays("safety.weak") and degree is None:
        return []
    known = (
        is_status(reading, subject)
        or is_incident(reading, subject)
        or subject.lower_ in MATTERS
        or (degree is not None and _wholly(reading, degree, seen))
        or (is_ours(subject) and word.dep_ == "acomp")
    )
    named = subject.pos_ in {"NOUN", "PROPN"} and reading.mention_at(subject.i) is None
    if not known and not (seen.plays("safety.predicate.flat") and (named or subject.lower_ in PRONOUNS)):
        return []
    start = left_of(subject) if seen.last - subject.i <= LEFT else verb.i
    return [start, seen.last, *([degree] if degree is not None else [])]


def barred(reading: Reading, seen: Seen) -> list[int]:
    """The tokens of "the intruders have been evicted", "they no longer have access"; empty for none."""
    verb = verb_of(reading.doc[seen.head])
    subject = subject_of(verb)
    if subject is None or reading.at(subject.i, "agent.bare") is None or is_part(subject):
        return []
    if any(c.dep_ == "neg" and not seen.first <= c.i <= seen.last for c in verb.children):
        return []
    if seen.first == verb.i and any(c.dep_ == "dobj" for c in verb.children):
        return []  # "the attackers removed the logs"
    return [left_of(subject) if seen.last - subject.i <= LEFT else seen.first, seen.last]


def _wholly(reading: Reading, degree: int, seen: Seen) -> bool:
    """ "Completely isolated", where the sentence speaks of systems or of an incident."""
    beside = seen.first - 2 <= degree <= seen.last + 2 and reading.at(degree, WHOLLY) is not None
    return beside and reading.any("status.noun", "agent.bare", *INCIDENT) is not None


def _degree(reading: Reading, seen: Seen, subject: "Token") -> int | None:
    """A word of completeness beside the predicate or on the subject."""
    beside = range(max(seen.first - 2, 0), min(seen.last + 2, len(reading.doc)))
    for index in (*beside, *(c.i for c in subject.children)):
        own = reading.doc[index].head.i == subject.i
        other = reading.at(index, WHOLLY, *(["absolute.quantifier.every"] if own else []))
        if other is not None and reading.doc[index].lower_ not in NEGATIVE:
            return int(index)
    return None
