"""A draft as a PDF file, set by ReportLab in the typeface that comes with it (Bitstream Vera).

The same paper always gives the same bytes.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from verbale.model.errors import UserError
from verbale.papers.blocks import Kind, Letter, blocks
from verbale.papers.paper import COLOURS, Paper

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable, SimpleDocTemplate

FACE = "Vera"
_FILES = {FACE: "Vera.ttf", "Vera-Bold": "VeraBd.ttf", "Vera-Italic": "VeraIt.ttf", "Vera-Both": "VeraBI.ttf"}
_STANDS_FOR = str.maketrans({"\u202f": "\u00a0", "\u2009": " ", "\u2011": "-", "\u00ad": ""})
"""Characters that the typeface lacks, and what looks the same: narrow spaces, hyphens that do not break."""
_MM = 72 / 25.4
_SIDE, _TOP, _BOTTOM = 25 * _MM, 30 * _MM, 25 * _MM
_EDGE = 12.5 * _MM
"""How far from the edge of the sheet the lines of marks stand."""
LABEL = 12
"""Points in which the label is set (FIRST, TLP 2.0, section 4)."""
_SIZES = {1: 17, 2: 14, 3: 12}
_TONGUES = {"en": "en-GB", "fr": "fr-FR"}


def to_pdf(paper: Paper) -> bytes:
    """The paper as a PDF of A4 pages, to be read and sent; it can be copied from and searched.

    Every page carries the label top and bottom, right-aligned, 12 pt and bold in its colour on black, and its
    number; a paper that is not released has a watermark. Which text it is stands in the properties of the
    file. Raises UserError when ReportLab is not installed, or the typeface lacks a character of the text.
    """
    _faces()
    _expect_printable(paper)
    pages = _set(paper, BytesIO(), pages=0)  # only so do we know how many there are
    stream = BytesIO()
    _set(paper, stream, pages=pages)
    return stream.getvalue()


@cache
def _faces() -> dict[int, int]:
    """Registers the typeface; gives the characters that it has."""
    try:
        metrics, fonts = (
            import_module("reportlab.pdfbase.pdfmetrics"),
            import_module("reportlab.pdfbase.ttfonts"),
        )
    except ImportError:
        raise UserError(
            'PDF files are set by ReportLab, which is not here. Install it with: pip install "verbale[pdf]".'
        ) from None
    for name, file in _FILES.items():
        metrics.registerFont(fonts.TTFont(name, file))
    metrics.registerFontFamily(FACE, *_FILES)
    return dict(metrics.getFont(FACE).face.charToGlyph)


def _expect_printable(paper: Paper) -> None:
    words = "".join(block.words for block in blocks(paper.draft.text)).translate(_STANDS_FOR)
    lacking = sorted({char for char in words if ord(char) not in _faces() and not char.isspace()})
    if lacking:
        named = ", ".join(f"“{char}” (U+{ord(char):04X})" for char in lacking)
        raise UserError(
            f"The typeface of our PDF files has no {named}. Write it otherwise, or make a Word file with "
            "--format docx and let Word or LibreOffice export the PDF."
        )


def _set(paper: Paper, stream: BytesIO, *, pages: int) -> int:
    """Sets the paper; gives the number of its pages. ``pages`` is what each page says there are."""
    from reportlab.platypus import SimpleDocTemplate

    draft = paper.draft
    document = SimpleDocTemplate(
        stream,
        leftMargin=_SIDE,
        rightMargin=_SIDE,
        topMargin=_TOP,
        bottomMargin=_BOTTOM,
        invariant=1,  # no clock and no chance in the file
        lang=_TONGUES.get(draft.language, draft.language),
        title=paper.title,
        author=paper.ledger.issuer.name,
        creator="Verbale",
        subject=f"Draft {draft.id}, version {draft.version}, text {paper.hash}, ledger {draft.ledger_hash}",
        keywords=", ".join(paper.marks),
    )

    def around(canvas: "Canvas", now: "SimpleDocTemplate") -> None:
        _around(canvas, paper, f"{now.page} / {pages}")

    document.build(list(_flow(paper)), onFirstPage=around, onLaterPages=around)
    return int(document.page)


def _flow(paper: Paper) -> Iterator["Flowable"]:
    from reportlab.platypus import HRFlowable, Paragraph

    number, before = 0, None
    for block in blocks(paper.draft.text):
        if block.kind is Kind.NUMBERED:
            number = number + 1 if before is Kind.NUMBERED else block.number
        before = block.kind
        if block.kind is Kind.RULE:
            yield HRFlowable(width="100%", spaceBefore=6, spaceAfter=6, color="black")
            continue
        marks = {Kind.BULLET: "–", Kind.NUMBERED: f"{number}."}
        yield Paragraph(_marked_up(block.letters), _style(block.kind, block.level), marks.get(block.kind))


def _style(kind: Kind, level: int) -> Any:
    from reportlab.lib.styles import ParagraphStyle

    if kind is Kind.HEADING:
        size = _SIZES.get(level, _SIZES[3])
        return ParagraphStyle(
            kind,
            fontName="Vera-Bold",
            fontSize=size,
            leading=size * 1.3,
            spaceBefore=10,
            spaceAfter=6,
            keepWithNext=1,
        )
    if kind in (Kind.BULLET, Kind.NUMBERED):
        given = {"leftIndent": 22, "bulletIndent": 4, "spaceAfter": 4}
    elif kind is Kind.QUOTE:
        given = {"leftIndent": 28, "rightIndent": 28, "spaceAfter": 8}
    else:
        given = {"spaceAfter": 8}
    face = "Vera-Italic" if kind is Kind.QUOTE else FACE
    return ParagraphStyle(kind, fontName=face, bulletFontName=FACE, fontSize=10.5, leading=15, **given)


def _marked_up(letters: Sequence[Letter]) -> str:
    """The words in ReportLab's own markup for bold and italics."""
    runs = []
    for (strong, emphasis), run in groupby(letters, key=lambda letter: (letter.strong, letter.emphasis)):
        words = escape("".join(letter.char for letter in run).translate(_STANDS_FOR))
        words = f"<i>{words}</i>" if emphasis else words
        runs.append(f"<b>{words}</b>" if strong else words)
    return "".join(runs)


