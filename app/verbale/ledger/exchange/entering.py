"""How what somebody else recorded enters a ledger."""

import re
from dataclasses import dataclass, field

from verbale.ledger.exchange.scales import Grade, Scale
from verbale.ledger.exchange.tags import Told
from verbale.model.admiralty import Credibility, Reliability
from verbale.model.category import Category
from verbale.model.evidence import Quantity, Source, SourceType
from verbale.model.fact import Fact
from verbale.model.status import Status, StatusChange
from verbale.model.tlp import Tlp
from verbale.model.when import When

WHO = "whether anybody is responsible, and who"


@dataclass(frozen=True, slots=True)
class Entering:
    """What the keeper of the ledger says of a file that comes in.

    ``sender`` stands for a producer that the file does not name. ``unmarked`` is the label of what the file
    does not mark. ``scale`` is that of its numbers for confidence.
    """

    sender: str = "the sender"
    source: SourceType = SourceType.PARTNER
    unmarked: Tlp = Tlp.AMBER_STRICT
    scale: Scale = Scale.ADMIRALTY


@dataclass(frozen=True, slots=True)
class Recorded:
    """One thing as somebody else recorded it, in our words.

    ``stated`` marks what enters only as the statement of its ``producer``, or of ``said_by`` where that is
    somebody else; ``author`` what bears on who did it.
    """

    id: str
    clause: str
    category: Category
    producer: str
    at: When
    tlp: Tlp
    ref: str
    stated: bool = False
    author: bool = False
    revoked: bool = False
    quantities: tuple[Quantity, ...] = ()
    said_by: str | None = None
    told: Told = field(default_factory=Told)
    grade: Grade = field(default_factory=Grade)


def entered(recorded: Recorded, entering: Entering) -> Fact:
    """The fact. It is never known by import alone: at most suspected; an open or refuted one stays so.

    What bears on the author enters as the statement of its producer, never as a finding of ours.
    """
    told, graded = recorded.told, recorded.grade
    status = entry_status(told.status, revoked=recorded.revoked)
    category = told.category or (Category.STATEMENT if recorded.author else recorded.category)
    author = recorded.author or category.is_about_author or category in (Category.CLAIM, Category.DENIAL)
    said = recorded.stated or author or category.is_said
    clause = recorded.clause.rstrip(" .!?;")[:4000]
    is_open = status is Status.TO_BE_ESTABLISHED
    return Fact(
        id=recorded.id,
        category=Category.STATEMENT if said and not category.is_said and not is_open else category,
        clause=None if is_open else clause,
        question=clause if is_open else WHO if author else None,
        about_author=author,
        said_by=(recorded.said_by or recorded.producer) if said and not is_open else None,
        status=status,
        history=(StatusChange(status=status, at=recorded.at, why=f"Imported from {recorded.producer}"),),
        as_of=recorded.at,
        source=Source(
            type=entering.source,
            name=recorded.producer,
            reliability=told.reliability or Reliability.F,
            ref=recorded.ref,
        ),
        credibility=told.credibility or graded.credibility or Credibility.NOT_JUDGED,
        origin=slug(recorded.producer),
        likelihood=told.likelihood or graded.likelihood,
        confidence=told.confidence or graded.confidence,
        quantities=recorded.quantities,
        tlp=recorded.tlp,
    )


def entry_status(said: Status | None, *, revoked: bool = False) -> Status:
    """The status with which a fact enters whose source gives it the status ``said``."""
    if revoked:
        return Status.REFUTED
    return said if said in (Status.TO_BE_ESTABLISHED, Status.REFUTED) else Status.SUSPECTED


def slug(words: str) -> str:
    """An identifier made of words."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:60].strip("-") or "unnamed"
