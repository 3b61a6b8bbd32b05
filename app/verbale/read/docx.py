"""Word files to blocks: body, tables, notes, comments, headers; tracked changes as accepted."""

import posixpath
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

PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
}
MARKS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "‑",
    "w:softHyphen": "\u00ad",
}
GONE = frozenset(
    {"w:del", "w:moveFrom", "mc:Fallback", "w:instrText", "w:delInstrText", "w:rPr", "w:pPr", "w:tblPr"}
)
"""Taken out by a tracked change, written a second time for older programs, or no words at all."""
NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote", "w:commentReference": "comment"}
PARTS = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}
QUOTES = ("quote", "intense quote", "block text", "block quotation", "quotations")
CODES = ("source code", "html preformatted", "preformatted text", "code", "macro text")
ID = "w:id"
VALUE = "w:val"


def read_docx(source: Source) -> Iterator[Outcome]:
    """One document: everything that a person who is sent the file can read."""
    package = open_package(source)
    main = _target(_relations(package, ""), "officeDocument")
    if not main:
        raise UserError(f"{named(source.name)} is a damaged Word file. Open it in Word and save it anew.")
    yield compose(source.name, _Word(package, main[0]).blocks(), about=_about(package))


def docx_blocks(package: Package) -> Iterator[Block]:
    """What `read_docx` composes: body, notes, comments, headers and footers, changes accepted."""
    return _Word(package, _target(_relations(package, ""), "officeDocument")[0]).blocks()


def docx_parts(package: Package, kind: str) -> list[Element]:
    """The parts of a kind that the file or its text refers to, ``officeDocument`` for the text itself."""
    of_file = _relations(package, "")
    of_text = [one for main in _target(of_file, "officeDocument") for one in _relations(package, main)]
    return [_xml(package, part) for part in _target([*of_file, *of_text], kind)]


