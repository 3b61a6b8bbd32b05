"""What must hold when an incident is replayed: of every incident, and of each its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.scenarios.own import OWN
from benchmarks.scenarios.replay import Seen, signed

from verbale.desk import Desk
from verbale.model.actor import Actor, ActorKind, ActorRole
from verbale.model.category import Category
from verbale.model.decision import Decision, DecisionKind
from verbale.model.finding import Severity
from verbale.model.responsibility import Relation
from verbale.model.status import Status
from verbale.model.tlp import Tlp
from verbale.model.when import When
from verbale.plan import Records, StageState

MUST_OPEN = (
    "public/reactive-line",
    "public/holding",
    "public/update",
    "public/advisory",
    "public/attribution-status",
    "diplomatic/early-notification",
    "diplomatic/request",
    "diplomatic/demarche",
    "diplomatic/lines-to-take",
)
"""With every sign-off given, and once the state concerned has been written to."""
MUST_STAY_CLOSED = {
    "public/closing": "ended_at",
    "public/after-action": "ended_at",
    "diplomatic/closure-note": "ended_at",
    "diplomatic/response": "answers",
    "diplomatic/joint-statement": "joined_by",
    "diplomatic/advance-disclosure": "measures",
}
"""And what each still needs."""
SPOKEN_OF = (ActorRole.CONCERNED, ActorRole.CLAIMANT)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that must hold, and what stands against it."""

    scenario: str
    what: str
    problems: tuple[str, ...]
    own: bool
    """True for what the incident's own list asks, false for what is asked of every incident."""


def held(outcome: Outcome) -> bool:
    """True when nothing stands against it."""
    return not outcome.problems


def outcomes(desk: Desk, replayed: list[Seen]) -> list[Outcome]:
    """Every check on one incident."""
    id = replayed[0].scenario.id
    general = [
        Outcome(id, what, tuple(f"{one.snapshot}: {p}" for one in replayed for p in check(desk, one)), False)
        for what, check in GENERAL.items()
    ]
    own = [Outcome(id, what, tuple(check(desk, replayed)), True) for what, check in OWN.get(id, {}).items()]
    return general + own


NEEDS_A_FINDING = (
    "public/advisory",
    "diplomatic/early-notification",
    "diplomatic/request",
    "diplomatic/demarche",
)
"""What waits while there is nothing but a report of others."""
GROUND = (
    Category.EFFECT,
    Category.SCOPE,
    Category.IMPACT,
    Category.TIMELINE,
    Category.VECTOR,
    Category.TECHNICAL,
)


def must_be_open(desk: Desk, seen: Seen) -> Iterator[str]:
    """Every stage that a desk needs while an incident runs."""
    firm = (Status.KNOWN, Status.SUSPECTED)
    found = any(one.status in firm and not one.said_by for one in seen.ledger.facts_with(*GROUND))
    due = [id for id in MUST_OPEN if found or id not in NEEDS_A_FINDING]
    for state in (one for one in seen.after if one.id in due):
        if state.text_hash is None:
            yield f"{state.id} cannot be filled: {' '.join(state.lacking.split())}"
        for gate in state.closed if state.text_hash else ():
            yield f"{state.id} is closed by {gate.gate}: {gate.why}"


def must_be_closed(desk: Desk, seen: Seen) -> Iterator[str]:
    for id, need in MUST_STAY_CLOSED.items():
        for state in (one for one in seen.after if one.id == id):
            if state.open or need not in state.lacking:
                yield f"{id} should wait for {need}"


def passes_the_linter(desk: Desk, seen: Seen) -> Iterator[str]:
    for (id, to), text in seen.texts.items():
        for finding in text.findings:
            if finding.severity is not Severity.INFO:
                yield f"{id}{f' to {to}' if to else ''}: {finding.rule} on “{finding.text}”"


def names_no_author(desk: Desk, seen: Seen) -> Iterator[str]:
    for state in (one for one in seen.after if one.text_hash):
        for gate in state.closed:
            if gate.gate in ("decision-recorded", "nobody-named-while-contested"):
                yield f"{state.id}: {gate.why}"


def a_named_author_is_held_back(desk: Desk, seen: Seen) -> Iterator[str]:
    """A sentence that names somebody as the author, put into the update, closes it."""
    update = seen.statement
    for actor in spoken_of(seen):
        sentence = f"{actor.called} was behind {seen.ledger.incident.in_text}."
        changed = update.model_copy(update={"text": f"{update.text}\n{sentence}\n"})
        records = Records(clearances=signed(changed, seen.now), releases=seen.records.releases)
        state = desk.check(changed, seen.ledger, records, now=seen.now)
        if "decision-recorded" not in {gate.gate for gate in state.closed}:
            yield f"“{sentence}” goes through"


def a_hasty_decision_is_held_back(desk: Desk, seen: Seen) -> Iterator[str]:
    """Even with a decision, a state is not named on the evidence that there was."""
    for actor in (one for one in spoken_of(seen) if one.kind is ActorKind.STATE):
        state = attributed(desk, seen, actor)
        if "evidence-sufficient" not in {gate.gate for gate in state.closed}:
            yield f"an attribution to {actor.called} would go out"


def attributed(desk: Desk, seen: Seen, actor: Actor) -> StageState:
    """The attribution status as it would stand had somebody decided that day to name an actor."""
    decision = Decision(
        id="d-hasty",
        kind=DecisionKind.ATTRIBUTION,
        clause=f"{actor.called} is held responsible for {seen.ledger.incident.in_text}",
        decided_by="the Government",
        decided_at=When.at(seen.now),
        actor=actor.id,
        relation=Relation.EXECUTED,
        facts=tuple(fact.id for fact in seen.ledger.facts_with() if fact.actor == actor.id),
        tlp=Tlp.CLEAR,
    )
    ledger = seen.ledger.model_copy(update={"decisions": (decision,)})
    draft = desk.draft("public/attribution-status", ledger).draft
    records = Records(clearances=signed(draft, seen.now), releases=seen.records.releases)
    return desk.check(draft, ledger, records, now=seen.now)


def spoken_of(seen: Seen) -> tuple[Actor, ...]:
    """The actors who have been spoken of as possible authors."""
    return tuple(actor for actor in seen.ledger.actors if actor.role in SPOKEN_OF)


GENERAL: dict[str, Callable[[Desk, Seen], Iterator[str]]] = {
    "what must be open renders, and every gate opens once the roles have signed": must_be_open,
    "what must be closed is closed, for the stated reason": must_be_closed,
    "every text that renders passes the linter": passes_the_linter,
    "no text names a state or a group as author": names_no_author,
    "a sentence that names an author is held back for want of a decision": a_named_author_is_held_back,
    "a decision taken that day is held back for want of evidence": a_hasty_decision_is_held_back,
}
