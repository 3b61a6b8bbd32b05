"""A baseline holds back what is known, as often as it is known, wherever its lines have gone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Verbale = Callable[..., Result]

BLAMING = "This reckless attack was planned by nobody we know of.\n"
ALARMING = "A massive attack stopped the ferries of the island.\n"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a.md").write_text(BLAMING)
    (tmp_path / "old" / "b.md").write_text(ALARMING)
    return tmp_path


@pytest.fixture
def written(verbale: Verbale, archive: Path) -> Path:
    result = verbale("baseline", "write", "known.json", "old")
    assert (result.exit_code, result.stdout) == (0, "2 findings written to known.json.\n")
    return archive / "known.json"


def new(verbale: Verbale, *paths: object) -> list[str]:
    shown = verbale("lint", *paths, "--baseline", "known.json", "--format", "jsonl")
    return [told["rule"] for told in map(json.loads, shown.stdout.splitlines()) if "waived" not in told]


def test_what_is_known_is_held_back_and_counted(verbale: Verbale, written: Path) -> None:
    result = verbale("lint", "old", "--baseline", "known.json")
    assert (result.exit_code, result.stderr) == (0, "2 findings held back by known.json.\n")


def test_what_is_new_is_shown(verbale: Verbale, archive: Path, written: Path) -> None:
    (archive / "old" / "a.md").write_text(BLAMING + "\n" + ALARMING)
    assert new(verbale, "old") == ["alarm/intensity"]
    assert verbale("lint", "old", "--baseline", "known.json").exit_code == 1


def test_lines_play_no_part(verbale: Verbale, archive: Path, written: Path) -> None:
    (archive / "old" / "a.md").write_text("# Ferries\n\nThe quay is open.\n\n\n" + BLAMING)
    assert new(verbale, "old/a.md") == []


def test_what_is_known_once_is_held_back_once(verbale: Verbale, archive: Path, written: Path) -> None:
    (archive / "old" / "b.md").write_text(f"# News\n\n{ALARMING}\n\n# News\n\n{ALARMING}")
    assert verbale("baseline", "write", "known.json", "old").exit_code == 0
    (archive / "old" / "b.md").write_text(f"# News\n\n{ALARMING}\n" * 3)
    assert len(new(verbale, "old/b.md")) == 1


def test_the_same_words_in_another_file_are_new(verbale: Verbale, archive: Path, written: Path) -> None:
    (archive / "c.md").write_text(BLAMING)
    assert new(verbale, "c.md") == ["blame/judgement"]


def test_a_file_that_has_moved_stays_known(verbale: Verbale, archive: Path, written: Path) -> None:
    (archive / "old" / "a.md").rename(archive / "moved.md")
    assert new(verbale, "moved.md") == []


def test_a_baseline_holds_from_any_folder(
    verbale: Verbale, archive: Path, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive / "old")
    assert verbale("lint", "a.md", "--baseline", "../known.json").exit_code == 0


def test_the_settings_name_a_baseline(verbale: Verbale, archive: Path, written: Path) -> None:
    (archive / "verbale.toml").write_text('baseline = "known.json"\n')
    assert verbale("lint", "old").exit_code == 0
    assert verbale("baseline", "write", "known.json", "old").stdout.startswith("2 findings")


def test_what_no_longer_occurs_is_said(verbale: Verbale, archive: Path, written: Path) -> None:
    (archive / "old" / "a.md").write_text("The quay is open.\n")
    said = verbale("lint", "old", "--baseline", "known.json").stderr
    assert "1 finding in known.json no longer occurs: verbale baseline prune known.json old" in said


def test_prune_drops_what_no_longer_occurs_and_says_so(
    verbale: Verbale, archive: Path, written: Path
) -> None:
    (archive / "old" / "a.md").write_text("The quay is open.\n")
    assert verbale("baseline", "prune", "known.json", "old").stdout == (
        "1 finding dropped from known.json, 1 kept.\n"
    )
    assert [entry["path"] for entry in json.loads(written.read_text())["entries"]] == ["old/b.md"]


def test_prune_adds_nothing(verbale: Verbale, archive: Path, written: Path) -> None:
    before = written.read_text()
    (archive / "old" / "a.md").write_text(BLAMING + "\n" + ALARMING)
    verbale("baseline", "prune", "known.json", "old")
    assert written.read_text() == before


def test_prune_leaves_texts_alone_that_are_not_named(verbale: Verbale, archive: Path, written: Path) -> None:
    (archive / "old" / "a.md").write_text("The quay is open.\n")
    (archive / "old" / "b.md").write_text("The quay is open.\n")
    assert verbale("baseline", "prune", "known.json", "old/b.md").stdout.endswith("1 kept.\n")


def test_prune_drops_texts_that_are_gone_and_follows_those_that_moved(
    verbale: Verbale, archive: Path, written: Path
) -> None:
    (archive / "old" / "a.md").unlink()
    (archive / "old" / "b.md").rename(archive / "b.md")
    verbale("baseline", "prune", "known.json", "b.md")
    assert [entry["path"] for entry in json.loads(written.read_text())["entries"]] == ["b.md"]


def test_nothing_is_written_where_a_text_cannot_be_read(verbale: Verbale, archive: Path) -> None:
    (archive / "old" / "bad.md").write_bytes(b"\x7fELF\0\0")
    assert verbale("baseline", "write", "known.json", "old").exit_code == 2
    assert not (archive / "known.json").exists()


@pytest.mark.parametrize(
    "content",
    [None, "{", "[]", '{"baseline": 2, "entries": []}', '{"baseline": 1, "entries": [{"path": 1}]}'],
)
def test_a_baseline_that_is_none_is_answered_with_the_remedy(
    verbale: Verbale, archive: Path, content: str | None
) -> None:
    if content is not None:
        (archive / "known.json").write_text(content)
    result = verbale("lint", "old", "--baseline", "known.json")
    assert (result.exit_code, result.stderr.count("\n"), result.stdout) == (2, 1, "")
    assert "verbale baseline write known.json PATH..." in result.stderr
