"""Why the linter said what it said of a sentence."""

from dataclasses import dataclass

from verbale.model.claim import Claim
from verbale.model.finding import Finding


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """What one rule made of a claim: it fired, or why it did not."""

    rule: str
    fired: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ExplainedClaim:
    """A claim in plain words: what is said, which words decided, what would clear it."""

    claim: Claim
    says: str
    decided_by: tuple[str, ...]
    outcomes: tuple[RuleOutcome, ...]
    clears: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All claims of a text, with the findings they led to."""

    text: str
    claims: tuple[ExplainedClaim, ...]
    findings: tuple[Finding, ...]
