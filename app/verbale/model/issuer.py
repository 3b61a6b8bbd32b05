"""Who speaks, to whom, and whom to ask."""

from pydantic import Field

from verbale.model.record import Identifier, Label, Record, Text
from verbale.model.when import When


class Audience(Label):
    """Whom a contact serves."""

    PRESS = "press", "Journalists."
    PUBLIC = "public", "Everybody concerned."
    TECHNICAL = "technical", "CERTs and operators."
    DIPLOMATIC = "diplomatic", "Other governments."


class Contact(Record):
    """Whom to ask; at least one of e-mail, telephone and address on the web."""

    audience: Audience = Field(description="Whom it serves.")
    name: Text = Field(description='Desk, as it may be printed: "Press office".')
    email: Text | None = Field(default=None, description="E-mail.")
    phone: Text | None = Field(default=None, description="Telephone, with country code.")
    url: Text | None = Field(default=None, description="Page on the web.")
    hours: Text | None = Field(default=None, description='When it answers: "at all hours".')


class Issuer(Record):
    """The body in whose name statements go out."""

    name: Text = Field(description='"Velmara Port Authority".')
    short_name: Text | None = Field(default=None, description='"the Authority", as later sentences call it.')
    state: Identifier | None = Field(default=None, description="Id of the actor that is its state.")
    place: Text | None = Field(default=None, description="Where statements are dated.")
    contacts: tuple[Contact, ...] = Field(default=(), description="Whom to ask.")
    joined_by: tuple[Text, ...] = Field(
        default=(), description='Who issues joint texts with it: "the Government of Norlund".'
    )

    def contact_for(self, audience: Audience) -> Contact | None:
        """The contact for ``audience``, or None."""
        return next((contact for contact in self.contacts if contact.audience is audience), None)


class Answer(Record):
    """One item of a request received, and what answers it."""

    item: Text = Field(description='What was asked, as a noun phrase: "logs of connections on 7 May".')
    facts: tuple[Identifier, ...] = Field(default=(), description="Ids of the facts that answer it.")
    pending: Text | None = Field(
        default=None, description='What is being done about it, in a clause: "the logs are being read".'
    )


class Correspondence(Record):
    """The exchange with one other government: who writes to whom, under which number."""

    id: Identifier = Field(description="Short name, unique in the ledger.")
    sender: Text = Field(
        description='With article: "the Ministry of Foreign Affairs of the Republic of Velmara".'
    )
    addressee: Text = Field(description='With article: "the Embassy of the Kingdom of Norlund".')
    addressee_state: Identifier = Field(description="Id of the state that is addressed.")
    number: Text | None = Field(default=None, description="Number of the note.")
    dated: When | None = Field(default=None, description="Date of the note.")
    place: Text | None = Field(default=None, description="Place of the note.")
    asks: tuple[Text, ...] = Field(
        default=(), description='What is asked for, each a noun phrase: "logs of connections on 7 May".'
    )
    assistance: tuple[Text, ...] = Field(
        default=(), description='Which help is asked for, each a noun phrase: "two engineers for one week".'
    )
    norms: tuple[Identifier, ...] = Field(
        default=(), description="Ids of norms that the note recalls beside its template's own: gge2015-13h."
    )
    reply_by: When | None = Field(default=None, description="When a reply is hoped for.")
    channel: Text | None = Field(default=None, description="Where a reply reaches the sender.")
    answers_note: Text | None = Field(
        default=None, description='Number of the note received that is answered: "No. 41/2031".'
    )
    answers_dated: When | None = Field(default=None, description="Date of the note received.")
    answers: tuple[Answer, ...] = Field(default=(), description="The request received, item by item.")
    offers: tuple[Identifier, ...] = Field(
        default=(), description="Ids of confidence-building offers to make: technical-exchange."
    )
    profile: Identifier | None = Field(
        default=None, description="Id of courtesy formulas, where the template's own do not suit."
    )
