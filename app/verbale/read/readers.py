"""Which reader reads which kind of file."""

from collections.abc import Callable, Iterator
from importlib import import_module

from verbale.model.errors import UserError
from verbale.read.document import Document, Outcome
from verbale.read.encoding import decode, named
from verbale.read.kinds import Kind, kind_of
from verbale.read.source import Source

Reader = Callable[[Source], Iterator[Outcome]]

# Imported when called, so that a plain text is read without XML, mail or zip.
READERS = {
    Kind.TEXT: "verbale.read.readers:read_text",
    Kind.HTML: "verbale.read.html:read_html",
    Kind.DOCX: "verbale.read.docx:read_docx",
    Kind.ODT: "verbale.read.odt:read_odt",
    Kind.PDF: "verbale.read.pdf:read_pdf",
    Kind.MAIL: "verbale.read.mail:read_mail",
    Kind.JSON_LINES: "verbale.read.records:read_json_lines",
    Kind.PARQUET: "verbale.read.records:read_parquet",
    Kind.ZIP: "verbale.read.zips:read_zip",
}

DEEPEST = 3
"""How many archives and mails a file may lie in."""


def read_source(source: Source) -> Iterator[Outcome]:
    """The documents in a source, by its kind; a problem in place of each that cannot be read."""
    try:
        if source.depth > DEEPEST:
            raise UserError(
                f"{named(source.name)} lies too deep in other files. Unpack it and lint its parts."
            )
        module, _, name = READERS[kind_of(source)].partition(":")
        reader: Reader = getattr(import_module(module), name)
        yield from reader(source)
    except UserError as problem:
        yield problem


def read_text(source: Source) -> Iterator[Outcome]:
    """One document: a text or Markdown file as it stands."""
    yield Document(source.name, decode(source.content(), name=source.name))
