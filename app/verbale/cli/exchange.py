"""``verbale import`` and ``verbale export``: what comes from other programs, and what goes to them."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli.planning import HOUSE, LEDGER
from verbale.cli.writing import write_whole
from verbale.desk import Desk
from verbale.ledger import ledger_yaml
from verbale.ledger.exchange import Entering, Imported, Scale, allowed, import_facts, to_misp, to_stix
from verbale.model.errors import UserError
from verbale.model.evidence import SourceType
from verbale.model.tlp import Tlp
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
@LEDGER
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write the draft here.")
@HOUSE
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


@take_in.command("facts")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--ledger",
    "ledger_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    required=True,
    help="Where the facts go.",
)
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write the ledger here."
)
@click.option("--report", metavar="FILE", type=click.Path(path_type=Path), help="All that came, as JSON.")
@click.option(
    "--from", "sender", metavar="NAME", default="the sender", help="Who sent it, as it may be printed."
)
@click.option(
    "--source",
    type=click.Choice([one.value for one in SourceType]),
    default=SourceType.PARTNER.value,
    show_default=True,
    help="What kind of source that is.",
)
@click.option(
    "--unmarked",
    type=click.Choice([one.value for one in Tlp]),
    default=Tlp.AMBER_STRICT.value,
    show_default=True,
    help="The label of what carries none.",
)
@click.option(
    "--scale",
    type=click.Choice([one.value for one in Scale]),
    default=Scale.ADMIRALTY.value,
    show_default=True,
    help="What STIX numbers for confidence mean.",
)
def take_facts(
    *,
    file: Path,
    ledger_file: Path,
    output: Path | None,
    report: Path | None,
    sender: str,
    source: str,
    unmarked: str,
    scale: str,
) -> None:
    """Take in facts from a STIX 2.1 bundle or a MISP event.

    Nothing that comes in is known: it enters as suspected at most, and what bears on the author only as the
    statement of its producer. What became a fact is printed, with what a fact has no place for.

    \b
    See what would come in:  verbale import facts bundle.json --ledger i.yaml
    Take it in:              verbale import facts event.json --ledger i.yaml -o i2.yaml --report came.json
    """
    entering = Entering(sender, SourceType(source), Tlp(unmarked), Scale(scale))
    ledger = Desk().open_ledger(ledger_file)
    imported = import_facts(_text(file), ledger, entering, name=str(file))
    for line in _came(imported):
        click.echo(visible(line))
    if report is not None:
        write_whole(report, _report(imported).encode())
    if output is not None:
        write_whole(output, ledger_yaml(imported.ledger).encode())


@click.command()
@LEDGER
@click.option("--format", "form", type=click.Choice(["stix", "misp"]), default="stix", help="For whom it is.")
@click.option(
    "--tlp", type=click.Choice([one.value for one in Tlp]), required=True, help="The label of the audience."
)
@click.option("--to", metavar="NAME", help="Who receives it, where facts may be told to some only.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write to this file.")
def export(*, ledger_file: Path, form: str, tlp: str, to: str | None, output: Path | None) -> None:
    """Write the facts that an audience may have as STIX 2.1 or as a MISP event.

    What stays is listed on standard error, with the reason. A finding of ours about the author never leaves
    this way.

    \b
    For a CERT:       verbale export --ledger i.yaml --tlp TLP:GREEN -o bundle.json
    For one partner:  verbale export --ledger i.yaml --tlp TLP:AMBER --to norlund --format misp -o e.json
    """
    ledger, audience = Desk().open_ledger(ledger_file), Tlp(tlp)
    leaving = allowed(ledger, audience, to=to)
    content = (to_stix if form == "stix" else to_misp)(ledger, leaving, audience)
    if output is not None:
        write_whole(output, content.encode())
    else:
        click.echo(content, nl=False)
    for one in leaving.withheld:
        click.echo(visible(f"Withheld: {one.fact} {one.reason}."), err=True)


def _came(imported: Imported) -> Iterator[str]:
    for taken in imported.taken:
        kept = f"; kept beside: {', '.join(taken.kept)}" if taken.kept else ""
        yield f"{taken.fact}: {'; '.join(taken.mapped)}{kept}"
    for one in imported.kept:
        yield f"Kept beside: {one.id} ({one.kind}): {one.reason}."
    yield f"{len(imported.taken)} came in as facts, {len(imported.kept)} are kept beside the ledger."


def _report(imported: Imported) -> str:
    told = {
        "facts": [asdict(one) for one in imported.taken],
        "kept": [asdict(one) for one in imported.kept],
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _text(file: Path) -> str:
    try:
        return _content(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(f"{file} is not UTF-8. Give JSON as its producer wrote it.") from None


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
