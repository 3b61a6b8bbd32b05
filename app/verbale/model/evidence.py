"""What a fact rests on."""

from typing import Annotated

from pydantic import Field, FiniteFloat

from verbale.model.admiralty import Reliability
from verbale.model.record import Label, Record, Sha256, Text
from verbale.model.when import When

Amount = Annotated[int | FiniteFloat, Field(ge=0)]


class SourceType(Label):
    """Where a piece of information comes from."""

    OWN = "own", "The issuer's own observation or staff."
    OPERATOR = "operator", "Whoever runs the systems concerned."
    AUTHORITY = "authority", "A public authority at home."
    PARTNER = "partner", "A partner state, CERT or organisation."
    ACTOR = "actor", "The statement of somebody concerned, as theirs."
    RESEARCH = "research", "A security company, researcher or academic."
    PRESS = "press", "A press report."
    OPEN = "open", "Another public source."
    ANONYMOUS = "anonymous", "A source that may not be named."


class Source(Record):
    """Where a fact comes from, and how reliable that source is."""

    type: SourceType = Field(description="Kind of source.")
    name: Text | None = Field(default=None, description='Name as it may be printed: "the port operator".')
    reliability: Reliability = Field(default=Reliability.F, description="Admiralty code, A to F.")
    ref: Text | None = Field(default=None, description="Report number or address; never printed.")


class Quantity(Record):
    """A figure as one source gives it; a single figure has ``low`` equal to ``high``."""

    low: Amount = Field(description="Lowest value.")
    high: Amount = Field(description="Highest value; the same as low for a single figure.")
    unit: Text = Field(description='What is counted, in the plural: "terminals", "EUR".')
    source: Text | None = Field(default=None, description="Who gives this figure, as it may be printed.")


class ReviewOutcome(Label):
    """What a reviewer found."""

    CONFIRMS = "confirms", "The reviewer comes to the same finding."
    CONFIRMS_IN_PART = "confirms_in_part", "The reviewer agrees with a part of it."
    INCONCLUSIVE = "inconclusive", "The reviewer can neither confirm nor contradict it."
    CONTRADICTS = "contradicts", "The reviewer comes to another finding."


class Review(Record):
    """A review by somebody who did not collect the evidence."""

    reviewer: Text = Field(description="Who reviewed, as it may be printed.")
    outcome: ReviewOutcome = Field(description="What the review found.")
    at: When | None = Field(default=None, description="When.")
    remark: Text | None = Field(default=None, description="In a sentence.")


class CustodyAction(Label):
    """What was done with an item of evidence."""

    ACQUIRED = "acquired", "Taken from its place."
    COPIED = "copied", "A copy was made."
    TRANSFERRED = "transferred", "Handed to somebody else."
    EXAMINED = "examined", "Looked into."
    SEALED = "sealed", "Put under seal."
    RETURNED = "returned", "Given back."


class CustodyEvent(Record):
    """One link in the chain of custody."""

    at: When = Field(description="When.")
    by: Text = Field(description="Who did it.")
    action: CustodyAction = Field(description="What was done.")
    sha256: Sha256 | None = Field(default=None, description="SHA-256 of the item after it.")
    remark: Text | None = Field(default=None, description="Anything else to know.")
