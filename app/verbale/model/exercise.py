"""An exercise: what is injected when into an invented incident, and what the players try to release."""

from typing import Self

from pydantic import Field, model_validator

from verbale.model.clearance import Role
from verbale.model.record import Identifier, Label, Record, Text
from verbale.model.responsibility import Relation
from verbale.model.track import TemplateId
from verbale.model.when import When


class InjectKind(Label):
    """What happens to the players."""

    LEAK = "leak", "A newspaper prints something (by, says; actor where it names one)."
    ACCUSATION = "accusation", "A partner says who did it (by, says, actor)."
    REFUTED = "refuted", "A recorded fact turns out not to be correct (fact, why)."


_ASKED = {
    InjectKind.LEAK: ("by", "says"),
    InjectKind.ACCUSATION: ("by", "says", "actor"),
    InjectKind.REFUTED: ("fact", "why"),
}


class Inject(Record):
    """One inject, at its time."""

    at: When = Field(description="When it reaches the players.")
    kind: InjectKind = Field(description="What happens.")
    by: Text | None = Field(default=None, description="Who says it: an actor's id, or a name.")
    says: Text | None = Field(default=None, description="What they say, in reported form, as a clause.")
    actor: Identifier | None = Field(default=None, description="Id of the actor whom it names.")
    relation: Relation | None = Field(default=None, description="What it holds of that actor.")
    fact: Identifier | None = Field(default=None, description="Id of the fact that is refuted.")
    why: Text | None = Field(default=None, description="How it turned out.")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        lacking = [name for name in _ASKED[self.kind] if getattr(self, name) is None]
        if lacking:
            raise ValueError(f"a {self.kind} needs {' and '.join(lacking)}")
        return self


class Attempt(Record):
    """A text that the players try to release, filled from the ledger as it stands then."""

    at: When = Field(description="When.")
    release: TemplateId = Field(description="Template: public/holding.")
    to: Identifier | None = Field(
        default=None, description="Id of the correspondence, for a text to one state."
    )
    next_update_at: When | None = Field(default=None, description="The next update that it promises.")


class Player(Record):
    """A person who clears in a role whatever the gates let through."""

    role: Role = Field(description="In which role.")
    name: Text = Field(description="Who; two roles are never the same person.")


class Exercise(Record):
    """A whole exercise, played on the ledger of an incident that is marked as one."""

    title: Text = Field(description="What it is called.")
    ledger: Text = Field(description="The ledger file, from the folder of this one.")
    players: tuple[Player, ...] = Field(default=(), description="Who clears.")
    injects: tuple[Inject, ...] = Field(default=(), description="What happens.")
    attempts: tuple[Attempt, ...] = Field(default=(), description="What is tried.")
