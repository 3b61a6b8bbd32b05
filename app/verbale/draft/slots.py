"""Where a fact landed: rendered words carry their entry's place with them until the text is final.

Unicode sets U+FDD0 to U+FDEF aside for use inside a program; they never stand in a text that is exchanged.
A rendered entry is wrapped in them, travels through the template like any other words, and `lift` takes
them out again and gives the spans. No text is ever searched for.
"""

import re
from collections.abc import Sequence
from typing import Protocol

from verbale.model.draft import Slot
from verbale.model.span import Span

_OPEN, _CLOSE, _END_OF_NUMBER, _ZERO = "\ufdd0", "\ufdd1", "\ufdd2", 0xFDE0
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
_MARK = re.compile(f"{_OPEN}([\ufde0-\ufde9]+){_END_OF_NUMBER}|{_CLOSE}")


class Entry(Protocol):
    """What a slot can rest on: a fact, a measure or a decision."""

    @property
    def id(self) -> str:
        """Its id, unique in the ledger."""


def without_marks(words: str) -> str:
    """The words with every character that could pass for a mark replaced by U+FFFD."""
    return _NONCHARACTERS.sub("\ufffd", words)


def marked(words: str, number: int) -> str:
    """The words, carrying ``number``, the place of their entry in the list that `lift` is given."""
    digits = "".join(chr(_ZERO + int(digit)) for digit in str(number))
    return f"{_OPEN}{digits}{_END_OF_NUMBER}{words}{_CLOSE}"


def lift(text: str, entries: Sequence[Entry]) -> tuple[str, tuple[Slot, ...]]:
    """The text without marks, and its slots in reading order.

    ``entries[number]`` is what was marked with ``number``. Marks may nest.
    """
    kept: list[str] = []
    length = last = 0
    open_slots: list[tuple[int, int]] = []
    slots: list[Slot] = []
    for mark in _MARK.finditer(text):
        kept.append(text[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        if mark[1]:
            number = int("".join(str(ord(digit) - _ZERO) for digit in mark[1]))
            open_slots.append((length, number))
        else:
            start, number = open_slots.pop()
            entry = entries[number]
            slots.append(
                Slot(span=Span(start, length), fact=entry.id, revision=getattr(entry, "revision", 1))
            )
    kept.append(text[last:])
    return "".join(kept), tuple(sorted(slots, key=lambda slot: (slot.span.start, -slot.span.end)))
