"""Findings as GitHub's workflow commands, which become annotations on a pull request."""

from collections.abc import Iterable, Iterator

from verbale.model.finding import Finding, Severity
from verbale.report.linted import Linted, Showing
from verbale.report.place import Regions, in_words, line_of, region_of

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
IN_PROPERTY = IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def github(results: Iterable[Linted], showing: Showing) -> Iterator[str]:
    """A command a line; nothing in a text can end it or begin another."""
    for linted in results:
        regions = Regions(linted.text)
        for finding in linted.findings:
            yield _command(linted.path, finding, regions)


def _command(path: str, finding: Finding, regions: Regions) -> str:
    properties = {"file": path, "line": str(line_of(finding))}
    region = region_of(finding, regions.utf16(finding.span))
    if region is not None and finding.location is None:
        properties["endLine"] = str(region.end_line)
        if region.line == region.end_line:  # GitHub refuses columns on several lines
            properties |= {"col": str(region.column), "endColumn": str(region.end_column)}
    properties["title"] = finding.rule
    message = f"{finding.message} {finding.remedy}"
    if region is None:
        message = f"{in_words(path, finding)}: {message}"
    told = ",".join(f"{name}={value.translate(IN_PROPERTY)}" for name, value in properties.items())
    return f"::{COMMANDS[finding.severity]} {told}::{message.translate(IN_MESSAGE)}\n"
