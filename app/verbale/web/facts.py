"""One fact as a form: added, revised, superseded, with its history."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from verbale.desk import Desk
from verbale.model.admiralty import Credibility, Reliability
from verbale.model.category import Category
from verbale.model.errors import UserError
from verbale.model.evidence import SourceType
from verbale.model.fact import Fact
from verbale.model.status import Confidence, Status
from verbale.model.tlp import Tlp
from verbale.records.errors import LedgerConflictError, NotFoundError
from verbale.records.office import Office
from verbale.web.changing import document, save
from verbale.web.errors import problems
from verbale.web.signing import person

PLAIN = ("clause", "question", "said_by", "actor", "origin", "likelihood", "confidence", "limits")
"""Fields that are one line or one choice, and may be left empty."""
CHOICES = {
    "category": tuple(Category),
    "status": tuple(Status),
    "type": tuple(SourceType),
    "reliability": tuple(Reliability),
    "credibility": tuple(Credibility),
    "confidence": tuple(Confidence),
    "tlp": tuple(Tlp),
}


def facts(desk: Desk, office: Office) -> Blueprint:
    """``/incidents/<id>/facts/...``: the form of a fact, empty or filled."""
    part = Blueprint("facts", __name__, url_prefix="/incidents/<id>/facts")
    incidents = office.incidents

    def form(id: str, fact: Fact | None, given: dict[str, str], error: UserError | None) -> AnyResponse:
        present = incidents.get(id)
        revision = present.revision
        if error and not isinstance(error, LedgerConflictError):
            revision = request.form.get("revision", revision, type=int)
        shown = render_template(
            "fact.html",
            id=id,
            ledger=present.ledger,
            revision=revision,
            fact=fact,
            given=given,
            choices=CHOICES,
            history=incidents.fact_history(id, fact.id) if fact else (),
            lines=problems(error) if error else [],
        )
        status = 409 if isinstance(error, LedgerConflictError) else 422 if error else 200
        return make_response(shown, status)

    def written(id: str, fact: Fact | None) -> AnyResponse:
        given = request.form.to_dict()
        try:
            ledger = document(incidents.get(id).ledger)
            changed = _written(given, fact)
            known = ledger.setdefault("facts", [])
            if fact is None:
                known.append(changed)
            else:
                known[[one["id"] for one in known].index(fact.id)] = changed
            save(desk, office, ledger, name="This fact")
        except UserError as error:
            return form(id, fact, given, error)
        return redirect(f"/incidents/{id}#fact-{changed['id']}", 303)

    @part.get("/new")
    def blank(id: str) -> AnyResponse:
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")
        return form(id, None, {"as_of": now, "tlp": Tlp.AMBER.value, "status": Status.SUSPECTED.value}, None)

    @part.post("/new")
    def added(id: str) -> AnyResponse:
        return written(id, None)

    @part.get("/<fact>")
    def shown(id: str, fact: str) -> AnyResponse:
        found = _found(office, id, fact)
        return form(id, found, dict(_values(found)), None)

    @part.post("/<fact>")
    def revised(id: str, fact: str) -> AnyResponse:
        return written(id, _found(office, id, fact))

    return part


def _found(office: Office, incident: str, id: str) -> Fact:
    fact = office.incidents.get(incident).ledger.fact(id)
    if fact is None:
        raise NotFoundError(
            f'There is no fact "{id}" in this ledger. Choose one on the page of the incident.'
        )
    return fact


def _values(fact: Fact) -> Iterator[tuple[str, str]]:
    """A fact as the form shows it."""
    for name in ("id", "category", "status", "credibility", "tlp", *PLAIN):
        yield name, str(getattr(fact, name) or "")
    yield "as_of", str(fact.as_of)
    yield "about_author", "yes" if fact.about_author else ""
    for name in ("type", "reliability", "name", "ref"):
        yield name, str(getattr(fact.source, name) or "")
    for name in ("supersedes", "conflicts_with", "release_to"):
        yield name, ", ".join(getattr(fact, name))


def _written(given: dict[str, str], fact: Fact | None) -> dict[str, Any]:
    """What the form says, over what the form does not show; a new status joins the history."""
    written: dict[str, Any] = fact.model_dump(mode="json", exclude_defaults=True) if fact else {}

    def put(name: str, value: object) -> None:
        written.pop(name, None)
        if value:
            written[name] = value

    put("id", fact.id if fact else given.get("id", "").strip())
    for name in ("category", "status", "credibility", "tlp", "as_of", *PLAIN):
        put(name, given.get(name, "").strip())
    put("about_author", "about_author" in given)
    for name in ("supersedes", "conflicts_with", "release_to"):
        put(name, [one.strip() for one in given.get(name, "").split(",") if one.strip()])
    source = {name: given.get(name, "").strip() for name in ("type", "reliability", "name", "ref")}
    put("source", {name: value for name, value in source.items() if value})
    if fact is None or written.get("status") != fact.status.value:
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        why = given.get("why", "").strip()
        step = {"status": written.get("status"), "at": at, "by": person().shown} | (
            {"why": why} if why else {}
        )
        written["history"] = [*written.get("history", []), step]
    return written
