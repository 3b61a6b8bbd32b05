"""States and others whom an incident concerns."""

from pydantic import Field

from verbale.model.record import Identifier, Label, Record, Text


class ActorKind(Label):
    """What an actor is."""

    STATE = "state", "A state."
    ORGAN = "organ", "A ministry, service, armed force or other organ of a state."
    INTERNATIONAL = "international", "An international organisation."
    ORGANISATION = "organisation", "A company or other body."
    GROUP = "group", "A named group."
    PERSON = "person", "A person."


class ActorRole(Label):
    """How an incident concerns an actor. No role means that the actor did it."""

    VICTIM = "victim", "Harmed first."
    AFFECTED = "affected", "Harmed also."
    OPERATOR = "operator", "Runs the systems concerned."
    CONCERNED = "concerned", "Has been spoken of in connection with the incident."
    PARTNER = "partner", "Helps or is consulted."
    CLAIMANT = "claimant", "Says to have done it."


class Actor(Record):
    """A state or other actor concerned. The linter watches for every name given here."""

    id: Identifier = Field(description="Short name, unique in the ledger.")
    kind: ActorKind = Field(default=ActorKind.STATE, description="What it is.")
    role: ActorRole = Field(description="How the incident concerns it.")
    name: Text = Field(description='Full name: "Federation of Orsk".')
    short_name: Text | None = Field(default=None, description='Name in running text: "Orsk".')
    adjective: Text | None = Field(default=None, description='"Orskan".')
    demonym: Text | None = Field(default=None, description='One of its people, in the singular: "Orskan".')
    capital: Text | None = Field(default=None, description='Seat of government: "Orsgrad".')
    state: Identifier | None = Field(default=None, description="Id of the state it belongs to.")
    organs: tuple[Text, ...] = Field(default=(), description="Ministries, services and other organs.")
    aliases: tuple[Text, ...] = Field(default=(), description="Other names in use.")

    @property
    def called(self) -> str:
        """The name for running text."""
        return self.short_name or self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, adjective and organ by which a text may speak of it."""
        given = (self.name, self.short_name, self.adjective, self.demonym, self.capital)
        return tuple(name for name in (*given, *self.organs, *self.aliases) if name)
