"""A draft's Markdown as blocks of words, every character with its place in the text.

Only what our templates and a careful person write: headings, paragraphs, list items, quotations, rules,
emphasis, backslashes and entities. Anything else is words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import unescape

from verbale.model.span import Span
from verbale.model.textwaiver import COMMENT, text_waivers


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PROSE = "prose"
    BULLET = "bullet"
    NUMBERED = "numbered"
    QUOTE = "quote"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Letter:
    """One character to print: where it stands in the text, and how it is set."""

    char: str
    at: int
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a text.

    ``span`` is its Markdown, marks included and line end left out; ``mark`` what stands before its words.
    ``level`` is that of a heading, from 1; ``number`` that of an item in a numbered list.
    """

    kind: Kind
    span: Span
    mark: str
    letters: tuple[Letter, ...]
    level: int = 0
    number: int = 0

    @property
    def words(self) -> str:
        """The words as they are printed."""
        return "".join(letter.char for letter in self.letters)


_STARTS = (
    (Kind.RULE, re.compile(r"(?:\*[ ]?){3,}$|(?:-[ ]?){3,}$|(?:_[ ]?){3,}$")),
    (Kind.HEADING, re.compile(r"(#{1,6}) +")),
    (Kind.BULLET, re.compile(r"[-*+] +")),
    (Kind.NUMBERED, re.compile(r"(\d{1,9})[.)] +")),
    (Kind.QUOTE, re.compile(r"> ?")),
)
_GOES_ON = frozenset({Kind.PROSE, Kind.BULLET, Kind.NUMBERED, Kind.QUOTE})
_TOKEN = re.compile(
    r"\\([!-/:-@\[-`{-~])"
    r"|(&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|\w+);)"
    r"|(\*\*|\*|__(?!\w)|(?<!\w)__|_(?!\w)|(?<!\w)_)"
    r"|(\s*\n\s*(?:>[ ]?)?)"
    rf"|(?P<waiver>{COMMENT.pattern}[ \t]*)"
)


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text in their order; its waivers are no reader's business and stand in none."""
    cuts = [waiver.cut for waiver in text_waivers(text)]
    kind, mark, start, end = Kind.PROSE, "", 0, 0
    shape: re.Match[str] | None = None
    position = 0
    for line in [*text.splitlines(keepends=True), "\n"]:
        if any(cut.covers(Span(position, position + len(line))) for cut in cuts):
            position += len(line)
            continue
        bare = line.strip()
        found, begins = _begins(bare)
        joins = (
            end > start and kind in _GOES_ON and bare and (found is Kind.PROSE or found is kind is Kind.QUOTE)
        )
        if end > start and not joins:
            yield _block(text, kind, shape, mark, Span(start, end))
            start = end = position
        if bare:
            if not joins:
                start = position + line.index(bare[0])
                kind, shape, mark = found, begins, begins[0] if begins else ""
            end = position + len(line.rstrip())
        position += len(line)


def _begins(bare: str) -> tuple[Kind, re.Match[str] | None]:
    for kind, pattern in _STARTS:
        if match := pattern.match(bare):
            return kind, match
    return Kind.PROSE, None


def _block(text: str, kind: Kind, shape: re.Match[str] | None, mark: str, span: Span) -> Block:
    return Block(
        kind,
        span,
        mark,
        () if kind is Kind.RULE else tuple(_letters(text, span.start + len(mark), span.end)),
        level=len(shape[1]) if kind is Kind.HEADING and shape else 0,
        number=int(shape[1]) if kind is Kind.NUMBERED and shape else 0,
    )


def _letters(text: str, start: int, end: int) -> Iterator[Letter]:
    tokens = list(_TOKEN.finditer(text, start, end))
    pairs = {mark: sum(token[3] == mark for token in tokens) // 2 * 2 for mark in ("**", "*", "__", "_")}
    on: set[str] = set()

    def letter(char: str, at: int) -> Letter:
        return Letter(char, at, strong=bool(on & {"**", "__"}), emphasis=bool(on & {"*", "_"}))

    last = start
    for token in tokens:
        for at in range(last, token.start()):
            yield letter(text[at], at)
        last = token.end()
        if token[1]:
            yield letter(token[1], token.start(1))
        elif token[2]:
            for char in unescape(token[2]):
                yield letter(char, token.start())
        elif token[3] and pairs[token[3]]:
            pairs[token[3]] -= 1
            on ^= {token[3]}
        elif token[3]:
            for place, char in enumerate(token[3], start=token.start()):
                yield letter(char, place)
        elif not token["waiver"]:
            yield letter(" ", token.start())
    for at in range(last, end):
        yield letter(text[at], at)
