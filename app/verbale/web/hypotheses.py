"""Explanations held open side by side, and which facts speak for and against each."""

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from verbale.desk import Desk
from verbale.model.errors import UserError
from verbale.model.hypothesis import Hypothesis, HypothesisKind
from verbale.records.errors import LedgerConflictError
from verbale.records.office import Office
from verbale.web.changing import document, save
from verbale.web.errors import problems

WEIGHTS = {"supported_by": "for", "contradicted_by": "against", "neutral": "either way"}
"""The lists of a hypothesis that name facts, and how the page calls them."""


def hypotheses(desk: Desk, office: Office) -> Blueprint:
    """``/incidents/<id>/hypotheses``: a table of facts against explanations."""
    part = Blueprint("hypotheses", __name__, url_prefix="/incidents/<id>/hypotheses")

    def page(id: str, error: UserError | None = None) -> AnyResponse:
        present = office.incidents.get(id)
        theirs = isinstance(error, LedgerConflictError)
        shown = render_template(
            "hypotheses.html",
            key=id,
            ledger=present.ledger,
            revision=request.form.get("revision", present.revision, type=int) if error else present.revision,
            kinds=tuple(HypothesisKind),
            terms=[term.words[0] for term in present.ledger.incident.yardstick.terms],
            weights=WEIGHTS,
            weight=weight,
            given=request.form,
            lines=problems(error) if error else [],
        )
        return make_response(shown, (409 if theirs else 422) if error else 200)

    @part.get("")
    def weighed(id: str) -> AnyResponse:
        return page(id)

    @part.post("")
    def saved(id: str) -> AnyResponse:
        ledger = office.incidents.get(id).ledger
        facts = [fact.id for fact in ledger.facts]
        changed = [_written(one, facts) for one in ledger.incident.hypotheses]
        if request.form.get("text", "").strip():
            changed.append(_added())
        written = document(ledger)
        written["incident"]["hypotheses"] = changed
        try:
            save(desk, office, written, name="This table")
        except UserError as error:
            return page(id, error)
        return redirect(f"/incidents/{id}/hypotheses", 303)

    return part


def weight(hypothesis: Hypothesis, fact: str) -> str:
    """The list of a hypothesis in which a fact stands; empty when in none."""
    return next((name for name in WEIGHTS if fact in getattr(hypothesis, name)), "")


def _written(one: Hypothesis, facts: list[str]) -> dict[str, Any]:
    written: dict[str, Any] = one.model_dump(mode="json", exclude_defaults=True)
    chosen = {fact: request.form.get(f"{one.id}:{fact}", weight(one, fact)) for fact in facts}
    for name in WEIGHTS:
        written[name] = [fact for fact in facts if chosen[fact] == name]
    if likelihood := request.form.get(f"{one.id}:likelihood", one.likelihood or "").strip():
        written["likelihood"] = likelihood
    else:
        written.pop("likelihood", None)
    written["open"] = not request.form.get(f"{one.id}:closed", "" if one.open else "yes")
    written.pop("closed_because", None)
    if why := request.form.get(f"{one.id}:why", one.closed_because or "").strip():
        written["closed_because"] = why
    return written


def _added() -> dict[str, Any]:
    return {
        "id": request.form.get("id", "").strip(),
        "kind": request.form.get("kind", ""),
        "text": request.form.get("text", "").strip(),
    }
