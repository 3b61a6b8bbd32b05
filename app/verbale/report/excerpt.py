"""One line of a text, cut to a width and safe to show, with the words that a finding covers."""

import unicodedata
from dataclasses import dataclass

from verbale.model.finding import Finding

LINE_ENDS = "\n\r"
CUT = "…"
UNSAFE = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # controls, direction marks: they could rewrite what a reader sees
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
    """The line on which ``finding`` starts, cut to about ``width`` code points around it."""
    begin = finding.span.start - (finding.column - 1)
    limit = finding.span.start + width
    end = min((at for c in LINE_ENDS if (at := text.find(c, finding.span.start, limit)) >= 0), default=-1)
    if end < 0:
        end = min(limit, len(text))
    left = max(begin, min(finding.span.start - width // 3, end - width))
    right = min(end, left + width)
    head = (CUT if left > begin else "") + visible(text[left : finding.span.start])
    found = visible(text[finding.span.start : min(finding.span.end, right)])
    tail = visible(text[min(finding.span.end, right) : right]) + (CUT if _goes_on(text, right) else "")
    return Excerpt((head, found, tail))


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


def _cells(text: str) -> int:
    return sum(map(_cell, text))


def _cell(character: str) -> int:
    if unicodedata.combining(character) or character in JOINERS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
