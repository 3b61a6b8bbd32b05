"""What became of each thing that an exchange file held."""

from dataclasses import dataclass

from verbale.model.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Taken:
    """A thing that became a fact; ``mapped`` says how, ``kept`` names fields that a fact has no place for."""

    id: str
    fact: str
    mapped: tuple[str, ...]
    kept: tuple[str, ...]
    raw: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A thing that became no fact, why, and all of it as JSON."""

    id: str
    kind: str
    reason: str
    raw: str


@dataclass(frozen=True, slots=True)
class Imported:
    """The ledger with the facts that came in at its end, and what became of everything."""

    ledger: Ledger
    taken: tuple[Taken, ...]
    kept: tuple[Kept, ...]
