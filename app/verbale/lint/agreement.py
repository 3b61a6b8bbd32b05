"""Where a text disagrees with what has gone out on the same incident, on its own track or on the other.

Sentences are paired by the words that carry what they say; how firmly each says it is read from its cues.
A difference is none where the text says that something has changed, or a fact told has changed since.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import TYPE_CHECKING

from verbale.lint.content import CORRECTING, SOFT, WORD, content_words
from verbale.lint.cues import Cue, playing
from verbale.lint.figures import Figure, figures
from verbale.lint.sentences import Kind as SentenceKind
from verbale.lint.sentences import Sentence
from verbale.lint.structure import ADDRESS, TIME
from verbale.model.claim import Claim, CueSeen, Kind
from verbale.model.span import Span

if TYPE_CHECKING:
    from verbale.model.said import Against, Said

ALIKE = 0.5
"""Share of their content words that two sentences on one thing have in common; one must have all of them."""
LEAST_ALIKE = 2
NOT_TOLD = ("structure.update", "itself")
"""Cues of sentences that are not compared: promises of more, and what a text says of itself."""
STANCE = (*SOFT, *CORRECTING, "structure.unknown", "change", "assess", "booster", "approximator")
WEAK = "hedge.adjective.weak"
LEFT_OPEN = ("nonattribution", "qualifier.open", "structure.unknown", "question", "condition")
SOFTENED = ("hedge", "report", "link.evidence", "assess", "naming")
NEGATED = ("negation", "denied", "denial")
YEARS = range(1900, 2200)
AFTER = 40
"""Code points after a figure in which what is counted stands."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
OF_TIME = content_words(" ".join((*MONTHS, "UTC")))
DUE = re.compile(rf"(\d\d):(\d\d) UTC on (\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")


class Firmness(IntEnum):
    """How firmly a sentence says what it says."""

    OPEN = 0
    HEDGED = 1
    FLAT = 2


