"""A text that was worked on elsewhere, tied again to the facts it rests on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from verbale.model.draft import Draft, Slot
from verbale.model.span import Span
from verbale.papers.blocks import Block, Kind, blocks

ALIKE = 0.5
"""How much of two paragraphs must agree, from 0 to 1, for one to be taken as the other reworked."""
KEPT = 0.5
"""How many of a fact's words must have come back, from 0 to 1, for its link to hold."""
_TOKEN = re.compile(r"\w+|[^\w\s]")
_MARKS = {Kind.HEADING: "## ", Kind.BULLET: "- ", Kind.NUMBERED: "- ", Kind.QUOTE: "> "}
_ITEMS = (Kind.BULLET, Kind.NUMBERED)
_BEGINS_LIKE_A_MARK = re.compile(r"[-+#>=:~](?=[-+#>=:~\s]|$)|\d+(?=[.)](?:\s|$))")


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph as it came back, in plain words."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A paragraph that came back otherwise: None before for a new one, None after for one taken out.

    ``facts`` are the ids of what it rested on.
    """

    before: str | None
    after: str | None
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """The draft as it came back, one version on where its words changed, and what changed.

    ``unlinked`` are the ids of facts that no words in it rest on any more.
    """

    draft: Draft
    changed: tuple[Changed, ...]
    unlinked: tuple[str, ...]


def taken_back(draft: Draft, parts: Sequence[Part]) -> Returned:
    """The draft with the words that came back; a paragraph that nobody touched keeps every letter."""
    old = [block for block in blocks(draft.text) if block.kind is not Kind.RULE]
    pairs = _pairs(old, parts)
    places, text = _written(draft.text, old, parts, pairs)
    slots = tuple(sorted(_slots(draft, old, places), key=lambda slot: (slot.span.start, -slot.span.end)))
    version = draft.version + (text != draft.text)
    linked = {slot.fact for slot in slots}
    return Returned(
        draft=draft.model_copy(update={"text": text, "slots": slots, "version": version}),
        changed=tuple(_changed(draft, old, parts, pairs)),
        unlinked=tuple(dict.fromkeys(slot.fact for slot in draft.slots if slot.fact not in linked)),
    )


def _folded(words: str) -> str:
    return " ".join(words.split())


def _pairs(old: Sequence[Block], parts: Sequence[Part]) -> dict[int, int]:
    """For each paragraph that came back, by its place, the place of the one that it was."""
    before = [_folded(block.words) for block in old]
    after = [_folded(part.words) for part in parts]
    pairs = {
        match.b + step: match.a + step
        for match in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
        for step in range(match.size)
    }
    free = [i for i in range(len(old)) if i not in pairs.values()]
    candidates = sorted(
        (
            (
                -SequenceMatcher(None, before[i].split(), after[j].split(), autojunk=False).ratio(),
                abs(i - j),
                j,
                i,
            )
            for j in range(len(parts))
            if j not in pairs
            for i in free
        ),
    )
    for ratio, _, j, i in candidates:
        if -ratio >= ALIKE and j not in pairs and i not in pairs.values():
            pairs[j] = i
    return pairs


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph stands in the new text; ``words`` leads from its words, if they are new ones."""

    start: int
    words: str | None
    at: tuple[int, ...]


def _written(
    text: str, old: Sequence[Block], parts: Sequence[Part], pairs: dict[int, int]
) -> tuple[dict[int, _Place], str]:
    """The new text, and where in it each old paragraph stands now."""
    pieces: list[str] = [text[: old[0].span.start] if old else ""]
    length = len(pieces[0])
    places: dict[int, _Place] = {}
    last: tuple[int | None, Kind] | None = None
    for j, part in enumerate(parts):
        i = pairs.get(j)
        kind = old[i].kind if i is not None else part.kind
        if last is not None:
            gap = _gap(text, old, last, (i, kind))
            pieces.append(gap)
            length += len(gap)
        if i is not None and _folded(old[i].words) == _folded(part.words):
            piece = old[i].span.of(text)
            places[i] = _Place(length, None, ())
        else:
            mark = old[i].mark if i is not None else _MARKS.get(kind, "")
            words = _folded(part.words)
            escaped, at = _escaped(words)
            piece = mark + escaped
            if i is not None:
                places[i] = _Place(length, words, tuple(length + len(mark) + one for one in at))
        pieces.append(piece)
        length += len(piece)
        last = (i, kind)
    pieces.append(text[old[-1].span.end :] if old else "\n")
    return places, "".join(pieces)


