"""The editor of the desk: every save is a version, and nobody overwrites anybody."""

import re

from flask import Blueprint, make_response, redirect, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from verbale.desk import Desk
from verbale.draft import body_html
from verbale.model.errors import UserError
from verbale.model.span import Span
from verbale.records.errors import ConflictError
from verbale.records.office import Office
from verbale.records.permissions import Right, may
from verbale.records.values import DraftVersion
from verbale.web.editor import sent_text, summary
from verbale.web.marked import pieces
from verbale.web.reading import Reading
from verbale.web.signing import person

_FINDING = re.compile(r"(?P<rule>[a-z]+/[a-z0-9-]+):(?P<start>\d{1,7}):(?P<end>\d{1,7})")


def drafts(desk: Desk, office: Office, reading: Reading) -> Blueprint:
    """``/drafts/<id>``: write, save, waive, send; and its versions."""
    part = Blueprint("drafts", __name__, url_prefix="/drafts/<id>")

    def page(id: str, text: str, version: int, *, sent: bool = False) -> str:
        present = office.drafts.get(id)
        draft = present.draft
        ledger = office.incidents.get(draft.incident).ledger
        checked = reading.check(id, text)
        return render_template(
            "draft.html",
            key=draft.incident,
            id=id,
            place=f"/drafts/{id}",
            ledger=ledger,
            title=title_of(desk, draft.template),
            template=draft.template,
            audience=draft.audience,
            present=present,
            card=office.drafts.card(id),
            version=version,
            unsaved=text.rstrip("\n") != draft.text.rstrip("\n"),
            sent=sent,
            waive=f"/drafts/{id}/waivers" if may(person(), Right.WAIVE) else "",
            wordings=reading.wordings(draft, ledger),
            says=reading.says(id, text),
            others=office.together.others(id, by=person()),
            text=text,
            findings=checked.findings,
            summary=summary(checked.findings),
            pieces=list(pieces(text, checked.findings)) if sent or not may(person(), Right.DRAFT) else [],
        )

    def conflict(id: str, error: ConflictError) -> AnyResponse:
        shown = render_template("conflict.html", id=id, error=error, theirs=error.theirs)
        return make_response(shown, 409)

    def save(id: str) -> DraftVersion:
        """What the form brings, as the next version; what stands, where it brings no text or the same."""
        if "text" not in request.form:
            return office.drafts.get(id)
        return reading.save(id, whole(sent_text()), expected=expected(), by=person())

    @part.get("")
    def shown(id: str) -> str | AnyResponse:
        card = office.drafts.card(id)
        if card.released:
            return redirect(f"/releases/{id}", 303)
        work = office.together.kept(id, by=person())
        present = office.drafts.get(id).draft
        text, version = (work.text, work.version) if work else (present.text, present.version)
        # The line end that closes the file is put back on saving; while writing, the last line is the last.
        return page(id, text.rstrip("\n"), version)

    @part.post("")
    def written(id: str) -> str | AnyResponse:
        if "check" in request.form:
            office.together.keep(id, sent_text(), version=expected(), by=person())
            return page(id, sent_text(), expected(), sent=True)
        try:
            save(id)
        except ConflictError as error:
            return conflict(id, error)
        return redirect(f"/drafts/{id}", 303)

    @part.get("/preview")
    def preview(id: str) -> str:
        draft = office.drafts.get(id).draft
        rendered = desk.shown(draft, office.incidents.get(draft.incident).ledger)
        # Cleaned to a short list of tags by the same code that makes the released page.
        body = Markup(body_html(rendered))
        title = title_of(desk, draft.template)
        return render_template(
            "preview.html", id=id, title=title, version=draft.version, label=rendered.label, body=body
        )

    @part.post("/discard")
    def discard(id: str) -> AnyResponse:
        office.together.discard(id, by=person())
        return redirect(f"/drafts/{id}", 303)

    @part.post("/send")
    def send(id: str) -> AnyResponse:
        try:
            office.clearing.send(id, expected=save(id).draft.version, by=person())
        except ConflictError as error:
            return conflict(id, error)
        return redirect(f"/drafts/{id}/clearance", 303)

    @part.post("/recall")
    def recall(id: str) -> AnyResponse:
        office.clearing.recall(id, expected=expected(), by=person())
        return redirect(f"/drafts/{id}", 303)

    @part.post("/waivers")
    def waive(id: str) -> AnyResponse:
        named = request.form.get("waive", "")
        found = _FINDING.fullmatch(named)
        if found is None or int(found["start"]) > int(found["end"]):
            raise UserError("This form names no place in the text. Waive a finding from its card.")
        span = Span(int(found["start"]), int(found["end"]))
        try:
            office.drafts.waive(
                id,
                rule=found["rule"],
                span=span,
                reason=request.form.get(f"reason:{named}", ""),
                expected=save(id).draft.version,
                by=person(),
            )
        except ConflictError as error:
            return conflict(id, error)
        return redirect(f"/drafts/{id}", 303)

    @part.post("/waivers/<int:number>/withdraw")
    def withdraw(id: str, number: int) -> AnyResponse:
        office.drafts.withdraw(id, number, by=person())
        return redirect(f"/drafts/{id}", 303)

    @part.get("/versions")
    def versions(id: str) -> str:
        every = office.drafts.versions(id)
        last = every[0].draft.version
        later = request.args.get("to", last, type=int)
        earlier = request.args.get("from", max(later - 1, 1), type=int)
        return render_template(
            "versions.html",
            id=id,
            title=title_of(desk, every[0].draft.template),
            versions=every,
            earlier=earlier,
            later=later,
            changes=office.drafts.compare(id, earlier, later).changes,
        )

    return part


def title_of(desk: Desk, template: str) -> str:
    """What a statement made from a template is called; its id where a house no longer has it."""
    return next((one.title for one in desk.templates() if one.id == template), template)


def whole(text: str) -> str:
    """A statement as it is kept: it ends with one line end."""
    return text.rstrip("\n") + "\n"


def expected() -> int:
    """The version that this form was written on; UserError when it does not say."""
    version = request.form.get("version", type=int)
    if version is None:
        raise UserError("This form does not say on which version it was written. Open the draft again.")
    return version
