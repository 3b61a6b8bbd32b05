"""The incident, who speaks, and what was decided."""

from collections.abc import Iterator

from verbale.ledger.problem import Place, Problem, shown
from verbale.model.cause import CauseClass
from verbale.model.decision import DecisionKind
from verbale.model.hypothesis import HypothesisKind
from verbale.model.issuer import Audience
from verbale.model.ledger import Ledger
from verbale.model.when import When
from verbale.model.yardstick import Yardstick


def check_likelihoods(ledger: Ledger) -> Iterator[Problem]:
    """Every likelihood is a term of the incident's one yardstick."""
    yardstick = ledger.incident.yardstick if ledger.incident else Yardstick.ICD203
    places: list[tuple[Place, str | None]] = [
        (("facts", index, "likelihood"), fact.likelihood) for index, fact in enumerate(ledger.facts)
    ]
    if ledger.incident:
        hypotheses = enumerate(ledger.incident.hypotheses)
        places += [(("incident", "hypotheses", i, "likelihood"), h.likelihood) for i, h in hypotheses]
    for place, likelihood in places:
        if likelihood and not yardstick.term(likelihood):
            terms = ", ".join(term.words[0] for term in yardstick.terms)
            message = f"{shown(likelihood)} is not a term of the yardstick {yardstick}."
            yield Problem(place, message, f"Choose one of: {terms}.", value=likelihood)


def check_incident(ledger: Ledger) -> Iterator[Problem]:
    """Times in order, a severity on its scale, and several explanations held open."""
    incident = ledger.incident
    if not incident:
        return
    yield from _in_order(("incident", "ended_at"), incident.started_at, incident.ended_at, "began")
    yield from _in_order(("incident", "aware_at"), incident.started_at, incident.aware_at, "began")
    severity = incident.severity
    if severity and severity.scale and severity.value:
        values = severity.scale.values
        if values and severity.value not in values:
            message = f"{shown(severity.value)} is not on the scale {severity.scale}."
            remedy = f"Choose one of: {', '.join(values)}."
            yield Problem(("incident", "severity", "value"), message, remedy, value=severity.value)
    for index, hypothesis in enumerate(incident.hypotheses):
        if hypothesis.open is False and not hypothesis.closed_because:
            place = ("incident", "hypotheses", index)
            yield Problem(place, "The hypothesis is closed without a reason.", "Add closed_because.")
    if incident.cause_class is CauseClass.UNDETERMINED:
        yield from _open_minded({h.kind for h in incident.hypotheses if h.open}, len(incident.hypotheses))
    if not incident.ended_at and not incident.next_update_at:
        message = "The incident is open, and no time is set for the next update."
        yield Problem(("incident",), message, "Add next_update_at.", warning=True)


def check_corrections(ledger: Ledger) -> Iterator[Problem]:
    """Every correction quotes a released text exactly."""
    if not ledger.incident:
        return
    texts = {released.id: released.text for released in ledger.incident.released_texts}
    for index, correction in enumerate(ledger.incident.corrections):
        place: Place = ("incident", "corrections", index)
        if correction.released not in texts:
            message = f"There is no released text {shown(correction.released)}."
            remedy = f"Choose one of: {', '.join(texts) or 'none is recorded'}."
            yield Problem((*place, "released"), message, remedy, value=correction.released)
        elif correction.wrong not in (texts[correction.released] or ""):
            message = f"The wrong words do not stand in the released text {shown(correction.released)}."
            yield Problem((*place, "wrong"), message, "Copy them exactly.", value=correction.wrong)


def check_issuer(ledger: Ledger) -> Iterator[Problem]:
    """Somebody can be asked."""
    if not ledger.issuer:
        return
    for index, contact in enumerate(ledger.issuer.contacts):
        if not (contact.email or contact.phone or contact.url):
            place = ("issuer", "contacts", index)
            yield Problem(place, "The contact cannot be reached.", "Add email, phone or url.")
    if not ledger.issuer.contact_for(Audience.PRESS):
        message = "There is no contact for the press."
        yield Problem(("issuer",), message, "Add one to contacts with audience: press.", warning=True)


def check_decisions(ledger: Ledger) -> Iterator[Problem]:
    """An attribution says of whom and what; a measure ends after it starts."""
    for index, decision in enumerate(ledger.decisions):
        lacking = [name for name in ("actor", "relation") if getattr(decision, name) is None]
        if decision.kind is DecisionKind.ATTRIBUTION and lacking:
            message = f"The attribution lacks {' and '.join(lacking)}."
            yield Problem(("decisions", index), message, "Say whom it holds responsible, and for what.")
    for index, measure in enumerate(ledger.measures):
        yield from _in_order(
            ("measures", index, "expires_at"), measure.starts_at, measure.expires_at, "starts"
        )


def _in_order(place: Place, earlier: When | None, later: When | None, verb: str) -> Iterator[Problem]:
    if earlier and later and later.surely_before(earlier):
        yield Problem(
            place, f"{later} is before it {verb}, {earlier}.", "Correct one of the two.", value=str(later)
        )


def _open_minded(kinds: set[HypothesisKind], count: int) -> Iterator[Problem]:
    place: Place = ("incident", "hypotheses")
    if count < 3:
        message = f"The cause is undetermined, and {count or 'no'} hypotheses are recorded."
        yield Problem(place, message, "Keep at least three open.", warning=True)
    for kind in (HypothesisKind.CRIMINAL, HypothesisKind.NON_MALICIOUS):
        if kind not in kinds:
            message = f"The cause is undetermined, and no {kind.replace('_', '-')} hypothesis is open."
            yield Problem(place, message, f"Add one with kind: {kind}, or say why not.", warning=True)
