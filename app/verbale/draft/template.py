"""A statement's template: what it is for, what it asks of a ledger, and its body."""

import tomllib
from pathlib import Path

from pydantic import Field, ValidationError

from verbale.draft.language import attributes_of, uses
from verbale.model.category import Category
from verbale.model.clearance import Role
from verbale.model.errors import UserError
from verbale.model.measure import MeasureKind
from verbale.model.record import Label, Record, Text
from verbale.model.status import Status
from verbale.model.tlp import Tlp
from verbale.model.track import TemplateId
from verbale.resources import templates_folder


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
    NEXT_UPDATE = "next_update", "When the next statement is due."
    PRESS_CONTACT = "press_contact", "Whom journalists ask."
    PUBLIC_CONTACT = "public_contact", "Whom everybody else asks."
    DIPLOMATIC_CONTACT = "diplomatic_contact", "Whom other governments ask."
    SENDER = "sender", "Who writes a note, with article."
    ADDRESSEE = "addressee", "To whom a note goes, with article."
    NUMBER = "number", "The number of the note."
    DATED = "dated", "The date of the note."
    PLACE = "place", "The place of the note."
    ASKS = "asks", "What is asked for."
    REPLY_BY = "reply_by", "When a reply is hoped for."
    CHANNEL = "channel", "Where a reply reaches the sender."


class FactNeed(Record):
    """Facts that a body asks for under one name."""

    name: str = Field(pattern=r"^[a-z]+(_[a-z]+)*$", description="The body writes facts.<name>.")
    categories: tuple[Category, ...] = Field(min_length=1, description="Any of these categories.")
    status: tuple[Status, ...] = Field(min_length=1, description="In any of these statuses.")
    reviewed: bool = Field(default=False, description="Only facts that somebody independent has reviewed.")
    said: bool | None = Field(
        default=None, description="Only statements (true) or only own findings (false)."
    )
    required: bool = Field(default=False, description="Without one, there is no draft.")
    or_else: tuple[str, ...] = Field(default=(), description="Names of needs, one of which serves instead.")
    guidance: Text = Field(description="What to look for, said to whoever keeps the ledger.")


class DetailNeed(Record):
    """One thing beside facts that a body asks for."""

    name: Detail = Field(description="The body writes details.<name>.")
    required: bool = Field(default=True, description="Without it, there is no draft.")
    guidance: Text = Field(description="What to enter, said to whoever keeps the ledger.")


class Readers(Record):
    """For whom a text is."""

    name: Text = Field(description="Who reads it.")
    tlp: Tlp = Field(description="No fact that is marked more narrowly stands in the text.")
    marked: bool = Field(default=True, description="Whether the text carries the label when it goes out.")
    one_state: bool = Field(default=False, description="Addressed to one state, by a correspondence.")


class Template(Record):
    """One folder of templates: ``template.toml`` and ``body.md.j2``."""

    id: TemplateId = Field(description="track/stage, from the folder.")
    title: Text = Field(description="What it is called.")
    purpose: Text = Field(description="What it does.")
    when: Text = Field(description="When to use it, and when not.")
    timing: Text = Field(description="How soon it usually goes out.")
    audience: Readers = Field(description="For whom it is.")
    author: AuthorRule = Field(description="Whether facts about the author may stand in it.")
    forbidden: tuple[Text, ...] = Field(description="What must not stand in it.")
    must_carry: tuple[Text, ...] = Field(description="What must stand in it.")
    gates: tuple[str, ...] = Field(description="Conditions before release.")
    cleared_by: tuple[Role, ...] = Field(min_length=1, description="Roles that must clear it.")
    facts: tuple[FactNeed, ...] = Field(description="Facts that it asks for.")
    details: tuple[DetailNeed, ...] = Field(description="What it asks for beside facts.")
    measures: tuple[MeasureKind, ...] = Field(default=(), description="Kinds of measures it tells of.")
    body: str = Field(description="The text, with holes.")
    norms: Path = Field(description="The file of norms that it may cite.")


def templates(folder: Path | None = None) -> tuple[Template, ...]:
    """Every template that ships with Verbale, and those of a house's own ``folder``, which win.

    Raises UserError naming the file and the remedy when one of them is wrong.
    """
    return tuple(_load(file) for _, file in sorted(_files(folder).items()))


def find_template(id: str, folder: Path | None = None) -> Template:
    """The template ``track/stage``; raises UserError, naming those there are, when there is none."""
    files = _files(folder)
    if id not in files:
        raise UserError(f'There is no template "{id}". Choose one of: {", ".join(sorted(files))}.')
    return _load(files[id])


def _files(folder: Path | None) -> dict[str, Path]:
    """``template.toml`` of each template, by id."""
    found: dict[str, Path] = {}
    for root in (templates_folder(), *([folder] if folder else [])):
        if not root.is_dir():
            raise UserError(f"There is no folder {root}. Give one that holds <track>/<stage>/template.toml.")
        found |= {"/".join(file.parts[-3:-1]): file for file in root.glob("*/*/template.toml")}
    return found


def _load(file: Path) -> Template:
    body_file = file.with_name("body.md.j2")
    house_norms = file.parent.parent.parent / "norms.toml"
    given: dict[str, object] = {"id": "/".join(file.parts[-3:-1])}
    try:
        given |= tomllib.loads(file.read_text(encoding="utf-8"))
        given["body"] = body_file.read_text(encoding="utf-8")
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{file}: not TOML ({error}). Mend that place.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            f"{file.parent}: {error}. A template has template.toml and body.md.j2, in UTF-8."
        ) from None
    given["norms"] = house_norms if house_norms.is_file() else templates_folder() / "norms.toml"
    try:
        template = Template.model_validate(given)
    except ValidationError as error:
        wrong = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise UserError("\n".join(f"{file}: {line}. Correct this entry." for line in wrong)) from None
    _agree(template, file, body_file)
    return template


def _agree(template: Template, file: Path, body_file: Path) -> None:
    """What ``template.toml`` declares is exactly what the body uses."""
    where = str(body_file)
    pairs = (
        ("facts", {need.name for need in template.facts}),
        ("details", {str(need.name) for need in template.details}),
    )
    problems = []
    for kind, declared in pairs:
        used = attributes_of(kind, template.body, where=where)
        problems += [f"{file}: {kind}.{name} is declared and not used." for name in sorted(declared - used)]
        problems += [f"{body_file}: {kind}.{name} is not declared." for name in sorted(used - declared)]
    if bool(template.measures) != uses("measures", template.body, where=where):
        problems.append(f"{file}: `measures` must be declared if and only if the body uses it.")
    names = {need.name for need in template.facts}
    problems += [
        f"{file}: {need.name} falls back on {other}, which is not declared."
        for need in template.facts
        for other in need.or_else
        if other not in names
    ]
    if problems:
        raise UserError(
            "\n".join(f"{problem} Declare in template.toml what the body uses." for problem in problems)
        )
