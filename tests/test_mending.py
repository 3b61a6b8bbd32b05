"""``--fix`` and ``--diff``: what keeps the meaning is applied, once, and nothing else is touched."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from reading import docx, p

Verbale = Callable[..., Result]

TEXT = (
    "A massive attack stopped the ferries.\n"
    "The ministry was extremely alarmed.\n"
    "The attack on the café was undoubtedly planned.\n"
)
MENDED = TEXT.replace("A massive", "An").replace("undoubtedly ", "")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_safe_suggestions_are_applied_and_the_rest_is_reported(verbale: Verbale, folder: Path) -> None:
    blame = "We condemn this attack.\n"
    (folder / "a.md").write_text(TEXT + blame)
    result = verbale("lint", "a.md", "--fix", "--format", "jsonl")
    assert (folder / "a.md").read_text() == MENDED + blame
    assert (result.exit_code, result.stderr) == (1, "2 suggestions applied in 1 file.\n")
    assert [json.loads(line)["rule"] for line in result.stdout.splitlines()] == ["blame/condemnation"]


def test_a_second_run_finds_nothing_more(verbale: Verbale, folder: Path) -> None:
    (folder / "a.md").write_text("A massive, unprecedented attack clearly and undoubtedly hit us.\n" + TEXT)
    verbale("lint", "a.md", "--fix")
    once = (folder / "a.md").read_bytes()
    assert verbale("lint", "a.md", "--fix").stderr == (
        "No suggestion can be applied without a person's decision.\n"
    )
    assert (folder / "a.md").read_bytes() == once


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"", "utf-16-be"),
        (b"", "cp1252"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_every_byte_elsewhere_stays(
    verbale: Verbale, folder: Path, mark: bytes, encoding: str, newline: str
) -> None:
    around = f"The harbour café – open again.{newline}{newline}"
    tail = f"{newline}\tEnd, without a newline"

    def put(text: str) -> bytes:
        return mark + (around + text.replace("\n", newline) + tail).encode(encoding)

    (folder / "a.md").write_bytes(put(TEXT))
    verbale("lint", "a.md", "--fix")
    assert (folder / "a.md").read_bytes() == put(MENDED)


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("end", ["\n", ""], ids=["closed", "open"])
def test_git_applies_the_difference_to_what_fix_writes(
    verbale: Verbale, folder: Path, newline: str, end: str
) -> None:
    (folder / "deep").mkdir()
    path = folder / "deep" / "a.md"
    filler = "".join(f"Line {number}.\n" for number in range(20))
    text = (TEXT + filler + TEXT.rstrip("\n") + end).replace("\n", newline).encode()
    path.write_bytes(text)
    shown = verbale("lint", "deep/a.md", "--diff")
    assert (path.read_bytes(), shown.exit_code) == (text, 1)
    assert shown.stderr == "4 suggestions can be applied in 1 file.\n"
    subprocess.run(["git", "apply", "-"], cwd=folder, input=shown.stdout_bytes, check=True)
    applied = path.read_bytes()
    path.write_bytes(text)
    verbale("lint", "deep/a.md", "--fix")
    assert applied == path.read_bytes() != text


def test_without_a_change_there_is_no_difference(verbale: Verbale, folder: Path) -> None:
    (folder / "a.md").write_text("The quay is open.\n")
    assert verbale("lint", "a.md", "--diff").stdout == ""


def test_what_is_no_text_file_is_said_and_stays(verbale: Verbale, folder: Path) -> None:
    (folder / "a.docx").write_bytes(docx(p("A massive attack stopped the ferries.")))
    before = (folder / "a.docx").read_bytes()
    result = verbale("lint", "a.docx", "--fix")
    assert (result.exit_code, (folder / "a.docx").read_bytes()) == (1, before)
    assert '"a.docx" is not a text file and is not rewritten.' in result.stderr


def test_standard_input_is_said_to_stay(verbale: Verbale, folder: Path) -> None:
    assert "Standard input is not rewritten." in verbale("lint", "-", "--fix", stdin=TEXT).stderr


def test_what_the_settings_switch_off_is_not_applied(verbale: Verbale, folder: Path) -> None:
    (folder / "a.md").write_text(TEXT)
    (folder / "verbale.toml").write_text('families.alarm = false\nseverity."certainty/booster" = "info"\n')
    verbale("lint", "a.md", "--fix")
    assert (folder / "a.md").read_text() == TEXT


def test_what_a_baseline_holds_back_is_not_applied(verbale: Verbale, folder: Path) -> None:
    (folder / "a.md").write_text(TEXT)
    verbale("baseline", "write", "known.json", "a.md")
    (folder / "a.md").write_text("An unprecedented theft was reported.\n\n" + TEXT)
    verbale("lint", "a.md", "--baseline", "known.json", "--fix")
    assert (folder / "a.md").read_text() == "A theft was reported.\n\n" + TEXT


def test_a_house_wording_that_turns_in_a_circle_ends(verbale: Verbale, folder: Path) -> None:
    rule = (
        'severity = "warning"\nmessage = "m"\nremedy = "r"\nwhy = "w"\nsources = []\nflags = []\n'
        'allows = []\n[match]\nclaim = "alarm"\nforms = ["intensity"]\n'
        '[[suggestions]]\nwording = "massive"\nreplaces = "key"\nsafe = true\n'
    )
    (folder / "own" / "alarm").mkdir(parents=True)
    (folder / "own" / "alarm" / "intensity.toml").write_text(rule)
    (folder / "a.md").write_text("A devastating attack stopped the ferries.\n")
    verbale("lint", "a.md", "--house", "own", "--fix")
    assert (folder / "a.md").read_text() == "A massive attack stopped the ferries.\n"


def test_a_link_stays_a_link(verbale: Verbale, folder: Path) -> None:
    (folder / "real.md").write_text(TEXT)
    (folder / "a.md").symlink_to("real.md")
    verbale("lint", "a.md", "--fix")
    assert (folder / "a.md").is_symlink()
    assert (folder / "real.md").read_text() == MENDED


def test_the_mode_of_the_file_stays(verbale: Verbale, folder: Path) -> None:
    (folder / "a.md").write_text(TEXT)
    (folder / "a.md").chmod(0o640)
    verbale("lint", "a.md", "--fix")
    assert (folder / "a.md").stat().st_mode & 0o777 == 0o640


def test_fix_and_diff_are_one_too_many(verbale: Verbale, folder: Path) -> None:
    (folder / "a.md").write_text(TEXT)
    assert verbale("lint", "a.md", "--fix", "--diff").exit_code == 2
