"""``verbale serve``: the pages, for a press office or to try out a ledger."""

import errno
import logging
import signal
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.model.errors import UserError

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    from verbale.desk import Desk
    from verbale.model.ledger import Ledger

LOOPBACK_ADDRESSES = {"127.0.0.1", "localhost", "::1"}
THREADS = 8
FIRST = "Orsk is behind this disruption."
ANYWHERE = {"0.0.0.0", "::", ""}
PROXIED = {"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"}


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
@click.option("--ledger", metavar="FILE", help="Try this ledger out, without accounts and records.")
@click.option(
    "--template",
    metavar="ID",
    help="Try out this draft, for example public/holding, of the sample or --ledger.",
)
@click.option("--house", metavar="DIR", help="A folder with your house's own rules and words.")
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A name by which browsers reach the desk."
)
@click.option("--proxy", metavar="IP", help="Trust the X-Forwarded headers of a proxy at this address.")
def serve(
    *,
    host: str,
    port: int,
    ledger: str | None,
    template: str | None,
    house: str | None,
    names: tuple[str, ...],
    proxy: str | None,
) -> None:
    """Draft, clear and release statements in a browser.

    \b
    The desk of a press office:    verbale serve
    Behind a proxy with TLS:       verbale serve --proxy 127.0.0.1 --name desk.example
    Try out your own facts:        verbale serve --ledger ledger.yaml
    Go straight to a statement:    verbale serve --ledger ledger.yaml --template public/holding

    The desk has accounts, and keeps its records in the database that VERBALE_DATABASE_URL names, or in a
    file in your data folder. On its first start it prints a link, once, that makes the first administrator.

    With --ledger or --template there are no accounts and nothing is kept: whoever reaches the address
    reads and writes, so keep to 127.0.0.1. Nothing leaves this machine. Stop it with Ctrl-C.
    """
    from waitress.server import create_server

    from verbale.desk import Desk
    from verbale.web import limits

    desk = Desk(house=Path(house) if house else None)
    facts = desk.open_ledger(Path(ledger)) if ledger else desk.sample_ledger()
    hosts = None if host in ANYWHERE and not names else {*_loopback(), host, *names}
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise UserError(_cannot_listen(error, host, port)) from None
    tried_out = bool(ledger or template)
    if tried_out:
        app, path = _trial(desk, facts, template, hosts)
        link = None
    else:
        app, link = _desk(desk, hosts)
        path = ""
    trusted = {"trusted_proxy": proxy, "trusted_proxy_headers": PROXIED} if proxy else {}
    server = create_server(
        app,
        sockets=[listening],
        threads=THREADS,
        ident=None,
        max_request_body_size=limits.REQUEST,
        clear_untrusted_proxy_headers=True,
        **trusted,
    )
    # A shell that starts it in the background has it ignore Ctrl-C; whoever sends that means it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    at = f"[{host}]" if ":" in host else host
    address = f"http://{at}:{listening.getsockname()[1]}/"
    if tried_out and host not in LOOPBACK_ADDRESSES:
        click.echo(
            "Whoever reaches this address reads and writes: tried out, a ledger has no accounts.", err=True
        )
    if link:
        public = f"https://{names[0]}/" if proxy and names else address
        click.echo("Nobody has an account yet. This link makes the first administrator, once, within a day:")
        click.echo(f"  {public}first/{link}")
    click.echo(f"Verbale is at {address}{path} (stop it with Ctrl-C)")
    desk.lint(FIRST, ledger=facts)  # loads what reading needs, so that nobody's first word waits for it
    server.run()


def _trial(
    desk: "Desk", facts: "Ledger", template: str | None, hosts: set[str] | None
) -> "tuple[WSGIApplication, str]":
    """The pages over one ledger, and where to begin."""
    from verbale.web.app import create_app
    from verbale.web.shelf import key_of

    if template:
        desk.draft(template, facts)  # a wrong name, or a ledger that lacks something, is said now
    key = key_of(facts)
    path = f"incidents/{key}/{template}" if template else f"incidents/{key}"
    return create_app(desk, ledgers=[facts], hosts=hosts), path


def _desk(desk: "Desk", hosts: set[str] | None) -> "tuple[WSGIApplication, str | None]":
    """The pages of the desk with accounts, and the key for the first administrator while there is nobody."""
    from verbale.web.app import create_desk
    from verbale.web.single_sign_on import provider_set

    provider = provider_set()
    access = logging.getLogger("verbale.access")
    lines = logging.StreamHandler()
    lines.setFormatter(logging.Formatter("%(message)s"))
    access.addHandler(lines)
    access.setLevel(logging.INFO)
    access.propagate = False
    office = desk.office()
    return create_desk(desk, office, hosts=hosts, provider=provider), office.people.first_link()


def _loopback() -> tuple[str, ...]:
    from verbale.web.app import LOOPBACK

    return LOOPBACK


def _cannot_listen(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use. Choose another with --port, for example --port {port + 1}."
    if error.errno == errno.EACCES:
        return f"Port {port} needs rights that you do not have. Choose one above 1023 with --port."
    return f"Verbale cannot listen on {host}: {error.strerror or error}. Choose another address with --host."
