"""Ledgers and drafts for the tests of drafting: the sample incident with facts of one's own."""

from typing import Any

from verbale.draft import Rendered, find_template, render
from verbale.ledger import parse_ledger, sample_ledger
from verbale.model.category import Category
from verbale.model.evidence import Source, SourceType
from verbale.model.fact import Fact
from verbale.model.ledger import Ledger
from verbale.model.status import Status
from verbale.model.tlp import Tlp
from verbale.model.when import When

HOLDING = "public/holding"
UPDATE = "public/update"
ATTRIBUTION = "public/attribution-status"
REQUEST = "diplomatic/request"

SAMPLE = parse_ledger(sample_ledger())


def fact(id: str = "f1", **given: Any) -> Fact:
    """A known effect, marked TLP:CLEAR, but for what is given."""
    return Fact(
        **{
            "id": id,
            "category": Category.EFFECT,
            "clause": f"gate {id} was closed",
            "question": f"whether gate {id} was closed",
            "status": Status.KNOWN,
            "as_of": When.parse("2031-05-07T13:00Z"),
            "source": Source(type=SourceType.OWN),
            "tlp": Tlp.CLEAR,
        }
        | given
    )


def ledger(*facts: Fact, **given: Any) -> Ledger:
    """The sample with these facts instead of its own, and without its measures."""
    return SAMPLE.model_copy(update={"facts": facts, "measures": (), "decisions": ()} | given)


def drafted(template: str, *facts: Fact, **given: Any) -> Rendered:
    return render(find_template(template), ledger(*facts, **given))
