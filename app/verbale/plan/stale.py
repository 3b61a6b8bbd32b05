"""Which drafts the ledger has moved on from, and which of their sentences."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from verbale.model.draft import Draft
from verbale.model.errors import UserError
from verbale.model.ledger import Ledger

Refill = Callable[[Draft, Ledger], Draft]
"""The same template filled from the ledger of today; raises UserError where it cannot be any more."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A draft that tells entries otherwise than the ledger would today, with the words that do."""

    draft: str
    facts: tuple[str, ...]
    words: tuple[str, ...]


def stale(drafts: Iterable[Draft], ledger: Ledger, refill: Refill) -> tuple[Stale, ...]:
    """The drafts that are not what the ledger gives today; a draft of this very ledger is never stale."""
    found = []
    for draft in drafts:
        if draft.ledger_hash == ledger.hash:
            continue
        try:
            today = _told(refill(draft, ledger))
        except UserError:
            today = {}
        then = _told(draft)
        moved = tuple(id for id in then if then[id] != today.get(id))
        if moved:
            words = tuple(slot.span.of(draft.text) for slot in draft.slots if slot.fact in moved)
            found.append(Stale(draft.id, moved, words))
    return tuple(found)


def _told(draft: Draft) -> dict[str, tuple[str, ...]]:
    """What a draft says of each entry, in its order."""
    told: dict[str, tuple[str, ...]] = {}
    for slot in draft.slots:
        told[slot.fact] = (*told.get(slot.fact, ()), slot.span.of(draft.text))
    return told
