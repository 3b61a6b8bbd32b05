"""Accounts: who works at the desk, in which roles."""

from collections.abc import Iterable
from datetime import timedelta

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from verbale.model.clearance import Role
from verbale.model.errors import UserError
from verbale.model.record import Identifier
from verbale.records.database import Database
from verbale.records.errors import NotFoundError, SignInError
from verbale.records.moments import restored, stored
from verbale.records.passwords import hashed, key_hash, new_key
from verbale.records.permissions import Right, require
from verbale.records.tables import LinkRow, SessionRow, TokenRow, UserRow
from verbale.records.trail import Act, record
from verbale.records.values import CONSOLE, User
from verbale.records.words import storable

LINK_LASTS = timedelta(hours=24)
_NAME: TypeAdapter[str] = TypeAdapter(Identifier)


class People:
    """Keeping accounts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def users(self) -> tuple[User, ...]:
        """Everybody, by name."""
        with self._database.read() as session:
            return tuple(user_of(row) for row in session.scalars(select(UserRow).order_by(UserRow.name)))

    def user(self, name: str) -> User:
        """One person; raises NotFoundError."""
        with self._database.read() as session:
            return user_of(user_row(session, name))

    def add(
        self,
        name: str,
        *,
        roles: Iterable[Role],
        by: User,
        shown: str | None = None,
        password: str | None = None,
        identity: tuple[str, str] | None = None,
    ) -> User:
        """A new account; UserError when the name is taken or is not one.

        Without a password, the person gets in by ``password_link``, or by ``identity``: issuer and subject
        of single sign-on.
        """
        require(by, Right.KEEP_ACCOUNTS)
        name = _checked_name(name)
        secret = hashed(password, name=name) if password is not None else None
        with self._database.write() as session:
            return self._add(session, name, shown, roles, secret, identity, by.name)

    def set_roles(self, name: str, roles: Iterable[Role], *, by: User) -> User:
        """Give a person these roles and no others; UserError when nobody would keep accounts any more."""
        require(by, Right.KEEP_ACCOUNTS)
        with self._database.write() as session:
            row = user_row(session, name)
            row.roles = _joined(roles)
            _somebody_keeps_accounts(session)
            return self._saved(session, row, by, f"roles {row.roles}")

    def deactivate(self, name: str, *, by: User) -> User:
        """Close an account, end its sessions and revoke its tokens; what it did stays on record."""
        require(by, Right.KEEP_ACCOUNTS)
        with self._database.write() as session:
            row = user_row(session, name)
            row.active = False
            _somebody_keeps_accounts(session)
            self._end_access(session, name, by)
            for token in session.scalars(select(TokenRow).where(TokenRow.user == name)):
                if not token.revoked:
                    token.revoked = True
                    record(
                        session, self._database.now(), by.name, Act.TOKEN_REVOKED, token, detail=token.label
                    )
            return self._saved(session, row, by, "deactivated")

    def reactivate(self, name: str, *, by: User) -> User:
        """Open a closed account again."""
        require(by, Right.KEEP_ACCOUNTS)
        with self._database.write() as session:
            row = user_row(session, name)
            row.active = True
            return self._saved(session, row, by, "reactivated")

    def set_password(self, name: str, password: str, *, by: User) -> None:
        """A new password, by the person or an administrator; ends the person's sessions and open links."""
        if by.name != name:
            require(by, Right.KEEP_ACCOUNTS)
        secret = hashed(password, name=name)
        with self._database.write() as session:
            self._set_password(session, user_row(session, name), secret, by.name)

    def set_identity(self, name: str, issuer: str, subject: str, *, by: User) -> User:
        """Tie an account to a person at a provider of single sign-on; UserError when somebody else is."""
        require(by, Right.KEEP_ACCOUNTS)
        with self._database.write() as session:
            row = user_row(session, name)
            row.identity = _free_identity(session, (issuer, subject), name)
            return self._saved(session, row, by, "single sign-on")

    def password_link(self, name: str, *, by: User) -> str:
        """A key with which the person can set a password, once, within 24 hours."""
        require(by, Right.KEEP_ACCOUNTS)
        with self._database.write() as session:
            user_row(session, name)
            return self._link(session, name, by.name)

    def first_link(self) -> str | None:
        """A key to become the first administrator, once, within 24 hours; None when there is anybody yet."""
        with self._database.write() as session:
            return None if _anybody(session) else self._link(session, None, CONSOLE.name)

    def use_first_link(self, key: str, *, name: str, password: str, shown: str | None = None) -> User:
        """Become the first administrator; SignInError when the key is old, used or wrong."""
        name = _checked_name(name)
        secret = hashed(password, name=name)
        with self._database.write() as session:
            link = self._open_link(session, key)
            if link.user is not None or _anybody(session):
                raise _no_link()
            self._use(session, link, name)
            return self._add(session, name, shown, (Role.ADMINISTRATOR,), secret, None, name)

    def use_password_link(self, key: str, password: str) -> User:
        """Set one's password by a link; SignInError when the key is old, used or wrong."""
        with self._database.read() as session:
            name = self._open_link(session, key).user
        if name is None:
            raise _no_link()
        secret = hashed(password, name=name)
        with self._database.write() as session:
            self._use(session, self._open_link(session, key), name)
            row = user_row(session, name)
            self._set_password(session, row, secret, name)
            return user_of(row)

    def _add(
        self,
        session: Session,
        name: str,
        shown: str | None,
        roles: Iterable[Role],
        secret: str | None,
        identity: tuple[str, str] | None,
        by: str,
    ) -> User:
        taken = session.scalar(select(func.count()).where(func.lower(UserRow.name) == name.lower()))
        if taken or name.lower() == CONSOLE.name:
            raise UserError(f'The name "{name}" is taken. Choose another.')
        now = self._database.now()
        row = UserRow(
            name=name,
            shown=storable(shown or "").strip()[:200] or name,
            roles=_joined(roles),
            active=True,
            password=secret,
            identity=_free_identity(session, identity, name) if identity else None,
            made_at=stored(now),
        )
        record(session, now, by, Act.USER_SAVED, row, detail=f"{name}, roles {row.roles}")
        return user_of(row)

    def _saved(self, session: Session, row: UserRow, by: User, detail: str) -> User:
        record(session, self._database.now(), by.name, Act.USER_SAVED, row, detail=f"{row.name}, {detail}")
        return user_of(row)

    def _set_password(self, session: Session, row: UserRow, secret: str, by: str) -> None:
        now = self._database.now()
        row.password = secret
        record(session, now, by, Act.PASSWORD_SET, row, detail=row.name)
        for link in session.scalars(select(LinkRow).where(LinkRow.user == row.name)):
            if not link.used:
                self._use(session, link, by)
        self._end_access(session, row.name, None)

    def _end_access(self, session: Session, name: str, by: User | None) -> None:
        for row in session.scalars(select(SessionRow).where(SessionRow.user == name)):
            session.delete(row)

    def _link(self, session: Session, user: str | None, by: str) -> str:
        key, now = new_key(), self._database.now()
        row = LinkRow(key=key_hash(key), user=user, expires_at=stored(now + LINK_LASTS), used=False)
        record(session, now, by, Act.LINK_MADE, row, detail=user or "first administrator")
        return key

    def _open_link(self, session: Session, key: str) -> LinkRow:
        row = session.get(LinkRow, key_hash(key))
        if row is None or row.used or restored(row.expires_at) <= self._database.now():
            raise _no_link()
        return row

    def _use(self, session: Session, link: LinkRow, by: str) -> None:
        link.used = True
        record(
            session, self._database.now(), by, Act.LINK_USED, link, detail=link.user or "first administrator"
        )


