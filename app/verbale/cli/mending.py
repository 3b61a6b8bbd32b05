"""What ``--fix`` writes and ``--diff`` shows."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click

from verbale.checking import Checking
from verbale.cli import complain
from verbale.cli.writing import write_whole
from verbale.model.errors import UserError
from verbale.read.document import Document
from verbale.read.rewriting import rewritable
from verbale.report import visible
from verbale.upkeep.mending import unified

REMEDY = "Ask for permission to write there, or see the changes with --diff."


@dataclass
class Mending:
    """Puts safe suggestions into documents, one after another, and counts them."""

    checking: Checking
    writes: bool
    """False: the files stay as they are, and ``differences`` tells what would change."""
    count: int = 0
    files: int = 0

    def mend(self, document: Document) -> tuple[Document, list[bytes]]:
        """The document as it stands afterwards, and its difference; what cannot be rewritten is said."""
        text, count = self.checking.mended(document)
        if not count:
            return document, []
        try:
            content, put = rewritable(document)
            changed = put.encoded(text)
            if self.writes:
                _write(Path(document.path), changed)
        except UserError as problem:
            complain(problem)
            return document, []
        except UnicodeEncodeError as error:
            complain(UserError(_lacks(document.path, text[error.start : error.end], put.encoding)))
            return document, []
        self.count += count
        self.files += 1
        difference = list(unified(_name(document.path), content, changed))
        return replace(document, text=text) if self.writes else document, difference

    def said(self) -> str:
        """How many changes there were, in words."""
        if not self.count:
            return "No suggestion can be applied without a person's decision."
        changes = "1 suggestion" if self.count == 1 else f"{self.count} suggestions"
        files = "1 file" if self.files == 1 else f"{self.files} files"
        return f"{changes} {'applied' if self.writes else 'can be applied'} in {files}."


def show(difference: Iterator[bytes], output: Path | None) -> None:
    """Write a difference as it is, or on a terminal without anything that could act on it."""
    if output is not None:
        write_whole(output, difference)
        return
    for line in difference:
        safe = f"{visible(line.decode('utf-8', 'replace').rstrip())}\n" if sys.stdout.isatty() else line
        click.echo(safe, nl=False)


def _write(file: Path, content: bytes) -> None:
    if not os.access(file, os.W_OK):
        raise UserError(f"{file} may not be written to. {REMEDY}")
    write_whole(file.resolve(), content, remedy=REMEDY)


def _name(path: str) -> str:
    """A path as git has it, with ``/`` and from where one is."""
    return os.path.relpath(path).replace(os.sep, "/")


def _lacks(path: str, words: str, encoding: str) -> str:
    return f'"{path}" is in {encoding.upper()}, which lacks “{words}”. Save it as UTF-8 and try again.'
