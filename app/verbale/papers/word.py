"""A draft as a Word file: Office Open XML (ISO/IEC 29500), written with the standard library.

The same paper always gives the same bytes.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from verbale.model.draft import Slot
from verbale.papers.blocks import Block, Kind, Letter, blocks
from verbale.papers.paper import COLOURS, Paper
from verbale.papers.provenance import provenance
from verbale.papers.wordparts import (
    CONTENT_TYPES,
    NAMESPACES,
    NUMBERING,
    PACKAGE_RELATIONS,
    SETTINGS,
    WATERMARK,
    core,
    custom,
    document_relations,
    styles,
)

AUTHOR = "Verbale"
"""Who makes the comments that tell where words come from; they are not read back."""
_STYLES = {
    Kind.PROSE: "BodyText",
    Kind.BULLET: "ListBullet",
    Kind.NUMBERED: "ListNumber",
    Kind.QUOTE: "Quote",
}
_MADE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive knows
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_docx(paper: Paper, *, comments: bool = False) -> bytes:
    """The paper as a Word file that tracks every change made in it.

    Header and footer carry the label, right-aligned, 12 pt and bold in its colour on black, and the page
    number; a paper that is not released has a watermark. With ``comments``, each fact says where it is from.
    """
    noted = paper.draft.slots if comments else ()
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELATIONS,
        "docProps/core.xml": core(_safe(paper.title), _safe(paper.ledger.issuer.name), paper.draft.language),
        "docProps/custom.xml": custom(paper.draft.id, paper.draft.version, paper.hash),
        "word/document.xml": _document(paper, noted),
        "word/_rels/document.xml.rels": document_relations(),
        "word/styles.xml": styles(paper.draft.language),
        "word/numbering.xml": _numbering(paper),
        "word/settings.xml": SETTINGS,
        "word/comments.xml": _comments(paper, noted),
        "word/header1.xml": _part("hdr", _header(paper)),
        "word/footer1.xml": _part("ftr", _marks(paper) + _page_number()),
    }
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            item = zipfile.ZipInfo(name, _MADE)
            item.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(item, content)
    return stream.getvalue()


def _part(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<w:{root} {NAMESPACES}>{content}</w:{root}>'


def _safe(words: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", words))


def _text(words: str, properties: str = "") -> str:
    set_as = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{set_as}<w:t xml:space="preserve">{_safe(words)}</w:t></w:r>'


def _document(paper: Paper, noted: Sequence[Slot]) -> str:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rHeader"/>'
        '<w:footerReference w:type="default" r:id="rFooter"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1701" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" '
        'w:gutter="0"/></w:sectPr>'
    )
    notes = tuple(_Note(number, slot) for number, slot in enumerate(noted))
    lists = 1
    paragraphs = []
    before: Block | None = None
    for block in blocks(paper.draft.text):
        if block.kind is Kind.NUMBERED and (before is None or before.kind is not Kind.NUMBERED):
            lists += 1
        paragraphs.append(_paragraph(block, notes, lists))
        before = block
    return _part("document", f"<w:body>{''.join(paragraphs)}{section}</w:body>")


def _numbering(paper: Paper) -> str:
    """One numbering for each numbered list, so that each begins where the text says."""
    begins, before = [], None
    for block in blocks(paper.draft.text):
        if block.kind is Kind.NUMBERED and before is not Kind.NUMBERED:
            begins.append(block.number)
        before = block.kind
    lists = "".join(
        f'<w:num w:numId="{id}"><w:abstractNumId w:val="1"/>'
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{first}"/></w:lvlOverride></w:num>'
        for id, first in enumerate(begins, start=2)
    )
    return _part("numbering", NUMBERING + lists)


@dataclass(frozen=True, slots=True)
class _Note:
    """A slot with the number of its comment."""

    number: int
    slot: Slot


def _paragraph(block: Block, notes: Sequence[_Note], lists: int) -> str:
    if block.kind is Kind.RULE:
        border = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        return f"<w:p><w:pPr>{border}</w:pPr></w:p>"
    style = f"Heading{min(block.level, 3)}" if block.kind is Kind.HEADING else _STYLES[block.kind]
    number = (
        f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{lists}"/></w:numPr>'
        if block.kind is Kind.NUMBERED
        else ""
    )
    here = [note for note in notes if _letters_of(block, note.slot)]
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{number}</w:pPr>{"".join(_runs(block, here))}</w:p>'


def _letters_of(block: Block, slot: Slot) -> list[int]:
    return [i for i, letter in enumerate(block.letters) if slot.span.start <= letter.at < slot.span.end]


def _runs(block: Block, notes: Sequence[_Note]) -> Iterator[str]:
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for note in notes:
        covered = _letters_of(block, note.slot)
        starts.setdefault(covered[0], []).append(note.number)
        ends.setdefault(covered[-1] + 1, []).append(note.number)
    cuts = sorted({0, len(block.letters), *starts, *ends})
    for start, end in zip(cuts, [*cuts[1:], None], strict=True):
        for number in ends.get(start, ()):
            yield f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
        for number in starts.get(start, ()):
            yield f'<w:commentRangeStart w:id="{number}"/>'
        if end is not None:
            yield from _set(block.letters[start:end])


def _set(letters: Sequence[Letter]) -> Iterator[str]:
    for (strong, emphasis), run in groupby(letters, key=lambda letter: (letter.strong, letter.emphasis)):
        properties = ("<w:b/>" if strong else "") + ("<w:i/>" if emphasis else "")
        yield _text("".join(letter.char for letter in run), properties)


def _comments(paper: Paper, noted: Sequence[Slot]) -> str:
    return _part(
        "comments",
        "".join(
            f'<w:comment w:id="{number}" w:author={quoteattr(AUTHOR)} w:initials="V"><w:p>'
            f"{_text(provenance(paper.ledger, slot))}</w:p></w:comment>"
            for number, slot in enumerate(noted)
        ),
    )


def _header(paper: Paper) -> str:
    mark = paper.draft_mark
    return _marks(paper) + (WATERMARK.format(words=_safe(mark)) if mark else "")


def _marks(paper: Paper) -> str:
    """The line of marks, right-aligned: exercise in black, then the label in its own colours."""
    exercise = _text(f"{paper.exercise_mark} ", '<w:b/><w:sz w:val="24"/>') if paper.exercise_mark else ""
    label = ""
    if paper.label:
        colour = COLOURS[paper.label]
        label = _text(
            f" {paper.label} ",
            f'<w:b/><w:color w:val="{colour}"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
            '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>',
        )
    return f'<w:p><w:pPr><w:jc w:val="right"/></w:pPr>{exercise}{label}</w:p>'


def _page_number() -> str:
    def field(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{field("PAGE")}{_text(" / ")}{field("NUMPAGES")}</w:p>'
