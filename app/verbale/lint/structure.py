"""What a statement lacks for its readers, and where it is hard to read.

A line of two sentences need carry nothing; notes and talking points have their own forms.
"""

import re
from collections.abc import Iterator

from verbale.lint.cues import playing
from verbale.lint.readability import grade, words_of
from verbale.lint.sentences import Kind as SentenceKind
from verbale.lint.whole import Read, Whole
from verbale.model.claim import Claim, CueSeen, Kind
from verbale.model.span import Span

LONG = 35
"""Words beyond which a sentence is long (plain-language guides ask for 20 to 25 on average)."""
HARD = 18.0
"""Years of schooling beyond which a text is hard; one official statement in six needs more."""
FULL = 3
"""Sentences from which a text is a statement rather than a line."""
ENOUGH = 20
"""Words from which readability can be told."""
TIME = re.compile(
    r"\b\d{1,2}(?:[:.]\d{2}|\s?(?:am|pm|a\.m\.|p\.m\.|hours?|days?|UTC)\b)|\b\d{1,2} [A-Z][a-z]+\b"
)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w|\+\d[\d ()/-]{5,}\d|\bhttps?://|\bwww\.")
OPEN = ("structure.unknown", "qualifier.open", "nonattribution")


def shortcomings(whole: Whole) -> Iterator[Claim]:
    """Long sentences, the longest one of a text hard to read, and at the last sentence what is missing."""
    reads = [read for read in whole.reads if words_of(read.sentence.flat)]
    told = [read for read in reads if read.sentence.kind is not SentenceKind.HEADING]
    if not told:
        return
    yield from _long(told)
    yield from _hard(told)
    if len(told) >= FULL and not any(playing(read.cues, "structure.diplomatic") for read in reads):
        yield from (_claim(form, told[-1]) for form in _missing(reads))


def _hard(told: list[Read]) -> Iterator[Claim]:
    level = grade(read.sentence.flat for read in told)
    if level > HARD and sum(len(words_of(read.sentence.flat)) for read in told) >= ENOUGH:
        longest = max(told, key=lambda read: len(words_of(read.sentence.flat)))
        yield _claim("hard-to-read", longest, f"{level:.0f}")


def _missing(reads: list[Read]) -> Iterator[str]:
    if not any(playing(read.cues, "structure.update") and _has_time(read) for read in reads):
        yield "no-next-update"
    if not any(playing(read.cues, *OPEN) for read in reads):
        yield "nothing-unestablished"
    if not any(
        playing(read.cues, "structure.contact") or ADDRESS.search(read.sentence.flat) for read in reads
    ):
        yield "no-contact"
    if not any(playing(read.cues, "structure.action") for read in reads):
        yield "no-action"


def _says_whom_to_ask(read: Read) -> bool:
    return bool(playing(read.cues, "structure.contact") or ADDRESS.search(read.sentence.flat))


def _has_time(read: Read) -> bool:
    return bool(playing(read.cues, "structure.time") or TIME.search(read.sentence.flat))


def _long(told: list[Read]) -> Iterator[Claim]:
    for read in told:
        count = len(words_of(read.sentence.flat))
        if count > LONG and not playing(read.cues, "structure.diplomatic"):
            yield _claim("long-sentence", read, str(count))


def _claim(form: str, read: Read, detail: str | None = None) -> Claim:
    flat = read.sentence.flat
    span: Span = read.sentence.source(0, len(flat))
    cue = CueSeen("structure", form, span)
    return Claim(Kind.STRUCTURE, form, span, span, detail=detail, cues=(cue,))
