"""Waivers written in a text: ``<!-- verbale: allow RULE "reason" -->``, or the same on a line of its own."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from verbale.model.span import Span

SIGN = "verbale:"
"""What every waiver holds; a text without it has none."""
COMMENT = re.compile(r"<!--\s{0,99}+verbale:(?P<comment>(?:(?!-->|<!--)[\s\S]){0,2000}+)-->")
_MARK = r"(?:[#%;]|//|\.\.)[ \t]*+"
_LINE = rf"(?:^|(?<=[\r\n]))[ \t>]*+(?P<all>(?:{_MARK})?verbale:(?P<line>[ \t]*+allow\b[^\r\n]*+))"
_WAIVER = re.compile(f"{COMMENT.pattern}|{_LINE}")
_SAID = re.compile(r"\s*+allow\s++(?P<rule>[^\s\"“”„'‘’«»]++)(?P<reason>[\s\S]*+)")
_QUOTES = " \t\r\n\"“”„'‘’«»"
_BLANK = " \t"
_OPENS = " \t>"


@dataclass(frozen=True, slots=True)
class TextWaiver:
    """A waiver as it was written.

    ``span`` is the comment or line; ``cut`` is what goes when the waiver is left out of the text, the whole
    line where nothing else stands on it. ``rule`` and ``reason`` are empty where they were not given.
    """

    span: Span
    cut: Span
    alone: bool
    rule: str
    reason: str


def text_waivers(text: str, code: Sequence[Span] = ()) -> list[TextWaiver]:
    """Every waiver of ``text`` in its order; what stands in ``code`` or in backticks is only spoken of."""
    if SIGN not in text:
        return []
    found = [match for match in _WAIVER.finditer(text) if not _is_code(text, match, code)]
    waivers: list[TextWaiver] = []
    group: list[re.Match[str]] = []
    for match in found:
        if group and text[group[-1].end() : match.start()].strip(_BLANK):
            waivers += _on_one_line(text, group)
            group = []
        group.append(match)
    return waivers + (_on_one_line(text, group) if group else [])


def without_waivers(text: str, waivers: Sequence[TextWaiver] | None = None) -> str:
    """``text`` as it is released: each of its waivers left out."""
    pieces, end = [], 0
    for waiver in text_waivers(text) if waivers is None else waivers:
        pieces.append(text[end : waiver.cut.start])
        end = waiver.cut.end
    return "".join((*pieces, text[end:]))


def _is_code(text: str, match: re.Match[str], code: Sequence[Span]) -> bool:
    before = bisect_right(code, match.start(), key=lambda span: span.start)
    within = before and match.start() < code[before - 1].end
    return bool(within) or text.endswith("`", 0, match.start())


def _on_one_line(text: str, group: list[re.Match[str]]) -> list[TextWaiver]:
    """Waivers with nothing but blanks between them."""
    start, end = _trimmed(text, group[0].start(), group[-1].end())
    opens = start
    while opens and text[opens - 1] in _OPENS:
        opens -= 1
    alone = (opens == 0 or text[opens - 1] in "\r\n") and (end == len(text) or text[end] in "\r\n")
    if alone:
        start, end = opens, end + (2 if text.startswith("\r\n", end) else 1 if end < len(text) else 0)
    starts = [start, *(match.start() for match in group[1:])]
    return [
        _waiver(match, Span(begin, until), alone=alone)
        for match, begin, until in zip(group, starts, [*starts[1:], end], strict=True)
    ]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the blanks that a line opens with, and with those that follow."""
    while text[start] in _OPENS:
        start += 1
    while end < len(text) and text[end] in _BLANK:
        end += 1
    return start, end


def _waiver(match: re.Match[str], cut: Span, *, alone: bool) -> TextWaiver:
    whole = Span(*match.span()) if match["all"] is None else Span(*match.span("all"))
    said = _SAID.fullmatch(match["comment"] if match["all"] is None else match["line"])
    reason = " ".join(said["reason"].strip(_QUOTES).split()) if said else ""
    return TextWaiver(whole, cut, alone, said["rule"] if said else "", reason)
