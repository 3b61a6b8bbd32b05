"""What a sentence says of a recorded fact, against what the ledger has of it.

A sentence tells a fact when it carries most of the content words of the fact's clause. What it may say then
follows the fact's status: suspected facts need a hedge, refuted ones a correction, statements their speaker.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.lint.cues import Cue, playing
from verbale.lint.figures import figures
from verbale.lint.fold import fold
from verbale.model.claim import Claim, CueSeen, Kind
from verbale.model.span import Span
from verbale.model.status import Status

if TYPE_CHECKING:
    from verbale.model.fact import Fact
    from verbale.model.ledger import Ledger

WORD = re.compile(r"[^\W\d_]{3,}")
SMALL_WORDS = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "that",
        "this",
        "was",
        "were",
        "are",
        "has",
        "have",
        "had",
        "been",
        "being",
        "not",
        "but",
        "its",
        "their",
        "our",
        "your",
        "into",
        "onto",
        "who",
        "what",
        "which",
        "where",
        "when",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "shall",
        "should",
        "must",
        "all",
        "any",
        "some",
        "one",
        "two",
        "than",
        "then",
        "there",
        "here",
        "about",
        "over",
        "under",
        "between",
        "after",
        "before",
        "during",
        "because",
        "while",
        "also",
        "only",
        "more",
        "most",
        "other",
        "such",
    ]
)
STEM = 5
TOLD = 0.6
COUNTED = 0.34
LEAST_WORDS = 3
SOFT = (
    "hedge",
    "qualifier",
    "report",
    "link.evidence",
    "denied.booster",
    "nonattribution",
    "condition",
    "question",
)
CORRECTING = ("negation", "denial", "denied", "qualifier.evidence")
CORRECTION_WORDS = ("earlier", "incorrect", "correct", "wrong", "mistaken", "no longer", "withdrawn")
NEAR_UNIT = 30


@dataclass(frozen=True, slots=True)
class _Told:
    fact: "Fact"
    share: float
    start: int
    end: int


class FactReader:
    """Compares sentences with the facts of one ledger."""

    def __init__(self, ledger: "Ledger") -> None:
        self._facts = [(fact, _content(fact.clause)) for fact in ledger.facts_with() if fact.clause]

    def read(self, flat: str, cues: Sequence[Cue]) -> Iterator[Claim]:
        """Claims where the sentence is stronger than the ledger, or its figure differs; spans in ``flat``."""
        told = [t for t in (_tell(fact, words, flat) for fact, words in self._facts) if t is not None]
        yield from self._figures(flat, told)
        best = max((t for t in told if t.share >= TOLD), key=lambda t: t.share, default=None)
        if best is None:
            return
        short = _short_of(best.fact, flat, cues)
        if short is not None:
            yield Claim(
                kind=Kind.FACT,
                form="stronger-than-recorded",
                span=Span(best.start, best.end),
                key=Span(best.start, best.end),
                fact=best.fact.id,
                detail=short,
            )

    def _figures(self, flat: str, told: Sequence[_Told]) -> Iterator[Claim]:
        for figure in figures(flat):
            candidates = [t for t in told if t.fact.quantities and _unit_near(t.fact, flat, figure.end)]
            if not candidates:
                continue
            best = max(candidates, key=lambda t: t.share)
            ranges = [
                q
                for q in best.fact.quantities
                if _names_unit(q.unit, flat[figure.end : figure.end + NEAR_UNIT])
            ]
            if any(q.low <= figure.value <= q.high for q in ranges) or _in_clause(best.fact, figure.value):
                continue
            end = figure.end + _unit_end(flat[figure.end :], ranges[0].unit)
            shown = ", ".join(dict.fromkeys(_range(q.low, q.high) for q in ranges))
            span = Span(figure.start, end)
            yield Claim(
                kind=Kind.FACT,
                form="figure-differs",
                span=span,
                key=span,
                fact=best.fact.id,
                detail=f"{shown} {ranges[0].unit}",
                cues=(CueSeen("figure", flat[figure.start : figure.end], Span(figure.start, figure.end)),),
            )


def _content(clause: str | None) -> frozenset[str]:
    words = (word for word in WORD.findall(fold(clause or "")) if word not in SMALL_WORDS)
    return frozenset(word[:STEM] for word in words)


def _tell(fact: "Fact", words: frozenset[str], flat: str) -> _Told | None:
    hits = [
        m for m in WORD.finditer(fold(flat)) if m.group()[:STEM] in words and m.group() not in SMALL_WORDS
    ]
    share = len({m.group()[:STEM] for m in hits}) / len(words) if words else 0.0
    if share < COUNTED or (len(words) >= LEAST_WORDS and len(hits) < 2):
        return None
    return _Told(fact, share, hits[0].start(), hits[-1].end())


def _short_of(fact: "Fact", flat: str, cues: Sequence[Cue]) -> str | None:
    """What the ledger has, when the sentence says more."""
    clause = fold(fact.clause or "")
    cues = [cue for cue in cues if fold(flat[cue.start : cue.end]) not in clause]  # the fact's own words
    if fact.said_by is not None:
        return None if playing(cues, "report", *SOFT, *CORRECTING) else f"a statement of {fact.said_by}"
    if fact.status is Status.SUSPECTED:
        return None if playing(cues, *SOFT) else "suspected"
    if fact.status is Status.REFUTED:
        lowered = fold(flat)
        corrected = playing(cues, *CORRECTING) or any(word in lowered for word in CORRECTION_WORDS)
        return None if corrected else "refuted"
    if fact.status is Status.TO_BE_ESTABLISHED:
        return None if playing(cues, *SOFT, *CORRECTING) else "to be established"
    return None


def _names_unit(unit: str, after: str) -> bool:
    head = fold(unit).rstrip("s")
    return head in fold(after)


def _unit_near(fact: "Fact", flat: str, end: int) -> bool:
    return any(_names_unit(q.unit, flat[end : end + NEAR_UNIT]) for q in fact.quantities)


def _unit_end(after: str, unit: str) -> int:
    head = fold(unit).rstrip("s")
    at = fold(after).find(head) + len(head)
    return at + (1 if after[at : at + 1] == "s" else 0)


def _in_clause(fact: "Fact", value: float) -> bool:
    return any(figure.value == value for figure in figures(fact.clause or ""))


def _range(low: float, high: float) -> str:
    return f"{low:,g}" if low == high else f"{low:,g} to {high:,g}"
