"""What an operator noticed, told by a form: nobody is blamed for it, and nobody needs to give a name."""

from datetime import UTC, datetime
from uuid import uuid4

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from verbale.desk import Desk
from verbale.model.anomaly import Anomaly, as_fact
from verbale.model.errors import UserError
from verbale.model.when import When
from verbale.records.office import Office
from verbale.web.changing import document, save
from verbale.web.errors import problems


def anomalies(desk: Desk, office: Office) -> Blueprint:
    """``/incidents/<id>/anomaly``: a report that becomes a suspected fact, without whoever reported it."""
    part = Blueprint("anomalies", __name__, url_prefix="/incidents/<id>/anomaly")

    def form(id: str, given: dict[str, str], error: UserError | None) -> AnyResponse:
        present = office.incidents.get(id)
        shown = render_template(
            "anomaly.html",
            id=id,
            ledger=present.ledger,
            revision=present.revision,
            given=given,
            lines=problems(error) if error else [],
        )
        return make_response(shown, 422 if error else 200)

    @part.get("")
    def asked(id: str) -> AnyResponse:
        return form(id, {"seen_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")}, None)

    @part.post("")
    def told(id: str) -> AnyResponse:
        given = request.form.to_dict()
        try:
            fact = as_fact(_reported(given)).model_dump(mode="json", exclude_defaults=True)
            ledger = document(office.incidents.get(id).ledger)
            ledger.setdefault("facts", []).append(fact)
            save(desk, office, ledger, name="This report")
        except UserError as error:
            return form(id, given, error)
        return redirect(f"/incidents/{id}#fact-{fact['id']}", 303)

    return part


def _reported(given: dict[str, str]) -> Anomaly:
    observed, system = given.get("observed", "").strip(), given.get("system", "").strip()
    if not observed:
        raise UserError('Say what was seen, for example "gate 4 opened by itself".')
    try:
        seen_at = When.parse(given.get("seen_at", ""))
    except ValueError as error:
        raise UserError(f"When it was seen: {error}.") from None
    id = f"anomaly-{uuid4().hex[:8]}"
    return Anomaly(id=id, observed=observed, seen_at=seen_at, system=system or None)
