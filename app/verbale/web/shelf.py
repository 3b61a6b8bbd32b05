"""The ledgers that are open: held in memory, addressed by their content, forgotten when the desk stops."""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

from verbale.draft import Rendered
from verbale.model.errors import UserError
from verbale.model.ledger import Ledger
from verbale.web import limits

KEY_LENGTH = 16


class Ledgers(Protocol):
    """Where the ledger of an incident is found: a shelf, or the records of an office."""

    def ledger(self, key: str) -> Ledger:
        """The ledger with this key; raises UserError when there is none."""

    def drafts(self, key: str) -> dict[str, Rendered]:
        """What has been drafted from it so far, by template."""


@dataclass(frozen=True, slots=True)
class _Open:
    ledger: Ledger
    drafts: dict[str, Rendered] = field(default_factory=dict)


class Shelf:
    """Open ledgers by key. The key comes from the content, so one upload never overwrites another."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, _Open] = OrderedDict()
        self._lock = Lock()

    def put(self, ledger: Ledger) -> str:
        """Opens ``ledger`` and gives its key, the same for the same content."""
        key = key_of(ledger)
        with self._lock:
            self._open.setdefault(key, _Open(ledger))
            self._open.move_to_end(key)
            if len(self._open) > limits.LEDGERS:
                self._open.popitem(last=False)
        return key

    def ledger(self, key: str) -> Ledger:
        """The ledger with this key; raises UserError when it is not open."""
        return self._get(key).ledger

    def drafts(self, key: str) -> dict[str, Rendered]:
        """What has been drafted from it so far, by template; raises UserError when it is not open."""
        return self._get(key).drafts

    def _get(self, key: str) -> _Open:
        with self._lock:
            if key not in self._open:
                raise UserError(
                    "This ledger is not open any more, or never was. Open it again from the start page."
                )
            self._open.move_to_end(key)
            return self._open[key]


def key_of(ledger: Ledger) -> str:
    """Under which key a ledger stands on every shelf."""
    return ledger.hash[:KEY_LENGTH]
