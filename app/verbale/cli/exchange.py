"""``verbale import`` and ``verbale export``: what comes from other programs, and what goes to them."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli.draft import write_whole
from verbale.desk import Desk
from verbale.model.errors import UserError
from verbale.papers import AUTHOR
from verbale.plan import read_draft
from verbale.report import visible

if TYPE_CHECKING:
    from verbale.papers import Changed, Returned
    from verbale.read.revisions import Edited


@click.group("import")
def take_in() -> None:
    """Take in what was worked on elsewhere, and say what became of it."""


@take_in.command("draft")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--draft",
    "draft_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    required=True,
    help="The draft that the Word file was made of.",
)
@click.option(
    "--ledger",
    "ledger_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    required=True,
    help="The facts.",
)
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write the draft here.")
@click.option("--house", metavar="DIR", type=click.Path(path_type=Path), help="Your house's own folder.")
def take_draft(
    *, file: Path, draft_file: Path, ledger_file: Path, output: Path | None, house: Path | None
) -> None:
    """Take back a draft that was edited in Word or LibreOffice.

    FILE is a .docx. Its tracked changes are taken as accepted; who made them, and every comment, is printed,
    with what changed, which facts the words no longer rest on, and what the linter finds in the new text.
    Earlier clearances were given for another text and are void.

    \b
    verbale draft public/holding --ledger i.yaml --format json -o h.draft.json
    verbale draft --draft h.draft.json --ledger i.yaml --format docx -o h.docx
    verbale import draft h.docx --draft h.draft.json --ledger i.yaml -o h2.draft.json
    """
    desk = Desk(house=house)
    draft, ledger = read_draft(draft_file), desk.open_ledger(ledger_file)
    returned, edited = desk.taken_back(draft, str(file), _content(file))
    for line in _told(returned, edited, earlier=draft.version):
        click.echo(visible(line))
    if returned.draft.language == "en":  # the words of rules are English
        findings = desk.lint(returned.draft.text, ledger=ledger, slots=returned.draft.slots)
        for finding in findings:
            words = finding.span.of(returned.draft.text)
            click.echo(visible(f"{finding.severity}: {finding.rule}: “{words}”: {finding.message}"))
    if output is not None:
        write_whole(output, f"{returned.draft.model_dump_json(indent=2)}\n".encode())


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UserError(f"{file} cannot be read: {error.strerror}. Check the path.") from None


def _told(returned: "Returned", edited: "Edited", *, earlier: int) -> Iterator[str]:
    for revision in edited.revisions:
        yield f"{revision.author or 'Somebody'} {revision.act}: {revision.words}"
    for comment in edited.comments:
        if comment.author != AUTHOR:
            beside = f" beside “{comment.about}”" if comment.about else ""
            yield f"{comment.author or 'Somebody'} remarked{beside}: {comment.words}"
    for change in returned.changed:
        yield from _change(change)
    for fact in returned.unlinked:
        yield f"Unlinked: no words rest on {fact} any more."
    if returned.draft.version == earlier:
        yield f"Nothing changed: version {earlier} stands, with its clearances."
    else:
        now = returned.draft.version
        yield f"Version {earlier} is now version {now}; clearances of the earlier text are void."


def _change(change: "Changed") -> Iterator[str]:
    facts = f" ({', '.join(change.facts)})" if change.facts else ""
    if change.before is None:
        yield f"New: {change.after}"
    elif change.after is None:
        yield f"Taken out{facts}: {change.before}"
    else:
        yield f"Changed{facts}: {change.before}"
        yield f"     to: {change.after}"
