"""Records and archives: many texts in one file, each with its number or its name."""

import gzip
import json
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reading import archive, given, problem, read, texts
from verbale.model.errors import UserError
from verbale.read.document import About, Document

RECORD = {
    "id": "q-1",
    "date": "2026-01-05",
    "issuer": "Ferry office",
    "title": "Quay",
    "text": "Open.\r\nAgain 🙂.",
}


def lines(*records: object) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def parquet(**columns: list[object]) -> bytes:
    made = BytesIO()
    pq.write_table(pa.table(columns), made)
    return made.getvalue()


def test_each_record_is_a_document_with_its_number_and_what_is_told_of_it() -> None:
    first, second = given("a.jsonl", lines(RECORD, {"text": "Shut."}))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.text, str(first.location(3))) == ("Open.\r\nAgain 🙂.", "record 1, field text")
    assert first.about == About("q-1", "2026-01-05", "Ferry office", "Quay")
    assert (second.text, str(second.location(0))) == ("Shut.", "record 2, field text")


def test_parquet_says_the_same_as_json_lines() -> None:
    records = [RECORD, {**RECORD, "text": "Shut."}]
    columns = {name: [record[name] for record in records] for name in RECORD}
    assert given("a", parquet(**columns)) == given("a", lines(*records))


def test_a_row_without_a_text_is_a_bad_record() -> None:
    first, second = given("a.parquet", parquet(text=["Open.", None]))
    assert isinstance(first, Document)
    assert 'Record 2 of "a.parquet" has no text' in str(second)


def test_a_bad_record_is_named_and_the_others_are_read() -> None:
    content = b'{"text": "One."}\n\nnot json\n["Two"]\n{"text": 3}\n{"body": "Four."}\n\xff\n{"text": "Six."}'
    found = given("a.jsonl", content)
    assert [f.text for f in found if isinstance(f, Document)] == ["One.", "Four.", "Six."]
    said = [str(f) for f in found if isinstance(f, UserError)]
    assert [line.split(" of ")[0] for line in said[:3]] == ["Record 2", "Record 3", "Record 4"]
    assert "record 6" in said[3]


def test_the_field_with_the_text_can_be_told() -> None:
    assert read("a.jsonl", lines({"text": "No.", "speech": "Yes."}), text_field="speech").text == "Yes."
    assert read("a.parquet", parquet(text=["No."], speech=["Yes."]), text_field="speech").text == "Yes."


@pytest.mark.parametrize("content", [lines({"words": "Quay."}), parquet(words=["Quay."])])
def test_a_missing_field_is_said_with_those_that_are_there(content: bytes) -> None:
    line = problem("a.jsonl", content)
    assert "--text-field" in line
    assert "words" in line


def test_records_in_utf_16_are_read() -> None:
    assert read("a.jsonl", lines(RECORD).decode().encode("utf-16")).text == RECORD["text"]


def test_a_record_that_nests_without_end_is_a_bad_record() -> None:
    assert "no JSON object" in problem("a.jsonl", b'{"text":' * 100_000)


def test_an_archive_is_read_like_a_folder() -> None:
    files = {
        "b/two.md": "Two.",
        "a.txt": "One.",
        "c.png": b"\x89PNG",
        ".git/x.md": "No.",
        "__MACOSX/a.txt": "No.",
    }
    found = given("a.zip", archive(files))
    assert [(f.path, f.text) for f in found if isinstance(f, Document)] == [
        ("a.zip/a.txt", "One."),
        ("a.zip/b/two.md", "Two."),
    ]
    assert len(found) == 2


def test_archives_in_archives_are_read() -> None:
    assert read("a.zip", archive({"b.zip": archive({"c.md": "Deep."})})).path == "a.zip/b.zip/c.md"


def test_an_archive_without_a_text_is_a_problem() -> None:
    assert "holds no file we can read" in problem("a.zip", archive({"c.png": b""}))


def test_a_packed_file_is_of_the_kind_that_its_name_says(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"<p>The quay</p>"))
    assert texts(tmp_path) == ["The quay"]
