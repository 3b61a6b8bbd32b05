"""The hook, the action and the examples of docs/in-a-workflow.md do what they say, without a network."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import REPOSITORY

LEDGER = REPOSITORY / "templates" / "public" / "holding" / "examples" / "harbour" / "ledger.yaml"
PAGE = (REPOSITORY / "docs" / "in-a-workflow.md").read_text()
EXAMPLES = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]
GOOD = "The port stopped at 09:40 UTC. It has not been established who is responsible.\n"
BAD = "The attack was undoubtedly planned.\n"
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Tools of this virtual environment, nobody's settings, and no way to a network."""
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONPATH": str(REPOSITORY / "app"),
        "HOME": str(tmp_path / "home"),
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "GIT_CONFIG_NOSYSTEM": "1",
        **{
            f"GIT_{who}_{what}": "nobody@desk.example"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
        "HTTPS_PROXY": NOWHERE,
        "HTTP_PROXY": NOWHERE,
        "PIP_NO_INDEX": "1",
    }


@pytest.fixture
def office(tmp_path: Path, environment: dict[str, str]) -> Path:
    """A fresh repository of a press office."""
    (tmp_path / "home").mkdir()
    office = tmp_path / "office"
    (office / "statements").mkdir(parents=True)
    shutil.copy(LEDGER, office / "ledger.yaml")
    run(office, environment, "git", "init", "-q")
    return office


def run(folder: Path, environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


def commits(office: Path, environment: dict[str, str], text: str) -> subprocess.CompletedProcess[str]:
    (office / "statements" / "text.md").write_text(text)
    run(office, environment, "git", "add", "-A")
    return run(office, environment, "git", "commit", "-m", "Say it")


def hooked(office: Path, environment: dict[str, str], config: dict[str, Any]) -> None:
    (office / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    installed = run(office, environment, "pre-commit", "install")
    assert installed.returncode == 0, installed.stdout + installed.stderr


def shipped_hooks(tmp_path: Path, environment: dict[str, str]) -> dict[str, Any]:
    """The first example, with our hooks as they are now, and of these the one that needs no network."""
    ours = tmp_path / "verbale"
    ours.mkdir()
    shutil.copy(REPOSITORY / ".pre-commit-hooks.yaml", ours)
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Hooks"]):
        run(ours, environment, "git", *command)
    revision = run(ours, environment, "git", "rev-parse", "HEAD").stdout.strip()
    [repository] = EXAMPLES[0]["repos"]
    [hook] = repository["hooks"]
    return {
        "repos": [{"repo": str(ours), "rev": revision, "hooks": [hook | {"id": "verbale-lint-installed"}]}]
    }


def test_a_commit_of_a_bad_statement_is_blocked_and_of_a_good_one_passes(
    office: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    hooked(office, environment, shipped_hooks(tmp_path, environment))
    blocked = commits(office, environment, BAD)
    assert blocked.returncode == 1
    assert "certainty/booster" in blocked.stdout + blocked.stderr
    assert run(office, environment, "git", "rev-parse", "HEAD").returncode != 0
    passed = commits(office, environment, GOOD)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert run(office, environment, "git", "log", "--oneline").stdout.endswith("Say it\n")


def test_a_hook_of_ones_own_blocks_a_bad_statement(office: Path, environment: dict[str, str]) -> None:
    hooked(office, environment, EXAMPLES[1])
    assert commits(office, environment, BAD).returncode == 1
    assert commits(office, environment, GOOD).returncode == 0


def test_both_hooks_that_we_ship_run_the_same_command() -> None:
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text())
    assert {hook["entry"] for hook in hooks} == {"verbale lint"}
    assert EXAMPLES[0]["repos"][0]["hooks"][0]["id"] in [hook["id"] for hook in hooks]


@pytest.mark.parametrize(("text", "code", "shown"), [(BAD, 1, "::error"), (GOOD, 0, "")])
def test_the_action_fails_a_job_and_shows_the_line(
    office: Path, environment: dict[str, str], text: str, code: int, shown: str
) -> None:
    action = yaml.safe_load((REPOSITORY / "action.yml").read_text())
    [*_, check] = action["runs"]["steps"]
    example = EXAMPLES[2]["jobs"]["verbale"]["steps"][1]["with"]
    inputs = {name: about.get("default", "") for name, about in action["inputs"].items()} | example
    filled = {name: inputs[value[len("${{ inputs.") : -len(" }}")]] for name, value in check["env"].items()}
    (office / "statements" / "text; touch stolen.md").write_text(text)
    done = run(office, environment | filled, "bash", "-e", "-o", "pipefail", "-c", check["run"])
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout.startswith(shown)


def test_an_input_of_the_action_is_never_run_as_a_command() -> None:
    action = yaml.safe_load((REPOSITORY / "action.yml").read_text())
    assert [step["run"] for step in action["runs"]["steps"] if "${{" in step.get("run", "")] == []


def test_the_gitlab_example_writes_the_report_that_it_names(
    office: Path, environment: dict[str, str]
) -> None:
    job = EXAMPLES[4]["verbale"]
    (office / "statements" / "text.md").write_text(BAD)
    done = run(office, environment, "sh", "-e", "-c", "\n".join(job["script"]))
    assert done.returncode == 1
    assert "certainty/booster" in (office / job["artifacts"]["reports"]["codequality"]).read_text()
