"""What a review has taught, and what is to change for it."""

from pydantic import Field

from verbale.model.record import Identifier, Record, Text
from verbale.model.when import When


class Lesson(Record):
    """A lesson of a review: it names a template or a rule, and the version of it that was found wanting."""

    id: Identifier = Field(description="Short name, unique in the ledger.")
    text: Text = Field(description="What is to be done otherwise, in a sentence.")
    of: str = Field(
        pattern=r"^[a-z]+(-[a-z]+)*/[a-z0-9]+(-[a-z0-9]+)*$",
        description="Template or rule to change: public/holding, certainty/booster.",
    )
    version_then: str = Field(
        pattern=r"^[0-9a-f]{12}$",
        description="Its version when the lesson was drawn; `verbale review` shows it.",
    )
    drawn_at: When | None = Field(default=None, description="When.")
