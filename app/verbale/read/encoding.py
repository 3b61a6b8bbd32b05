"""Bytes to text, or one sentence saying why they are none."""

import codecs
import re
from dataclasses import dataclass

from verbale.model.errors import UserError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ENOUGH = 100
"""Bytes from which an encoding is detected; a shorter text fits too many to choose one."""
SAMPLE = 1 << 18
_ODD = re.compile(rb"[\x80-\xff]")
USUAL = "cp1252"
"""Chosen where several Western encodings fit: what Windows wrote, and what the Web reads Latin-1 as."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A text and how its bytes put it: after the byte-order mark ``mark``, in ``encoding``."""

    text: str
    encoding: str
    mark: bytes = b""

    def encoded(self, text: str) -> bytes:
        """Another text put likewise; raises UnicodeEncodeError where the encoding lacks a character."""
        return self.mark + text.encode(self.encoding)


def decode(content: bytes, *, name: str, declared: str | None = None) -> str:
    """The text of ``content``: by its byte-order mark, else as ``declared``, else UTF-8, else as detected.

    Raises UserError, which calls the content ``name``, when it is binary or its encoding is in doubt.
    """
    return coded(content, name=name, declared=declared).text


def coded(content: bytes, *, name: str, declared: str | None = None) -> Coded:
    """What ``decode`` gives, with the encoding that it was in."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _coded(content.removeprefix(mark), encoding, name, mark)
    if declared is not None and _is_text_encoding(declared):
        try:
            return Coded(content.decode(declared), declared)
        except UnicodeDecodeError:
            pass  # a wrong declaration is common, and what the bytes are can still be seen
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _coded(content, _detected(content, name) or "utf-8", name)
    if "\0" not in text:
        return Coded(text, "utf-8")
    wide = _wide(content)
    if wide is None:
        raise refused(name)
    return Coded(content.decode(wide), wide)


def is_binary(content: bytes) -> bool:
    """True when bytes without a byte-order mark hold what no text holds."""
    marked = any(content.startswith(mark) for mark, _ in BYTE_ORDER_MARKS)
    return b"\0" in content and not marked and _wide(content) is None


def named(name: str) -> str:
    """How a problem calls a source."""
    return "Standard input" if name == "-" else f'"{name}"'


def refused(name: str) -> UserError:
    """What to say of a source that is no text and no kind of file that holds one."""
    return UserError(
        f"{named(name)} is a binary file. Give a text, Markdown, HTML, Word, OpenDocument, PDF or mail file."
    )


def _coded(content: bytes, encoding: str, name: str, mark: bytes = b"") -> Coded:
    try:
        return Coded(content.decode(encoding), encoding, mark)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{content[error.start]:02X} in line {line}"
        raise UserError(
            f"{named(name)} is not {encoding.upper()} text: {byte} cannot be decoded. "
            "Save the file as UTF-8 and try again, "
            "for example with: iconv -f WINDOWS-1252 -t UTF-8"
        ) from None


def _detected(content: bytes, name: str) -> str | None:
    """The encoding that the bytes speak for; None when they are too few to tell."""
    from charset_normalizer import from_bytes  # only the rare text that is not UTF-8 pays for it

    wide = _wide(content)
    if wide:
        return wide
    if b"\0" in content:
        raise refused(name)
    if len(content) < ENOUGH:
        return None
    odd = _ODD.search(content)
    sample = content[max(0, (odd.start() if odd else 0) - SAMPLE // 2) :][:SAMPLE]
    best = from_bytes(sample[: sample.rfind(b"\n") + 1] or sample).best()  # a cut may go through a letter
    if best is None:
        return None
    return USUAL if USUAL in best.could_be_from_charset and _fits(content, USUAL) else best.encoding


def _wide(content: bytes) -> str | None:
    """UTF-16 without its mark, told by the zero in every second byte of Western letters."""
    pairs = min(len(content), SAMPLE) // 2
    if pairs < 8 or len(content) % 2:
        return None
    for encoding, zeros in (
        ("utf-16-le", content[1 : 2 * pairs : 2]),
        ("utf-16-be", content[: 2 * pairs : 2]),
    ):
        if zeros.count(0) > 0.7 * pairs and _fits(content, encoding) and "\0" not in content.decode(encoding):
            return encoding
    return None


def _fits(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_text_encoding(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except (LookupError, ValueError):
        return False
