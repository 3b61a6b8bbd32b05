"""Findings as JSON: the contract that other tools rely on."""

import json
from collections.abc import Iterable, Iterator
from typing import NotRequired, TypedDict, cast

from verbale.model.finding import Finding
from verbale.report.linted import Linted, Screen


class SuggestionRecord(TypedDict):
    """A wording offered in place of ``start`` to ``end``."""

    start: int
    end: int
    wording: str
    safe: bool


class LocationRecord(TypedDict, total=False):
    """Where the words stand in a source that is no text file: what it has of these, counted from 1."""

    record: int
    field: str
    part: str
    page: int
    table: int
    row: int
    cell: int
    paragraph: int
    line: int
    column: int


class FindingRecord(TypedDict):
    """One finding; ``start`` and ``end`` are code points of the text, ``line`` and ``column`` count from 1.

    ``location`` is there when the source is no text file; other places then count in the text taken from it.
    Keys may be added after ``remedy`` in later versions; none is renamed or taken away.
    """

    path: str
    rule: str
    family: str
    severity: str
    start: int
    end: int
    line: int
    column: int
    text: str
    message: str
    remedy: str
    suggestions: list[SuggestionRecord]
    cues: list[str]
    location: NotRequired[LocationRecord]


def record(path: str, finding: Finding) -> FindingRecord:
    """The finding as it stands in JSON, for every door that speaks JSON."""
    told: FindingRecord = {
        "path": path,
        "rule": finding.rule,
        "family": finding.family.value,
        "severity": finding.severity.value,
        "start": finding.span.start,
        "end": finding.span.end,
        "line": finding.line,
        "column": finding.column,
        "text": finding.text,
        "message": finding.message,
        "remedy": finding.remedy,
        "suggestions": [
            {"start": s.span.start, "end": s.span.end, "wording": s.wording, "safe": s.safe}
            for s in finding.suggestions
        ],
        "cues": list(finding.cues),
    }
    if finding.location is not None:
        told["location"] = cast(LocationRecord, dict(finding.location.known))
    return told


def json_lines(results: Iterable[Linted], screen: Screen) -> Iterator[str]:
    """One line for each finding, nothing for a clean text."""
    for line in _records(results):
        yield line + "\n"


def json_array(results: Iterable[Linted], screen: Screen) -> Iterator[str]:
    """One array of all findings, a finding to a line; ``[]`` when there are none."""
    before = "[\n"
    for line in _records(results):
        yield before + line
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _records(results: Iterable[Linted]) -> Iterator[str]:
    for linted in results:
        for finding in linted.findings:
            yield json.dumps(record(linted.path, finding), ensure_ascii=False)
