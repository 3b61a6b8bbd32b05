"""Files become text, or one sentence that says what to do."""

import codecs
from pathlib import Path

import pytest

from verbale.model.errors import UserError
from verbale.read.document import Document, decode, read_document
from verbale.read.folders import read_documents


def texts(*paths: Path) -> list[str]:
    return [d.text for d in read_documents(map(str, paths)) if isinstance(d, Document)]


def problems(*paths: Path) -> list[str]:
    return [str(d) for d in read_documents(map(str, paths)) if isinstance(d, UserError)]


@pytest.fixture
def quay(tmp_path: Path) -> Path:
    path = tmp_path / "quay.md"
    path.write_bytes("The quay is closed.\r\nFérry 🙂\n".encode())
    return path


def test_newlines_are_never_translated(quay: Path) -> None:
    assert read_document(str(quay)).text == "The quay is closed.\r\nFérry 🙂\n"


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
    assert decode(mark + "Férry".encode(encoding), name="a.txt") == "Férry"


@pytest.mark.parametrize(
    ("content", "problem", "remedy"),
    [
        (b"Quay.\nF\xe9rry", "0xE9 in line 2", "Save the file as UTF-8"),
        (b"\x7fELF\x00\x01", "is a binary file", "plain text or Markdown"),
        (b"%PDF-1.7 ...", "is a PDF", "Save it as plain text"),
        (b"PK\x03\x04...", "zip archive (Word", "Save it as plain text"),
        (codecs.BOM_UTF16_LE + b"a", "not UTF-16-LE text", "Save the file as UTF-8"),
    ],
)
def test_what_is_not_text_is_refused_with_a_remedy(content: bytes, problem: str, remedy: str) -> None:
    with pytest.raises(UserError) as refused:
        decode(content, name="a.txt")
    assert '"a.txt"' in str(refused.value)
    assert problem in str(refused.value)
    assert remedy in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    [problem] = problems(tmp_path / "gone.md")
    assert "There is no file or folder" in problem
    assert "gone.md" in problem


def test_an_unreadable_file_does_not_hide_the_others(quay: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\xff")
    assert len(problems(tmp_path)) == 1
    assert len(texts(tmp_path)) == 1


def test_a_folder_means_its_text_and_markdown_files_in_order(tmp_path: Path) -> None:
    (tmp_path / "b" / "deep").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    for name in ("b/deep/1.MD", "a.txt", "c.md", "c.py", ".d.md", ".hidden/e.md"):
        (tmp_path / name).write_text(name)
    assert texts(tmp_path) == ["a.txt", "b/deep/1.MD", "c.md"]


def test_a_folder_without_a_text_is_a_problem(tmp_path: Path) -> None:
    [problem] = problems(tmp_path)
    assert "holds no .md or .txt file" in problem


def test_a_file_named_twice_is_read_once(quay: Path) -> None:
    assert len(texts(quay, quay.parent, quay)) == 1


def test_a_path_that_cannot_exist_is_a_problem_too(tmp_path: Path) -> None:
    [problem] = problems(tmp_path / "a\0b.md")
    assert "not a possible path" in problem
