"""Findings become text, JSON and JSON Lines."""

import json
from unicodedata import combining, east_asian_width

import pytest

from verbale.model.finding import Family, Finding, Severity, Suggestion
from verbale.model.span import Span
from verbale.report import Linted, Showing, report

CONTRACT = [
    "path",
    "rule",
    "family",
    "severity",
    "start",
    "end",
    "line",
    "column",
    "text",
    "message",
    "remedy",
]

PLAIN = Showing()


def finding(text: str, words: str, **changes: object) -> Finding:
    start = text.index(words)
    before = text[:start]
    values: dict[str, object] = {
        "rule": "certainty/booster",
        "family": Family.CERTAINTY,
        "severity": Severity.WARNING,
        "span": Span(start, start + len(words)),
        "line": before.count("\n") + 1,
        "column": start - before.rfind("\n"),
        "text": words,
        "message": f"“{words}” is more than is known.",
        "remedy": "Say what was checked.",
    }
    return Finding(**(values | changes))


def linted(text: str, *words: str, path: str = "quay.md", **changes: object) -> Linted:
    return Linted(path, text, tuple(finding(text, w, **changes) for w in words))


def rendered(name: str, *results: Linted, showing: Showing = PLAIN, statistics: bool = False) -> str:
    return "".join(report(name, results, showing, statistics=statistics))


def test_text_shows_the_line_with_a_caret_under_the_words() -> None:
    shown = rendered("text", linted("All quiet.\nIt is plainly over.\n", "plainly"))
    assert shown == (
        "quay.md:2:7 warning certainty/booster\n"
        "    It is plainly over.\n"
        "          ^^^^^^^\n"
        "    “plainly” is more than is known.\n"
        "    Say what was checked.\n"
        "\n"
        "1 text checked, 1 finding: 0 errors, 1 warning.\n"
    )


def test_a_clean_text_gives_one_closing_line() -> None:
    assert rendered("text", Linted("quay.md", "Nothing.", ())) == "1 text checked, no findings.\n"


def test_findings_for_information_are_counted_apart() -> None:
    shown = rendered("text", linted("It is plainly over.", "plainly", severity=Severity.INFO))
    assert shown.endswith("1 finding: 0 errors, 0 warnings, 1 for information.\n")


def test_the_caret_counts_cells_and_not_code_points() -> None:
    shown = rendered("text", linted("港🙂e\u0301 is plainly over.", "plainly")).splitlines()
    assert shown[2] == "    " + " " * len("####e is ") + "^^^^^^^"


def test_colour_appears_only_on_a_screen_that_has_it() -> None:
    result = linted("It is plainly over.", "plainly")
    plain = rendered("text", result)
    painted = rendered("text", result, showing=Showing(colour=True))
    assert "\x1b" not in plain
    assert "\x1b[33m^^^^^^^\x1b[0m" in painted


@pytest.mark.parametrize("unsafe", ["\x1b[2J", "\u202e", "\x9b", "\x00"])
def test_a_text_cannot_act_on_the_terminal(unsafe: str) -> None:
    shown = rendered("text", linted(f"It is {unsafe} plainly over.", "plainly", path=f"a{unsafe}.md"))
    assert unsafe not in shown


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_shown_line_stops_at_any_newline(end: str) -> None:
    shown = rendered("text", linted(f"It is plainly over.{end}Next", "plainly")).splitlines()
    assert shown[1] == "    It is plainly over."


def test_a_line_of_a_million_words_is_cut_around_the_finding() -> None:
    text = "word " * 500_000 + "plainly " + "word " * 500_000
    line, caret = rendered("text", linted(text, "plainly")).splitlines()[1:3]
    assert len(line) < 110
    at = caret.index("^")
    assert line[at : at + caret.count("^")] == "plainly"
    assert line.strip().startswith("…")
    assert line.endswith("…")


def test_a_finding_over_two_lines_is_marked_to_the_end_of_the_first() -> None:
    line, caret = rendered("text", linted("It is\nplainly over.", "is\nplainly", column=4)).splitlines()[1:3]
    assert line == "    It is"
    assert caret == "       ^^"


def test_json_lines_keep_the_contract_in_order() -> None:
    [line] = rendered("jsonl", linted("It is plainly over.", "plainly")).splitlines()
    record = json.loads(line)
    assert list(record)[: len(CONTRACT)] == CONTRACT
    assert record["path"] == "quay.md"
    assert (record["start"], record["end"], record["line"], record["column"]) == (6, 13, 1, 7)


def test_json_lines_carry_suggestions_and_cues() -> None:
    suggestion = Suggestion(Span(6, 14), "", safe=True)
    result = linted("It is plainly over.", "plainly", suggestions=(suggestion,), cues=("plainly",))
    record = json.loads(rendered("jsonl", result))
    assert record["suggestions"] == [{"start": 6, "end": 14, "wording": "", "safe": True}]
    assert record["cues"] == ["plainly"]


def test_json_lines_hold_one_finding_a_line_whatever_it_quotes() -> None:
    shown = rendered("jsonl", linted("It is\u2028plainly\nover 🙂.", "is\u2028plainly\nover 🙂"))
    assert shown.count("\n") == 1
    assert json.loads(shown)["text"] == "is\u2028plainly\nover 🙂"


def test_json_lists_the_same_findings_as_json_lines() -> None:
    results = [linted("It is plainly over.", "plainly", "over"), linted("Surely.", "Surely", path="b.md")]
    lines = rendered("jsonl", *results).splitlines()
    assert json.loads(rendered("json", *results)) == [json.loads(line) for line in lines]


def test_json_of_clean_texts_is_an_empty_list() -> None:
    assert json.loads(rendered("json", Linted("quay.md", "Nothing.", ()))) == []


@pytest.mark.parametrize("text", ["港" * 300 + "plainly" + "港" * 300, "e\u0301" * 300 + " plainly "])
def test_a_line_of_wide_or_combined_characters_is_cut_to_cells(text: str) -> None:
    line, caret = rendered("text", linted(text, "plainly"), showing=Showing(width=60)).splitlines()[1:3]
    cells = [0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in line]
    assert sum(cells) <= 60
    assert sum(cells[: line.index("plainly")]) == caret.index("^")
