"""Certainty that outruns what can be known: boosters, absolutes about facts, assurances."""

from collections.abc import Iterator

from verbale.lint.claims.absolutes import absolutes
from verbale.lint.claims.assurances import assurances
from verbale.lint.claims.boosters import boosters
from verbale.lint.claims.draft import Draft
from verbale.lint.gate import Needs
from verbale.lint.reading import Reading

NEEDS: Needs = (
    ("booster",),
    ("proof.verb", "proof.noun"),
    ("know.verb",),
    ("exposure", "absolute.quantifier"),
    ("exposure", "negation"),
    ("absolute.quantifier.only", "exposure"),
    ("absolute.quantifier.only", "status.noun"),
    ("absolute.cause",),
    ("safety.predicate",),
    ("safety.weak", "absolute.quantifier"),
    ("denied.fact",),
    ("guarantee",),
    ("recurrence", "negation"),
    ("confidence.plain",),
    ("assurance.verb", "safety"),
    ("assurance.verb", "exposure"),
)


def certainties(reading: Reading) -> Iterator[Draft]:
    """Every booster, absolute and assurance of the sentence."""
    yield from boosters(reading)
    yield from absolutes(reading)
    yield from assurances(reading)
