"""What every report is made from."""

from dataclasses import dataclass

from verbale.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Linted:
    """A text, where it came from, and what the linter says of it."""

    path: str
    text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """What the reader's terminal can show: colours or not, and its width in cells."""

    colour: bool = False
    width: int = 100
