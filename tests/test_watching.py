"""``--watch`` in a process of its own: what is saved is checked again, and Ctrl-C ends it quietly."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

CALM = "The quay is open.\n"
BLAMING = "We condemn this attack.\n"
ALARMING = "A massive attack stopped the ferries.\n"


class Watching:
    """A ``verbale lint --watch`` at work, with what it has printed so far."""

    def __init__(self, folder: Path, *options: str) -> None:
        self._shown = (folder.parent / "shown.txt").open("w+b")
        command = [
            sys.executable,
            "-c",
            "from verbale.cli import main; main()",
            "lint",
            str(folder),
            "--watch",
        ]
        self.process = subprocess.Popen(
            [*command, "--no-trained-reader", *options],
            stdout=self._shown,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )

    def printed(self) -> str:
        return Path(self._shown.name).read_text()

    def wait_for(self, words: str, *, times: int = 1) -> str:
        until = time.monotonic() + 60
        while self.printed().count(words) < times:
            assert self.process.poll() is None, self.printed()
            assert time.monotonic() < until, self.printed()
            time.sleep(0.05)
        return self.printed()

    def interrupted(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.md").write_text(CALM)
    (folder / "b.md").write_text(ALARMING)
    return folder


@pytest.fixture
def watching(folder: Path) -> Iterator[Watching]:
    one = Watching(folder)
    one.wait_for("Watching 2 files; Ctrl-C ends it.")
    yield one
    one.process.kill()
    one.process.wait()


def test_only_what_is_saved_is_checked_again(watching: Watching, folder: Path) -> None:
    (folder / "a.md").write_text(BLAMING)
    shown = watching.wait_for("1 text checked, 1 finding")
    assert "blame/condemnation" in shown
    assert shown.count("alarm/intensity") == 1


def test_a_new_file_is_checked(watching: Watching, folder: Path) -> None:
    (folder / "c.md").write_text(BLAMING)
    assert "c.md:1:4 error blame/condemnation" in watching.wait_for("1 text checked, 1 finding")


def test_a_file_saved_by_way_of_another_is_checked(watching: Watching, folder: Path) -> None:
    (folder / "a.md.part").write_text(BLAMING)
    (folder / "a.md.part").replace(folder / "a.md")
    assert "a.md:1:4" in watching.wait_for("1 text checked, 1 finding")


def test_changed_settings_check_everything_anew(watching: Watching, folder: Path) -> None:
    (folder / "verbale.toml").write_text("families.alarm = false\n")
    assert "2 texts checked, no findings." in watching.wait_for("Watching", times=2)


def test_wrong_settings_are_said_and_wait_to_be_mended(watching: Watching, folder: Path) -> None:
    (folder / "verbale.toml").write_text('fail-on = "loud"\n')
    watching.wait_for("Choose one of: error, warning, info.")
    (folder / "verbale.toml").write_text('fail-on = "error"\n')
    watching.wait_for("2 texts checked", times=2)


def test_ctrl_c_ends_it_quietly(watching: Watching) -> None:
    before = watching.printed()
    assert watching.interrupted() == 130
    assert watching.printed() == before


@pytest.mark.parametrize("options", [("-",), ("a.md", "--fix"), ("a.md", "--diff"), ("a.md", "-o", "x")])
def test_what_cannot_be_watched_is_refused(verbale: Callable[..., Result], options: tuple[str, ...]) -> None:
    result = verbale("lint", "--watch", *options)
    assert (result.exit_code, "--watch follows files" in result.stderr) == (2, True)
