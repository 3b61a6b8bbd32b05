"""What changed between two texts, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from verbale.model.span import Span

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch of both texts: kept when the two are the same, otherwise ``before`` became ``after``."""

    before: str
    after: str

    @property
    def kept(self) -> bool:
        """True where nothing changed."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Difference:
    """How one text leads to another; the changes, end to end, are the whole of both."""

    changes: tuple[Change, ...]

    @property
    def earlier(self) -> str:
        """The text before."""
        return "".join(change.before for change in self.changes)

    @property
    def later(self) -> str:
        """The text after."""
        return "".join(change.after for change in self.changes)

    def moved(self, span: Span) -> Span | None:
        """Where ``span`` of the earlier text stands in the later, if its whole line was kept; else None."""
        old = new = 0
        text = self.earlier
        begin = text.rfind("\n", 0, span.start) + 1
        end = text.find("\n", span.end)
        end = len(text) if end < 0 else end
        for change in self.changes:
            within = old <= begin and end <= old + len(change.before)
            if change.kept and within and self._is_line(new + begin - old, new + end - old):
                return span.shifted(new - old)
            old += len(change.before)
            new += len(change.after)
        return None

    def _is_line(self, start: int, end: int) -> bool:
        text = self.later
        return (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")


def difference(before: str, after: str) -> Difference:
    """The difference by words, found line by line first, so that long texts stay quick."""
    return Difference(tuple(_joined(_by_lines(before, after))))


def _by_lines(before: str, after: str) -> Iterator[Change]:
    old, new = _LINE.findall(before), _LINE.findall(after)
    for kept, was, is_now in _steps(old, new):
        if kept:
            yield Change(was, was)
        else:
            for same, word, instead in _steps(_TOKEN.findall(was), _TOKEN.findall(is_now)):
                yield Change(word, word if same else instead)


def _steps(old: list[str], new: list[str]) -> Iterator[tuple[bool, str, str]]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield tag == "equal", "".join(old[a:b]), "".join(new[c:d])


def _joined(changes: Iterator[Change]) -> Iterator[Change]:
    """Neighbours of one kind as one."""
    open_change: Change | None = None
    for change in changes:
        if open_change is None:
            open_change = change
        elif change.kept == open_change.kept:
            open_change = Change(open_change.before + change.before, open_change.after + change.after)
        else:
            yield open_change
            open_change = change
    if open_change is not None:
        yield open_change
