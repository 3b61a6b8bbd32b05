"""What those in charge have decided."""

from pydantic import Field

from verbale.model.record import Identifier, Label, Record, Text
from verbale.model.responsibility import Relation
from verbale.model.tlp import Tlp
from verbale.model.when import When


class DecisionKind(Label):
    """What was decided."""

    ATTRIBUTION = "attribution", "To hold an actor responsible. A political act, apart from any assessment."
    PUBLIC_NAMING = "public_naming", "To say so in public."
    MEASURE = "measure", "To take a measure."
    ESCALATION = "escalation", "To step up or down on the ladder."
    CLOSURE = "closure", "To close the incident."


class Decision(Record):
    """A recorded decision; only such a decision makes an attribution ours."""

    id: Identifier = Field(description="Short name, unique in the ledger.")
    kind: DecisionKind = Field(description="Sort of decision.")
    clause: Text = Field(description="What was decided, in a clause without a full stop.")
    decided_by: Text = Field(description="Who decided, as it may be printed.")
    decided_at: When = Field(description="When.")
    actor: Identifier | None = Field(default=None, description="Id of the actor it names.")
    relation: Relation | None = Field(default=None, description="What it holds of that actor.")
    facts: tuple[Identifier, ...] = Field(default=(), description="Ids of facts it rests on.")
    ref: Text | None = Field(default=None, description="Record of the decision.")
    tlp: Tlp = Field(description="TLP 2.0 label.")
    revoked_at: When | None = Field(default=None, description="When it was taken back.")
