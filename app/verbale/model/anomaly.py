"""What an operator noticed, reported without blame and, if they like, without a name."""

from pydantic import Field

from verbale.model.category import Category
from verbale.model.evidence import Source, SourceType
from verbale.model.fact import Fact
from verbale.model.record import Identifier, Record, Text
from verbale.model.status import Status
from verbale.model.tlp import Tlp
from verbale.model.when import When


class Anomaly(Record):
    """A report of something unusual. The reporter is kept here and nowhere else."""

    id: Identifier = Field(description="Short name.")
    observed: Text = Field(description='What was seen, in a clause: "gate 4 opened by itself".')
    seen_at: When = Field(description="When.")
    system: Text | None = Field(default=None, description="On which system.")
    reporter: Text | None = Field(default=None, description="Whom to ask back; nobody needs to give a name.")


def as_fact(anomaly: Anomaly) -> Fact:
    """The report as a fact for the ledger: suspected, from an operator, and without the reporter."""
    where = f" ({anomaly.system})" if anomaly.system else ""
    return Fact(
        id=anomaly.id,
        category=Category.TECHNICAL,
        clause=f"{anomaly.observed.rstrip('.!?; ')}{where}",
        status=Status.SUSPECTED,
        as_of=anomaly.seen_at,
        source=Source(type=SourceType.OPERATOR),
        tlp=Tlp.AMBER,
    )
