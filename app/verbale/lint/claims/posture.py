"""Blame in words of its own: accusing, condemning, demanding, running down."""

from collections.abc import Iterator

from verbale.lint.claims.accusation import accusations, demands
from verbale.lint.claims.condemnation import POINTING, condemnations, verdicts
from verbale.lint.claims.derogation import PARTIES, derogations
from verbale.lint.claims.draft import Draft
from verbale.lint.claims.parties import ACTS, NAMED, bindings
from verbale.lint.gate import Needs, actors, words
from verbale.lint.reading import Reading

PARTY = actors(*NAMED, "pointing")
NEEDS: Needs = (
    ("accuse",),
    ("cease.verb", "demand", PARTY),
    ("cease.verb", "cease.own", "demand"),
    ("cease.verb.strong", "demand.modal", frozenset({"hostile.noun", "incident.noun"})),
    ("condemn.verb",),
    ("condemn.noun",),
    ("condemn.verdict",),
    ("condemn.adjective.strong",),
    ("condemn.adjective", PARTY),
    ("condemn.adjective", frozenset(ACTS)),
    ("condemn.adjective", "condemn.law", "condemn.coercion"),
    ("condemn.adjective", "condemn.act", words(*POINTING)),
    ("derogatory.noun but weak",),
    ("derogatory.noun.weak", actors(*PARTIES)),
    ("derogatory.verb but weak",),
    ("derogatory.verb.weak", actors(*PARTIES)),
)


def postures(reading: Reading) -> Iterator[Draft]:
    """Every accusation, demand, condemnation and derogation of the sentence."""
    bound = bindings(reading)
    yield from accusations(reading, bound)
    yield from demands(reading, bound)
    yield from condemnations(reading, bound)
    yield from verdicts(reading, bound)
    yield from derogations(reading, bound)
