"""Certainty that outruns what can be known: boosters, absolutes about facts, guarantees."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.lint.claims.draft import Draft, draft
from verbale.lint.gate import Needs
from verbale.lint.reading import Reading, Seen
from verbale.lint.scope import scope_of
from verbale.model.claim import Kind, Standing

if TYPE_CHECKING:
    from spacy.tokens import Token

MATTER = (
    "incident.noun",
    "hostile.noun",
    "hostile.verb.strong",
    "malware.noun",
    "exposure.predicate",
    "safety.predicate",
    "link",
    "threshold",
)
NEGATIVES = frozenset({"no", "none", "neither", "nothing", "nobody", "zero"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
REACH = 8

NEEDS: Needs = (
    ("booster",),
    ("proof.verb", "proof.noun"),
    ("know.verb",),
    ("exposure", "absolute"),
    ("exposure", "negation"),
    ("safety",),
    ("denied",),
    ("guarantee",),
    ("confidence.plain",),
)


def certainties(reading: Reading) -> Iterator[Draft]:
    """Every booster, absolute and guarantee of the sentence."""
    yield from _boosters(reading)
    yield from _absolutes(reading)
    yield from _guarantees(reading)


def _boosters(reading: Reading) -> Iterator[Draft]:
    """ "undoubtedly", "the evidence proves", "we know that", "irrefutable evidence"."""
    for seen in reading.all("booster"):
        if _cancelled(reading, seen):
            continue
        if seen.plays("booster.adverb.weak") and not _on_matter(reading, seen):
            continue
        yield draft(
            reading, Kind.BOOSTER, seen.cue.role.split(".")[1], seen, tokens=_with_head(reading, seen)
        )
    for seen in reading.all("proof.verb"):
        verb = reading.doc[seen.head]
        if verb.pos_ not in {"VERB", "AUX"} or not _proves(reading, verb):
            continue
        tokens = [
            seen.first,
            seen.last,
            *(c.i for c in verb.children if c.dep_ in SUBJECTS and verb.i - c.i <= 4),
        ]
        yield draft(reading, Kind.BOOSTER, "proof", seen, tokens=tokens)
    for seen in reading.all("know.verb"):
        if not _cancelled(reading, seen):
            yield draft(reading, Kind.BOOSTER, "knowledge", seen, tokens=[seen.first, seen.last])


def _cancelled(reading: Reading, seen: Seen) -> bool:
    """Under "not clear", "cannot say with certainty", or itself negated."""
    for other in reading.all("denied.booster"):
        if other.first <= seen.last and seen.first <= other.last:
            return True
    return bool(scope_of(reading, seen.head).negation)


def _on_matter(reading: Reading, seen: Seen) -> bool:
    clause = reading.clause(seen.head)
    return any(reading.clause(other.head) == clause for other in reading.all(*MATTER)) or bool(
        reading.mentions
    )


def _with_head(reading: Reading, seen: Seen) -> list[int]:
    head = reading.doc[seen.head].head
    near = abs(head.i - seen.head) <= 4 and not any(
        t.is_punct for t in reading.doc[min(head.i, seen.last) : max(head.i, seen.first)]
    )
    return [seen.first, seen.last] + ([head.i] if near else [])


def _proves(reading: Reading, verb: "Token") -> bool:
    """Evidence as subject, or an actor's guilt as what is proved."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    by_evidence = subject is not None and any(
        reading.at(t.i, "evidence.noun", "booster.evidence") for t in subject.subtree
    )
    return by_evidence and any(c.dep_ in {"ccomp", "dobj"} for c in verb.children)


def _absolutes(reading: Reading) -> Iterator[Draft]:
    """ "no customer data was accessed", "was not compromised", "only addresses were taken", "fully contained"."""
    taken: set[int] = set()
    for seen in reading.all("exposure.predicate", "safety.predicate"):
        verb = reading.doc[seen.head]
        if verb.i in taken or verb.dep_ in {"amod", "compound"}:
            continue
        found = _absolute_on(reading, seen, verb)
        if found is None:
            continue
        form, tokens = found
        taken.add(verb.i)
        yield _plain(draft(reading, Kind.ABSOLUTE, form, seen, tokens=[seen.first, seen.last, *tokens]))
    for seen in reading.all("denied.fact"):
        yield _plain(draft(reading, Kind.ABSOLUTE, "denial", seen, tokens=[seen.first, seen.last]))


def _plain(claim: Draft) -> Draft:
    """The negation is what makes an absolute; it does not take it back."""
    claim.scope.negation.clear()
    return Draft(
        claim.kind,
        claim.form,
        claim.trigger,
        claim.first,
        claim.last,
        claim.scope,
        claim.scope.standing,
        claim.tier,
        claim.actor,
        claim.incident,
        claim.bound,
    )


def _absolute_on(reading: Reading, seen: Seen, verb: "Token") -> tuple[str, list[int]] | None:
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    exposed = seen.plays("exposure.predicate")
    if subject is not None:
        for word in subject.subtree:
            if word.lower_ in NEGATIVES and word.dep_ in {"det", "nsubj", "nsubjpass", "neg"} and exposed:
                return "none", [word.i, subject.i]
    for child in verb.children:
        if child.dep_ == "neg" and exposed:
            return "not", [child.i] + ([subject.i] if subject is not None and verb.i - subject.i <= 5 else [])
    quantifier = _quantifier(reading, verb, subject)
    if quantifier is not None:
        return "quantified", [quantifier.first]
    if (
        not exposed
        and subject is not None
        and reading.at(subject.i, "status.noun")
        and verb.dep_ in {"acomp", "ROOT", "ccomp", "conj"}
    ):
        return "safe", [subject.i]
    if not exposed and verb.dep_ == "acomp":
        holder = next((c for c in verb.head.children if c.dep_ in SUBJECTS), None)
        if holder is not None and any(reading.at(t.i, "status.noun") for t in holder.subtree):
            return "safe", [holder.i]
    return None


def _quantifier(reading: Reading, verb: "Token", subject: "Token | None") -> Seen | None:
    for seen in reading.all("absolute.quantifier"):
        head = reading.doc[seen.head]
        if head.lower_ in NEGATIVES:
            continue
        if head.head.i == verb.i or (
            subject is not None and (head.head.i == subject.i or head.i == subject.i)
        ):
            return seen
        if any(
            head.head.i == child.i
            for child in verb.children
            if child.dep_ in {"dobj", "prep", "acomp", "advmod"}
        ):
            return seen
    return None


def _guarantees(reading: Reading) -> Iterator[Draft]:
    """ "we guarantee", "this will never happen again"."""
    for seen in reading.all("guarantee"):
        if _cancelled(reading, seen):
            continue
        yield _plain(draft(reading, Kind.GUARANTEE, "guarantee", seen, tokens=[seen.first, seen.last]))
    for seen in reading.all("confidence.plain"):
        if scope_of(reading, seen.head).standing not in {Standing.NEGATED, Standing.OPEN}:
            yield draft(reading, Kind.GUARANTEE, "confidence", seen, tokens=[seen.first, seen.last])
