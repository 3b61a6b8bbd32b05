"""Which documents are text files that can be written anew, with all bytes as they were but those changed."""

from pathlib import Path

from verbale.model.errors import UserError
from verbale.read.document import Document
from verbale.read.encoding import Coded, coded, named
from verbale.read.source import STDIN


def rewritable(document: Document) -> tuple[bytes, Coded]:
    """The bytes of a document's file, and how they put its text.

    Raises UserError when it is no text file of its own, or its bytes are not what the text would be put as.
    """
    file = Path(document.path)
    if document.path == STDIN:
        raise UserError("Standard input is not rewritten. Name a file instead.")
    if document.places or not file.is_file():
        raise UserError(
            f"{named(document.path)} is not a text file and is not rewritten. "
            "Make its changes in the program that wrote it; the report shows them."
        )
    content = file.read_bytes()
    try:
        put = coded(content, name=document.path)
    except UserError:
        put = Coded("", "utf-8")
    if put.text != document.text:  # packed, or changed by somebody in the meantime
        raise UserError(
            f"{named(document.path)} is packed or has changed since it was read: it is not rewritten."
        )
    if put.encoded(put.text) != content:
        raise UserError(
            f"{named(document.path)} is in {put.encoding.upper()}, which cannot be written back as it was. "
            "Save it as UTF-8 and try again."
        )
    return content, put
