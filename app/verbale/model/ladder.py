"""The escalation ladder: rungs with thresholds, in a file that the house edits."""

from pydantic import Field

from verbale.model.category import Category
from verbale.model.clearance import Role
from verbale.model.decision import DecisionKind
from verbale.model.incident import SeverityScale
from verbale.model.record import Identifier, Record, Text
from verbale.model.status import Status


class Threshold(Record):
    """One thing that helps to reach a rung; all that is given must hold."""

    says: Text = Field(description="What it is, in a clause.")
    categories: tuple[Category, ...] = Field(default=(), description="Facts of these categories.")
    status: tuple[Status, ...] = Field(default=(Status.KNOWN,), description="In these statuses.")
    least: int = Field(default=1, ge=1, description="At least so many facts.")
    unit: Text | None = Field(default=None, description="What the facts count.")
    at_least: float | None = Field(
        default=None, ge=0, description="So many of the unit, by the lowest figure."
    )
    scale: SeverityScale | None = Field(default=None, description="Scale of the incident's rating.")
    values: tuple[Text, ...] = Field(default=(), description="Ratings that meet it.")
    hours: float | None = Field(default=None, gt=0, description="Hours that the incident has lasted.")
    decided: DecisionKind | None = Field(default=None, description="Kind of a decision that stands.")


class Rung(Record):
    """One rung: what it means, and how many of its thresholds reach it."""

    id: Identifier = Field(description="Short name.")
    title: Text = Field(description="What it is called.")
    means: Text = Field(description="What is done on it.")
    needs: int = Field(default=1, ge=1, description="So many thresholds must be met.")
    thresholds: tuple[Threshold, ...] = Field(min_length=1, description="What reaches it.")


class Ladder(Record):
    """All rungs, lowest first, and the roles without which none is acted upon."""

    activated_by: tuple[Role, ...] = Field(min_length=3, description="Roles that must clear a rung.")
    rungs: tuple[Rung, ...] = Field(min_length=1, description="Rungs, lowest first.")
