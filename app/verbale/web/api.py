"""The same checks as JSON, for the editor's script and for other programs. Offsets are code points."""

from typing import TypeVar

from flask import Blueprint, Response, jsonify, request
from pydantic import BaseModel, ConfigDict, ValidationError

from verbale.model.errors import UserError
from verbale.report.records import record
from verbale.web.checks import Checks


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


A = TypeVar("A", bound=Asked)


def api(checks: Checks) -> Blueprint:
    """``/api/v1``: lint and explain."""
    part = Blueprint("api", __name__, url_prefix="/api/v1")

    @part.post("/lint")
    def lint() -> Response:
        asked = _asked(LintAsked)
        checked = checks.check(asked.text, key=asked.incident, template=asked.template)
        return jsonify(
            findings=[record("", finding) for finding in checked.findings],
            slots=[{"fact": s.fact, "start": s.span.start, "end": s.span.end} for s in checked.slots],
        )

    @part.post("/explain")
    def explain() -> Response:
        asked = _asked(ExplainAsked)
        explanation = checks.explain(asked.sentence, key=asked.incident)
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

    return part


def _asked(kind: type[A]) -> A:
    request.get_json()  # answers a wrong content type or broken JSON
    try:
        return kind.model_validate_json(request.get_data())
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, one['loc'])) or 'the body'}: {one['msg']}" for one in error.errors()
        )
        fields = ", ".join(kind.model_fields)
        raise UserError(f"The request cannot be read: {wrong}. Its fields are: {fields}.") from None
