"""One file as text, or one sentence saying why it is not."""

import codecs
import sys
from dataclasses import dataclass
from pathlib import Path

from verbale.model.errors import UserError

STDIN = "-"

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive (Word and OpenDocument files are zip archives too)",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "a rich-text file",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A text and where it came from. ``path`` is as it was given; ``-`` is standard input.

    ``text`` keeps every newline as it stood. A byte-order mark is not part of it.
    """

    path: str
    text: str


def read_document(path: str) -> Document:
    """Read one file, or standard input for ``-``.

    Raises UserError when the file is missing, unreadable, binary or not in a Unicode encoding.
    """
    return Document(path, decode(_bytes_of(path), name=path))


def decode(content: bytes, *, name: str) -> str:
    """The text of ``content``: UTF-8, or whatever its byte-order mark says.

    Raises UserError, which calls the content ``name``, when it is binary or in another encoding.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decoded(content.removeprefix(mark), encoding, name)
    for signature, kind in SIGNATURES.items():
        if content.startswith(signature):
            raise UserError(f"{_named(name)} is {kind}. Save it as plain text or Markdown and lint that.")
    if b"\0" in content:
        raise UserError(f"{_named(name)} is a binary file. Give a plain text or Markdown file instead.")
    return _decoded(content, "utf-8", name)


def _decoded(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{content[error.start]:02X} in line {line}"
        raise UserError(
            f"{_named(name)} is not {encoding.upper()} text: {byte} cannot be decoded. "
            "Save the file as UTF-8 and try again, "
            "for example with: iconv -f WINDOWS-1252 -t UTF-8"
        ) from None


def _bytes_of(path: str) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise UserError(
            f"There is no file or folder {_named(path)}. Check its spelling and the folder you are in."
        ) from None
    except PermissionError:
        raise UserError(f"{_named(path)} may not be read. Ask its owner for permission to read it.") from None
    except OSError as error:
        raise UserError(
            f"{_named(path)} could not be read ({error.strerror}). Copy it to a local disk and try again."
        ) from None
    except ValueError:
        raise UserError(f"{_named(path)} is not a possible path. Check its spelling.") from None


def _named(path: str) -> str:
    return "Standard input" if path == STDIN else f'"{path}"'