def _gap(
    text: str, old: Sequence[Block], last: tuple[int | None, Kind], this: tuple[int | None, Kind]
) -> str:
    """What stands between two paragraphs: what stood there before, if they were neighbours."""
    if last[0] is not None and this[0] == last[0] + 1:
        return text[old[last[0]].span.end : old[last[0] + 1].span.start]
    return "\n" if last[1] is this[1] and this[1] in _ITEMS else "\n\n"


def _escaped(words: str) -> tuple[str, tuple[int, ...]]:
    """The words so that Markdown shows exactly them, and where each character went, with the end."""
    begins = _BEGINS_LIKE_A_MARK.match(words)
    first = None if begins is None else (begins.end() if words[0].isdigit() else 0)
    written: list[str] = []
    at: list[int] = []
    length = 0
    for index, char in enumerate(words):
        at.append(length)
        bare = char == "_" and not (
            words[index - 1 : index].isalnum() and words[index + 1 : index + 2].isalnum()
        )
        shown = f"\\{char}" if char in "\\`*[]<&" or bare or index == first else char
        written.append(shown)
        length += len(shown)
    return "".join(written), (*at, length)


def _slots(draft: Draft, old: Sequence[Block], places: dict[int, _Place]) -> Iterator[Slot]:
    for slot in draft.slots:
        i = next((i for i, block in enumerate(old) if block.span.covers(slot.span)), None)
        if i is None or i not in places:
            continue
        place, block = places[i], old[i]
        if place.words is None:
            span: Span | None = slot.span.shifted(place.start - block.span.start)
        else:
            span = _moved(slot.span, block, place.words, place.at)
        if span is not None:
            yield slot.model_copy(update={"span": span})


def _moved(span: Span, block: Block, words: str, at: Sequence[int]) -> Span | None:
    """Where the words of ``span`` stand in the words that came back; None when too few of them are there."""
    before = list(_TOKEN.finditer(block.words))
    after = list(_TOKEN.finditer(words))
    mine = [n for n, token in enumerate(before) if span.start <= block.letters[token.start()].at < span.end]
    if not mine:
        return None
    first, last = mine[0], mine[-1] + 1
    matcher = SequenceMatcher(None, [t[0] for t in before], [t[0] for t in after], autojunk=False)
    found: list[int] = []
    same = 0
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            start, end = max(i1, first), min(i2, last)
            if start < end:
                found += [j1 + start - i1, j1 + end - 1 - i1]
                same += sum(before[n][0].isalnum() for n in range(start, end))
        elif tag == "replace" and first <= i1 and i2 <= last:
            found += [j1, j2 - 1]
    total = sum(before[n][0].isalnum() for n in mine)
    if not found or same < KEPT * total:
        return None
    return Span(at[after[min(found)].start()], at[after[max(found)].end()])


def _changed(
    draft: Draft, old: Sequence[Block], parts: Sequence[Part], pairs: dict[int, int]
) -> Iterator[Changed]:
    def facts(i: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(slot.fact for slot in draft.slots if old[i].span.overlaps(slot.span)))

    for j, part in enumerate(parts):
        after = _folded(part.words)
        i = pairs.get(j)
        before = _folded(old[i].words) if i is not None else None
        if before != after:
            yield Changed(before, after, facts(i) if i is not None else ())
    for i, block in enumerate(old):
        if i not in pairs.values():
            yield Changed(_folded(block.words), None, facts(i))
