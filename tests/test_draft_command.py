"""The command that fills a template from a ledger."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from drafting import HOLDING, REQUEST, SAMPLE
from verbale.draft import Rendered, find_template, render, templates, to_html, to_text
from verbale.ledger import sample_ledger
from verbale.resources import templates_folder

Command = Callable[..., Result]


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    file = tmp_path / "ledger.yaml"
    file.write_text(sample_ledger(), encoding="utf-8")
    return file


def test_the_command_prints_the_draft_and_says_what_is_withheld(verbale: Command, ledger_file: Path) -> None:
    result = verbale("draft", HOLDING, "--ledger", ledger_file)
    assert result.exit_code == 0
    assert result.stdout == render(find_template(HOLDING), SAMPLE).text
    assert "Withheld: f-update is marked TLP:GREEN" in result.stderr


def test_the_command_lists_templates_with_their_titles(verbale: Command) -> None:
    lines = verbale("draft", "--list").stdout.splitlines()
    assert [line.split(maxsplit=1) for line in lines] == [[one.id, one.title] for one in templates()]


@pytest.mark.parametrize(
    ("form", "shape"), [("md", lambda draft: draft.text), ("html", to_html), ("txt", to_text)]
)
def test_the_command_writes_each_format_to_a_file(
    verbale: Command, ledger_file: Path, tmp_path: Path, form: str, shape: Callable[[Rendered], str]
) -> None:
    result = verbale("draft", HOLDING, "--ledger", ledger_file, "--format", form, "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "out").read_text(encoding="utf-8") == shape(render(find_template(HOLDING), SAMPLE))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["ledger.yaml", "out"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("draft", "public/holdin", "--ledger", "LEDGER"), 'There is no template "public/holdin".'),
        (("draft", "public/holding"), "--ledger FILE"),
        (("draft",), "--list"),
        (("draft", "public/holding", "--ledger", "missing.yaml"), "missing.yaml"),
        (
            ("draft", "public/holding", "--ledger", "LEDGER", "-o", "no/such/place/out.md"),
            "Choose another place",
        ),
        (("draft", "--list", "--house", "no/such/folder"), "There is no house folder"),
    ],
)
def test_what_cannot_be_drafted_is_one_clear_line_and_exit_2(
    verbale: Command, ledger_file: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = verbale(*(ledger_file if one == "LEDGER" else one for one in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_failed_write_leaves_the_old_text(verbale: Command, ledger_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "folder"
    (out / "kept").mkdir(parents=True)
    result = verbale("draft", HOLDING, "--ledger", ledger_file, "-o", out)
    assert result.exit_code == 2
    assert sorted(file.name for file in tmp_path.iterdir()) == ["folder", "ledger.yaml"]


def test_the_command_fills_a_template_of_the_house(
    verbale: Command, ledger_file: Path, tmp_path: Path
) -> None:
    shipped = templates_folder() / "public" / "holding"
    own = tmp_path / "templates" / "public" / "notice"
    own.mkdir(parents=True)
    for name in ("template.toml", "body.md.j2"):
        (own / name).write_text((shipped / name).read_text(encoding="utf-8"), encoding="utf-8")
    result = verbale("draft", "public/notice", "--house", tmp_path, "--ledger", ledger_file)
    assert result.stdout == render(find_template(HOLDING), SAMPLE).text


def test_the_command_addresses_the_state_that_is_asked_for(verbale: Command, ledger_file: Path) -> None:
    assert "No. 114/2031" in verbale("draft", REQUEST, "--ledger", ledger_file, "--to", "orsk").stdout
    refused = verbale("draft", REQUEST, "--ledger", ledger_file, "--to", "norlund")
    assert (refused.exit_code, "n-orsk" in refused.stderr) == (2, True)
