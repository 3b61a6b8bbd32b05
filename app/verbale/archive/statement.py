"""What an archive is made of, as far as archive linting needs to know it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from verbale.model.errors import UserError
from verbale.model.finding import Finding


class About(Protocol):
    """What a source says of a text beside its words."""

    @property
    def id(self) -> str | None:
        """The source's own name for it."""

    @property
    def date(self) -> str | None:
        """As the source writes it; it begins with the year where years are told apart."""

    @property
    def issuer(self) -> str | None:
        """Who said it."""

    @property
    def title(self) -> str | None:
        """Its heading."""


class Statement(Protocol):
    """One text of an archive."""

    @property
    def path(self) -> str:
        """Where it came from."""

    @property
    def text(self) -> str:
        """What is linted."""

    @property
    def about(self) -> About:
        """What is known of it."""

    def located(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings with their places in the source."""


Outcome = Statement | UserError
"""A statement, or in its place the problem that kept it from being read."""


class Linter(Protocol):
    """What a worker lints with."""

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """The findings of each text."""


MakeLinter = Callable[[], Linter]
"""Builds the linter of a process; must be something that can be sent there."""
Open = Callable[[], Iterator[Outcome]]
"""Reads the archive from its beginning."""
