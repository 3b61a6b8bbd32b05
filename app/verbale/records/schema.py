"""Bringing a database to the tables of this version, whoever else is starting at the same time."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData

from verbale.model.errors import UserError
from verbale.records.database import Database
from verbale.records.tables import Base


def migrate(database: Database) -> None:
    """Bring the tables up to this version.

    Of several processes that start at once, one does it and the others wait. Raises UserError when a newer
    version of Verbale has been here.
    """
    with database.read() as session:
        present = revision_of(session.connection())
    if present == _scripts().get_current_head():
        return
    with database.exclusive() as connection:
        upgrade(connection)


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the tables to a revision, within the transaction of ``connection``."""
    require_known(revision_of(connection))
    require_known(None if to == "head" else to)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def require_known(revision: str | None) -> None:
    """Raise UserError for tables that a newer version of Verbale has made."""
    if revision is not None and revision not in {one.revision for one in _scripts().walk_revisions()}:
        raise UserError(
            f"These records were written by a newer Verbale (revision {revision}). "
            "Install that version or a later one, then try again."
        )


def revision_of(connection: Connection) -> str | None:
    """The revision of the tables; None for a database without any of ours."""
    return MigrationContext.configure(connection).get_current_revision()


def drop_all(connection: Connection) -> None:
    """Take our tables away, and nothing else that the database may hold."""
    ours = {*Base.metadata.tables, "alembic_version"}
    present = MetaData()
    present.reflect(connection, only=lambda name, _: name in ours)
    present.drop_all(connection)


def _config() -> Config:
    config = Config()
    folder = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
