"""Texts checked as their house has set it: which findings count, and which fail the check."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.checking.sieve import Sieve
from verbale.desk import Desk
from verbale.model.errors import UserError
from verbale.model.finding import Finding, Severity
from verbale.model.waived import Answered, Waived
from verbale.model.yardstick import Yardstick
from verbale.read.document import Document
from verbale.settings import Files, Settings

if TYPE_CHECKING:
    from verbale.model.ledger import Ledger
    from verbale.model.release import Release
    from verbale.model.rulecard import RuleCard
    from verbale.model.said import Against

_Made = tuple[Path | None, Yardstick | None, bool | None]


@dataclass(frozen=True, slots=True)
class Checked:
    """What is left to say of a document, what was waived, and whether what is left fails the check."""

    path: str
    text: str
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    failed: bool


class Checking:
    """Checks documents, each by the settings that are in force for its path."""

    def __init__(
        self, files: Files, *, sieve: Sieve | None = None, releases: "Sequence[Release] | None" = None
    ) -> None:
        self.files = files
        self.sieve = sieve or Sieve()
        self._releases = releases
        self._desks: dict[_Made, Desk] = {}
        self._ledgers: dict[Path, Ledger] = {}
        self._against: dict[Path | None, Against] = {}
        self._severities: dict[_Made, dict[str, Severity]] = {}

    def settings(self, path: str) -> Settings:
        """What is in force for the text at ``path``."""
        return self.files.settings(path)

    def prepare(self, paths: Iterable[str]) -> None:
        """Raises UserError now for what would keep texts at ``paths`` from being checked as set."""
        for path in paths:
            settings = self.settings(path)
            self._ledger(settings, self.desk(settings))
            if settings.baseline is not None:
                self.sieve.run(settings.baseline)

    def rests_on(self, paths: Iterable[str]) -> Iterator[str]:
        """The files beside the texts themselves that decide what is found in ``paths``."""
        return self.files.rest_on(paths)

    def check(self, document: Document) -> Checked:
        """The findings of a document that count; raises UserError for settings that cannot be used."""
        return self._check(document, self.sieve)

    def check_again(self, document: Document, ledger: "Ledger | None" = None) -> Checked:
        """The same of a document that may have been checked before in other words.

        ``ledger`` is compared with it in place of the one that is set.
        """
        return self._check(document, self.sieve.fresh(), ledger)

    def mended(self, document: Document) -> tuple[str, int]:
        """The document's text with every safe suggestion in place that its findings offer, and how many."""
        from verbale.upkeep.mending import mended

        def findings(text: str) -> tuple[Finding, ...]:
            return self.check_again(replace(document, text=text)).findings

        return mended(document.text, findings(document.text), findings)

    def _check(self, document: Document, sieve: Sieve, ledger: "Ledger | None" = None) -> Checked:
        settings = self.settings(document.path)
        desk = self.desk(settings)
        found = desk.answer(
            document.text,
            ledger=ledger or self._ledger(settings, desk),
            structure=settings.structure,
            against=self._said(settings, desk),
        )
        weighed = self._weighed(found, settings, desk)
        new, held = sieve.sift(document.path, document.text, weighed.findings, baseline=settings.baseline)
        aside = sorted((*weighed.waived, *held), key=lambda one: (one.finding.span, one.finding.rule))
        return _checked(document.path, document.text, document.placed(Answered(new, tuple(aside))), settings)

    def check_releases(self) -> Iterator[Checked]:
        """Each release, oldest first, beside those before it."""
        settings = self.settings(".")
        desk = self.desk(settings)
        for release, found in desk.lint_releases(self._releases or (), self._ledger(settings, desk)):
            weighed = self._weighed(Answered(tuple(found)), settings, desk)
            yield _checked(release.id, release.text, weighed, settings)

    def rules(self, path: str = ".") -> "tuple[RuleCard, ...]":
        """The rules by which the text at ``path`` is checked; by itself, a text in the present folder."""
        return self.desk(self.settings(path)).rules()

    def _weighed(self, found: Answered, settings: Settings, desk: Desk) -> Answered:
        if not settings.changes_findings:
            return found
        own = self._own(settings, desk)

        def weighed(finding: Finding) -> Finding | None:
            return settings.weighed(finding, own.get(finding.rule))

        left = (weighed(finding) for finding in found.findings)
        aside = ((one, weighed(one.finding)) for one in found.waived)
        return Answered(
            tuple(finding for finding in left if finding is not None),
            tuple(replace(one, finding=finding) for one, finding in aside if finding is not None),
        )

    def _said(self, settings: Settings, desk: Desk) -> "Against | None":
        if self._releases is None:
            return None
        if settings.ledger not in self._against:
            self._against[settings.ledger] = desk.against(self._releases, self._ledger(settings, desk))
        return self._against[settings.ledger]

    def desk(self, settings: Settings) -> Desk:
        """The desk that these settings ask for, made once."""
        made = _made(settings)
        if made not in self._desks:
            if settings.trained_reader and find_spec("onnxruntime") is None:
                raise UserError(
                    "The settings ask for the trained reader, and it is not installed. "
                    "Install it with: pip install 'verbale[reader]', or write trained-reader = false."
                )
            self._desks[made] = Desk(
                house=settings.house,
                yardstick=settings.yardstick,
                trained_reader=settings.trained_reader is not False,
            )
        return self._desks[made]

    def _ledger(self, settings: Settings, desk: Desk) -> "Ledger | None":
        path = settings.ledger
        if path is None:
            return None
        if path not in self._ledgers:
            self._ledgers[path] = desk.open_ledger(path)
        return self._ledgers[path]

    def _own(self, settings: Settings, desk: Desk) -> dict[str, Severity]:
        made = _made(settings)
        if made not in self._severities:
            self._severities[made] = {card.id: card.severity for card in desk.rules()}
        return self._severities[made]


def _checked(path: str, text: str, answered: Answered, settings: Settings) -> Checked:
    failed = any(finding.severity.reaches(settings.fail_on) for finding in answered.findings)
    return Checked(path, text, answered.findings, answered.waived, failed)


def _made(settings: Settings) -> _Made:
    return settings.house, settings.yardstick, settings.trained_reader
