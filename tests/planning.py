"""A stage and its gates for the tests of planning: the sample incident, with papers of one's own."""

from datetime import UTC, datetime
from typing import Any

from verbale.draft import find_template, render
from verbale.model.clearance import Clearance, Role, Waiver
from verbale.model.digest import text_hash
from verbale.model.draft import Draft
from verbale.model.finding import Family, Finding, Severity
from verbale.model.ledger import Ledger
from verbale.model.release import Release
from verbale.model.span import Span
from verbale.model.when import When
from verbale.plan import GateState, Prepared, Records, StageState, stage_state

NOW = datetime(2031, 5, 7, 13, 30, tzinfo=UTC)
EARLIER = When.parse("2031-05-07T13:05Z")


def state(
    template: str,
    ledger: Ledger,
    records: Records | None = None,
    *,
    draft: Draft | None = None,
    findings: tuple[Finding, ...] = (),
    now: datetime = NOW,
) -> StageState:
    """The stage of a template with its fresh text, or with ``draft``, and what the linter is to have said."""
    found = find_template(template)
    fresh = render(found, ledger).draft
    letter = next((one for one in ledger.correspondence if one.id == fresh.correspondence), None)
    prepared = Prepared(found, letter, draft, fresh, "", findings)
    return stage_state(prepared, ledger, records or Records(), now=now)


def gate(id: str, template: str, ledger: Ledger, *args: Any, **given: Any) -> GateState:
    """One gate of the stage."""
    return next(one for one in state(template, ledger, *args, **given).gates if one.gate == id)


def clearance(draft: Draft, role: Role, by: str, **given: Any) -> Clearance:
    """A sign-off of the draft's exact text."""
    fields = {
        "id": f"c-{role}-{by[0]}",
        "text_hash": text_hash(draft.text),
        "role": role,
        "by": by,
        "at": EARLIER,
    }
    return Clearance(**(fields | given))


def waiver(draft: Draft, rule: str, span: Span) -> Waiver:
    """A reason given for one place of the draft's exact text."""
    return Waiver(
        rule=rule,
        span=span,
        found=span.of(draft.text) or "text",
        text_hash=text_hash(draft.text),
        reason="agreed on the telephone",
        by="Ada",
        at=EARLIER,
    )


def finding(draft: Draft, words: str, rule: str, severity: Severity = Severity.ERROR) -> Finding:
    """What the linter would say of the first such words of the draft."""
    start = draft.text.index(words)
    return Finding(
        rule=rule,
        family=Family(rule.partition("/")[0]),
        severity=severity,
        span=Span(start, start + len(words)),
        line=1,
        column=1,
        text=words,
        message="",
        remedy="",
    )


def released(draft: Draft, id: str = "r1", **given: Any) -> Release:
    """The draft as it went out."""
    fields: dict[str, Any] = {
        "id": id,
        "incident": draft.incident,
        "template": draft.template,
        "correspondence": draft.correspondence,
        "audience": draft.audience,
        "text": draft.text,
        "text_hash": text_hash(draft.text),
        "ledger_hash": draft.ledger_hash,
        "slots": draft.slots,
        "released_at": EARLIER,
        "released_by": "Ada",
    }
    return Release(**(fields | given))
