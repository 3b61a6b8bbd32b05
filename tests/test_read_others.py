"""Files that other programs wrote; tests/read/README.md says which, and how."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from reading import read, where
from verbale.read.document import Document

FOLDER = Path(__file__).parent / "read"
BLAMING = "China carried out the attack on the {}."

NOTICE = {
    "notice.docx": {
        "first item": "paragraph 5",
        "cell": "table 1, row 2, cell 2, paragraph 2",
        "box": "text box, paragraph 1",
        "footnote": "footnote 1, paragraph 1",
        "comment": "comment 1, paragraph 1",
    },
    "notice.html": {"first item": 33, "cell": 54, "footnote": 61},
    "notice.pdf": {"first item": "page 1, line 8", "cell": "page 1, line 12", "footnote": "page 1, line 17"},
    "statement.docx": {
        "ferry office": "paragraph 4",
        "quay": "table 1, row 2, cell 2, paragraph 1",
    },
    "statement.html": {"ferry office": 166, "quay": 184},
}
NOTICE["notice.odt"] = NOTICE["notice.docx"]
NOTICE["statement.odt"] = NOTICE["statement.docx"]
PLACES = [(name, words, place) for name, places in NOTICE.items() for words, place in places.items()]


def opened(name: str) -> Document:
    return read(name, (FOLDER / name).read_bytes())


@pytest.mark.parametrize(("name", "words", "place"), PLACES)
def test_words_stand_where_the_other_program_put_them(name: str, words: str, place: str | int) -> None:
    document = opened(name)
    found = where(document, BLAMING.format(words))
    if isinstance(place, str):
        assert found == place
    else:  # a page's lines are those of its source, which can be looked up
        line = (FOLDER / name).read_text().splitlines()[place - 1]
        assert found.startswith(f"line {place}, column ")
        assert line[int(found.split()[-1]) - 1 :].startswith("China")


@pytest.mark.parametrize("name", ["notice.docx", "notice.odt"])
def test_changes_that_libreoffice_tracked_are_read_as_accepted(name: str) -> None:
    assert (
        "China sells ferry tickets to all.\n\nThe first half and the second half are one."
        in opened(name).text
    )


@pytest.mark.parametrize("name", ["statement.docx", "statement.odt", "statement.html"])
def test_pandoc_s_quotes_items_and_code_are_told(name: str) -> None:
    text = opened(name).text
    assert "\n> China carried out the attack on the harbour, a caller said.\n" in text
    assert "\n- Tickets are sold at the quay.\n" in text
    assert "```\nChina carried out the attack on the code.\n```" in text


def test_a_report_of_many_pages_leads_to_the_right_page() -> None:
    document = opened("report.pdf")
    pages = [
        document.location(at) for at in range(len(document.text)) if document.text.startswith("China", at)
    ]
    assert [place.page for place in pages if place] == [1, 2]
    assert document.text.count("TLP:GREEN") == 1


def test_the_command_line_lints_a_folder_of_all_kinds(verbale: Callable[..., Result], tmp_path: Path) -> None:
    for name in ("notice.docx", "notice.pdf", "statement.html", "statement.md"):
        shutil.copy(FOLDER / name, tmp_path)
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": BLAMING.format("port")}) + "\n")
    result = verbale("lint", tmp_path, "--format", "jsonl")
    records = [json.loads(line) for line in result.output.splitlines()]
    assert result.exit_code == 1
    assert {Path(record["path"]).name for record in records} == {path.name for path in tmp_path.iterdir()}
    places = {Path(record["path"]).name: record.get("location") for record in reversed(records)}
    assert places["a.jsonl"] == {"record": 1, "field": "text"}
    assert places["notice.docx"] == {"paragraph": 5}
    assert places["notice.pdf"] == {"page": 1, "line": 8}
    assert places["statement.html"] == {"line": 166, "column": 4}
    assert places["statement.md"] is None
