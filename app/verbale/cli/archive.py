"""``verbale archive lint``: check thousands of past statements, with a report on all of them."""

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING

import click

from verbale.desk import Desk

if TYPE_CHECKING:
    from verbale.archive import Progress, Summary

REPORTED = 5


@click.group()
def archive() -> None:
    """Check what was said before: folders, zip files and files of records, as a whole."""


@archive.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--out", metavar="DIR", required=True, help="The folder for the results; made when missing.")
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes at work; unless given, one for each core."
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="local: processes on this machine; ray: the cluster that RAY_ADDRESS names, or one made here.",
)
@click.option("--no-cache", is_flag=True, help="Lint every text anew, and keep nothing for the next run.")
@click.option("--exhaustive", is_flag=True, help="Parse every sentence; slow, with the same findings.")
@click.option(
    "--trained-reader/--no-trained-reader",
    default=False,
    help="Let the trained reader weigh what the rules find; much slower. Off unless given.",
)
@click.option("--text-column", metavar="NAME", help="The field of records with the text.")
@click.option("--id-column", metavar="NAME", help="The field of records with their name.")
@click.option(
    "--incident", metavar="WORDS", help="Follow how surely this incident's author is named over time."
)
@click.option("--house", metavar="DIR", help="A folder with your house's own rules and words.")
def lint(
    sources: tuple[str, ...],
    out: str,
    jobs: int | None,
    engine: str,
    no_cache: bool,
    exhaustive: bool,
    trained_reader: bool,
    text_column: str | None,
    id_column: str | None,
    incident: str | None,
    house: str | None,
) -> None:
    """Check an archive and write findings.jsonl, findings.parquet, records.jsonl and report.html into --out.

    SOURCE is a file or folder of anything that `verbale lint` reads, or JSON Lines (also .gz, .xz, .zst) and
    Parquet with one statement a record. A run that was cut off goes on where it stopped when the same command
    is given again, and ends with the same results. Records that cannot be read are listed in problems.jsonl.

    \b
    A folder of past releases:   verbale archive lint releases/ --out report/
    A file with many records:    verbale archive lint statements.jsonl.xz --out report/ --text-column body
    One incident over the years: verbale archive lint releases/ --out report/ --incident "harbour outage"

    \b
    Exit code 0: the archive was checked, whatever was found.
    Exit code 2: no text could be read, or the command was not understood.
    """
    desk = Desk(house=Path(house) if house else None)
    shown = (
        _Shown(lambda: desk.count_archive(sources, text_field=text_column)) if sys.stderr.isatty() else None
    )
    summary = desk.lint_archive(
        sources,
        Path(out),
        jobs=jobs,
        engine=engine,
        cache=not no_cache,
        exhaustive=exhaustive,
        trained_reader=trained_reader,
        text_field=text_column,
        id_field=id_column,
        incident=incident,
        tell=shown.tell if shown else None,
    )
    if shown:
        shown.end()
    _say(summary)


def _say(summary: "Summary") -> None:
    done = summary.progress
    click.echo(f"{done.records:,} statements, {done.words:,} words, {done.findings:,} findings.")
    for file in summary.files:
        click.echo(f"  {file}")
    for note in summary.notes:
        click.echo(note, err=True)
    if done.problems:
        known = "1 record" if done.problems == 1 else f"{done.problems:,} records"
        click.echo(f"{known} could not be read; problems.jsonl says why.", err=True)


class _Shown:
    """One line on the terminal: how far, how fast, how long still. Counts ahead to know how much there is."""

    def __init__(self, count: Callable[[], int]) -> None:
        self._began = monotonic()
        self._total: int | None = None
        self._resumed_words: int | None = None
        Thread(target=self._count, args=(count,), daemon=True).start()

    def _count(self, count: Callable[[], int]) -> None:
        self._total = count()

    def tell(self, progress: "Progress") -> None:
        """Shows how far the run has come."""
        seconds = max(monotonic() - self._began, 0.001)
        done = progress.records + progress.problems
        line = f"{done:,} statements, {progress.words / seconds:,.0f} words/s"
        fresh = done - progress.resumed
        if self._total and fresh:
            left = (self._total - done) * seconds / fresh
            line += f", {100 * done / self._total:.0f} %, {_clock(left)} left"
        click.echo(f"\r{line}\033[K", nl=False, err=True)

    def end(self) -> None:
        """Clears the line."""
        click.echo("\r\033[K", nl=False, err=True)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds) + 1, 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
