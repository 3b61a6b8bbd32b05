"""``verbale check``: may this draft go out?"""

import json
from pathlib import Path

import click

from verbale.cli.plan import as_json, as_text, marked
from verbale.cli.planning import FORMAT, HOUSE, LEDGER
from verbale.desk import Desk
from verbale.plan import Records, read_draft, read_records
from verbale.report import visible

ALL_OPEN, CLOSED = 0, 1


@click.command()
@click.argument("draft", type=click.Path(path_type=Path))
@LEDGER
@click.option(
    "--records",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Waivers, clearances and releases, as JSON documents.",
)
@FORMAT
@HOUSE
@click.pass_context
def check(
    context: click.Context,
    *,
    draft: Path,
    ledger_file: Path,
    records: Path | None,
    form: str,
    house: Path | None,
) -> None:
    """Say which gates of a draft are open and which are closed, and what would open them.

    DRAFT is a JSON document as `verbale draft ... --format json` writes it.

    \b
    Draft, then check:  verbale draft public/holding --ledger incident.yaml --format json -o h.draft.json
                        verbale check h.draft.json --ledger incident.yaml --records records/

    \b
    Exit code 0: all gates are open.
    Exit code 1: a gate is closed.
    Exit code 2: the check could not run.
    """
    desk = Desk(house=house)
    given = read_records(records) if records else Records()
    ledger = desk.open_ledger(ledger_file)
    state = desk.check(read_draft(draft), ledger, given)
    mark = ledger.incident.exercise_mark
    if form == "json":
        click.echo(json.dumps(as_json(state, mark), indent=2))
    else:
        for line in marked(as_text(state, whole=True), mark):
            click.echo(visible(line))
    context.exit(ALL_OPEN if state.open else CLOSED)
