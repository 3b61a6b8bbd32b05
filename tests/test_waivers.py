"""A waiver in the text answers one finding, with the rule and a reason; one that answers nothing is found."""

import json
import re
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reading import docx, read
from verbale.desk import Desk
from verbale.lint import Linter
from verbale.lint.bulk import BulkLinter
from verbale.model.draft import Slot
from verbale.model.finding import Family
from verbale.model.span import Span
from verbale.model.textwaiver import text_waivers, without_waivers
from verbale.model.waived import Answered, WaivedBy
from verbale.read.document import Document
from verbale.read.folders import read_documents
from verbale.resources import templates_folder
from verbale.web.app import create_app

Verbale = Callable[..., Result]

SAMPLE = templates_folder() / "public" / "holding" / "examples" / "harbour" / "ledger.yaml"
SURE = "There is no doubt that the port was attacked."
ALLOW = '<!-- verbale: allow certainty/booster "agreed with the minister" -->'
CALM = "The ferry office opens at nine."


@cache
def linter() -> Linter:
    return Linter()


def answer(text: str) -> Answered:
    return linter().answer(text)


def told(text: str) -> tuple[list[str], int]:
    """The rules that still speak, and how many findings were set aside."""
    answered = answer(text)
    return [finding.rule for finding in answered.findings], len(answered.waived)


@pytest.mark.parametrize(
    "text",
    [
        f"{ALLOW}\n{SURE}",
        f"{ALLOW} {SURE}",
        f"{SURE} {ALLOW}",
        f"{SURE} {ALLOW}\n{CALM}",
        f"There is no doubt {ALLOW} that the port was attacked.",
        f"{CALM}\n\n{ALLOW}\n\n{SURE}",
        f"{CALM} {ALLOW} {SURE}",
        f"{ALLOW}\n{CALM} {SURE}",
        f"- {ALLOW} {SURE}",
        f"# {ALLOW} {SURE}",
        f"> {ALLOW}\n> {SURE}",
        f"{ALLOW}\r\n{SURE}\r\n",
        f"verbale: allow certainty/booster “agreed”\n{SURE}",
        f"# verbale: allow certainty/booster 'agreed'\n{SURE}",
        f"// verbale: allow certainty/booster agreed with the court\n{SURE}",
        f'<!--\nverbale: allow certainty/booster\n  "agreed"\n-->\n{SURE}',
    ],
)
def test_a_waiver_answers_the_finding_in_its_sentence_on_its_line_or_next(text: str) -> None:
    assert told(text) == ([], 1)


@pytest.mark.parametrize(
    "text",
    [
        f"{SURE}\n\n{ALLOW}\n\n{CALM}",
        f"{CALM} {ALLOW}\n{SURE}",
        f"{ALLOW}\n{CALM}\n\n{SURE}",
    ],
)
def test_a_waiver_reaches_no_further_than_that(text: str) -> None:
    rules, waived = told(text)
    assert (sorted(rules), waived) == (["certainty/booster", "waiver/unused"], 0)


def test_a_waiver_answers_one_finding_and_not_the_next_of_its_rule() -> None:
    assert told(f"{ALLOW}\n{SURE} {SURE}") == (["certainty/booster"], 1)


def test_two_waivers_answer_two_findings() -> None:
    assert told(f"{ALLOW}\n{ALLOW}\n{SURE} {SURE}") == ([], 2)


def test_a_waiver_answers_its_own_rule_only() -> None:
    rules, waived = told(f"{ALLOW}\n{SURE} It was a despicable act by Aldera.")
    assert "certainty/booster" not in rules
    assert (waived, bool(rules)) == (1, True)


def test_a_waiver_within_a_paragraph_does_not_cut_it_in_two() -> None:
    plain = "The port was closed at nine, and there is no doubt that\nit was attacked from\nabroad."
    waived = plain.replace("doubt that\n", f"doubt that\n{ALLOW}\n")
    assert [one.finding.text for one in answer(waived).waived] == ["there is no doubt that"]
    assert without_waivers(waived) == plain


def test_a_finding_around_a_waiver_stands_where_the_given_text_has_it() -> None:
    text = f"There is no {ALLOW} doubt that Aldera attacked the port.".replace("booster", "absolute-claim")
    found = {finding.rule: finding for finding in answer(text).findings}
    booster = found["certainty/booster"]
    assert booster.span.of(text) == booster.text
    assert booster.message.startswith("“There is no doubt that”")


