"""The ledgers of an office for the JSON interface, which knows an incident by its id."""

from verbale.draft import Rendered
from verbale.model.ledger import Ledger
from verbale.records.office import Office
from verbale.records.permissions import Right
from verbale.web.signing import ask_for


class KeptLedgers:
    """The incidents of an office, for whoever may read them."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def ledger(self, key: str) -> Ledger:
        """The ledger of an incident as it stands; raises NotFoundError or NotPermittedError."""
        ask_for(Right.READ)
        return self._office.incidents.get(key).ledger

    def drafts(self, key: str) -> dict[str, Rendered]:
        """Nothing is held between two questions: the ledger may have changed."""
        return {}
