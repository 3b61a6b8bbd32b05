"""The tables. Rows never leave this package: what goes in and out are the values of ``verbale.model``.

A row keeps the JSON document of its value as it was written, beside the columns that questions need. Times
are text in UTC with a fixed width, so that they sort alike in both makes of database.
"""

import json
from hashlib import sha256

from sqlalchemy import inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """What all tables share: the list of them."""


class Recorded:
    """A row that the audit trail vouches for: an entry holds its seal, and it the entry's number."""

    seq: Mapped[int]

    @property
    def subject(self) -> str:
        """How the trail names this row: ``table/key``."""
        mapper = inspect(type(self))
        keys = (str(getattr(self, column.key)) for column in mapper.primary_key)
        return "/".join([mapper.local_table.name, *keys])

    @property
    def seal(self) -> str:
        """SHA-256 over all that stands in the row. Empty columns do not count, so that tables can grow."""
        mapper = inspect(type(self))
        values = {column.key: getattr(self, column.key) for column in mapper.columns}
        return digest({key: value for key, value in values.items() if value is not None})


def digest(value: object) -> str:
    """SHA-256 of a value as canonical JSON: keys sorted, nothing between them, UTF-8."""
    plain = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(plain.encode("utf-8")).hexdigest()


class AuditRow(Base):
    """One entry of the audit trail. ``previous`` and ``hash`` chain it to the entry before."""

    __tablename__ = "audit"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]
    by: Mapped[str]
    act: Mapped[str] = mapped_column(index=True)
    incident: Mapped[str | None] = mapped_column(index=True)
    subject: Mapped[str | None] = mapped_column(index=True)
    seal: Mapped[str | None]
    detail: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]


class LedgerRow(Recorded, Base):
    """One revision of an incident's ledger."""

    __tablename__ = "ledgers"
    incident: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str]
    next_update_at: Mapped[str | None]
    hash: Mapped[str]
    document: Mapped[str]
    saved_at: Mapped[str]
    saved_by: Mapped[str]


class FactRow(Recorded, Base):
    """One revision of a fact."""

    __tablename__ = "facts"
    incident: Mapped[str] = mapped_column(primary_key=True)
    fact: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ledger_revision: Mapped[int]
    category: Mapped[str]
    status: Mapped[str]
    tlp: Mapped[str]
    document: Mapped[str]
    saved_at: Mapped[str]
    saved_by: Mapped[str]


class DraftRow(Recorded, Base):
    """A draft and where it stands; its words are in its versions."""

    __tablename__ = "drafts"
    id: Mapped[str] = mapped_column(primary_key=True)
    incident: Mapped[str] = mapped_column(index=True)
    template: Mapped[str]
    version: Mapped[int]
    text_since: Mapped[int]
    """The version in which the text last changed."""
    sent: Mapped[bool]
    embargo_until: Mapped[str | None]
    made_at: Mapped[str]
    made_by: Mapped[str]
    released: Mapped[bool]


class VersionRow(Recorded, Base):
    """A draft as it was saved once, with what the linter said of it then."""

    __tablename__ = "versions"
    draft: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text_hash: Mapped[str]
    ledger_revision: Mapped[int]
    document: Mapped[str]
    findings: Mapped[str]
    saved_at: Mapped[str]
    saved_by: Mapped[str]


class WaiverRow(Recorded, Base):
    """A waiver of one finding in one text."""

    __tablename__ = "waivers"
    draft: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text_hash: Mapped[str]
    document: Mapped[str]
    withdrawn: Mapped[bool]


class ClearanceRow(Recorded, Base):
    """A role's word on one text. ``basis`` is the hash of all that it was given on."""

    __tablename__ = "clearances"
    id: Mapped[str] = mapped_column(primary_key=True)
    draft: Mapped[str] = mapped_column(index=True)
    version: Mapped[int]
    role: Mapped[str]
    by: Mapped[str]
    text_hash: Mapped[str]
    basis: Mapped[str]
    document: Mapped[str]


class ReleaseRow(Recorded, Base):
    """What went out."""

    __tablename__ = "releases"
    id: Mapped[str] = mapped_column(primary_key=True)
    incident: Mapped[str] = mapped_column(index=True)
    text_hash: Mapped[str]
    released_at: Mapped[str]
    document: Mapped[str]
    findings: Mapped[str]


class UserRow(Recorded, Base):
    """A person at the desk. ``roles`` are in their order, with commas; ``identity`` is "issuer subject"."""

    __tablename__ = "users"
    name: Mapped[str] = mapped_column(primary_key=True)
    shown: Mapped[str]
    roles: Mapped[str]
    active: Mapped[bool]
    password: Mapped[str | None]
    identity: Mapped[str | None] = mapped_column(unique=True)
    made_at: Mapped[str]


class TokenRow(Recorded, Base):
    """A key for programs; only its hash is kept."""

    __tablename__ = "tokens"
    id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    user: Mapped[str] = mapped_column(index=True)
    label: Mapped[str]
    scopes: Mapped[str]
    made_at: Mapped[str]
    expires_at: Mapped[str | None]
    revoked: Mapped[bool]


class LinkRow(Recorded, Base):
    """A link that works once: to become the first administrator, or to set a password."""

    __tablename__ = "links"
    key: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str | None]
    expires_at: Mapped[str]
    used: Mapped[bool]


class SessionRow(Base):
    """Somebody signed in; only the hash of the key is kept."""

    __tablename__ = "sessions"
    key: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(index=True)
    made_at: Mapped[str]
    seen_at: Mapped[str]


class PresenceRow(Base):
    """Who has a draft open."""

    __tablename__ = "presence"
    draft: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[str]


class WorkRow(Base):
    """What somebody has typed and not saved."""

    __tablename__ = "work"
    draft: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    text: Mapped[str]
    kept_at: Mapped[str]


RECORDED: tuple[type[Base], ...] = (
    LedgerRow,
    FactRow,
    DraftRow,
    VersionRow,
    WaiverRow,
    ClearanceRow,
    ReleaseRow,
    UserRow,
    TokenRow,
    LinkRow,
)
"""Tables that the audit trail vouches for."""
PASSING = ("sessions", "presence")
"""Tables whose rows are worth nothing on another day or machine."""
UNCHANGING = ("audit", "ledgers", "facts", "versions", "clearances", "releases")
"""Tables whose rows are never changed or deleted; triggers see to it."""
