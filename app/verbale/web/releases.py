"""Release: refused with every reason while a gate is closed; then frozen, with its downloads."""

from flask import Blueprint, Response, make_response, redirect, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from verbale.desk import Desk
from verbale.draft import body_html
from verbale.model.errors import UserError
from verbale.model.span import Span
from verbale.papers import Paper
from verbale.records.errors import ConflictError, NotFoundError, RefusedError
from verbale.records.office import Office
from verbale.records.values import Gate
from verbale.web.board import records_of
from verbale.web.clearances import moment
from verbale.web.drafts import expected, title_of
from verbale.web.errors import problems
from verbale.web.shapes import SHAPES, draft_of, record_of
from verbale.web.signing import person

OF_THE_OFFICE = {"cleared", "embargo-over", "no-error-unwaived"}
"""Gates of the plan that the records keep themselves, under other names."""
WAIVABLE = ("facts-linked", "diplomatic-contact-first")
"""Gates of the plan that a person may answer with a reason instead."""


def releases(desk: Desk, office: Office) -> Blueprint:
    """``/drafts/<id>/release`` before, ``/releases/<id>`` after."""
    part = Blueprint("releases", __name__)

    def page(id: str, error: UserError | None = None) -> AnyResponse:
        present = office.drafts.get(id)
        gates = gates_of(desk, office, id)
        shown = render_template(
            "release.html",
            id=id,
            card=office.drafts.card(id),
            present=present,
            draft=present.draft,
            ledger=office.incidents.get(present.draft.incident).ledger,
            title=title_of(desk, present.draft.template),
            gates=gates,
            closed=[gate for gate in gates if not gate.open],
            waivable={gate.replace("-", " "): gate for gate in WAIVABLE},
            lines=problems(error) if error else [],
            given=request.form,
        )
        refused = isinstance(error, RefusedError | ConflictError)
        return make_response(shown, 409 if refused else 422 if error else 200)

    @part.get("/drafts/<id>/release")
    def before(id: str) -> AnyResponse:
        if office.drafts.card(id).released:
            return redirect(f"/releases/{id}", 303)
        return page(id)

    @part.post("/drafts/<id>/release")
    def release(id: str) -> AnyResponse:
        word = office.drafts.card(id).incident
        try:
            if request.form.get("word", "").strip() != word:
                raise UserError(f'Nothing was released: type the release word "{word}" to release this text.')
            if closed := tuple(gate for gate in gates_of(desk, office, id) if not gate.open):
                raise RefusedError(closed)
            office.releasing.release(
                id,
                expected=expected(),
                by=person(),
                channel=request.form.get("channel", "").strip() or None,
                next_update_at=moment(request.form.get("next_update_at", "")),
            )
        except UserError as error:
            if type(error) not in (UserError, RefusedError, ConflictError):
                raise
            return page(id, error)
        return redirect(f"/releases/{id}", 303)

    @part.post("/drafts/<id>/gates")
    def waived(id: str) -> AnyResponse:
        gate = request.form.get("gate", "")
        text = office.drafts.get(id).draft.text
        begins = len(text) - len(text.lstrip())
        first = Span(begins, begins + len(text.lstrip().partition("\n")[0]))
        try:
            if gate not in WAIVABLE:
                raise UserError(f"Nothing was waived. Choose one of these gates: {', '.join(WAIVABLE)}.")
            reason = request.form.get("reason", "")
            office.drafts.waive(
                id, rule=f"gate/{gate}", span=first, reason=reason, expected=expected(), by=person()
            )
        except UserError as error:
            if type(error) not in (UserError, ConflictError) or office.drafts.card(id).released:
                raise
            return page(id, error)
        return redirect(f"/drafts/{id}/release", 303)

    @part.post("/drafts/<id>/embargo")
    def embargo(id: str) -> AnyResponse:
        try:
            office.releasing.embargo(id, until=moment(request.form.get("until", "")), by=person())
        except UserError as error:
            if type(error) is not UserError or office.drafts.card(id).released:
                raise
            return page(id, error)
        return redirect(f"/drafts/{id}/release", 303)

    @part.get("/releases/<id>")
    def after(id: str) -> str:
        release = office.releasing.get(id)
        ledger = office.incidents.get(release.incident).ledger
        rendered = desk.shown(draft_of(release), ledger)
        return render_template(
            "released.html",
            release=release,
            title=title_of(desk, release.template),
            ledger=ledger,
            label=rendered.label,
            body=Markup(body_html(rendered)),  # cleaned by the code that makes the released page
            findings=office.releasing.findings(id),
            shapes=SHAPES,
        )

    @part.get("/releases/<id>/text.<form>")
    def download(id: str, form: str) -> Response:
        release = office.releasing.get(id)
        if form == "json":
            return _file(record_of(release, office.releasing.findings(id)), "application/json", f"{id}.json")
        if form not in SHAPES:
            known = ", ".join([*SHAPES, "json"])
            raise NotFoundError(f"A release is not given out as .{form}. Choose one of: {known}.")
        ledger = office.incidents.get(release.incident).ledger
        rendered = desk.shown(draft_of(release), ledger)
        paper = Paper(rendered.draft, ledger, rendered.title, rendered.label, released=True)
        return _file(SHAPES[form].make(rendered, paper), SHAPES[form].kind, f"{id}.{form}")

    return part


def gates_of(desk: Desk, office: Office, id: str) -> tuple[Gate, ...]:
    """Every condition for a release: those that the records keep, and those of its stage in the plan."""
    draft = office.drafts.get(id).draft
    ledger = office.incidents.get(draft.incident).ledger
    records = records_of(office, draft.incident)
    with office.turn:
        state = desk.check(draft, ledger, records)
    planned = (
        Gate(one.gate.replace("-", " "), one.open, f"{one.why} {one.opens}".strip())
        for one in state.gates
        if one.gate not in OF_THE_OFFICE
    )
    return (*office.releasing.gates(id), *planned)


def _file(content: bytes, kind: str, name: str) -> Response:
    answer = make_response(content)
    answer.content_type = kind
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
