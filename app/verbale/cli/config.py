"""``verbale config``: which settings are in force, and where from."""

from collections.abc import Iterator

import click

from verbale.cli.choosing import Asked, chooses
from verbale.report import visible
from verbale.settings import Choice, Settings


@click.group()
def config() -> None:
    """See the settings of verbale.toml."""


@config.command()
@click.argument("path", metavar="[PATH]", default=".")
@chooses
def show(path: str, asked: Asked) -> None:
    """Print the settings in force for a text or folder, and where each comes from.

    \b
    For what lies in this folder:  verbale config show
    For one text:                  verbale config show drafts/release.md
    With what would win over them: verbale config show release.md --ledger ledger.yaml

    \b
    Exit code 0: these are the settings.
    Exit code 2: a file of settings has something in it that cannot be understood.
    """
    settings = asked.checking().settings(path)
    for line in _lines(settings):
        click.echo(visible(line))


def _lines(settings: Settings) -> Iterator[str]:
    keys = max(len(choice.key) for choice in settings.choices)
    values = max(len(_said(choice)) for choice in settings.choices)
    for choice in settings.choices:
        yield f"{choice.key:<{keys}}  {_said(choice):<{values}}  {choice.origin}"


def _said(choice: Choice) -> str:
    if choice.value:
        return choice.value
    return {"trained-reader": "where installed", "families.structure": "of drafts only"}.get(
        choice.key, "none"
    )
