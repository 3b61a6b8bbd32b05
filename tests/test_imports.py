"""Imports point one way, and a library is known in one place."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import REPOSITORY

PACKAGE = REPOSITORY / "app" / "verbale"
ONLY_IN = {
    "spacy": ("lint",),
    "onnxruntime": ("lint",),
    "jinja2": ("draft", "web"),
    "flask": ("web",),
    "waitress": ("cli", "web"),
    "click": ("cli",),
    "pygls": ("lsp",),
    "lsprotocol": ("lsp",),
    "sqlalchemy": ("records",),
    "alembic": ("records",),
    "argon2": ("records",),
    "authlib": ("web",),
}


def imported(module: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_imports_point_one_way() -> None:
    checked = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_known_in_one_place(library: str) -> None:
    strangers = [
        str(module.relative_to(PACKAGE))
        for module in PACKAGE.rglob("*.py")
        if library in imported(module) and module.relative_to(PACKAGE).parts[0] not in ONLY_IN[library]
    ]
    assert strangers == []
