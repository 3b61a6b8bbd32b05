"""PDF to blocks: pages of lines, gathered into paragraphs by the space between them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING

from verbale.model.errors import UserError
from verbale.model.location import Location
from verbale.read.compose import Block, Run, Shape, compose
from verbale.read.document import About, Aside, Outcome
from verbale.read.encoding import named
from verbale.read.extras import needed
from verbale.read.source import Source

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

ONE_AT_A_TIME = Lock()
"""PDFium keeps state of its own and must not be entered twice."""
DOUBLE = 2.2
"""Heights of a line that the next of its paragraph may stand below it, double spacing among them."""
GAP = 1.35
"""A line lower than its neighbours' usual distance times this begins a paragraph."""
EDGE = 2
"""Lines at the top and the bottom of a page among which a running header or footer is looked for."""
REPEATS = 3
"""Pages that must carry a line for it to be a running header or footer."""
_DIGITS = re.compile(r"\d+")
_ENDED = re.compile(r"[.!?:;][\"'”’»)\]]*$")
_LINE = re.compile(r"[^\r\n]+")
_HYPHENS = ("\ufffe", "\x02")
"""What PDFium writes for a hyphen that only the end of a line called for."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    page: int
    number: int
    top: float
    bottom: float


def read_pdf(source: Source) -> Iterator[Outcome]:
    """One document; raises UserError when it is damaged, locked, or holds pictures of words only."""
    pdfium = needed("pypdfium2", extra="pdf", kind="a PDF", name=source.name)
    content = source.content()
    with ONE_AT_A_TIME:
        try:
            pdf = pdfium.PdfDocument(content)
        except pdfium.PdfiumError as error:
            raise UserError(_reason(str(error), source.name)) from None
        try:
            pages = [_lines(pdf[index], index + 1) for index in range(len(pdf))]
            about = _about(pdf)
        except pdfium.PdfiumError:
            raise UserError(_reason("", source.name)) from None
        finally:
            pdf.close()
    if pages and not any(pages):
        raise UserError(
            f"{named(source.name)} holds pictures of words, no words. "
            "Run text recognition over it first, for example with: ocrmypdf in.pdf out.pdf"
        )
    yield compose(source.name, _blocks(pages), about=about)


def _reason(error: str, name: str) -> str:
    if "password" in error.lower():
        return f"{named(name)} is locked with a password. Save it without one and try again."
    return f"{named(name)} is a damaged PDF. Export it anew and try again."


def _about(pdf: "PdfDocument") -> About:
    try:
        told = pdf.get_metadata_dict()
    except UnicodeDecodeError:  # half a surrogate pair in a title is no reason to leave a text unread
        return About()
    return About(
        date=told.get("ModDate") or told.get("CreationDate") or None,
        issuer=told.get("Author") or None,
        title=told.get("Title") or None,
    )


def _lines(page: "PdfPage", number: int) -> list[_Line]:
    words = page.get_textpage()
    text = words.get_text_range()
    # Boxes are asked for by PDFium's own index; it agrees with ours up to the first pair of surrogates or
    # character without a place, which only makes the gaps of that page less sure.
    most = words.count_chars()
    found = [match for match in _LINE.finditer(text) if match[0].strip()]
    lines = []
    for count, match in enumerate(found):
        _, bottom, _, top = words.get_charbox(min(match.start(), most - 1), loose=True)
        lines.append(_Line(match[0].rstrip(), number, count + 1, top, bottom))
    words.close()
    page.close()
    return lines


def _blocks(pages: list[list[_Line]]) -> Iterator[Block]:
    edges = [_edges(lines) for lines in pages]
    repeated = Counter(key for page in edges for key in {_key(line) for line in page})
    seen: set[str] = set()
    held: list[_Line] = []
    for lines, edge in zip(pages, edges, strict=True):
        usual = _usual_step(lines)
        before: _Line | None = None
        for line in lines:
            key = _key(line)
            if line in edge and repeated[key] >= REPEATS:
                if key in seen:
                    yield Block(Shape.PROSE, (Run(line.text, _at(line)),), Aside.REPEATED)
                else:
                    seen.add(key)
                    yield _block([line])
                continue
            if held and _begins(line, before or held[-1], usual if before else None):
                yield _block(held)
                held = []
            held.append(line)
            before = line
    if held:
        yield _block(held)


def _edges(lines: list[_Line]) -> list[_Line]:
    """Lines at the top and the bottom of a page that a gap sets off from what is between them."""
    usual = _usual_step(lines)
    set_off = [
        abs(above.bottom - line.bottom) > GAP * max(usual, line.top - line.bottom)
        for above, line in pairwise(lines)
    ]
    head = max((count for count, gap in enumerate(set_off[:EDGE], start=1) if gap), default=0)
    foot = max((count for count, gap in enumerate(set_off[: -EDGE - 1 : -1], start=1) if gap), default=0)
    return lines[:head] + lines[len(lines) - foot :]


def _key(line: _Line) -> str:
    """The line without its numbers, which count pages."""
    return _DIGITS.sub("0", line.text.strip())


def _usual_step(lines: list[_Line]) -> float:
    """How far below one another the lines of a paragraph stand on this page."""
    near = [
        round(above.bottom - line.bottom, 1)
        for above, line in pairwise(lines)
        if 0 < above.bottom - line.bottom <= DOUBLE * (line.top - line.bottom)
    ]
    counted = Counter(near)
    return min(near, key=lambda step: (-counted[step], step), default=0.0)


def _begins(line: _Line, before: _Line, usual: float | None) -> bool:
    """Whether ``line`` opens a paragraph; over a page's end only its words can tell."""
    if usual is None:
        return bool(_ENDED.search(before.text.strip())) or not line.text.strip()[:1].islower()
    step = before.bottom - line.bottom
    height = line.top - line.bottom
    larger = abs(height - (before.top - before.bottom)) > 0.2 * max(height, 1.0)
    return step <= 0 or step > max(usual, height) * GAP or larger


def _block(lines: list[_Line]) -> Block:
    runs: list[Run] = []
    joined = False
    for line in lines:
        if runs and not joined:
            runs.append(Run("\n", runs[-1].location))
        joined = line.text.endswith(_HYPHENS)
        runs.append(Run(line.text[:-1] if joined else line.text, _at(line)))
    return Block(Shape.PROSE, tuple(runs))


def _at(line: _Line) -> Location:
    return Location(page=line.page, line=line.number)
