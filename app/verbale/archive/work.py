"""The work on one batch of texts, the same in every engine: texts in, what was found out."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from verbale.archive.statement import Linter
from verbale.model.finding import Family, Finding, Severity, Suggestion
from verbale.model.span import Span

Batch = list[str]
Engine = Callable[[Iterable[Batch]], Iterator[Batch]]
"""Batches of texts to batches of what ``work`` gives for each, in the same order."""


def work(linter: Linter, texts: Sequence[str]) -> Batch:
    """For each text its words and findings, packed as ``packed`` does."""
    return [
        packed(len(text.split()), findings) for text, findings in zip(texts, linter.lint(texts), strict=True)
    ]


def packed(words: int, findings: Iterable[Finding]) -> str:
    """A text's words and findings as one line of JSON, to be sent and kept."""
    rows = [
        [
            f.rule, f.family, f.severity, f.span.start, f.span.end, f.line, f.column, f.text, f.message,
            f.remedy, f.cues, [[s.span.start, s.span.end, s.wording, s.safe] for s in f.suggestions],
        ]
        for f in findings
    ]  # fmt: skip
    return json.dumps([words, rows])  # in ASCII, because half of a surrogate pair fits nowhere else


def unpacked(line: str) -> tuple[int, list[Finding]]:
    """Words and findings of a text."""
    words, rows = json.loads(line)
    return words, [
        Finding(
            rule=rule,
            family=Family(family),
            severity=Severity(severity),
            span=Span(start, end),
            line=line,
            column=column,
            text=text,
            message=message,
            remedy=remedy,
            suggestions=tuple(Suggestion(Span(a, b), wording, safe) for a, b, wording, safe in suggestions),
            cues=tuple(cues),
        )
        for rule, family, severity, start, end, line, column, text, message, remedy, cues, suggestions in rows
    ]
