"""Confidence from 0 to 100 and the scales it is read from (STIX 2.1, appendix A)."""

from dataclasses import dataclass
from enum import StrEnum

from verbale.model.admiralty import Credibility
from verbale.model.fact import Fact
from verbale.model.status import Confidence
from verbale.model.yardstick import Yardstick


class Scale(StrEnum):
    """The scale that a producer's numbers come from; a number alone does not say it."""

    ADMIRALTY = "admiralty"
    DNI = "dni"
    WEP = "wep"
    LEVELS = "levels"


@dataclass(frozen=True, slots=True)
class Band:
    """Numbers from ``low`` to ``high`` mean ``words``, and ``words`` are written as ``value``."""

    words: str
    value: int
    low: int
    high: int


BANDS = {
    Scale.ADMIRALTY: (
        Band("5", 10, 0, 19),
        Band("4", 30, 20, 39),
        Band("3", 50, 40, 59),
        Band("2", 70, 60, 79),
        Band("1", 90, 80, 100),
    ),
    Scale.DNI: (
        Band("almost no chance", 5, 0, 9),
        Band("very unlikely", 15, 10, 19),
        Band("unlikely", 30, 20, 39),
        Band("roughly even chance", 50, 40, 59),
        Band("likely", 70, 60, 79),
        Band("very likely", 85, 80, 89),
        Band("almost certain", 95, 90, 100),
    ),
    Scale.WEP: (
        Band("impossible", 0, 0, 0),
        Band("highly unlikely", 10, 1, 19),
        Band("unlikely", 30, 20, 39),
        Band("even chance", 50, 40, 59),
        Band("likely", 70, 60, 79),
        Band("highly likely", 90, 80, 99),
        Band("certain", 100, 100, 100),
    ),
    Scale.LEVELS: (
        Band("none", 0, 0, 0),
        Band("low", 15, 1, 29),
        Band("moderate", 50, 30, 69),
        Band("high", 85, 70, 100),
    ),
}


@dataclass(frozen=True, slots=True)
class Grade:
    """What a number says of a fact; all None where a fact has no place for it."""

    credibility: Credibility | None = None
    likelihood: str | None = None
    confidence: Confidence | None = None

    @property
    def words(self) -> str | None:
        """The grade as a report names it."""
        if self.credibility:
            return f"credibility {self.credibility}"
        return f"likelihood “{self.likelihood}”" if self.likelihood else self._level()

    def _level(self) -> str | None:
        return f"confidence {self.confidence}" if self.confidence else None


def grade(value: int, scale: Scale, yardstick: Yardstick) -> Grade:
    """The grade that a number stands for; a term that is not on the incident's yardstick has no place."""
    words = next((band.words for band in BANDS[scale] if band.low <= value <= band.high), None)
    if words is None:
        return Grade()
    if scale is Scale.ADMIRALTY:
        return Grade(credibility=Credibility(words))
    if scale is Scale.LEVELS:
        return Grade(confidence=Confidence(words)) if words in list(Confidence) else Grade()
    return Grade(likelihood=words) if yardstick.term(words) else Grade()


def number_of(fact: Fact, yardstick: Yardstick) -> tuple[int, Scale] | None:
    """A fact's grade as a number and its scale: its credibility, else its likelihood, else its confidence."""
    if fact.credibility is not Credibility.NOT_JUDGED:
        return _value(fact.credibility, Scale.ADMIRALTY)
    if fact.likelihood:
        term = yardstick.term(fact.likelihood)
        return _value(term.words[0], Scale.DNI) if term and yardstick is Yardstick.ICD203 else None
    return _value(fact.confidence, Scale.LEVELS) if fact.confidence else None


def _value(words: str, scale: Scale) -> tuple[int, Scale] | None:
    return next(((band.value, scale) for band in BANDS[scale] if band.words == words), None)
