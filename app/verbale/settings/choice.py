"""Settings as choices, each with where it was made; of one key, the last choice counts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from verbale.model.finding import Family, Finding, Severity
from verbale.model.yardstick import Yardstick

BUILT_IN = "default"
ON_REQUEST = frozenset({Family.STRUCTURE})
"""Families that speak only where they are switched on, and of drafts."""
NONE = ""


class Level(StrEnum):
    """How much a rule's findings weigh; ``off`` leaves them out."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Choice:
    """One setting by its key (``fail-on``, ``families.alarm``, ``severity.blame/judgement``) as a word.

    What is switched is ``true`` or ``false``, a path is one that can be opened from here, and ``origin``
    says in words who chose it.
    """

    key: str
    value: str
    origin: str


DEFAULTS = (
    Choice("fail-on", Severity.WARNING, BUILT_IN),
    Choice("yardstick", NONE, BUILT_IN),
    Choice("ledger", NONE, BUILT_IN),
    Choice("house", NONE, BUILT_IN),
    Choice("baseline", NONE, BUILT_IN),
    Choice("trained-reader", NONE, BUILT_IN),
    *(Choice(f"families.{family}", NONE if family in ON_REQUEST else "true", BUILT_IN) for family in Family),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What is in force for one text. ``choices`` are the ones that count, for people who ask where from."""

    choices: tuple[Choice, ...]

    @property
    def fail_on(self) -> Severity:
        """The mildest finding with which a check fails."""
        return Severity(self._word("fail-on"))

    @property
    def yardstick(self) -> Yardstick | None:
        """The scale of likelihood, where one is chosen; a ledger's own comes before it."""
        word = self._word("yardstick")
        return Yardstick(word) if word else None

    @property
    def ledger(self) -> Path | None:
        """The ledger whose facts a text is compared with."""
        return self._path("ledger")

    @property
    def house(self) -> Path | None:
        """The folder with a house's own words and rules."""
        return self._path("house")

    @property
    def baseline(self) -> Path | None:
        """The file of findings that are known and held back."""
        return self._path("baseline")

    @property
    def trained_reader(self) -> bool | None:
        """Whether the trained reader reads as well; None: where it is installed."""
        return self._switch("trained-reader")

    @property
    def structure(self) -> bool | None:
        """Whether a text is asked for what it lacks; None: drafts only."""
        return self._switch(f"families.{Family.STRUCTURE}")

    def level(self, rule: str) -> Level | None:
        """What is chosen for a rule, by its own name or else its family's; None: what the rule says."""
        family = rule.partition("/")[0]
        if self._switch(f"families.{family}") is False:
            return Level.OFF
        word = self._word(f"severity.{rule}") or self._word(f"severity.{family}")
        return Level(word) if word else None

    @property
    def changes_findings(self) -> bool:
        """True when a family is off or a severity is not the rule's own."""
        return any(
            choice.key.startswith("severity.")
            or (choice.key.startswith("families.") and choice.value == "false")
            for choice in self.choices
        )

    def weighed(self, finding: Finding, own: Severity | None) -> Finding | None:
        """The finding at the chosen severity, None where it is off; ``own`` is what its rule says.

        A finding that weighs less than its rule for a reason (weak evidence, a decision it rests on) may
        become milder, never graver; so may one that no rule explains.
        """
        level = self.level(finding.rule)
        if level is Level.OFF:
            return None
        if level is None:
            return finding
        chosen = Severity(level.value)
        if (own is None or own.rank > finding.severity.rank) and chosen.reaches(finding.severity):
            return finding
        return replace(finding, severity=chosen)

    def _word(self, key: str) -> str:
        return next((choice.value for choice in self.choices if choice.key == key), NONE)

    def _path(self, key: str) -> Path | None:
        word = self._word(key)
        return Path(word) if word else None

    def _switch(self, key: str) -> bool | None:
        word = self._word(key)
        return word == "true" if word else None


def in_force(choices: Iterable[Choice]) -> Settings:
    """Settings from choices in the order in which they were made; what nobody chose is as it comes."""
    counted = {choice.key: choice for choice in (*DEFAULTS, *choices)}
    return Settings(tuple(counted.values()))
