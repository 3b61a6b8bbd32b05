"""Finding every cue of a lexicon in a sentence in one scan."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from verbale.lint.cues import GAP_WORDS, HYPHENS, Cue, Entry, Lexicon, cue_files, read_lexicon
from verbale.lint.fold import fold
from verbale.lint.kept import kept

MADE_BY = tuple(Path(__file__).with_name(f"{name}.py") for name in ("cues", "fold", "inflect", "scanner"))
_NO_WORD = re.compile(r"[^\w ]|_")
_ASCII_WORDS = bytes(code if chr(code).isalnum() else 32 for code in range(256))


class _Form(NamedTuple):
    entry: Entry
    tail: str
    hyphened: bool


class _Head(NamedTuple):
    """What a form begins with, and how many of its code points stand before its first letter or figure."""

    words: str
    lead: int
    forms: tuple[_Form, ...]


Match = tuple[int, int, int]
"""Words of a folded sentence that may be cues: the number of their pattern, where the first word starts, and
where the pattern ends."""


class Scanner:
    """Finds every cue of a lexicon in a sentence's flat text; overlapping ones too.

    Patterns and texts are laid out alike, all but letters and figures as spaces and a space at both ends, so
    that only whole words match; what stands between the words is compared afterwards. A mark without a word,
    as "?", would match at every space, so it is looked for by itself.
    """

    def __init__(self, table: str) -> None:
        """``table`` is what ``table_of`` gives; forms are unpacked when they are first met."""
        patterns, self._packed, self._entries = json.loads(table)
        self._heads: list[tuple[_Head, ...] | None] = [None] * len(patterns)
        self._marks = [(number, mark) for number, mark in enumerate(patterns) if not mark.startswith(" ")]
        self._automaton = AhoCorasick(patterns[: len(patterns) - len(self._marks)])

    @property
    def size(self) -> int:
        """How many patterns there are."""
        return len(self._heads)

    def matches(self, folded: str) -> list[Match]:
        """Whole words of a folded sentence that may be cues, and marks that are."""
        text = folded.translate(HYPHENS) if "-" in folded else folded
        found: list[Match] = self._automaton.find_matches_as_indexes(_laid_out(text), overlapping=True)
        for number, mark in self._marks:
            found += [(number, at, at + len(mark)) for at in _places_of(mark, text)]
        return found

    def roles(self, number: int) -> dict[str, frozenset[str]]:
        """What the words of a pattern may be, by what else must stand in the sentence, mostly nothing ("").

        That is to be looked for in the folded sentence with its hyphens as spaces, but for one that opens it.
        """
        found: dict[str, set[str]] = {}
        for head in self._heads_of(number):
            for form in head.forms:
                besides = form.tail or (f"-{head.words.split()[0]}" if form.hyphened else "")
                found.setdefault(besides, set()).add(form.entry.role)
        return {besides: frozenset(roles) for besides, roles in found.items()}

    def scan(self, flat: str) -> list[Cue]:
        """Cues in order of their start; of two with one role and start, the longer only."""
        return self.cues(folded := fold(flat), self.matches(folded))

    def cues(self, folded: str, matches: list[Match]) -> list[Cue]:
        """What ``scan`` finds, from the matches of a folded sentence."""
        text = folded.translate(HYPHENS) if "-" in folded else folded
        found: dict[tuple[int, str], Cue] = {}
        for number, at, _ in matches:
            for words, lead, forms in self._heads[number] or self._heads_of(number):
                start = at - lead
                end = start + len(words)
                if start < 0 or not text.startswith(words, start) or not _stands_alone(text, start, end):
                    continue
                if folded.startswith("non-", start - 4) and start >= 4:
                    continue  # "non-interference" is none
                for entry, tail, hyphened in forms:
                    if hyphened and not (start and folded[start - 1] == "-"):
                        continue
                    stop = _after_gap(text, end, tail) if tail else end
                    if stop is None:
                        continue
                    key = (start, entry.role)
                    if key not in found or found[key].end < stop:
                        found[key] = Cue(entry, start, stop)
        return sorted(found.values(), key=lambda cue: (cue.start, cue.end, cue.entry.role))

    def _heads_of(self, number: int) -> tuple[_Head, ...]:
        heads = self._heads[number]
        if heads is None:
            heads = tuple(
                _Head(
                    words, lead, tuple(_Form(Entry(*self._entries[n]), tail, bool(h)) for n, tail, h in forms)
                )
                for words, lead, forms in json.loads(self._packed[number])
            )
            self._heads[number] = heads
        return heads


def _laid_out(text: str) -> str:
    if text.isascii():  # most texts, in a third of the time
        return f" {text.encode().translate(_ASCII_WORDS).decode()} "
    return f" {_NO_WORD.sub(' ', text)} "


def read_scanner(folder: Path, house: Path | None = None) -> Scanner:
    """The scanner for a language folder and a house's own; its table is kept between runs.

    Raises UserError naming every file, table and key that is wrong, all at once.
    """
    sources = (*MADE_BY, folder / "irregular.toml", *cue_files(folder, house))
    return Scanner(kept("cues", sources, lambda: table_of(read_lexicon(folder, house))))


def table_of(lexicon: Lexicon) -> str:
    """A lexicon in JSON: the patterns to scan for, for each what it may be, and the entries by number."""
    numbers = {entry: number for number, entry in enumerate(lexicon.entries)}
    by_head: dict[str, list[tuple[int, str, int]]] = {}
    for form in lexicon.forms():
        by_head.setdefault(form.head, []).append((numbers[form.entry], form.tail, int(form.hyphened)))
    by_pattern: dict[str, list[tuple[str, int, list[tuple[int, str, int]]]]] = {}
    for head, forms in by_head.items():
        laid_out = _laid_out(head)
        words = laid_out.strip()
        pattern, lead = (f" {words} ", laid_out.index(words) - 1) if words else (head, 0)
        by_pattern.setdefault(pattern, []).append((head, lead, forms))
    entries = [(entry.role, entry.words, entry.pos) for entry in lexicon.entries]
    # What a form may be is JSON within JSON, because a start reads all of it and needs almost none.
    laid = sorted(by_pattern.items(), key=lambda item: not item[0].startswith(" "))  # marks come last
    return json.dumps(([pattern for pattern, _ in laid], [json.dumps(heads) for _, heads in laid], entries))


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() and text[start].isalnum()) and not (
        after.isalnum() and text[end - 1].isalnum()
    )


def _places_of(mark: str, text: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def _after_gap(text: str, end: int, tail: str) -> int | None:
    """Where ``tail`` ends when it stands at most GAP_WORDS words after ``end``."""
    at = text.find(tail, end)
    while at >= 0 and text.count(" ", end, at) <= GAP_WORDS + 1:
        if _stands_alone(text, at, at + len(tail)):
            return at + len(tail)
        at = text.find(tail, at + 1)
    return None
