"""What a statement lacks for its readers, and where it is hard to read."""

from functools import cache
from pathlib import Path

import pytest

from verbale.desk import Desk
from verbale.ledger import read_ledger
from verbale.lint import Linter
from verbale.lint.readability import grade
from verbale.model.finding import Severity
from verbale.resources import templates_folder

GOLDENS = sorted(templates_folder().rglob("golden.md"))
WHOLE = (
    "The quay is closed. We do not know why yet. Drivers are asked to wait at the gate. "
    "Call the harbour desk with questions. The next update will be issued by 14:00 UTC."
)
PARTS = [
    ("We do not know why yet. ", "nothing-unestablished"),
    ("Drivers are asked to wait at the gate. ", "no-action"),
    ("Call the harbour desk with questions. ", "no-contact"),
    ("The next update will be issued by 14:00 UTC.", "no-next-update"),
]


@cache
def linter() -> Linter:
    return Linter()


def missing(text: str) -> list[str]:
    """Rules of the family structure that speak of the text, without the family's name."""
    findings = linter().lint(text, structure=True)
    return [f.rule.partition("/")[2] for f in findings if f.family == "structure"]


def test_a_whole_statement_lacks_nothing() -> None:
    assert missing(WHOLE) == []


@pytest.mark.parametrize(("part", "rule"), PARTS)
def test_what_is_left_out_is_named(part: str, rule: str) -> None:
    assert missing(WHOLE.replace(part, "")) == [rule]


def test_what_is_missing_is_shown_at_the_last_sentence() -> None:
    text = WHOLE.replace("We do not know why yet. ", "")
    [finding] = linter().lint(text, structure=True)
    assert finding.text == "The next update will be issued by 14:00 UTC."


def test_an_update_without_a_time_is_no_promise() -> None:
    text = WHOLE.replace("The next update will be issued by 14:00 UTC.", "Further updates will follow.")
    assert missing(text) == ["no-next-update"]


@pytest.mark.parametrize(
    "time", ["on Friday", "by 9 am", "at 17.30", "on 4 May", "tomorrow", "within the hour", "every evening"]
)
def test_a_time_is_known_in_many_guises(time: str) -> None:
    assert missing(WHOLE.replace("by 14:00 UTC", time)) == []


@pytest.mark.parametrize(
    "ask", ["Write to desk@quay.example.", "See https://quay.example.", "+999 45 555 0100"]
)
def test_an_address_or_a_number_is_a_contact(ask: str) -> None:
    assert missing(WHOLE.replace("Call the harbour desk with questions.", f"Questions: {ask}")) == []


def test_a_line_of_two_sentences_need_carry_nothing() -> None:
    assert missing("The quay is closed. Ships wait at the roads.") == []


def test_a_note_has_its_own_form() -> None:
    assert (
        missing("The Ministry presents its compliments. It asks for the log of May. It awaits a reply.") == []
    )


def test_nothing_is_asked_of_a_plain_text_unless_told_to() -> None:
    text = "The quay is closed. Ships wait. Nobody was hurt, it is said."
    assert [f for f in linter().lint(text) if f.family == "structure"] == []


def test_an_empty_text_lacks_nothing() -> None:
    assert missing("") == missing("# Quay\n") == missing("***\n") == []


@pytest.mark.parametrize(("words", "found"), [(35, []), (36, ["long-sentence"])])
def test_a_sentence_is_long_beyond_thirty_five_words(words: int, found: list[str]) -> None:
    assert missing("We " + "go " * (words - 2) + "on.") == found


def test_the_count_of_words_is_told() -> None:
    [finding] = linter().lint("We " + "go " * 40 + "on.", structure=True)
    assert "42 words" in finding.message


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The quay is closed. Ships wait.", 0, 3),
        ("The agency is checking the records of the harbour. It will report on Friday.", 2, 6),
        ("Interdependencies between administrative infrastructures necessitate verification.", 35, 45),
        ("", 0, 0),
    ],
)
def test_the_year_of_school_follows_length_of_words_and_sentences(text: str, low: float, high: float) -> None:
    assert low <= grade(text.split(". ")) <= high


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda path: "/".join(path.parts[-5:-1]))
def test_our_own_drafts_pass_with_structure_asked_for(golden: Path) -> None:
    ledger = read_ledger(golden.parent / "ledger.yaml")
    findings = Linter(ledger=ledger).lint(golden.read_text(), structure=True)
    assert [f.rule for f in findings if f.family == "structure" and f.severity is not Severity.INFO] == []


def test_a_draft_is_asked_what_it_lacks() -> None:
    ledger = read_ledger(GOLDENS[0].parent / "ledger.yaml")
    template = "/".join(GOLDENS[0].parts[-5:-3])
    draft = Desk().draft(template, ledger)
    asked = Linter(ledger=ledger).lint(draft.text, structure=True)
    assert Linter(ledger=ledger).lint(draft.text, slots=draft.slots) == asked
