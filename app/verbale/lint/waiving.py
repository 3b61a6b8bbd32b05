"""Waivers in a text: read without them, and each held to the one finding that it answers."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from verbale.lint.blocks import Kind as BlockKind
from verbale.lint.blocks import blocks
from verbale.lint.flat import Flat
from verbale.lint.limits import FAMILIES
from verbale.lint.second_reader import SECOND_READER
from verbale.model.claim import Claim, Kind
from verbale.model.finding import Family, Finding, Suggestion
from verbale.model.lines import BREAK, Lines
from verbale.model.rulecard import RuleCard
from verbale.model.span import Span
from verbale.model.textwaiver import SIGN, TextWaiver, text_waivers, without_waivers
from verbale.model.waived import Waived, WaivedBy

if TYPE_CHECKING:
    from verbale.model.draft import Slot

_BLANKS = re.compile(r"[^\S\r\n]*+")


class Say(Enum):
    """Whether a rule had a say here; where it had none, its waiver is neither used nor unused."""

    UNKNOWN = auto()
    SILENT = auto()
    SPEAKS = auto()


def saying(
    cards: Iterable[RuleCard], *, ledger: bool, structure: bool, against: bool, second_reader: bool
) -> Callable[[str], Say]:
    """Whether a rule, by its id, had a say in a text that was read with or without each of these."""
    told: dict[str, Family] = {card.id: card.family for card in cards if card.family is not Family.WAIVER}
    told |= {f"{family}/{SECOND_READER}": family for family in FAMILIES}
    asked = {Family.FACTS: ledger, Family.STRUCTURE: structure, Family.CONSISTENCY: against}

    def say(id: str) -> Say:
        if id not in told:
            return Say.UNKNOWN
        missing = not asked.get(told[id], True) or (id.endswith(f"/{SECOND_READER}") and not second_reader)
        return Say.SILENT if missing else Say.SPEAKS

    return say


@dataclass(frozen=True)
class Bare:
    """A text as it is read: ``text`` is ``given`` without its waivers, which have no part in its words."""

    given: str
    waivers: tuple[TextWaiver, ...]
    text: str
    way_back: Flat

    def slots(self, slots: "Sequence[Slot]") -> "Sequence[Slot]":
        """Slots of the given text, placed in the bare one."""
        return [slot.model_copy(update={"span": self._forth(slot.span)}) for slot in slots]

    def back(self, finding: Finding, lines: Lines) -> Finding:
        """A finding in the bare text, placed in the given one; ``lines`` are those of the given one."""
        span = self._back(finding.span)
        line, column = lines.at(span.start)
        offers = tuple(self._offers(finding.suggestions))
        return replace(
            finding, span=span, line=line, column=column, text=span.of(self.given), suggestions=offers
        )

    @cached_property
    def places(self) -> list[int]:
        """Where in the bare text each waiver stood."""
        return [w.cut.start - gone for w, gone in zip(self.waivers, self._gone, strict=False)]

    @cached_property
    def _gone(self) -> list[int]:
        """How many code points went with the waivers before each, and with all of them."""
        return [0, *accumulate(len(waiver.cut) for waiver in self.waivers)]

    def _forth(self, span: Span) -> Span:
        return Span(self._index(span.start), self._index(span.end))

    def _index(self, place: int) -> int:
        at = bisect_left(self.waivers, place, key=lambda waiver: waiver.cut.end)
        into = max(0, place - self.waivers[at].cut.start) if at < len(self.waivers) else 0
        return place - self._gone[at] - into

    def _back(self, span: Span) -> Span:
        if not len(span):
            return Span(self.way_back.at(span.start), self.way_back.at(span.start))
        return Span(self.way_back.at(span.start), self.way_back.at(span.end - 1) + 1)

    def _offers(self, offers: Iterable[Suggestion]) -> Iterator[Suggestion]:
        for offer in offers:
            span = self._back(offer.span)
            if len(span) == len(offer.span):  # otherwise it would take a waiver away with the words
                yield replace(offer, span=span)


def bared(text: str) -> Bare:
    """``text`` without its waivers; those in code stay, for they are only spoken of."""
    if SIGN not in text:
        return Bare(text, (), text, Flat(text, (0,), (0,)))
    code = [Span(block.start, block.end) for block in blocks(text) if block.kind is BlockKind.CODE]
    waivers = tuple(text_waivers(text, code))
    kept = [0, *(edge for waiver in waivers for edge in (waiver.cut.start, waiver.cut.end)), len(text)]
    runs = [(start, end) for start, end in pairwise(kept)][::2]
    lengths = accumulate((end - start for start, end in runs), initial=0)
    pieces = [(length, start) for length, (start, end) in zip(lengths, runs, strict=False) if start < end]
    starts, sources = zip(*(pieces or [(0, 0)]), strict=True)
    bare = without_waivers(text, waivers)
    return Bare(text, waivers, bare, Flat(bare, starts, sources))


def answered(
    bare: Bare, findings: Sequence[Finding], sentences: Sequence[Span], say: Callable[[str], Say]
) -> tuple[list[Waived], list[Claim]]:
    """The findings of the bare text that its waivers answer, and what there is to say of the waivers.

    ``findings`` and ``sentences`` are in the order of the bare text; ``say`` tells of a rule by its id. A
    waiver answers one finding of its rule, the nearest in the sentence that it stands in, on its line, or in
    the sentence or line after it; at the end of a line, the last before it.
    """
    left: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        left[finding.rule].append(finding)
    waived: list[Waived] = []
    claims: list[Claim] = []
    layout = _Layout(bare.text, sentences)
    for waiver, place in zip(bare.waivers, bare.places, strict=True):
        known = say(waiver.rule)
        if not waiver.rule:
            claims.append(_claim("not-understood", waiver))
        elif known is Say.UNKNOWN:
            claims.append(_claim("unknown-rule", waiver))
        elif not waiver.reason:
            claims.append(_claim("no-reason", waiver))
        elif found := _taken(left[waiver.rule], place, layout.reach(place, alone=waiver.alone)):
            waived.append(Waived(found, waiver.reason, WaivedBy.TEXT))
        elif known is Say.SPEAKS:
            claims.append(_claim("unused", waiver))
    return waived, claims


@dataclass(frozen=True, slots=True)
class _Reach:
    """How far a waiver looks, and whether behind itself first."""

    start: int
    end: int
    back_first: bool


class _Layout:
    """Lines and sentences of a bare text."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self._text = text
        self._sentences = sentences
        breaks = [match.span() for match in BREAK.finditer(text)]
        self._starts = [0, *(end for _, end in breaks)]
        self._ends = [*(start for start, _ in breaks), len(text)]

    def reach(self, place: int, *, alone: bool) -> _Reach:
        """How far a waiver at ``place`` looks; ``alone`` on its line, it looks at the next."""
        at = bisect_right(self._sentences, place, key=lambda span: span.end)
        sentence = self._sentences[at] if at < len(self._sentences) else Span(place, place)
        within = sentence.start < place
        start, end = self._line(max(place, sentence.start) if alone else place)
        if alone:
            return _Reach(sentence.start if within else place, max(sentence.end, end), False)
        blanks = _BLANKS.match(self._text, place)
        trailing = blanks is not None and blanks.end() == end
        end = max(end, sentence.end) if within or not trailing else end
        return _Reach(sentence.start if within else start, end, trailing)

    def _line(self, place: int) -> tuple[int, int]:
        line = bisect_right(self._starts, place) - 1
        return self._starts[line], self._ends[line]


def _taken(left: list[Finding], place: int, reach: _Reach) -> Finding | None:
    """Takes the nearest finding within reach out of ``left``."""
    after = bisect_left(left, place, key=lambda finding: finding.span.start)
    before = after - 1
    behind = before >= 0 and left[before].span.end > reach.start
    ahead = after < len(left) and left[after].span.start < reach.end
    if behind and (left[before].span.end > place or reach.back_first or not ahead):
        return left.pop(before)
    return left.pop(after) if ahead else None


def _claim(form: str, waiver: TextWaiver) -> Claim:
    return Claim(Kind.WAIVER, form, waiver.span, waiver.span, detail=waiver.rule)
