"""Every field of a ledger in tables, for docs/ledger.md and for people at a terminal."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from verbale.ledger.shape import record_in
from verbale.model.ledger import Ledger
from verbale.model.record import Label, Record
from verbale.model.when import When
from verbale.model.yardstick import TERMS, Yardstick


def ledger_fields() -> str:
    """Markdown: a table for each record, each closed list and each yardstick of the ledger."""
    records = list(_records(Ledger, {}))
    lists = list({kind: None for record in records for kind in _lists(record)})
    parts = [*map(_record_table, records), *map(_list_table, lists), *map(_yardstick_table, Yardstick)]
    return "\n".join(parts)


def _records(record: type[Record], seen: dict[type[Record], None]) -> Iterator[type[Record]]:
    if record in seen:
        return
    seen[record] = None
    yield record
    for field in record.model_fields.values():
        inner = record_in(field.annotation)
        if inner:
            yield from _records(inner, seen)


def _lists(record: type[Record]) -> Iterator[type[Label]]:
    for field in record.model_fields.values():
        for kind in (field.annotation, *get_args(field.annotation)):
            if isinstance(kind, type) and issubclass(kind, Label):
                yield kind


def _record_table(record: type[Record]) -> str:
    rows = [
        f"| `{name}` | {_holds(field.annotation)} | {_default(field)} | {field.description} |"
        for name, field in record.model_fields.items()
    ]
    head = f"### {_spaced(record.__name__)}\n\n{_doc(record)}\n\n| field | holds | if absent | meaning |\n"
    return head + "|---|---|---|---|\n" + "\n".join(rows) + "\n"


def _list_table(kind: type[Label]) -> str:
    rows = [f"| `{label.value}` | {label.meaning} |" for label in kind]
    head = f"### {_spaced(kind.__name__)}\n\n{_doc(kind)}\n\n| value | meaning |\n|---|---|\n"
    return head + "\n".join(rows) + "\n"


def _yardstick_table(yardstick: Yardstick) -> str:
    rows = [f"| {' / '.join(term.words)} | {term.low} to {term.high} |" for term in TERMS[yardstick]]
    return f"### Yardstick {yardstick}\n\n| term | per cent |\n|---|---|\n" + "\n".join(rows) + "\n"


def _holds(annotation: Any) -> str:
    inner = record_in(annotation)
    if get_origin(annotation) is tuple:
        return f"list of {_holds(get_args(annotation)[0])}"
    if inner:
        return _link(inner)
    kinds = [kind for kind in (annotation, *get_args(annotation)) if isinstance(kind, type)]
    for kind in kinds:
        if issubclass(kind, Label):
            return _link(kind)
        if kind is When:
            return "time"
        if issubclass(kind, StrEnum):
            return " or ".join(f"`{value}`" for value in kind)
    plain = {bool: "true or false", int: "number", float: "number"}
    return next((plain[kind] for kind in kinds if kind in plain), "text")


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**needed**"
    default = field.default
    if default is None or default == ():
        return ""
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def _link(kind: type) -> str:
    name = _spaced(kind.__name__)
    return f"[{name.lower()}](#{name.lower().replace(' ', '-')})"


def _spaced(name: str) -> str:
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    return words[0].upper() + words[1:]


def _doc(kind: type) -> str:
    return " ".join((kind.__doc__ or "").split("\n\n")[0].split())
