"""Explanations that are held open side by side."""

from pydantic import Field

from verbale.model.record import Identifier, Label, Record, Text


class HypothesisKind(Label):
    """What sort of explanation it is."""

    STATE = "state", "A state acted."
    PROXY = "proxy", "Others acted for a state, or with its leave."
    CRIMINAL = "criminal", "Somebody acted for gain."
    ACTIVIST = "activist", "Somebody acted for a cause."
    INSIDER = "insider", "Somebody inside acted."
    NON_MALICIOUS = "non_malicious", "A fault, a mistake, or a force of nature."
    OTHER = "other", "Something else."


class Hypothesis(Record):
    """One explanation, with the facts for and against it."""

    id: Identifier = Field(description="Short name, unique in the ledger.")
    kind: HypothesisKind = Field(description="Sort of explanation.")
    text: Text = Field(description="The explanation in a clause without a full stop.")
    actors: tuple[Identifier, ...] = Field(default=(), description="Ids of actors it would involve.")
    likelihood: Text | None = Field(default=None, description="Term of the incident's yardstick.")
    supported_by: tuple[Identifier, ...] = Field(default=(), description="Ids of facts for it.")
    contradicted_by: tuple[Identifier, ...] = Field(default=(), description="Ids of facts against it.")
    neutral: tuple[Identifier, ...] = Field(default=(), description="Ids of facts that speak neither way.")
    open: bool = Field(default=True, description="Still held possible.")
    closed_because: Text | None = Field(default=None, description="Why it is no longer held possible.")
