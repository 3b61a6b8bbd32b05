"""Gates that keep a text in agreement with what has been said before, on its own track and on the other."""

from dataclasses import dataclass
from datetime import datetime

from verbale.model.fact import Fact
from verbale.model.finding import Family
from verbale.model.status import Status
from verbale.model.template import GateNeed
from verbale.plan.matter import Matter, Verdict, stands_open, stays_closed


@dataclass(frozen=True, slots=True)
class _Said:
    """A released text: the facts it rests on, with their words and revisions where those are recorded."""

    id: str
    track: str
    at: datetime
    facts: tuple[str, ...]
    words: tuple[tuple[str, str, int], ...]


def agrees_with_released(matter: Matter, need: GateNeed) -> Verdict:
    """The text agrees with what was released on its own track, or says what has changed."""
    return _agrees(matter, [said for said in _said(matter) if said.track == _track(matter)], "on this track")


def agrees_with_other_track(matter: Matter, need: GateNeed) -> Verdict:
    """The text agrees with what was released on the other track."""
    return _agrees(
        matter, [said for said in _said(matter) if said.track != _track(matter)], "on the other track"
    )


def _agrees(matter: Matter, earlier: list[_Said], where: str) -> Verdict:
    problems = [f"{f.message} (line {f.line})" for f in matter.findings if f.family is Family.CONSISTENCY]
    for said in earlier:
        problems += _told_otherwise(matter, said)
        problems += _not_corrected(matter, said, earlier)
    if problems:
        return stays_closed(
            " ".join(dict.fromkeys(problems)),
            "Correct the earlier text (public/correction), or record what has changed since and why.",
        )
    return stands_open(
        f"It agrees with {len(earlier)} released {where}." if earlier else f"Nothing is out {where}."
    )


def _told_otherwise(matter: Matter, said: _Said) -> list[str]:
    """Facts that the text tells in other words, though the ledger records no change since."""
    now = {slot.fact: matter.words(slot) for slot in matter.draft.slots}
    problems = []
    for id, words, revision in said.words:
        fact = matter.ledger.fact(id)
        if fact and id in now and now[id] != words and not _moved_on(fact, said, revision):
            problems.append(f"{id} is told otherwise than in {said.id}, and no change is recorded since.")
    return problems


def _moved_on(fact: Fact, said: _Said, revision: int) -> bool:
    if fact.status is Status.REFUTED:
        return True  # it is told as not correct
    changed = any(change.at.latest > said.at for change in fact.history)
    return changed or fact.revision > revision or fact.as_of.latest > said.at


def _not_corrected(matter: Matter, said: _Said, earlier: list[_Said]) -> list[str]:
    """Facts in an earlier text that do not hold any more, where neither this nor a later text says so."""
    superseded = {id: fact.id for fact in matter.ledger.facts for id in fact.supersedes}
    later = {id for one in earlier if one.at > said.at for id in one.facts}
    here = {slot.fact for slot in matter.draft.slots}
    corrected = {
        id
        for correction in matter.ledger.incident.corrections
        if correction.released == said.id and correction.id in here | later
        for id in said.facts
    }
    problems = []
    for id in said.facts:
        fact = matter.ledger.fact(id)
        gone = fact is not None and (fact.status is Status.REFUTED or id in superseded)
        if gone and not {id, superseded.get(id, id)} & (here | later) and id not in corrected:
            problems.append(f"{said.id} rests on {id}, which does not hold any more.")
    return problems


def _said(matter: Matter) -> list[_Said]:
    released = [
        _Said(
            id=one.id,
            track=one.template.partition("/")[0],
            at=one.released_at.earliest,
            facts=tuple(dict.fromkeys(slot.fact for slot in one.slots)),
            words=tuple((slot.fact, slot.span.of(one.text), slot.revision) for slot in one.slots),
        )
        for one in matter.records.releases
        if one.language == matter.draft.language
    ]
    known = {one.id for one in released}
    released += [
        _Said(
            id=one.id,
            track=(one.template or "public/").partition("/")[0],
            at=one.released_at.earliest,
            facts=one.facts,
            words=(),
        )
        for one in matter.ledger.incident.released_texts
        if one.id not in known
    ]
    return released


def _track(matter: Matter) -> str:
    return matter.stage.template.id.partition("/")[0]
