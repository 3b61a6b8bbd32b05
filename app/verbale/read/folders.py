"""Every document meant by the paths that a person gives."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from verbale.model.errors import UserError
from verbale.read.document import Outcome
from verbale.read.kinds import SUFFIXES
from verbale.read.packed import DAMAGED, bare
from verbale.read.readers import read_source
from verbale.read.source import open_source


def read_documents(
    paths: Iterable[str], *, text_field: str | None = None, id_field: str | None = None
) -> Iterator[Outcome]:
    """Each document once, in the order given; the problem in place of one that cannot be read.

    A folder means every file below it of a kind we read, told by its name, sorted, hidden ones passed over.
    A folder without any is a problem too: a check that checks nothing must not pass. Archives, mails and
    files of records hold several documents. ``text_field`` and ``id_field`` name the fields of records
    that hold the text and the record's name.
    """
    seen: set[str] = set()
    for given in paths:
        for path in _files_meant(given):
            if isinstance(path, UserError):
                yield path
            elif path not in seen:
                seen.add(path)
                yield from _documents_of(path, text_field, id_field)


def told_below(outcomes: Iterable[Outcome], folder: Path) -> Iterator[Outcome]:
    """The same outcomes, naming what lies in ``folder`` without it."""
    before = f"{folder}{os.sep}"
    for outcome in outcomes:
        if isinstance(outcome, UserError):
            yield UserError(str(outcome).replace(before, ""))
        else:
            yield replace(outcome, path=outcome.path.removeprefix(before))


def files_meant(paths: Iterable[str]) -> Iterator[str]:
    """The files that ``read_documents`` would read, each once; without what cannot be."""
    seen: set[str] = set()
    for given in paths:
        for path in _files_meant(given):
            if isinstance(path, str) and path not in seen:
                seen.add(path)
                yield path


def _documents_of(path: str, text_field: str | None, id_field: str | None) -> Iterator[Outcome]:
    try:
        source = open_source(path, text_field=text_field, id_field=id_field)
    except UserError as problem:
        yield problem
        return
    with source.stream:
        try:
            yield from read_source(source)
        except DAMAGED:
            yield UserError(f'"{path}" is packed and damaged: what follows cannot be read. Pack it anew.')


def _files_meant(path: str) -> list[str | UserError]:
    if not os.path.isdir(path):
        return [path]
    problems: list[str | UserError] = []

    def closed(error: OSError) -> None:
        problems.append(UserError(f'"{error.filename}" may not be opened. Ask its owner for permission.'))

    files = sorted(_files_below(Path(path), closed))
    if not files and not problems:
        known = ", ".join(SUFFIXES)
        problems.append(
            UserError(f'"{path}" holds no file whose name ends in {known}. Name the files one by one.')
        )
    return [*problems, *files]


def _files_below(folder: Path, closed: Callable[[OSError], None]) -> Iterator[str]:
    for parent, folders, names in os.walk(folder, onerror=closed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = os.path.join(parent, name)
            if bare(name).endswith(tuple(SUFFIXES)) and not name.startswith(".") and os.path.isfile(path):
                yield path
