"""A block of text as it is read: on one line, without Markdown's marks, with the way back to the text."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_LINK_TARGET = r"\]\((?:[^()\s]|\([^()\s]*+\))*+(?:\s\"[^\"\n]*+\")?\)"
_MARK = rf"""
    !?\[(?=[^\[\]]*+{_LINK_TARGET})   # what opens a link or an image
  | {_LINK_TARGET}
  | <!--[^<]*?-->
  | \*+ | `+ | ~~+
  | (?<!\w)_+(?=\w) | (?<=\w)_+(?!\w)
  | \\(?=[*_`\[\]()#>~|!-])
  | [\u00ad\u200b\u2060\ufeff]
"""
_SPACE = r"(?:[ ]{2,}|[^\S ]\s*)"
_MARKS = "*_`~[]<\\\u00ad\u200b\u2060\ufeff"
"""Without one of these nothing is left out but white space."""
_CHANGE = re.compile(rf"(?P<space>{_SPACE})|{_MARK}", re.VERBOSE)
_QUOTED_CHANGE = re.compile(rf"(?P<space>\s*[\r\n](?:\s*>)+\s*|{_SPACE})|{_MARK}", re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Flat:
    """``text``, and where it came from.

    The code points from ``starts[k]`` on stand in the source from ``sources[k]`` on.
    """

    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def at(self, index: int) -> int:
        """Where the code point at ``index`` stands in the source; for the end, just after the last one."""
        if index and index == len(self.text):
            return self.at(index - 1) + 1
        run = bisect_right(self.starts, index) - 1
        return self.sources[run] + index - self.starts[run]

    def part(self, start: int, end: int) -> "Flat":
        """The same way back for ``text[start:end]`` alone."""
        if len(self.starts) == 1:
            return Flat(self.text[start:end], (0,), (self.sources[0] + start,))
        first = bisect_right(self.starts, start) - 1
        last = max(first + 1, bisect_right(self.starts, end - 1))
        starts = (0, *(s - start for s in self.starts[first + 1 : last]))
        return Flat(self.text[start:end], starts, (self.at(start), *self.sources[first + 1 : last]))


def flatten(text: str, start: int, end: int, *, quoted: bool = False) -> Flat:
    """``text[start:end]`` with runs of white space as one space and marks left out.

    ``quoted`` says that lines open with ``>``. White space at both ends is left out too.
    """
    raw = text[start:end]
    if not quoted and not any(mark in raw for mark in _MARKS):
        words = " ".join(raw.split())
        lead = len(raw) - len(raw.lstrip())
        if len(words) == len(raw.rstrip()) - lead:  # wrapped perhaps, yet each word keeps its distance
            return Flat(words, (0,), (start + lead,))
    pieces: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    length = 0

    def add(piece: str, source: int) -> None:
        nonlocal length
        if piece == " " and (not pieces or pieces[-1].endswith(" ")):
            return
        if pieces and piece.startswith(" ") and pieces[-1].endswith(" "):
            piece, source = piece[1:], source + 1
        pieces.append(piece)
        starts.append(length)
        sources.append(source)
        length += len(piece)

    position = start
    for change in (_QUOTED_CHANGE if quoted else _CHANGE).finditer(text, start, end):
        if change.start() > position:
            add(text[position : change.start()], position)
        if change["space"]:
            add(" ", change.start())
        position = change.end()
    if position < end:
        add(text[position:end], position)
    flat = Flat("".join(pieces), tuple(starts) or (0,), tuple(sources) or (start,))
    body = flat.text.strip(" ")
    if len(body) == len(flat.text) or not body:
        return flat if body else Flat("", (0,), (start,))
    lead = len(flat.text) - len(flat.text.lstrip(" "))
    return flat.part(lead, lead + len(body))
