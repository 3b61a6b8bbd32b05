"""``verbale lint``: check texts before they are released."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.checking import Checked, Checking
from verbale.cli import COULD_NOT_RUN, complain
from verbale.cli.choosing import Asked, chooses
from verbale.cli.showing import Colour, deliver, showing_for
from verbale.model.errors import UserError
from verbale.model.finding import Severity
from verbale.read.document import Document
from verbale.read.folders import read_documents
from verbale.report import FORMATS, STATISTICS, Linted, report

if TYPE_CHECKING:
    from verbale.cli.mending import Mending
    from verbale.model.release import Release

CLEAN, FOUND = 0, 1


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
    gone_out = _released(Path(releases)) if releases else None
    checking = asked.checking(
        fail_on=fail_on,
        baseline=baseline,
        since=changed_since,
        text_field=text_field,
        releases=gone_out,
    )
    checking.prepare(paths)
    worst = CLEAN

    def told(checked: Checked) -> Linted:
        nonlocal worst
        if checked.failed:
            worst = max(worst, FOUND)
        return Linted(checked.path, checked.text, checked.findings, checked.waived)

    def documents() -> Iterator[Document]:
        nonlocal worst
        for document in read_documents(paths, text_field=text_field):
            if isinstance(document, UserError):
                complain(document)
                worst = COULD_NOT_RUN
            else:
                yield document

    def results() -> Iterator[Linted]:
        for document in documents():
            now = mending.mend(document)[0] if mending is not None else document
            yield told(checking.check(now))
        yield from map(told, checking.check_releases() if not paths else ())

    def differences(mending: "Mending") -> Iterator[bytes]:
        for document in documents():
            told(checking.check(document))
            yield from mending.mend(document)[1]

    mending = _mending(checking, writes=fix) if fix or diff else None
    if diff and mending is not None:
        from verbale.cli.mending import show

        show(differences(mending), output)
    else:
        to_file = output is not None
        showing = showing_for(
            form, checking.rules, colour=Colour(colour), to_file=to_file, waived=show_waived
        )
        deliver(report(form, results(), showing, statistics=statistics), output)
    if mending is not None:
        click.echo(mending.said(), err=True)
    if checking.sieve.runs:
        from verbale.cli.baseline import remarks  # only with a baseline

        for remark in remarks(checking, paths):
            click.echo(remark, err=True)
    context.exit(worst)


def _mending(checking: Checking, *, writes: bool) -> "Mending":
    from verbale.cli.mending import Mending  # only where something is mended

    return Mending(checking, writes)


def _released(folder: Path) -> "tuple[Release, ...]":
    from verbale.plan import read_records  # brings pydantic, which a text by itself never needs

    return read_records(folder).releases
