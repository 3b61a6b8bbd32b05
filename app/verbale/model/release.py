"""A cleared text, frozen."""

from pydantic import Field

from verbale.model.clearance import Clearance, Waiver
from verbale.model.draft import Slot
from verbale.model.record import Identifier, Record, Sha256, Text
from verbale.model.tlp import Tlp
from verbale.model.track import TemplateId
from verbale.model.when import When


class Release(Record):
    """What went out, on which facts, with whose sign-off."""

    id: Identifier = Field(description="Short name.")
    incident: Identifier = Field(description="Id of the incident.")
    template: TemplateId = Field(description="Template that it was made from.")
    correspondence: Identifier | None = Field(
        default=None, description="Id of the correspondence, for a text to one state."
    )
    language: str = Field(default="en", pattern=r"^[a-z]{2}$", description="ISO 639-1 code.")
    audience: Tlp = Field(description="The label of the text.")
    text: str = Field(description="The text as it went out.")
    text_hash: Sha256 = Field(description="Its SHA-256.")
    ledger_hash: Sha256 = Field(description="Hash of the ledger at release.")
    slots: tuple[Slot, ...] = Field(default=(), description="Where facts landed.")
    waivers: tuple[Waiver, ...] = Field(default=(), description="Findings that were waived.")
    clearances: tuple[Clearance, ...] = Field(default=(), description="Who cleared it.")
    released_at: When = Field(description="When.")
    released_by: Text = Field(description="Who.")
    embargo_until: When | None = Field(default=None, description="Not to be published before.")
    next_update_at: When | None = Field(default=None, description="The next update that it promises.")
    audit_head: Sha256 | None = Field(default=None, description="Head of the audit trail at release.")
