"""Blame in words of its own: accusing, condemning, demanding, running down."""

from collections.abc import Iterator

from verbale.lint.claims.accusation import accusations, demands
from verbale.lint.claims.condemnation import condemnations
from verbale.lint.claims.derogation import derogations
from verbale.lint.claims.draft import Draft
from verbale.lint.claims.parties import bindings
from verbale.lint.gate import ACTOR, Needs
from verbale.lint.reading import Reading

NEEDS: Needs = (("accuse",), ("condemn",), ("cease.verb", ACTOR), ("cease.own", "demand"), ("derogatory",))


def postures(reading: Reading) -> Iterator[Draft]:
    """Every accusation, demand, condemnation and derogation of the sentence."""
    bound = bindings(reading)
    yield from accusations(reading, bound)
    yield from demands(reading, bound)
    yield from condemnations(reading, bound)
    yield from derogations(reading, bound)
