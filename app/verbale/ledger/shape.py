"""Which kind of record the ledger's model expects at a place."""

from types import UnionType
from typing import Any, Union, get_args, get_origin

from verbale.ledger.problem import Place
from verbale.model.ledger import Ledger
from verbale.model.record import Record


def record_in(annotation: Any) -> type[Record] | None:
    """The record type within ``Fact``, ``Fact | None`` or ``tuple[Fact, ...]``; None for anything else."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    if get_origin(annotation) in (Union, UnionType, tuple):
        return next((found for arg in get_args(annotation) if (found := record_in(arg))), None)
    return None


def record_at(place: Place) -> type[Record] | None:
    """The record type that stands at ``place`` in a ledger, or None where no record belongs."""
    current: type[Record] | None = Ledger
    for step in place:
        if isinstance(step, int):
            continue
        field = current.model_fields.get(step) if current else None
        current = record_in(field.annotation) if field else None
    return current
