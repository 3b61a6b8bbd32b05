"""What comparing a text with those that went out before it takes from a ledger."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from verbale.lint.agreement import Line, Named
from verbale.lint.mentions import Name
from verbale.lint.skim import Item
from verbale.model.span import Span

if TYPE_CHECKING:
    from verbale.lint.facts import FactReader
    from verbale.model.draft import Slot
    from verbale.model.ledger import Ledger
    from verbale.model.said import Said

OF_STATES = frozenset({"state", "state_adjective", "capital", "organ"})
SPOKEN_OF = frozenset({"concerned", "claimant"})
"""Roles of actors that have been spoken of in connection with an incident."""


class Before:
    """Sentences for comparison, under one ledger or none; ``text`` with its slots is what is checked."""

    def __init__(self, ledger: "Ledger | None", text: str, slots: "Sequence[Slot]") -> None:
        self._ledger = ledger
        self._facts = _fact_reader(ledger) if ledger is not None else None
        self._slots = slots
        self._words = _words(text, slots)

    @property
    def about(self) -> str:
        """What sentences call the incident; empty without a ledger."""
        return self._ledger.incident.in_text if self._ledger is not None else ""

    def compared(self, items: Iterable[Item]) -> tuple[Line, ...]:
        """The sentences of a text with what comparing them needs; nothing is parsed."""
        return tuple(Line(item.sentence, tuple(item.cues), tuple(self._states(item.names))) for item in items)

    def moved(self, line: Line, said: "Said") -> bool:
        """True when a fact that the sentence tells has changed since a text went out.

        One that both texts tell in the same words has not, whatever the times: of a day, and of texts
        that went out on it, nobody can say which came first.
        """
        if self._ledger is None or self._facts is None:
            return False
        place = line.sentence.span
        rested = [self._ledger.fact(slot.fact) for slot in self._slots if slot.span.overlaps(place)]
        revisions = {slot.fact: slot.revision for slot in said.slots}
        told = [fact for fact in rested if fact is not None] or self._facts.told(line.flat)
        then = _words(said.text, said.slots)
        return any(
            fact.changed_since(said.at, revisions.get(fact.id))
            for fact in told
            if fact.id not in then or self._words.get(fact.id) != then[fact.id]
        )

    def _states(self, names: Iterable[Name]) -> Iterator[Named]:
        for name in names:
            id = name.entry.state or (name.entry.id if name.entry.kind == "state" else None)
            actor = self._ledger.actor(id) if self._ledger is not None and id else None
            if id and name.entry.kind in OF_STATES and (actor is None or actor.role in SPOKEN_OF):
                called = actor.called if actor else name.entry.name
                yield Named(id, called, Span(name.start, name.end))


def _words(text: str, slots: "Sequence[Slot]") -> dict[str, frozenset[str]]:
    """How a text tells each fact that it rests on."""
    ids = dict.fromkeys(slot.fact for slot in slots)
    return {id: frozenset(slot.span.of(text) for slot in slots if slot.fact == id) for id in ids}


def _fact_reader(ledger: "Ledger") -> "FactReader":
    from verbale.lint.facts import FactReader  # brings pydantic, which a text without a ledger never needs

    return FactReader(ledger)
