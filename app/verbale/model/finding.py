"""What the linter says of a text."""

from dataclasses import dataclass
from enum import StrEnum

from verbale.model.location import Location
from verbale.model.span import Span


class Family(StrEnum):
    """The ten families of findings; the first five are read from words and grammar alone."""

    ATTRIBUTION = "attribution"
    BLAME = "blame"
    CERTAINTY = "certainty"
    ESCALATION = "escalation"
    ALARM = "alarm"
    FACTS = "facts"
    CALIBRATION = "calibration"
    STRUCTURE = "structure"
    CONSISTENCY = "consistency"
    WAIVER = "waiver"


class Severity(StrEnum):
    """How much a finding weighs: a text passes when no error and no warning is left unwaived."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return ("info", "warning", "error").index(self.value)

    def reaches(self, level: "Severity") -> bool:
        """True when this severity is at least ``level``."""
        return self.rank >= level.rank


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A wording offered in place of a span: ``safe`` keeps the meaning, otherwise a person decides."""

    span: Span
    wording: str
    safe: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's remark on a span of text.

    ``line`` and ``column`` count from 1, the column in code points. ``cues`` names what decided, in
    reading order, for people who ask why. ``location`` is where the words stand in a source that is no text
    file; span, line and column then count in the text that was taken from it. ``release`` is the id of the
    released text that it was compared with.
    """

    rule: str
    family: Family
    severity: Severity
    span: Span
    line: int
    column: int
    text: str
    message: str
    remedy: str
    suggestions: tuple[Suggestion, ...] = ()
    cues: tuple[str, ...] = ()
    location: Location | None = None
    release: str | None = None
