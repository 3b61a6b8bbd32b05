"""Facts from a STIX bundle or a MISP event: first what would come in, then the ledger with them."""

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from verbale.ledger.exchange import Entering, Imported, Scale, import_facts
from verbale.model.errors import UserError
from verbale.model.evidence import SourceType
from verbale.model.tlp import Tlp
from verbale.records.errors import LedgerConflictError
from verbale.records.office import Office
from verbale.web.errors import problems
from verbale.web.incidents import decoded
from verbale.web.signing import person


def intake(office: Office) -> Blueprint:
    """``/incidents/<id>/import``: ask, show what would come in, take it in."""
    part = Blueprint("intake", __name__, url_prefix="/incidents/<id>/import")

    def page(id: str, text: str, imported: Imported | None, error: UserError | None = None) -> AnyResponse:
        present = office.incidents.get(id)
        shown = render_template(
            "intake.html",
            key=id,
            ledger=present.ledger,
            revision=present.revision,
            text=text,
            imported=imported,
            given=request.form,
            sources=tuple(SourceType),
            labels=tuple(Tlp),
            scales=tuple(Scale),
            lines=problems(error) if error else [],
        )
        status = 409 if isinstance(error, LedgerConflictError) else 422 if error else 200
        return make_response(shown, status)

    @part.get("")
    def asked(id: str) -> AnyResponse:
        return page(id, "", None)

    @part.post("")
    def taken(id: str) -> AnyResponse:
        text = request.form.get("pasted", "")
        try:
            file = request.files.get("file")
            if file and file.filename:
                text = decoded(file.stream.read())
            if not text.strip():
                raise UserError("Nothing was given. Choose a file of STIX or MISP, or paste it.")
            imported = import_facts(text, office.incidents.get(id).ledger, _entering(), name="This file")
            if "take" not in request.form:
                return page(id, text, imported)
            expected = request.form.get("revision", 0, type=int)
            office.incidents.save(imported.ledger, expected=expected, by=person())
        except UserError as error:
            return page(id, text, None, error)
        return redirect(f"/incidents/{id}", 303)

    return part


def _entering() -> Entering:
    given = request.form
    usual = Entering()
    try:
        return Entering(
            given.get("sender", "").strip() or usual.sender,
            SourceType(given.get("source") or usual.source),
            Tlp(given.get("unmarked") or usual.unmarked),
            Scale(given.get("scale") or usual.scale),
        )
    except ValueError:
        raise UserError("Choose source, label and scale from the lists of this form.") from None
