"""The press office: everything that is recorded, behind one door.

``office.drafts.save(...)``, ``office.clearing.clear(...)``, ``office.releasing.release(...)``: each part
takes and gives values, asks for the person who acts, and writes the audit trail.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from verbale.model.draft import Slot
from verbale.model.finding import Finding
from verbale.model.ledger import Ledger
from verbale.records import trail
from verbale.records.backup import Manifest, back_up, restore
from verbale.records.clearing import Clearing, SignOffs
from verbale.records.database import Database, default_url
from verbale.records.drafts import Drafts, Lint
from verbale.records.incidents import Incidents
from verbale.records.keys import Keys
from verbale.records.people import People
from verbale.records.permissions import Right, require
from verbale.records.releasing import Releasing
from verbale.records.schema import migrate
from verbale.records.together import Together
from verbale.records.values import AuditEntry, User, Verdict


class Trail:
    """Reading and proving the audit trail."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def head(self) -> str:
        """The hash of the last entry, to be printed on whatever leaves the desk."""
        with self._database.read() as session:
            return trail.head(session)

    def entries(
        self, *, by: User, incident: str | None = None, before: int | None = None, limit: int = 100
    ) -> tuple[AuditEntry, ...]:
        """The latest entries first, at most ``limit``; ``before`` (a number) turns the page."""
        require(by, Right.AUDIT)
        with self._database.read() as session:
            return trail.entries(session, incident=incident, before=before, limit=limit)

    def verify(self, *, known_head: str | None = None) -> Verdict:
        """Check every entry and every row that the trail vouches for; ``known_head`` must stand in it."""
        with self._database.read() as session:
            return trail.verify(session, known_head=known_head)


class Office:
    """The records of one desk. Threads may share it; several processes may share its database.

    ``lint`` reads texts for findings and ``sign_offs`` names the roles that must clear a template; both are
    the desk's. The tables are brought up to this version; where there are none, ``create=False`` raises
    UserError instead of making them.
    """

    def __init__(
        self,
        url: str | None = None,
        *,
        lint: Lint,
        sign_offs: SignOffs,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        create: bool = True,
    ) -> None:
        self.turn = Lock()
        """Whoever reads a text holds it: one text is read at a time, for reading takes a whole processor."""
        self.lint = lint = _in_turn(lint, self.turn)
        self.database = Database(url or default_url(), now=now, create=create)
        migrate(self.database)
        self.incidents = Incidents(self.database)
        self.drafts = Drafts(self.database, lint)
        self.together = Together(self.database)
        self.clearing = Clearing(self.database, sign_offs)
        self.releasing = Releasing(self.database, lint, self.clearing, self.incidents)
        self.people = People(self.database)
        self.keys = Keys(self.database)
        self.trail = Trail(self.database)

    @property
    def folder(self) -> Path:
        """Where files that are no records lie: beside the database's file, or in the user's data folder."""
        return self.database.folder

    def back_up(self, path: Path) -> Manifest:
        """Write all records to a new archive."""
        return back_up(self.database, path)

    def restore(self, path: Path, *, force: bool = False) -> Verdict:
        """Replace the records by those of an archive; ``force`` where there are any."""
        return restore(self.database, path, force=force)

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()


def _in_turn(lint: Lint, turn: Lock) -> Lint:
    def read(text: str, *, ledger: Ledger, slots: Sequence[Slot]) -> Sequence[Finding]:
        with turn:
            return lint(text, ledger=ledger, slots=slots)

    return read
