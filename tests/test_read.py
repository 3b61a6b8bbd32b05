"""Files become texts, or one sentence that says what to do."""

import codecs
import json
from pathlib import Path

import pytest

from reading import archive, docx, odt, p, pdf, problem, problems, read, texts
from verbale.model.errors import UserError
from verbale.read.encoding import decode
from verbale.read.kinds import SUFFIXES, Kind, kind_of
from verbale.read.readers import READERS
from verbale.read.source import open_source

LETTER = (
    "The café at the quay stays open – the ministry’s notice said so. “We regret this,” the office wrote, "
    "and thanked the crew of the Néréide."
)
MAIL = "From: desk@press.example\nMessage-ID: <1@press.example>\nSubject: Quay\n\nThe quay is open.\n"


@pytest.fixture
def quay(tmp_path: Path) -> Path:
    path = tmp_path / "quay.md"
    path.write_bytes("The quay is closed.\r\nFérry 🙂\n".encode())
    return path


def test_newlines_are_never_translated(quay: Path) -> None:
    assert texts(quay) == ["The quay is closed.\r\nFérry 🙂\n"]


def test_an_empty_file_is_an_empty_text(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    assert texts(tmp_path) == [""]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_names_the_encoding_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    assert read("a.txt", mark + "Férry".encode(encoding)).text == "Férry"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "utf-16-be", "utf-8"])
def test_an_encoding_that_nothing_names_is_detected(encoding: str) -> None:
    assert read("a.txt", LETTER.encode(encoding)).text == LETTER


def test_an_encoding_of_another_script_is_detected() -> None:
    words = "Министерство сообщило, что все системы порта восстановлены и проверка продолжается. " * 2
    assert read("a.txt", words.encode("cp1251")).text == words


def test_a_wrong_declaration_does_not_spoil_the_text() -> None:
    assert decode("Férry".encode(), name="a.html", declared="ascii") == "Férry"
    assert decode("Férry".encode(), name="a.html", declared="rot13") == "Férry"


@pytest.mark.parametrize(
    ("content", "said", "remedy"),
    [
        (b"Quay.\nF\xe9rry", "0xE9 in line 2", "Save the file as UTF-8"),
        (b"\x7fELF\x00\x01", "is a binary file", "Give a text"),
        (b"Quay" * 2000 + b"\0\1", "is a binary file", "Give a text"),
        (b"%PDF-1.7 ...", "is a damaged PDF", "Export it anew"),
        (b"PK\x03\x04...", "damaged zip archive", "Copy it again"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Office", "Save it as .docx or .eml"),
        (b"{\\rtf1 quay}", "rich-text", "Save it as .docx or .odt"),
        (b"\x1f\x8b\x08quay", "gzip", "Unpack it"),
        (b"PAR1 nothing PAR1", "damaged Parquet", "Write it anew"),
        (codecs.BOM_UTF16_LE + b"a", "not UTF-16-LE text", "Save the file as UTF-8"),
        (archive({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "workbook of Excel", "as text"),
        (archive({"mimetype": "application/vnd.oasis.opendocument.graphics"}), "no text", "as text"),
    ],
)
def test_what_is_not_text_is_refused_with_a_remedy(content: bytes, said: str, remedy: str) -> None:
    line = problem("a.txt", content)
    assert '"a.txt"' in line
    assert said in line
    assert remedy in line


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"The quay is open.", Kind.TEXT),
        (b"# Quay\n\n<div>open</div>", Kind.TEXT),
        (b"From: the harbour\nTo: the town\nDate: today\n\nThe quay is open.", Kind.TEXT),
        (b"A PDF begins with %PDF-1.7.", Kind.TEXT),
        (b"\xef\xbb\xbf<!-- made by hand --> <!DOCTYPE html><p>Quay", Kind.HTML),
        (b"<?xml version='1.0'?><html><p>Quay</p></html>", Kind.HTML),
        ("<html><p>Quay".encode("utf-16"), Kind.HTML),
        (MAIL.encode(), Kind.MAIL),
        (b"Received: from a\n by b\n" + MAIL.replace("\n", "\r\n").encode(), Kind.MAIL),
        (pdf([(700, "Quay")]), Kind.PDF),
        (docx(p("Quay")), Kind.DOCX),
        (odt("<text:p>Quay</text:p>"), Kind.ODT),
        (archive({"quay.txt": "open"}), Kind.ZIP),
    ],
)
@pytest.mark.parametrize("name", ["quay.txt", "quay"])
def test_the_content_tells_the_kind_whatever_the_name(
    name: str, content: bytes, kind: Kind, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    assert kind_of(open_source(str(tmp_path / name))) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.html", Kind.HTML), ("a.eml", Kind.MAIL), ("a.jsonl", Kind.JSON_LINES), ("a.docx", Kind.TEXT)],
)
def test_the_name_decides_where_contents_look_alike(name: str, kind: Kind, tmp_path: Path) -> None:
    (tmp_path / name).write_text("The quay is open.")
    assert kind_of(open_source(str(tmp_path / name))) == kind


def test_records_without_a_telling_name_are_records(tmp_path: Path) -> None:
    path = tmp_path / "piped"
    path.write_text(json.dumps({"text": "The quay is open. " * 1000}) + "\n")
    assert len(texts(path)[0]) == 18_000


def test_every_kind_has_a_reader() -> None:
    assert set(READERS) == set(Kind) == set(SUFFIXES.values())


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    [line] = problems(tmp_path / "gone.md")
    assert "There is no file or folder" in line
    assert "gone.md" in line


def test_an_unreadable_file_does_not_hide_the_others(quay: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\xff")
    assert len(problems(tmp_path)) == 1
    assert len(texts(tmp_path)) == 1


def test_a_folder_means_its_files_of_known_kinds_in_order(tmp_path: Path) -> None:
    (tmp_path / "b" / "deep").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    for name in ("b/deep/1.MD", "a.txt", "c.md", "c.py", ".d.md", ".hidden/e.md"):
        (tmp_path / name).write_text(name)
    (tmp_path / "d.docx").write_bytes(docx(p("d.docx")))
    (tmp_path / "e.zip").write_bytes(archive({"e.txt": "e.zip"}))
    assert texts(tmp_path) == ["a.txt", "b/deep/1.MD", "c.md", "d.docx", "e.zip"]


def test_a_folder_without_a_text_is_a_problem(tmp_path: Path) -> None:
    [line] = problems(tmp_path)
    assert "holds no file whose name ends in" in line


def test_a_file_named_twice_is_read_once(quay: Path) -> None:
    assert len(texts(quay, quay.parent, quay)) == 1


def test_a_path_that_cannot_exist_is_a_problem_too(tmp_path: Path) -> None:
    [line] = problems(tmp_path / "a\0b.md")
    assert "not a possible path" in line


def test_a_missing_extra_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    assert 'pip install "verbale[pdf]"' in problem("a.pdf", pdf([(700, "Quay")]))


def test_a_problem_is_the_reader_s_to_mend() -> None:
    with pytest.raises(UserError):
        open_source("/nowhere/at/all.md")
