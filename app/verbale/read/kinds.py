"""What kind of file it is: by its content, and by its name where contents look alike."""

import json
import re
from enum import StrEnum
from pathlib import PurePath

from verbale.model.errors import UserError
from verbale.read.encoding import BYTE_ORDER_MARKS, is_binary, named, refused
from verbale.read.packed import bare
from verbale.read.source import Source


class Kind(StrEnum):
    """The kinds of file that are read."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    ODT = "odt"
    PDF = "pdf"
    MAIL = "mail"
    JSON_LINES = "json lines"
    PARQUET = "parquet"
    ZIP = "zip"


SUFFIXES = {
    ".md": Kind.TEXT,
    ".markdown": Kind.TEXT,
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".docx": Kind.DOCX,
    ".docm": Kind.DOCX,
    ".dotx": Kind.DOCX,
    ".odt": Kind.ODT,
    ".ott": Kind.ODT,
    ".pdf": Kind.PDF,
    ".eml": Kind.MAIL,
    ".jsonl": Kind.JSON_LINES,
    ".ndjson": Kind.JSON_LINES,
    ".parquet": Kind.PARQUET,
    ".zip": Kind.ZIP,
}
"""What is looked for in folders and archives."""

OTHERS = {
    b"\xd0\xcf\x11\xe0": (
        "an old Office or Outlook file, or one locked with a password",
        "Save it as .docx or .eml",
    ),
    b"{\\rtf": ("a rich-text file", "Save it as .docx or .odt"),
    b"\x1f\x8b": ("a gzip archive", "Unpack it"),
    b"\xfd7zXZ": ("an xz archive", "Unpack it"),
    b"7z\xbc\xaf": ("a 7z archive", "Unpack it"),
    b"Rar!\x1a": ("a RAR archive", "Unpack it"),
    b"\x89PNG": ("a picture", "Give the text it shows"),
    b"\xff\xd8\xff": ("a picture", "Give the text it shows"),
}
"""Kinds that are not read, by their first bytes, with the remedy."""
OFFICE = {
    "word/": Kind.DOCX,
    "xl/": "a workbook of Excel",
    "ppt/": "a presentation of PowerPoint",
}
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*+-->\s*)*+<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE,
)
_HEADERS = re.compile(
    r"(?:From [^\r\n]*(?:\r\n|\n))?((?:[!-9;-~]+:[^\r\n]*(?:(?:\r\n|\n)[ \t][^\r\n]*)*(?:\r\n|\n))+)"
)
_MAIL_ONLY = re.compile(
    r"^(?:MIME-Version|Message-ID|Received|Return-Path|DKIM-Signature):", re.IGNORECASE | re.MULTILINE
)
_FROM = re.compile(r"^From:", re.IGNORECASE | re.MULTILINE)


def kind_of(source: Source) -> Kind:
    """The kind of a source; raises UserError for one that is not read, with what to do instead."""
    head = source.head()
    by_name = SUFFIXES.get(PurePath(bare(source.name)).suffix)
    if head.startswith(b"%PDF-") or (by_name is Kind.PDF and b"%PDF-" in head):
        return Kind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_package(source)
    if head.startswith(b"PAR1"):
        return Kind.PARQUET
    for signature, (called, remedy) in OTHERS.items():
        if head.startswith(signature):
            raise UserError(f"{named(source.name)} is {called}. {remedy} and lint that.")
    if is_binary(head):
        raise refused(source.name)
    return _kind_of_text(head, by_name)


def _kind_of_text(head: bytes, by_name: Kind | None) -> Kind:
    encoding = next((name for mark, name in BYTE_ORDER_MARKS if head.startswith(mark)), "utf-8")
    text = head.decode(encoding, "replace").removeprefix("\ufeff")
    if _HTML.match(text):
        return Kind.HTML
    headers = _HEADERS.match(text)
    if headers and _FROM.search(headers[1]) and _MAIL_ONLY.search(headers[1]):
        return Kind.MAIL
    if by_name in (Kind.HTML, Kind.MAIL, Kind.JSON_LINES):
        return by_name
    if by_name is None and _are_records(text):
        return Kind.JSON_LINES
    return Kind.TEXT


def _are_records(text: str) -> bool:
    """True when the first line is a JSON object, which no prose begins with."""
    first, ended, _ = text.lstrip().partition("\n")
    if not first.startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return not ended and bool(re.match(r'\{\s*"[^"]+"\s*:', first))  # longer than what we looked at
    except RecursionError:
        return False


def _kind_of_package(source: Source) -> Kind:
    import zipfile  # not for the plain texts that make up most of what is linted

    source.stream.seek(0)
    try:
        with zipfile.ZipFile(source.stream) as archive:
            names = archive.namelist()
            told = (
                archive.open("mimetype").read(200).decode("ascii", "replace") if "mimetype" in names else ""
            )
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, RuntimeError, NotImplementedError, KeyError):
        return Kind.ZIP  # whoever reads it says what is wrong
    if told.startswith(OPEN_DOCUMENT):
        if told.strip() in (f"{OPEN_DOCUMENT}text", f"{OPEN_DOCUMENT}text-template"):
            return Kind.ODT
        raise UserError(
            f"{named(source.name)} is an OpenDocument file, but no text. Export its words as text."
        )
    if "[Content_Types].xml" in names:
        for folder, kind in OFFICE.items():
            if any(name.startswith(folder) for name in names):
                if isinstance(kind, Kind):
                    return kind
                raise UserError(f"{named(source.name)} is {kind}. Export its words as text and lint that.")
    return Kind.ZIP
