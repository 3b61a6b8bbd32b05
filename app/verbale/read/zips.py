"""Zip archives as folders of files."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from verbale.model.errors import UserError
from verbale.read.document import Outcome
from verbale.read.encoding import named
from verbale.read.kinds import SUFFIXES
from verbale.read.package import open_package
from verbale.read.readers import read_source
from verbale.read.source import Source


def read_zip(source: Source) -> Iterator[Outcome]:
    """The documents of an archive's files of the kinds we read, told by their names, hidden ones passed over.

    Nothing is ever written to disk; a name that points outside the archive is refused all the same, because
    the path of a finding must not name another file.
    """
    package = open_package(source)
    found = False
    for member in package.members():
        path = PurePosixPath(member.replace("\\", "/"))
        if not member.lower().endswith(tuple(SUFFIXES)):
            continue
        if any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in path.parts):
            continue
        found = True
        if ".." in path.parts or path.is_absolute():
            yield UserError(
                f"{named(f'{source.name}/{member}')} points outside its archive. Do not trust it."
            )
            continue
        try:
            inside = source.within(member, package.read(member))
        except UserError as problem:
            yield problem
        else:
            yield from read_source(inside)
    if not found:
        yield UserError(f"{named(source.name)} holds no file we can read. Put texts or office files into it.")
