"""A text as sentences, each with its place, its kind and its words on one line."""

from dataclasses import dataclass

from verbale.lint.blocks import Block, Kind, blocks
from verbale.lint.flat import Flat, flatten
from verbale.lint.stops import ends
from verbale.model.span import Span

__all__ = ["Kind", "Sentence", "cut"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text.

    ``span`` is where it stands, white space and opening marks left out. ``heading_index`` is the index of
    the heading it stands under. ``in_quote`` says that it begins within a quotation that an earlier sentence
    of the same paragraph opened.
    """

    span: Span
    kind: Kind
    heading_index: int | None
    in_quote: bool
    way_back: Flat

    @property
    def flat(self) -> str:
        """The words on one line: white space folded, Markdown's marks left out."""
        return self.way_back.text

    def at(self, index: int) -> int:
        """Where the code point ``flat[index]`` stands in the text; for the end, just after the last."""
        return self.way_back.at(index)

    def source(self, start: int, end: int) -> Span:
        """Where ``flat[start:end]``, which is not empty, stands in the text."""
        return Span(self.way_back.at(start), self.way_back.at(end - 1) + 1)


def cut(text: str) -> list[Sentence]:
    """The sentences of ``text`` in their order, code blocks among them as one each.

    Between the spans stand only white space and marks. No sentence but code is longer than 2,000 code points.
    """
    sentences: list[Sentence] = []
    heading: int | None = None
    for block in blocks(text):
        if block.kind is Kind.CODE:
            flat = Flat(text[block.start : block.end], (0,), (block.start,))
            sentences.append(Sentence(Span(block.start, block.end), block.kind, heading, False, flat))
            continue
        first = len(sentences)
        sentences.extend(_cut_block(text, block, None if block.kind is Kind.HEADING else heading))
        if block.kind is Kind.HEADING and len(sentences) > first:
            heading = first
    return sentences


def _cut_block(text: str, block: Block, heading: int | None) -> list[Sentence]:
    flat = flatten(text, block.start, block.end, quoted=block.kind is Kind.QUOTE)
    words = flat.text
    found: list[Sentence] = []
    start, in_quote = 0, False
    for end in ends(words):
        while start < end and words[start] == " ":
            start += 1
        if start == end:
            continue
        part = flat.part(start, end)
        span = Span(part.at(0), part.at(end - start))
        found.append(Sentence(span, block.kind, heading, in_quote, part))
        in_quote = _open_after(part.text, in_quote)
        start = end
    return found


def _open_after(words: str, is_open: bool) -> bool:
    """Whether a quotation is open at the end of ``words``, which begin inside one or not."""
    if words.count('"') % 2:
        is_open = not is_open
    opened, closed = max(words.rfind("“"), words.rfind("«")), max(words.rfind("”"), words.rfind("»"))
    return is_open if opened == closed else opened > closed
