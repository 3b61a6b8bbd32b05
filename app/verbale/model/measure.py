"""What is done, or proposed, in answer to an incident."""

from pydantic import Field

from verbale.model.record import Identifier, Label, Record, Text
from verbale.model.tlp import Tlp
from verbale.model.weighing import LegalClass, StepDone, Weight
from verbale.model.when import When


class MeasureKind(Label):
    """What sort of measure it is."""

    DEFENSIVE = "defensive", "Protects one's own systems."
    COOPERATIVE = "cooperative", "Done with others."
    DIPLOMATIC = "diplomatic", "Notes, talks, recalls."
    RESTRICTIVE = "restrictive", "Restricts somebody: sanctions, expulsions, bans."


class MeasureState(Label):
    """How far a measure has come."""

    PROPOSED = "proposed", "Under discussion."
    DECIDED = "decided", "Decided and not yet in force."
    ACTIVE = "active", "In force."
    ENDED = "ended", "No longer in force."


class Reversibility(Label):
    """Whether it can be undone."""

    FULL = "full", "Wholly, at once or nearly."
    PARTIAL = "partial", "In part, or only slowly."
    NONE = "none", "It cannot."


class Measure(Record):
    """A measure, with what restrains it: legal basis, review, expiry, side effects, and the way out."""

    id: Identifier = Field(description="Short name, unique in the ledger.")
    kind: MeasureKind = Field(description="Sort of measure.")
    state: MeasureState = Field(default=MeasureState.PROPOSED, description="How far it has come.")
    clause: Text = Field(description='Finite clause without a full stop: "gates are worked by hand".')
    scope: Text | None = Field(default=None, description="What it covers.")
    towards: tuple[Identifier, ...] = Field(default=(), description="Ids of actors it is directed at.")
    legal_basis: Text | None = Field(default=None, description="On which law it rests.")
    starts_at: When | None = Field(default=None, description="When it starts.")
    review_at: When | None = Field(default=None, description="When it is looked at again.")
    expires_at: When | None = Field(default=None, description="When it ends unless renewed.")
    reversibility: Reversibility | None = Field(default=None, description="Whether it can be undone.")
    reversal: Text | None = Field(default=None, description="How it is undone.")
    spillover: Text | None = Field(default=None, description="What it may do to others.")
    off_ramp: Text | None = Field(default=None, description="What would end it early.")
    legal_class: LegalClass | None = Field(default=None, description="What sort of act it is in law.")
    steps: tuple[StepDone, ...] = Field(default=(), description="Steps of procedure that have been taken.")
    weights: tuple[Weight, ...] = Field(
        default=(), description="The act that it answers and the measure itself, axis by axis."
    )
    decision: Identifier | None = Field(default=None, description="Id of the decision behind it.")
    tlp: Tlp = Field(description="TLP 2.0 label.")
