"""How much evidence a claim about an actor needs, and what is lacking: the more hangs on it, the more."""

from dataclasses import dataclass

from verbale.model.admiralty import Credibility, Reliability
from verbale.model.evidence import ReviewOutcome
from verbale.model.fact import Fact
from verbale.model.ledger import Ledger
from verbale.model.responsibility import Gravity, Relation
from verbale.model.status import Status


@dataclass(frozen=True, slots=True)
class Threshold:
    """What the facts under one claim must have between them."""

    origins: int
    """Independent origins: facts with one origin count once."""
    custody: bool
    """A chain of custody, with a hash, of at least one item."""
    limits: bool
    """What the findings do not show, stated."""
    review: bool
    """An independent review that confirms, at least in part."""


THRESHOLDS = {
    Gravity.LOW: Threshold(origins=1, custody=False, limits=False, review=False),
    Gravity.MEDIUM: Threshold(origins=2, custody=False, limits=True, review=False),
    Gravity.HIGH: Threshold(origins=2, custody=True, limits=True, review=True),
    Gravity.EXCEPTIONAL: Threshold(origins=3, custody=True, limits=True, review=True),
}
_WEIGHS_NOTHING = (Reliability.E, Credibility.IMPROBABLE)
_GRAVE = (Relation.EXECUTED, Relation.DIRECTED)


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """Whether the facts suffice for a claim of some gravity, and what is lacking."""

    gravity: Gravity
    origins: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def enough(self) -> bool:
        """True when nothing is lacking."""
        return not self.lacking


def sufficiency(facts: tuple[Fact, ...], *, gravity: Gravity | None = None) -> Sufficiency:
    """What the facts under a claim have, against what its gravity asks; the gravest of them unless given.

    Open questions, refuted facts, and what comes from unreliable sources or is improbable weigh nothing.
    Denials and reports of what others say are no evidence of ours.
    """
    weighed = tuple(fact for fact in facts if _weighs(fact))
    gravity = gravity or gravest(facts)
    asked = THRESHOLDS[gravity]
    origins = tuple(dict.fromkeys(_origin(fact) for fact in weighed))
    lacking = []
    if len(origins) < asked.origins:
        lacking.append(f"{asked.origins} independent origins, and there are {len(origins)}")
    if asked.custody and not any(event.sha256 for fact in weighed for event in fact.custody):
        lacking.append("a chain of custody with a hash for at least one item")
    if asked.limits and not all(fact.limits for fact in weighed if fact.about_author):
        lacking.append("the limits of each finding about the author")
    if asked.review and not any(_confirms(fact) for fact in weighed):
        lacking.append("an independent review that confirms a finding, at least in part")
    disputed = [fact.id for fact in weighed if _contradicted(fact)]
    if disputed:
        lacking.append(f"an answer to the review that contradicts {', '.join(disputed)}")
    return Sufficiency(gravity, origins, tuple(lacking))


def evidence_about(ledger: Ledger, actor: str) -> tuple[Fact, ...]:
    """The facts of the ledger that bear on an actor as author."""
    return tuple(fact for fact in ledger.facts_with() if fact.actor == actor and fact.about_author)


def gravest(facts: tuple[Fact, ...]) -> Gravity:
    """The gravity of what the facts claim; that a state acted itself is never less than high."""
    given = [fact.gravity for fact in facts if fact.gravity]
    given += [Gravity.HIGH for fact in facts if fact.relation in _GRAVE]
    return max(given, key=list(Gravity).index, default=Gravity.MEDIUM)


def _weighs(fact: Fact) -> bool:
    if fact.status not in (Status.KNOWN, Status.SUSPECTED) or fact.category.is_said:
        return False
    return fact.source.reliability not in _WEIGHS_NOTHING and fact.credibility not in _WEIGHS_NOTHING


def _origin(fact: Fact) -> str:
    # What nobody has said the origin of may be one and the same.
    return fact.origin or "not recorded"


def _confirms(fact: Fact) -> bool:
    good = (ReviewOutcome.CONFIRMS, ReviewOutcome.CONFIRMS_IN_PART)
    return any(review.outcome in good for review in fact.reviews)


def _contradicted(fact: Fact) -> bool:
    return any(review.outcome is ReviewOutcome.CONTRADICTS for review in fact.reviews)
