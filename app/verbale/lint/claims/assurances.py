"""Guarantees and confidence without grade: "this will never happen again", "we are confident that"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.lint.claims.absolutes import told
from verbale.lint.claims.assertion import hoped, standing_of, subject_of, verb_of
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.claims.touched import INCIDENT, is_incident, is_matter, is_status, left_of
from verbale.lint.nobody import nobody
from verbale.lint.reading import Reading, Seen
from verbale.model.claim import Kind, Standing

if TYPE_CHECKING:
    from spacy.tokens import Token

VOUCHED = ("exposure.predicate", "exposure.weak", "exposure.adjective", "safety")
NEAR = 3
AHEAD = frozenset({"will", "wo", "'ll", "’ll", "can", "ca", "could", "shall"})
MATTERS = (
    "exposure.predicate",
    "exposure.adjective",
    "exposure.noun",
    "safety",
    "recurrence",
    "guarantee",
    *INCIDENT,
)
"""What is vouched for: what happens to data and systems, their safety, and an incident or its return."""
COMING_ABOUT = frozenset({"happen", "occur"})
OPINING = frozenset({"call", "consider", "describe", "deem", "think", "find", "believe", "regard", "label"})
SUCH = frozenset({"case", "episode"})
UNTOLD = frozenset({Standing.NEGATED, Standing.OPEN, Standing.CONDITIONAL, Standing.ASKED, Standing.NORM})


def assurances(reading: Reading) -> Iterator[Draft]:
    """Every guarantee, promise of safety, plain confidence and flat denial of a report."""
    for seen in outermost(reading, "guarantee"):
        verb = verb_of(reading.doc[seen.head])
        if not _concerns(reading, seen) or _denied(reading, seen) or hoped(reading, verb) or nobody(verb):
            continue
        yield told(draft(reading, Kind.GUARANTEE, "guarantee", seen, tokens=[seen.first, seen.last]))
    for seen in reading.all("recurrence", "exposure"):
        if tokens := _never_again(reading, seen):
            yield told(draft(reading, Kind.GUARANTEE, "guarantee", seen, tokens=tokens))
    for seen in reading.all("ruled.out"):
        if tokens := _ruled_out(reading, seen):
            yield told(draft(reading, Kind.GUARANTEE, "guarantee", seen, tokens=tokens))
    for seen in outermost(reading, "confidence.plain", "assurance.verb"):
        if standing_of(reading, seen.head) not in UNTOLD and _vouches(reading, seen):
            form = "confidence" if seen.plays("confidence.plain") else "guarantee"
            speaker = subject_of(verb_of(reading.doc[seen.head]))
            near = [left_of(speaker)] if speaker is not None and 0 < seen.first - speaker.i <= NEAR else []
            yield told(draft(reading, Kind.GUARANTEE, form, seen, tokens=[*near, seen.first, seen.last]))
    for seen in outermost(reading, "denied.fact"):
        if not seen.plays("denied.fact.safety") and _denies(reading, seen):
            yield _denial(reading, seen)


def _denial(reading: Reading, seen: Seen) -> Draft:
    """The denial with what it denies; a "rumour" or "claim" as its subject takes nothing back."""
    subjects = [c for c in verb_of(reading.doc[seen.head]).children if c.dep_ == "nsubj"]
    near = [left_of(c) for c in subjects if c.pos_ == "NOUN" and 0 < seen.first - c.i <= NEAR]
    claim = draft(reading, Kind.ABSOLUTE, "denial", seen, tokens=[*near, seen.first, seen.last])
    named = {c.i for c in subjects}
    claim.scope.hedge = [h for h in claim.scope.hedge if h.head not in named]
    claim.scope.report = [r for r in claim.scope.report if named.isdisjoint(range(r.first, r.last + 1))]
    return told(claim)


def outermost(reading: Reading, *roles: str) -> Iterator[Seen]:
    """Cues of the roles that stand in no longer one: "completely untrue", not "untrue" once more."""
    found = list(reading.all(*roles))
    for seen in found:
        longer = (o for o in found if o.last - o.first > seen.last - seen.first)
        if not any(o.first <= seen.last and seen.first <= o.last for o in longer):
            yield seen


def _denied(reading: Reading, seen: Seen) -> bool:
    return any(o.first <= seen.last and seen.first <= o.last for o in reading.all("denied.booster"))


def _concerns(reading: Reading, seen: Seen) -> bool:
    """An incident, data or systems are vouched for; a policy "guarantees that all can vote"."""
    return not seen.plays("guarantee.word") or any(
        other.first > seen.last or other.last < seen.first for other in reading.all(*MATTERS)
    )


def _never_again(reading: Reading, seen: Seen) -> list[int]:
    """ "can never be used again", "will not recur": an outcome ruled out for the time to come."""
    verb = reading.doc[seen.head]
    if reading.at(verb.i, "guarantee") or reading.any("denied.booster"):
        return []
    if verb.dep_ in {"advcl", "ccomp"} and any(c.lower_ == "so" for c in verb.children):
        return []  # "act so that this can never happen again": an aim
    ahead = AHEAD | {"would"} if verb.dep_ == "ccomp" else AHEAD
    modal = next((c for c in verb.children if c.tag_ == "MD" and c.lower_ in ahead), None)
    negative = next((c for c in verb.children if c.dep_ == "neg"), None)
    subject = subject_of(verb)
    if modal is None or negative is None or subject is None or subject.lower_ in {"we", "i", "you"}:
        return []
    again = [c.i for c in verb.children if c.lower_ in {"again", "anymore"}]
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    coming = seen.plays("recurrence")
    never = negative.lower_ == "never" and (coming or (seen.plays("exposure.predicate") and passive))
    back = again and (passive or coming)
    if not (back or never or (coming and not seen.plays("recurrence.never"))) or hoped(reading, verb):
        return []
    return [modal.i, verb.i, *again]


def _ruled_out(reading: Reading, seen: Seen) -> list[int]:
    """ "misuse is impossible", "it is not possible to alter the count": what never can be."""
    word = reading.doc[seen.head]
    verb = verb_of(word)
    if reading.at(word.i, "guarantee") or hoped(reading, verb) or word.dep_ == "amod":
        return []
    if any(c.dep_ == "neg" and not seen.first <= c.i <= seen.last for c in verb.children):
        return []
    subject = subject_of(verb)
    done = [c for t in {verb, word} for c in t.children if c.dep_ in {"xcomp", "ccomp"}]
    deed = next((c for c in done if c.i > seen.last and reading.at(c.i, "exposure.predicate")), None)
    if deed is not None:
        return [seen.first, deed.i]
    if subject is None or subject.i > seen.first:
        return []
    if not is_incident(reading, subject) and subject.lower_ not in SUCH:
        return []
    return [verb.i, seen.last, *([subject.i] if seen.first - subject.i <= NEAR else [])]


def _vouches(reading: Reading, seen: Seen) -> bool:
    """True when the complement's own predicate speaks of exposure or safety, or of what comes never again."""
    verb = verb_of(reading.doc[seen.head])
    promise = seen.plays("assurance.verb")
    if promise and reading.at(seen.head, "guarantee"):
        return False
    speaker = subject_of(verb)
    if promise and (seen.words == "ensure" or speaker is None or speaker.lower_ not in {"we", "i"}):
        return False
    heads = [c for c in verb.subtree if c.dep_ in {"ccomp", "acl"} and c.i > seen.first]
    words = [t for head in heads for t in (head, *head.children)]
    return any(
        (reading.at(t.i, *VOUCHED) and not (reading.at(t.i, "exposure.weak") and _deed(reading, t)))
        or (reading.at(t.i, "exposure.noun") and not reading.at(t.i, "exposure.noun.event"))
        for t in words
    )


