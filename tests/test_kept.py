"""What is kept between runs is never stale, never foreign, and never in the way."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from verbale.lint.kept import NEWEST, kept
from verbale.lint.scanner import read_scanner
from verbale.resources import lexicons_folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("VERBALE_CACHE", str(folder))
    return folder


@pytest.fixture
def words(tmp_path: Path) -> Path:
    file = tmp_path / "words.txt"
    file.write_text("harbour")
    return file


def counted(words: Path) -> tuple[Callable[[], str], list[str]]:
    made: list[str] = []

    def make() -> str:
        made.append(words.read_text())
        return made[-1].upper()

    return make, made


def test_the_same_contents_are_made_once(cache: Path, words: Path) -> None:
    make, made = counted(words)
    assert [kept("words", [words], make) for _ in range(3)] == ["HARBOUR"] * 3
    assert len(made) == 1


def test_a_changed_source_is_made_anew(cache: Path, words: Path) -> None:
    make, _ = counted(words)
    kept("words", [words], make)
    words.write_text("ferry")
    assert kept("words", [words], make) == "FERRY"


@pytest.mark.parametrize("damage", [b"", b"no digest", b"0" * 64 + b"\nFOREIGN", b"\xff\xfe\n\xff"])
def test_a_damaged_file_is_not_believed(cache: Path, words: Path, damage: bytes) -> None:
    make, _ = counted(words)
    kept("words", [words], make)
    (file,) = cache.iterdir()
    file.write_bytes(damage)
    assert kept("words", [words], make) == "HARBOUR"


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no file modes here")
def test_a_file_that_others_may_write_to_is_not_believed(cache: Path, words: Path) -> None:
    make, made = counted(words)
    kept("words", [words], make)
    (file,) = cache.iterdir()
    file.chmod(0o666)
    kept("words", [words], make)
    assert len(made) == 2


def test_a_link_laid_in_its_place_is_not_followed(cache: Path, words: Path, tmp_path: Path) -> None:
    make, made = counted(words)
    kept("words", [words], make)
    (file,) = cache.iterdir()
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    kept("words", [words], make)
    assert len(made) == 2


def test_without_a_folder_to_write_to_the_result_is_the_same(
    words: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERBALE_CACHE", str(words / "below a file"))
    make, _ = counted(words)
    assert kept("words", [words], make) == "HARBOUR"


def test_many_who_write_at_once_leave_one_whole_file(cache: Path, words: Path) -> None:
    make, _ = counted(words)
    with ThreadPoolExecutor(8) as pool:
        results = set(pool.map(lambda _: kept("words", [words], make), range(40)))
    assert results == {"HARBOUR"}
    assert len(list(cache.iterdir())) == 1


def test_old_files_go_when_new_ones_come(cache: Path, words: Path) -> None:
    make, _ = counted(words)
    for number in range(NEWEST + 5):
        words.write_text(f"harbour {number}")
        kept("words", [words], make)
    assert len(list(cache.iterdir())) == NEWEST


def test_a_kept_lexicon_finds_what_a_fresh_one_finds(cache: Path) -> None:
    sentence = "Norlund's port was hit by a cyber-attack; it held Orsk responsible."
    fresh = read_scanner(lexicons_folder()).scan(sentence)
    assert fresh
    assert read_scanner(lexicons_folder()).scan(sentence) == fresh
