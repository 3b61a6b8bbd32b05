"""A statement's template: what it is for, what it asks of a ledger, which gates it needs, and its bodies."""

from pathlib import Path
from typing import Any

from pydantic import Field, model_validator

from verbale.model.category import Category
from verbale.model.clearance import Role
from verbale.model.measure import MeasureKind
from verbale.model.record import Identifier, Label, Record, Text
from verbale.model.status import Status
from verbale.model.tlp import Tlp
from verbale.model.track import TemplateId, Track


class AuthorRule(Label):
    """Whether facts about the author may stand in a text."""

    NEVER = "never", "No fact about the author, and no actor spoken of in connection with the incident."
    AS_STATED = (
        "as_stated",
        "As the statement of whoever made it; ours is only a recorded decision, in its own words.",
    )


class Detail(Label):
    """What a template can ask of the ledger beside facts."""

    AWARE_AT = "aware_at", "When the issuer became aware."
    STARTED_AT = "started_at", "When the incident began."
    ENDED_AT = "ended_at", "When the incident ended."
    NEXT_UPDATE = "next_update", "When the next statement is due."
    JOINED_BY = "joined_by", "Who issues a joint text together with the issuer."
    PRESS_CONTACT = "press_contact", "Whom journalists ask."
    PUBLIC_CONTACT = "public_contact", "Whom everybody else asks."
    TECHNICAL_CONTACT = "technical_contact", "Whom CERTs and operators ask."
    DIPLOMATIC_CONTACT = "diplomatic_contact", "Whom other governments ask."
    SENDER = "sender", "Who writes a note, with article."
    ADDRESSEE = "addressee", "To whom a note goes, with article."
    NUMBER = "number", "The number of the note."
    DATED = "dated", "The date of the note."
    PLACE = "place", "The place of the note."
    ASKS = "asks", "What is asked for."
    ASSISTANCE = "assistance", "Which help is asked for."
    REPLY_BY = "reply_by", "When a reply is hoped for."
    CHANNEL = "channel", "Where a reply reaches the sender."
    ANSWERS_NOTE = "answers_note", "The note that is answered, with its date."


class FactNeed(Record):
    """Facts that a body asks for under one name."""

    name: str = Field(pattern=r"^[a-z]+(_[a-z]+)*$", description="The body writes facts.<name>.")
    categories: tuple[Category, ...] = Field(min_length=1, description="Any of these categories.")
    status: tuple[Status, ...] = Field(min_length=1, description="In any of these statuses.")
    reviewed: bool = Field(default=False, description="Only facts that somebody independent has reviewed.")
    said: bool | None = Field(
        default=None, description="Only statements (true) or only own findings (false)."
    )
    mentioned: bool = Field(
        default=False, description="Only referred to as somebody's report or statement, without its content."
    )
    required: bool = Field(default=False, description="Without one, there is no draft.")
    or_else: tuple[str, ...] = Field(default=(), description="Names of needs, one of which serves instead.")
    guidance: Text = Field(description="What to look for, said to whoever keeps the ledger.")


class DetailNeed(Record):
    """One thing beside facts that a body asks for."""

    name: Detail = Field(description="The body writes details.<name>.")
    required: bool = Field(default=True, description="Without it, there is no draft.")
    or_else: tuple[Detail, ...] = Field(default=(), description="Details, one of which serves instead.")
    guidance: Text = Field(description="What to enter, said to whoever keeps the ledger.")


class GateNeed(Record):
    """A condition before release, by the id of its gate, with what the gate is told."""

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$", description="Id of the gate.")
    most: int | None = Field(default=None, ge=1, description="At most so many, where the gate counts.")
    least: int | None = Field(default=None, ge=1, description="At least so many, where the gate counts.")

    @model_validator(mode="before")
    @classmethod
    def _an_id_alone_is_enough(cls, given: Any) -> Any:
        return {"id": given} if isinstance(given, str) else given


class Readers(Record):
    """For whom a text is."""

    name: Text = Field(description="Who reads it.")
    tlp: Tlp = Field(description="No fact that is marked more narrowly stands in the text.")
    marked: bool = Field(default=True, description="Whether the text carries the label when it goes out.")
    one_state: bool = Field(default=False, description="Addressed to one state, by a correspondence.")


class Body(Record):
    """The text of a template in a language other than English."""

    language: str = Field(pattern=r"^[a-z]{2}$", description="ISO 639-1 code.")
    text: str = Field(description="The text, with holes.")
    stale: bool = Field(description="The English body has changed since this was translated from it.")


class Template(Record):
    """One folder of templates: ``template.toml``, ``body.md.j2`` and its translations."""

    id: TemplateId = Field(description="track/stage, from the folder.")
    order: int = Field(default=99, ge=1, description="Place on its track, from 1.")
    title: Text = Field(description="What it is called.")
    purpose: Text = Field(description="What it does.")
    when: Text = Field(description="When to use it, and when not.")
    timing: Text = Field(description="How soon it usually goes out.")
    audience: Readers = Field(description="For whom it is.")
    author: AuthorRule = Field(description="Whether facts about the author may stand in it.")
    forbidden: tuple[Text, ...] = Field(description="What must not stand in it.")
    must_carry: tuple[Text, ...] = Field(description="What must stand in it.")
    gates: tuple[GateNeed, ...] = Field(description="Conditions before release.")
    cleared_by: tuple[Role, ...] = Field(min_length=1, description="Roles that must clear it.")
    facts: tuple[FactNeed, ...] = Field(default=(), description="Facts that it asks for.")
    details: tuple[DetailNeed, ...] = Field(default=(), description="What it asks for beside facts.")
    measures: tuple[MeasureKind, ...] = Field(default=(), description="Kinds of measures it tells of.")
    bounded: bool = Field(
        default=False, description="Each measure needs start, end, scope, side effects and reversal."
    )
    profile: Identifier | None = Field(default=None, description="Courtesy formulas, by their id.")
    body: str = Field(description="The text in English, with holes.")
    bodies: tuple[Body, ...] = Field(default=(), description="The text in other languages.")
    root: Path = Field(description="The folder of templates that it belongs to.")

    @property
    def track(self) -> Track | None:
        """The track it stands on, or None for a house's own track."""
        name = self.id.partition("/")[0]
        return Track(name) if name in list(Track) else None

    def body_in(self, language: str) -> Body | None:
        """The body in a language other than English, or None."""
        return next((body for body in self.bodies if body.language == language), None)
