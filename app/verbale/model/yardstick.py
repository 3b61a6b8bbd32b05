"""Yardsticks of estimative terms: which words stand for which chance."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class LikelihoodTerm:
    """Words that mean one band of chance, in percent; ``words[0]`` is the one to print."""

    words: tuple[str, ...]
    low: int
    high: int


class Yardstick(StrEnum):
    """The scale whose terms one incident uses, and no other.

    ICD 203: Intelligence Community Directive 203 (ODNI, 2015), section D.6.e.(2).
    PHIA: the Professional Head of Intelligence Assessment's probability yardstick (UK Government, 2019).
    """

    ICD203 = "icd203"
    PHIA = "phia"

    @property
    def terms(self) -> tuple[LikelihoodTerm, ...]:
        """Its terms from the least to the most likely."""
        return TERMS[self]

    def term(self, words: str) -> LikelihoodTerm | None:
        """The term that ``words`` (in any case) belong to, or None when they are not on this yardstick."""
        sought = " ".join(words.lower().split())
        return next((term for term in self.terms if sought in term.words), None)


TERMS = {
    Yardstick.ICD203: (
        LikelihoodTerm(("almost no chance", "remote"), 1, 5),
        LikelihoodTerm(("very unlikely", "highly improbable"), 5, 20),
        LikelihoodTerm(("unlikely", "improbable"), 20, 45),
        LikelihoodTerm(("roughly even chance", "roughly even odds"), 45, 55),
        LikelihoodTerm(("likely", "probable"), 55, 80),
        LikelihoodTerm(("very likely", "highly probable"), 80, 95),
        LikelihoodTerm(("almost certain", "nearly certain"), 95, 99),
    ),
    Yardstick.PHIA: (
        LikelihoodTerm(("remote chance",), 0, 5),
        LikelihoodTerm(("highly unlikely",), 10, 20),
        LikelihoodTerm(("unlikely",), 25, 35),
        LikelihoodTerm(("realistic possibility",), 40, 50),
        LikelihoodTerm(("likely", "probable"), 55, 75),
        LikelihoodTerm(("highly likely",), 80, 90),
        LikelihoodTerm(("almost certain",), 95, 100),
    ),
}
