"""``verbale escalation``: where an incident stands on the ladder."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from verbale.cli.planning import FORMAT, HOUSE, LEDGER
from verbale.desk import Desk
from verbale.plan import Records, read_records
from verbale.plan.escalation import Escalation, escalation, read_ladder
from verbale.report.tables import Table, as_lines


@click.command("escalation")
@LEDGER
@click.option(
    "--records",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Clearances by which roles activate a rung, as JSON documents.",
)
@FORMAT
@HOUSE
def ladder(*, ledger_file: Path, records: Path | None, form: str, house: Path | None) -> None:
    """Say which rung of the escalation ladder the facts reach, and which facts set it.

    The rungs and their thresholds stand in templates/escalation.toml, which a house copies and edits.
    A rung is only acted upon once three roles have each cleared it: the command prints the hash to clear,
    which changes with whatever sets the rung.

    \b
    Where do we stand:  verbale escalation --ledger incident.yaml
    Is it activated:    verbale escalation --ledger incident.yaml --records records/
    """
    facts = Desk(house=house).open_ledger(ledger_file)
    given = read_records(records) if records else Records()
    found = escalation(facts, read_ladder(house), given, now=datetime.now(UTC))
    if form == "json":
        reached = found.rung.id if found.rung else None
        told = {"rung": reached, "active": found.active, **asdict(found)}
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    click.echo("\n".join(as_lines(_title(found), _tables(found), mark=found.mark)))


def _title(found: Escalation) -> str:
    reached = f"{found.rung.title} ({found.rung.id})" if found.rung else "no rung"
    return f"Escalation ladder, {found.title}: the facts reach {reached}."


def _tables(found: Escalation) -> tuple[Table, ...]:
    rungs = tuple(
        Table(
            f"{'*' if rung.reached else '-'} {rung.title}: {rung.means}",
            ("Threshold", "", ""),
            tuple(
                (one.says, "met" if one.met else "not met", f"by {', '.join(one.by)}" if one.by else "")
                for one in rung.thresholds
            ),
        )
        for rung in found.rungs
    )
    cleared = tuple((f"{role}: {person}",) for role, person in found.activated_by)
    waiting = f"; still to clear: {', '.join(found.lacking)}" if found.lacking else ""
    state = "active" if found.active else "not activated"
    title = f"Activation: {state}{waiting}. Clear the text with the hash {found.hash}."
    return (*rungs, Table(title, ("Cleared by",), cleared, "Nobody has cleared it."))
