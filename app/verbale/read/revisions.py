"""Who changed and remarked what in a Word file: its tracked changes and comments, with their authors."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from xml.etree.ElementTree import Element

from verbale.model.errors import UserError
from verbale.read.compose import Block
from verbale.read.docx import docx_blocks, docx_parts
from verbale.read.encoding import named
from verbale.read.package import open_package
from verbale.read.source import Source

NOT_BODY = ("comment", "header", "footer")
ID, AUTHOR, DATE = "w:id", "w:author", "w:date"


class Act(StrEnum):
    """What a tracked change did."""

    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Revision:
    """One tracked change, accepted in the text; ``at`` is the time as the file gives it."""

    act: Act
    words: str
    author: str
    at: str | None


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote in the margin, and the words beside it."""

    author: str
    at: str | None
    words: str
    about: str


@dataclass(frozen=True, slots=True)
class Edited:
    """A Word file that has been worked on.

    ``blocks`` are those of the body with its notes, changes accepted. ``properties`` are the names and values
    that its maker wrote into it.
    """

    blocks: tuple[Block, ...]
    revisions: tuple[Revision, ...]
    comments: tuple[Comment, ...]
    properties: tuple[tuple[str, str], ...]


def read_edited(path: str, content: bytes) -> Edited:
    """The words of a Word file, and who changed and remarked what; UserError when it cannot be read."""
    package = open_package(Source(path, BytesIO(content)))
    texts = docx_parts(package, "officeDocument")
    if not texts or texts[0].tag != "w:document":
        raise UserError(f"{named(path)} is not a Word file. Give the .docx that came back.")
    walked = list(_steps(texts[0]))
    return Edited(
        blocks=tuple(
            block
            for block in docx_blocks(package)
            if block.aside is None and not (block.runs[0].location.part or "").startswith(NOT_BODY)
        ),
        revisions=tuple(_revisions(texts[0])),
        comments=tuple(
            Comment(
                author=comment.get(AUTHOR, ""),
                at=comment.get(DATE),
                words=_words(comment),
                about=_beside(walked, comment.get(ID)),
            )
            for part in docx_parts(package, "comments")
            for comment in part.iter("w:comment")
        ),
        properties=tuple(
            (one.get("name", ""), "".join(one.itertext()))
            for part in docx_parts(package, "custom-properties")
            for one in part
        ),
    )


ACTS = {
    "w:ins": Act.INSERTED,
    "w:moveTo": Act.INSERTED,
    "w:del": Act.DELETED,
    "w:moveFrom": Act.DELETED,
}


def _revisions(text: Element) -> Iterator[Revision]:
    for element in text.iter():
        # Within an insertion, a deletion by somebody else took the words out again.
        if element.tag in ACTS and (words := _words(element, deleted=ACTS[element.tag] is Act.DELETED)):
            yield Revision(ACTS[element.tag], words, element.get(AUTHOR, ""), element.get(DATE))


def _words(element: Element, *, deleted: bool = False) -> str:
    tags = ("w:t", "w:delText") if deleted else ("w:t",)
    paragraphs = list(element.iter("w:p")) or [element]
    lines = ("".join(one.text or "" for one in p.iter() if one.tag in tags) for p in paragraphs)
    return "\n".join(line for line in lines if line)


def _steps(element: Element) -> Iterator[Element]:
    """Range marks and words of the text in their order, without what a change took out."""
    for inner in element:
        if ACTS.get(inner.tag) is Act.DELETED:
            continue
        if inner.tag in ("w:t", "w:commentRangeStart", "w:commentRangeEnd"):
            yield inner
        yield from _steps(inner)


def _beside(walked: list[Element], id: str | None) -> str:
    words: list[str] = []
    within = False
    for element in walked:
        if element.tag == "w:t":
            words += [element.text or ""] if within else []
        elif element.get(ID) == id:
            within = element.tag == "w:commentRangeStart"
    return "".join(words)
