"""``verbale audit``: prove that what was recorded is what happened."""

import click

BROKEN = 1


@click.group()
def audit() -> None:
    """Prove that what was recorded is what happened."""


@audit.command()
@click.option("--head", metavar="HASH", help="A hash noted earlier, which must stand in the trail.")
@click.pass_context
def verify(context: click.Context, head: str | None) -> None:
    """Check every entry of the audit trail, and every record that it vouches for.

    A release, a backup and this command print the head of the trail. Keep one where the database is not:
    with it, nobody can rewrite the trail or cut off its end unnoticed.

    \b
    Check the records:            verbale audit verify
    Check them against a release: verbale audit verify --head 5f0c...

    \b
    Exit code 0: nothing was altered.
    Exit code 1: the trail is broken; each row that is not as recorded is named.
    Exit code 2: the records could not be read.
    """
    from verbale.desk import Desk
    from verbale.report import visible

    verdict = Desk().office(create=False).trail.verify(known_head=head.strip().lower() if head else None)
    for problem in verdict.problems:
        click.echo(visible(problem))
    state = "intact" if verdict.intact else "broken"
    entries = "1 entry" if verdict.entries == 1 else f"{verdict.entries} entries"
    click.echo(f"The audit trail is {state}: {entries}, head {verdict.head}")
    context.exit(0 if verdict.intact else BROKEN)
