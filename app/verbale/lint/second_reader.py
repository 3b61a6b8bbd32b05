"""A small trained network that reads beside the rules: it doubts what they find and proposes what they miss.

It never speaks alone as an error. How it was made and what it is worth: docs/second-reader.md.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from verbale.lint.cues import Cue, above
from verbale.lint.limits import FAMILIES, read_limits
from verbale.lint.threads import keep_to_one_thread
from verbale.lint.whole import Read
from verbale.lint.wordpiece import Piece, WordPiece
from verbale.model.claim import Kind
from verbale.model.finding import Family, Finding, Severity
from verbale.model.lines import Lines
from verbale.model.span import Span

KINDS = {
    Family.ATTRIBUTION: {Kind.LINK},
    Family.BLAME: {Kind.LINK, Kind.ACCUSATION, Kind.CONDEMNATION, Kind.DEMAND, Kind.DEROGATION, Kind.FAULT},
    Family.CERTAINTY: {Kind.BOOSTER, Kind.ABSOLUTE, Kind.GUARANTEE},
    Family.ESCALATION: {Kind.THREAT, Kind.THRESHOLD},
    Family.ALARM: {Kind.ALARM},
}
"""Which claims are evidence for a family, though no rule may speak of them."""
TELLING = frozenset(
    {"absolute", "accuse", "alarm.strong", "assess", "cease", "condemn", "derogatory", "fault.party.person",
     "fault.party.third", "fault.undone", "fault.verb", "hostile", "link", "report.verb.doubting",
     "threat.punish", "threshold"}
)  # fmt: skip
"""Roles of words for which a sentence is read though it names nobody and claims nothing.

Five in six of what the reader rightly proposes in such sentences stand beside one of them, as measured; a
plain sentence has none, so that a text of such sentences never loads the reader.
"""
FIRM = frozenset(
    {
        "blame/asserted-attribution",
        "attribution/characterised",
        "escalation/threat",
        "escalation/reserved-response",
    }
)
"""Rules that it never doubts: what a text is checked for first, and what is plain when it is said plainly."""
SECOND_READER = "second-reader"
"""The name of its rule in each family."""
DOUBT = "The trained reader does not read it so: for information only."
REMEDY = "Read these words again before release; waive this if they say no more than is established."
LONGEST = 96
"""Pieces of a sentence that are read; what comes after them is not."""
WORDS = 7
JOINS = 0.4
"""A word is shown with its neighbour from this share of the strongest word's weight on."""
AGREES = 0.5
"""From this probability on a rule's finding is shown at the reader's words."""
POINTED = frozenset({Family.CERTAINTY})
"""Families whose rules name the very words that people mark, so they go on showing them."""
CACHED = 20_000


@dataclass(frozen=True, slots=True)
class Opinion:
    """How surely a sentence carries a family, and the words that say so, as a span of the flat sentence."""

    family: Family
    probability: float
    span: Span


class SecondReader:
    """Reads one flat sentence at a time, so that what it says of one never depends on another."""

    def __init__(self, folder: Path) -> None:
        self.limits = read_limits(folder / "limits.toml")
        self._pieces = WordPiece.of_file(folder / "vocabulary.txt")
        self._model = folder / "model.onnx"
        self._cache: OrderedDict[str, tuple[Opinion, ...]] = OrderedDict()

    @cached_property
    def _session(self) -> Any:  # loaded when the first sentence is read, for many a text needs none
        return _session(self._model)

    def read(self, flat: str) -> tuple[Opinion, ...]:
        """One opinion for each of the five families; none of a sentence without a word."""
        if flat not in self._cache:
            self._cache[flat] = self._read(flat)
            if len(self._cache) > CACHED:
                self._cache.popitem(last=False)
        return self._cache[flat]

    def weigh(self, text: str, lines: Lines, read: Read, findings: Sequence[Finding]) -> list[Finding]:
        """The rules' findings in one sentence with the reader's say: doubted, reworded, and its own added.

        Deep in a long text that never speaks of incidents it has none.
        """
        prompted = bool(findings) or is_prompted(read)
        if not read.on_topic or not (prompted or tells(read.cues)):
            return list(findings)
        flagged = {f.family for f in findings if f.severity is not Severity.INFO}
        told = {f.family for f in findings}
        claimed = {claim.kind for claim in read.claims}
        weighed = list(findings)
        for opinion in self.read(read.sentence.flat):
            family, limits = opinion.family, self.limits[opinion.family]
            span = read.sentence.source(opinion.span.start, opinion.span.end)
            if family not in flagged:
                seen = family in told or claimed & KINDS[family]
                least = limits.beside if seen else limits.alone if prompted else limits.unprompted
                if opinion.probability >= least:
                    weighed.append(_proposal(text, lines, family, span))
            elif opinion.probability < limits.against:
                weighed = [_doubted(f) if f.family is family and f.rule not in FIRM else f for f in weighed]
            elif opinion.probability >= AGREES and family not in POINTED:
                weighed = _shown(weighed, text, lines, family, span)
        return weighed

    def _read(self, flat: str) -> tuple[Opinion, ...]:
        pieces = self._pieces.cut(flat)[:LONGEST]
        if not any(char.isalnum() for piece in pieces for char in flat[piece.start : piece.end]):
            return ()
        import numpy as np

        ids = [self._pieces.opens, *(piece.id for piece in pieces), self._pieces.closes]
        whole, words = self._session.run(None, {"ids": np.array([ids], dtype=np.int64)})
        return tuple(
            Opinion(family, float(whole[0, column]), _span(flat, pieces, words[0, 1:-1, column].tolist()))
            for column, family in enumerate(FAMILIES)
        )


