"""Every rule's own sentences: flagged ones with their exact words, allowed ones without its finding."""

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from verbale.ledger import read_ledger
from verbale.lint import Linter
from verbale.model.said import Against, Said
from verbale.resources import templates_folder

SAMPLE = templates_folder() / "public" / "holding" / "examples" / "harbour" / "ledger.yaml"
MARKED = re.compile(r"\[\[(.+?)\]\]")


WITHOUT_LEDGER = {"calibration/two-yardsticks"}
"""A ledger chooses the yardstick, so this rule speaks only where there is none."""


@cache
def linter(*, ledger: bool) -> Linter:
    return Linter(ledger=read_ledger(Path(SAMPLE)) if ledger else None)


EARLIER, NOW = "Earlier: ", " Now: "
"""A sentence of the family consistency tells the text that went out before, and the one that is checked."""


def against(earlier: str) -> Against:
    """The earlier text, gone out after the last change of the sample ledger, seen from the next day."""
    said = Said(id="r1", track="public", at=datetime(2031, 5, 7, 14, tzinfo=UTC), text=earlier)
    return Against((said,), datetime(2031, 5, 8, tzinfo=UTC))


def linted(rule: str, text: str) -> list[tuple[str, str]]:
    """Rules and words of the findings, what the text lacks among them where the rule is of that family."""
    one = linter(ledger=rule not in WITHOUT_LEDGER)
    if rule.startswith("consistency/"):
        earlier, now = text.removeprefix(EARLIER).split(NOW)
        return [(f.rule, f.text) for f in one.lint(now, against=against(earlier))]
    return [(f.rule, f.text) for f in one.lint(text, structure=rule.startswith("structure/"))]


CASES_FLAGGED = [(card.id, sentence) for card in Linter().cards for sentence in card.flags]
CASES_ALLOWED = [(card.id, sentence) for card in Linter().cards for sentence in card.allows]


@pytest.mark.parametrize(("rule", "sentence"), CASES_FLAGGED)
def test_a_flagged_sentence_is_flagged_at_the_marked_words(rule: str, sentence: str) -> None:
    marked = MARKED.search(sentence)
    assert marked is not None, "mark the words found as [[so]]"
    text = MARKED.sub(r"\1", sentence)
    assert (rule, marked.group(1)) in linted(rule, text)


@pytest.mark.parametrize(("rule", "sentence"), CASES_ALLOWED)
def test_an_allowed_sentence_carries_no_finding_of_its_rule(rule: str, sentence: str) -> None:
    assert [words for found, words in linted(rule, sentence) if found == rule] == []


@pytest.mark.parametrize("card", Linter().cards, ids=lambda card: card.id)
def test_a_rule_flags_and_allows_something(card) -> None:
    assert card.flags
    assert card.allows
