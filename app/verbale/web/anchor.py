"""Where a draft's slots stand after a person has edited it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from verbale.model.draft import Slot
from verbale.model.span import Span

_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Anchored:
    """A slot in an edited text; ``whole`` while its words are still exactly those that were drafted."""

    slot: Slot
    whole: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """What both texts share: a span of the one, and the same words in the other."""

    old: Span
    new: Span


def anchored(slots: Sequence[Slot], drafted: str, edited: str) -> tuple[Anchored, ...]:
    """The slots of ``drafted`` in ``edited``.

    A slot follows its words. Where some of them were changed, it covers what stands in their place; when
    none is left, it is gone.
    """
    runs = _runs(drafted, edited)
    found = []
    for slot in slots:
        if span := _moved(slot.span, runs, drafted, len(edited)):
            whole = span.of(edited) == slot.span.of(drafted)
            found.append(Anchored(slot.model_copy(update={"span": span}), whole))
    return tuple(found)


def _runs(drafted: str, edited: str) -> list[_Run]:
    before, after = _TOKEN.findall(drafted), _TOKEN.findall(edited)
    old, new = _starts(before), _starts(after)
    return [
        _Run(Span(old[a], old[a + size]), Span(new[b], new[b + size]))
        for a, b, size in _shared(before, after)
        if size
    ]


def _shared(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where tokens of both agree: start in the one, start in the other, how many.

    What was put in between two runs could often begin a little earlier or later, for both end in a full
    stop. It begins as late as it can, so that a sentence keeps its own end.
    """
    runs: list[tuple[int, int, int]] = []
    for a, b, size in SequenceMatcher(None, before, after).get_matching_blocks():
        if runs and sum(runs[-1][::2]) == a:
            first, there, length = runs[-1]
            put_in = after[there + length : b]
            late = _in_common(put_in, before[a : a + size])
            runs[-1] = (first, there, length + late)
            a, b, size = a + late, b + late, size - late
        runs.append((a, b, size))
    return runs


def _in_common(one: Sequence[str], other: Sequence[str]) -> int:
    return next(
        (n for n, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other))
    )


def _starts(tokens: Sequence[str]) -> list[int]:
    return list(accumulate(map(len, tokens), initial=0))


def _moved(span: Span, runs: list[_Run], drafted: str, length: int) -> Span | None:
    if not any(_WORD.search(drafted, max(r.old.start, span.start), min(r.old.end, span.end)) for r in runs):
        return None
    start, end = 0, length
    for run in runs:
        if run.old.end <= span.start:
            start = run.new.end
        elif run.old.start <= span.start:
            start = run.new.start + span.start - run.old.start
    for run in reversed(runs):
        if run.old.start >= span.end:
            end = run.new.start
        elif run.old.end >= span.end:
            end = run.new.start + span.end - run.old.start
    return Span(start, end)
