"""One line of a text, cut to a width and safe to show, with the words that a finding covers."""

import unicodedata
from dataclasses import dataclass

from verbale.model.finding import Finding

LINE_ENDS = "\n\r"
CUT = "…"
REACH = 4
"""Code points looked at for each cell that can be shown: some take none."""
UNSAFE = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # controls, direction marks: they could rewrite what a reader sees
UNSEEN = {"Mn", "Me"}  # combining marks, and what chooses a form of the character before
JOINERS = "\u200c\u200d"  # Cf too, but needed by scripts and emoji


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line to show: what stands before the words found, they themselves, and what follows."""

    parts: tuple[str, str, str]

    @property
    def line(self) -> str:
        """The whole line."""
        return "".join(self.parts)

    @property
    def indent(self) -> int:
        """How many cells in the words found start."""
        return _cells(self.parts[0])

    @property
    def width(self) -> int:
        """How many cells wide they are, one at least."""
        return max(1, _cells(self.parts[1]))


def excerpt(text: str, finding: Finding, *, width: int) -> Excerpt:
    """The line on which ``finding`` starts, cut to ``width`` cells around the words found."""
    start = finding.span.start
    begin = max(start - (finding.column - 1), start - REACH * width)
    end = min((at for c in LINE_ENDS if (at := text.find(c, start, start + REACH * width)) >= 0), default=-1)
    if end < 0:
        end = min(start + REACH * width, len(text))
    room = width - 2 * len(CUT)
    found = visible(_fitting(text[start : min(finding.span.end, end)], room))
    before, after = visible(text[begin:start]), visible(text[start + len(found) : end])
    room -= _cells(found)
    head = _fitting(before[::-1], min(room, max(width // 3, room - _cells(after))))[::-1]
    tail = _fitting(after, room - _cells(head))
    return Excerpt(
        (
            (CUT if start - len(head) > start - (finding.column - 1) else "") + head,
            found,
            tail + (CUT if _goes_on(text, start + len(found) + len(tail)) else ""),
        )
    )


def visible(text: str) -> str:
    """``text`` on one line, with nothing in it that could act on a terminal.

    Tabs and line ends become a space, other controls ``�``.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(c) for c in text)


def _visible(character: str) -> str:
    if character in "\t\n\r":
        return " "
    unsafe = unicodedata.category(character) in UNSAFE and character not in JOINERS
    return "�" if unsafe else character


def _goes_on(text: str, at: int) -> bool:
    return at < len(text) and text[at] not in LINE_ENDS


def _fitting(text: str, cells: int) -> str:
    """As much of the beginning as has room."""
    for at, character in enumerate(text):
        cells -= _cell(character)
        if cells < 0:
            return text[:at]
    return text


def _cells(text: str) -> int:
    return sum(map(_cell, text))


def _cell(character: str) -> int:
    if unicodedata.category(character) in UNSEEN or character in JOINERS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
