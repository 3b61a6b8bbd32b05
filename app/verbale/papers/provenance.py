"""Where the words of a slot come from, in a few lines for its reader."""

from verbale.model.draft import Slot
from verbale.model.evidence import SourceType
from verbale.model.fact import Fact
from verbale.model.ledger import Ledger


def provenance(ledger: Ledger, slot: Slot) -> str:
    """Status, time, source, grading and label of what a slot rests on; never the number of a report."""
    fact = ledger.fact(slot.fact)
    if fact is not None:
        return _of_fact(ledger, fact)
    measure = next((one for one in ledger.measures if one.id == slot.fact), None)
    if measure is not None:
        return f"Measure {measure.id}: {measure.kind}, {measure.state}. {measure.tlp}."
    decision = next((one for one in ledger.decisions if one.id == slot.fact), None)
    if decision is not None:
        return f"Decision {decision.id}: by {decision.decided_by}, {decision.decided_at}. {decision.tlp}."
    return f"{slot.fact} is not in the ledger."


def _of_fact(ledger: Ledger, fact: Fact) -> str:
    source = fact.source
    hidden = source.name is None or source.type is SourceType.ANONYMOUS
    named = f"Source: {source.type}" if hidden else f"Source: {source.name} ({source.type})"
    said = f"Said by {ledger.name_of(fact.said_by)}." if fact.said_by else ""
    status = fact.status.replace("_", " ")
    parts = [
        f"Fact {fact.id}, revision {fact.revision}: {status}, as of {fact.as_of}.",
        said,
        f"{named}, graded {source.reliability}{fact.credibility}.",
        f"Limits: {fact.limits}" if fact.limits else "",
        f"{fact.tlp}.",
    ]
    return " ".join(part for part in parts if part)
