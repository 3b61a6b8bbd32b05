"""Where bytes come from: a file, standard input, or a file within another."""

import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from verbale.model.errors import UserError
from verbale.read.encoding import named
from verbale.read.packed import unpacked

STDIN = "-"
WHOLE = 256 * 1024 * 1024
"""Bytes that a file read as a whole may have: about forty million words. Records are read one by one."""
HEAD = 4096


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes by the name that findings give them.

    ``text_field`` and ``id_field`` are where records keep their text and their name, if told. ``depth``
    counts the files around this one.
    """

    name: str
    stream: BinaryIO
    text_field: str | None = None
    depth: int = 0
    id_field: str | None = None

    def head(self) -> bytes:
        """The first few thousand bytes."""
        self.stream.seek(0)
        return self.stream.read(HEAD)

    def content(self) -> bytes:
        """All bytes; raises UserError when they are more than can be read at once."""
        self.stream.seek(0)
        content = self.stream.read(WHOLE + 1)
        if len(content) > WHOLE:
            raise UserError(
                f"{named(self.name)} is larger than {WHOLE // 1024**2} MB. "
                "Split it, or put one text into each line of a JSON Lines file."
            )
        return content

    def within(self, name: str, content: bytes) -> "Source":
        """A file inside this one."""
        return Source(f"{self.name}/{name}", BytesIO(content), self.text_field, self.depth + 1, self.id_field)


def open_source(path: str, *, text_field: str | None = None, id_field: str | None = None) -> Source:
    """A file, or standard input for ``-``; raises UserError when it is missing or closed to us."""
    if path == STDIN:
        return Source(path, BytesIO(sys.stdin.buffer.read(WHOLE + 1)), text_field, id_field=id_field)
    try:
        stream: BinaryIO = Path(path).open("rb")  # noqa: SIM115 - the source's reader closes it
        if not stream.seekable():  # a pipe
            with stream:
                stream = BytesIO(stream.read(WHOLE + 1))
        return Source(path, unpacked(stream, path), text_field, id_field=id_field)
    except FileNotFoundError:
        raise UserError(
            f"There is no file or folder {named(path)}. Check its spelling and the folder you are in."
        ) from None
    except PermissionError:
        raise UserError(f"{named(path)} may not be read. Ask its owner for permission to read it.") from None
    except OSError as error:
        raise UserError(
            f"{named(path)} could not be read ({error.strerror}). Copy it to a local disk and try again."
        ) from None
    except ValueError:
        raise UserError(f"{named(path)} is not a possible path. Check its spelling.") from None
