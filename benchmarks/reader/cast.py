"""Real names in the place of invented ones, so that the reader learns from names as it will meet them."""

import random
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import md5
from pathlib import Path

Mark = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Cast:
    """Which name stands for which in one passage."""

    names: dict[str, str]
    pattern: re.Pattern[str]

    def play(self, text: str, marks: list[Mark]) -> tuple[str, list[Mark]]:
        """The text with the other names, and its marks where their words have moved to."""
        pieces, moves, at = [], [], 0
        for found in self.pattern.finditer(text):
            name = self.names[found["name"]]
            plural = found["plural"] if not name.endswith(("ese", "ish", "ch", "s")) else ""
            article = _article(found["article"], name)
            pieces += [text[at : found.start()], article, name + plural]
            moves.append((found.start(), found.start("name"), len(article)))
            moves.append((found.start("name"), found.end(), len(name + plural)))
            at = found.end()
        moved = [(family, _moved(start, moves), _moved(end, moves, end=True)) for family, start, end in marks]
        return "".join([*pieces, text[at:]]), moved


def cast_of(passage: str) -> Cast:
    """The cast of a passage, the same at every call."""
    told = _told()
    draw = random.Random(int(md5(passage.encode()).hexdigest(), 16))
    real = draw.sample(told["real"], len(told["invented"]))
    names: dict[str, str] = {}
    for invented, other in zip(told["invented"], real, strict=True):
        names |= {invented[part]: other[part] for part in ("name", "adjective", "capital")}
        for place, service in enumerate(invented["services"]):
            names[service] = other["services"][2 if service.startswith("Unit") else place]
    for kind in ("groups", "crews"):
        invented, real = told[kind]["invented"], told[kind]["real"]
        names |= zip(invented, draw.sample(real, len(invented)), strict=True)
    return Cast(names, _pattern(tuple(sorted(names, key=len, reverse=True))))


@cache
def _told() -> dict:
    return tomllib.loads((Path(__file__).parent / "cast.toml").read_text(encoding="utf-8"))


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(re.escape(name) for name in names)
    return re.compile(rf"(?<!\w)(?P<article>[Aa]n? )?(?P<name>{listed})(?P<plural>s?)(?!\w)")


def _article(given: str | None, name: str) -> str:
    if given is None:
        return ""
    article = "an " if name[0] in "AEIOU" else "a "
    return article.capitalize() if given[0] == "A" else article


def _moved(index: int, moves: list[tuple[int, int, int]], *, end: bool = False) -> int:
    shift = 0
    for start, stop, length in moves:
        if stop <= index:
            shift += length - (stop - start)
        elif start < index:  # a mark that begins or ends within a name takes it whole
            return start + shift + (length if end else 0)
    return index + shift
