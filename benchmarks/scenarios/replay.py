"""Replays every incident at every snapshot through the plan, and releases what may go out.

python -m benchmarks.scenarios.replay ../shared/scenarios.yaml docs/scenarios.md
"""

import argparse
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from benchmarks.scenarios.convert import Scenario, ledger_at, scenarios

from verbale.desk import Desk
from verbale.model.clearance import Clearance, Role
from verbale.model.digest import text_hash
from verbale.model.draft import Draft
from verbale.model.errors import UserError
from verbale.model.finding import Finding
from verbale.model.incident import ReleasedText
from verbale.model.ledger import Ledger
from verbale.model.release import Release
from verbale.model.when import When
from verbale.plan import Records, StageState

SIGNATORIES = {role: f"the {role} desk" for role in Role}
TOLD_AT_EVERY_SNAPSHOT = ("public/correction", "diplomatic/early-notification", "public/attribution-status")
"""Released in this order wherever the plan lets them, and then a holding statement or an update."""


@dataclass(frozen=True, slots=True)
class Text:
    """What a template gives at a snapshot, and what the linter says of it."""

    draft: Draft
    findings: tuple[Finding, ...]
    withheld: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """One incident at one snapshot, as a desk would have seen it."""

    scenario: Scenario
    snapshot: str
    ledger: Ledger
    now: datetime
    texts: dict[tuple[str, str | None], Text]
    before: tuple[StageState, ...]
    """The plan with every sign-off given, before anything went out that day."""
    after: tuple[StageState, ...]
    """The same after what could go out had gone out."""
    records: Records
    released: tuple[str, ...]
    """What went out that day, by template and correspondence."""

    def state(self, id: str, to: str | None = None, *, before: bool = False) -> StageState:
        """The stage of a template; ``to`` is the correspondence where there are several."""
        states = self.before if before else self.after
        return next(one for one in states if one.id == id and to in (None, one.to))

    @property
    def statement(self) -> Draft:
        """The update of that day; where there is nothing to update yet, the first statement."""
        keys = (("public/update", None), ("public/holding", None), ("public/reactive-line", None))
        return next(self.texts[key].draft for key in keys if key in self.texts)

    def text(self, id: str, to: str | None = None) -> str:
        """The text of a stage; empty where the template cannot be filled."""
        found = [one for key, one in self.texts.items() if key[0] == id and to in (None, key[1])]
        return found[0].draft.text if found else ""


def replay(desk: Desk, scenario: Scenario) -> list[Seen]:
    """Every snapshot in turn, each on what went out before."""
    seen: list[Seen] = []
    told: tuple[ReleasedText, ...] = ()
    releases: tuple[Release, ...] = ()
    for snapshot in scenario.snapshots:
        one = look(desk, scenario, snapshot, told, releases)
        seen.append(one)
        releases = one.records.releases
        told = tuple(_as_told(release, one.ledger) for release in releases)
    return seen


def look(
    desk: Desk, scenario: Scenario, snapshot: str, told: tuple[ReleasedText, ...], out: tuple[Release, ...]
) -> Seen:
    """One snapshot: draft everything, have it signed, and release in order what the plan lets out."""
    ledger = ledger_at(scenario, snapshot, told)
    now = datetime.combine(scenario.date(snapshot), time(12), tzinfo=UTC)
    texts = _texts(desk, ledger)
    records = Records(
        clearances=tuple(one for text in texts.values() for one in signed(text.draft, now)), releases=out
    )
    before = desk.plan(ledger, records, now=now)
    last = "public/holding" if snapshot == scenario.snapshots[0] else "public/update"
    released = []
    for id in (*TOLD_AT_EVERY_SNAPSHOT, last):
        for (template, to), text in texts.items():
            if template == id and desk.check(text.draft, ledger, records, now=now).open:
                release = _release(text.draft, snapshot, now, ledger)
                records = Records(clearances=records.clearances, releases=(*records.releases, release))
                released.append(f"{template} to {to}" if to else template)
    after = desk.plan(ledger, records, now=now)
    return Seen(scenario, snapshot, ledger, now, texts, before, after, records, tuple(released))


def signed(draft: Draft, now: datetime) -> tuple[Clearance, ...]:
    """The sign-off of a text in every role, each by another person."""
    return tuple(
        Clearance(id=f"c-{role}", text_hash=text_hash(draft.text), role=role, by=by, at=When.at(now))
        for role, by in SIGNATORIES.items()
    )


def _texts(desk: Desk, ledger: Ledger) -> dict[tuple[str, str | None], Text]:
    found = {}
    for template in desk.templates():
        letters = [one.id for one in ledger.correspondence] if template.audience.one_state else [None]
        for to in letters:
            try:
                rendered = desk.draft(template.id, ledger, to=to)
            except UserError:
                continue  # the plan says what is lacking
            findings = tuple(desk.lint(rendered.text, ledger=ledger, slots=rendered.slots))
            withheld = tuple((one.fact, one.reason) for one in rendered.withheld)
            found[template.id, to] = Text(rendered.draft, findings, withheld)
    return found


def _release(draft: Draft, snapshot: str, now: datetime, ledger: Ledger) -> Release:
    parts = (draft.template.replace("/", "-"), draft.correspondence, snapshot)
    return Release(
        id="-".join(part for part in parts if part),
        incident=draft.incident,
        template=draft.template,
        correspondence=draft.correspondence,
        audience=draft.audience,
        text=draft.text,
        text_hash=text_hash(draft.text),
        ledger_hash=draft.ledger_hash,
        slots=draft.slots,
        released_at=When.at(now),
        released_by=SIGNATORIES[Role.SPOKESPERSON],
        next_update_at=ledger.incident.next_update_at,
    )


def _as_told(release: Release, ledger: Ledger) -> ReleasedText:
    rests_on = dict.fromkeys(slot.fact for slot in release.slots)
    return ReleasedText(
        id=release.id,
        template=release.template,
        released_at=release.released_at,
        text=release.text,
        facts=tuple(id for id in rests_on if ledger.fact(id)),
        correspondence=release.correspondence,
        next_update_at=release.next_update_at,
    )


def main() -> int:
    """Replays all of them, writes the page, and says on the terminal what does not hold."""
    from benchmarks.scenarios.holds import held, outcomes
    from benchmarks.scenarios.page import page

    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("scenarios", type=Path)
    parser.add_argument("page", type=Path)
    parser.add_argument("--only", help="one incident by its id; no page is written")
    given = parser.parse_args()
    desk = Desk()
    chosen = [one for one in scenarios(given.scenarios) if given.only in (None, one.id)]
    replays = [replay(desk, scenario) for scenario in chosen]
    results = [outcomes(desk, seen) for seen in replays]
    for result in (one for results_of_one in results for one in results_of_one if not held(one)):
        sys.stdout.write(f"{result.scenario}: {result.what}: {'; '.join(result.problems)}\n")
    if given.only is None:
        page(given.page, replays, results)
    return int(any(not held(one) for results_of_one in results for one in results_of_one))


if __name__ == "__main__":
    raise SystemExit(main())
