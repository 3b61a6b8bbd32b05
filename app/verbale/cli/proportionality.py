"""``verbale proportionality``: a proposed measure against the act that it answers."""

import json
import re
from dataclasses import asdict
from pathlib import Path

import click

from verbale.cli.planning import FORMAT, LEDGER
from verbale.desk import Desk
from verbale.plan import Records, read_records
from verbale.plan.proportionality import Weighing, weighing
from verbale.report.tables import Table, as_lines

LEGAL_WORD = re.compile(r"\b(?:dis)?proportionate(?:ly)?\b", re.IGNORECASE)
WITHHELD = "(a word that legal has not cleared)"


@click.command("proportionality")
@click.argument("measure", metavar="MEASURE")
@LEDGER
@click.option(
    "--records",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Clearances, as JSON documents: legal may clear the report by its hash.",
)
@FORMAT
def weigh(*, measure: str, ledger_file: Path, records: Path | None, form: str) -> None:
    """Weigh a proposed measure against the act that it answers, axis by axis.

    MEASURE is the id of a measure in the ledger. The report gives no score and no verdict: it says which axis
    has facts under it, where the measure would reach further than the act, its class in law, which steps are
    missing, and which single input would change the result.

    \b
    What is open:      verbale proportionality m-ban --ledger incident.yaml
    For a program:     verbale proportionality m-ban --ledger incident.yaml --format json
    """
    given = read_records(records) if records else Records()
    found = weighing(measure, Desk().open_ledger(ledger_file), given)
    shown = (
        _json(found)
        if form == "json"
        else "\n".join(as_lines(_title(found), _tables(found), mark=found.mark))
    )
    click.echo(shown if found.cleared_by else LEGAL_WORD.sub(WITHHELD, shown))


def _json(found: Weighing) -> str:
    return json.dumps({"held_back": found.held_back, **asdict(found)}, indent=2, ensure_ascii=False)


def _title(found: Weighing) -> str:
    state = "held back" if found.held_back else "may be put to those who decide"
    out = "" if found.releasable else "; no text may tell of it, as it lacks its end or its way out"
    return f"Measure {found.measure} ({found.title}): {state}{out}."


def _tables(found: Weighing) -> tuple[Table, ...]:
    def levels(*, of_measure: bool) -> tuple[tuple[str, ...], ...]:
        return tuple(
            (
                axis.axis.value.removeprefix("measure_"),
                axis.level.value if axis.level else "",
                axis.words,
                ", ".join(axis.facts),
            )
            for axis in found.axes
            if axis.axis.is_of_measure is of_measure
        )

    compared = tuple(
        (f"{one.of_measure.value.removeprefix('measure_')} against {one.of_act}", one.outcome)
        for one in found.compared
    )
    legal = found.legal_class
    cleared = (
        f"{found.cleared_by} (legal) has cleared this report, and that the measure is proportionate."
        if found.cleared_by
        else f"Legal has not cleared this report. Its hash is {found.hash}."
    )
    return (
        Table("The act", ("Axis", "Level", "Why", "Facts"), levels(of_measure=False)),
        Table("The measure", ("Axis", "Level", "Why", "Facts"), levels(of_measure=True)),
        Table("Held against each other", ("Axes", "The measure reaches"), compared),
        Table(
            "Class in law", ("Class", ""), ((legal.value, legal.meaning),) if legal else (), "Not recorded."
        ),
        Table("Open points", ("Point",), tuple((one,) for one in found.open_points), "None."),
        Table(
            "Single inputs that would change the result",
            ("Input",),
            tuple((one,) for one in found.turns_on),
            "No single one would.",
        ),
        Table("Legal", ("",), ((cleared,),)),
    )
