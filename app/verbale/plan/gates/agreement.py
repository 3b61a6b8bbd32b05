"""Gates that keep a text in agreement with what has been said before, on its own track and on the other."""

from datetime import datetime

from verbale.model.fact import Fact
from verbale.model.finding import Family
from verbale.model.said import Said, all_said
from verbale.model.status import Status
from verbale.model.template import GateNeed
from verbale.plan.matter import Matter, Verdict, stands_open, stays_closed


def agrees_with_released(matter: Matter, need: GateNeed) -> Verdict:
    """The text agrees with what was released on its own track, or says what has changed."""
    return _agrees(matter, [said for said in _said(matter) if said.track == _track(matter)], "on this track")


def agrees_with_other_track(matter: Matter, need: GateNeed) -> Verdict:
    """The text agrees with what was released on the other track."""
    return _agrees(
        matter, [said for said in _said(matter) if said.track != _track(matter)], "on the other track"
    )


def _agrees(matter: Matter, earlier: list[Said], where: str) -> Verdict:
    ids = {said.id for said in earlier}
    problems = [
        f"{f.message} (line {f.line})"
        for f in matter.findings
        if f.family is Family.CONSISTENCY and (f.release is None or f.release in ids)
    ]
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


def _told_otherwise(matter: Matter, said: Said) -> list[str]:
    """Facts that the text tells in other words, though the ledger records no change since."""
    now = {slot.fact: matter.words(slot) for slot in matter.draft.slots}
    problems = []
    for slot in said.slots:
        fact = matter.ledger.fact(slot.fact)
        if fact is None or fact.status is Status.REFUTED:
            continue  # what is refuted is told as not correct
        otherwise = now.get(fact.id, slot.span.of(said.text)) != slot.span.of(said.text)
        if otherwise and not fact.changed_since(said.at, slot.revision):
            problems.append(
                f"{fact.id} is told otherwise than in {said.id}, and no change is recorded since."
            )
    return problems


def _refuted_at(fact: Fact) -> datetime | None:
    """Since when the fact is refuted: a text from then on tells it as not correct. None: not recorded."""
    changes = reversed(fact.history)
    return next((change.at.earliest for change in changes if change.status is Status.REFUTED), None)


def _not_corrected(matter: Matter, said: Said, earlier: list[Said]) -> list[str]:
    """Facts in an earlier text that do not hold any more, where neither this nor a later text says so."""
    superseded = {id: fact.id for fact in matter.ledger.facts for id in fact.supersedes}
    after = [one for one in earlier if one.at > said.at]
    later = {id for one in after for id in one.facts}
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
        if fact is None or id in corrected:
            continue
        if id in superseded:
            set_right = superseded[id] in here | later
        elif fact.status is Status.REFUTED:
            since = _refuted_at(fact)
            if since and since <= said.at:
                continue
            aware = {told for one in after if since is None or since <= one.at for told in one.facts}
            set_right = id in here | aware
        else:
            continue
        if not set_right:
            problems.append(f"{said.id} rests on {id}, which does not hold any more.")
    return problems


def _said(matter: Matter) -> tuple[Said, ...]:
    return all_said(matter.ledger, matter.records.releases, language=matter.draft.language)


def _track(matter: Matter) -> str:
    return matter.stage.template.id.partition("/")[0]
