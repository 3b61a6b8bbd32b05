"""A text as blocks: headings, paragraphs, list items, quotations, code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a stretch of text is. Code (fenced blocks, front matter) is never linted."""

    PROSE = "prose"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote-block"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: what stands in ``start..end``, opening marks left out."""

    kind: Kind
    start: int
    end: int


_LINE = re.compile(r"[^\r\n]*+")
_OPENING = re.compile(
    r"""[ \t]*+(?:
      (?P<fence>`{3,}|~{3,})
    | (?P<heading>\#{1,6}(?=\s))[ \t]*
    | (?P<quote>>)
    | (?P<rule>\|?[ \t]*:?-{2,}:?[ \t]*\|[-:| \t]*$
        | (?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})$)
    | (?P<table>\|(?=.*\|[ \t]*$))[ \t]*
    | (?P<bullet>[-*+•‣◦▪●·](?=[ \t]))[ \t]+(?:\[[ xX]\][ \t]+)?
    | (?P<bracketed>\((?:\d{1,3}|[a-zA-Z]|[ivxlc]{1,5})\))[ \t]+
    | (?P<numbered>(?:\d{1,3}|[a-z])[.)])[ \t]+
    | (?P<dash>[–—])[ \t]+
    )""",
    re.VERBOSE,
)
_FRONT_MATTER = re.compile(r"﻿?---[ \t]*(?:\r\n|\r|\n)(?=[\w-]+[ \t]*:)")
_FRONT_MATTER_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_NEW_START = re.compile(r"[\"'“‘«(\[*_]*(?:[A-Z0-9]|[^\W\d_a-z])")
_OPEN_MARKS = tuple(",;:-–—&(/")
_OPEN_WORDS = re.compile(
    r"(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|but|nor|that|which|who|is|are|was|were|be|been|has|have|had|"
    r"not|as|than|into|its|their|our|his|her|this|these|mr\.|mrs\.|ms\.|dr\.|prof\.)",
    re.IGNORECASE,
)
_STOPPED = re.compile(r"[.!?…。！？:;,][\"'”’»)\]*_]*$")
_SLACK = 12
"""A wrapped line is short of the block's longest by no more than the next word and this many code points."""
_HEADING_WORDS = 16


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    body: int
    """Where what follows the opening mark begins."""
    mark: str | None


def _lines(text: str) -> Iterator[_Line]:
    position, length = 0, len(text)
    while position < length:
        line = _LINE.match(text, position)
        end = line.end() if line else length
        bare = end - position > 1 and text[position].isalpha() and text[position + 1] not in ".)"
        opening = None if bare else _OPENING.match(text, position, end)
        yield _Line(
            position, end, opening.end() if opening else position, opening.lastgroup if opening else None
        )
        position = end + (2 if text.startswith("\r\n", end) else 1)


def _opens_item(line: _Line, text: str, inside: Kind | None) -> bool:
    """True when the line starts a list item; a wrapped line may open with a dash or a number by chance."""
    if line.mark in ("bullet", "bracketed", "table"):
        return True
    if line.mark == "numbered":
        return inside is not Kind.PROSE or text[line.start : line.body].strip() in ("1.", "1)", "a)", "a.")
    return line.mark == "dash" and inside is not Kind.PROSE


def blocks(text: str) -> Iterator[Block]:
    """The blocks of ``text`` in their order; between them stand only white space and marks."""
    front = _FRONT_MATTER.match(text)
    closing = _FRONT_MATTER_END.search(text, front.end()) if front else None
    skip_to = 0
    if front and closing:
        skip_to = closing.end()
        yield Block(Kind.CODE, front.start(), closing.end())
    kind: Kind | None = None
    held: list[_Line] = []
    fence: tuple[str, int] | None = None
    for line in _lines(text):
        if line.start < skip_to:
            continue
        words = text[line.start : line.end].strip()
        if fence:
            if line.mark == "fence" and words.startswith(fence[0]) and not words.strip(fence[0][0]):
                yield Block(Kind.CODE, fence[1], line.end)
                fence = None
            continue
        starts_item = _opens_item(line, text, kind)
        ends = not words or line.mark in ("fence", "heading", "rule") or starts_item
        ends = ends or bool(held and held[-1].mark == "table")
        ends = ends or (line.mark == "quote") != (kind is Kind.QUOTE)
        if held and ends:
            underlined = line.mark == "rule" and words[0] in "=-" and kind is Kind.PROSE and len(held) == 1
            yield from _closed(Kind.HEADING if underlined else kind or Kind.PROSE, held, text)
            held = []
            kind = None if line.mark != "quote" else kind
        if line.mark == "fence":
            fence = (
                words[: len(words) - len(words.lstrip(words[0]))],
                line.start + text[line.start : line.end].index(words[0]),
            )
        elif line.mark == "heading":
            yield Block(Kind.HEADING, line.body, line.end)
        elif words and line.mark != "rule":
            if not held:
                kind = Kind.ITEM if starts_item else Kind.QUOTE if line.mark == "quote" else Kind.PROSE
            held.append(line)
        if not held:
            kind = None
    if fence:
        yield Block(Kind.CODE, fence[1], len(text.rstrip()))
    if held:
        yield from _closed(kind or Kind.PROSE, held, text)


def _closed(kind: Kind, held: list[_Line], text: str) -> Iterator[Block]:
    """The block or blocks that ``held`` lines make: an unwrapped line that ended on purpose ends a block."""
    start = held[0].body if kind in (Kind.ITEM, Kind.QUOTE) else held[0].start
    if kind is not Kind.PROSE:
        last = held[-1]
        yield Block(kind, start, text.rindex("|", start, last.end) if last.mark == "table" else last.end)
        return
    width = max(line.end - line.start for line in held)
    first = held[0]
    for line, following in zip(held, [*held[1:], None], strict=True):
        if following and not _ended_on_purpose(line, following, width, text):
            continue
        alone = line is first and _reads_as_heading(text[line.start : line.end])
        yield Block(Kind.HEADING if alone else Kind.PROSE, first.start, line.end)
        if following:
            first = following


def _ended_on_purpose(line: _Line, following: _Line, width: int, text: str) -> bool:
    next_words = text[following.start : following.end].split(None, 1)
    if line.end - line.start + 1 + len(next_words[0]) + _SLACK > width:
        return False
    words = text[line.start : line.end].rstrip(" \t*_")
    if words.endswith(_OPEN_MARKS) or _OPEN_WORDS.fullmatch(words.rpartition(" ")[2]):
        return False
    return _NEW_START.match(next_words[0]) is not None


def _reads_as_heading(words: str) -> bool:
    words = words.strip()
    if len(words) > 150 or _STOPPED.search(words) or not _NEW_START.match(words):
        return False
    return len(words.split()) <= _HEADING_WORDS
