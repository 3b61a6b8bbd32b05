"""Working together: who else is in a draft, and what was typed and not yet saved."""

from datetime import timedelta

from sqlalchemy import select

from verbale.records.database import Database
from verbale.records.drafts import keep_work
from verbale.records.moments import restored, stored
from verbale.records.permissions import Right, require
from verbale.records.standing import draft_row
from verbale.records.tables import PresenceRow, UserRow, WorkRow
from verbale.records.values import Present, User, Work
from verbale.records.words import storable

GONE_AFTER = timedelta(seconds=45)
"""How long somebody counts as present after their page last said so; it should say so every 15 s."""


class Together:
    """Presence and unsaved work."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def here(self, id: str, *, by: User) -> tuple[Present, ...]:
        """Say that one has a draft open, and see who else has; raises NotFoundError."""
        require(by, Right.READ)
        now = stored(self._database.now())
        with self._database.write(durable=False) as session:
            draft_row(session, id)
            row = session.get(PresenceRow, (id, by.name))
            if row is None:
                session.add(PresenceRow(draft=id, user=by.name, seen_at=now))
            else:
                row.seen_at = now
        return self.others(id, by=by)

    def others(self, id: str, *, by: User) -> tuple[Present, ...]:
        """Who else has a draft open."""
        since = stored(self._database.now() - GONE_AFTER)
        query = (
            select(PresenceRow, UserRow.shown)
            .join(UserRow, UserRow.name == PresenceRow.user)
            .where(PresenceRow.draft == id, PresenceRow.seen_at > since, PresenceRow.user != by.name)
            .order_by(PresenceRow.user)
        )
        with self._database.read() as session:
            return tuple(
                Present(row.user, shown, restored(row.seen_at)) for row, shown in session.execute(query)
            )

    def leave(self, id: str, *, by: User) -> None:
        """Say that one has closed a draft."""
        with self._database.write(durable=False) as session:
            if row := session.get(PresenceRow, (id, by.name)):
                session.delete(row)

    def keep(self, id: str, text: str, *, version: int, by: User) -> Work:
        """Keep what one has typed over a version, so that a closed tab loses nothing."""
        require(by, Right.DRAFT)
        storable(text)
        now = self._database.now()
        with self._database.write() as session:
            draft_row(session, id)
            keep_work(session, id, by, version, text, stored(now))
        return Work(version, text, now)

    def kept(self, id: str, *, by: User) -> Work | None:
        """What one has typed and not saved; None when there is nothing."""
        with self._database.read() as session:
            row = session.get(WorkRow, (id, by.name))
            return Work(row.version, row.text, restored(row.kept_at)) if row is not None else None

    def discard(self, id: str, *, by: User) -> None:
        """Throw away what one has typed and not saved."""
        with self._database.write() as session:
            if row := session.get(WorkRow, (id, by.name)):
                session.delete(row)
