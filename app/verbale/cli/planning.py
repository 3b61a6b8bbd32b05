"""The options that the commands about a whole incident share."""

from pathlib import Path

import click

FORMATS = ("text", "json")
LEDGER = click.option(
    "--ledger",
    "ledger_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    required=True,
    help="The facts.",
)
FORMAT = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="For whom it is."
)
HOUSE = click.option(
    "--house", metavar="DIR", type=click.Path(path_type=Path), help="Your house's own folder."
)
