"""Who answers for a text: waivers and clearances."""

from pydantic import Field

from verbale.model.record import Identifier, Label, Record, Sha256, Text
from verbale.model.span import Span
from verbale.model.when import When


class Role(Label):
    """A role at the desk."""

    SPOKESPERSON = "spokesperson", "Drafts and speaks."
    TECHNICAL = "technical", "Answers for technical facts."
    LEGAL = "legal", "Answers for legal terms."
    DIPLOMATIC = "diplomatic", "Answers for what is said of and to other states."
    ADMINISTRATOR = "administrator", "Keeps accounts and settings."


class Waiver(Record):
    """A person's recorded reason to release one instance of a finding."""

    rule: str = Field(pattern=r"^[a-z]+/[a-z0-9-]+$", description="Rule: family/name.")
    span: Span = Field(description="Where, in code points.")
    found: Text = Field(description="The words at that place.")
    text_hash: Sha256 = Field(description="SHA-256 of the text that it was given for.")
    reason: Text = Field(description="Why the words stay.")
    by: Text = Field(description="Who waives.")
    at: When = Field(description="When.")


class ClearanceOutcome(Label):
    """What a role says of a text."""

    CLEARED = "cleared", "May go out."
    RETURNED = "returned", "Must be changed first."


class Clearance(Record):
    """Sign-off by a role on one exact text; any change of the text voids it."""

    id: Identifier = Field(description="Short name.")
    text_hash: Sha256 = Field(description="SHA-256 of the text.")
    role: Role = Field(description="In which role.")
    by: Text = Field(description="Who; two roles are never the same person.")
    at: When = Field(description="When.")
    expires_at: When | None = Field(default=None, description="When it lapses.")
    outcome: ClearanceOutcome = Field(default=ClearanceOutcome.CLEARED, description="Cleared or returned.")
    remark: Text | None = Field(default=None, description="A remark.")
