"""Finding every cue of a lexicon in a sentence in one scan."""

import json
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from verbale.lint.cues import GAP_WORDS, HYPHENS, Cue, Entry, Lexicon, cue_files, read_lexicon
from verbale.lint.fold import fold
from verbale.lint.kept import kept

MADE_BY = tuple(Path(__file__).with_name(f"{name}.py") for name in ("cues", "fold", "inflect", "scanner"))


class _Form(NamedTuple):
    entry: Entry
    tail: str
    hyphened: bool


class Scanner:
    """Finds every cue of a lexicon in a sentence's flat text; overlapping ones too."""

    def __init__(self, table: str) -> None:
        """``table`` is what ``table_of`` gives; forms are unpacked when they are first met."""
        heads, self._packed, self._entries = json.loads(table)
        self._forms: list[tuple[_Form, ...] | None] = [None] * len(heads)
        self._automaton = AhoCorasick(heads)

    def scan(self, flat: str) -> list[Cue]:
        """Cues in order of their start; of two with one role and start, the longer only."""
        lowered = fold(flat)
        text = lowered.translate(HYPHENS) if "-" in lowered else lowered
        found: dict[tuple[int, str], Cue] = {}
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if not _stands_alone(text, start, end):
                continue
            for entry, tail, hyphened in self._forms[index] or self._unpacked(index):
                if hyphened and not (start and lowered[start - 1] == "-"):
                    continue
                stop = _after_gap(text, end, tail) if tail else end
                if stop is None:
                    continue
                key = (start, entry.role)
                if key not in found or found[key].end < stop:
                    found[key] = Cue(entry, start, stop)
        return sorted(found.values(), key=lambda cue: (cue.start, cue.end, cue.role))

    def _unpacked(self, index: int) -> tuple[_Form, ...]:
        forms = tuple(
            _Form(Entry(*self._entries[number]), tail, bool(hyphened))
            for number, tail, hyphened in json.loads(self._packed[index])
        )
        self._forms[index] = forms
        return forms


def read_scanner(folder: Path, house: Path | None = None) -> Scanner:
    """The scanner for a language folder and a house's own; its table is kept between runs.

    Raises UserError naming every file, table and key that is wrong, all at once.
    """
    sources = (*MADE_BY, folder / "irregular.toml", *cue_files(folder, house))
    return Scanner(kept("cues", sources, lambda: table_of(read_lexicon(folder, house))))


def table_of(lexicon: Lexicon) -> str:
    """A lexicon in JSON: the words to scan for, for each what it may be, and the entries by number."""
    numbers = {entry: number for number, entry in enumerate(lexicon.entries)}
    by_head: dict[str, list[tuple[int, str, int]]] = {}
    for form in lexicon.forms():
        by_head.setdefault(form.head, []).append((numbers[form.entry], form.tail, int(form.hyphened)))
    entries = [(entry.role, entry.words, entry.pos) for entry in lexicon.entries]
    # What a form may be is JSON within JSON, because a start reads all of it and needs almost none.
    return json.dumps((list(by_head), [json.dumps(forms) for forms in by_head.values()], entries))


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() and text[start].isalnum()) and not (
        after.isalnum() and text[end - 1].isalnum()
    )


def _after_gap(text: str, end: int, tail: str) -> int | None:
    """Where ``tail`` ends when it stands at most GAP_WORDS words after ``end``."""
    at = text.find(tail, end)
    while at >= 0 and text.count(" ", end, at) <= GAP_WORDS + 1:
        if _stands_alone(text, at, at + len(tail)):
            return at + len(tail)
        at = text.find(tail, at + 1)
    return None
