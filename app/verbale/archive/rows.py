"""The lines of an archive's results, one JSON object each."""

import json
from collections import Counter
from collections.abc import Sequence

from verbale.archive.statement import Statement
from verbale.model.errors import UserError
from verbale.model.finding import Finding


def finding_lines(record: int, statement: Statement, findings: Sequence[Finding]) -> list[str]:
    """A line for each finding: the record it stands in, then the finding."""
    head = _head(record, statement)
    return [
        _line(
            head
            | {
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
                "cues": list(finding.cues),
                "location": dict(finding.location.known) if finding.location else {},
            }
        )
        for finding in statement.located(findings)
    ]


def record_line(
    record: int, statement: Statement, words: int, findings: Sequence[Finding], *, in_incident: bool
) -> str:
    """A line for each record: its length, its findings by severity, and whether it speaks of the incident."""
    severities = Counter(finding.severity.value for finding in findings)
    counts = {severity: severities[severity] for severity in ("error", "warning", "info")}
    return _line(_head(record, statement) | {"words": words, **counts, "in_incident": in_incident})


def problem_line(record: int, problem: UserError) -> str:
    """A line for each record that could not be read."""
    return _line({"record": record, "problem": str(problem)})


def _head(record: int, statement: Statement) -> dict[str, object]:
    about = statement.about
    return {
        "record": record,
        "path": statement.path,
        "id": about.id,
        "date": about.date,
        "issuer": about.issuer,
        "title": about.title,
    }


def _line(row: dict[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False)
