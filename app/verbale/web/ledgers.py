"""Incidents and their ledgers, kept with every revision."""

from itertools import pairwise

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from verbale.desk import Desk
from verbale.ledger import ledger_yaml
from verbale.model.errors import UserError
from verbale.model.ledger import Ledger
from verbale.records.difference import difference
from verbale.records.errors import LedgerConflictError
from verbale.records.office import Office
from verbale.web.errors import problems
from verbale.web.incidents import figures, given_ledger
from verbale.web.signing import person


def ledgers(desk: Desk, office: Office) -> Blueprint:
    """The start page of the desk, an incident's page, its ledger as YAML, and its history."""
    part = Blueprint("ledgers", __name__)
    incidents = office.incidents
    sample = desk.sample_ledger()
    titles = {template.id: template.title for template in desk.templates()}

    def start(error: UserError | None = None) -> AnyResponse:
        shown = render_template(
            "incidents.html",
            cards=incidents.cards(),
            drafts=office.drafts.cards(),
            titles=titles,
            sample=sample.incident,
            lines=problems(error) if error else [],
            pasted=request.form.get("pasted", ""),
        )
        return make_response(shown, 422 if error else 200)

    def edited(id: str, text: str, revision: int, error: UserError | None = None) -> AnyResponse:
        present = incidents.get(id)
        theirs = error.theirs if isinstance(error, LedgerConflictError) else None
        shown = render_template(
            "ledger.html",
            id=id,
            title=present.ledger.incident.title,
            text=text,
            revision=theirs.revision if theirs else revision,
            lines=problems(error) if error else [],
            changes=difference(ledger_yaml(theirs.ledger), text).changes if theirs else (),
        )
        return make_response(shown, (409 if theirs else 422) if error else 200)

    @part.get("/")
    def home() -> AnyResponse:
        return start()

    @part.post("/incidents")
    def opened() -> AnyResponse:
        try:
            ledger = sample if "sample" in request.form else given_ledger(desk)
            incidents.open(ledger, by=person())
        except UserError as error:
            return start(error)
        return redirect(f"/incidents/{ledger.incident.id}", 303)

    @part.get("/incidents/<id>")
    def incident(id: str) -> str:
        present = incidents.get(id)
        return render_template(
            "kept_incident.html",
            key=id,
            ledger=present.ledger,
            present=present,
            figures=list(figures(present.ledger.incident)),
            drafts=office.drafts.cards(id),
            titles=titles,
        )

    @part.get("/incidents/<id>/ledger")
    def as_yaml(id: str) -> AnyResponse:
        present = incidents.get(id)
        return edited(id, ledger_yaml(present.ledger), present.revision)

    @part.post("/incidents/<id>/ledger")
    def saved(id: str) -> AnyResponse:
        text = request.form.get("ledger", "").replace("\r\n", "\n")
        revision = request.form.get("revision", 0, type=int)
        try:
            ledger = desk.parse_ledger(text, name="The ledger")
            if ledger.incident.id != id:
                raise UserError(
                    f'The id of this incident is "{id}" and stays so. Put it back at incident.id.'
                )
            incidents.save(ledger, expected=revision, by=person())
        except UserError as error:
            return edited(id, text, revision, error)
        return redirect(f"/incidents/{id}", 303)

    @part.get("/incidents/<id>/history")
    def history(id: str) -> str:
        cards = incidents.history(id)
        ledger = incidents.get(id).ledger
        later = request.args.get("revision", type=int)
        pair = next(((new, old) for new, old in pairwise(cards) if new.revision == later), None)
        return render_template(
            "ledger_history.html",
            id=id,
            ledger=ledger,
            cards=cards,
            pair=pair,
            changes=_changes(*(incidents.get(id, revision=one.revision).ledger for one in pair))
            if pair
            else (),
        )

    return part


def _changes(later: Ledger, earlier: Ledger) -> tuple[object, ...]:
    return difference(ledger_yaml(earlier), ledger_yaml(later)).changes
