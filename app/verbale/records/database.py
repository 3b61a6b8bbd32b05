"""One database, two makes: SQLite in a file or a PostgreSQL server, reached the same way.

Reads see one moment. Writes come one after another, in this process and in all others, so that the audit
trail is one chain; a write that returned has reached the disk.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, OperationalError
from sqlalchemy.orm import Session

from verbale.model.errors import UserError

VARIABLE = "VERBALE_DATABASE_URL"
EXAMPLES = "sqlite:////srv/verbale/records.db or postgresql+psycopg://verbale@localhost/verbale"
PATIENCE = 60
"""Seconds that a write waits for those before it."""
_WRITERS = 0x5645_5242  # one number, the same in every process, for PostgreSQL's advisory lock


class UnavailableError(UserError):
    """The database cannot be reached or is held by another program; worth trying again."""


def default_url() -> str:
    """``VERBALE_DATABASE_URL``, or a SQLite file in the user's data folder."""
    return os.environ.get(VARIABLE) or f"sqlite:///{user_data_path('verbale') / 'records.db'}"


class Database:
    """Where the records are. Threads may share it; ``now`` is the clock, in UTC.

    Raises UserError for an address that is none, and with ``create=False`` where there is no such file.
    """

    def __init__(
        self,
        url: str,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        create: bool = True,
    ) -> None:
        self.now = now
        self._url = _checked(url)
        if not create and self.is_sqlite and not Path(str(self._url.database)).exists():
            raise UserError(f"There are no records at {self.shown_url}. Set {VARIABLE} to where they are.")
        self._turn = threading.Lock()
        self._engine = _engine(self._url)

    @property
    def is_sqlite(self) -> bool:
        """True for a file, false for a server."""
        return self._url.get_backend_name() == "sqlite"

    @property
    def shown_url(self) -> str:
        """Where the records are, for people: the password is left out."""
        return self._url.render_as_string(hide_password=True)

    @property
    def folder(self) -> Path:
        """The folder of the database's file; of a server, the user's data folder."""
        file = str(self._url.database)
        return Path(file).absolute().parent if self.is_sqlite else user_data_path("verbale")

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one moment and is rolled back."""
        with self._connection() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with Session(connection) as session:
                yield session

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[Session]:
        """A session that has the database to itself and is committed at the end, or rolled back on any error.

        When it has ended, what was written survives a crash. ``durable=False`` spares the wait for the
        disk, for what may be lost: who is looking at what.
        """
        with self.exclusive(durable=durable) as connection, Session(connection) as session:
            yield session
            session.flush()

    @contextmanager
    def exclusive(self, *, durable: bool = True) -> Iterator[Connection]:
        """The connection under a write: every other writer, of any process, waits."""
        if not self._turn.acquire(timeout=PATIENCE):
            raise _busy()
        try:
            with self._connection() as connection:
                if self.is_sqlite:
                    _set(connection, f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
                    connection.execution_options(begin="BEGIN IMMEDIATE")
                else:
                    connection.execution_options(isolation_level="READ COMMITTED")
                with connection.begin():
                    if not self.is_sqlite:
                        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
                        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")
                        if not durable:
                            connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
                    yield connection
        finally:
            self._turn.release()

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        try:
            connection = self._engine.connect()
        except DatabaseError as error:
            raise self._unavailable(error) from None
        try:
            with connection:
                yield connection
        except OperationalError as error:
            raise self._unavailable(error) from None
        except (DataError, OverflowError, UnicodeEncodeError):
            raise UserError(
                "A name or number given cannot stand in any record. Check it and try again."
            ) from None

    def _unavailable(self, error: DatabaseError) -> UnavailableError:
        reason = str(error.orig).strip().splitlines()[0]
        if "locked" in reason or "lock timeout" in reason:
            return _busy()
        return UnavailableError(
            f"The records at {self.shown_url} cannot be used: {reason}. Check that the database is there "
            f"and that {VARIABLE} names it."
        )


def _busy() -> UnavailableError:
    return UnavailableError(
        f"The records were held by somebody else for {PATIENCE} seconds, so nothing was written. Try again."
    )


def _checked(given: str) -> URL:
    try:
        url = make_url(given)
    except ArgumentError:
        raise UserError(f"{VARIABLE} is not the address of a database. Write {EXAMPLES}.") from None
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        raise UserError(
            f"Records are kept in SQLite or PostgreSQL, not in {url.drivername}. "
            f"Set {VARIABLE} to {EXAMPLES}."
        )
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise UserError(f"Records need a file that outlasts the program. Set {VARIABLE} to {EXAMPLES}.")
    return url


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        _private_file(Path(str(url.database)))
        engine = create_engine(url, connect_args={"timeout": PATIENCE}, pool_timeout=PATIENCE)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        return create_engine(url, pool_pre_ping=True, pool_timeout=PATIENCE)
    except ModuleNotFoundError:
        raise UserError(
            'PostgreSQL needs one package more. Install it with: pip install "verbale[postgres]"'
        ) from None


def _private_file(path: Path) -> None:
    """The file, readable by its owner alone; SQLite gives its companions the same rights."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise UserError(
            f"The records cannot be kept in {path}: {error.strerror}. "
            f"Set {VARIABLE} to a file that you may write."
        ) from None


def _prepare_sqlite(connection: Any, record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself; _begin_sqlite does
    connection.execute("PRAGMA foreign_keys=ON")
    deadline = time.monotonic() + PATIENCE
    while True:  # SQLite does not wait by itself for the change to WAL
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except connection.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _set(connection: Connection, pragma: str) -> None:
    """A setting that SQLite only takes outside a transaction, so past SQLAlchemy's own."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(pragma)
