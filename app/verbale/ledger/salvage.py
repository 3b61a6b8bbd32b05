"""What can still be read of a ledger that has wrong values.

The checks across entries run on it, so that a wrong label in one fact does not hide an unknown id in the
same fact. What was wrong or missing is None here; it has been reported already.
"""

from functools import cache
from typing import Annotated, Any, get_origin

from pydantic import TypeAdapter, ValidationError

from verbale.ledger.shape import record_in
from verbale.model.ledger import Ledger
from verbale.model.record import Record


def salvage_ledger(value: Any) -> Ledger:
    """A ledger of whatever is valid in ``value``, never validated as a whole."""
    salvaged = _record(Ledger, value)
    assert isinstance(salvaged, Ledger)
    return salvaged


def _record(kind: type[Record], value: Any) -> Record:
    given = value if isinstance(value, dict) else {}
    return kind.model_construct(**{name: _field(kind, name, given.get(name)) for name in kind.model_fields})


def _field(kind: type[Record], name: str, value: Any) -> Any:
    field = kind.model_fields[name]
    default = None if field.is_required() else field.get_default()
    if value is None:
        return default
    inner = record_in(field.annotation)
    if inner is None:
        try:
            return _adapter(kind, name).validate_python(value)
        except ValidationError:
            return default
    if get_origin(field.annotation) is tuple:
        return tuple(_record(inner, item) for item in value) if isinstance(value, list) else default
    return _record(inner, value)


@cache
def _adapter(kind: type[Record], name: str) -> TypeAdapter[Any]:
    field = kind.model_fields[name]
    annotation: Any = Annotated[field.annotation, field]
    return TypeAdapter(annotation)
