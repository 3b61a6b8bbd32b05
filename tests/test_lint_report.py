"""``verbale lint`` reports in every format, in colour where that is wanted, to a file where told."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from verbale.report import FORMATS

Verbale = Callable[..., Result]

CALM = "The ferry office opens at nine.\n"
SURE = "There is no doubt that Aldera ordered the attack.\n"


@pytest.fixture
def statements(tmp_path: Path) -> Path:
    (tmp_path / "calm.md").write_text(CALM)
    (tmp_path / "sure.md").write_text(SURE)
    return tmp_path


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_tells_the_rule_and_the_text_it_spoke_of(
    verbale: Verbale, statements: Path, form: str
) -> None:
    result = verbale("lint", statements, "--format", form)
    assert result.exit_code == 1
    assert "certainty/booster" in result.stdout
    assert "sure.md" in result.stdout


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_to_a_file_is_what_would_be_printed(verbale: Verbale, statements: Path, form: str) -> None:
    report = statements / "report"
    result = verbale("lint", statements / "sure.md", "--format", form, "-o", report)
    assert (result.exit_code, result.output) == (1, "")
    assert report.read_bytes() == verbale("lint", statements / "sure.md", "--format", form).stdout_bytes


def test_a_report_that_cannot_be_written_is_one_line_and_exits_2(verbale: Verbale, statements: Path) -> None:
    result = verbale("lint", statements / "sure.md", "-o", statements / "none" / "report.html")
    assert result.exit_code == 2
    assert re.fullmatch(r"Cannot write .*report\.html: .*\. Choose another place with -o\.\n", result.output)


def test_statistics_in_another_format_are_refused_with_the_formats_that_have_them(
    verbale: Verbale, statements: Path
) -> None:
    result = verbale("lint", statements, "--statistics", "--format", "sarif")
    assert result.exit_code == 2
    assert "--statistics goes with --format text or json." in result.output


def test_colour_can_be_asked_for_where_there_is_no_terminal(verbale: Verbale, statements: Path) -> None:
    shown = verbale("lint", statements, "--color", "always").stdout
    assert "\x1b[31merror\x1b[0m" in shown
    assert "\x1b]8;" not in shown, "a link is for a terminal that says it has them"


def on_a_terminal(*arguments: object, environment: dict[str, str]) -> str:
    terminal, screen = pty.openpty()
    command = [str(Path(sys.executable).with_name("verbale")), "lint", *map(str, arguments)]
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    subprocess.run(command, stdout=screen, env=kept | environment)
    os.close(screen)
    shown = os.read(terminal, 100_000).decode()
    os.close(terminal)
    return shown


def test_a_terminal_with_links_gets_one_to_the_file_of_the_rule(statements: Path) -> None:
    shown = on_a_terminal(statements / "sure.md", environment={"TERM": "xterm-kitty"})
    [file] = re.findall(r"\x1b\]8;;file://(\S+?/certainty/booster\.toml)\x1b\\certainty/booster", shown)
    assert Path(file).is_file()


@pytest.mark.parametrize(
    ("environment", "linked"),
    [
        ({"TERM": "xterm-256color", "VTE_VERSION": "4602"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7600"}, True),
        ({"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}, False),
        ({"TERM": "xterm", "FORCE_HYPERLINK": "1"}, True),
    ],
)
def test_links_are_for_terminals_that_say_they_have_them(
    statements: Path, environment: dict[str, str], linked: bool
) -> None:
    shown = on_a_terminal(statements / "sure.md", environment=environment)
    assert ("\x1b]8;;" in shown) is linked


def test_statistics_count_over_all_texts(verbale: Verbale, statements: Path) -> None:
    (statements / "again.md").write_text(SURE)
    counted = json.loads(verbale("lint", statements, "--statistics", "--format", "json").stdout)
    assert {"rule": "certainty/booster", "severity": "error", "findings": 2, "texts": 2} in counted
