"""``verbale users``: who may work at the desk."""

import sys
from typing import TYPE_CHECKING

import click

from verbale.model.clearance import Role
from verbale.model.errors import UserError
from verbale.records.values import CONSOLE

if TYPE_CHECKING:
    from verbale.records.people import People

ROLES = click.Choice([role.value for role in Role])


@click.group()
def users() -> None:
    """Keep the accounts of those who work at the desk."""


@users.command("list")
def list_users() -> None:
    """Show every account with its roles.

    \b
    verbale users list    (everyone who has an account)
    """
    for user in _people().users():
        state = "" if user.active else "  (deactivated)"
        click.echo(f"{user.name}  {', '.join(user.roles)}{state}")


@users.command()
@click.argument("name")
@click.option("--role", "roles", type=ROLES, multiple=True, required=True, help="A role; give it for each.")
@click.option("--shown", metavar="TEXT", help="The person's name as people read it.")
def add(name: str, roles: tuple[str, ...], shown: str | None) -> None:
    """Make an account. The password is asked for, or read from the first line of standard input.

    \b
    verbale users add mara --role spokesperson --shown "Mara Lind"
    """
    people = _people()
    password = _password(name)
    user = people.add(name, roles=map(Role, roles), shown=shown, password=password, by=CONSOLE)
    click.echo(f"{user.name} can sign in, as {', '.join(user.roles)}.")


@users.command()
@click.argument("name")
def passwd(name: str) -> None:
    """Give a person a new password, and end their sessions.

    The password is asked for, or read from the first line of standard input.

    \b
    verbale users passwd mara
    """
    people = _people()
    people.user(name)  # before a password is asked for
    people.set_password(name, _password(name), by=CONSOLE)
    click.echo(f"{name} has a new password.")


@users.command()
@click.argument("name")
@click.argument("roles", type=ROLES, nargs=-1, required=True)
def role(name: str, roles: tuple[str, ...]) -> None:
    """Give a person these roles, and no others.

    \b
    verbale users role mara spokesperson diplomatic
    """
    user = _people().set_roles(name, map(Role, roles), by=CONSOLE)
    click.echo(f"{user.name} is {', '.join(user.roles)}.")


@users.command()
@click.argument("name")
def deactivate(name: str) -> None:
    """Close an account: sessions end, tokens are revoked. What the person did stays on record.

    \b
    verbale users deactivate mara
    """
    _people().deactivate(name, by=CONSOLE)
    click.echo(f"{name} can no longer sign in. `verbale users reactivate {name}` takes that back.")


@users.command()
@click.argument("name")
def reactivate(name: str) -> None:
    """Open a closed account again.

    \b
    verbale users reactivate mara
    """
    _people().reactivate(name, by=CONSOLE)
    click.echo(f"{name} can sign in again.")


def _people() -> "People":
    from verbale.desk import Desk

    return Desk().office().people


def _password(name: str) -> str:
    if sys.stdin.isatty():
        asked: str = click.prompt(f"Password for {name}", hide_input=True, confirmation_prompt=True)
        return asked
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise UserError("No password was given. Write it on the first line of standard input.")
    return line
