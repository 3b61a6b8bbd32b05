"""Findings as JSON: the contract that other tools rely on."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NotRequired, TypedDict, cast

from verbale.model.finding import Finding
from verbale.model.waived import Waived
from verbale.report.linted import Linted, Showing


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


class WaivedRecord(TypedDict):
    """Who set the finding aside, ``text`` or ``baseline``, and the reason given."""

    by: str
    reason: str


class FindingRecord(TypedDict):
    """One finding; ``start`` and ``end`` are code points of the text, ``line`` and ``column`` count from 1.

    ``location`` is there when the source is no text file; other places then count in the text taken from it.
    ``waived`` is there when the finding was set aside.
    ``release`` is there in the family consistency: the released text that this one was compared with.
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
    waived: NotRequired[WaivedRecord]
    release: NotRequired[str]


def record(path: str, finding: Finding, waived: Waived | None = None) -> FindingRecord:
    """The finding as it stands in JSON, for every door that speaks JSON; ``waived`` says who set it aside."""
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
    if waived is not None:
        told["waived"] = {"by": waived.by.value, "reason": waived.reason}
    if finding.release is not None:
        told["release"] = finding.release
    return told


def json_lines(results: Iterable[Linted], showing: Showing) -> Iterator[str]:
    """One line for each finding, nothing for a clean text."""
    for found in _records(results, showing):
        yield dumped(found) + "\n"


def json_array(results: Iterable[Linted], showing: Showing) -> Iterator[str]:
    """One array of all findings, a finding to a line; ``[]`` when there are none."""
    return listed(_records(results, showing))


def listed(objects: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A JSON array, an object to a line."""
    before = "[\n"
    for one in objects:
        yield before + dumped(one)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def dumped(one: Mapping[str, Any]) -> str:
    """An object as JSON on one line."""
    return json.dumps(one, ensure_ascii=False)


def _records(results: Iterable[Linted], showing: Showing) -> Iterator[FindingRecord]:
    for linted in results:
        for finding in linted.findings:
            yield record(linted.path, finding)
        for waived in linted.waived if showing.waived else ():
            yield record(linted.path, waived.finding, waived)
