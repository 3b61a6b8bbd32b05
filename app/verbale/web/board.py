"""The plan of an incident as a board: both tracks in their stages, what each may do now and what it lacks."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from verbale.desk import Desk
from verbale.plan import Records, StageState
from verbale.records.office import Office
from verbale.records.values import DraftCard, SignOffState
from verbale.web.signing import person

HELD = 32
"""Boards that are kept until something on them changes."""
HOLDS = (SignOffState.CLEARED, SignOffState.RETURNED)


@dataclass(frozen=True, slots=True)
class Place:
    """A stage on the board, with the draft of it that somebody works on or that was released."""

    state: StageState
    card: DraftCard | None


def board(desk: Desk, office: Office) -> Blueprint:
    """``/incidents/<id>/plan``, and drafting from it."""
    part = Blueprint("board", __name__, url_prefix="/incidents/<id>")
    held: OrderedDict[tuple[object, ...], tuple[StageState, ...]] = OrderedDict()

    def states(id: str, cards: tuple[DraftCard, ...]) -> tuple[StageState, ...]:
        present = office.incidents.get(id)
        minute = datetime.now(UTC).replace(second=0, microsecond=0)
        key = (id, present.revision, cards, office.trail.head(), minute)
        if key not in held:
            records = records_of(office, id)
            with office.turn:
                held[key] = desk.plan(present.ledger, records)
            if len(held) > HELD:
                held.popitem(last=False)
        return held[key]

    @part.get("/plan")
    def stages(id: str) -> str:
        cards = office.drafts.cards(id)
        known = {card.id: card for card in cards}
        places = [Place(state, known.get(state.draft or "")) for state in states(id, cards)]
        tracks = [
            (track, list(group))
            for track, group in groupby(places, key=lambda place: place.state.id.partition("/")[0])
        ]
        return render_template(
            "board.html", key=id, ledger=office.incidents.get(id).ledger, tracks=tracks, now=datetime.now(UTC)
        )

    @part.post("/drafts")
    def drafted(id: str) -> AnyResponse:
        ledger = office.incidents.get(id).ledger
        made = desk.draft(request.form.get("template", ""), ledger, to=request.form.get("to") or None)
        return redirect(f"/drafts/{office.drafts.add(made.draft, by=person()).draft.id}", 303)

    return part


def records_of(office: Office, incident: str) -> Records:
    """The papers of an incident as its plan reads them: of each stage the draft made last, and what holds."""
    newest = {}
    for card in reversed(office.drafts.cards(incident)):
        version = office.drafts.get(card.id)
        newest[card.template, version.draft.correspondence] = version
    clearances = [
        one.clearance
        for version in newest.values()
        for one in office.clearing.review(version.draft.id).sign_offs
        if one.clearance is not None and one.state in HOLDS
    ]
    return Records(
        drafts=tuple(version.draft for version in newest.values()),
        waivers=tuple(waived.waiver for version in newest.values() for waived in version.waivers),
        clearances=tuple(clearances),
        releases=office.releasing.all(incident),
    )
