"""Where a finding stands, in the units that each standard counts in."""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from verbale.model.finding import Finding
from verbale.model.lines import Lines
from verbale.model.location import Location
from verbale.model.span import Span

STDIN = "-"
ASTRAL = re.compile("[\U00010000-\U0010ffff]")

_Extra = Callable[[int, int], int]
"""How many units more than code points a stretch of the text has."""


@dataclass(frozen=True, slots=True)
class Region:
    """From a line and column to a line and column, the end just after the last; all count from 1."""

    line: int
    column: int
    end_line: int
    end_column: int


class Regions:
    """The regions of one text; built once for all its findings."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._astral = [] if text.isascii() else [match.start() for match in ASTRAL.finditer(text)]

    def utf16(self, span: Span) -> Region:
        """The region with columns in UTF-16 code units, as SARIF and editors count."""
        return self._region(span, self._units)

    def utf8(self, span: Span) -> Region:
        """The region with columns in bytes of UTF-8, as reviewdog counts."""
        return self._region(span, self._bytes)

    def _region(self, span: Span, extra: _Extra) -> Region:
        (line, column), (end_line, end_column) = self._lines.at(span.start), self._lines.at(span.end)
        return Region(
            line,
            column + extra(span.start - column + 1, span.start),
            end_line,
            end_column + extra(span.end - end_column + 1, span.end),
        )

    def _units(self, start: int, end: int) -> int:
        return bisect_left(self._astral, end) - bisect_left(self._astral, start)

    def _bytes(self, start: int, end: int) -> int:
        if self._text.isascii():
            return 0
        return len(self._text[start:end].encode("utf-8", "surrogatepass")) - (end - start)


def region_of(finding: Finding, region: Region) -> Region | None:
    """Where a finding stands in its source: ``region`` for a text file, None where lines do not count."""
    place = finding.location
    if place is None:
        return region
    if not place.is_line or place.line is None or place.column is None:
        return None
    return Region(place.line, place.column, place.line, place.column)


def line_of(finding: Finding) -> int:
    """The line of the source, for formats that must have one; 1 where its lines do not count."""
    place = finding.location
    if place is None:
        return finding.line
    return place.line if place.is_line and place.line is not None else 1


def in_words(path: str, finding: Finding) -> str:
    """``quay.md:2:7`` or ``quay.pdf, page 2, line 7``."""
    place = finding.location
    if place is None:
        return f"{path}:{finding.line}:{finding.column}"
    if place.is_line:
        return f"{path}:{place.line}:{place.column}"
    return f"{path}, {place}"


def at_in_words(finding: Finding) -> str:
    """Where in its source it stands: ``line 2, column 7`` or ``page 2, line 7``."""
    return str(finding.location or Location(line=finding.line, column=finding.column))


def uri(path: str) -> str:
    """A path as a URI reference: relative as it was given, or with its scheme when it is absolute."""
    if path == STDIN:
        return "stdin"
    plain = path.replace("\\", "/")
    quoted = quote(plain.removeprefix("./"), safe="/:" if re.match("[A-Za-z]:/", plain) else "/")
    if plain.startswith("/"):
        return f"file://{quoted}"
    return f"file:///{quoted}" if re.match("[A-Za-z]:/", plain) else quoted
