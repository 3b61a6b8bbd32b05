"""Small files of every kind, made by hand, and what our readers give for them."""

import zipfile
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from verbale.model.errors import UserError
from verbale.read.document import Document
from verbale.read.folders import read_documents
from verbale.read.readers import read_source
from verbale.read.source import Source

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{prefix}="{OASIS}:{name}:1.0"'
    for prefix, name in {
        **{n: n for n in ("office", "text", "table", "style", "meta")},
        "draw": "drawing",
    }.items()
)


def given(name: str, content: bytes, **told: str) -> list[Document | UserError]:
    """What is read from bytes by that name, problems among it."""
    return list(read_source(Source(name, BytesIO(content), **told)))


def read(name: str, content: bytes, **told: str) -> Document:
    """The one document in bytes by that name."""
    [document] = given(name, content, **told)
    assert isinstance(document, Document), document
    return document


def problem(name: str, content: bytes, **told: str) -> str:
    """What is said of bytes that cannot be read."""
    [found] = given(name, content, **told)
    assert isinstance(found, UserError), found
    assert "\n" not in str(found)
    return str(found)


def texts(*paths: Path) -> list[str]:
    """The texts of every document meant by the paths."""
    return [d.text for d in read_documents(map(str, paths)) if isinstance(d, Document)]


def problems(*paths: Path) -> list[str]:
    """What is said of everything meant by the paths that cannot be read."""
    return [str(d) for d in read_documents(map(str, paths)) if isinstance(d, UserError)]


def where(document: Document, words: str) -> str:
    """Where the words, which stand once in the text, stand in the source."""
    assert document.text.count(words) == 1, document.text
    return str(document.location(document.text.index(words)))


def archive(files: dict[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of files by name."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", method) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return packed.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word file; further parts such as ``footnotes`` by the name of their relation, the inside of each."""
    related = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/{part}" Target="{part}.xml"/>'
        for n, part in enumerate(parts)
    )
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<R><R Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></R>',
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f"<R>{related}</R>",
    }
    for part, inside in parts.items():
        files[f"word/{part}.xml"] = f'<w:part xmlns:w="{W}">{inside}</w:part>'
    return archive(files)


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of a Word file; a run that is markup already stays so."""
    inside = "".join(
        r if r.startswith("<") else f'<w:r><w:t xml:space="preserve">{escape(r)}</w:t></w:r>' for r in runs
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def odt(body: str, *, styles: str = "") -> bytes:
    """An OpenDocument text with this body and these automatic styles."""
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        }
    )


def pdf(*pages: list[tuple[int, str]]) -> bytes:
    """A PDF whose pages hold lines of Latin-1 text, each at its height above the bottom in points."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        shown = b"".join(
            b"BT /F1 11 Tf 72 %d Td (%s) Tj ET\n"
            % (y, line.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)"))
            for y, line in lines
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (5 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%sendstream" % (len(shown), shown))
    made = b"%PDF-1.4\n"
    starts = []
    for number, content in enumerate(objects, start=1):
        starts.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return (
        made
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
            len(made),
        )
    )
