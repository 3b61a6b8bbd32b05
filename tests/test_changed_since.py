"""Only sentences that are new since a revision, by a real git."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from reading import docx, p

Verbale = Callable[..., Result]

BLAMING = "This reckless attack was planned by nobody we know of."
ALARMING = "A massive attack stopped the ferries of the island."
QUIET = "The quay is open."


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Desk", "-c", "user.email=desk@port.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "texts"
    (folder / "sub").mkdir(parents=True)
    git(folder, "init", "-q")
    (folder / "sub" / "a.md").write_text(f"{BLAMING}\n\n{QUIET}\n")
    (folder / "b.md").write_text(f"{QUIET}\n")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "First")
    monkeypatch.chdir(folder)
    return folder


def new(verbale: Verbale, *paths: object, rev: str = "HEAD") -> list[str]:
    shown = verbale("lint", *(paths or (".",)), "--changed-since", rev, "--format", "jsonl")
    assert shown.exit_code in (0, 1), shown.stderr
    return [json.loads(line)["rule"] for line in shown.stdout.splitlines()]


def test_what_stood_there_is_not_new(verbale: Verbale, repository: Path) -> None:
    assert new(verbale) == []


def test_a_new_sentence_is_new_and_its_neighbours_are_not(verbale: Verbale, repository: Path) -> None:
    (repository / "sub" / "a.md").write_text(f"{BLAMING} {ALARMING}\n\n{QUIET}\n")
    assert new(verbale) == ["alarm/intensity"]


def test_a_sentence_wrapped_otherwise_is_not_new(verbale: Verbale, repository: Path) -> None:
    (repository / "sub" / "a.md").write_bytes(
        f"# Ferries\r\n\r\n{BLAMING.replace(' was', chr(10) + 'was')}\r\n".encode()
    )
    assert new(verbale) == []


def test_a_sentence_that_has_moved_in_its_file_is_not_new(verbale: Verbale, repository: Path) -> None:
    (repository / "sub" / "a.md").write_text(f"{QUIET}\n\n{QUIET} {BLAMING}\n")
    assert new(verbale) == []


def test_a_sentence_that_has_moved_to_another_file_is_not_new(verbale: Verbale, repository: Path) -> None:
    (repository / "sub" / "a.md").write_text(f"{QUIET}\n")
    (repository / "b.md").write_text(f"{QUIET}\n\n{BLAMING}\n")
    assert new(verbale) == []


def test_a_copied_sentence_is_new(verbale: Verbale, repository: Path) -> None:
    (repository / "b.md").write_text(f"{QUIET}\n\n{BLAMING}\n")
    assert new(verbale) == ["blame/judgement"]


def test_a_second_copy_in_the_same_file_is_new(verbale: Verbale, repository: Path) -> None:
    (repository / "sub" / "a.md").write_text(f"{BLAMING}\n\n{QUIET}\n\n{BLAMING}\n")
    assert len(new(verbale)) == 1


def test_a_renamed_file_holds_nothing_new(verbale: Verbale, repository: Path) -> None:
    git(repository, "mv", "sub/a.md", "c.md")
    assert new(verbale) == []


def test_a_file_that_git_does_not_know_is_all_new(verbale: Verbale, repository: Path) -> None:
    (repository / "c.md").write_text(f"{ALARMING}\n")
    assert new(verbale) == ["alarm/intensity"]


def test_an_older_revision_can_be_named(verbale: Verbale, repository: Path) -> None:
    git(repository, "tag", "v1")
    (repository / "b.md").write_text(f"{ALARMING}\n")
    git(repository, "commit", "-qam", "Second")
    assert new(verbale) == []
    assert new(verbale, rev="v1") == ["alarm/intensity"]


def test_a_file_in_a_folder_with_odd_letters_is_compared(verbale: Verbale, repository: Path) -> None:
    (repository / "Häfen 🙂").mkdir()
    path = repository / "Häfen 🙂" / "ä b.md"
    path.write_text(f"{BLAMING}\n")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Second")
    path.write_text(f"{BLAMING} {ALARMING}\n")
    assert new(verbale, path) == ["alarm/intensity"]


def test_a_word_file_is_compared_by_its_sentences(verbale: Verbale, repository: Path) -> None:
    letter = repository / "letter.docx"
    letter.write_bytes(docx(p(BLAMING)))
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Second")
    letter.write_bytes(docx(p(BLAMING) + p(ALARMING)))
    assert new(verbale, letter) == ["alarm/intensity"]


def test_outside_a_repository_is_said_with_the_remedy(
    verbale: Verbale, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "a.md").write_text(BLAMING)
    result = verbale("lint", tmp_path / "a.md", "--changed-since", "HEAD")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is not in a git repository" in result.stderr


@pytest.mark.parametrize("rev", ["nowhere", "--all", ""])
def test_an_unknown_revision_is_said_with_the_remedy(verbale: Verbale, repository: Path, rev: str) -> None:
    result = verbale("lint", ".", f"--changed-since={rev}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f'There is no revision "{rev}"' in result.stderr


def test_standard_input_has_no_past(verbale: Verbale, repository: Path) -> None:
    result = verbale("lint", "-", "--changed-since", "HEAD", stdin=BLAMING)
    assert (result.exit_code, "no past in git" in result.stderr) == (2, True)


def test_without_git_it_is_said(verbale: Verbale, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    assert shutil.which("git") is None
    result = verbale("lint", ".", "--changed-since", "HEAD")
    assert (result.exit_code, "Install git" in result.stderr) == (2, True)
