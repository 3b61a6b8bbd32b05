"""A finding that somebody answered for."""

from dataclasses import dataclass
from enum import StrEnum

from verbale.model.finding import Finding


class WaivedBy(StrEnum):
    """What set a finding aside: a waiver written in the text, or the baseline."""

    TEXT = "text"
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding set aside, with the reason that was given."""

    finding: Finding
    reason: str
    by: WaivedBy


@dataclass(frozen=True, slots=True)
class Answered:
    """What is left to say of a text, and what was set aside; both in the order of the text."""

    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...] = ()

    @property
    def all_findings(self) -> list[Finding]:
        """Both, in the order of the text."""
        both = (*self.findings, *(one.finding for one in self.waived))
        return sorted(both, key=lambda finding: (finding.span, finding.rule))
