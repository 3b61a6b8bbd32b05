"""The command line: what a person types, what comes back, and never a traceback."""

import json
import os
import pty
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from verbale import __version__
from verbale.cli import COMMANDS
from verbale.desk import Desk

Verbale = Callable[..., Result]

CLEAN = "The ferry office opens at nine.\n"
BLAMING = "China carried out the attack on the ferry office.\n"
SURE = "There is no doubt that all systems are secure.\n"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@click.command()
def broken() -> None:
    """A command with a fault.

    verbale broken
    """
    raise ZeroDivisionError("a draft is quoted here")


def test_the_version_is_the_package_version(verbale: Verbale) -> None:
    assert verbale("--version").output == f"verbale {__version__}\n"


def test_the_first_help_names_every_command(verbale: Verbale) -> None:
    shown = verbale("--help").output
    assert [name for name in COMMANDS if f"\n  {name} " not in shown] == []


def test_a_clean_text_exits_0(verbale: Verbale, write: Callable[..., Path]) -> None:
    result = verbale("lint", write("a.md", CLEAN))
    assert (result.exit_code, result.output) == (0, "1 text checked, no findings.\n")


def test_an_empty_file_is_clean(verbale: Verbale, write: Callable[..., Path]) -> None:
    assert verbale("lint", write("a.md", "")).exit_code == 0


def test_a_finding_exits_1_and_shows_the_words(verbale: Verbale, write: Callable[..., Path]) -> None:
    result = verbale("lint", write("a.md", BLAMING))
    assert result.exit_code == 1
    assert f"    {BLAMING}" in result.output
    assert "^^^" in result.output


def test_standard_input_is_a_dash(verbale: Verbale) -> None:
    result = verbale("lint", "-", "--format", "jsonl", stdin=BLAMING)
    assert {json.loads(line)["path"] for line in result.output.splitlines()} == {"-"}


def test_the_command_line_and_python_find_the_same(verbale: Verbale, write: Callable[..., Path]) -> None:
    path = write("a.md", "\ufeff# Harbour 🙂\r\n\r\n" + BLAMING + SURE)
    records = [json.loads(line) for line in verbale("lint", path, "--format", "jsonl").output.splitlines()]
    findings = Desk().lint("# Harbour 🙂\r\n\r\n" + BLAMING + SURE)
    assert [(r["rule"], r["start"], r["end"], r["line"], r["column"], r["text"]) for r in records] == [
        (f.rule, f.span.start, f.span.end, f.line, f.column, f.text) for f in findings
    ]
    assert records[0]["line"] == 3


@pytest.mark.parametrize("level", ["error", "warning", "info"])
def test_fail_on_is_the_mildest_level_that_fails(
    verbale: Verbale, write: Callable[..., Path], level: str
) -> None:
    path = write("a.md", SURE)
    ranks = ["info", "warning", "error"]
    found = [json.loads(line) for line in verbale("lint", path, "--format", "jsonl").output.splitlines()]
    worst = max(ranks.index(record["severity"]) for record in found)
    expected = 1 if worst >= ranks.index(level) else 0
    assert verbale("lint", path, "--fail-on", level).exit_code == expected


@pytest.mark.parametrize(
    "content", [b"Caf\xe9 quay.\n", b"\x7fELF\x00\x00", b"%PDF-1.4\n"], ids=["latin-1", "binary", "pdf"]
)
def test_what_is_not_text_is_one_line_and_exits_2(
    verbale: Verbale, write: Callable[..., Path], content: bytes
) -> None:
    bad, good = write("bad.txt", content), write("good.txt", BLAMING)
    result = verbale("lint", bad, good, "--format", "jsonl")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "bad.txt" in result.stderr
    assert {json.loads(line)["path"] for line in result.stdout.splitlines()} == {str(good)}


def test_a_missing_file_is_one_line_and_exits_2(verbale: Verbale, tmp_path: Path) -> None:
    result = verbale("lint", tmp_path / "gone.md")
    assert result.exit_code == 2
    assert "There is no file or folder" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_missing_ledger_is_one_line_and_exits_2(
    verbale: Verbale, write: Callable[..., Path], tmp_path: Path
) -> None:
    result = verbale("lint", write("a.md", CLEAN), "--ledger", tmp_path / "gone.yaml")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "gone.yaml" in result.stderr


