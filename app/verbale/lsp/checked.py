"""A text as it was checked, with what an editor is told of it.

Beside what editors show, each diagnostic carries the whole finding as the reports write it, for extensions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lsprotocol.types import CodeDescription, Diagnostic, DiagnosticSeverity, Position, Range

from verbale.lsp.ranges import Ranges, meet
from verbale.model.finding import Finding, Severity, Suggestion
from verbale.model.rulecard import RuleCard
from verbale.report.records import record

SOURCE = "verbale"
SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.INFO: DiagnosticSeverity.Information,
}
START = Range(Position(0, 0), Position(0, 0))


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggestion and the range that it would replace."""

    suggestion: Suggestion
    range: Range
    found: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as an editor shows it; ``card`` is its rule's page, where it has one."""

    finding: Finding
    diagnostic: Diagnostic
    card: RuleCard | None
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What there is to say of one version of a text; ``problem`` says why less was checked than asked."""

    text: str
    version: int | None
    shown: tuple[Shown, ...]
    problem: str | None = None

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Every finding, and before them at the top of the text what kept it from being checked in full."""
        told = [shown.diagnostic for shown in self.shown]
        return [_unchecked(self.problem), *told] if self.problem else told

    def at(self, range: Range) -> list[Shown]:
        """The findings that stand at ``range`` or touch it."""
        return [shown for shown in self.shown if meet(shown.diagnostic.range, range)]


@dataclass(frozen=True, slots=True)
class Pages:
    """The rules' cards, and the address of a rule's page with ``{rule}`` in it."""

    cards: dict[str, RuleCard]
    address: str

    def of(self, rule: str) -> CodeDescription | None:
        """Where a rule is explained; None for what no rule explains."""
        return CodeDescription(self.address.replace("{rule}", rule)) if rule in self.cards else None


def pages_of(cards: Sequence[RuleCard], address: str) -> Pages:
    """The pages of these rules."""
    return Pages({card.id: card for card in cards}, address)


def shown(text: str, findings: Iterable[Finding], pages: Pages, encoding: str) -> tuple[Shown, ...]:
    """The findings of ``text`` as an editor shows them; ``encoding`` is the protocol's unit of columns."""
    ranges = Ranges(text, encoding)
    return tuple(_shown(text, finding, pages, ranges) for finding in findings)


def _shown(text: str, finding: Finding, pages: Pages, ranges: Ranges) -> Shown:
    diagnostic = Diagnostic(
        range=ranges.of(finding.span),
        severity=SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=pages.of(finding.rule),
        source=SOURCE,
        message=f"{finding.message} {finding.remedy}".strip(),
        data=record("", finding),
    )
    offers = tuple(Offer(s, ranges.of(s.span), s.span.of(text)) for s in finding.suggestions)
    return Shown(finding, diagnostic, pages.cards.get(finding.rule), offers)


def _unchecked(problem: str) -> Diagnostic:
    return Diagnostic(range=START, severity=DiagnosticSeverity.Error, source=SOURCE, message=problem)