def test_a_waived_finding_carries_its_reason_and_its_place_in_the_given_text() -> None:
    text = f"{CALM}\n{ALLOW}\n{SURE}\n"
    [waived] = answer(text).waived
    assert (waived.reason, waived.by) == ("agreed with the minister", WaivedBy.TEXT)
    assert waived.finding.span.of(text) == waived.finding.text == "There is no doubt that"
    assert (waived.finding.line, waived.finding.column) == (3, 1)


def test_a_waiver_in_a_code_block_is_only_spoken_of() -> None:
    assert told(f"Write it so:\n\n```\n{ALLOW}\n```\n") == ([], 0)


def test_the_words_of_a_waiver_are_never_linted() -> None:
    sure = '<!-- verbale: allow certainty/booster "There is no doubt that Aldera attacked us." -->'
    assert told(f"{sure}\n{SURE}") == ([], 1)


def test_a_waiver_of_a_rule_that_had_no_say_is_not_called_unused() -> None:
    """Without a ledger nobody knows, and an archive is read without the trained reader."""
    spare = [
        f'<!-- verbale: allow {rule} "so" -->'
        for rule in (
            "facts/figure-differs",
            "structure/long-sentence",
            "blame/second-reader",
            "consistency/state-named",
        )
    ]
    assert told("\n".join([*spare, CALM])) == ([], 0)
    asked = linter().lint("\n".join([*spare, CALM]), structure=True)
    assert [finding.rule for finding in asked] == ["waiver/unused"]


def test_every_finding_about_a_waiver_is_of_its_family_and_says_what_to_do() -> None:
    broken = (
        "<!-- verbale: alow -->\n<!-- verbale: allow a/b 'x' -->\n<!-- verbale: allow alarm/intensity -->\n"
    )
    findings = answer(broken + ALLOW).findings
    assert [f.family for f in findings] == [Family.WAIVER] * 4
    assert len({f.rule for f in findings}) == 4
    assert all(f.remedy and "{" not in f.message + f.remedy for f in findings)


def test_slots_are_found_again_when_a_waiver_stands_before_them() -> None:
    desk = Desk()
    ledger = desk.sample_ledger()
    draft = desk.draft("public/holding", ledger).draft
    spare = '<!-- verbale: allow facts/figure-differs "so" -->\n'
    moved = [
        Slot(span=slot.span.shifted(len(spare)), fact=slot.fact, revision=slot.revision)
        for slot in draft.slots
    ]
    before = desk.lint(draft.text, ledger=ledger, slots=draft.slots)
    after = desk.lint(spare + draft.text, ledger=ledger, slots=moved)
    left = [f for f in after if f.family is not Family.WAIVER]
    assert [(f.rule, f.span.start, f.severity) for f in left] == [
        (f.rule, f.span.start + len(spare), f.severity) for f in before
    ]


PIECES = st.sampled_from(
    [SURE, CALM, "It was a barbaric act.", "\n", "\r\n", "\n\n", " ", "- ", "> ", "🙂", "# ", "```\n", "é"]
)
WAIVERS = st.sampled_from(
    [ALLOW, ALLOW + "\n", "\n" + ALLOW + "\n", "verbale: allow a/b 'x'", "<!-- verbale:"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, WAIVERS), max_size=12).map("".join))
def test_spans_stay_true_and_the_archive_reads_the_same(text: str) -> None:
    answered = linter().answer(text)
    findings = [*answered.findings, *(one.finding for one in answered.waived)]
    assert all(f.span.of(text) == f.text for f in findings)
    assert BULK.lint([text]) == [list(answered.findings)]


BULK = BulkLinter()


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=8), st.integers(0, 8))
def test_a_spare_waiver_changes_nothing_but_its_own_finding(pieces: list[str], at: int) -> None:
    """On a line of its own, wherever it stands."""
    spare = '\n<!-- verbale: allow alarm/intensity "spare" -->\n'
    plain = "".join([*pieces[:at], "\n", *pieces[at:]])
    given_text = "".join([*pieces[:at], spare, *pieces[at:]])
    assume(without_waivers(given_text) == plain)  # it differs beside a newline that joins the next
    before = [(f.rule, f.text) for f in linter().lint(plain)]
    found = [f for f in linter().lint(given_text) if f.family is not Family.WAIVER]
    assert [(f.rule, without_waivers(f.text)) for f in found] == before  # it may stand among the words found


