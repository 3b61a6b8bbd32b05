"""Findings in the formats of other tools, held to their official schemas or read as those tools read them."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
import xmlschema

from test_report import finding, linted, rendered
from verbale.desk import Desk
from verbale.model.finding import Severity, Suggestion
from verbale.model.location import Location
from verbale.model.span import Span
from verbale.model.waived import Waived, WaivedBy
from verbale.report import FORMATS, Linted, Showing, report

SCHEMAS = Path(__file__).parent / "schemas"
HARBOUR = "It is plainly over.\n"
HOSTILE = "\"><script>&'\x1b[2J\u202e %0A ::error:: \ufffe"


def sarif(*results: Linted, showing: Showing | None = None) -> dict:
    log = json.loads(rendered("sarif", *results, showing=showing or Showing()))
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text())
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    return log["runs"][0]


def region(result: dict) -> dict:
    return result["locations"][0]["physicalLocation"]["region"]


def everything() -> list[Linted]:
    """A finding of every shape: with offers, in a PDF, on several lines, for information, waived, none."""
    offers = (Suggestion(Span(6, 14), "", safe=True), Suggestion(Span(0, 19), "It is over.", safe=False))
    waived = Waived(finding(HARBOUR, "over"), "the minister's words", WaivedBy.TEXT)
    return [
        Linted("quay.md", HARBOUR, (finding(HARBOUR, "plainly", suggestions=offers),), (waived,)),
        linted("Ä🙂 it is\nplainly over", "is\nplainly", path="/tmp/a b,c:d.md"),
        linted(HARBOUR, "plainly", path="quay.pdf", location=Location(page=2, line=7)),
        linted(HARBOUR, "plainly", path="quay.html", location=Location(line=40, column=3)),
        linted(HARBOUR, "plainly", path="-", severity=Severity.INFO),
        linted(f"It {HOSTILE} is plainly over.", "plainly", path=f"a{HOSTILE}.md", message=HOSTILE),
        Linted("clean.md", "All quiet.\n", ()),
    ]


def test_sarif_with_every_shape_of_finding_and_every_rule_passes_the_official_schema() -> None:
    run = sarif(*everything(), showing=Showing(cards=Desk().rules()))
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == 7
    assert all(rule["help"]["markdown"] and "{" not in rule["help"]["text"] for rule in rules)
    assert {rules[result["ruleIndex"]]["id"] for result in run["results"]} == {"certainty/booster"}


def test_sarif_of_nothing_passes_the_official_schema() -> None:
    assert sarif()["results"] == []


def test_sarif_columns_count_utf_16_code_units() -> None:
    run = sarif(linted("One.\nÄ🙂🙂 it is plainly over", "plainly"))
    assert run["columnKind"] == "utf16CodeUnits"
    found = region(run["results"][0])
    line = "Ä🙂🙂 it is plainly over".encode("utf-16-le")
    begin, end = (2 * (found[name] - 1) for name in ("startColumn", "endColumn"))
    assert (found["startLine"], line[begin:end].decode("utf-16-le")) == (2, "plainly")


def test_sarif_names_a_page_where_there_are_no_lines() -> None:
    [result] = sarif(linted(HARBOUR, "plainly", path="q.pdf", location=Location(page=2, line=7)))["results"]
    [place] = result["locations"]
    assert "region" not in place["physicalLocation"]
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "page 2, line 7"


def test_sarif_keeps_a_waived_finding_as_suppressed_with_its_reason() -> None:
    waived = Waived(finding(HARBOUR, "plainly"), "quoted", WaivedBy.BASELINE)
    [result] = sarif(Linted("quay.md", HARBOUR, (), (waived,)))["results"]
    assert result["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "quoted"}]


def test_sarif_links_a_rule_to_its_page() -> None:
    showing = Showing(cards=Desk().rules(), pages="https://press.velmara.example/rules/{rule}")
    [rule] = [
        rule
        for rule in sarif(showing=showing)["tool"]["driver"]["rules"]
        if rule["id"] == "certainty/booster"
    ]
    assert rule["helpUri"] == "https://press.velmara.example/rules/certainty/booster"


def test_junit_with_every_shape_of_finding_passes_the_schema_of_jenkins() -> None:
    written = rendered("junit", *everything())
    xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd").validate(ET.ElementTree(ET.fromstring(written.encode())))
    suites = ET.fromstring(written.encode()).findall("testsuite")
    assert [suite.get("failures") for suite in suites] == ["1", "1", "1", "1", "1", "1", "0"]
    assert suites[0].find("testcase/skipped").get("message").endswith("the minister's words")
    assert len(suites[6].findall("testcase")) == 1


def test_rdjson_with_every_shape_of_finding_passes_the_schema_of_reviewdog() -> None:
    told = json.loads(rendered("rdjson", *everything()))
    jsonschema.validate(told, json.loads((SCHEMAS / "rdjson.json").read_text()))
    assert len(told["diagnostics"]) == 6
    [offer] = told["diagnostics"][0]["suggestions"]
    assert (offer["range"]["start"]["column"], offer["range"]["end"]["column"]) == (7, 15)


def test_rdjson_columns_count_bytes_of_utf_8() -> None:
    told = json.loads(rendered("rdjson", linted("Ä🙂 is plainly over", "plainly")))
    span = told["diagnostics"][0]["location"]["range"]
    line = "Ä🙂 is plainly over".encode()
    assert line[span["start"]["column"] - 1 : span["end"]["column"] - 1] == b"plainly"


def test_every_gitlab_issue_has_what_a_merge_request_reads() -> None:
    issues = json.loads(rendered("gitlab", *everything()))
    assert len(issues) == 6
    for issue in issues:
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1
        assert issue["description"]
        assert issue["check_name"] == "certainty/booster"
        assert issue["location"]["path"]


def test_a_gitlab_fingerprint_outlives_edits_elsewhere_and_tells_twins_apart() -> None:
    def prints(text: str) -> list[str]:
        spans = [Span(m.start(), m.end()) for m in re.finditer("plainly", text)]
        found = tuple(finding(text, "plainly", span=span) for span in spans)
        return [i["fingerprint"] for i in json.loads(rendered("gitlab", Linted("q.md", text, found)))]

    far = "The ferry sails at nine as it has on every day since the end of March. "
    [before] = prints(f"{far}It is plainly over, and the quay is open to all who hold a ticket.")
    assert prints(f"# News\n\n{far}It is  plainly\nover, and the quay is open to all who hold one.") == [
        before
    ]
    assert len(set(prints("It is plainly over.\n\n" * 3))) == 3


def test_github_gets_one_command_a_finding_that_its_runner_reads_back() -> None:
    lines = rendered("github", *everything()).splitlines()
    assert len(lines) == 6
    read = [runner_reads(line) for line in lines]
    assert read[0] == (
        "warning",
        {
            "file": "quay.md",
            "line": "1",
            "endLine": "1",
            "col": "7",
            "endColumn": "14",
            "title": "certainty/booster",
        },
        "“plainly” is more than is known. Say what was checked.",
    )
    assert read[1][1]["file"] == "/tmp/a b,c:d.md"
    assert "col" not in read[1][1], "GitHub refuses columns on several lines"
    assert read[2][2].startswith("quay.pdf, page 2, line 7: ")
    assert read[4][0] == "notice"
    assert read[5][1]["file"] == f"a{HOSTILE}.md"


def runner_reads(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner takes it apart."""
    command, _, message = line.removeprefix("::").partition("::")
    name, _, given = command.partition(" ")
    properties = dict(part.split("=", 1) for part in given.split(","))

    def plain(words: str) -> str:
        for code, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            words = words.replace(code, character)
        return words

    return name, {key: plain(value) for key, value in properties.items()}, plain(message)


