"""How firmly a fact stands."""

from pydantic import Field

from verbale.model.record import Label, Record, Text
from verbale.model.when import When


class Status(Label):
    """The status of a fact; the wording of a fact follows its status and never more."""

    KNOWN = "known", "Established."
    SUSPECTED = "suspected", "There are indications, which are being checked."
    TO_BE_ESTABLISHED = "to_be_established", "An open question."
    REFUTED = "refuted", "Was held or reported earlier, and is not correct."


class Confidence(Label):
    """Analytic confidence: how good the ground of a judgement is, not how likely the thing is."""

    LOW = "low", "Scant, questionable or fragmented ground."
    MODERATE = "moderate", "Credible and plausible ground, but not enough for high confidence."
    HIGH = "high", "Good ground from several sources; still not certainty."


class StatusChange(Record):
    """One step in the history of a fact."""

    status: Status = Field(description="Status from this time on.")
    at: When = Field(description="When it was given this status.")
    why: Text | None = Field(default=None, description="What led to it.")
    by: Text | None = Field(default=None, description="Who decided on it.")