@pytest.mark.parametrize(
    "hostile",
    [
        "<!-- verbale:" * 50_000,
        f"{ALLOW} " * 10_000,
        f"{ALLOW}\n\n" * 10_000,
        "<!--" + " " * 1_000_000 + "verbale:",
        f"{ALLOW}\n```\n" * 5_000,
    ],
)
def test_hostile_waivers_take_time_in_proportion_to_their_length(hostile: str) -> None:
    begin = time.process_time()
    linter().answer(hostile)
    assert time.process_time() - begin < 10


def test_the_command_line_counts_waivers_and_passes(verbale: Verbale, tmp_path: Path) -> None:
    file = tmp_path / "sure.md"
    file.write_text(f"{ALLOW}\n{SURE}\n")
    result = verbale("lint", file)
    assert (result.exit_code, result.output) == (0, "1 text checked, no findings. 1 waived.\n")


@pytest.mark.parametrize("form", ["text", "jsonl", "json", "html"])
def test_what_was_waived_is_shown_with_its_reason_when_asked_for(
    verbale: Verbale, tmp_path: Path, form: str
) -> None:
    file = tmp_path / "sure.md"
    file.write_text(f"{ALLOW}\n{SURE}\n")
    assert "agreed with the minister" not in verbale("lint", file, "--format", form).output
    result = verbale("lint", file, "--format", form, "--show-waived")
    assert result.exit_code == 0
    assert "agreed with the minister" in result.output


def test_sarif_shows_what_was_waived_as_suppressed_in_source(verbale: Verbale, tmp_path: Path) -> None:
    file = tmp_path / "sure.md"
    file.write_text(f"{ALLOW}\n{SURE}\n")
    [result] = json.loads(verbale("lint", file, "--format", "sarif").stdout)["runs"][0]["results"]
    assert result["suppressions"][0] == {
        "kind": "inSource",
        "status": "accepted",
        "justification": "agreed with the minister",
    }


def test_a_text_says_its_waivers_in_order() -> None:
    found = text_waivers(f"a {ALLOW} b\n{ALLOW}{ALLOW}\n")
    assert [waiver.alone for waiver in found] == [False, True, True]
    assert all(waiver.cut.covers(waiver.span) for waiver in found)
    assert Span(2, 2 + len(ALLOW)) == found[0].span


@pytest.fixture
def waived_draft(tmp_path: Path) -> Path:
    """The sample statement with a waiver of each form written into it."""
    desk = Desk()
    draft = desk.draft("public/holding", desk.sample_ledger()).draft
    head, _, rest = draft.text.partition("\n\n")
    text = f"{head} {ALLOW}\n\nverbale: allow blame/judgement “quoted *so*”\n{ALLOW}\n{rest}"
    file = tmp_path / "holding.draft.json"
    file.write_text(draft.model_copy(update={"text": text, "slots": ()}).model_dump_json())
    return file


@pytest.mark.parametrize("form", ["html", "txt", "docx", "eml"])
def test_no_shape_of_a_released_text_shows_a_waiver(
    verbale: Verbale, waived_draft: Path, tmp_path: Path, form: str
) -> None:
    out = tmp_path / f"holding.{form}"
    result = verbale("draft", "--draft", waived_draft, "--ledger", SAMPLE, "--format", form, "-o", out)
    assert result.exit_code == 0, result.output
    [document] = [d for d in read_documents([str(out)]) if isinstance(d, Document) and "Velmara" in d.text]
    assert "verbale:" not in document.text
    assert "The cause has not been established" in document.text


def test_at_a_gate_a_waiver_needs_a_name_and_the_text_gives_none() -> None:
    desk = Desk()
    text = f"{ALLOW}\n{SURE}"
    assert desk.lint(text) == []
    assert [finding.rule for finding in desk.weigh(text)] == ["certainty/booster"]


def test_a_word_file_waives_by_a_paragraph_of_its_own() -> None:
    waiver = "verbale: allow certainty/booster “agreed with the minister”"
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in (CALM, waiver, SURE))
    document = read("a.docx", docx(body))
    answered = document.placed(linter().answer(document.text))
    assert answered.findings == ()
    assert [str(one.finding.location) for one in answered.waived] == ["paragraph 3"]


def test_the_try_out_heeds_a_waiver() -> None:
    client = create_app(Desk()).test_client()
    token = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/").text)[1]
    answer = client.post("/api/v1/lint", json={"text": f"{ALLOW}\n{SURE}"}, headers={"X-CSRF-Token": token})
    assert answer.json["findings"] == []
