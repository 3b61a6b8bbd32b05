"""A checked text cut into pieces, for pages that show marks without a script."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from verbale.model.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, the worst severity of the findings over it, and the numbers of those that end here."""

    text: str
    severity: Severity | None
    ends: tuple[int, ...]


def pieces(text: str, findings: Sequence[Finding]) -> Iterator[Piece]:
    """The whole text in order; findings are numbered from 1."""
    cuts = {0, len(text)} | {edge for f in findings for edge in (f.span.start, f.span.end)}
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        over = [f for f in findings if f.span.start <= start and end <= f.span.end]
        worst = max((f.severity for f in over), key=lambda severity: severity.rank, default=None)
        ends = tuple(n for n, f in enumerate(findings, 1) if f.span.end == end and f in over)
        yield Piece(text[start:end], worst, ends)
