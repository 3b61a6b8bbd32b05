"""Gates that look at the words: are they the ledger's, may the audience read them, is the linter content."""

from verbale.model.draft import Draft, Slot
from verbale.model.finding import Severity
from verbale.model.incident import EXERCISE_MARKS, is_marked
from verbale.model.template import GateNeed
from verbale.model.textwaiver import without_waivers
from verbale.model.tlp import Tlp
from verbale.plan.matter import Matter, Verdict, stands_open, stays_closed

_PLACE = "\ufffc"  # where a slot was
_AGREEMENT = (
    "facts/stronger-than-recorded",
    "facts/figure-differs",
    "facts/figure-contested",
    "facts/cause-presumed",
)
_SHOWN = 60


def facts_linked(matter: Matter, need: GateNeed) -> Verdict:
    """Every slot rests on an entry that stands, and nobody has added words that rest on none."""
    if waiver := matter.waived_gate(need.id):
        return stands_open(f"Waived by {waiver.by}: {waiver.reason}")
    known = _entries(matter)
    lost = [slot.fact for slot in matter.draft.slots if slot.fact not in known]
    standing = {fact.id for fact in matter.ledger.facts_with()}
    replaced = [fact.id for fact in matter.facts if fact.id not in standing]
    fresh = matter.stage.fresh
    added = sorted(_furniture(matter.draft) - _furniture(fresh)) if fresh else []
    problems = [f"{id} is not in the ledger." for id in dict.fromkeys(lost)]
    problems += [f"{id} has been replaced by a later fact." for id in replaced]
    problems += [f"“{_short(line)}” rests on no fact." for line in added]
    if fresh is None:
        problems.append(f"The template cannot be filled any more: {matter.stage.lacking}")
    if problems:
        return stays_closed(
            " ".join(problems),
            "Record it as a fact and draft again, take it out, or waive gate/facts-linked with a reason.",
        )
    count = len({slot.fact for slot in matter.draft.slots})
    return stands_open(f"{count} entries of the ledger stand behind the text, and nothing was added.")


def wording_agrees(matter: Matter, need: GateNeed) -> Verdict:
    """What each fact says in the text is what its status allows today."""
    problems = []
    for slot in matter.draft.slots:
        fact = matter.ledger.fact(slot.fact)
        if fact and (fact.revision > slot.revision or _changed(matter, slot)):
            problems.append(f"{fact.id} has changed since the text was drafted.")
    problems += [
        f"“{_short(finding.text)}” (line {finding.line}) does not agree with the ledger ({finding.rule})."
        for finding in matter.findings
        if finding.rule in _AGREEMENT
    ]
    if problems:
        return stays_closed(" ".join(dict.fromkeys(problems)), "Draft again, or reword it as recorded.")
    return stands_open("Every fact is told as its status allows.")


def audience_may_read(matter: Matter, need: GateNeed) -> Verdict:
    """Nothing is marked more narrowly than the text, or kept from the addressee."""
    audience, readers = matter.draft.audience, matter.stage.template.audience
    if matter.ledger.incident.exercise and not is_marked(matter.draft.text, matter.draft.language):
        mark = EXERCISE_MARKS[matter.draft.language]
        return stays_closed(
            "The incident is an exercise, and the text does not say so above and below.",
            f"Put {mark} back as its first and its last line; no waiver replaces it.",
        )
    problems = []
    if not audience.may_go_to(readers.tlp):
        problems.append(f"The text is {audience}, and {readers.name} may read up to {readers.tlp}.")
    for id, tlp, release_to in _markings(matter):
        if not tlp.may_go_to(audience):
            problems.append(f"{id} is {tlp}, above the text's {audience}.")
        elif release_to and not _is_addressed(matter, release_to):
            names = ", ".join(map(matter.ledger.name_of, release_to))
            problems.append(f"{id} may be told only to {names}.")
    if problems:
        return stays_closed(" ".join(problems), "Take it out, or have whoever marked it mark it more widely.")
    return stands_open(f"Nothing in it is marked above {audience}, or kept for others.")


def no_error_unwaived(matter: Matter, need: GateNeed) -> Verdict:
    """The linter has no error left that nobody has waived."""
    if matter.draft.language != "en":
        return _unread(matter, need)
    errors = [finding for finding in matter.findings if finding.severity is Severity.ERROR]
    if errors:
        listed = "; ".join(f"line {f.line}: “{_short(f.text)}” ({f.rule})" for f in errors)
        return stays_closed(
            f"{len(errors)} left: {listed}.", "Reword each, or waive it for this text with a reason."
        )
    left = len(matter.findings)
    warnings = f" {left} warning{'s' * (left != 1)} to look at." if left else ""
    return stands_open(f"The linter has no error left.{warnings}")


def _unread(matter: Matter, need: GateNeed) -> Verdict:
    """What stands for the linter, which reads English, where the text is in another language."""
    if waiver := matter.waived_gate(need.id):
        return stands_open(f"Waived by {waiver.by}: {waiver.reason}")
    if matter.stage.fresh and matter.draft.text == matter.stage.fresh.text:
        return stands_open("The linter reads English only; the text is exactly what the template gives.")
    return stays_closed(
        "The linter reads English only, and somebody has changed the text since it was drafted.",
        "Draft it again, or have somebody read it and waive gate/no-error-unwaived with a reason.",
    )


def within_words(matter: Matter, need: GateNeed) -> Verdict:
    """The text has at most so many words."""
    count = len(without_waivers(matter.draft.text).split())
    if need.most is not None and count > need.most:
        return stays_closed(f"It has {count} words.", f"Shorten it to {need.most}: tell fewer facts.")
    return stands_open(f"It has {count} words; {need.most} are allowed.")


def _entries(matter: Matter) -> set[str]:
    ledger = matter.ledger
    known = {fact.id for fact in ledger.facts} | {measure.id for measure in ledger.measures}
    known |= {decision.id for decision in ledger.decisions}
    return known | {correction.id for correction in ledger.incident.corrections}


def _furniture(draft: Draft) -> set[str]:
    """The lines of a text without what rests on the ledger, and without waivers."""
    pieces, end = [], 0
    for slot in draft.slots:
        if slot.span.start >= end:
            pieces += [draft.text[end : slot.span.start], _PLACE]
        end = max(end, slot.span.end)
    lines = without_waivers("".join((*pieces, draft.text[end:]))).split("\n")
    plain = (line.replace(_PLACE, "").strip(" -0123456789.") for line in lines)
    return {line for line in plain if line}


def _changed(matter: Matter, slot: Slot) -> bool:
    """True when the ledger has moved on since the draft, and would tell this entry in other words."""
    fresh = matter.stage.fresh
    if fresh is None or matter.draft.ledger_hash == matter.ledger.hash:
        return False
    return matter.words(slot) not in {one.span.of(fresh.text) for one in fresh.slots if one.fact == slot.fact}


def _markings(matter: Matter) -> list[tuple[str, Tlp, tuple[str, ...]]]:
    marked = [(fact.id, fact.tlp, fact.release_to) for fact in matter.facts]
    marked += [(measure.id, measure.tlp, ()) for measure in matter.measures]
    if decision := matter.decision:
        marked.append((decision.id, decision.tlp, ()))
    return marked


def _is_addressed(matter: Matter, release_to: tuple[str, ...]) -> bool:
    letter = matter.stage.letter
    state = matter.ledger.actor(letter.addressee_state) if letter else None
    return state is not None and bool({state.id, state.name, state.called} & set(release_to))


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"
