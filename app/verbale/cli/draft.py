"""``verbale draft``: fill a template from a ledger."""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.desk import Desk
from verbale.model.errors import UserError

if TYPE_CHECKING:
    from verbale.draft import Rendered

FORMATS = ("md", "html", "txt", "json")


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
    To clear and check:         verbale draft public/holding --ledger i.yaml --format json -o h.draft.json
    """
    from verbale.draft import to_html, to_text

    desk = Desk(house=house)
    if listing:
        for one in desk.templates():
            click.echo(f"{one.id:<28}{one.title}")
        return
    if template is None:
        raise UserError("Name a template, for example public/holding. `verbale draft --list` lists them.")
    if ledger_file is None:
        raise UserError(f"{template} is filled from a ledger. Give one with --ledger FILE.")
    rendered = desk.draft(template, desk.open_ledger(ledger_file), to=to, language=language)
    shapes = {"md": lambda draft: draft.text, "html": to_html, "txt": to_text, "json": _to_json}
    text = shapes[form](rendered)
    if output is None:
        click.echo(text, nl=False)
    else:
        _write(output, text)
    for remark in rendered.remarks:
        click.echo(remark, err=True)
    for withheld in rendered.withheld:
        click.echo(f"Withheld: {withheld.fact} {withheld.reason}.", err=True)


def _to_json(rendered: "Rendered") -> str:
    """The draft as the document that ``verbale check`` and ``verbale plan`` read."""
    return rendered.draft.model_dump_json(indent=2) + "\n"


def _write(file: Path, text: str) -> None:
    """The whole text or nothing: a reader never meets half a statement."""
    try:
        handle, unfinished = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            Path(unfinished).chmod(file.stat().st_mode & 0o777 if file.exists() else 0o644)
            Path(unfinished).replace(file)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(f"Cannot write {file}: {reason}. Choose another place with -o.") from None