def test_a_house_lexicon_with_a_wrong_key_is_named_with_the_right_ones(
    verbale: Verbale, write: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "house" / "cues").mkdir(parents=True)
    write("house/cues/own.toml", '[hedge.verb]\nsource = "us"\nverb = ["reckon"]\n')
    result = verbale("lint", write("a.md", CLEAN), "--house", tmp_path / "house")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert all(words in result.stderr for words in ("own.toml", '"verb"', "verbs"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("lint", "a.md", "--house", "nowhere"),
        ("lint", "a.md", "--ledger", "a.md"),
        ("explain", "It rains.", "--ledger", "nowhere.yaml"),
        ("rules", "--house", "nowhere"),
        ("draft", "public/holdin", "--ledger", "a.md"),
        ("ledger", "check", "nowhere.yaml"),
        ("lint",),
        ("lnt",),
    ],
    ids=" ".join,
)
def test_a_wrong_request_is_told_apart_from_a_fault(
    verbale: Verbale, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(write("a.md", CLEAN).parent)
    result = verbale(*arguments)
    assert result.exit_code == 2
    assert result.output
    assert "Verbale failed" not in result.output


def test_a_single_line_of_five_megabytes_is_linted(verbale: Verbale, write: Callable[..., Path]) -> None:
    text = CLEAN.strip() + " "
    path = write("a.txt", text * (5_000_000 // len(text)) + BLAMING.strip())
    result = verbale("lint", path, "--format", "jsonl")
    assert result.exit_code == 1
    assert json.loads(result.output.splitlines()[-1])["line"] == 1


def test_an_unknown_rule_is_refused_with_the_rules_there_are(verbale: Verbale) -> None:
    result = verbale("rules", "blame/nobody")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "blame/nobody" in result.stderr


def test_every_rule_is_listed_and_has_a_page(verbale: Verbale) -> None:
    listed = verbale("rules").output
    for card in Desk().rules():
        assert f"  {card.id} " in listed
        page = verbale("rules", card.id).output
        assert card.why in page
        assert all(sentence in page for sentence in (*card.flags, *card.allows))


def test_a_fault_of_ours_is_one_line_and_asks_for_a_report(
    verbale: Verbale, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(COMMANDS, "broken", "test_cli:broken")
    result = verbale("broken")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "ZeroDivisionError in test_cli.py" in result.stderr
    assert "Please report it" in result.stderr
    assert "quoted" not in result.stderr


def test_debug_shows_the_traceback_of_a_fault(verbale: Verbale, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMMANDS, "broken", "test_cli:broken")
    result = verbale("--debug", "broken")
    assert result.exit_code == 2
    assert "Traceback" in result.stderr


def test_a_clean_sentence_needs_no_heavy_library(write: Callable[..., Path]) -> None:
    heavy = {"spacy", "pydantic", "jinja2", "flask", "numpy", "yaml"}
    script = (
        "import sys; from verbale.cli import main\n"
        "try: main()\n"
        f"finally: print(*({heavy!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "lint", str(write("a.md", CLEAN))], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr.strip()) == (0, "")


def test_a_clean_sentence_takes_three_tenths_of_a_second(write: Callable[..., Path]) -> None:
    command = [str(Path(sys.executable).with_name("verbale")), "lint", str(write("a.md", CLEAN))]
    compiled = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}  # as after an installation

    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True, env=compiled)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

    assert min(seconds() for _ in range(5)) < 0.3  # of processor time, which others' work changes least


@pytest.mark.parametrize(("environment", "painted"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_gets_colours_unless_it_asks_for_none(
    write: Callable[..., Path], environment: dict[str, str], painted: bool
) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    terminal, screen = pty.openpty()
    command = [str(Path(sys.executable).with_name("verbale")), "lint", str(write("a.md", BLAMING))]
    subprocess.run(command, stdout=screen, env=kept | environment)
    os.close(screen)
    assert (b"\x1b[31m" in os.read(terminal, 10_000)) is painted
    os.close(terminal)


def test_output_is_utf_8_whatever_the_locale(write: Callable[..., Path]) -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("verbale")), "lint", str(write("a.md", BLAMING))],
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
    )
    assert done.returncode == 1
    assert "“" in done.stdout.decode("utf-8")
