"""Which rung of the escalation ladder the ledger reaches, which facts set it, and who has activated it."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from verbale.model.clearance import Clearance, ClearanceOutcome, Role
from verbale.model.digest import text_hash
from verbale.model.errors import UserError
from verbale.model.fact import Fact
from verbale.model.ladder import Ladder, Rung, Threshold
from verbale.model.ledger import Ledger
from verbale.plan.records import Records
from verbale.resources import templates_folder

FILE = "escalation.toml"


@dataclass(frozen=True, slots=True)
class Met:
    """A threshold, whether it is met, and by what: facts, decisions, or words for a rating or a time."""

    says: str
    met: bool
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RungState:
    """A rung with its thresholds; ``reached`` when enough of them are met."""

    id: str
    title: str
    means: str
    needs: int
    thresholds: tuple[Met, ...]

    @property
    def reached(self) -> bool:
        """True when enough thresholds are met."""
        return sum(one.met for one in self.thresholds) >= self.needs


@dataclass(frozen=True, slots=True)
class Escalation:
    """The ladder as the ledger has it; ``mark`` is that of an exercise, else None.

    ``hash`` is what roles clear to activate the rung: it changes with the rung and with whatever sets it.
    """

    title: str
    mark: str | None
    rungs: tuple[RungState, ...]
    hash: str
    activated_by: tuple[tuple[Role, str], ...]
    lacking: tuple[Role, ...]

    @property
    def rung(self) -> RungState | None:
        """The highest rung that is reached, or None."""
        return next((rung for rung in reversed(self.rungs) if rung.reached), None)

    @property
    def active(self) -> bool:
        """True when every role has cleared the rung, each another person."""
        return self.rung is not None and not self.lacking


def read_ladder(house: Path | None = None) -> Ladder:
    """The ladder of a house's ``templates/escalation.toml``, or else the one that ships.

    Raises UserError naming file, field and remedy.
    """
    own = house / "templates" / FILE if house else None
    file = own if own and own.is_file() else templates_folder() / FILE
    try:
        return Ladder.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"{file}: the ladder cannot be read ({error}). Correct it at that place.") from None
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise UserError(
            f"{file}: this is no ladder ({wrong}). Give rungs with thresholds, and at least three roles in "
            "activated_by."
        ) from None


def escalation(ledger: Ledger, ladder: Ladder, records: Records, *, now: datetime) -> Escalation:
    """Where an incident stands on a ladder as of ``now``."""
    rungs = tuple(_state(rung, ledger, now) for rung in ladder.rungs)
    highest = next((rung for rung in reversed(rungs) if rung.reached), None)
    hash = text_hash(_told(ledger, highest))
    given = _cleared(records, hash, now)
    by = tuple((role, given[role].by) for role in ladder.activated_by if role in given)
    people = [person for _, person in by]
    lacking = tuple(
        role
        for role in ladder.activated_by
        if role not in given or people.count(given[role].by) > 1  # two roles are never one person
    )
    incident = ledger.incident
    return Escalation(incident.title, incident.exercise_mark, rungs, hash, by, lacking)


def _told(ledger: Ledger, rung: RungState | None) -> str:
    """What a role clears: the rung, and each fact that sets it as it stands."""
    if rung is None:
        return f"{ledger.incident.id}: no rung"
    lines = [f"{ledger.incident.id}: {rung.id}"]
    for threshold in rung.thresholds:
        for id in threshold.by:
            fact = ledger.fact(id)
            standing = f" {fact.status} revision {fact.revision}" if fact else ""
            lines.append(f"{threshold.says}: {id}{standing}")
    return "\n".join(lines)


def _cleared(records: Records, hash: str, now: datetime) -> dict[Role, Clearance]:
    """The last word of each role on this rung, where it is a clearance that has not lapsed."""
    last = {one.role: one for one in records.clearances_of(hash)}
    return {
        role: one
        for role, one in last.items()
        if one.outcome is ClearanceOutcome.CLEARED and (not one.expires_at or now < one.expires_at.latest)
    }


def _state(rung: Rung, ledger: Ledger, now: datetime) -> RungState:
    thresholds = tuple(_met(one, ledger, now) for one in rung.thresholds)
    return RungState(rung.id, rung.title, rung.means, rung.needs, thresholds)


def _met(threshold: Threshold, ledger: Ledger, now: datetime) -> Met:
    asked: list[tuple[str, ...]] = []
    if threshold.categories:
        facts = tuple(fact.id for fact in _facts(threshold, ledger))
        asked.append(facts if len(facts) >= threshold.least else ())
    if threshold.scale:
        asked.append(_rated(threshold, ledger))
    if threshold.hours is not None:
        asked.append(_lasted(threshold.hours, ledger, now))
    if threshold.decided:
        asked.append(
            tuple(d.id for d in ledger.decisions if d.kind is threshold.decided and d.revoked_at is None)
        )
    met = bool(asked) and all(asked)
    return Met(threshold.says, met, tuple(id for by in asked for id in by) if met else ())


def _facts(threshold: Threshold, ledger: Ledger) -> tuple[Fact, ...]:
    return tuple(
        fact
        for fact in ledger.facts_with(*threshold.categories)
        if fact.status in threshold.status and _counts(threshold, fact)
    )


def _counts(threshold: Threshold, fact: Fact) -> bool:
    if threshold.unit is None:
        return True
    lowest = [quantity.low for quantity in fact.quantities if quantity.unit == threshold.unit]
    return bool(lowest) and min(lowest) >= (threshold.at_least or 0)


def _rated(threshold: Threshold, ledger: Ledger) -> tuple[str, ...]:
    rating = ledger.incident.severity
    if rating is None or rating.scale is not threshold.scale or rating.value not in threshold.values:
        return ()
    return (f"rated {rating.scale} {rating.value}",)


def _lasted(hours: float, ledger: Ledger, now: datetime) -> tuple[str, ...]:
    start, end = ledger.incident.started_at, ledger.incident.ended_at
    if start is None:
        return ()
    length = ((end.earliest if end else now) - start.latest).total_seconds() / 3600
    return (f"since {start}",) if length >= hours else ()
