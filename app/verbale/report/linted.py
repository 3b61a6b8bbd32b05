"""What every report is made from, and how it is to be shown."""

from dataclasses import dataclass

from verbale.model.finding import Finding
from verbale.model.rulecard import RuleCard
from verbale.model.waived import Waived


@dataclass(frozen=True, slots=True)
class Linted:
    """A text, where it came from, and what the linter says of it; ``waived`` is not among ``findings``."""

    path: str
    text: str
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...] = ()


@dataclass(frozen=True, slots=True)
class Showing:
    """How a report is to be shown.

    ``colour``, ``width`` in cells and ``links`` are what the reader's terminal can show. ``waived`` asks for
    waived findings too. ``cards`` are the rules that may have spoken. ``pages`` is where a rule's page is,
    a URL with ``{rule}`` in it.
    """

    colour: bool = False
    width: int = 100
    links: bool = False
    waived: bool = False
    cards: tuple[RuleCard, ...] = ()
    pages: str | None = None

    def page(self, rule: str) -> str | None:
        """The URL of a rule's page; None where no page is known."""
        return self.pages.replace("{rule}", rule) if self.pages else None
