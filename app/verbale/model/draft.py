"""A filled text before its release."""

from pydantic import Field

from verbale.model.record import Identifier, Record, Sha256
from verbale.model.span import Span
from verbale.model.tlp import Tlp
from verbale.model.track import TemplateId
from verbale.model.when import When


class Slot(Record):
    """Where a fact landed in a text."""

    span: Span = Field(description="Code points of the text, end exclusive.")
    fact: Identifier = Field(description="Id of the fact, decision or measure.")
    revision: int = Field(default=1, ge=1, description="Revision of the fact that was rendered.")


class Draft(Record):
    """A template filled from a ledger, or what a person has made of it since."""

    id: Identifier = Field(description="Short name.")
    incident: Identifier = Field(description="Id of the incident.")
    template: TemplateId = Field(description="Template that it was made from.")
    language: str = Field(default="en", pattern=r"^[a-z]{2}$", description="ISO 639-1 code.")
    version: int = Field(default=1, ge=1, description="Counts up with every saved change, from 1.")
    audience: Tlp = Field(description="The label of the text; no fact in it is marked more narrowly.")
    text: str = Field(description="The text.")
    slots: tuple[Slot, ...] = Field(default=(), description="Where facts landed, in reading order.")
    ledger_hash: Sha256 = Field(description="Hash of the ledger that it was filled from.")
    made_at: When | None = Field(default=None, description="When.")
    correspondence: Identifier | None = Field(
        default=None, description="Id of the correspondence, for a text to one state."
    )
    embargo_until: When | None = Field(default=None, description="Not to be published before.")