class Page(HTMLParser):
    """The tags of a page, with what it would fetch."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.fetched: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.fetched += [value or "" for name, value in attributes if name in {"src", "href"}]


def test_the_page_needs_no_network_and_lets_no_text_act() -> None:
    shown = rendered("html", *everything())
    page = Page(shown)
    assert page.tags.count("article") == 6
    assert page.fetched == []
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e]", shown)
    assert "url(" not in shown
    assert "@import" not in shown


def test_the_page_marks_the_words_found() -> None:
    assert "It is <mark>plainly</mark> over." in rendered("html", linted(HARBOUR, "plainly"))


@pytest.mark.parametrize("form", ["text", "jsonl", "html"])
def test_waived_findings_are_shown_when_asked_for_only(form: str) -> None:
    waived = Waived(finding(HARBOUR, "plainly"), "quoted from the minister", WaivedBy.TEXT)
    result = Linted("quay.md", HARBOUR, (), (waived,))
    assert "quoted from the minister" not in rendered(form, result)
    assert "quoted from the minister" in rendered(form, result, showing=Showing(waived=True))


def test_the_closing_line_never_hides_that_something_was_waived() -> None:
    waived = Waived(finding(HARBOUR, "plainly"), "quoted", WaivedBy.TEXT)
    shown = rendered("text", Linted("quay.md", HARBOUR, (), (waived,)))
    assert shown == "1 text checked, no findings. 1 waived.\n"


def test_a_rule_is_a_link_on_a_terminal_that_has_links() -> None:
    showing = Showing(links=True, pages="https://press.velmara.example/{rule}")
    shown = rendered("text", linted(HARBOUR, "plainly"), showing=showing)
    link = "\x1b]8;;https://press.velmara.example/certainty/booster\x1b\\certainty/booster\x1b]8;;\x1b\\"
    assert f"quay.md:1:7 warning {link}\n" in shown


def test_messages_wrap_at_the_width_of_the_terminal() -> None:
    result = linted(HARBOUR, "plainly", remedy="Say what was checked, and when, and by whom. " * 5)
    lines = rendered("text", result, showing=Showing(width=50)).splitlines()
    assert max(map(len, lines)) <= 50


def test_statistics_count_findings_and_texts_of_each_rule() -> None:
    results = [
        linted("It is plainly over.", "plainly", "over"),
        linted("Surely.", "Surely", path="b.md"),
        linted("Boom.", "Boom", path="b.md", rule="alarm/intensity", severity=Severity.ERROR),
    ]
    shown = rendered("text", *results, statistics=True).splitlines()
    assert [line.split() for line in shown[1:3]] == [
        ["3", "2", "warning", "certainty/booster"],
        ["1", "1", "error", "alarm/intensity"],
    ]
    assert json.loads(rendered("json", *results, statistics=True))[0] == {
        "rule": "certainty/booster",
        "severity": "warning",
        "findings": 3,
        "texts": 2,
    }


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_writes_texts_as_they_come(form: str) -> None:
    taken = 0

    def texts() -> Iterator[Linted]:
        nonlocal taken
        for _ in range(100):
            taken += 1
            yield linted(HARBOUR, "plainly")

    pieces = report(form, texts(), Showing())
    for _ in range(5):
        next(pieces)
    assert taken < 10, "the whole archive was held in memory"
