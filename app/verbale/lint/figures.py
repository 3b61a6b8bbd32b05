"""Figures in a text: digits with separators, and numbers in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from verbale.lint.fold import fold
from verbale.model.span import Span

SMALL = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    w: 10 * n
    for n, w in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
WORD = "|".join([*SMALL, *TENS, *SCALES, "dozen"])
FIGURE = re.compile(
    rf"(?<![\w.:])(?:(?P<digits>\d[\d,\u202f\u00a0]*(?:\.\d+)?)"
    rf"(?:[ -](?P<scale>hundred|thousand|million|billion|m|bn))?"
    rf"|(?P<words>(?:{WORD})(?:[ -](?:and[ -])?(?:{WORD}))*))(?![\w:]|\.\d)",
    re.IGNORECASE,
)
CURRENCIES = {"usd": ("us$", "$", "dollar"), "eur": ("€", "euro"), "gbp": ("£", "pound"), "jpy": ("¥", "yen")}
"""How texts write a currency beside its ISO 4217 code."""
NEAR_UNIT = 30
BEFORE = 4
SHORT = {"m": 1_000_000, "bn": 1_000_000_000}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number where it stands, with its value."""

    start: int
    end: int
    value: float


def figures(text: str) -> Iterator[Figure]:
    """Every number of the text; times ("09:40") and parts of names ("APT28") are none."""
    for match in FIGURE.finditer(text):
        if match["digits"]:
            digits = re.sub(r"[^\d.]", "", match["digits"]).rstrip(".")
            scale = (match["scale"] or "").lower()
            yield Figure(match.start(), match.end(), float(digits) * SHORT.get(scale, SCALES.get(scale, 1)))
        else:
            yield Figure(match.start(), match.end(), float(_in_words(match["words"].lower())))


def unit_span(text: str, figure: Figure, unit: str) -> Span | None:
    """The figure with its unit ("30 ships", "USD 4 million"), where the text counts that unit; or None."""
    after, before = (fold(part) for part in (text[figure.end :][:NEAR_UNIT], text[: figure.start][-BEFORE:]))
    named = fold(unit).rstrip("s")
    for words in (named, *CURRENCIES.get(named, ())):
        if (at := after.find(words)) >= 0:
            end = figure.end + at + len(words)
            return Span(figure.start, end + (text[end : end + 1] == "s"))
    for words in (named, *CURRENCIES.get(named, ())):
        if before.rstrip().endswith(words):
            return Span(figure.start - len(before) + before.rfind(words), figure.end)
    return None


def _in_words(words: str) -> int:
    total = part = 0
    for word in re.split(r"[ -]", words):
        if word == "dozen":
            part = max(part, 1) * 12
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word in SCALES:
            total, part = total + max(part, 1) * SCALES[word], 0
        else:
            part += SMALL.get(word, TENS.get(word, 0))
    return total + part
