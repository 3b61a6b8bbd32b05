"""The house keeps its own rules: sizes, names, help texts, and nothing of one machine."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import click
import pytest

from conftest import REPOSITORY
from verbale import resources
from verbale.cli import main

PACKAGE = REPOSITORY / "app" / "verbale"
MODULES = sorted(PACKAGE.rglob("*.py"))
CODE = (
    MODULES + sorted((REPOSITORY / "tests").glob("*.py")) + sorted((REPOSITORY / "benchmarks").rglob("*.py"))
)
BANNED = {"manager", "helper", "helpers", "utils", "util", "handler", "processor", "info", "misc"}
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())


def named(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout
    return [REPOSITORY / name for name in listed.split("\0") if name and (REPOSITORY / name).is_file()]


def definitions(module: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Functions and classes of a module and methods of public classes, but nothing inside functions."""

    def within(node: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                yield child
            elif isinstance(child, ast.ClassDef):
                yield child
                if not child.name.startswith("_"):
                    yield from within(child)

    return within(ast.parse(module.read_text()))


def commands(group: click.Group = main, path: str = "verbale") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group, info_name=path)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


@pytest.mark.parametrize("module", CODE, ids=named)
def test_no_file_is_longer_than_a_person_reads(module: Path) -> None:
    assert len(module.read_text().splitlines()) < 400


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_public_things_say_what_they_are(module: Path) -> None:
    tree = ast.parse(module.read_text())
    silent = [d.name for d in definitions(module) if not d.name.startswith("_") and not ast.get_docstring(d)]
    assert silent == []
    assert ast.get_docstring(tree) or not tree.body, "the module says nothing"


@pytest.mark.parametrize("module", CODE, ids=named)
def test_names_say_what_a_thing_is(module: Path) -> None:
    names = [module.stem, *(definition.name for definition in definitions(module))]
    empty = [n for n in names if BANNED & set(re.findall(r"[a-z]+", re.sub(r"([A-Z])", r"_\1", n).lower()))]
    assert empty == []


@pytest.mark.parametrize(
    ("name", "command"), list(commands()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_explains_itself_with_an_example(name: str, command: click.Command) -> None:
    text = command.get_help(click.Context(command, info_name=name))
    assert f"{name} " in text.partition("\n")[2], "no example"
    silent = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
    assert silent == []


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    home = re.compile(rb"/" + rb"work/|/" + rb"home/\w|/" + rb"Users/\w")
    assert [named(path) for path in tracked() if home.search(path.read_bytes())] == []


def test_the_lock_pins_every_file_and_names_no_host() -> None:
    lock = (REPOSITORY / "requirements.lock").read_text()
    assert not re.search(r"://|^-|@ |index", lock, re.MULTILINE)
    for entry in re.split(r"\n(?=\S)", lock.strip()):
        assert re.match(r"[\w.-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_the_lock_holds_every_dependency() -> None:
    locked = set(re.findall(r"^([\w.-]+)==", (REPOSITORY / "requirements.lock").read_text(), re.MULTILINE))
    assert set(dependencies()) - locked == set()


def test_every_dependency_is_accounted_for() -> None:
    rows = (REPOSITORY / "docs" / "dependencies.md").read_text()
    assert [name for name in dependencies() if f"| {name} |" not in rows] == []


def dependencies() -> list[str]:
    groups = [
        PROJECT["project"]["dependencies"],
        *PROJECT["project"].get("optional-dependencies", {}).values(),
        *PROJECT["dependency-groups"].values(),
    ]
    return [re.split(r"[^\w.-]", line)[0] for group in groups for line in group]


def test_an_editable_install_finds_its_templates_and_lexicons() -> None:
    assert distribution("verbale").version == PROJECT["project"]["version"]
    assert resources.templates_folder() == REPOSITORY / "templates"
    assert resources.lexicons_folder() == REPOSITORY / "lexicons" / "en"


def test_a_wheel_finds_its_templates_and_lexicons(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    found = subprocess.run(
        [
            sys.executable,
            "-c",
            "from verbale import resources as r; print(r.templates_folder()); print(r.lexicons_folder())",
        ],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "site")},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    data = tmp_path / "site" / "verbale" / "data"
    assert found == [str(data / "templates"), str(data / "lexicons" / "en")]