def user_row(session: Session, name: str) -> UserRow:
    """The row of a person; raises NotFoundError."""
    row = session.get(UserRow, name)
    if row is None:
        raise NotFoundError(f'There is no user "{name}". Run `verbale users list` to see who there is.')
    return row


def user_of(row: UserRow) -> User:
    """The person behind a row."""
    roles = tuple(Role(role) for role in row.roles.split(",") if role)
    return User(row.name, row.shown, roles, row.active, restored(row.made_at))


def _joined(roles: Iterable[Role]) -> str:
    given = set(roles)
    if not given:
        raise UserError(f"A person at the desk has a role. Choose from: {', '.join(Role)}.")
    return ",".join(role.value for role in Role if role in given)


def _checked_name(name: str) -> str:
    try:
        return _NAME.validate_python(name)
    except ValidationError:
        raise UserError(
            'A name at the desk has letters, digits, dots, dashes and underscores, 64 at most: "mara.lind".'
        ) from None


def _free_identity(session: Session, identity: tuple[str, str], name: str) -> str:
    joined = " ".join(identity)
    holder = session.scalar(select(UserRow.name).where(UserRow.identity == joined, UserRow.name != name))
    if holder is not None:
        raise UserError(f"That person of the single sign-on is {holder} already. Use that account.")
    return joined


def _anybody(session: Session) -> bool:
    return session.scalar(select(UserRow.name).limit(1)) is not None


def _somebody_keeps_accounts(session: Session) -> None:
    session.flush()
    if not any(
        Role.ADMINISTRATOR in user_of(row).roles
        for row in session.scalars(select(UserRow).where(UserRow.active.is_(True)))
    ):
        raise UserError("Nobody would be left to keep accounts. Make somebody else administrator first.")


def _no_link() -> SignInError:
    return SignInError("This link is wrong, used or older than a day. Ask an administrator for a new one.")
