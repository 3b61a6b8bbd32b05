"""From which probability on the second reader speaks, family by family."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from verbale.model.errors import UserError
from verbale.model.finding import Family

FAMILIES = (Family.ATTRIBUTION, Family.BLAME, Family.CERTAINTY, Family.ESCALATION, Family.ALARM)
"""The families that it reads, in the order of its outputs."""
LIMITS = ("alone", "beside", "against", "unprompted")


@dataclass(frozen=True, slots=True)
class Limits:
    """Probabilities, 0 to 1, that decide in one family.

    From ``alone`` on the reader proposes where the rules saw nothing, from ``beside`` on where they saw a
    claim that no rule speaks of; below ``against`` it doubts a rule's finding. ``unprompted`` is for
    sentences that name no actor and in which the rules saw no claim of any family: most say nothing.
    """

    alone: float
    beside: float
    against: float
    unprompted: float


def read_limits(file: Path) -> dict[Family, Limits]:
    """The limits of every family. Raises UserError naming each one that is missing or no probability."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    problems = [
        f"{file}: [{family}] needs {name}, a number from 0 to 1."
        for family in FAMILIES
        for name in LIMITS
        if not isinstance(data.get(family, {}).get(name), float | int) or not 0 <= data[family][name] <= 1
    ]
    if problems:
        raise UserError("\n".join(problems))
    return {family: Limits(**{name: float(data[family][name]) for name in LIMITS}) for family in FAMILIES}
