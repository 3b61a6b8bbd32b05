"""RDJSON: one object for reviewdog, which comments on the changed lines of a review."""

from collections.abc import Iterable, Iterator
from typing import Any

from verbale.model.finding import Finding, Severity
from verbale.report.linted import Linted, Showing
from verbale.report.place import Region, Regions, in_words, region_of
from verbale.report.records import dumped

SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def rdjson(results: Iterable[Linted], showing: Showing) -> Iterator[str]:
    """A diagnostic to a line, with safe suggestions; columns count bytes of UTF-8."""
    yield '{"source": {"name": "verbale"}, "diagnostics": ['
    before = "\n"
    for linted in results:
        regions = Regions(linted.text)
        for finding in linted.findings:
            yield before + dumped(_diagnostic(linted.path, finding, regions, showing))
            before = ",\n"
    yield "\n]}\n"


def _diagnostic(path: str, finding: Finding, regions: Regions, showing: Showing) -> dict[str, Any]:
    region = region_of(finding, regions.utf8(finding.span))
    said = f"{finding.message} {finding.remedy}"
    location: dict[str, Any] = {"path": path}
    if region is None:
        said = f"{in_words(path, finding)}: {said}"
    else:
        location["range"] = _range(region)
    page = showing.page(finding.rule)
    told: dict[str, Any] = {
        "message": said,
        "location": location,
        "severity": SEVERITIES[finding.severity],
        "code": {"value": finding.rule} | ({"url": page} if page else {}),
    }
    safe = [] if finding.location else [offer for offer in finding.suggestions if offer.safe]
    if safe:
        told["suggestions"] = [
            {"range": _range(regions.utf8(offer.span)), "text": offer.wording} for offer in safe
        ]
    return told


def _range(region: Region) -> dict[str, Any]:
    return {
        "start": {"line": region.line, "column": region.column},
        "end": {"line": region.end_line, "column": region.end_column},
    }
