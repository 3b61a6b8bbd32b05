"""One run of ``verbale lint``: documents in, a report or a difference out, and how it ended."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.checking import Checked, Checking
from verbale.cli import COULD_NOT_RUN, complain
from verbale.cli.showing import deliver
from verbale.model.errors import UserError
from verbale.read.document import Document
from verbale.read.folders import read_documents
from verbale.report import Linted, Showing, report

if TYPE_CHECKING:
    from verbale.cli.mending import Mending

CLEAN, FOUND = 0, 1


@dataclass
class Linting:
    """What was asked for; ``worst`` is the exit code so far."""

    checking: Checking
    form: str
    showing: Showing
    statistics: bool = False
    output: Path | None = None
    text_field: str | None = None
    worst: int = CLEAN

    def report(self, paths: Sequence[str], *, fix: bool = False) -> None:
        """Report on the texts at ``paths``, or without any on the releases; ``fix`` mends them first."""
        mending = self._mending(writes=True) if fix else None
        checking = self.checking

        def results() -> Iterator[Linted]:
            for document in self._documents(paths):
                now = mending.mend(document)[0] if mending else document
                yield self._told(checking.check(now))
            yield from map(self._told, () if paths else checking.check_releases())

        self._deliver(results())
        if mending is not None:
            click.echo(mending.said(), err=True)
        if checking.sieve.runs:
            from verbale.cli.baseline import remarks  # only with a baseline

            for remark in remarks(checking, paths):
                click.echo(remark, err=True)

    def difference(self, paths: Sequence[str]) -> None:
        """Show what ``fix`` would change in the texts at ``paths``."""
        from verbale.cli.mending import show

        mending = self._mending(writes=False)

        def lines() -> Iterator[bytes]:
            for document in self._documents(paths):
                self._told(self.checking.check(document))
                yield from mending.mend(document)[1]

        show(lines(), self.output)
        click.echo(mending.said(), err=True)

    def _deliver(self, results: Iterable[Linted]) -> None:
        deliver(report(self.form, results, self.showing, statistics=self.statistics), self.output)

    def _documents(self, paths: Sequence[str]) -> Iterator[Document]:
        for document in read_documents(paths, text_field=self.text_field):
            if isinstance(document, UserError):
                complain(document)
                self.worst = COULD_NOT_RUN
            else:
                yield document

    def _told(self, checked: Checked) -> Linted:
        if checked.failed:
            self.worst = max(self.worst, FOUND)
        return Linted(checked.path, checked.text, checked.findings, checked.waived)

    def _mending(self, *, writes: bool) -> "Mending":
        from verbale.cli.mending import Mending  # only where something is mended

        return Mending(self.checking, writes)
