"""The audit trail, for everybody at the desk to read and to prove."""

from flask import Blueprint, render_template, request

from verbale.records.office import Office
from verbale.records.values import Verdict
from verbale.web.signing import person

AT_ONCE = 50


def audit(office: Office) -> Blueprint:
    """``/audit``: the latest entries first, and a button that checks them all."""
    part = Blueprint("audit", __name__)

    def page(verdict: Verdict | None = None) -> str:
        incident = request.args.get("incident") or None
        before = request.args.get("before", type=int)
        entries = office.trail.entries(by=person(), incident=incident, before=before, limit=AT_ONCE)
        return render_template(
            "audit.html",
            entries=entries,
            incident=incident,
            incidents=office.incidents.cards(),
            head=office.trail.head(),
            more=len(entries) == AT_ONCE and entries[-1].seq > 1,
            verdict=verdict,
        )

    @part.get("/audit")
    def entries() -> str:
        return page()

    @part.post("/audit")
    def verified() -> str:
        return page(office.trail.verify())

    return part
