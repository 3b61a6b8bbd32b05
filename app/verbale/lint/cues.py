"""Cues: words and phrases with a role, read from files, and the forms they take."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from verbale.lint.fold import fold
from verbale.lint.inflect import Inflector, read_inflector
from verbale.model.errors import UserError

GAP = "..."
GAP_WORDS = 8
LISTS = ("verbs", "nouns", "words")
KEYS = frozenset({"about", "source", "frame", *LISTS})
HYPHENS = str.maketrans("-", " ")


@cache
def above(role: str) -> frozenset[str]:
    """A role and those above it: for ``hedge.modal`` also ``hedge``, but ``threat.exempt`` is no threat."""
    parts = role.split(".")
    if parts[-1] == "exempt":
        return frozenset({role})
    return frozenset(".".join(parts[: end + 1]) for end in range(len(parts)))


@dataclass(frozen=True, slots=True)
class Entry:
    """One word or phrase of a lexicon with its role, as written in the file."""

    role: str
    words: str
    pos: str
    """``verb``, ``noun`` or ``word`` (fixed)."""


@dataclass(frozen=True, slots=True)
class Cue:
    """An entry found in a sentence: ``start`` and ``end`` count in the sentence's flat text."""

    entry: Entry
    start: int
    end: int

    @property
    def role(self) -> str:
        """The role of the entry found."""
        return self.entry.role

    def plays(self, role: str) -> bool:
        """True when the cue has this role or one below it: ``hedge`` covers ``hedge.modal``."""
        return role in above(self.entry.role)


@dataclass(frozen=True, slots=True)
class _Form:
    head: str
    tail: str
    entry: Entry
    hyphened: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries of a language, with house entries added, and the forms they take."""

    entries: tuple[Entry, ...]
    inflector: Inflector

    def forms(self) -> Iterator[_Form]:
        """Every surface form, folded as the scanner folds the text."""
        for entry in self.entries:
            for form in self._surface(entry):
                head, _, tail = form.partition(f" {GAP} ")
                yield _Form(_key(head), _key(tail) if tail else "", entry, head.startswith("-"))

    def _surface(self, entry: Entry) -> tuple[str, ...]:
        if entry.pos == "verb":
            return self.inflector.verb_forms(entry.words)
        if entry.pos == "noun":
            return self.inflector.noun_forms(entry.words)
        return (entry.words,)


def cue_files(folder: Path, house: Path | None = None) -> list[Path]:
    """``cues/*.toml`` of a language folder and of a house's own folder, in reading order."""
    folders = [folder] if house is None else [folder, house]
    return [file for each in folders for file in sorted((each / "cues").glob("*.toml"))]


def read_lexicon(folder: Path, house: Path | None = None) -> Lexicon:
    """Reads ``cues/*.toml`` of a language folder and of a house's own folder.

    Raises UserError naming every file, table and key that is wrong, all at once.
    """
    entries: dict[Entry, None] = {}
    problems: list[str] = []
    for file in cue_files(folder, house):
        entries.update(dict.fromkeys(_entries(file, problems)))
    if problems:
        raise UserError("\n".join(problems))
    return Lexicon(tuple(entries), read_inflector(folder))


def _entries(file: Path, problems: list[str]) -> Iterator[Entry]:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(f"{file}: this is not TOML in UTF-8 ({error}). Correct it at that place.")
        return
    for role, table in _tables("", data, file, problems):
        for key in table:
            if key not in KEYS:
                problems.append(f'{file}: [{role}] has the key "{key}". Use only: {", ".join(sorted(KEYS))}.')
        if not table.get("source"):
            problems.append(f"{file}: [{role}] has no source. Say where this class of words comes from.")
        for name in LISTS:
            words = table.get(name, [])
            if not isinstance(words, list) or not all(isinstance(w, str) and w.strip() for w in words):
                problems.append(
                    f'{file}: [{role}] {name} is not a list of words. Write {name} = ["...", "..."].'
                )
                continue
            yield from (Entry(role, word, name[:-1]) for word in words)


def _tables(
    prefix: str, data: dict[str, object], file: Path, problems: list[str]
) -> Iterator[tuple[str, dict[str, object]]]:
    for name, value in data.items():
        if not isinstance(value, dict):
            continue
        role = f"{prefix}.{name}" if prefix else name
        own = {key: item for key, item in value.items() if not isinstance(item, dict)}
        if own:
            yield role, own
        yield from _tables(role, value, file, problems)
    if not prefix:
        for name, value in data.items():
            if not isinstance(value, dict):
                problems.append(
                    f'{file}: the key "{name}" is outside a table. Put it under a role, as in [hedge.verb].'
                )


def _key(words: str) -> str:
    """Folded, with hyphens as spaces, so that "cyber-attack" is "cyber attack"."""
    return fold(words).translate(HYPHENS).strip()


def playing(cues: Iterable[Cue], *roles: str) -> list[Cue]:
    """Those cues that play one of the roles."""
    return [cue for cue in cues if any(cue.plays(role) for role in roles)]
