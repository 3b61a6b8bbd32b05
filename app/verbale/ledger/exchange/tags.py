"""MISP machine tags, ``namespace:predicate="value"``, and what they say of a fact."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from verbale.model.admiralty import Credibility, Reliability
from verbale.model.category import Category
from verbale.model.fact import Fact
from verbale.model.status import Confidence, Status
from verbale.model.yardstick import Yardstick

_TAG = re.compile(r'\s*([\w.-]+):([\w.-]+)(?:="(.*)")?\s*', re.DOTALL)
EXERCISE = 'verbale:exercise="true"'


@dataclass(frozen=True, slots=True)
class Told:
    """What tags say of a fact, as far as a fact has a place for it; ``placeless`` are the others."""

    reliability: Reliability | None = None
    credibility: Credibility | None = None
    likelihood: str | None = None
    confidence: Confidence | None = None
    category: Category | None = None
    status: Status | None = None
    exercise: bool = False
    placeless: tuple[str, ...] = ()


def told_by(tags: Iterable[str], yardstick: Yardstick) -> Told:
    """What the tags say; TLP labels are passed over, being read apart."""
    found: dict[str, object] = {}
    placeless = []
    for tag in tags:
        if tag.strip().lower().startswith("tlp:"):
            continue
        name, value = _meaning(tag, yardstick)
        if value is None:
            placeless.append(tag)
        else:
            found.setdefault(name, value)
    return Told(**found, placeless=tuple(placeless))  # type: ignore[arg-type]


def _meaning(tag: str, yardstick: Yardstick) -> tuple[str, object | None]:
    match = _TAG.fullmatch(tag)
    if match is None or match[3] is None:
        return "", None
    value = match[3]
    words = value.replace("-", " ")
    match (match[1].lower(), match[2].lower()):
        case ("admiralty-scale", "source-reliability"):
            return "reliability", _one_of(Reliability, value.upper())
        case ("admiralty-scale", "information-credibility"):
            return "credibility", _one_of(Credibility, value)
        case ("estimative-language", "likelihood-probability"):
            return "likelihood", words if yardstick.term(words) else None
        case ("estimative-language", "confidence-in-analytic-judgment"):
            return "confidence", _one_of(Confidence, value.lower())
        case ("verbale", "category"):
            return "category", _one_of(Category, value)
        case ("verbale", "status"):
            return "status", _one_of(Status, value)
        case ("verbale", "exercise"):
            return "exercise", True if value == "true" else None
    return "", None


def _one_of(kind: type[Reliability | Credibility | Confidence | Category | Status], value: str) -> object:
    return kind(value) if value in list(kind) else None


def tags_of(fact: Fact, yardstick: Yardstick, *, exercise: bool) -> Iterator[str]:
    """A fact's grading, category and status as machine tags."""
    yield f'verbale:category="{fact.category}"'
    yield f'verbale:status="{fact.status}"'
    yield f'admiralty-scale:source-reliability="{fact.source.reliability.lower()}"'
    yield f'admiralty-scale:information-credibility="{fact.credibility}"'
    term = yardstick.term(fact.likelihood) if fact.likelihood and yardstick is Yardstick.ICD203 else None
    if term:
        yield f'estimative-language:likelihood-probability="{term.words[0].replace(" ", "-")}"'
    if fact.confidence:
        yield f'estimative-language:confidence-in-analytic-judgment="{fact.confidence}"'
    if exercise:
        yield EXERCISE
