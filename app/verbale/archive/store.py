"""What was found in a text before, kept on disk and known by the text and by what findings depend on."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

AT_ONCE = 500
NEWEST = 3
"""How many versions' stores stay."""


def key_of(text: str) -> bytes:
    """A text's key: the same for the same code points, whatever its source."""
    return sha256(text.encode("utf-8", "surrogatepass")).digest()[:20]


class Store:
    """Results by key for one ``version``. A store that cannot be opened or written to keeps nothing."""

    def __init__(self, folder: Path, version: str) -> None:
        self._file: Path = folder / f"archive-{version}.sqlite"
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        with suppress(OSError, sqlite3.Error):
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            connection = sqlite3.connect(self._file, timeout=10, isolation_level=None)
            self._file.chmod(0o600)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS result (key BLOB PRIMARY KEY, found TEXT) WITHOUT ROWID"
            )
            self._connection = connection
            self._forget_older()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()

    def known(self, keys: Iterable[bytes]) -> dict[bytes, str]:
        """What is kept of these."""
        found: dict[bytes, str] = {}
        remaining = iter(keys)
        while self._connection is not None and (some := list(islice(remaining, AT_ONCE))):
            marks = ",".join("?" * len(some))
            with suppress(sqlite3.Error):
                found.update(
                    self._connection.execute(f"SELECT key, found FROM result WHERE key IN ({marks})", some)
                )
        return found

    def keep(self, results: Mapping[bytes, str]) -> None:
        """Keeps results for the next run; without a place to write to, or beside another run, perhaps not."""
        if self._connection is None or not results:
            return
        with suppress(sqlite3.Error):
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT OR REPLACE INTO result VALUES (?, ?)", results.items())
            self._connection.execute("COMMIT")

    def _forget_older(self) -> None:
        stores = sorted(self._file.parent.glob("archive-*.sqlite"), key=lambda f: f.stat().st_mtime)
        for store in stores[:-NEWEST]:
            if store != self._file:
                for file in store.parent.glob(store.name + "*"):
                    file.unlink(missing_ok=True)
