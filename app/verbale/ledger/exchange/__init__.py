"""Facts from STIX 2.1 bundles and MISP events, and to them: what an audience's label allows."""

from verbale.ledger.exchange.allowed import Withheld, allowed
from verbale.ledger.exchange.entering import Entering
from verbale.ledger.exchange.files import import_facts
from verbale.ledger.exchange.misp_out import to_misp
from verbale.ledger.exchange.outcome import Imported, Kept, Taken
from verbale.ledger.exchange.scales import Scale
from verbale.ledger.exchange.stix_out import to_stix

__all__ = [
    "Entering",
    "Imported",
    "Kept",
    "Scale",
    "Taken",
    "Withheld",
    "allowed",
    "import_facts",
    "to_misp",
    "to_stix",
]
