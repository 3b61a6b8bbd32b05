"""What a sentence says of a recorded fact, against what the ledger has of it.

A sentence tells a fact when it carries most of the content words of the fact's clause. What it may say then
follows the fact's status: suspected facts need a hedge, refuted ones a correction, statements their speaker.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.lint.content import CORRECTING, SMALL_WORDS, SOFT, STEM, WORD, content_words
from verbale.lint.cues import Cue, playing
from verbale.lint.figures import Figure, figures, unit_span
from verbale.lint.fold import fold
from verbale.model.claim import Claim, CueSeen, Kind
from verbale.model.span import Span
from verbale.model.status import Status

if TYPE_CHECKING:
    from verbale.model.evidence import Quantity
    from verbale.model.fact import Fact
    from verbale.model.ledger import Ledger

TOLD = 0.6
COUNTED = 0.34
LEAST_WORDS = 3
CORRECTION_WORDS = ("earlier", "incorrect", "correct", "wrong", "mistaken", "no longer", "withdrawn")


@dataclass(frozen=True, slots=True)
class _Told:
    fact: "Fact"
    share: float
    start: int
    end: int


class FactReader:
    """Compares sentences with the facts of one ledger."""

    def __init__(self, ledger: "Ledger") -> None:
        self._facts = [(fact, content_words(fact.clause)) for fact in ledger.facts_with() if fact.clause]

    def read(self, flat: str, cues: Sequence[Cue]) -> Iterator[Claim]:
        """Claims where the sentence is stronger than the ledger, or its figure differs; spans in ``flat``."""
        told = [tell for _, tell in self._tells(flat) if tell is not None]
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

    def told(self, flat: str) -> "tuple[Fact, ...]":
        """The facts that the sentence tells."""
        tells = self._tells(flat)
        return tuple(fact for fact, tell in tells if tell is not None and tell.share >= TOLD)

    def _tells(self, flat: str) -> "list[tuple[Fact, _Told | None]]":
        words = [m for m in WORD.finditer(fold(flat)) if m.group() not in SMALL_WORDS]
        stems = [m.group()[:STEM] for m in words]
        return [(fact, _tell(fact, sought, words, stems)) for fact, sought in self._facts]

    def _figures(self, flat: str, told: Sequence[_Told]) -> Iterator[Claim]:
        found = [(figure, quantities_at(flat, figure, told)) for figure in figures(flat)]
        given = {figure.value for figure, _ in found}
        for figure, counted in found:
            if counted is None:
                continue
            fact, ranges = counted
            lowest, highest = min(q.low for q in ranges), max(q.high for q in ranges)
            if any(q.low <= figure.value <= q.high for q in ranges):
                alone = len({(q.low, q.high) for q in ranges}) > 1 and not {lowest, highest} <= given
                if alone:
                    yield _figure_claim("figure-contested", flat, figure, fact, ranges)
            elif not _in_clause(fact, figure.value):
                yield _figure_claim("figure-differs", flat, figure, fact, ranges)


def _tell(
    fact: "Fact", sought: frozenset[str], words: Sequence[re.Match[str]], stems: Sequence[str]
) -> _Told | None:
    share = len(sought.intersection(stems)) / len(sought) if sought else 0.0
    hits = [m for m, stem in zip(words, stems, strict=True) if stem in sought] if share >= COUNTED else []
    if not hits or (len(sought) >= LEAST_WORDS and len(hits) < 2):
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


def quantities_at(flat: str, figure: Figure, told: Sequence[_Told]) -> "tuple[Fact, list[Quantity]] | None":
    """The fact of those told that counts what this figure counts, with its quantities; or None."""
    counting = [
        (one.share, one.fact, ranges)
        for one in told
        if (ranges := [q for q in one.fact.quantities if unit_span(flat, figure, q.unit)])
    ]
    if not counting:
        return None
    _, fact, ranges = max(counting, key=lambda one: one[0])
    return fact, ranges


def _figure_claim(form: str, flat: str, figure: Figure, fact: "Fact", ranges: "Sequence[Quantity]") -> Claim:
    span = unit_span(flat, figure, ranges[0].unit) or Span(figure.start, figure.end)
    shown = ", ".join(dict.fromkeys(_range(q.low, q.high) for q in ranges))
    cue = CueSeen("figure", flat[figure.start : figure.end], Span(figure.start, figure.end))
    return Claim(Kind.FACT, form, span, span, fact=fact.id, detail=f"{shown} {ranges[0].unit}", cues=(cue,))


def _in_clause(fact: "Fact", value: float) -> bool:
    return any(figure.value == value for figure in figures(fact.clause or ""))


def _range(low: float, high: float) -> str:
    return f"{low:,g}" if low == high else f"{low:,g} to {high:,g}"
