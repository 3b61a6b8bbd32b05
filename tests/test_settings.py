"""Settings: found above each text, in force with their origin, and refused with what to write instead."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from verbale.settings.globs import fits

Verbale = Callable[..., Result]

BLAMING = "This reckless attack was a disgrace. We failed to encrypt the backups.\n"
PROPOSED = "The intrusion is yet another example of Russia's conduct.\n"
ALARMING = "A massive attack stopped the ferries.\n"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drafts" / "deep").mkdir(parents=True)
    (tmp_path / "release.md").write_text(BLAMING)
    (tmp_path / "drafts" / "deep" / "ferry.md").write_text(ALARMING)
    return tmp_path


def severities(verbale: Verbale, *arguments: object) -> dict[str, str]:
    lines = verbale("lint", *arguments, "--format", "jsonl").stdout.splitlines()
    return {told["rule"]: told["severity"] for told in map(json.loads, lines)}


def shown(verbale: Verbale, *arguments: object) -> dict[str, tuple[str, str]]:
    lines = verbale("config", "show", *arguments).stdout.splitlines()
    return {
        line.split("  ")[0]: tuple(part.strip() for part in line.split("  ") if part)[1:] for line in lines
    }


def test_the_nearest_file_above_a_text_holds(verbale: Verbale, house: Path) -> None:
    (house / "verbale.toml").write_text('fail-on = "info"\n')
    (house / "drafts" / "verbale.toml").write_text("families.alarm = false\n")
    assert severities(verbale, "drafts") == {}
    assert severities(verbale, "release.md")


def test_another_folder_changes_nothing(
    verbale: Verbale, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (house / "verbale.toml").write_text("families.alarm = false\n")
    monkeypatch.chdir("/")
    assert severities(verbale, house / "drafts") == {}


def test_a_named_file_holds_instead_of_the_nearest(verbale: Verbale, house: Path) -> None:
    (house / "verbale.toml").write_text("families.alarm = false\n")
    (house / "other.toml").write_text('severity.alarm = "error"\n')
    assert severities(verbale, "drafts", "--config", "other.toml") == {"alarm/intensity": "error"}


def test_no_config_looks_for_none(verbale: Verbale, house: Path) -> None:
    (house / "verbale.toml").write_text("families.alarm = false\n")
    assert severities(verbale, "drafts", "--no-config") == {"alarm/intensity": "warning"}


def test_a_rules_own_severity_comes_before_its_familys(verbale: Verbale, house: Path) -> None:
    (house / "verbale.toml").write_text('[severity]\nblame = "info"\n"blame/judgement" = "warning"\n')
    found = severities(verbale, "release.md")
    assert (found["blame/judgement"], found["blame/own-fault"]) == ("warning", "info")


def test_a_rule_that_is_off_says_nothing(verbale: Verbale, house: Path) -> None:
    (house / "verbale.toml").write_text('severity."blame/judgement" = "off"\n')
    assert "blame/judgement" not in severities(verbale, "release.md")


def test_what_is_milder_for_a_reason_never_becomes_graver(verbale: Verbale, house: Path) -> None:
    dull = "The clerk sorted the letters on the second floor. " * 20
    (house / "release.md").write_text(f"{dull}\n\n{ALARMING.replace('attack', 'storm')}")
    (house / "verbale.toml").write_text('severity.alarm = "error"\n')
    plain = severities(verbale, "release.md", "--no-config")
    assert plain == severities(verbale, "release.md")
    assert set(plain.values()) <= {"info"}


def test_a_path_has_its_own_settings(verbale: Verbale, house: Path) -> None:
    (house / "verbale.toml").write_text(
        'fail-on = "error"\n[[paths]]\nfiles = ["drafts/**"]\nfail-on = "warning"\n'
    )
    assert verbale("lint", "drafts").exit_code == 1
    (house / "drafts" / "deep" / "ferry.md").rename(house / "ferry.md")
    assert verbale("lint", "ferry.md").exit_code == 0


def test_an_option_wins_over_the_file(verbale: Verbale, house: Path) -> None:
    (house / "verbale.toml").write_text('fail-on = "error"\n')
    assert verbale("lint", "drafts").exit_code == 0
    assert verbale("lint", "drafts", "--fail-on", "warning").exit_code == 1


def test_structure_is_asked_for_where_it_is_on(verbale: Verbale, house: Path) -> None:
    (house / "release.md").write_text("The quay is closed. Ships wait at sea. The crane stands still.\n")
    (house / "verbale.toml").write_text("families.structure = true\n")
    assert "structure/no-next-update" in severities(verbale, "release.md")


def test_the_yardstick_is_the_files(verbale: Verbale, house: Path) -> None:
    (house / "release.md").write_text("It is highly likely that the outage was caused by human error.\n")
    (house / "verbale.toml").write_text('yardstick = "icd203"\n')
    assert "calibration/off-yardstick" in severities(verbale, "release.md")
    (house / "verbale.toml").write_text('yardstick = "phia"\n')
    assert "calibration/off-yardstick" not in severities(verbale, "release.md")


def test_ledger_and_house_lie_beside_the_file(
    verbale: Verbale, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (house / "own" / "cues").mkdir(parents=True)
    (house / "own" / "cues" / "own.toml").write_text('[hedge.verb]\nsource = "us"\nverb = ["reckon"]\n')
    (house / "verbale.toml").write_text('house = "own"\n')
    monkeypatch.chdir(house / "drafts")
    result = verbale("lint", "deep/ferry.md")
    assert (result.exit_code, "own.toml" in result.stderr) == (2, True)


def test_every_setting_is_shown_with_its_origin(verbale: Verbale, house: Path) -> None:
    (house / "verbale.toml").write_text(
        'fail-on = "error"\n[[paths]]\nfiles = ["drafts"]\nyardstick = "phia"\n'
    )
    told = shown(verbale, "drafts", "--no-trained-reader")
    assert told["fail-on"] == ("error", "verbale.toml")
    assert told["yardstick"] == ("phia", "verbale.toml, [[paths]] 1")
    assert told["trained-reader"] == ("false", "--no-trained-reader")
    assert told["families.blame"] == ("true", "default")


WRONG = [
    ('fail_on = "error"', "fail_on: there is no such setting. Did you mean fail-on?"),
    ('fail-on = "loud"', 'fail-on = "loud" is not possible. Choose one of: error, warning, info.'),
    ('yardstick = "nato"', "Choose one of: icd203, phia."),
    ("families.alarms = false", "families.alarms: there is no such family. Choose one of: attribution,"),
    ('families.alarm = "no"', "families.alarm = 'no' is not possible. Write true or false."),
    ("trained-reader = 1", "trained-reader = 1 is not possible. Write true or false."),
    ('severity."blame/judgment" = "off"', "there is no such rule or family. Did you mean blame/judgement"),
    ('severity.alarm = "high"', "Choose one of: error, warning, info, off."),
    ('ledger = "gone.yaml"', "there is no file gone.yaml. Name one, relative to this file."),
    ('house = "gone"', "there is no folder gone. Name one, relative to this file."),
    ('[[paths]]\nfail-on = "info"', "[[paths]] 1, files is missing."),
    ('[[paths]]\nfiles = ["a"]\nbaseline = "b"', "[[paths]] 1, baseline: there is no such setting."),
    ("fail-on = ", "this is not TOML in UTF-8"),
]


@pytest.mark.parametrize(("line", "remedy"), WRONG, ids=[line for line, _ in WRONG])
def test_what_is_wrong_is_named_with_file_and_remedy(
    verbale: Verbale, house: Path, line: str, remedy: str
) -> None:
    (house / "verbale.toml").write_text(line + "\n")
    result = verbale("lint", "release.md")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("verbale.toml: ")
    assert remedy in result.stderr


def test_all_that_is_wrong_is_named_at_once(verbale: Verbale, house: Path) -> None:
    (house / "verbale.toml").write_text(
        'fail-on = "loud"\nlegder = "x"\nhouse = "gone"\nseverity.blam = "off"\n'
    )
    assert verbale("lint", "release.md").stderr.count("verbale.toml: ") == 4


def test_a_missing_file_of_settings_is_named(verbale: Verbale, house: Path) -> None:
    result = verbale("lint", "release.md", "--config", "gone.toml")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_two_ways_to_name_settings_are_one_too_many(verbale: Verbale, house: Path) -> None:
    (house / "own.toml").write_text("")
    assert verbale("lint", "release.md", "--config", "own.toml", "--no-config").exit_code == 2


@pytest.mark.parametrize("told", ["option", "file"])
def test_without_the_trained_reader_the_rules_speak_alone(verbale: Verbale, house: Path, told: str) -> None:
    pytest.importorskip("onnxruntime", reason="needs the extra reader")
    (house / "release.md").write_text(PROPOSED)
    assert "blame/second-reader" in severities(verbale, "release.md")
    if told == "file":
        (house / "verbale.toml").write_text("trained-reader = false\n")
    assert severities(verbale, "release.md", *(["--no-trained-reader"] if told == "option" else [])) == {}


def test_what_no_rule_explains_never_becomes_an_error(verbale: Verbale, house: Path) -> None:
    pytest.importorskip("onnxruntime", reason="needs the extra reader")
    (house / "release.md").write_text(PROPOSED)
    (house / "verbale.toml").write_text('severity.blame = "error"\n')
    assert severities(verbale, "release.md") == {"blame/second-reader": "warning"}


def test_a_sentence_is_explained_without_the_trained_reader(verbale: Verbale) -> None:
    pytest.importorskip("onnxruntime", reason="needs the extra reader")
    assert "second-reader" in verbale("explain", PROPOSED).stdout
    assert "second-reader" not in verbale("explain", PROPOSED, "--no-trained-reader").stdout


def test_a_text_without_settings_needs_no_validation(house: Path) -> None:
    script = (
        "import sys; from verbale.cli import main\n"
        "try: main()\n"
        "finally: print('pydantic' in sys.modules, file=sys.stderr)"
    )
    (house / "a.md").write_text("The ferry office opens at nine.\n")
    done = subprocess.run([sys.executable, "-c", script, "lint", "a.md"], capture_output=True, text=True)
    assert (done.returncode, done.stderr.strip()) == (0, "False")


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*.txt", "a.txt", True),
        ("*.txt", "deep/down/a.txt", True),
        ("/drafts/*.md", "drafts/a.md", True),
        ("drafts/*.md", "drafts/deep/a.md", False),
        ("drafts/**/*.md", "drafts/deep/down/a.md", True),
        ("drafts/**/*.md", "drafts/a.md", True),
        ("drafts/**", "drafts/deep/a.md", True),
        ("drafts", "drafts/deep/a.md", True),
        ("drafts/", "old/drafts/a.md", True),
        ("drafts", "drafts2/a.md", False),
        ("a?c.md", "abc.md", True),
        ("[!a]*.md", "abc.md", False),
        ("a.md", "aXmd", False),
        ("**/old/*", "x/y/old/a.md", True),
    ],
)
def test_a_pattern_means_paths_as_in_an_editorconfig(pattern: str, path: str, expected: bool) -> None:
    assert fits(pattern, path) is expected