def _relations(package: Package, part: str) -> list[tuple[str, str, str]]:
    """Kind, id and target of everything that a part refers to within the package."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in package:
        return []
    found = []
    for element in _xml(package, listing):
        if element.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
            if target in package:
                kind = element.get("Type", "").rpartition("/")[2]
                found.append((kind, element.get("Id", ""), target))
    return found


def _target(relations: list[tuple[str, str, str]], kind: str) -> list[str]:
    return [target for found, _, target in relations if found == kind]


def _xml(package: Package, part: str) -> Element:
    return parse_xml(package.read(part), PREFIXES, name=f"{package.name}/{part}")


def _about(package: Package) -> About:
    for part in _target(_relations(package, ""), "core-properties"):
        core = _xml(package, part)
        return About(
            date=words(core, "dcterms:modified") or words(core, "dcterms:created"),
            issuer=words(core, "dc:creator") or None,
            title=words(core, "dc:title") or None,
        )
    return About()


@dataclass(slots=True)
class _Side:
    """One part of the file while it is read: where we are in it, and words that a deleted mark joins on."""

    part: str | None
    paragraphs: int = 0
    tables: int = 0
    cell: Location | None = None
    held: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def next(self) -> Location:
        """Where the paragraph that now begins stands."""
        if self.cell is not None:
            self.cell = replace(self.cell, paragraph=(self.cell.paragraph or 0) + 1)
            return self.cell
        self.paragraphs += 1
        return Location(part=self.part, paragraph=self.paragraphs)


class _Word:
    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._main = main
        self._relations = _relations(package, main)
        self._styles = self._read_styles()
        self._noted: dict[str, list[str]] = {kind: [] for kind in PARTS}

    def blocks(self) -> Iterator[Block]:
        """The body, then notes and comments in the order of their marks, then headers and footers."""
        body = child(_xml(self._package, self._main), "w:body")
        if body is not None:
            yield from self._within(body, _Side(None))
        for kind, part in PARTS.items():
            yield from self._notes(kind, part)
        for kind in ("header", "footer"):
            seen = set()
            for target in _target(self._relations, kind):
                found = tuple(self._within(_xml(self._package, target), _Side(kind)))
                words = tuple(block.text for block in found)
                if words not in seen:  # first, odd and even pages often say the same
                    seen.add(words)
                    yield from found

    def _notes(self, kind: str, part: str) -> Iterator[Block]:
        order = self._noted[kind]
        for target in _target(self._relations, part):
            notes = {
                note.get(ID, ""): note for note in _xml(self._package, target) if note.get("w:type") is None
            }
            # A note whose mark a tracked change took out goes with it; a comment stays in the file.
            kept = [id for id in order if id in notes]
            kept += [id for id in notes if id not in order] if kind == "comment" else []
            for number, id in enumerate(kept, start=1):
                yield from self._within(notes[id], _Side(f"{kind} {number}"))

    def _within(self, parent: Element, side: _Side) -> Iterator[Block]:
        for element in parent:
            if element.tag == "w:p":
                yield from self._paragraph(element, side)
            elif element.tag == "w:tbl":
                yield from self._table(element, side)
            elif element.tag not in GONE:
                yield from self._within(element, side)
        if any(side.held):  # the mark that a change took out was the last one
            words, side.held = "".join(side.held), []
            yield Block(Shape.PROSE, (Run(words, side.next()),))

    def _table(self, table: Element, side: _Side) -> Iterator[Block]:
        within_a_cell = side.cell is not None  # its words read as more paragraphs of that cell
        side.tables += not within_a_cell
        rows = [row for row in _below(table, "w:tr") if child(row, "w:trPr/w:del") is None]
        for number, row in enumerate(rows, start=1):
            cells = [cell for cell in _below(row, "w:tc") if child(cell, "w:tcPr/w:cellDel") is None]
            for count, cell in enumerate(cells, start=1):
                if not within_a_cell:
                    side.cell = Location(part=side.part, table=side.tables, row=number, cell=count)
                yield from self._within(cell, side)
        if not within_a_cell:
            side.cell = None

    def _paragraph(self, paragraph: Element, side: _Side) -> Iterator[Block]:
        text = "".join((*side.held, *self._words(paragraph, side)))
        side.held = []
        mark = child(paragraph, "w:pPr/w:rPr")
        if mark is not None and (child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None):
            side.held = [text]
        elif text.strip():
            shape, aside = self._shape(paragraph)
            yield Block(shape, (Run(text.strip("\n"), side.next()),), aside)
        boxes, side.boxes = side.boxes, []
        for box in boxes:
            yield from self._within(box, _Side("text box"))

    def _words(self, parent: Element, side: _Side) -> Iterator[str]:
        for element in parent:
            if element.tag == "w:t":
                yield element.text or ""
            elif element.tag in MARKS:
                yield MARKS[element.tag]
            elif element.tag in NOTES:
                self._noted[NOTES[element.tag]].append(element.get(ID, ""))
            elif element.tag == "w:txbxContent":
                side.boxes.append(element)
            elif element.tag not in GONE:
                yield from self._words(element, side)

    def _shape(self, paragraph: Element) -> tuple[Shape, Aside | None]:
        style = child(paragraph, "w:pPr/w:pStyle")
        names = self._styles.get(style.get(VALUE, ""), ()) if style is not None else ()
        if any(name.startswith("toc ") for name in names):
            return Shape.PROSE, Aside.NAVIGATION
        if any(name in ("title", "subtitle") or name.startswith("heading ") for name in names):
            return Shape.HEADING, None
        if any(name in QUOTES for name in names):
            return Shape.QUOTE, None
        if any(name in CODES for name in names):
            return Shape.CODE, None
        listed = child(paragraph, "w:pPr/w:numPr") is not None or any(
            name.startswith("list ") for name in names
        )
        return (Shape.ITEM if listed else Shape.PROSE), None

    def _read_styles(self) -> dict[str, tuple[str, ...]]:
        """Each style's id with its name and the names of the styles it is based on, in lower case."""
        names: dict[str, str] = {}
        based: dict[str, str] = {}
        for part in _target(self._relations, "styles"):
            for style in _xml(self._package, part).iter("w:style"):
                id = style.get("w:styleId", "")
                for element in style:
                    if element.tag == "w:name":
                        names[id] = element.get(VALUE, "").lower()
                    elif element.tag == "w:basedOn":
                        based[id] = element.get(VALUE, "")
        return {id: tuple(names.get(known, "") for known in _line(id, based)) for id in names}


def _line(id: str, based: dict[str, str]) -> list[str]:
    line = [id]
    while (above := based.get(line[-1])) is not None and above not in line and len(line) < 20:
        line.append(above)
    return line


def _below(parent: Element, tag: str) -> Iterator[Element]:
    """The nearest elements of a name, also where controls or tracked changes are wrapped around them."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag not in GONE and element.tag not in ("w:tbl", "w:p"):
            yield from _below(element, tag)
