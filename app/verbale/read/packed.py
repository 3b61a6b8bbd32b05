"""Files packed by gzip, xz or zstd, read as what they hold."""

import gzip
import lzma
import shutil
import zlib
from typing import BinaryIO, cast

from verbale.read.extras import needed

SUFFIXES = (".gz", ".xz", ".zst")
DAMAGED = (EOFError, lzma.LZMAError, gzip.BadGzipFile, zlib.error)
"""What reading a packed file raises when it is cut short or changed."""
GZIP, XZ, ZSTD = b"\x1f\x8b", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd"


def unpacked(stream: BinaryIO, name: str) -> BinaryIO:
    """``stream``, or what it holds when it is packed; a stream that can be set back to its beginning."""
    head = stream.read(len(XZ))
    stream.seek(0)
    if head.startswith(GZIP):
        return cast(BinaryIO, gzip.open(stream))
    if head.startswith(XZ):
        return cast(BinaryIO, lzma.open(stream))
    if head.startswith(ZSTD):
        return _from_zstd(stream, name)
    return stream


def bare(name: str) -> str:
    """A file's name in lower case without what says that it is packed."""
    lowered = name.lower()
    return next((lowered.removesuffix(end) for end in SUFFIXES if lowered.endswith(end)), lowered)


def _from_zstd(stream: BinaryIO, name: str) -> BinaryIO:
    arrow = needed("pyarrow", extra="archive", kind="a zstd file", name=name)
    from tempfile import TemporaryFile

    held = cast(BinaryIO, TemporaryFile())  # noqa: SIM115 - read after this, and gone when it is closed
    with stream, arrow.CompressedInputStream(stream, "zstd") as opened:
        shutil.copyfileobj(opened, held, 1 << 20)
    held.seek(0)
    return held
