"""Every document meant by the paths that a person gives."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from verbale.model.errors import UserError
from verbale.read.document import Document, read_document

SUFFIXES = (".md", ".txt")


def read_documents(paths: Iterable[str]) -> Iterator[Document | UserError]:
    """Each document once, in the order given; the problem in place of one that cannot be read.

    A folder means every Markdown and text file below it, sorted, hidden ones passed over. A folder
    without any is a problem too: a check that checks nothing must not pass.
    """
    seen: set[str] = set()
    for given in paths:
        for path in _files_meant(given):
            if isinstance(path, UserError):
                yield path
            elif path not in seen:
                seen.add(path)
                yield _document_or_problem(path)


def _document_or_problem(path: str) -> Document | UserError:
    try:
        return read_document(path)
    except UserError as problem:
        return problem


def _files_meant(path: str) -> list[str | UserError]:
    if not os.path.isdir(path):
        return [path]
    problems: list[str | UserError] = []

    def closed(error: OSError) -> None:
        problems.append(UserError(f'"{error.filename}" may not be opened. Ask its owner for permission.'))

    files = sorted(_files_below(Path(path), closed))
    if not files and not problems:
        problems.append(UserError(f'"{path}" holds no .md or .txt file. Name the files to lint one by one.'))
    return [*problems, *files]


def _files_below(folder: Path, closed: Callable[[OSError], None]) -> Iterator[str]:
    for parent, folders, names in os.walk(folder, onerror=closed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = os.path.join(parent, name)
            if name.lower().endswith(SUFFIXES) and not name.startswith(".") and os.path.isfile(path):
                yield path