FIRM = {
    Firmness.OPEN: "not established",
    Firmness.HEDGED: "possible or reported",
    Firmness.FLAT: "a plain fact",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence for comparison, with its cues and the states it names."""

    sentence: Sentence
    cues: tuple[Cue, ...]
    states: tuple["Named", ...]

    @property
    def flat(self) -> str:
        """Its words on one line."""
        return self.sentence.flat

    @property
    def content(self) -> frozenset[str]:
        """Stems of the words that carry what it says, without figures and those that say how surely."""
        stance = [Span(cue.start, cue.end) for cue in playing(self.cues, *STANCE)]
        stance += [Span(figure.start, figure.end) for figure in figures(self.flat)]
        kept = [
            found.group()
            for found in WORD.finditer(self.flat)
            if not any(span.covers(Span(*found.span())) for span in stance)
        ]
        return content_words(" ".join(kept)) - OF_TIME

    @property
    def is_compared(self) -> bool:
        """True when it tells of the incident."""
        of_text = self.sentence.kind is SentenceKind.HEADING or ADDRESS.search(self.flat)
        return not of_text and not playing(self.cues, *NOT_TOLD)

    @property
    def firmness(self) -> Firmness:
        """How firmly it speaks."""
        if any(not cue.plays(WEAK) for cue in playing(self._meant, *SOFTENED)):
            return Firmness.HEDGED
        return Firmness.OPEN if playing(self._meant, *LEFT_OPEN) else Firmness.FLAT

    @property
    def estimated(self) -> list[Cue]:
        """Its cues for how likely something is, each the longest at its place."""
        found = [cue for cue in self._meant if ".term." in cue.role or cue.plays("vague")]
        found = [cue for cue in found if not cue.plays("confidence")]
        places = [Span(cue.start, cue.end) for cue in found]
        inner = [any(place != other and other.covers(place) for other in places) for place in places]
        outer = [cue for cue, inside in zip(found, inner, strict=True) if not inside]
        return list({cue.start: cue for cue in outer}.values())

    @property
    def estimates(self) -> frozenset[str]:
        """The terms of the yardsticks by which it says how likely something is, or words that are none."""
        starts = {cue.start for cue in self.estimated}
        ends = {cue.end for cue in self.estimated}
        here = [cue for cue in self._meant if cue.start in starts and cue.end in ends]
        terms = {cue.role for cue in here if ".term." in cue.role and not cue.plays("confidence")}
        return frozenset(terms | {cue.entry.words for cue in here if cue.plays("vague")})

    @property
    def is_negated(self) -> bool:
        """True when it says that something is not so."""
        return bool(playing(self._meant, *NEGATED))

    @property
    def tells_change(self) -> bool:
        """True when it says itself that something has changed."""
        return bool(playing(self.cues, "change"))

    @property
    def _meant(self) -> list[Cue]:
        """Its cues without the month of May."""
        return [c for c in self.cues if not (c.start and self.flat[c.start : c.end] == "May")]


@dataclass(frozen=True, slots=True)
class Named:
    """A state where a text names it; ``id`` is one for all its names."""

    id: str
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Past:
    """A text that went out, in lines."""

    said: "Said"
    lines: tuple[Line, ...]


Moved = Callable[[Line, "Said"], bool]
"""Whether a fact that a line tells has changed since a text went out."""


def disagreements(
    lines: tuple[Line, ...],
    past: tuple[Past, ...],
    against: "Against",
    moved: Moved,
    *,
    about: str = "",
) -> Iterator[Claim]:
    """Claims where the lines of a text differ from the past, oldest first, of each track.

    ``about`` is what sentences call the incident: having these words in common makes no two alike.
    """
    spoken = [line for line in lines if line.sentence.kind is not SentenceKind.HEADING and line.flat]
    if not spoken:
        return
    name = content_words(about)
    for track in dict.fromkeys(one.said.track for one in past):
        before = [one for one in past if one.said.track == track]
        for line in spoken:
            if line.is_compared:
                yield from _compared(line, before, moved, name)
        yield from _states(lines, spoken[-1], before, against)
        if against.track in (None, track):
            yield from _overdue(lines, spoken[0], before[-1], against.now)


def _compared(line: Line, before: list[Past], moved: Moved, about: frozenset[str]) -> Iterator[Claim]:
    found = _pair(line, before, about)
    if found is None:
        return
    said, earlier = found
    if line.tells_change or moved(line, said):
        return
    if line.firmness is Firmness.FLAT is earlier.firmness and line.is_negated is not earlier.is_negated:
        yield _claim("opposite", line, said, earlier)
    elif line.firmness > earlier.firmness:
        yield _claim("stronger", line, said, earlier, detail=FIRM[earlier.firmness])
    elif line.firmness < earlier.firmness:
        yield _claim("weaker", line, said, earlier, detail=FIRM[earlier.firmness])
    elif line.estimates and earlier.estimates and not line.estimates & earlier.estimates:
        words = " and ".join(cue.entry.words for cue in earlier.estimated)
        yield _claim("drift", line, said, earlier, detail=f"“{words}”")
    yield from _figures(line, said, earlier)


def _pair(line: Line, before: list[Past], about: frozenset[str]) -> "tuple[Said, Line] | None":
    """The newest sentence that went out on the same thing."""
    whole, content = line.content, line.content - about
    for one in reversed(before):
        best, share = None, 0.0
        for earlier in one.lines:
            other = earlier.content - about
            common = len(content & other)
            few = len(whole & earlier.content) < LEAST_ALIKE
            if not earlier.is_compared or few or common < max(1, min(len(content), len(other))):
                continue
            alike = common / len(content | other)
            if alike > share:
                best, share = earlier, alike
        if best is not None and share >= ALIKE:
            return one.said, best
    return None


def _figures(line: Line, said: "Said", earlier: Line) -> Iterator[Claim]:
    if set(TIME.findall(line.flat)) - set(TIME.findall(earlier.flat)):
        return  # counted at another time
    before: dict[str, list[float]] = {}
    for unit, value, _ in _counted(earlier):
        before.setdefault(unit, []).append(value)
    for unit, value, span in _counted(line):
        given = before.get(unit)
        if given and not min(given) <= value <= max(given):
            shown = " to ".join(f"{one:,g}" for one in sorted({min(given), max(given)}))
            place = line.sentence.source(span.start, span.end)
            cue = CueSeen("figure", span.of(line.flat), place)
            yield Claim(Kind.AGREEMENT, "figure", place, place, detail=shown, release=said.id, cues=(cue,))


def _counted(line: Line) -> Iterator[tuple[str, float, Span]]:
    """What is counted, how many, and where the figure with its unit stands; times and years are none."""
    times = [Span(*found.span()) for found in TIME.finditer(line.flat)]
    for figure in figures(line.flat):
        span = Span(figure.start, figure.end)
        if any(time.overlaps(span) for time in times) or _is_year(figure, line.flat):
            continue
        after = line.flat[figure.end : figure.end + AFTER]
        for found in WORD.finditer(after):
            stems = content_words(found.group())
            if stems and not any(True for _ in figures(found.group())):
                yield next(iter(stems)), figure.value, Span(figure.start, figure.end + found.end())
                break


def _is_year(figure: Figure, flat: str) -> bool:
    return flat[figure.start : figure.end].isdigit() and figure.value in YEARS


def _states(lines: tuple[Line, ...], last: Line, before: list[Past], against: "Against") -> Iterator[Claim]:
    here = {named.id for line in lines for named in line.states}
    there = {named.id for one in before for line in one.lines for named in line.states}
    there |= {one.said.addressee for one in before if one.said.addressee}
    newest = before[-1].said
    told: set[str] = set()
    for line in lines:
        for named in line.states:
            if named.id not in there | told and named.id != against.addressee:
                told.add(named.id)
                place = line.sentence.source(named.span.start, named.span.end)
                yield Claim(Kind.AGREEMENT, "state-named", place, place, actor=named.name, release=newest.id)
    for id, name in {named.id: named.name for line in before[-1].lines for named in line.states}.items():
        if id not in here and id not in (newest.addressee, against.addressee):
            yield _claim("state-left-out", last, newest, None, actor=name)


def _overdue(lines: tuple[Line, ...], first: Line, newest: Past, now: datetime) -> Iterator[Claim]:
    due = _promised(newest)
    if due is None or now < due or any(playing(line.cues, "lateness") for line in lines):
        return
    yield _claim("update-overdue", first, newest.said, None, detail=f"{due:%H:%M} UTC on {due:%Y-%m-%d}")


def _promised(past: Past) -> datetime | None:
    if past.said.promised is not None:
        return past.said.promised.latest.astimezone(UTC)
    return next(_promises(line for line in past.lines if playing(line.cues, "structure.update")), None)


def _promises(lines: Iterable[Line]) -> Iterator[datetime]:
    for line in lines:
        if found := DUE.search(line.flat):
            hour, minute, day, month, year = found.groups()
            number = MONTHS.index(month) + 1
            yield datetime(int(year), number, int(day), int(hour), int(minute), tzinfo=UTC)


def _claim(
    form: str,
    line: Line,
    said: "Said",
    earlier: Line | None,
    *,
    detail: str | None = None,
    actor: str | None = None,
) -> Claim:
    span = line.sentence.source(0, len(line.flat.rstrip(".!?;")) or len(line.flat))
    cues = tuple(
        CueSeen(cue.role, line.flat[cue.start : cue.end], line.sentence.source(cue.start, cue.end))
        for cue in playing(line.cues, *STANCE)
    )
    was = earlier.flat if earlier else None
    return Claim(
        Kind.AGREEMENT, form, span, span, actor=actor, detail=detail, source=was, release=said.id, cues=cues
    )
