"""Checks across the entries of a ledger; each gives the problems it finds."""

from collections.abc import Callable, Iterator

from verbale.ledger.checks.facts import check_conflicts, check_facts
from verbale.ledger.checks.incident import (
    check_corrections,
    check_decisions,
    check_incident,
    check_issuer,
    check_likelihoods,
)
from verbale.ledger.checks.references import check_ids, check_references, check_succession
from verbale.ledger.problem import Problem
from verbale.model.ledger import Ledger

CHECKS: tuple[Callable[[Ledger], Iterator[Problem]], ...] = (
    check_ids,
    check_references,
    check_succession,
    check_facts,
    check_conflicts,
    check_likelihoods,
    check_incident,
    check_corrections,
    check_issuer,
    check_decisions,
)


def check_entries(ledger: Ledger) -> list[Problem]:
    """Everything the checks find, errors and warnings."""
    return [problem for check in CHECKS for problem in check(ledger)]
