"""Signing in: sessions of people, and tokens of programs."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from verbale.model.clearance import Role
from verbale.model.errors import UserError
from verbale.records.database import Database
from verbale.records.errors import NotFoundError, NotPermittedError, SignInError
from verbale.records.moments import restored, stored
from verbale.records.passwords import fits, key_hash, new_key
from verbale.records.people import user_of
from verbale.records.tables import AuditRow, SessionRow, TokenRow, UserRow
from verbale.records.trail import Act, record
from verbale.records.values import Scope, Token, User
from verbale.records.words import storable

SESSION_LASTS = timedelta(hours=12)
IDLE_FOR = timedelta(hours=2)
SEEN_EVERY = timedelta(minutes=1)
TRIES, WITHIN = 20, timedelta(minutes=5)
PREFIX = "verbale_"
"""Begins every token, so that scanners of source code know one when it is left somewhere."""


class Keys:
    """Who is asking: sessions by password or single sign-on, and API tokens."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sign_in(self, name: str, password: str) -> str:
        """The key of a new session; SignInError when name (in any case) and password do not fit."""
        with self._database.read() as session:
            row = session.scalar(select(UserRow).where(func.lower(UserRow.name) == name.lower()))
            known = row.name if row is not None else None
            secret = row.password if row is not None and row.active else None
            self._check_tries(session, known)
        if fits(password, secret) and known is not None:
            return self._begin(known, "password")
        if known is not None:  # what else was typed as a name may be a password
            with self._database.write() as session:
                record(session, self._database.now(), known, Act.SIGN_IN_FAILED)
        raise SignInError("Name and password do not belong together. Check both and try again.")

    def sign_in_as(self, issuer: str, subject: str) -> str:
        """The key of a new session for whom single sign-on has vouched; SignInError otherwise."""
        with self._database.read() as session:
            identity = f"{issuer} {subject}"
            name = session.scalar(
                select(UserRow.name).where(UserRow.identity == identity, UserRow.active.is_(True))
            )
        if name is None:
            raise SignInError("Nobody at this desk goes by that identity. Ask an administrator to add you.")
        return self._begin(name, "single sign-on")

    def session(self, key: str) -> User | None:
        """Who is behind a session's key; None when it has ended: after 12 hours, or 2 without a request."""
        now = self._database.now()
        with self._database.read() as session:
            row = session.get(SessionRow, key_hash(key))
            user = session.get(UserRow, row.user) if row is not None else None
            if row is None or user is None or not user.active or _ended(row, now):
                return None
            person, seen = user_of(user), restored(row.seen_at)
        if now - seen >= SEEN_EVERY:
            with self._database.write(durable=False) as session:
                if again := session.get(SessionRow, key_hash(key)):
                    again.seen_at = stored(now)
        return person

    def sign_out(self, key: str) -> None:
        """End a session; nothing happens when it has ended already."""
        with self._database.write() as session:
            if row := session.get(SessionRow, key_hash(key)):
                session.delete(row)
                record(session, self._database.now(), row.user, Act.SIGNED_OUT)

    def make_token(
        self, user: User, label: str, scopes: Iterable[Scope], *, expires_at: datetime | None = None
    ) -> tuple[str, Token]:
        """A new API token of one's own: its key, to be shown once, and what is kept of it."""
        given = set(scopes)
        label = storable(label).strip()[:200]
        if not label or not given:
            raise UserError(f"A token needs a label and at least one scope: {', '.join(Scope)}.")
        key, now = PREFIX + new_key(), self._database.now()
        row = TokenRow(
            id=key_hash(key)[:12],
            key=key_hash(key),
            user=user.name,
            label=label,
            scopes=",".join(scope.value for scope in Scope if scope in given),
            made_at=stored(now),
            expires_at=stored(expires_at) if expires_at else None,
            revoked=False,
        )
        with self._database.write() as session:
            record(session, now, user.name, Act.TOKEN_MADE, row, detail=f"{row.id}, scopes {row.scopes}")
            return key, _token(row)

    def token(self, key: str) -> tuple[User, Token] | None:
        """Whom a token's key acts for, and with which scopes; None when it is not valid (any more)."""
        with self._database.read() as session:
            row = session.scalar(select(TokenRow).where(TokenRow.key == key_hash(key)))
            user = session.get(UserRow, row.user) if row is not None else None
            if row is None or user is None or not user.active or row.revoked:
                return None
            if row.expires_at is not None and restored(row.expires_at) <= self._database.now():
                return None
            return user_of(user), _token(row)

    def tokens(self, user: str | None = None) -> tuple[Token, ...]:
        """The tokens of one person or of all, the newest first, revoked ones too."""
        query = select(TokenRow).order_by(TokenRow.made_at.desc())
        if user is not None:
            query = query.where(TokenRow.user == user)
        with self._database.read() as session:
            return tuple(_token(row) for row in session.scalars(query))

    def revoke_token(self, id: str, *, by: User) -> None:
        """Make a token useless: its owner's to do, or an administrator's; raises NotFoundError."""
        with self._database.write() as session:
            row = session.get(TokenRow, id)
            if row is None:
                raise NotFoundError(f'There is no token "{id}". Look at the list of tokens.')
            if row.user != by.name and not by.is_(Role.ADMINISTRATOR):
                raise NotPermittedError(f"That token is {row.user}'s. Ask {row.user} or an administrator.")
            if not row.revoked:
                row.revoked = True
                record(session, self._database.now(), by.name, Act.TOKEN_REVOKED, row, detail=row.id)

    def _begin(self, name: str, how: str) -> str:
        key, now = new_key(), self._database.now()
        with self._database.write() as session:
            for old in session.scalars(
                select(SessionRow).where(SessionRow.seen_at < stored(now - SESSION_LASTS))
            ):
                session.delete(old)
            session.add(SessionRow(key=key_hash(key), user=name, made_at=stored(now), seen_at=stored(now)))
            record(session, now, name, Act.SIGNED_IN, detail=how)
        return key

    def _check_tries(self, session: Session, name: str | None) -> None:
        since = stored(self._database.now() - WITHIN)
        failed = session.scalar(
            select(func.count()).where(
                AuditRow.act == Act.SIGN_IN_FAILED.value, AuditRow.by == name, AuditRow.at > since
            )
        )
        if (failed or 0) >= TRIES:
            raise SignInError("There were too many attempts with this name. Wait five minutes.")


def _ended(row: SessionRow, now: datetime) -> bool:
    return now - restored(row.made_at) >= SESSION_LASTS or now - restored(row.seen_at) >= IDLE_FOR


def _token(row: TokenRow) -> Token:
    return Token(
        id=row.id,
        user=row.user,
        label=row.label,
        scopes=tuple(Scope(scope) for scope in row.scopes.split(",")),
        made_at=restored(row.made_at),
        expires_at=restored(row.expires_at) if row.expires_at else None,
        revoked=row.revoked,
    )
