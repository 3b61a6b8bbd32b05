"""Zip archives and the formats made of them, read within bounds."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from verbale.model.errors import UserError
from verbale.read.encoding import named
from verbale.read.source import Source

MEMBER = 128 * 1024 * 1024
"""Bytes that one file of an archive may unpack to."""
TOTAL = 2 * 1024 * 1024 * 1024
"""Bytes that all files read from one archive may unpack to."""
RATIO = 200
"""How many times its packed size a file may unpack to; text packs to a third, markup to a fortieth."""
SLACK = 1024 * 1024
"""Bytes below which no ratio counts."""


@dataclass(slots=True)
class Package:
    """An open archive. What unpacks to more than a text can be is refused before it fills the memory."""

    name: str
    archive: zipfile.ZipFile
    unpacked: int = field(default=0)

    def __contains__(self, member: str) -> bool:
        return member in self.archive.NameToInfo

    def members(self) -> Iterator[str]:
        """The names of its files, sorted; folders left out."""
        return iter(sorted(item.filename for item in self.archive.infolist() if not item.is_dir()))

    def read(self, member: str) -> bytes:
        """The bytes of one file; raises UserError when they are damaged, locked, or too many."""
        item = self.archive.getinfo(member)
        called = named(f"{self.name}/{member}")
        most = min(MEMBER, TOTAL - self.unpacked, max(SLACK, item.compress_size * RATIO))
        try:
            with self.archive.open(item) as stream:
                content = stream.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError):
            raise UserError(f"{called} is damaged. Make the file anew and try again.") from None
        except RuntimeError:
            raise UserError(
                f"{called} is locked with a password. Save it without one and try again."
            ) from None
        except NotImplementedError:
            raise UserError(
                f"{called} is packed in a way we cannot read. Pack it as an ordinary zip."
            ) from None
        if len(content) > most:
            raise UserError(
                f"{called} unpacks to far more than a text can have and was not read. "
                "If it is no mistake, unpack it and lint its parts."
            )
        self.unpacked += len(content)
        return content


def open_package(source: Source) -> Package:
    """The archive in a source; raises UserError when it is damaged."""
    source.stream.seek(0)
    try:
        return Package(source.name, zipfile.ZipFile(source.stream))
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError):
        raise UserError(f"{named(source.name)} is a damaged zip archive. Copy it again and retry.") from None
