"""``verbale lint``: check texts before they are released."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli.choosing import Asked, chooses
from verbale.cli.linting import Linting
from verbale.cli.showing import Colour, showing_for
from verbale.model.finding import Severity
from verbale.report import FORMATS, STATISTICS

if TYPE_CHECKING:
    from verbale.model.release import Release


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1)
@chooses
@click.option(
    "--releases",
    metavar="DIR",
    help="Compare with what has gone out, and without PATH each release with those before it.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="text and html for people, json or jsonl (a finding a line) for programs, the others for the tools "
    "of these names.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the report there, whole or not at all.",
)
@click.option(
    "--color",
    "--colour",
    "colour",
    type=click.Choice([when.value for when in Colour]),
    default=Colour.AUTO.value,
    show_default=True,
    help="Colours and links in text; auto: on a terminal, unless NO_COLOR is set.",
)
@click.option("--show-waived", is_flag=True, help="Show what was waived too, with the reason given.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule; with text and json.")
@click.option(
    "--fail-on",
    type=click.Choice([level.value for level in Severity]),
    help="The mildest finding that makes the exit code 1; warning unless said otherwise.",
)
@click.option(
    "--baseline", metavar="FILE", help="Hold back the findings in it; see `verbale baseline write`."
)
@click.option("--changed-since", metavar="REV", help="Only sentences that are new since a revision in git.")
@click.option("--fix", is_flag=True, help="Apply the suggestions that keep the meaning, and report the rest.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--watch", is_flag=True, help="Check again whatever is saved, until Ctrl-C.")
@click.option(
    "--text-field", metavar="NAME", help="The field of JSON Lines and Parquet records with the text."
)
@click.pass_context
def lint(
    context: click.Context,
    paths: tuple[str, ...],
    releases: str | None,
    form: str,
    output: Path | None,
    colour: str,
    show_waived: bool,
    statistics: bool,
    fail_on: str | None,
    baseline: str | None,
    changed_since: str | None,
    fix: bool,
    diff: bool,
    watch: bool,
    text_field: str | None,
    asked: Asked,
) -> None:
    """Check texts for wording that says more than is established.

    PATH is a file, a folder (every file of these kinds in it) or - for standard input: Markdown, plain text,
    HTML, Word (.docx), OpenDocument (.odt), PDF, mail (.eml), JSON Lines, Parquet, and zip archives of them.

    \b
    Check one statement:          verbale lint statement.md
    Compare it with the facts:    verbale lint statement.md --ledger ledger.yaml
    Check a folder in a script:   verbale lint drafts/ --format jsonl --fail-on error
    Check a page, a letter:       verbale lint notice.html letter.docx
    A page to read and pass on:   verbale lint drafts/ --format html -o findings.html
    Only what is new in git:      verbale lint statements/ --changed-since main
    Leave safe words out:         verbale lint statement.md --fix
    While you write:              verbale lint drafts/ --watch
    Compare it with what was said: verbale lint statement.md --releases records/ --ledger ledger.yaml
    Compare all that was said:    verbale lint --releases records/
    Check what another tool says: cat draft.txt | verbale lint -

    \b
    Exit code 0: nothing to look at again.
    Exit code 1: a finding of at least the --fail-on level.
    Exit code 2: a text could not be read, or the command was not understood.
    """
    if statistics and form not in STATISTICS:
        raise click.UsageError(f"--statistics goes with --format {' or '.join(STATISTICS)}.")
    if fix and diff:
        raise click.UsageError("--fix changes files and --diff changes none: give one of them.")
    if not paths and releases is None:
        raise click.UsageError("Name a file or folder to check, or - for standard input.")
    if watch and ("-" in paths or not paths or fix or diff or output or releases):
        raise click.UsageError(
            "--watch follows files as they are saved, and goes without -, --fix, --diff, -o."
        )

    def begin() -> Linting:
        checking = asked.checking(
            fail_on=fail_on,
            baseline=baseline,
            since=changed_since,
            text_field=text_field,
            releases=_released(Path(releases)) if releases else None,
        )
        to_file = output is not None
        showing = showing_for(
            form, checking.rules, colour=Colour(colour), to_file=to_file, waived=show_waived
        )
        return Linting(checking, form, showing, statistics, output, text_field)

    if watch:
        from verbale.cli.watching import watch as follow

        follow(begin, paths)
    linting = begin()
    linting.checking.prepare(paths)
    if diff:
        linting.difference(paths)
    else:
        linting.report(paths, fix=fix)
    context.exit(linting.worst)


def _released(folder: Path) -> "tuple[Release, ...]":
    from verbale.plan import read_records  # brings pydantic, which a text by itself never needs

    return read_records(folder).releases
