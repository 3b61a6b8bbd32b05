"""Opening a ledger, and reading what it holds."""

from collections.abc import Iterator
from itertools import groupby

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from verbale.desk import Desk
from verbale.draft import Template
from verbale.model.errors import UserError
from verbale.model.incident import Incident
from verbale.model.ledger import Ledger
from verbale.model.record import Label
from verbale.model.track import Stage, Track
from verbale.web.checks import Checks
from verbale.web.errors import problems
from verbale.web.shelf import Shelf
from verbale.web.shown import shown, spaced


def incidents(desk: Desk, checks: Checks, shelf: Shelf) -> Blueprint:
    """The start page, an incident's page, and the choice of a template."""
    part = Blueprint("incidents", __name__)
    sample = desk.sample_ledger()
    offered = in_order(desk)

    def start(lines: list[str], pasted: str = "") -> str:
        key = shelf.put(sample)
        return render_template("start.html", sample=sample, sample_key=key, lines=lines, pasted=pasted)

    @part.get("/")
    def home() -> str:
        return start([])

    @part.post("/incidents")
    def opened() -> AnyResponse:
        pasted = request.form.get("pasted", "")
        try:
            ledger = given_ledger(desk)
        except UserError as error:
            return make_response(start(problems(error), pasted), 422)
        return redirect(f"/incidents/{shelf.put(ledger)}", 303)

    @part.get("/incidents/<key>")
    def incident(key: str) -> str:
        ledger = shelf.ledger(key)
        return render_template(
            "incident.html", key=key, ledger=ledger, figures=list(figures(ledger.incident))
        )

    @part.get("/incidents/<key>/templates")
    def templates(key: str) -> str:
        ledger = shelf.ledger(key)
        tracks = [
            (track, [(one, _lacking(checks, key, one.id)) for one in group])
            for track, group in groupby(offered, key=lambda one: one.id.partition("/")[0])
        ]
        return render_template("templates.html", key=key, ledger=ledger, tracks=tracks)

    return part


def given_ledger(desk: Desk) -> Ledger:
    """The ledger that a form brings, as a file or pasted; raises UserError with every problem in it."""
    pasted, file = request.form.get("pasted", ""), request.files.get("file")
    if file and file.filename:
        return desk.parse_ledger(decoded(file.stream.read()), name=file.filename)
    if pasted.strip():
        return desk.parse_ledger(pasted, name="The pasted ledger")
    raise UserError("No ledger was given. Choose a file or paste one.")


def in_order(desk: Desk) -> list[Template]:
    """All templates, tracks and stages in their order; what a house has added comes last."""
    return sorted(desk.templates(), key=_step)


def decoded(content: bytes) -> str:
    """The text of a file that somebody sent; UserError when it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError("This file is not UTF-8 text. Save it as UTF-8, in YAML or JSON.") from None


def _lacking(checks: Checks, key: str, template: str) -> list[str]:
    """What the ledger does not hold for this template; empty when it can be drafted."""
    try:
        checks.draft(key, template)
    except UserError as error:
        return problems(error)
    return []


def _step(template: Template) -> tuple[int, int, str]:
    return _place(template.id.partition("/")[0], Track), _place(template.id, Stage), template.id


def _place(word: str, order: type[Label]) -> int:
    words = [label.value for label in order]
    return words.index(word) if word in words else len(words)


def figures(incident: Incident) -> Iterator[tuple[str, str]]:
    """What a page says of an incident in a line: name and value."""
    yield "Cause", spaced(incident.cause_class)
    if incident.severity:
        yield "Severity", f"{incident.severity.scale.upper()} {incident.severity.value}"
    yield "Began", shown(incident.started_at)
    yield "Noticed", shown(incident.aware_at)
    if incident.ended_at:
        yield "Ended", shown(incident.ended_at)
    if incident.sectors:
        yield "Sectors", ", ".join(incident.sectors)
