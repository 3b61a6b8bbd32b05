"""``verbale plan`` and ``verbale check``, as a person or a workflow calls them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from drafting import HOLDING, SAMPLE
from planning import clearance
from verbale.draft import find_template, render
from verbale.ledger import ledger_yaml
from verbale.model.clearance import Role


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """The sample ledger with a holding statement that both roles have cleared, on a far date."""
    (tmp_path / "ledger.yaml").write_text(ledger_yaml(SAMPLE))
    draft = render(find_template(HOLDING), SAMPLE).draft
    (tmp_path / "h.draft.json").write_text(draft.model_dump_json())
    for role, by in ((Role.SPOKESPERSON, "Ada"), (Role.TECHNICAL, "Ben")):
        (tmp_path / f"{role}.clearance.json").write_text(clearance(draft, role, by).model_dump_json())
    return tmp_path


def test_check_ends_with_0_when_all_gates_are_open(verbale: Callable[..., Result], papers: Path) -> None:
    asked = ("--ledger", papers / "ledger.yaml", "--records", papers)
    result = verbale("check", papers / "h.draft.json", *asked)
    assert (result.exit_code, "closed" in result.output) == (0, False), result.output


def test_check_ends_with_1_and_says_what_would_open(verbale: Callable[..., Result], papers: Path) -> None:
    (papers / "technical.clearance.json").unlink()
    asked = ("--ledger", papers / "ledger.yaml", "--records", papers)
    result = verbale("check", papers / "h.draft.json", *asked)
    assert (result.exit_code, "cleared in the role technical" in result.output) == (1, True)


def test_check_ends_with_2_and_names_every_document_that_is_wrong(
    verbale: Callable[..., Result], papers: Path
) -> None:
    (papers / "a.waiver.json").write_text("{}")
    (papers / "b.release.json").write_text("[")
    asked = ("--ledger", papers / "ledger.yaml", "--records", papers)
    result = verbale("check", papers / "h.draft.json", *asked)
    assert result.exit_code == 2
    assert "a.waiver.json: not a waiver" in result.output
    assert "b.release.json: not a release" in result.output


def test_plan_lists_the_drafts_that_the_ledger_has_moved_on_from(
    verbale: Callable[..., Result], papers: Path
) -> None:
    asked = ("plan", "--ledger", papers / "ledger.yaml", "--records", papers)
    assert "Stale:" not in verbale(*asked).output
    plain = (papers / "ledger.yaml").read_text().replace("two gates are worked", "three gates are worked")
    (papers / "ledger.yaml").write_text(plain)
    assert "Stale: public-holding.harbour tells m-hand otherwise" in verbale(*asked).output


def test_plan_as_json_says_of_each_gate_why_and_what_opens_it(
    verbale: Callable[..., Result], papers: Path
) -> None:
    result = verbale("plan", "--ledger", papers / "ledger.yaml", "--stage", HOLDING, "--format", "json")
    assert result.exit_code == 0
    assert '"gate": "cleared"' in result.output
    assert '"opens": "Have the text' in result.output
