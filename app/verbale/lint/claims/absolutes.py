"""Absolutes about facts: "no data was accessed", "only addresses were taken", "all systems are secure"."""

from collections.abc import Iterator
from dataclasses import replace

from verbale.lint.claims.assertion import ABILITY, asserted, hoped, verb_of
from verbale.lint.claims.closure import closed
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.claims.exposure import denied
from verbale.lint.claims.habit import disowned
from verbale.lint.claims.restriction import restricted
from verbale.lint.claims.safety import safe
from verbale.lint.reading import Reading, Seen
from verbale.model.claim import Kind


def absolutes(reading: Reading) -> Iterator[Draft]:
    """Every absolute of the sentence that is told as a fact."""
    taken: set[int] = set()
    for form, seen, tokens in _found(reading):
        verb = verb_of(reading.doc[seen.head])
        flat = not hoped(reading, verb) if seen.plays("denied.fact") else asserted(reading, verb)
        if verb.i not in taken and flat:
            taken.add(verb.i)
            yield told(draft(reading, Kind.ABSOLUTE, form, seen, tokens=tokens))


def told(claim: Draft) -> Draft:
    """The negation makes an absolute and does not take it back; nor does "I can say", nor "could never"."""
    scope = claim.scope
    scope.negation.clear()
    scope.denial.clear()
    scope.hedge = [seen for seen in scope.hedge if seen.words != "could"]
    scope.norm = [seen for seen in scope.norm if not seen.plays(ABILITY)]
    return replace(claim, standing=scope.standing)


def _found(reading: Reading) -> Iterator[tuple[str, Seen, list[int]]]:
    for seen in reading.all("exposure"):
        if tokens := denied(reading, seen):
            yield "denied", seen, tokens
    for seen in reading.all("absolute.quantifier.only", "absolute.cause"):
        if tokens := restricted(reading, seen):
            yield "restricted", seen, tokens
    for seen in reading.all("safety.predicate", "safety.weak"):
        if tokens := safe(reading, seen):
            yield "safe", seen, tokens
    for seen in reading.all("safety.verb"):
        if tokens := closed(reading, seen):
            yield "safe", seen, tokens
    for seen in reading.all("habit.verb"):
        if tokens := disowned(reading, seen):
            yield "denied", seen, tokens
    for seen in reading.all("denied.fact.safety"):
        if not reading.at(seen.first, "exposure"):
            yield "denied", seen, [seen.first, seen.last]
