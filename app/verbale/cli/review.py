"""``verbale review``: look back at an incident."""

from pathlib import Path

import click

from verbale.cli.planning import HOUSE, LEDGER
from verbale.cli.writing import write_whole
from verbale.desk import Desk
from verbale.plan import Records, read_records
from verbale.report.after_review import REVIEW_FORMATS


@click.command()
@LEDGER
@click.option(
    "--releases",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Releases and waivers, as JSON documents; the ledger's own released texts count too.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(REVIEW_FORMATS)),
    default="text",
    show_default=True,
    help="For whom it is.",
)
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write to this file.")
@HOUSE
def review(
    *, ledger_file: Path, releases: Path | None, form: str, output: Path | None, house: Path | None
) -> None:
    """Look back at an incident: how soon, how punctually and how surely was spoken, and what followed.

    It reports the time to the first statement, updates promised and kept, facts that changed after they were
    told, corrections, waivers, the time from a naming to the next hostile act, and certainty over time.

    \b
    In the terminal:      verbale review --ledger incident.yaml --releases records/
    A page with a chart:  verbale review --ledger i.yaml --releases records/ --format html -o r.html
    For a program:        verbale review --ledger incident.yaml --releases records/ --format json
    """
    desk = Desk(house=house)
    records = read_records(releases) if releases else Records()
    shown = REVIEW_FORMATS[form](desk.review(desk.open_ledger(ledger_file), records))
    if output is not None:
        write_whole(output, shown.encode("utf-8"))
    else:
        click.echo(shown, nl=False)
