"""A linter for very many texts forgets the words it met, and nothing that others in its process need."""

from our_texts import our_texts
from verbale.lint import Linter
from verbale.lint.bulk import BulkLinter

TEXTS = our_texts()[:120]


def test_what_is_linted_in_bulk_has_the_findings_of_a_single_lint() -> None:
    linter = Linter()
    assert BulkLinter().lint(TEXTS) == [linter.lint(text) for text in TEXTS]


def test_a_linter_reads_on_when_a_bulk_linter_is_gone() -> None:
    expected = BulkLinter(exhaustive=True).lint(TEXTS)
    assert BulkLinter(exhaustive=True).lint(TEXTS) == expected
    assert Linter(exhaustive=True).lint_all(TEXTS) == expected


def test_words_are_forgotten_and_met_again(monkeypatch) -> None:
    expected = BulkLinter().lint(TEXTS)
    monkeypatch.setattr("verbale.lint.bulk.ZONE", 5_000)
    bulk = BulkLinter()
    assert [found for at in range(0, 120, 10) for found in bulk.lint(TEXTS[at : at + 10])] == expected
