"""Blocks of words with their places, put together to one text."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from verbale.model.location import Location
from verbale.read.document import About, Aside, Document, LeftOut, Place


class Shape(StrEnum):
    """How a block stands in the text; ``PLAIN`` is words with line breaks of their own."""

    PROSE = "prose"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    PLAIN = "plain"


MARKS = {Shape.HEADING: "# ", Shape.ITEM: "- ", Shape.QUOTE: "> "}
BETWEEN = "\n\n"
# Words that would hide what follows them if they were taken for Markdown: a fence, front matter, a comment.
_FENCE_LIKE = re.compile(r"(?m)^([ \t]*)(?=```|~~~)")
_BACKTICKS = re.compile(r"`{3,}")
_COMMENT_LIKE = re.compile(r"<(?=!--)")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together in the source, from ``location`` on; ``as_is`` keeps them as Markdown."""

    text: str
    location: Location
    as_is: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, cell or the like; with an ``aside`` it is told apart from the text."""

    shape: Shape
    runs: tuple[Run, ...]
    aside: Aside | None = None

    @property
    def text(self) -> str:
        """The words of all runs."""
        return "".join(run.text for run in self.runs)


def compose(path: str, blocks: Iterable[Block], *, about: About | None = None) -> Document:
    """The document that the blocks make, in their order; those without words are passed over."""
    pieces: list[str] = []
    places: list[Place] = []
    left_out: list[LeftOut] = []
    length = 0

    def add(piece: str, location: Location) -> None:
        nonlocal length
        if piece:
            places.append(Place(length, location))
            pieces.append(piece)
            length += len(piece)

    for block in blocks:
        words = block.text
        if not words.strip():
            continue
        first, last = block.runs[0].location, block.runs[-1].location
        if block.aside is not None:
            left_out.append(LeftOut(block.aside, first, len(words)))
            continue
        if pieces:
            pieces.append(BETWEEN)
            length += len(BETWEEN)
        if block.shape is Shape.CODE:
            fence = "`" * max(3, 1 + max(map(len, _BACKTICKS.findall(words)), default=0))
            add(fence + "\n", first)
            for run in block.runs:
                add(run.text, run.location)
            add(("" if words.endswith("\n") else "\n") + fence, last)
            continue
        mark = MARKS.get(block.shape, "")
        add(mark, first)
        for run in _safe(block, at_start=not pieces or pieces == [mark]):
            add(run.text.replace("\n", "\n" + mark) if block.shape is Shape.QUOTE else run.text, run.location)
    return Document(path, "".join(pieces), tuple(places), tuple(left_out), about or About())


def _safe(block: Block, *, at_start: bool) -> Iterator[Run]:
    """The runs of a block with a backslash before whatever would act as Markdown and hide words."""
    words = block.text
    cuts = sorted(
        {match.end() for pattern in (_FENCE_LIKE, _COMMENT_LIKE) for match in pattern.finditer(words)}
    )
    if at_start and words.startswith("---"):
        cuts.insert(0, 0)
    before = 0
    for run in block.runs:
        text = run.text.replace("\n", " ") if block.shape is Shape.HEADING else run.text
        if run.as_is:
            yield run
            before += len(text)
            continue
        start = 0
        for cut in cuts[bisect_left(cuts, before) : bisect_left(cuts, before + len(text))]:
            yield Run(text[start : cut - before], run.location.along(start))
            start = cut - before
            yield Run("\\", run.location.along(start))
        yield Run(text[start:], run.location.along(start))
        before += len(text)
