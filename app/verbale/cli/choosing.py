"""The options by which several commands say how texts are to be checked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verbale.checking import Checking
from verbale.checking.sieve import Sieve
from verbale.lint.rules import rule_ids
from verbale.settings import Choice, Files

if TYPE_CHECKING:
    from verbale.model.release import Release

OPTIONS = (
    click.option("--ledger", metavar="FILE", help="Compare the text with the recorded facts of this ledger."),
    click.option("--house", metavar="DIR", help="A folder with your house's own rules and words."),
    click.option(
        "--trained-reader/--no-trained-reader",
        default=None,
        help="With the trained reader (where it is installed, unless said otherwise), or by the rules alone.",
    ),
    click.option(
        "--config", metavar="FILE", help="Settings, instead of the nearest verbale.toml above each text."
    ),
    click.option("--no-config", is_flag=True, help="Look for no verbale.toml."),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was chosen on the command line; it wins over any file."""

    ledger: str | None
    house: str | None
    trained_reader: bool | None
    config: str | None
    no_config: bool

    def checking(
        self,
        *,
        fail_on: str | None = None,
        baseline: str | None = None,
        since: str | None = None,
        text_field: str | None = None,
        releases: "Sequence[Release] | None" = None,
    ) -> Checking:
        """What checks texts so; raises UserError when there are no such settings."""
        if self.config and self.no_config:
            raise click.UsageError("--config names a file and --no-config wants none: give one of them.")
        house = Path(self.house) if self.house else None
        files = Files(
            rules=lambda own: rule_ids(own) | rule_ids(house),
            config=Path(self.config) if self.config else None,
            search=not self.no_config,
            asked=self._choices(fail_on, baseline),
        )
        return Checking(files, sieve=Sieve(since=since, text_field=text_field), releases=releases)

    def _choices(self, fail_on: str | None, baseline: str | None) -> Iterator[Choice]:
        switched = None if self.trained_reader is None else str(self.trained_reader).lower()
        given = (
            ("fail-on", fail_on, "--fail-on"),
            ("ledger", self.ledger, "--ledger"),
            ("house", self.house, "--house"),
            ("baseline", baseline, "--baseline"),
            ("trained-reader", switched, f"--{'' if self.trained_reader else 'no-'}trained-reader"),
        )
        return (Choice(key, value, option) for key, value, option in given if value is not None)


def chooses(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command these options, and them to it as ``asked``."""

    @wraps(command)
    def asked(
        *args: Any,
        ledger: str | None,
        house: str | None,
        trained_reader: bool | None,
        config: str | None,
        no_config: bool,
        **others: Any,
    ) -> Any:
        return command(*args, asked=Asked(ledger, house, trained_reader, config, no_config), **others)

    for option in reversed(OPTIONS):
        asked = option(asked)
    return asked
