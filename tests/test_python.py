"""What Python programs may rely on: few names, all explained, with examples that run."""

import doctest
import subprocess
import sys

import pytest

import verbale
from conftest import REPOSITORY

PAGE = REPOSITORY / "docs" / "python.md"


def test_there_are_few_names_and_each_is_there() -> None:
    assert len(verbale.__all__) <= 15
    assert [name for name in verbale.__all__ if not hasattr(verbale, name)] == []


@pytest.mark.parametrize("name", verbale.__all__)
def test_every_name_is_explained(name: str) -> None:
    assert f"`{name}`" in PAGE.read_text().partition("## The names")[2]


def test_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(AttributeError, match="Lintr"):
        _ = verbale.Lintr


def test_the_examples_of_the_page_give_what_it_shows() -> None:
    tried = doctest.testfile(str(PAGE), module_relative=False)
    assert tried.attempted > 15
    assert tried.failed == 0


def test_naming_the_package_imports_nothing_heavy() -> None:
    heavy = "import sys, verbale; print([m for m in ('spacy', 'pydantic', 'jinja2') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
