"""A rule as people see it: its page, and the sentences that hold it to its word."""

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
