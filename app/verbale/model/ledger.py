"""All that is recorded of one incident."""

from pydantic import Field

from verbale.model.actor import Actor
from verbale.model.category import Category
from verbale.model.decision import Decision, DecisionKind
from verbale.model.digest import record_hash
from verbale.model.fact import Fact
from verbale.model.incident import Incident
from verbale.model.issuer import Correspondence, Issuer
from verbale.model.lesson import Lesson
from verbale.model.measure import Measure
from verbale.model.record import Record, Text
from verbale.model.status import Status


class Phrase(Record):
    """Words of the ledger, and the same in another language."""

    words: Text = Field(description="The words as the ledger has them.")
    translation: Text = Field(description="The same in the other language.")


class Translation(Record):
    """The ledger's words in another language; words that change must be translated again."""

    language: str = Field(pattern=r"^[a-z]{2}$", description="ISO 639-1 code.")
    phrases: tuple[Phrase, ...] = Field(default=(), description="Phrase by phrase.")


class Ledger(Record):
    """A ledger file: the incident, who speaks, who is concerned, and all facts with their history."""

    incident: Incident = Field(description="The matter.")
    issuer: Issuer = Field(description="Who speaks, and whom to ask.")
    actors: tuple[Actor, ...] = Field(default=(), description="States and others concerned.")
    facts: tuple[Fact, ...] = Field(default=(), description="Facts, in the order of telling.")
    decisions: tuple[Decision, ...] = Field(default=(), description="What has been decided.")
    measures: tuple[Measure, ...] = Field(default=(), description="What is done or proposed.")
    correspondence: tuple[Correspondence, ...] = Field(
        default=(), description="Exchanges with other governments."
    )
    lessons: tuple[Lesson, ...] = Field(default=(), description="What a review has taught.")
    translations: tuple[Translation, ...] = Field(default=(), description="Its words in other languages.")

    def fact(self, id: str) -> Fact | None:
        """The fact with this id, or None."""
        return next((fact for fact in self.facts if fact.id == id), None)

    def actor(self, id: str) -> Actor | None:
        """The actor with this id, or None."""
        return next((actor for actor in self.actors if actor.id == id), None)

    def name_of(self, id_or_name: str) -> str:
        """The printed name of an actor given by id; anything else is a name already."""
        actor = self.actor(id_or_name)
        return actor.called if actor else id_or_name

    def facts_with(self, *categories: Category, status: Status | None = None) -> tuple[Fact, ...]:
        """Facts that nothing supersedes, of these categories (none given: all) and this status."""
        superseded = {id for fact in self.facts for id in fact.supersedes}
        return tuple(
            fact
            for fact in self.facts
            if fact.id not in superseded
            and (not categories or fact.category in categories)
            and (status is None or fact.status is status)
        )

    @property
    def attribution(self) -> Decision | None:
        """The decision that holds somebody responsible, unless it was taken back."""
        return next(
            (d for d in self.decisions if d.kind is DecisionKind.ATTRIBUTION and d.revoked_at is None), None
        )

    @property
    def hash(self) -> str:
        """SHA-256 over the whole ledger, whatever the layout of its file."""
        return record_hash(self)
