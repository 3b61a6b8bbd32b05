"""JSON Lines and Parquet: one text a record, read one by one however many there are."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from verbale.model.errors import UserError
from verbale.model.location import Location
from verbale.read.document import About, Document, Outcome, Place
from verbale.read.encoding import decode, named
from verbale.read.extras import needed
from verbale.read.source import WHOLE, Source

TEXTS = ("text", "body", "content", "statement", "message", "description", "full_text", "article")
"""Names of the field with the text, the first that is there, unless one is told."""
ABOUT = {
    "id": ("id", "record_id", "uuid", "url"),
    "date": ("date", "published", "published_at", "released_at", "year", "created_at"),
    "issuer": ("issuer", "source", "organisation", "organization", "author", "from", "speaker", "country"),
    "title": ("title", "headline", "subject", "name"),
}
BATCH = 256


def read_json_lines(source: Source) -> Iterator[Outcome]:
    """A document for each record, and a problem in place of each bad one."""
    source.stream.seek(0)
    lines = (
        iter(decode(source.content(), name=source.name).encode().split(b"\n"))
        if _is_wide(source)
        else _lines(source)
    )
    number = 0
    for line in lines:
        if len(line) > WHOLE:
            raise UserError(f"{named(source.name)} has a line of more than {WHOLE // 1024**2} MB. Split it.")
        if not line.strip():
            continue
        number += 1
        try:
            record = json.loads(decode(line, name=f"{source.name}, record {number}"))
        except (ValueError, RecursionError):
            record = None
        except UserError as problem:
            yield problem
            continue
        if not isinstance(record, dict):
            yield UserError(
                f'Record {number} of {named(source.name)} is no JSON object. Write each as {{"text": "..."}}.'
            )
            continue
        field = source.text_field or next((name for name in TEXTS if name in record), None)
        yield _document(source, number, field, record)


def read_parquet(source: Source) -> Iterator[Outcome]:
    """A document for each row, and a problem in place of each without a text."""
    parquet = needed("pyarrow.parquet", extra="archive", kind="a Parquet file", name=source.name)
    arrow = needed("pyarrow", extra="archive", kind="a Parquet file", name=source.name)
    source.stream.seek(0)
    try:
        table = parquet.ParquetFile(source.stream)
        names = table.schema_arrow.names
        field = source.text_field or next((name for name in TEXTS if name in names), None)
        if field not in names:
            raise _no_field(f"{named(source.name)}", field, names)
        kept = [name for name in names if name == field or any(name in known for known in ABOUT.values())]
        number = 0
        for batch in table.iter_batches(batch_size=BATCH, columns=kept):
            for row in batch.to_pylist():
                number += 1
                yield _document(source, number, field, row)
    except (arrow.ArrowException, OSError, ValueError):
        raise UserError(
            f"{named(source.name)} is a damaged Parquet file. Write it anew and try again."
        ) from None


def _lines(source: Source) -> Iterator[bytes]:
    while line := source.stream.readline(WHOLE + 1):
        yield line


def _is_wide(source: Source) -> bool:
    """UTF-16 has zeros within its line ends, so that it cannot be cut before it is decoded."""
    head = source.head()
    source.stream.seek(0)
    return b"\0" in head


def _document(source: Source, number: int, field: str | None, record: Mapping[str, Any]) -> Outcome:
    where = f"Record {number} of {named(source.name)}"
    if field is None or field not in record:
        return _no_field(where, field, record)
    text = record[field]
    if not isinstance(text, str):
        return UserError(f'{where} has no text in "{field}". Put a string there, or leave the record out.')
    place = Place(0, Location(record=number, field=field))
    return Document(source.name, text, (place,), about=_about(record, source.id_field))


def _no_field(where: str, field: str | None, names: Iterable[str]) -> UserError:
    missing = f'no field "{field}"' if field else "no field with a text that we know"
    shown = ", ".join(list(names)[:20]) or "none"
    return UserError(f"{where} has {missing}. Name the field with --text-field; there are: {shown}.")


def _about(record: Mapping[str, Any], id_field: str | None) -> About:
    def first(names: Iterable[str]) -> str | None:
        found = (record.get(name) for name in names)
        return next((str(value) for value in found if isinstance(value, str | int) and value != ""), None)

    told = {"id": (id_field,)} if id_field else {}
    return About(**{name: first(known) for name, known in (ABOUT | told).items()})
