"""Absolutes about facts: "no data was accessed", "only addresses were taken", "all systems are secure"."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.lint.claims.assertion import ABILITY, asserted, hoped, subject_of, verb_of
from verbale.lint.claims.closure import closed
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.claims.exposure import absent, denied, told_by
from verbale.lint.claims.habit import disowned
from verbale.lint.claims.restriction import restricted
from verbale.lint.claims.safety import barred, safe
from verbale.lint.claims.touched import is_matter
from verbale.lint.reading import Reading, Seen
from verbale.model.claim import Kind

if TYPE_CHECKING:
    from spacy.tokens import Token

ABLE = frozenset({"could", "could have"})
CAN = frozenset({"can", "ca", "could"})
WILL = frozenset({"will", "wo", "'ll", "’ll", "shall"})


def absolutes(reading: Reading) -> Iterator[Draft]:
    """Every absolute of the sentence that is told as a fact."""
    taken: set[int] = set()
    for form, seen, tokens in _found(reading):
        verb = told_by(verb_of(reading.doc[seen.head]))
        flat = not hoped(reading, verb) if seen.plays("denied.fact") else asserted(reading, verb)
        if verb.i in taken:
            continue
        if flat:
            taken.add(verb.i)
            yield told(draft(reading, Kind.ABSOLUTE, form, seen, tokens=tokens))
        elif form == "denied" and _foretold(reading, seen, verb):
            taken.add(verb.i)
            yield told(draft(reading, Kind.GUARANTEE, "guarantee", seen, tokens=tokens))


def _foretold(reading: Reading, seen: Seen, verb: "Token") -> bool:
    """ "No patient will be harmed", "cannot have been touched": ruled out ahead, or by reasoning."""
    if not seen.plays("exposure") or seen.plays("exposure.weak") or hoped(reading, verb):
        return False
    if reading.any("guarantee") is not None:
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    subject = subject_of(verb)
    if subject is None or subject.lower_ in {"we", "i", "you"} or not is_matter(reading, subject):
        return False
    can = not CAN.isdisjoint(helpers) and ("have" in helpers or verb.tag_ == "VBN")
    return can or not WILL.isdisjoint(helpers)


def told(claim: Draft) -> Draft:
    """The negation makes an absolute and does not take it back; nor does "I can say", nor "could never"."""
    scope = claim.scope
    scope.negation.clear()
    scope.denial.clear()
    scope.hedge = [seen for seen in scope.hedge if seen.words not in ABLE]
    scope.norm = [seen for seen in scope.norm if not seen.plays(ABILITY)]
    bound = None if claim.bound is not None and claim.bound.words in ABLE else claim.bound
    return replace(claim, standing=scope.standing, bound=bound)


def _stated(reading: Reading, seen: Seen) -> list[int]:
    return [] if reading.at(seen.first, "exposure") else [seen.first, seen.last]


FINDERS = (
    ("denied", denied, ("exposure",)),
    ("denied", absent, ("absolute.quantifier",)),
    ("restricted", restricted, ("absolute.quantifier.only", "absolute.cause")),
    ("safe", safe, ("safety.predicate", "safety.weak")),
    ("safe", barred, ("safety.barred",)),
    ("safe", closed, ("safety.verb",)),
    ("denied", disowned, ("habit.verb",)),
    ("denied", _stated, ("denied.fact.safety",)),
)
"""The form of an absolute, what finds its tokens, and at which cues."""


def _found(reading: Reading) -> Iterator[tuple[str, Seen, list[int]]]:
    for form, finder, roles in FINDERS:
        for seen in reading.all(*roles):
            if tokens := finder(reading, seen):
                yield form, seen, tokens
