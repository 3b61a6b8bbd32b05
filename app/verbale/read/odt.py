"""OpenDocument texts to blocks: body, tables, notes, comments, headers; tracked changes as accepted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from verbale.model.errors import UserError
from verbale.model.location import Location
from verbale.read.compose import Block, Run, Shape, compose
from verbale.read.document import About, Aside, Outcome
from verbale.read.encoding import named
from verbale.read.package import Package, open_package
from verbale.read.source import Source
from verbale.read.xml import child, parse_xml, words

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
PREFIXES = {
    **{f"{_OASIS}{name}:1.0": name for name in ("office", "text", "table", "style", "meta")},
    f"{_OASIS}drawing:1.0": "draw",
    "http://purl.org/dc/elements/1.1/": "dc",
}
SPACES = {"text:tab": "\t", "text:line-break": "\n"}
GONE = frozenset({"text:tracked-changes", "text:sequence-decls", "office:forms", "text:note-citation"})
"""What a tracked change took out, and declarations."""
INDEXES = frozenset({"text:table-of-content", "text:alphabetical-index", "text:illustration-index"})
ROWS = ("table:table-header-rows", "table:table-rows", "table:table-row-group")
QUOTES = ("quotations", "block quotation", "quote")
CODES = ("preformatted text", "source code", "preformatted_20_text", "source_20_code")
_SPACE = re.compile(r"[ \t\r\n]+")
PARAGRAPHS = ("text:p", "text:h")


def read_odt(source: Source) -> Iterator[Outcome]:
    """One document: everything that a person who is sent the file can read."""
    package = open_package(source)
    if "content.xml" not in package:
        raise UserError(f"{named(source.name)} is a damaged OpenDocument file. Open it and save it anew.")
    yield compose(source.name, _Text(package).blocks(), about=_about(package))


def _xml(package: Package, part: str) -> Element:
    return parse_xml(package.read(part), PREFIXES, name=f"{package.name}/{part}")


def _about(package: Package) -> About:
    meta = child(_xml(package, "meta.xml"), "office:meta") if "meta.xml" in package else None
    if meta is None:
        return About()
    return About(
        date=words(meta, "dc:date") or words(meta, "meta:creation-date"),
        issuer=words(meta, "dc:creator") or words(meta, "meta:initial-creator"),
        title=words(meta, "dc:title"),
    )


@dataclass(slots=True)
class _Side:
    """One part of the file while it is read, and what was met on the way that stands beside its lines."""

    part: str | None
    paragraphs: int = 0
    tables: int = 0
    cell: Location | None = None
    boxes: list[Element] = field(default_factory=list)

    def next(self) -> Location:
        """Where the paragraph that now begins stands."""
        if self.cell is not None:
            self.cell = replace(self.cell, paragraph=(self.cell.paragraph or 0) + 1)
            return self.cell
        self.paragraphs += 1
        return Location(part=self.part, paragraph=self.paragraphs)


class _Text:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._beside: dict[str, list[Element]] = {"footnote": [], "endnote": [], "comment": []}
        self._styles: dict[str, tuple[str, str]] = {}

    def blocks(self) -> Iterator[Block]:
        """The body, then notes and comments in the order of their marks, then headers and footers."""
        content = _xml(self._package, "content.xml")
        styles = _xml(self._package, "styles.xml") if "styles.xml" in self._package else Element("none")
        for style in (*styles.iter("style:style"), *content.iter("style:style")):
            shown = style.get("style:display-name") or style.get("style:name") or ""
            above = style.get("style:parent-style-name", "")
            self._styles[style.get("style:name", "")] = (shown.lower(), above)
        body = child(content, "office:body/office:text")
        if body is not None:
            yield from self._within(body, _Side(None))
        for kind, met in self._beside.items():
            for number, note in enumerate(met, start=1):
                yield from self._within(note, _Side(f"{kind} {number}"))
        for page in styles.iter("style:master-page"):
            for kind in ("header", "footer"):
                for side in [inner for inner in page if inner.tag == f"style:{kind}"]:
                    yield from self._within(side, _Side(kind))

    def _within(
        self, parent: Element, side: _Side, *, item: bool = False, index: bool = False
    ) -> Iterator[Block]:
        for element in parent:
            tag = element.tag
            if tag in PARAGRAPHS:
                text = "".join(self._words(element, side))
                if text.strip():
                    shape = Shape.HEADING if tag == "text:h" else self._shape(element, item=item)
                    yield Block(
                        shape, (Run(text.strip("\n"), side.next()),), Aside.NAVIGATION if index else None
                    )
                boxes, side.boxes = side.boxes, []
                for box in boxes:
                    yield from self._within(box, _Side("text box"))
            elif tag == "table:table" and side.cell is None:
                yield from self._table(element, side)
            elif tag == "office:annotation":
                self._beside["comment"].append(element)
            elif tag not in GONE:
                inside = item or tag == "text:list-item"
                yield from self._within(element, side, item=inside, index=index or tag in INDEXES)

    def _table(self, table: Element, side: _Side) -> Iterator[Block]:
        side.tables += 1
        for number, row in enumerate(_rows(table), start=1):
            cells = [cell for cell in row if cell.tag == "table:table-cell"]
            for count, cell in enumerate(cells, start=1):
                side.cell = Location(part=side.part, table=side.tables, row=number, cell=count)
                yield from self._within(cell, side)
        side.cell = None

    def _words(self, parent: Element, side: _Side) -> Iterator[str]:
        yield _folded(parent.text)
        for element in parent:
            if element.tag in SPACES:
                yield SPACES[element.tag]
            elif element.tag == "text:s":
                count = element.get("text:c", "1")
                yield " " * (int(count[:3]) if count.isdecimal() else 1)
            elif element.tag == "text:note":
                kind = element.get("text:note-class", "footnote")
                self._beside.setdefault(kind, []).extend(
                    [inner for inner in element if inner.tag == "text:note-body"]
                )
            elif element.tag == "office:annotation":
                self._beside["comment"].append(element)
            elif element.tag == "draw:text-box":
                side.boxes.append(element)
            elif element.tag not in GONE:
                yield from self._words(element, side)
            yield _folded(element.tail)

    def _shape(self, paragraph: Element, *, item: bool) -> Shape:
        name = paragraph.get("text:style-name", "")
        for _ in range(20):
            shown, above = self._styles.get(name, (name.lower(), ""))
            if shown in QUOTES:
                return Shape.QUOTE
            if shown in CODES:
                return Shape.CODE
            if shown in ("title", "subtitle"):
                return Shape.HEADING
            if not above:
                break
            name = above
        return Shape.ITEM if item else Shape.PROSE


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if element.tag == "table:table-row":
            yield element
        elif element.tag in ROWS:
            yield from _rows(element)


def _folded(text: str | None) -> str:
    """White space as OpenDocument counts it: a run of it in the file is one space."""
    return _SPACE.sub(" ", text) if text else ""
