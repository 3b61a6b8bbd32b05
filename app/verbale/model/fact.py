"""One recorded fact."""

from datetime import datetime

from pydantic import Field

from verbale.model.admiralty import Credibility
from verbale.model.category import Category
from verbale.model.evidence import CustodyEvent, Quantity, Review, Source
from verbale.model.record import Identifier, Record, Text
from verbale.model.responsibility import Gravity, Relation
from verbale.model.status import Confidence, Status, StatusChange
from verbale.model.tlp import Tlp
from verbale.model.when import When


class Fact(Record):
    """One recorded fact: what is said, how firmly it stands, what it rests on, and who may read it."""

    id: Identifier = Field(description="Short name, unique in the ledger.")
    revision: int = Field(default=1, ge=1, description="Counts up with every change, from 1.")
    category: Category = Field(description="What it is about.")
    clause: Text | None = Field(
        default=None,
        description='Finite clause without a full stop: "port services stopped at 09:40 UTC". '
        "With said_by: what they said, in reported form.",
    )
    question: Text | None = Field(
        default=None,
        description="Open question without a question mark: "
        '"who is responsible", "how many systems are affected".',
    )
    about_author: bool = Field(default=False, description="Bears on who did it.")
    actor: Identifier | None = Field(default=None, description="Id of the actor whom it is about.")
    said_by: Text | None = Field(
        default=None,
        description="Who said it, when the fact is that somebody said it: an actor's id, or a name as it may "
        'be printed. "known" then establishes only that it was said; "refuted", that it is wrong.',
    )
    status: Status = Field(description="How firmly it stands now.")
    history: tuple[StatusChange, ...] = Field(
        default=(), description="Statuses it has had, oldest first; the last is the present one."
    )
    as_of: When = Field(description="When it was last checked.")
    source: Source = Field(description="Where it comes from.")
    credibility: Credibility = Field(default=Credibility.NOT_JUDGED, description="Admiralty code, 1 to 6.")
    origin: Identifier | None = Field(
        default=None, description="Independence group: facts with one origin count as one source."
    )
    reviews: tuple[Review, ...] = Field(default=(), description="Independent reviews.")
    likelihood: Text | None = Field(default=None, description="Term of the incident's yardstick.")
    confidence: Confidence | None = Field(default=None, description="Analytic confidence.")
    limits: Text | None = Field(default=None, description="What the finding does not show.")
    relation: Relation | None = Field(default=None, description="What is claimed of the actor.")
    gravity: Gravity | None = Field(default=None, description="How much hangs on the claim.")
    quantities: tuple[Quantity, ...] = Field(default=(), description="Figures, one for each source.")
    hostile_at: When | None = Field(
        default=None, description="When it happened, where the fact is a hostile act; for the review."
    )
    conflicts_with: tuple[Identifier, ...] = Field(default=(), description="Ids of facts it contradicts.")
    supersedes: tuple[Identifier, ...] = Field(default=(), description="Ids of facts it replaces.")
    tlp: Tlp = Field(description="TLP 2.0 label.")
    release_to: tuple[Text, ...] = Field(
        default=(), description="Only these may be told: actor ids or names. Empty: whoever the label allows."
    )
    custody: tuple[CustodyEvent, ...] = Field(default=(), description="Chain of custody, oldest first.")

    def changed_since(self, at: datetime, revision: int | None = None) -> bool:
        """True when something new is recorded of it after ``at``, or after the revision told then."""
        changed = any(change.at.latest > at for change in self.history)
        return changed or self.as_of.latest > at or (revision is not None and self.revision > revision)

    @property
    def quantities_agree(self) -> bool:
        """True when no two sources give different figures for one unit."""
        figures = {(q.unit, q.low, q.high) for q in self.quantities}
        return len(figures) == len({unit for unit, _, _ in figures})
