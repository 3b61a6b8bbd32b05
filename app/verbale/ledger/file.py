"""Ledger files: read, check, write."""

from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ValidationError

from verbale.ledger.checks import check_entries
from verbale.ledger.problem import LedgerError, Problem
from verbale.ledger.salvage import salvage_ledger
from verbale.ledger.source import read_source
from verbale.ledger.tree import parse_tree
from verbale.ledger.wording import problems_in
from verbale.model.ledger import Ledger
from verbale.resources import templates_folder


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a ledger's text holds: the ledger unless something is wrong, and all problems and warnings."""

    ledger: Ledger | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the ledger from being used."""
        return tuple(problem for problem in self.problems if not problem.warning)


def inspect_ledger(text: str) -> Inspection:
    """Read YAML or JSON and name every problem in it, in the order of the file."""
    tree = parse_tree(text)
    if not tree.value and tree.problems:
        return Inspection(None, tree.problems)
    found = list(tree.problems)
    try:
        ledger = Ledger.model_validate(tree.value)
    except ValidationError as error:
        found += problems_in(error, tree.value)
        ledger = salvage_ledger(tree.value)
    found += check_entries(ledger)
    placed = [problem.at_line(problem.line or tree.line(problem.place)) for problem in found]
    placed.sort(key=lambda problem: problem.line or 0)
    sound = all(problem.warning for problem in placed)
    return Inspection(ledger if sound else None, tuple(placed))


def parse_ledger(text: str, *, name: str = "The ledger") -> Ledger:
    """The ledger in ``text``; LedgerError names every problem, and calls the text ``name``."""
    inspection = inspect_ledger(text)
    if inspection.ledger is None:
        raise LedgerError(name, list(inspection.problems))
    return inspection.ledger


def read_ledger(path: Path) -> Ledger:
    """The ledger in a YAML or JSON file.

    Raises UserError when the file cannot be read, and LedgerError with every problem when it is wrong.
    """
    return parse_ledger(read_source(path), name=path.name)


def inspect_file(path: Path) -> Inspection:
    """What a ledger file holds; UserError when it cannot be read at all."""
    return inspect_ledger(read_source(path))


def check_ledger(path: Path) -> list[Problem]:
    """Every problem and warning of a ledger file; UserError when it cannot be read at all."""
    return list(inspect_file(path).problems)


def sample_ledger() -> str:
    """The sample ledger that ships with Verbale, an invented incident, as YAML."""
    return read_source(templates_folder() / "public" / "holding" / "examples" / "harbour" / "ledger.yaml")


def ledger_yaml(ledger: Ledger) -> str:
    """The ledger as a YAML file that reads back as the same ledger; what is at its default is left out."""
    plain = ledger.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=100)
