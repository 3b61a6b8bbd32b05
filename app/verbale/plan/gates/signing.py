"""Gates of the last hour: who has cleared the exact text, when it may go out, and when the next is due."""

import re
import tomllib
from functools import cache

from verbale.model.category import Category
from verbale.model.clearance import Clearance, ClearanceOutcome, Role
from verbale.model.template import GateNeed
from verbale.plan.matter import Matter, Verdict, stands_open, stays_closed
from verbale.resources import templates_folder


def legal_terms_cleared(matter: Matter, need: GateNeed) -> Verdict:
    """Where the text uses a legal term, somebody in the role legal has cleared exactly this text."""
    terms = _legal_terms_in(matter)
    if not terms:
        return stands_open("The text uses no legal term.")
    problem = _not_cleared(matter, Role.LEGAL)
    if problem:
        listed = ", ".join(f"“{term}”" for term in terms)
        return stays_closed(f"Legal terms are used: {listed}. {problem}", _how_to_clear(matter, Role.LEGAL))
    return stands_open("Somebody in the role legal has cleared the legal terms.")


def cleared(matter: Matter, need: GateNeed) -> Verdict:
    """Every role that must has cleared exactly this text, each by another person, and none has lapsed."""
    roles = matter.stage.template.cleared_by
    problems = {role: problem for role in roles if (problem := _not_cleared(matter, role))}
    if problems:
        why = " ".join(dict.fromkeys(problems.values()))
        return stays_closed(why, _how_to_clear(matter, *problems))
    by = {role: clearance.by for role in roles if (clearance := _last(matter, role))}
    doubled = {person for person in by.values() if list(by.values()).count(person) > 1}
    if doubled:
        return stays_closed(
            f"{', '.join(sorted(doubled))} cleared in more than one role.",
            "Have another person clear in one of the roles.",
        )
    return stands_open(f"Cleared by {', '.join(f'{person} ({role})' for role, person in by.items())}.")


def partners_agreed(matter: Matter, need: GateNeed) -> Verdict:
    """Everybody in whose name a joint text goes out has agreed to exactly this text."""
    agreed = {
        clearance.by
        for clearance in matter.records.clearances_of(matter.hash)
        if clearance.outcome is ClearanceOutcome.CLEARED and _is_valid(matter, clearance)
    }
    open_ones = [name for name in matter.ledger.issuer.joined_by if name not in agreed]
    if open_ones:
        return stays_closed(
            f"Not yet agreed by {', '.join(open_ones)}.",
            f"Record the agreement of each as a clearance of the text {matter.hash[:12]}, `by` that name.",
        )
    return stands_open("All in whose name it goes out have agreed.")


def next_update_set(matter: Matter, need: GateNeed) -> Verdict:
    """The time of the next update is set, and has not passed."""
    incident = matter.ledger.incident
    due = incident.next_update_at
    if due is None:
        if incident.ended_at:
            return stands_open("The incident has ended, and no update is due.")
        return stays_closed("No time is set for the next update.", "Set incident.next_update_at.")
    if due.latest <= matter.now:
        return stays_closed(
            f"The next update was due on {due}, which has passed.",
            "Set incident.next_update_at to a time that can be kept, and draft again.",
        )
    return stands_open(f"The next update is due on {due}.")


def embargo_over(matter: Matter, need: GateNeed) -> Verdict:
    """No embargo, on this text or on one that tells the same facts, is still running."""
    until = matter.draft.embargo_until
    if until and matter.now < until.earliest:
        return stays_closed(
            f"It is under embargo until {until}.", f"Wait until {until}, or lift the embargo."
        )
    told = {slot.fact for slot in matter.draft.slots}
    for release in matter.records.releases:
        shared = told & {slot.fact for slot in release.slots}
        if release.embargo_until and matter.now < release.embargo_until.earliest and shared:
            return stays_closed(
                f"{release.id}, under embargo until {release.embargo_until}, tells the same: "
                f"{', '.join(sorted(shared))}.",
                f"Wait until {release.embargo_until}, or agree with those concerned to lift it.",
            )
    return stands_open("No embargo holds it back.")


def _legal_terms_in(matter: Matter) -> tuple[str, ...]:
    found = [match.group().lower() for match in _legal_terms().finditer(matter.draft.text)]
    found += [fact.id for fact in matter.facts if fact.category is Category.LEGAL]
    return tuple(dict.fromkeys(found))


@cache
def _legal_terms() -> re.Pattern[str]:
    file = templates_folder() / "legal-terms.toml"
    terms: list[str] = tomllib.loads(file.read_text(encoding="utf-8"))["terms"]
    longest_first = sorted(terms, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def _not_cleared(matter: Matter, role: Role) -> str | None:
    """Why the text counts as not cleared in a role, or None when it is."""
    last = _last(matter, role)
    if last is None:
        elsewhere = any(clearance.role is role for clearance in matter.records.clearances)
        return f"Not cleared in the role {role}{'; another text was' if elsewhere else ''}."
    if last.outcome is ClearanceOutcome.RETURNED:
        return f"Returned by {last.by} ({role}): {last.remark or 'no remark'}."
    if not _is_valid(matter, last):
        return f"The clearance by {last.by} ({role}) lapsed on {last.expires_at}."
    return None


def _last(matter: Matter, role: Role) -> Clearance | None:
    given = [one for one in matter.records.clearances_of(matter.hash) if one.role is role]
    return given[-1] if given else None


def _is_valid(matter: Matter, clearance: Clearance) -> bool:
    return clearance.expires_at is None or matter.now < clearance.expires_at.latest


def _how_to_clear(matter: Matter, *roles: Role) -> str:
    noun = "roles" if len(roles) > 1 else "role"
    return f"Have the text {matter.hash[:12]} cleared in the {noun} {', '.join(roles)}."
