"""A look back at an incident, from its ledger and what went out."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import pairwise

from verbale.model.actor import ActorRole
from verbale.model.after_review import (
    AfterReview,
    Corrected,
    Course,
    FirstWords,
    LessonState,
    Naming,
    Point,
    Promise,
    Shift,
    WaivedOnce,
)
from verbale.model.fact import Fact
from verbale.model.ledger import Ledger
from verbale.model.said import Said, all_said
from verbale.model.status import Status
from verbale.plan.matter import SPOKEN_OF
from verbale.plan.names import names_in
from verbale.plan.records import Records

CORRECTION = "public/correction"


def after_review(
    ledger: Ledger, records: Records, *, now: datetime, version_of: Callable[[str], str]
) -> AfterReview:
    """What the ledger and the records tell of an incident as of ``now``.

    ``version_of`` gives the version of the template or rule that a lesson names.
    """
    said = all_said(ledger, records.releases)
    return AfterReview(
        title=ledger.incident.title,
        mark=ledger.incident.exercise_mark,
        as_of=now,
        first=tuple(_first(ledger, said)),
        promises=tuple(_promises(said, now)),
        shifts=tuple(_shifts(ledger, said)),
        waivers=tuple(_waivers(records)),
        corrections=tuple(_corrections(ledger, said)),
        namings=tuple(_namings(ledger, said)),
        courses=tuple(_course(fact, said) for fact in ledger.facts if fact.clause or fact.question),
        lessons=tuple(
            LessonState(one.id, one.text, one.of, one.version_then, version_of(one.of))
            for one in ledger.lessons
        ),
    )


def course_of(fact: Fact) -> tuple[Point, ...]:
    """The statuses of a fact with the time from which each held, oldest first."""
    given = tuple(Point(change.at.earliest, change.status) for change in fact.history)
    return given or (Point(fact.as_of.earliest, fact.status),)


def _first(ledger: Ledger, said: tuple[Said, ...]) -> Iterator[FirstWords]:
    aware = ledger.incident.aware_at
    for track in dict.fromkeys(one.track for one in said):
        one = next(one for one in said if one.track == track)
        yield FirstWords(track, one.id, one.at, one.at - aware.earliest if aware else None)


def _promises(said: tuple[Said, ...], now: datetime) -> Iterator[Promise]:
    for one in said:
        if one.promised is None:
            continue
        after = [next_ for next_ in said if next_.at > one.at and _same_readers(one, next_)]
        due = one.promised.latest
        followed = after[0] if after else None
        yield Promise(
            one.id,
            one.track,
            due,
            followed.id if followed else None,
            followed.at if followed else None,
            now >= due,
        )


def _same_readers(one: Said, other: Said) -> bool:
    return (one.track, one.addressee) == (other.track, other.addressee)


def _shifts(ledger: Ledger, said: tuple[Said, ...]) -> Iterator[Shift]:
    for fact in ledger.facts:
        for before, after in pairwise(fact.history):
            told = tuple(one.id for one in said if fact.id in one.facts and one.at < after.at.earliest)
            if told and before.status is not after.status:
                yield Shift(fact.id, after.at.earliest, before.status, after.status, after.why, told)


def _waivers(records: Records) -> Iterator[WaivedOnce]:
    given = (*records.waivers, *(waiver for release in records.releases for waiver in release.waivers))
    for waiver in sorted(dict.fromkeys(given), key=lambda one: one.at.earliest):
        yield WaivedOnce(waiver.rule, waiver.found, waiver.by, waiver.reason, waiver.at.earliest)


def _corrections(ledger: Ledger, said: tuple[Said, ...]) -> Iterator[Corrected]:
    for correction in ledger.incident.corrections:
        since = correction.known_since.earliest
        told = next((one for one in said if one.template == CORRECTION and one.at >= since), None)
        after = told.at - since if told else None
        yield Corrected(correction.id, correction.released, since, told.id if told else None, after)


def _namings(ledger: Ledger, said: tuple[Said, ...]) -> Iterator[Naming]:
    hostile = sorted(_hostile(ledger.facts), key=lambda pair: pair[0])
    for actor in ledger.actors:
        if actor.role not in SPOKEN_OF or actor.role is ActorRole.VICTIM:
            continue
        first = next((one for one in said if one.addressee != actor.id and names_in(one.text, actor)), None)
        if first is None:
            continue
        at, fact = next(((at, id) for at, id in hostile if at > first.at), (None, None))
        yield Naming(actor.called, first.id, first.at, fact, at - first.at if at else None)


def _hostile(facts: Iterable[Fact]) -> Iterator[tuple[datetime, str]]:
    for fact in facts:
        if fact.hostile_at is not None and fact.status is not Status.REFUTED:
            yield fact.hostile_at.earliest, fact.id


def _course(fact: Fact, said: tuple[Said, ...]) -> Course:
    says = fact.clause or fact.question or fact.id
    return Course(fact.id, says, course_of(fact), tuple(one.id for one in said if fact.id in one.facts))
