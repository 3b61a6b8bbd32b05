"""The languages in which a ledger can be told."""

from collections.abc import Mapping
from typing import Protocol

from verbale.draft import french, wording
from verbale.model.decision import Decision
from verbale.model.errors import UserError
from verbale.model.fact import Fact
from verbale.model.hypothesis import HypothesisKind
from verbale.model.ledger import Ledger
from verbale.model.measure import Measure
from verbale.model.when import When


class Wording(Protocol):
    """One language's words for facts, measures, decisions and times."""

    @property
    def WHO(self) -> str:  # noqa: N802, a module's constant
        """The question about the author that names nobody."""

    @property
    def EXPLANATIONS(self) -> Mapping[HypothesisKind, str]:  # noqa: N802, a module's constant
        """Neutral words for each kind of hypothesis."""

    def sentence(self, words: str) -> str:
        """The words as a sentence."""

    def fact_sentence(self, fact: Fact, ledger: Ledger) -> str:
        """The fact as its status allows it to be told."""

    def report_phrase(self, fact: Fact, ledger: Ledger) -> str:
        """What somebody said, without its content."""

    def listed(self, words: tuple[str, ...]) -> str:
        """Several words as one phrase."""

    def measure_sentence(self, measure: Measure) -> str:
        """The measure, in force or decided."""

    def decision_sentence(self, decision: Decision) -> str:
        """The decision in its own words."""

    def confidence_sentence(self, fact: Fact) -> str:
        """How good the ground of a finding is."""

    def contested_sentence(self, others: tuple[str, ...]) -> str:
        """That others have stated otherwise, or nothing."""

    def limits_sentence(self, fact: Fact) -> str:
        """What the finding does not show."""

    def review_sentence(self, fact: Fact, ledger: Ledger) -> str:
        """What independent reviewers made of it."""

    def moment(self, when: When) -> str:
        """A time in words."""

    def at(self, when: When) -> str:
        """A time with its preposition."""


WORDINGS: dict[str, Wording] = {"en": wording, "fr": french}


def wording_in(language: str) -> Wording:
    """The words of a language; raises UserError when there are none."""
    if language not in WORDINGS:
        raise UserError(f'There is no wording in "{language}". Choose one of: {", ".join(WORDINGS)}.')
    return WORDINGS[language]
