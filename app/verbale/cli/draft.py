"""``verbale draft``: fill a template from a ledger."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli.writing import write_whole
from verbale.desk import Desk
from verbale.model.errors import UserError
from verbale.model.textwaiver import without_waivers
from verbale.plan import read_draft, read_records

if TYPE_CHECKING:
    from collections.abc import Callable

    from verbale.draft import Rendered
    from verbale.papers import Paper

FORMATS = ("md", "html", "txt", "json", "docx", "pdf", "eml", "ics")


@click.command()
@click.argument("template", metavar="TEMPLATE", required=False)
@click.option("--ledger", "ledger_file", metavar="FILE", type=click.Path(path_type=Path), help="The facts.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="md", show_default=True, help="Shape of the text."
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write to this file.",
)
@click.option(
    "--language", metavar="CODE", default="en", show_default=True, help="en, or fr where translated."
)
@click.option(
    "--draft",
    "draft_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Shape this draft, a JSON document, instead of filling a template anew.",
)
@click.option(
    "--records",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="A paper of a text released in these records is no longer marked as a draft.",
)
@click.option("--comments", is_flag=True, help="docx: say beside each fact where it comes from.")
@click.option("--to", metavar="ID", help="The correspondence or state, where a ledger has several.")
@click.option(
    "--house",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="A folder with your house's own templates/, which win over those that ship.",
)
@click.option("--list", "listing", is_flag=True, help="List the templates and end.")
def draft(
    *,
    template: str | None,
    ledger_file: Path | None,
    form: str,
    output: Path | None,
    language: str,
    draft_file: Path | None,
    records: Path | None,
    comments: bool,
    to: str | None,
    house: Path | None,
    listing: bool,
) -> None:
    """Fill a template from the facts of a ledger.

    What the text may not tell is listed on standard error, with the reason.

    \b
    Which templates are there:  verbale draft --list
    A first statement:          verbale draft public/holding --ledger incident.yaml
    A page to print:            verbale draft public/update --ledger incident.yaml --format html -o page.html
    To be worked on in Word:    verbale draft public/holding --ledger i.yaml --format docx -o h.docx
    To send as it stands:       verbale draft public/update --ledger i.yaml --format pdf -o u.pdf
    To send, or to note:        verbale draft --draft h.draft.json --ledger i.yaml --format eml -o h.eml
    To clear and check:         verbale draft public/holding --ledger i.yaml --format json -o h.draft.json
    """
    desk = Desk(house=house)
    if listing:
        for one in desk.templates():
            click.echo(f"{one.id:<32}{one.title}")
        return
    if template is None and draft_file is None:
        raise UserError("Name a template, for example public/holding. `verbale draft --list` lists them.")
    if ledger_file is None:
        raise UserError(f"{template or draft_file} is filled from a ledger. Give one with --ledger FILE.")
    ledger = desk.open_ledger(ledger_file)
    if draft_file is not None:
        rendered = desk.shown(read_draft(draft_file), ledger)
    else:
        rendered = desk.draft(str(template), ledger, to=to, language=language)
    paper = desk.paper(rendered, ledger, read_records(records) if records else None)
    content = _shaped(form, rendered, paper, comments=comments)
    if output is not None:
        write_whole(output, content)
    elif form in ("docx", "pdf"):
        kind = {"docx": "Word", "pdf": "PDF"}[form]
        raise UserError(f"A {kind} file is not for a terminal. Name a file to write with -o.")
    else:
        click.echo(content, nl=False)
    for remark in rendered.remarks:
        click.echo(remark, err=True)
    for withheld in rendered.withheld:
        click.echo(f"Withheld: {withheld.fact} {withheld.reason}.", err=True)


def _shaped(form: str, rendered: "Rendered", paper: "Paper", *, comments: bool) -> bytes:
    from verbale.draft import to_html, to_text
    from verbale.papers import to_docx, to_eml, to_ics, to_pdf

    if form == "docx":
        return to_docx(paper, comments=comments)
    if form == "pdf":
        return to_pdf(paper)
    shapes: dict[str, Callable[[], str]] = {
        "md": lambda: without_waivers(rendered.text) if paper.released else rendered.text,
        "html": lambda: to_html(rendered),
        "txt": lambda: to_text(rendered),
        "json": lambda: _to_json(rendered),
        "eml": lambda: to_eml(paper, plain=to_text(rendered), page=to_html(rendered)),
        "ics": lambda: to_ics(paper),
    }
    return shapes[form]().encode("utf-8")


def _to_json(rendered: "Rendered") -> str:
    """The draft as the document that ``verbale check`` and ``verbale plan`` read."""
    return rendered.draft.model_dump_json(indent=2) + "\n"
