"""Backup and restore: one archive for both makes of database.

The archive is a zip file of ``manifest.json`` and one file of JSON Lines for each table. The manifest has the
revision of the tables, a checksum for each, and the head of the audit trail.
"""

import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Literal

from pydantic import Field, ValidationError
from sqlalchemy import ColumnClause, Connection, Table, column, func, inspect, select, table
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from verbale.model.errors import UserError
from verbale.model.record import Record, Sha256
from verbale.model.when import When
from verbale.records import trail
from verbale.records.database import Database
from verbale.records.schema import drop_all, require_known, revision_of, upgrade
from verbale.records.tables import PASSING, Base
from verbale.records.trail import Act, record
from verbale.records.values import CONSOLE, Verdict

_MANIFEST = "manifest.json"
_TOGETHER = 500


class TableSum(Record):
    """One table in an archive."""

    name: str = Field(pattern=r"^[a-z_]+$", description="Its name.")
    rows: int = Field(ge=0, description="How many rows.")
    sha256: Sha256 = Field(description="Hash of its file.")


class Manifest(Record):
    """What an archive holds."""

    format: Literal["verbale-records"] = Field(description="That it is one of ours.")
    version: Literal[1] = Field(description="How it is laid out.")
    revision: str = Field(description="Revision of the tables.")
    made_at: When = Field(description="When it was made.")
    head: Sha256 = Field(description="Head of the audit trail.")
    tables: tuple[TableSum, ...] = Field(description="Its tables.")


def back_up(database: Database, path: Path) -> Manifest:
    """Write all records, as they stand at one moment, to a new archive that only its owner can read.

    Raises UserError when there is such a file or it cannot be written; there is never half an archive.
    """
    if path.exists():
        raise UserError(f"There is a file {path} already. Choose another name, or move it away first.")
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            try:
                manifest = _write(database, file)
                file.flush()
                os.fsync(file.fileno())
                os.rename(file.name, path)
            except BaseException:
                os.unlink(file.name)
                raise
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}. Choose another place.") from None
    return manifest


def restore(database: Database, path: Path, *, force: bool = False) -> Verdict:
    """Replace the records by those of an archive; all of them, or nothing at all.

    Raises UserError when the archive is damaged or its audit trail broken, or when there are records already
    and ``force`` is not set.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _checked(archive, path)
            return _load(database, archive, manifest, path, force=force)
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror or error}. Check its name.") from None
    except (zipfile.BadZipFile, EOFError, KeyError, ValueError, zlib.error):
        raise _damaged(path) from None


def _write(database: Database, file: IO[bytes]) -> Manifest:
    with (
        database.read() as session,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        sums = [
            _write_table(session, archive, one)
            for one in Base.metadata.sorted_tables
            if one.name not in PASSING
        ]
        manifest = Manifest(
            format="verbale-records",
            version=1,
            revision=revision_of(session.connection()) or "",
            made_at=When.at(database.now()),
            head=trail.head(session),
            tables=tuple(sums),
        )
        archive.writestr(_MANIFEST, manifest.model_dump_json(indent=2))
    return manifest


def _write_table(session: Session, archive: zipfile.ZipFile, source: Table) -> TableSum:
    total, rows = sha256(), 0
    query = select(source).order_by(*source.primary_key).execution_options(yield_per=_TOGETHER)
    with archive.open(_file(source.name), "w") as file:
        for row in session.execute(query).mappings():
            line = json.dumps(dict(row), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            file.write(line)
            total.update(line)
            rows += 1
    return TableSum(name=source.name, rows=rows, sha256=total.hexdigest())


def _checked(archive: zipfile.ZipFile, path: Path) -> Manifest:
    """The manifest, once every checksum is right."""
    try:
        manifest = Manifest.model_validate_json(archive.read(_MANIFEST))
    except ValidationError:
        raise UserError(
            f"{path} is not a backup that this version of Verbale can read. Install the version that made it."
        ) from None
    for one in manifest.tables:
        total = sha256()
        with archive.open(_file(one.name)) as file:
            while part := file.read(1 << 20):
                total.update(part)
        if total.hexdigest() != one.sha256:
            raise _damaged(path)
    return manifest


def _load(
    database: Database, archive: zipfile.ZipFile, manifest: Manifest, path: Path, *, force: bool
) -> Verdict:
    with database.exclusive() as connection:
        require_known(revision_of(connection))
        if not force and (present := _present(connection)):
            raise UserError(
                f"There are records in {database.shown_url} already: {present}. "
                "Restore into an empty database, or add --force to lose them."
            )
        drop_all(connection)
        upgrade(connection, manifest.revision)
        for one in manifest.tables:
            for rows in _batches(archive, one.name):
                names: list[ColumnClause[object]] = [column(name) for name in rows[0]]
                try:
                    connection.execute(table(one.name, *names).insert(), rows)
                except SQLAlchemyError:
                    raise _damaged(path) from None
        upgrade(connection)
        with Session(connection) as session:
            verdict = trail.verify(session, known_head=manifest.head)
            if not verdict.intact:
                raise UserError(
                    "\n".join(
                        [
                            f"The audit trail in {path} is broken. Restore an earlier backup.",
                            *verdict.problems,
                        ]
                    )
                )
            detail = f"backup of {manifest.made_at}, head {manifest.head}"
            record(session, database.now(), CONSOLE.name, Act.RESTORED, detail=detail)
            session.flush()
    return verdict


def _batches(archive: zipfile.ZipFile, name: str) -> Iterator[list[dict[str, object]]]:
    batch: list[dict[str, object]] = []
    with archive.open(_file(name)) as file:
        for line in file:
            batch.append(json.loads(line))
            if len(batch) == _TOGETHER:
                yield batch
                batch = []
    if batch:
        yield batch


def _present(connection: Connection) -> str:
    """How many users and incidents there are, in words; empty when there are none."""
    found = set(inspect(connection).get_table_names())
    counted = (("users", "name", "user"), ("ledgers", "incident", "incident"))
    counts = [
        (connection.scalar(select(func.count(column(key).distinct())).select_from(table(name))), what)
        for name, key, what in counted
        if name in found
    ]
    return ", ".join(f"{count} {what}{'s' if count != 1 else ''}" for count, what in counts if count)


def _file(name: str) -> str:
    return f"tables/{name}.jsonl"


def _damaged(path: Path) -> UserError:
    return UserError(f"{path} is damaged, or is not a backup. Take another copy of it.")