def is_prompted(read: Read) -> bool:
    """True of a sentence that names an actor or makes a claim of any family."""
    return bool(read.claims) or read.named


def tells(cues: Iterable[Cue]) -> bool:
    """True of a sentence with a word of harm, fault, threat, certainty or the like."""
    return any(not TELLING.isdisjoint(above(cue.role)) for cue in cues)


@cache
def trained_reader(folder: Path) -> SecondReader | None:
    """The reader of a language folder, loaded once; none where the extra ``reader`` is not installed."""
    return SecondReader(folder / "reader") if find_spec("onnxruntime") else None


def _proposal(text: str, lines: Lines, family: Family, span: Span) -> Finding:
    line, column = lines.at(span.start)
    return Finding(
        rule=f"{family}/{SECOND_READER}",
        family=family,
        severity=Severity.WARNING,
        span=span,
        line=line,
        column=column,
        text=span.of(text),
        message=f"Read as {family} by the trained reader; no rule explains it.",
        remedy=REMEDY,
    )


def _shown(findings: list[Finding], text: str, lines: Lines, family: Family, span: Span) -> list[Finding]:
    """The finding nearest to the reader's words at those words, which people mark more often.

    Other rules' findings of the family go on showing the few words that they turn on.
    """
    meant = [f for f in findings if f.family is family and f.span.overlaps(span)]
    if not meant:
        return findings
    nearest = max(meant, key=lambda f: _shared(f.span, span))
    line, column = lines.at(span.start)
    moved = replace(nearest, span=span, line=line, column=column, text=span.of(text))
    return [moved if f is nearest else f for f in findings]


def _shared(one: Span, other: Span) -> float:
    """Code points in both, of those in either."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / (max(one.end, other.end) - min(one.start, other.start))


def _doubted(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.INFO, message=f"{finding.message} {DOUBT}")


def _session(model: Path) -> Any:
    keep_to_one_thread()
    import onnxruntime  # brings numpy

    options = onnxruntime.SessionOptions()
    # One thread, so that sums are taken in one order and the same text gives the same findings everywhere.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _span(flat: str, pieces: list[Piece], weights: list[float]) -> Span:
    """The strongest word with the neighbours that weigh nearly as much, seven words at most."""
    words = _words(flat, pieces, weights)
    best = max(range(len(words)), key=lambda at: words[at][1])
    enough = JOINS * words[best][1]
    first = last = best
    while last - first + 1 < WORDS:
        left = words[first - 1][1] if first else 0.0
        right = words[last + 1][1] if last + 1 < len(words) else 0.0
        if max(left, right) < enough or not max(left, right):
            break
        if left >= right:
            first -= 1
        else:
            last += 1
    return Span(words[first][0].start, words[last][0].end)


def _words(flat: str, pieces: list[Piece], weights: list[float]) -> list[tuple[Span, float]]:
    """Pieces joined to words, marks apart, with the weight of the heaviest piece."""
    words: list[tuple[Span, float]] = []
    for piece, weight in zip(pieces, weights, strict=True):
        mark = not any(char.isalnum() for char in flat[piece.start : piece.end])
        if words and words[-1][0].end == piece.start and not mark and flat[piece.start - 1].isalnum():
            span, before = words[-1]
            words[-1] = (Span(span.start, piece.end), max(before, weight))
        elif not mark:
            words.append((Span(piece.start, piece.end), weight))
    return words
