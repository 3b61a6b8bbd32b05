"""Packed files are read as what they hold, wherever they lie."""

import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pytest

from verbale.model.errors import UserError
from verbale.read.document import Document
from verbale.read.folders import read_documents

TEXTS = ["The port reopened.", "Norlund has lent two pumps."]
RECORDS = "".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(TEXTS)).encode()
PACKERS = {
    ".gz": gzip.compress,
    ".xz": lzma.compress,
    ".zst": lambda content: pyarrow.compress(content, codec="zstd", asbytes=True),
}


@pytest.mark.parametrize(("suffix", "pack"), PACKERS.items())
def test_packed_records_are_read_one_by_one(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    (tmp_path / f"statements.jsonl{suffix}").write_bytes(pack(RECORDS))
    found = list(read_documents([str(tmp_path)]))
    assert [document.text for document in found if isinstance(document, Document)] == TEXTS


@pytest.mark.parametrize(("suffix", "pack"), PACKERS.items())
def test_a_packed_text_is_one_document(tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    file = tmp_path / f"statement.txt{suffix}"
    file.write_bytes(pack(TEXTS[0].encode()))
    (document,) = read_documents([str(file)])
    assert isinstance(document, Document)
    assert document.text == TEXTS[0]


def test_a_file_cut_short_gives_what_came_before_and_the_problem(tmp_path: Path) -> None:
    file = tmp_path / "statements.jsonl.gz"
    file.write_bytes(gzip.compress(RECORDS * 50)[:-12])
    *documents, problem = read_documents([str(file)])
    assert isinstance(problem, UserError)
    assert "damaged" in str(problem)
    assert all(isinstance(document, Document) for document in documents)
