"""The forms an English word takes, so that cues can be found before anything is parsed.

Spelling rules for regular words; the irregular ones are data, in ``lexicons/<lang>/irregular.toml``.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

VOWELS = "aeiou"
ONE_SYLLABLE_CVC = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]$")


@dataclass(frozen=True, slots=True)
class Inflector:
    """Gives every form of a verb or noun."""

    verbs: dict[str, tuple[str, ...]]
    nouns: dict[str, tuple[str, ...]]
    doubling: frozenset[str]

    def verb_forms(self, phrase: str) -> tuple[str, ...]:
        """All forms of a verb phrase; the first word inflects: "carry out" -> "carried out", ..."""
        first, _, rest = phrase.partition(" ")
        tail = f" {rest}" if rest else ""
        return tuple(form + tail for form in self._verb(first))

    def noun_forms(self, phrase: str) -> tuple[str, ...]:
        """Singular and plural of a noun phrase; the last word inflects."""
        head, _, last = phrase.rpartition(" ")
        lead = f"{head} " if head else ""
        return tuple(lead + form for form in self.nouns.get(last, (last, _with_s(last))))

    def _verb(self, word: str) -> tuple[str, ...]:
        if word in self.verbs:
            return self.verbs[word]
        prefix, hyphen, stem = word.rpartition("-")
        if hyphen and stem in self.verbs:
            return tuple(f"{prefix}-{form}" for form in self.verbs[stem])
        if word.endswith("ie"):
            return (word, word + "s", word + "d", word[:-2] + "ying")
        if word.endswith("ee") or word.endswith("oe") or word.endswith("ye"):
            return (word, word + "s", word + "d", word + "ing")
        if word.endswith("e"):
            return (word, word + "s", word + "d", word[:-1] + "ing")
        if word.endswith("y") and word[-2:-1] not in VOWELS:
            return (word, word[:-1] + "ies", word[:-1] + "ied", word + "ing")
        base = word + word[-1] if self._doubles(word) else word
        base = word + "k" if word.endswith("ic") else base
        return (word, _with_s(word), base + "ed", base + "ing")

    def _doubles(self, word: str) -> bool:
        return word in self.doubling or bool(ONE_SYLLABLE_CVC.match(word))


def _with_s(word: str) -> str:
    if re.search(r"(s|x|z|ch|sh)$", word):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def read_inflector(lexicons: Path) -> Inflector:
    """The inflector of a language folder, for example ``lexicons/en``."""
    with (lexicons / "irregular.toml").open("rb") as file:
        data = tomllib.load(file)
    return Inflector(
        verbs={word: tuple(forms) for word, forms in data["verbs"].items()},
        nouns={word: tuple(forms) for word, forms in data["nouns"].items()},
        doubling=frozenset(data["doubling"]["verbs"]),
    )
