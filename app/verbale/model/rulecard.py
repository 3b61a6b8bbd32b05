"""A rule as people see it: its page, and the sentences that hold it to its word."""

import re
from dataclasses import dataclass

from verbale.model.finding import Family, Severity


@dataclass(frozen=True, slots=True)
class RuleCard:
    """What a rule says: ``flags`` mark the words found ``[[so]]``, ``allows`` carry none of its findings."""

    id: str
    family: Family
    severity: Severity
    message: str
    remedy: str
    why: str
    sources: tuple[str, ...]
    flags: tuple[str, ...]
    allows: tuple[str, ...]

    @property
    def problem(self) -> str:
        """The message with its places left open, for it speaks of no text yet."""
        return _open(self.message)

    @property
    def advice(self) -> str:
        """The remedy with its places left open."""
        return _open(self.remedy)


def _open(words: str) -> str:
    return re.sub(r"\{\w+\}", "...", words.replace("{actor}", "an actor"))
