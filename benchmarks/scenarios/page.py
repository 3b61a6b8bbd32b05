"""What the replay found, as a part of a page for people."""

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.page import put
from benchmarks.scenarios.holds import Outcome, held
from benchmarks.scenarios.replay import Seen

from verbale.draft.times import moment
from verbale.model.when import When
from verbale.plan import StageState

NEED = re.compile(r"- ([a-z_.]+):")


def page(file: Path, replays: list[list[Seen]], results: list[list[Outcome]]) -> None:
    """Writes the part ``replay`` of a page."""
    parts = [_in_brief(replays, results)]
    parts += [_incident(seen, found) for seen, found in zip(replays, results, strict=True)]
    put(file, "replay", "\n\n".join(parts))


def _in_brief(replays: list[list[Seen]], results: list[list[Outcome]]) -> str:
    found = [one for outcomes in results for one in outcomes]
    own, every = [one for one in found if one.own], [one for one in found if not one.own]
    snapshots = sum(map(len, replays))
    texts = sum(len(seen.texts) for replayed in replays for seen in replayed)
    out = sum(len(seen.released) for replayed in replays for seen in replayed)
    return (
        f"{len(replays)} incidents at {snapshots} snapshots: {texts} texts were filled and {out} went out.\n"
        f"Of {len(every)} general checks {sum(map(held, every))} hold, and of {len(own)} checks that belong "
        f"to one incident {sum(map(held, own))}."
    )


def _incident(replayed: list[Seen], found: list[Outcome]) -> str:
    scenario = replayed[0].scenario
    return "\n\n".join(
        (
            f"### {scenario.id}: {scenario.title}",
            str(scenario.words["about"]),
            _causes(replayed),
            "\n".join(_table(replayed)),
            "\n".join((*_throughout(replayed), *_checks(found))),
        )
    )


def _causes(replayed: list[Seen]) -> str:
    told = []
    for seen in replayed:
        day = moment(When.parse(f"{seen.now:%Y-%m-%d}"))
        told.append(f"{seen.snapshot} ({day}) {seen.ledger.incident.cause_class.replace('_', ' ')}")
    return f"Cause as recorded: {', '.join(told)}."


def _table(replayed: list[Seen]) -> Iterator[str]:
    names = [seen.snapshot for seen in replayed]
    yield f"| stage | {' | '.join(names)} |"
    yield f"|---|{'---|' * len(names)}"
    for id, cells in _rows(replayed):
        if len(set(cells)) > 1:
            yield f"| {id} | {' | '.join(cells)} |"


def _throughout(replayed: list[Seen]) -> Iterator[str]:
    """The stages that stood the same every day, by how they stood."""
    same: dict[str, list[str]] = {}
    for id, cells in _rows(replayed):
        if len(set(cells)) == 1:
            same.setdefault(cells[0], []).append(id)
    for standing, ids in same.items():
        yield f"- Every day {standing}: {', '.join(ids)}."


def _rows(replayed: list[Seen]) -> Iterator[tuple[str, list[str]]]:
    for id in dict.fromkeys(state.id for state in replayed[0].after):
        yield id, [_cell(seen, id) for seen in replayed]


def _cell(seen: Seen, id: str) -> str:
    """Where a stage stood that day; where letters to several states differ, each in turn."""
    after = [state for state in seen.after if state.id == id]
    before = [state for state in seen.before if state.id == id]
    cells = [_standing(seen, *pair) for pair in zip(before, after, strict=True)]
    return "; ".join(dict.fromkeys(cells))


def _standing(seen: Seen, before: StageState, after: StageState) -> str:
    if after.text_hash is None:
        needs = dict.fromkeys(NEED.findall(after.lacking))
        return f"closed, needs {', '.join(needs)}"
    name = f"{after.id} to {after.to}" if after.to else after.id
    standing = "went out" if name in seen.released else "open"
    if not after.open and standing == "open":
        return f"closed by {', '.join(gate.gate for gate in after.closed)}"
    first = ", ".join(gate.gate for gate in before.closed)
    return f"{standing}, at first closed by {first}" if first else standing


def _checks(found: list[Outcome]) -> Iterator[str]:
    general = [one for one in found if not one.own]
    if all(map(held, general)):
        yield "- All general checks hold."
    for one in (*(one for one in general if not held(one)), *(one for one in found if one.own)):
        yield f"- {'Holds' if held(one) else '**Does not hold**'}: {one.what}."
        yield from (f"  - {problem}" for problem in one.problems)
