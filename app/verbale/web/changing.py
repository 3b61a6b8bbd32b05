"""A change to a kept ledger by a form: over its present document, checked as a whole, saved as a revision."""

import json
from typing import Any

from flask import request

from verbale.desk import Desk
from verbale.model.ledger import Ledger
from verbale.records.office import Office
from verbale.records.values import LedgerRevision
from verbale.web.signing import person


def document(ledger: Ledger) -> dict[str, Any]:
    """The ledger as its JSON document, without what is as it is unless said otherwise."""
    return ledger.model_dump(mode="json", exclude_defaults=True)


def save(desk: Desk, office: Office, changed: dict[str, Any], *, name: str) -> LedgerRevision:
    """The next revision, over the one that the form was opened on.

    Raises LedgerError naming every problem, or LedgerConflictError when somebody else saved first.
    """
    ledger = desk.parse_ledger(json.dumps(changed), name=name)
    return office.incidents.save(ledger, expected=request.form.get("revision", 0, type=int), by=person())
