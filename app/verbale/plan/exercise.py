"""Playing an exercise against the plan: injects change the ledger, and the gates answer each attempt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from verbale.model.category import Category
from verbale.model.clearance import Clearance
from verbale.model.digest import text_hash
from verbale.model.draft import Draft
from verbale.model.errors import UserError
from verbale.model.evidence import Source, SourceType
from verbale.model.exercise import Attempt, Exercise, Inject, InjectKind
from verbale.model.fact import Fact
from verbale.model.ledger import Ledger
from verbale.model.release import Release
from verbale.model.responsibility import Gravity, Relation
from verbale.model.status import Status, StatusChange
from verbale.model.tlp import Tlp
from verbale.plan.records import Records
from verbale.plan.stages import StageState

Fill = Callable[[str, Ledger, str | None], Draft]
"""A template's draft from a ledger, to a correspondence or to all; raises UserError where it cannot be."""
Check = Callable[[Draft, Ledger, Records, datetime], StageState]


@dataclass(frozen=True, slots=True)
class Event:
    """What happened at one time: an inject, or an attempt that was released or held back.

    ``reasons`` say which gates held it back; after an inject they name the releases that it touches.
    """

    at: datetime
    what: str
    outcome: str
    release: str | None = None
    text: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Played:
    """An exercise as it went; ``mark`` stands in every report of it."""

    title: str
    mark: str
    events: tuple[Event, ...]

    @property
    def released(self) -> tuple[Event, ...]:
        """What went out, in order."""
        return tuple(event for event in self.events if event.release)


def play(exercise: Exercise, ledger: Ledger, *, fill: Fill, check: Check) -> Played:
    """Plays injects and attempts in order of time; at one time injects come first.

    Raises UserError when the incident is not marked as an exercise, or an inject names what there is not.
    """
    mark = ledger.incident.exercise_mark
    if mark is None:
        raise UserError(
            f"{ledger.incident.id} is not marked as an exercise. Set incident.exercise: true in a ledger of "
            "its own; nothing is played on the ledger of a real incident."
        )
    steps: list[Inject | Attempt] = [*exercise.injects, *exercise.attempts]
    steps.sort(key=lambda step: (step.at.earliest, isinstance(step, Attempt)))
    events: list[Event] = []
    releases: tuple[Release, ...] = ()
    for number, step in enumerate(steps, start=1):
        if isinstance(step, Inject):
            ledger = _injected(step, ledger, f"inject-{number}")
            events.append(_event(step, releases))
        else:
            event, release = _tried(step, exercise, ledger, releases, fill, check)
            events.append(event)
            releases = (*releases, release) if release else releases
    return Played(exercise.title, mark, tuple(events))


def _event(inject: Inject, releases: tuple[Release, ...]) -> Event:
    touched = [one.id for one in releases if any(slot.fact == inject.fact for slot in one.slots)]
    words = {
        InjectKind.LEAK: f"Leak: {inject.by} reports that {inject.says}.",
        InjectKind.ACCUSATION: f"Accusation: {inject.by} states that {inject.says}.",
        InjectKind.REFUTED: f"Refuted: {inject.fact} ({inject.why}).",
    }
    reasons = tuple(f"{id} rests on it and has to be corrected" for id in touched)
    return Event(inject.at.earliest, words[inject.kind], "inject", reasons=reasons)


def _injected(inject: Inject, ledger: Ledger, id: str) -> Ledger:
    if inject.actor is not None and ledger.actor(inject.actor) is None:
        raise UserError(
            f'An inject names the actor "{inject.actor}", who is not in the ledger. Add one there.'
        )
    if inject.kind is not InjectKind.REFUTED:
        return ledger.model_copy(update={"facts": (*ledger.facts, _said(inject, id))})
    fact = ledger.fact(inject.fact or "")
    if fact is None:
        raise UserError(f'An inject refutes "{inject.fact}", which is not in the ledger. Name a fact in it.')
    change = StatusChange(status=Status.REFUTED, at=inject.at, why=inject.why)
    refuted = fact.model_copy(
        update={
            "status": Status.REFUTED,
            "history": (*fact.history, change),
            "as_of": inject.at,
            "revision": fact.revision + 1,
        }
    )
    facts = tuple(refuted if one.id == fact.id else one for one in ledger.facts)
    return ledger.model_copy(update={"facts": facts})


def _said(inject: Inject, id: str) -> Fact:
    leak = inject.kind is InjectKind.LEAK
    names = inject.actor is not None
    return Fact(
        id=id,
        category=Category.PRESS_CLAIM if leak else Category.STATEMENT,
        clause=inject.says,
        question="who is responsible" if names else None,
        about_author=names,
        actor=inject.actor,
        said_by=inject.by,
        relation=(inject.relation or Relation.EXECUTED) if names else None,
        gravity=Gravity.HIGH if names else None,
        status=Status.SUSPECTED if leak else Status.KNOWN,  # known: that it was said
        as_of=inject.at,
        source=Source(type=SourceType.PRESS if leak else SourceType.PARTNER),
        tlp=Tlp.CLEAR,
    )


def _tried(
    attempt: Attempt,
    exercise: Exercise,
    ledger: Ledger,
    releases: tuple[Release, ...],
    fill: Fill,
    check: Check,
) -> tuple[Event, Release | None]:
    now = attempt.at.earliest
    what = attempt.release + (f" to {attempt.to}" if attempt.to else "")
    if attempt.next_update_at:
        incident = ledger.incident.model_copy(update={"next_update_at": attempt.next_update_at})
        ledger = ledger.model_copy(update={"incident": incident})
    try:
        draft = fill(attempt.release, ledger, attempt.to)
    except UserError as error:
        return Event(now, what, "held back", reasons=(str(error),)), None
    hash = text_hash(draft.text)
    clearances = tuple(
        Clearance(id=f"c-{player.role}", text_hash=hash, role=player.role, by=player.name, at=attempt.at)
        for player in exercise.players
    )
    state = check(draft, ledger, Records(clearances=clearances, releases=releases), now)
    if not state.open:
        reasons = tuple(f"{gate.gate}: {gate.why}" for gate in state.closed)
        return Event(now, what, "held back", reasons=reasons), None
    release = Release(
        id=f"r{len(releases) + 1}",
        incident=draft.incident,
        template=draft.template,
        correspondence=draft.correspondence,
        language=draft.language,
        audience=draft.audience,
        text=draft.text,
        text_hash=hash,
        ledger_hash=draft.ledger_hash,
        slots=draft.slots,
        clearances=clearances,
        released_at=attempt.at,
        released_by="the players",
        next_update_at=ledger.incident.next_update_at,
    )
    return Event(now, what, "released", release.id, draft.text), release