def _deed(reading: Reading, verb: "Token") -> bool:
    """ "Confident that she will take the steps needed": hope; "that no file was taken" is vouched for."""
    if reading.at(verb.i, "exposure.predicate", "exposure.adjective", "safety"):
        return False
    ahead = any(c.tag_ == "MD" and c.lower_ in AHEAD for c in verb.children) or verb.dep_ == "conj"
    return ahead and not any(c.dep_ in {"neg", "auxpass"} or c.lower_ == "no" for c in verb.subtree)


def _impersonal(reading: Reading, subject: "Token") -> bool:
    """A thing that an incident may explain: "the collision had nothing to do with a cyberattack"."""
    someone = reading.at(subject.i, "agent.noun") or reading.mention_at(subject.i)
    return not someone and reading.any(*INCIDENT) is not None


def _denies(reading: Reading, seen: Seen) -> bool:
    """ "the claim is false": said of a report, or of "this" with a word of degree."""
    verb = verb_of(reading.doc[seen.head])
    subject = subject_of(verb)
    if _thought(reading.doc[seen.head], verb):
        return False
    if subject is None:
        return seen.plays("denied.fact") and len(seen.words.split()) > 1
    if "to do with" in seen.words:
        return (
            verb.dep_ != "relcl"
            and not _by_itself(verb, subject)
            and (
                subject.lower_ in {"this", "it", "we", "that"}
                or is_status(reading, subject)
                or is_incident(reading, subject)
                or (subject.pos_ == "NOUN" and _impersonal(reading, subject))
            )
        )
    if verb.lemma_ in COMING_ABOUT:
        return is_matter(reading, subject) and not _otherwise(verb)
    return True


def _by_itself(verb: "Token", subject: "Token") -> bool:
    """ "Velmara has stated that it had nothing to do with this": a party's denial, told as its own."""
    speaker = subject_of(verb.head) if verb.dep_ == "ccomp" else None
    return speaker is not None and subject.lower_ == "it" and speaker.lower_ not in {"we", "i", "it"}


def _thought(word: "Token", verb: "Token") -> bool:
    """ "The laboratory calls it nonsense": what somebody else thinks of it."""
    if verb.lemma_ not in OPINING or verb.i >= word.i:
        return False
    subject = subject_of(verb)
    return subject is not None and subject.lower_ not in {"we", "i"}


def _otherwise(verb: "Token") -> bool:
    """ "It did not happen by accident", "did not happen because ...": how, not whether."""
    return any(
        c.i > verb.i and (c.dep_ == "advcl" or c.tag_ == "RB" or (c.dep_ == "prep" and c.lower_ == "by"))
        for c in verb.children
    )
