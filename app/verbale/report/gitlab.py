"""GitLab's code quality report: one array that a merge request compares with the one before."""

from collections.abc import Iterable, Iterator
from typing import Any

from verbale.model.finding import Severity
from verbale.model.fingerprint import fingerprints
from verbale.report.linted import Linted, Showing
from verbale.report.place import in_words, line_of
from verbale.report.records import listed

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab(results: Iterable[Linted], showing: Showing) -> Iterator[str]:
    """An issue to a line, known again by its words and not by its line."""
    return listed(issue for linted in results for issue in _issues(linted))


def _issues(linted: Linted) -> Iterator[dict[str, Any]]:
    prints = fingerprints(linted.path, linted.text, linted.findings)
    for finding, fingerprint in zip(linted.findings, prints, strict=True):
        said = f"{finding.message} {finding.remedy}"
        if finding.location is not None:
            said = f"{in_words(linted.path, finding)}: {said}"
        yield {
            "description": said,
            "check_name": finding.rule,
            "fingerprint": fingerprint,
            "severity": SEVERITIES[finding.severity],
            "location": {"path": linted.path.removeprefix("./"), "lines": {"begin": line_of(finding)}},
        }
