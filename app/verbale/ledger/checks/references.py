"""Entries that point to one another."""

from collections.abc import Iterator

from verbale.ledger.problem import Place, Problem, shown
from verbale.model.ledger import Ledger


def check_ids(ledger: Ledger) -> Iterator[Problem]:
    """Every id stands for one entry of the whole ledger."""
    first: dict[str, Place] = {}
    for place, id in _ids(ledger):
        if id in first:
            taken = Problem(first[id], "", "").path
            message = f"The id {shown(id)} is taken by {taken}."
            yield Problem(place, message, "Give one of the two another id.", value=id)
        elif id:
            first[id] = place


def check_references(ledger: Ledger) -> Iterator[Problem]:
    """Every id that is referred to exists, and is of the right kind."""
    ids = {
        "fact": dict.fromkeys(fact.id for fact in ledger.facts),
        "actor": dict.fromkeys(actor.id for actor in ledger.actors),
        "decision": dict.fromkeys(decision.id for decision in ledger.decisions),
    }
    known = {kind: _listed(kind, [id for id in entries if id]) for kind, entries in ids.items()}
    for place, kind, id in _references(ledger):
        if id is not None and id not in ids[kind]:
            yield Problem(place, f"There is no {kind} {shown(id)}.", known[kind], value=id)


def check_succession(ledger: Ledger) -> Iterator[Problem]:
    """No fact contradicts or replaces itself, directly or round about."""
    replaces = {fact.id: fact.supersedes for fact in ledger.facts if fact.id}
    for index, fact in enumerate(ledger.facts):
        if fact.id in fact.conflicts_with:
            place = ("facts", index, "conflicts_with")
            yield Problem(place, "The fact contradicts itself.", "Name the other fact.", value=fact.id)
        if fact.id and fact.id in _reached(fact.id, replaces):
            place = ("facts", index, "supersedes")
            yield Problem(
                place, "The fact replaces itself.", "Only the later fact supersedes.", value=fact.id
            )


def _listed(kind: str, ids: list[str]) -> str:
    if not ids:
        return f"No {kind} is recorded; add it first."
    more = ", ..." if len(ids) > 20 else ""
    return f"Known ids: {', '.join(ids[:20])}{more}."


def _reached(start: str, replaces: dict[str, tuple[str, ...]]) -> set[str]:
    reached: set[str] = set()
    ahead = list(replaces[start])
    while ahead:
        id = ahead.pop()
        if id not in reached:
            reached.add(id)
            ahead.extend(replaces.get(id, ()))
    return reached


def _ids(ledger: Ledger) -> Iterator[tuple[Place, str]]:
    listed = {
        "actors": [actor.id for actor in ledger.actors],
        "facts": [fact.id for fact in ledger.facts],
        "decisions": [decision.id for decision in ledger.decisions],
        "measures": [measure.id for measure in ledger.measures],
        "correspondence": [exchange.id for exchange in ledger.correspondence],
    }
    for name, ids in listed.items():
        for index, id in enumerate(ids):
            yield (name, index, "id"), id
    if ledger.incident:
        for index, hypothesis in enumerate(ledger.incident.hypotheses):
            yield ("incident", "hypotheses", index, "id"), hypothesis.id
        for index, released in enumerate(ledger.incident.released_texts):
            yield ("incident", "released_texts", index, "id"), released.id
        for index, correction in enumerate(ledger.incident.corrections):
            yield ("incident", "corrections", index, "id"), correction.id


def _references(ledger: Ledger) -> Iterator[tuple[Place, str, str | None]]:
    for index, fact in enumerate(ledger.facts):
        place: Place = ("facts", index)
        yield (*place, "actor"), "actor", fact.actor
        yield from _each((*place, "conflicts_with"), "fact", fact.conflicts_with)
        yield from _each((*place, "supersedes"), "fact", fact.supersedes)
    for index, actor in enumerate(ledger.actors):
        yield ("actors", index, "state"), "actor", actor.state
    for index, decision in enumerate(ledger.decisions):
        yield ("decisions", index, "actor"), "actor", decision.actor
        yield from _each(("decisions", index, "facts"), "fact", decision.facts)
    for index, measure in enumerate(ledger.measures):
        yield ("measures", index, "decision"), "decision", measure.decision
        yield from _each(("measures", index, "towards"), "actor", measure.towards)
        for number, weight in enumerate(measure.weights):
            yield from _each(("measures", index, "weights", number, "facts"), "fact", weight.facts)
    for index, exchange in enumerate(ledger.correspondence):
        yield ("correspondence", index, "addressee_state"), "actor", exchange.addressee_state
        for number, answer in enumerate(exchange.answers):
            yield from _each(("correspondence", index, "answers", number, "facts"), "fact", answer.facts)
    if ledger.issuer:
        yield ("issuer", "state"), "actor", ledger.issuer.state
    if ledger.incident:
        for index, hypothesis in enumerate(ledger.incident.hypotheses):
            place = ("incident", "hypotheses", index)
            yield from _each((*place, "actors"), "actor", hypothesis.actors)
            yield from _each((*place, "supported_by"), "fact", hypothesis.supported_by)
            yield from _each((*place, "contradicted_by"), "fact", hypothesis.contradicted_by)
            yield from _each((*place, "neutral"), "fact", hypothesis.neutral)
        for index, released in enumerate(ledger.incident.released_texts):
            yield from _each(("incident", "released_texts", index, "facts"), "fact", released.facts)
        for index, correction in enumerate(ledger.incident.corrections):
            yield from _each(("incident", "corrections", index, "right"), "fact", correction.right)


def _each(place: Place, kind: str, ids: tuple[str, ...]) -> Iterator[tuple[Place, str, str]]:
    for index, id in enumerate(ids):
        yield (*place, index), kind, id
