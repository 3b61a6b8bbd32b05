"""Words cut into known pieces, as BERT's uncased models read them, each with its place in the text.

Devlin and others 2019; the scheme is that of Wu and others 2016. Written out here because the usual package
brings a client for downloads, which Verbale must not carry.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LONGEST_WORD = 100


@dataclass(frozen=True, slots=True)
class Piece:
    """A known piece: its number, and the code points of the text that it stands for, end exclusive."""

    id: int
    start: int
    end: int


class WordPiece:
    """Cuts texts by a vocabulary: the longest known piece first, pieces within a word marked ``##``."""

    def __init__(self, pieces: list[str]) -> None:
        self._ids = {piece: id for id, piece in enumerate(pieces)}
        self.opens = self._ids["[CLS]"]
        self.closes = self._ids["[SEP]"]
        self._unknown = self._ids["[UNK]"]

    @classmethod
    def of_file(cls, file: Path) -> "WordPiece":
        """The vocabulary of a file, one piece on each line."""
        return cls(file.read_text(encoding="utf-8").split("\n"))

    def cut(self, text: str) -> list[Piece]:
        """The pieces of ``text`` in order, without the marks that open and close it."""
        found: list[Piece] = []
        for word, places in _words(text):
            found += self._pieces(word, places)
        return found

    def _pieces(self, word: str, places: list[int]) -> Iterator[Piece]:
        known = self._known(word)
        if known is None:
            yield Piece(self._unknown, places[0], places[-1] + 1)
            return
        for id, start, end in known:
            yield Piece(id, places[start], places[end - 1] + 1)

    @lru_cache(maxsize=20_000)  # noqa: B019  one vocabulary lives as long as the process
    def _known(self, word: str) -> tuple[tuple[int, int, int], ...] | None:
        if len(word) > LONGEST_WORD:
            return None
        found: list[tuple[int, int, int]] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                id = self._ids.get(("##" if start else "") + word[start:end])
                if id is not None:
                    found.append((id, start, end))
                    start = end
                    break
            else:
                return None
        return tuple(found)


def _words(text: str) -> Iterator[tuple[str, list[int]]]:
    """Words and single marks in lower case without accents, with the place of each letter."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        mark = _is_mark(char)
        if (mark or char.isspace()) and letters:
            yield "".join(letters), places
            letters, places = [], []
        if mark:
            yield char, [place]
        elif not char.isspace():
            for letter in _plain(char):
                letters.append(letter)
                places.append(place)
    if letters:
        yield "".join(letters), places


@lru_cache(maxsize=2_000)
def _plain(char: str) -> str:
    parts = unicodedata.normalize("NFD", char.lower())
    return "".join(part for part in parts if unicodedata.category(part) not in {"Mn", "Cc", "Cf"})


@lru_cache(maxsize=2_000)
def _is_mark(char: str) -> bool:
    if char.isascii():
        return char.isprintable() and not char.isalnum() and char != " "
    return unicodedata.category(char).startswith("P")
