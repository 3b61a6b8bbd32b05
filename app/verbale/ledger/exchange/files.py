"""Exchange files into a ledger."""

import json
from itertools import chain
from typing import Any

from verbale.ledger.exchange.entering import Entering
from verbale.ledger.exchange.misp_in import MispEvent
from verbale.ledger.exchange.outcome import Imported, Kept
from verbale.ledger.exchange.stix_in import read_stix
from verbale.ledger.exchange.tags import EXERCISE
from verbale.ledger.file import ledger_yaml, parse_ledger
from verbale.model.errors import UserError
from verbale.model.ledger import Ledger


def import_facts(text: str, ledger: Ledger, entering: Entering | None = None, *, name: str) -> Imported:
    """The ledger with the facts of a STIX bundle or MISP event at its end.

    What is in the ledger already stays as it is. Raises UserError when ``text``, called ``name``, is neither,
    or when it is of an exercise and the ledger is not.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise UserError(f"{name} is not JSON. Give a STIX bundle or a MISP event as JSON.") from None
    entering = entering or Entering()
    if EXERCISE in json.dumps(content).replace('\\"', '"') and not ledger.incident.exercise:
        raise UserError(
            f"{name} is of an exercise, and the ledger is not. Set incident.exercise, or leave it out."
        )
    facts, taken, kept = list(ledger.facts), [], []
    known = {fact.id for fact in facts}
    for fact, outcome in _outcomes(content, ledger, entering, name):
        if isinstance(outcome, Kept):
            kept.append(outcome)
        elif fact is not None and fact.id not in known:
            known.add(fact.id)
            facts.append(fact)
            taken.append(outcome)
        else:
            kept.append(Kept(outcome.id, "fact", f"is in the ledger already, as {outcome.fact}", outcome.raw))
    grown = ledger.model_copy(update={"facts": tuple(facts)})
    # A ledger that could not be read again would be found out by the next person to open it.
    return Imported(parse_ledger(ledger_yaml(grown), name=name), tuple(taken), tuple(kept))


def _outcomes(content: Any, ledger: Ledger, entering: Entering, name: str) -> Any:
    yardstick = ledger.incident.yardstick
    if isinstance(content, dict) and content.get("type") == "bundle":
        return read_stix(content, entering, yardstick).outcomes()
    events = content.get("response", content) if isinstance(content, dict) else content
    listed = events if isinstance(events, list) else [events]
    framed = [one.get("Event", one) for one in listed if isinstance(one, dict)]
    found = [one for one in framed if isinstance(one, dict) and "info" in one]  # PyMISP leaves out the frame
    if not found:
        raise UserError(f"{name} is neither a STIX bundle nor a MISP event. Give one of the two as JSON.")
    return chain.from_iterable(MispEvent(event, entering, yardstick).outcomes() for event in found)
