"""``verbale backup`` and ``verbale restore``: the records in one file."""

from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write all records to FILE, as they stand at one moment.

    The file serves SQLite and PostgreSQL alike. It holds drafts, and the hashes of passwords: guard it
    as you guard the database. People may go on working meanwhile.

    \b
    Make a backup:  verbale backup records-2031-05-07.zip
    """
    from verbale.desk import Desk

    manifest = Desk().office(create=False).back_up(file)
    rows = sum(table.rows for table in manifest.tables)
    click.echo(
        f"{file}: {rows} rows of {len(manifest.tables)} tables, head of the audit trail {manifest.head}"
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Lose the records that are there.")
def restore(file: Path, *, force: bool) -> None:
    """Replace the records by those of a backup: all of them, or nothing at all.

    Every checksum and the whole audit trail are checked before anything is kept. Everybody signs in again.

    \b
    Restore:             verbale restore records-2031-05-07.zip
    Move to PostgreSQL:  VERBALE_DATABASE_URL=postgresql+psycopg://... verbale restore records.zip
    """
    from verbale.desk import Desk

    verdict = Desk().office().restore(file, force=force)
    click.echo(f"{file} is restored: {verdict.entries} entries of the audit trail, head {verdict.head}")
