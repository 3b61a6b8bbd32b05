"""``verbale ledger``: check a ledger of incident facts, and see how one is written."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from verbale.cli import COULD_NOT_RUN
from verbale.ledger import Inspection, Problem, inspect_file, ledger_fields, ledger_schema, sample_ledger
from verbale.report import visible


@click.group()
def ledger() -> None:
    """Check a ledger of incident facts, and see how one is written."""


@ledger.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text for people, json for programs.",
)
@click.pass_context
def check(context: click.Context, file: Path, form: str) -> None:
    """Name every problem in a ledger, each with its line, its value and what to do.

    FILE is a ledger in YAML or JSON. A warning, such as a cause that is undetermined with fewer than
    three hypotheses, does not keep the ledger from being used.

    \b
    Check a ledger:         verbale ledger check ledger.yaml
    Check it in a script:   verbale ledger check ledger.yaml --format json

    \b
    Exit code 0: the ledger can be used.
    Exit code 2: it has problems, or could not be read.
    """
    inspection = inspect_file(file)
    click.echo(_json(inspection.problems) if form == "json" else _text(file.name, inspection))
    context.exit(COULD_NOT_RUN if inspection.errors else 0)


@ledger.command()
def schema() -> None:
    """Print the JSON Schema of a ledger, for editors and other programs.

    \b
    verbale ledger schema > ledger.schema.json
    """
    click.echo(json.dumps(ledger_schema(), indent=2))


@ledger.command()
def fields() -> None:
    """Print every field of a ledger with its meaning, as Markdown.

    \b
    verbale ledger fields | less
    """
    click.echo(ledger_fields(), nl=False)


@ledger.command()
def sample() -> None:
    """Print the sample ledger, to start one's own from.

    \b
    verbale ledger sample > ledger.yaml
    """
    click.echo(sample_ledger(), nl=False)


def _text(name: str, inspection: Inspection) -> str:
    lines = [f"{name}: {problem}" for problem in inspection.problems]
    warnings = _count(len(inspection.problems) - len(inspection.errors), "warning")
    if inspection.ledger is None:
        lines.append(f"{name}: {_count(len(inspection.errors), 'problem')}, {warnings}.")
    else:
        facts = _count(len(inspection.ledger.facts), "fact")
        lines.append(f"{name}: {facts}, no problems{f', {warnings}' if inspection.problems else ''}.")
    return "\n".join(visible(line) for line in lines)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _json(problems: tuple[Problem, ...]) -> str:
    return json.dumps([_plain(problem) for problem in problems], indent=2)


def _plain(problem: Problem) -> dict[str, object]:
    fields = asdict(problem)
    del fields["place"], fields["warning"]
    return {"path": problem.path, "severity": "warning" if problem.warning else "error", **fields}
