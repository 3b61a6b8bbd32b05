"""The same checks as JSON, for the editor's script and for other programs. Offsets are code points."""

from typing import TypeVar

from flask import Blueprint, Response, jsonify, request
from pydantic import BaseModel, ConfigDict, ValidationError

from verbale.model.errors import UserError
from verbale.model.explanation import Explanation
from verbale.report.records import record
from verbale.web.checks import Checked, Checks


class Asked(BaseModel):
    """What every request may say of its place: the open ledger by its key."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    incident: str | None = None


class LintAsked(Asked):
    """A text to check, and the template it was drafted from."""

    text: str
    template: str | None = None


class ExplainAsked(Asked):
    """One sentence to read into claims."""

    sentence: str


A = TypeVar("A", bound=BaseModel)


def api(checks: Checks) -> Blueprint:
    """``/api/v1``: lint and explain."""
    part = Blueprint("api", __name__, url_prefix="/api/v1")

    @part.post("/lint")
    def lint() -> Response:
        asked = asked_for(LintAsked)
        return answered(checks.check(asked.text, key=asked.incident, template=asked.template))

    @part.post("/explain")
    def explain() -> Response:
        asked = asked_for(ExplainAsked)
        explanation = checks.explain(asked.sentence, key=asked.incident)
        return explained(explanation)

    return part


def answered(checked: Checked) -> Response:
    """Findings and slots as JSON."""
    return jsonify(
        findings=[record("", finding) for finding in checked.findings],
        slots=[{"fact": s.fact, "start": s.span.start, "end": s.span.end} for s in checked.slots],
    )


def explained(explanation: Explanation) -> Response:
    """The claims of a sentence as JSON."""
    return jsonify(
        claims=[
            {
                "says": claim.says,
                "decided_by": list(claim.decided_by),
                "clears": claim.clears,
                "rules": [outcome.rule for outcome in claim.outcomes if outcome.fired],
            }
            for claim in explanation.claims
        ]
    )


def asked_for(kind: type[A]) -> A:
    """The body of this request as one kind of question; raises UserError naming what cannot be read."""
    request.get_json()  # answers a wrong content type or broken JSON
    try:
        return kind.model_validate_json(request.get_data())
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, one['loc'])) or 'the body'}: {one['msg']}" for one in error.errors()
        )
        fields = ", ".join(kind.model_fields)
        raise UserError(f"The request cannot be read: {wrong}. Its fields are: {fields}.") from None
