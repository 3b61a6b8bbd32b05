"""``verbale plan``: each stage of both tracks, with its gates."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import click

from verbale.cli.planning import FORMAT, HOUSE, LEDGER
from verbale.desk import Desk
from verbale.plan import Records, StageState, read_records
from verbale.plan.stale import stale
from verbale.report import visible


@click.command()
@LEDGER
@click.option(
    "--records",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Drafts, waivers, clearances and releases, as JSON documents.",
)
@FORMAT
@click.option("--stage", metavar="ID", help="Show one stage only, with every gate.")
@HOUSE
def plan(
    *, ledger_file: Path, records: Path | None, form: str, stage: str | None, house: Path | None
) -> None:
    """Show each stage of both tracks with every gate: open or closed, why, and what would open it.

    Where nobody has drafted a stage yet, the gates look at what its template gives today. Drafts that the
    ledger has moved on from are listed at the end, with the facts that they tell otherwise.

    \b
    What can go out:       verbale plan --ledger incident.yaml
    With sign-offs:        verbale plan --ledger incident.yaml --records records/
    One stage in full:     verbale plan --ledger incident.yaml --stage public/holding
    For another program:   verbale plan --ledger incident.yaml --format json
    """
    desk = Desk(house=house)
    ledger, given = desk.open_ledger(ledger_file), read_records(records) if records else Records()
    states = desk.plan(ledger, given)
    if stage is not None:
        desk_ids = [state.id for state in states]
        states = tuple(state for state in states if state.id == stage)
        if not states:
            raise click.BadParameter(f"There is no stage {stage}. Choose one of: {', '.join(desk_ids)}.")
    mark = ledger.incident.exercise_mark
    if form == "json":
        click.echo(json.dumps([as_json(state, mark) for state in states], indent=2))
        return
    lines = [line for state in states for line in as_text(state, whole=stage is not None)]
    lines += [
        f"Stale: {one.draft} tells {', '.join(one.facts)} otherwise than the ledger today."
        for one in stale(given.drafts, ledger, desk.refilled)
    ]
    for line in marked(lines, mark):
        click.echo(visible(line))


def marked(lines: Iterable[str], mark: str | None) -> Iterator[str]:
    """The lines with the mark of an exercise above and below, if there is one."""
    yield from (mark, "") if mark else ()
    yield from lines
    yield from (mark,) if mark else ()


def as_text(state: StageState, *, whole: bool) -> Iterator[str]:
    """A stage in lines; ``whole`` shows the open gates too."""
    to = f" to {state.to}" if state.to else ""
    standing = "OPEN" if state.open else "closed"
    yield f"{state.id}{to}: {state.title} ({state.tlp}) {standing}"
    if whole:
        yield f"  for {state.audience}; {state.timing}"
        yield f"  cleared by {', '.join(state.cleared_by)}"
    if state.text_hash is None:
        yield from (f"  {line}" for line in state.lacking.splitlines())
    for gate in state.gates if state.text_hash else ():
        if gate.open and whole:
            yield f"  open    {gate.gate}: {gate.why}"
        elif not gate.open:
            yield f"  closed  {gate.gate}: {gate.why}"
            yield f"          {gate.opens}"
    yield ""


def as_json(state: StageState, mark: str | None = None) -> dict[str, object]:
    """A stage for programs: its fields, whether it is open, and the mark where it is of an exercise."""
    return {"open": state.open, **asdict(state), **({"exercise": mark} if mark else {})}
