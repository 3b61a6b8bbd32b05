"""The first tables, and the triggers that keep what is recorded from being changed."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

UNCHANGING = ("audit", "ledgers", "facts", "versions", "clearances", "releases")


def upgrade() -> None:
    """To this revision."""
    _audit()
    _incidents()
    _drafts()
    _people()
    _passing()
    for table in UNCHANGING:
        _forbid_change(table)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), primary_key=True, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), primary_key=True, autoincrement=False, nullable=False)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=null)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _audit() -> None:
    op.create_table(
        "audit",
        _number("seq"),
        *(_text(name) for name in ("at", "by", "act")),
        *(_text(name, null=True) for name in ("incident", "subject", "seal")),
        *(_text(name) for name in ("detail", "previous", "hash")),
    )
    for column in ("act", "incident", "subject"):
        _index("audit", column)


def _incidents() -> None:
    op.create_table(
        "ledgers",
        _key("incident"),
        _number("revision"),
        _text("title"),
        _text("next_update_at", null=True),
        *(_text(name) for name in ("hash", "document", "saved_at", "saved_by")),
        _count("seq"),
    )
    op.create_table(
        "facts",
        _key("incident"),
        _key("fact"),
        _number("revision"),
        _count("ledger_revision"),
        *(_text(name) for name in ("category", "status", "tlp", "document", "saved_at", "saved_by")),
        _count("seq"),
    )


def _drafts() -> None:
    op.create_table(
        "drafts",
        _key("id"),
        _text("incident"),
        _text("template"),
        _count("version"),
        _count("text_since"),
        _flag("sent"),
        _text("embargo_until", null=True),
        _text("made_at"),
        _text("made_by"),
        _flag("released"),
        _count("seq"),
    )
    _index("drafts", "incident")
    op.create_table(
        "versions",
        _key("draft"),
        _number("version"),
        _text("text_hash"),
        _count("ledger_revision"),
        *(_text(name) for name in ("document", "findings", "saved_at", "saved_by")),
        _count("seq"),
    )
    op.create_table(
        "waivers",
        _key("draft"),
        _number("number"),
        _text("text_hash"),
        _text("document"),
        _flag("withdrawn"),
        _count("seq"),
    )
    op.create_table(
        "clearances",
        _key("id"),
        _text("draft"),
        _count("version"),
        *(_text(name) for name in ("role", "by", "text_hash", "basis", "document")),
        _count("seq"),
    )
    _index("clearances", "draft")
    op.create_table(
        "releases",
        _key("id"),
        *(_text(name) for name in ("incident", "text_hash", "released_at", "document", "findings")),
        _count("seq"),
    )
    _index("releases", "incident")


def _people() -> None:
    op.create_table(
        "users",
        _key("name"),
        _text("shown"),
        _text("roles"),
        _flag("active"),
        _text("password", null=True),
        _text("identity", null=True),
        _text("made_at"),
        _count("seq"),
        sa.UniqueConstraint("identity"),
    )
    op.create_table(
        "tokens",
        _key("id"),
        *(_text(name) for name in ("key", "user", "label", "scopes", "made_at")),
        _text("expires_at", null=True),
        _flag("revoked"),
        _count("seq"),
        sa.UniqueConstraint("key"),
    )
    _index("tokens", "user")
    op.create_table(
        "links", _key("key"), _text("user", null=True), _text("expires_at"), _flag("used"), _count("seq")
    )


def _passing() -> None:
    op.create_table("sessions", _key("key"), *(_text(name) for name in ("user", "made_at", "seen_at")))
    _index("sessions", "user")
    op.create_table("presence", _key("draft"), _key("user"), _text("seen_at"))
    op.create_table("work", _key("draft"), _key("user"), _count("version"), _text("text"), _text("kept_at"))


def _forbid_change(table: str) -> None:
    refusal = f"{table}: what is recorded is not changed"
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION verbale_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RAISE EXCEPTION '%: what is recorded is not changed', TG_TABLE_NAME; END$$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_unchanging BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION verbale_refuse()"
    )
