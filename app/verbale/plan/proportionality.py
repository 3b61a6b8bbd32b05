"""A proposed measure against the act that it answers, axis by axis; never one number for all.

Whether a measure is lawful and fitting is for people to say. What is given here is what they would ask:
which axis has nothing under it, where the measure reaches further than the act, which steps are missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from verbale.model.clearance import ClearanceOutcome, Role
from verbale.model.decision import Decision, DecisionKind
from verbale.model.digest import text_hash
from verbale.model.errors import UserError
from verbale.model.ledger import Ledger
from verbale.model.measure import Measure, MeasureKind
from verbale.model.status import Status
from verbale.model.tlp import Tlp
from verbale.model.weighing import NEEDED, Axis, LegalClass, Level, Step, StepDone, Weight
from verbale.model.when import When
from verbale.plan.records import Records

PAIRS = (
    (Axis.BREADTH, Axis.SCOPE),
    (Axis.MEASURE_DURATION, Axis.DURATION),
    (Axis.REVERSIBILITY, Axis.IMPACT),
    (Axis.SPILLOVER, Axis.SCALE),
)
"""Each axis of a measure with the axis of the act that it is held against."""
BOUNDS = {
    "legal_basis": "the law on which it rests",
    "expires_at": "when it ends unless renewed",
    "off_ramp": "what would end it early",
    "review_at": "when it is looked at again",
}
_ANY_TIME = When.parse("2000")
_SUPPOSED = Decision(
    id="supposed",
    kind=DecisionKind.ATTRIBUTION,
    clause="supposed for the question what would change",
    decided_by="nobody",
    decided_at=_ANY_TIME,
    tlp=Tlp.RED,
)


@dataclass(frozen=True, slots=True)
class AxisState:
    """One axis: its level, where it counts, and what it rests on."""

    axis: Axis
    level: Level | None
    facts: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Compared:
    """An axis of the measure held against one of the act: ``within``, ``further`` or ``not assessed``."""

    of_measure: Axis
    of_act: Axis
    outcome: str


@dataclass(frozen=True, slots=True)
class Weighing:
    """What stands for and against putting a measure to those who decide.

    ``turns_on`` are the single inputs any one of which would change whether it is held back. ``cleared_by``
    is whoever in the role legal has cleared the very report with this ``hash``.
    """

    measure: str
    title: str
    mark: str | None
    legal_class: LegalClass | None
    axes: tuple[AxisState, ...]
    compared: tuple[Compared, ...]
    open_points: tuple[str, ...]
    turns_on: tuple[str, ...]
    releasable: bool
    hash: str
    cleared_by: str | None

    @property
    def held_back(self) -> bool:
        """True while a point is open."""
        return bool(self.open_points)


def weighing(measure_id: str, ledger: Ledger, records: Records) -> Weighing:
    """The weighing of one measure; raises UserError when the ledger has none of this id."""
    measure = next((one for one in ledger.measures if one.id == measure_id), None)
    if measure is None:
        ids = ", ".join(one.id for one in ledger.measures) or "none is recorded"
        raise UserError(f'There is no measure "{measure_id}" in the ledger. Choose one of: {ids}.')
    points = tuple(_open_points(measure, ledger))
    axes = tuple(_axis(axis, measure, ledger) for axis in Axis)
    hash = text_hash("\n".join((measure.model_dump_json(), *map(repr, axes), *points)))
    legal = [one for one in records.clearances_of(hash) if one.role is Role.LEGAL]
    cleared = legal[-1].by if legal and legal[-1].outcome is ClearanceOutcome.CLEARED else None
    return Weighing(
        measure=measure.id,
        title=measure.clause,
        mark=ledger.incident.exercise_mark,
        legal_class=measure.legal_class,
        axes=axes,
        compared=tuple(_compared(measure, ledger)),
        open_points=points,
        turns_on=tuple(_turns_on(measure, ledger)),
        releasable=is_releasable(measure),
        hash=hash,
        cleared_by=cleared,
    )


def is_releasable(measure: Measure) -> bool:
    """True when it has an end and a way out; nothing else may be told of in a text."""
    return measure.expires_at is not None and measure.off_ramp is not None


def _axis(axis: Axis, measure: Measure, ledger: Ledger) -> AxisState:
    weight = _weight(axis, measure)
    if weight is None:
        return AxisState(axis, None, (), "not assessed")
    if not _stands(weight, ledger):
        return AxisState(axis, None, weight.facts, f"{weight.level}, but no known fact is under it")
    return AxisState(axis, weight.level, weight.facts, weight.why or str(weight.level))


def _weight(axis: Axis, measure: Measure) -> Weight | None:
    return next((one for one in measure.weights if one.axis is axis), None)


def _stands(weight: Weight, ledger: Ledger) -> bool:
    """True when the level counts: of the act only with known facts under it, all of them standing."""
    known = {fact.id for fact in ledger.facts_with(status=Status.KNOWN)}
    return weight.axis.is_of_measure or (bool(weight.facts) and set(weight.facts) <= known)


def _compared(measure: Measure, ledger: Ledger) -> Iterator[Compared]:
    for of_measure, of_act in PAIRS:
        mine, theirs = _axis(of_measure, measure, ledger).level, _axis(of_act, measure, ledger).level
        if mine is None or theirs is None:
            yield Compared(of_measure, of_act, "not assessed")
        else:
            yield Compared(of_measure, of_act, "further" if mine.rank > theirs.rank else "within")


def _open_points(measure: Measure, ledger: Ledger) -> Iterator[str]:
    for field, meaning in BOUNDS.items():
        if getattr(measure, field) is None:
            yield f"It does not say {meaning} ({field})."
    if measure.legal_class is None:
        yield "Its class in law is not recorded (legal_class)."
    else:
        for step in _missing(measure, ledger):
            yield f"A step is missing for a measure of the class {measure.legal_class}: {step.meaning}"
    if measure.kind is MeasureKind.RESTRICTIVE and ledger.attribution is None:
        yield "It restricts somebody, and no attribution has been decided."
    if measure.legal_class is LegalClass.COUNTERMEASURE and measure.reversibility is None:
        yield "It does not say whether it can be undone (reversibility; article 49 (3))."
    for one in _compared(measure, ledger):
        pair = f"{_word(one.of_measure)} against the act's {_word(one.of_act)}"
        if one.outcome == "further":
            yield f"It reaches further than the act: {pair}."
        elif one.outcome == "not assessed":
            yield f"It cannot be compared yet: {pair}."


def _missing(measure: Measure, ledger: Ledger) -> Iterator[Step]:
    done = {one.step for one in measure.steps}
    if ledger.attribution is not None:
        done.add(Step.ATTRIBUTION)
    else:
        done.discard(Step.ATTRIBUTION)  # only a decision that stands is one
    needed = NEEDED[measure.legal_class] if measure.legal_class else ()
    yield from (step for step in needed if step not in done)


def _turns_on(measure: Measure, ledger: Ledger) -> Iterator[str]:
    """Single inputs that would change whether the measure is held back."""
    held = any(_open_points(measure, ledger))
    for words, changed, facts in _variations(measure, ledger):
        if any(_open_points(changed, facts)) is not held:
            yield f"{words}: then it would {'no longer be' if held else 'be'} held back"


def _variations(measure: Measure, ledger: Ledger) -> Iterator[tuple[str, Measure, Ledger]]:
    levels = list(Level)
    for index, weight in enumerate(measure.weights):
        for level in levels:
            if abs(level.rank - weight.level.rank) == 1:
                other = weight.model_copy(update={"level": level})
                weights = (*measure.weights[:index], other, *measure.weights[index + 1 :])
                words = f"{_word(weight.axis)} {level} instead of {weight.level}"
                yield words, measure.model_copy(update={"weights": weights}), ledger
    for id in dict.fromkeys(id for weight in measure.weights for id in weight.facts):
        fact = ledger.fact(id)
        if fact is not None:
            status = Status.SUSPECTED if fact.status is Status.KNOWN else Status.KNOWN
            facts = tuple(
                one.model_copy(update={"status": status}) if one.id == id else one for one in ledger.facts
            )
            words = f"{id} {status} instead of {fact.status.replace('_', ' ')}"
            yield words, measure, ledger.model_copy(update={"facts": facts})
    for field, meaning in BOUNDS.items():
        given = getattr(measure, field)
        supplied = _ANY_TIME if field.endswith("_at") else "recorded"
        words = f"{field} ({meaning}) {'recorded' if given is None else 'taken away'}"
        yield words, measure.model_copy(update={field: supplied if given is None else None}), ledger
    for step in NEEDED[measure.legal_class] if measure.legal_class else ():
        if step is not Step.ATTRIBUTION:
            without = tuple(one for one in measure.steps if one.step is not step)
            taken = len(without) < len(measure.steps)
            steps = without if taken else (*without, StepDone(step=step, at=_ANY_TIME))
            words = f"the step {step} {'not taken' if taken else 'taken'}"
            yield words, measure.model_copy(update={"steps": steps}), ledger
    if (decision := ledger.attribution) is not None:
        left = tuple(one for one in ledger.decisions if one.id != decision.id)
        yield "no decision on attribution", measure, ledger.model_copy(update={"decisions": left})
    else:
        supposed = (*ledger.decisions, _SUPPOSED)
        yield "attribution decided", measure, ledger.model_copy(update={"decisions": supposed})


def _word(axis: Axis) -> str:
    return axis.value.removeprefix("measure_")
