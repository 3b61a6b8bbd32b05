"""What several test files need."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from verbale.cli import main

REPOSITORY = Path(__file__).parent.parent
pytest_plugins = ["recording", "at_the_desk"]


@pytest.fixture
def verbale() -> Callable[..., Result]:
    """Run a command as a person would type it: ``verbale("lint", path)``."""

    def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)

    return run
