"""``/api/v1``: the desk for programs, as JSON; the editor's script asks here too. See docs/api.md."""

from collections.abc import Callable
from dataclasses import asdict
from typing import TypeVar

from flask import Blueprint, Response, jsonify, request
from pydantic import BaseModel, ValidationError

from verbale.desk import Desk
from verbale.ledger import inspect_ledger
from verbale.model.errors import UserError
from verbale.model.explanation import Explanation
from verbale.model.finding import Severity
from verbale.records.values import Scope
from verbale.report.records import record
from verbale.web import api_values as values
from verbale.web.api_document import PLACE, Operation, document
from verbale.web.checks import Checked, Checks

A = TypeVar("A", bound=BaseModel)
SCOPE = Scope.LINT
OPERATIONS = (
    Operation("lint", "/lint", "Check a text.", values.Linted, values.LintAsked),
    Operation("explain", "/explain", "Say what a sentence claims.", values.Explained, values.ExplainAsked),
    Operation("draft", "/draft", "Fill a template from a ledger.", values.Drafted, values.DraftAsked),
    Operation("templates", "/templates", "List the templates.", values.TemplatesGiven),
    Operation("rules", "/rules", "List the rules.", values.RulesGiven),
    Operation("rule", "/rules/<family>/<name>", "One rule's page.", values.RuleGiven),
    Operation(
        "ledger_check",
        "/ledger/check",
        "Name everything that is wrong with a ledger.",
        values.LedgerChecked,
        values.LedgerAsked,
    ),
)
"""Every address but the document's own, which is made of this table."""


def api(desk: Desk, checks: Checks) -> Blueprint:
    """Every operation of OPERATIONS, and the document of them all."""
    part = Blueprint("api", __name__, url_prefix=PLACE)
    cards = desk.rules()
    described = document(OPERATIONS, SCOPE)

    def lint() -> Response:
        asked = asked_for(values.LintAsked)
        ledger = checks.ledger(key=asked.incident, given=asked.ledger)
        return answered(checks.check(asked.text, key=asked.incident, ledger=ledger, template=asked.template))

    def explain() -> Response:
        asked = asked_for(values.ExplainAsked)
        return explained(
            checks.explain(asked.sentence, ledger=checks.ledger(key=asked.incident, given=asked.ledger))
        )

    def draft() -> Response:
        asked = asked_for(values.DraftAsked)
        ledger = checks.ledger(key=asked.incident, given=asked.ledger)
        if ledger is None:
            raise UserError("A statement is filled from facts. Give a ledger, or the id of an incident.")
        rendered = desk.draft(asked.template, ledger, to=asked.to, language=asked.language)
        return jsonify(
            draft=rendered.draft.model_dump(mode="json"),
            title=rendered.title,
            label=rendered.label,
            withheld=[{"fact": one.fact, "reason": one.reason} for one in rendered.withheld],
            remarks=list(rendered.remarks),
        )

    def templates() -> Response:
        return jsonify(templates=[{"id": one.id, "title": one.title} for one in desk.templates()])

    def rules() -> Response:
        return jsonify(rules=[asdict(card) for card in cards])

    def rule(family: str, name: str) -> Response:
        return jsonify(asdict(desk.rule(f"{family}/{name}")))

    def ledger_check() -> Response:
        inspection = inspect_ledger(asked_for(values.LedgerAsked).ledger)
        return jsonify(
            usable=inspection.ledger is not None,
            problems=[
                {
                    "path": one.path,
                    "line": one.line,
                    "severity": Severity.WARNING if one.warning else Severity.ERROR,
                    "message": one.message,
                    "remedy": one.remedy,
                    "value": one.value,
                }
                for one in inspection.problems
            ],
        )

    views: dict[str, Callable[..., Response]] = {
        view.__name__: view for view in (lint, explain, draft, templates, rules, rule, ledger_check)
    }
    for one in OPERATIONS:
        part.add_url_rule(one.path, one.name, views[one.name], methods=[one.method])

    @part.get("/openapi.json")
    def openapi() -> Response:
        return jsonify(described)

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
