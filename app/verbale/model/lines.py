"""Line and column of a place in a text."""

import re
from bisect import bisect_right
from functools import cached_property

BREAK = re.compile(r"\r\n|\r|\n")


class Lines:
    """Lines and columns count from 1, columns in code points; CRLF, CR and LF each end one line."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:  # most texts of an archive have no finding to place
        return [0, *(match.end() for match in BREAK.finditer(self._text))]

    def at(self, index: int) -> tuple[int, int]:
        """Line and column of the code point at ``index``."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1