def _around(canvas: "Canvas", paper: Paper, number: str) -> None:
    """What stands on a page beside its text: watermark, marks top and bottom right, number."""
    wide, high = canvas._pagesize
    canvas.saveState()
    if paper.draft_mark:
        canvas.saveState()
        canvas.translate(wide / 2, high / 2)
        canvas.rotate(55)
        canvas.setFillGray(0.88)
        canvas.setFont("Vera-Bold", 110)
        canvas.drawCentredString(0, -40, paper.draft_mark)
        canvas.restoreState()
    for y in (high - _EDGE - LABEL, _EDGE):
        _marks(canvas, paper, wide - _SIDE, y)
    canvas.setFont(FACE, 9)
    canvas.drawCentredString(wide / 2, _EDGE, number)
    canvas.restoreState()


def _marks(canvas: "Canvas", paper: Paper, right: float, y: float) -> None:
    """The line of marks, right-aligned: exercise in black, then the label in its own colours."""
    canvas.saveState()
    canvas.setFont("Vera-Bold", LABEL)
    if paper.label:
        width = canvas.stringWidth(paper.label, "Vera-Bold", LABEL) + 8
        canvas.rect(right - width, y - 4, width, LABEL + 5, stroke=0, fill=1)
        canvas.setFillColor(f"#{COLOURS[paper.label]}")
        canvas.drawRightString(right - 4, y, paper.label)
        right -= width + 8
    if paper.exercise_mark:
        canvas.setFillGray(0)
        canvas.drawRightString(right, y, paper.exercise_mark)
    canvas.restoreState()
