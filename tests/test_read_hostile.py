"""Files made to harm: each is refused or read in a sentence, within its bounds, and never faults."""

import struct
import zipfile
import zlib
from io import BytesIO

import pytest

from reading import archive, docx, given, odt, p, pdf, problem, read
from verbale.model.errors import UserError
from verbale.read import package, source
from verbale.read.document import Document

MB = 1024 * 1024
LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FETCH = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def docx_of(content: str) -> bytes:
    """A Word file whose document is what we say, markup and all."""
    files = {name: read_member(docx(p("Quay.")), name) for name in ("[Content_Types].xml", "_rels/.rels")}
    return archive({**files, "word/document.xml": content})


def odt_of(content: str) -> bytes:
    """The same of OpenDocument."""
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def read_member(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as opened:
        return opened.read(name)


def understated(name: str, content: bytes) -> bytes:
    """An archive whose only file claims to be a hundred bytes and unpacks to all of ``content``."""
    made = bytearray(archive({name: content}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = made.index(signature) + offset
        made[at : at + 4] = struct.pack("<I", 100)
    return bytes(made)


@pytest.mark.parametrize("doctype", [LAUGHS, FETCH])
@pytest.mark.parametrize("make", [docx_of, odt_of])
def test_an_office_file_declares_no_entities(make, doctype: str) -> None:
    assert "document type" in problem("a", make(f"{doctype}<d>&b;</d>"))


@pytest.mark.parametrize(
    "content",
    [
        docx("<w:sdt>" * 300 + "</w:sdt>" * 300),
        odt("<text:section>" * 300 + "</text:section>" * 300),
        odt("<text:p>" + "<text:span>" * 5_000 + "</text:span>" * 5_000 + "</text:p>"),
    ],
    ids=["docx", "odt", "spans"],
)
def test_elements_nest_within_bounds(content: bytes) -> None:
    assert "deep" in problem("a", content)


def test_as_deep_as_is_allowed_is_read() -> None:
    assert read("a", docx("<w:sdt>" * 240 + p("Quay.") + "</w:sdt>" * 240)).text == "Quay."


@pytest.mark.parametrize("name", ["a.txt", "word/document.xml"])
def test_a_file_that_unpacks_to_far_too_much_is_not_unpacked(name: str) -> None:
    bomb = {name: b"a" * (30 * MB), "[Content_Types].xml": "<T/>"}
    bomb["_rels/.rels"] = read_member(docx(""), "_rels/.rels")
    assert any("unpacks to far more" in str(found) for found in given("a.zip", archive(bomb)))


def test_a_size_that_is_a_lie_changes_nothing() -> None:
    [found] = given("a.zip", understated("a.txt", b"a" * (30 * MB)))
    assert isinstance(found, UserError)


def test_all_files_of_an_archive_share_one_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "TOTAL", 2500)
    found = given("a.zip", archive({f"{n}.txt": "Quay." * 200 for n in range(5)}))
    assert [isinstance(f, Document) for f in found] == [True, True, False, False, False]


def test_a_file_larger_than_can_be_read_at_once_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "WHOLE", 1000)
    assert "larger than" in problem("a.txt", b"Quay. " * 200)


@pytest.mark.parametrize("name", ["../quay.txt", "a/../../quay.txt", "/etc/quay.txt", "..\\quay.txt"])
def test_a_name_that_points_outside_its_archive_is_refused(name: str) -> None:
    assert "points outside" in problem("a.zip", archive({name: "Quay."}))


def test_a_name_in_a_mail_cannot_point_elsewhere() -> None:
    headers = "From: a@b.example\nMIME-Version: 1.0\n"
    mail = headers + 'Content-Disposition: attachment; filename="../../quay.txt"\n\nQuay.\n'
    paths = [f.path for f in given("a.eml", mail.encode()) if isinstance(f, Document)]
    assert paths == ["a.eml", "a.eml/quay.txt"]


def test_archives_nest_within_bounds() -> None:
    content = archive({"a.txt": "Quay."})
    for _ in range(10):
        content = archive({"in.zip": content})
    assert "too deep" in problem("a.zip", content)


def test_a_locked_archive_says_so() -> None:
    made = bytearray(archive({"a.txt": "Quay."}, method=zipfile.ZIP_STORED))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.index(signature) + offset] |= 1
    assert "password" in problem("a.zip", bytes(made))


WHOLE = {
    "a.docx": docx(p("The quay.") * 20, styles="", footnotes=""),
    "a.odt": odt("<text:p>The quay.</text:p>" * 20),
    "a.pdf": pdf([(700, "The quay."), (680, "The pier.")]),
    "a.zip": archive({"a.txt": "The quay." * 50, "b.html": "<p>The pier."}),
    "a.eml": b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    b"--x\n\nQuay\n--x--",
}


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("part", [0.02, 0.3, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_off_faults_nothing(name: str, part: float) -> None:
    content = WHOLE[name]
    assert given(name, content[: int(len(content) * part)])


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("seed", range(12))
def test_a_file_with_damaged_bytes_faults_nothing(name: str, seed: int) -> None:
    content = bytearray(WHOLE[name])
    state = seed
    for _ in range(1 + len(content) // 80):
        state = zlib.crc32(state.to_bytes(4, "big"))
        content[state % len(content)] = state >> 24
    for found in given(name, bytes(content)):
        assert isinstance(found, Document | UserError)
