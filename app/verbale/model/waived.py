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
