"""``verbale baseline``: hold back what is known, so that only new findings are shown."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from verbale.checking import Checked, Checking
from verbale.checking.sieve import words_around
from verbale.cli import COULD_NOT_RUN, complain
from verbale.cli.choosing import Asked, chooses
from verbale.cli.writing import write_whole
from verbale.model.errors import UserError
from verbale.read.folders import read_documents
from verbale.upkeep.baseline import read_baseline, taken

TEXT_FIELD = click.option(
    "--text-field", metavar="NAME", help="The field of JSON Lines and Parquet records with the text."
)


@click.group()
def baseline() -> None:
    """Hold back the findings that are known, so that an archive can be checked for new ones."""


@baseline.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@TEXT_FIELD
@chooses
def write(file: Path, paths: tuple[str, ...], text_field: str | None, asked: Asked) -> None:
    """Write every finding of the texts to FILE, made anew.

    A finding is known by its text's path from FILE, its rule and the words around it, never by its line, and
    as often as it occurs. Then `verbale lint --baseline FILE`, or baseline = "FILE" in verbale.toml, shows
    only what is not in it.

    \b
    Start with what is there: verbale baseline write known.json statements/
    Show what is new:         verbale lint --baseline known.json statements/

    \b
    Exit code 0: FILE is written.
    Exit code 2: a text could not be read, and nothing was written.
    """
    written = taken(
        file,
        (
            (one.path, one.findings, words_around(one.text, one.findings))
            for one in _all(asked, paths, text_field)
        ),
    )
    write_whole(file, written.write().encode())
    click.echo(f"{_findings(written.counts.total())} written to {file}.")


@baseline.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@TEXT_FIELD
@chooses
def prune(file: Path, paths: tuple[str, ...], text_field: str | None, asked: Asked) -> None:
    """Drop from FILE what the texts no longer say, and what was known of texts that are gone.

    Nothing is added, and what is known of texts not named here stays.

    \b
    After mending some texts: verbale baseline prune known.json statements/

    \b
    Exit code 0: FILE is as small as it can be.
    Exit code 2: a text could not be read, and nothing was changed.
    """
    run = read_baseline(file).run()
    for one in _all(asked, paths, text_field):
        run.sift(one.path, one.findings, words_around(one.text, one.findings))
    gone, kept = run.gone(), run.pruned()
    if kept.counts != run.baseline.counts:
        write_whole(file, kept.write().encode())
    click.echo(f"{_findings(gone)} dropped from {file}, {kept.counts.total()} kept.")


def remarks(checking: Checking, paths: Sequence[str]) -> Iterator[str]:
    """What a run held back, and whether a baseline has more than it needs."""
    for run in checking.sieve.runs:
        file = run.baseline.file
        yield f"{_findings(run.held.total())} held back by {file}."
        if gone := run.gone():
            command = f"verbale baseline prune {file} {' '.join(paths)}"
            yield f"{_findings(gone)} in {file} no longer {'occurs' if gone == 1 else 'occur'}: {command}"


def _all(asked: Asked, paths: Sequence[str], text_field: str | None) -> list[Checked]:
    """Every text checked, without any baseline; names all that cannot be read and ends the command."""
    checking = asked.checking(baseline="")
    checking.prepare(paths)
    outcomes = list(read_documents(paths, text_field=text_field))
    problems = [outcome for outcome in outcomes if isinstance(outcome, UserError)]
    for problem in problems:
        complain(problem)
    if problems:
        raise click.exceptions.Exit(COULD_NOT_RUN)
    return [checking.check(outcome) for outcome in outcomes if not isinstance(outcome, UserError)]


def _findings(number: int) -> str:
    return "1 finding" if number == 1 else f"{number} findings"
