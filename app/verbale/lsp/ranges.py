"""Where a span stands, as the protocol counts: from 0, in the units that editor and server agreed on."""

from lsprotocol.types import Position, PositionEncodingKind, Range

from verbale.model.lines import Lines
from verbale.model.span import Span
from verbale.report.place import Region, Regions


class Ranges:
    """The ranges of one text; built once for all its findings. Lines end at CRLF, CR and LF, as there."""

    def __init__(self, text: str, encoding: str) -> None:
        self._regions = Regions(text)
        self._lines = Lines(text)
        self._encoding = encoding

    def of(self, span: Span) -> Range:
        """The range of ``span``, its end just after the last unit."""
        region = self._region(span)
        return Range(
            Position(region.line - 1, region.column - 1), Position(region.end_line - 1, region.end_column - 1)
        )

    def _region(self, span: Span) -> Region:
        if self._encoding == PositionEncodingKind.Utf8:
            return self._regions.utf8(span)
        if self._encoding == PositionEncodingKind.Utf32:
            return Region(*self._lines.at(span.start), *self._lines.at(span.end))
        return self._regions.utf16(span)


def meet(one: Range, other: Range) -> bool:
    """True when the two share a place, their ends included: a cursor just after a word asks about it."""
    return _key(one.start) <= _key(other.end) and _key(other.start) <= _key(one.end)


def _key(position: Position) -> tuple[int, int]:
    return position.line, position.character
