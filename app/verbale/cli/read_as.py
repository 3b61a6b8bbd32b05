"""``verbale read-as``: what a draft says to a state concerned."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from verbale.cli.planning import FORMAT, HOUSE, LEDGER
from verbale.desk import Desk
from verbale.plan import read_draft
from verbale.plan.read_as import ReadAs, read_as
from verbale.report.tables import Table, as_lines


@click.command("read-as")
@click.argument("state", metavar="STATE")
@click.argument("draft", metavar="DRAFT", type=click.Path(path_type=Path))
@LEDGER
@FORMAT
@HOUSE
def read_draft_as(*, state: str, draft: Path, ledger_file: Path, form: str, house: Path | None) -> None:
    """Read a draft through the eyes of a state concerned, before it does.

    STATE is the id or a name of a state in the ledger; DRAFT a JSON document as `verbale draft ... --format
    json` writes it. It shows what the text says of them and on whose word, what it asks of them, what it
    assures them of, and what it leaves unsaid.

    \b
    verbale draft public/attribution-status --ledger incident.yaml --format json -o a.draft.json
    verbale read-as orsk a.draft.json --ledger incident.yaml
    """
    desk = Desk(house=house)
    ledger, text = desk.open_ledger(ledger_file), read_draft(draft)
    findings = desk.lint(text.text, ledger=ledger, slots=text.slots) if text.language == "en" else []
    found = read_as(state, text, ledger, tuple(findings))
    if form == "json":
        click.echo(json.dumps(asdict(found), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(as_lines(_title(found), _tables(found), mark=found.mark)))


def _title(found: ReadAs) -> str:
    return f"What this text says to {found.state}"


def _tables(found: ReadAs) -> tuple[Table, ...]:
    claims = tuple(
        (
            one.words,
            ", ".join(one.facts) or "no fact",
            ", ".join(one.by) or "the issuer",
            ", ".join(one.rules),
        )
        for one in found.claims
    )
    return (
        Table("Its claims about them", ("", "rests on", "in the words of", "the linter"), claims, "None."),
        Table("What it asks of them", ("",), tuple((one,) for one in found.asks), "Nothing."),
        Table("What it assures them of", ("",), tuple((one,) for one in found.assurances), "Nothing."),
        Table(
            "What it leaves unsaid", ("",), tuple((one,) for one in found.unsaid), "Nothing that we ask for."
        ),
    )
