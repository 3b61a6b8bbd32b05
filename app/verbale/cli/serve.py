"""``verbale serve``: the pages, on this machine."""

import errno
import socket
from pathlib import Path

import click

from verbale.model.errors import UserError

LOOPBACK_ADDRESSES = {"127.0.0.1", "localhost", "::1"}
THREADS = 8
FIRST = "Orsk is behind this disruption."
ANYWHERE = {"0.0.0.0", "::", ""}


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
@click.option("--ledger", metavar="FILE", help="Open this ledger at once.")
@click.option("--template", metavar="ID", help="Begin with this draft, for example public/holding.")
@click.option("--house", metavar="DIR", help="A folder with your house's own rules and words.")
def serve(host: str, port: int, ledger: str | None, template: str | None, house: str | None) -> None:
    """Draft and check statements in a browser.

    \b
    Start, and open the sample there:  verbale serve
    Start with your own facts:         verbale serve --ledger ledger.yaml
    Go straight to a statement:        verbale serve --ledger ledger.yaml --template public/holding

    Nothing leaves this machine. There are no accounts yet: whoever reaches the address reads and
    writes, so keep to 127.0.0.1 unless the network is yours alone. Stop it with Ctrl-C.
    """
    from waitress.server import create_server

    from verbale.desk import Desk
    from verbale.web import limits
    from verbale.web.app import LOOPBACK, create_app
    from verbale.web.shelf import key_of

    desk = Desk(house=Path(house) if house else None)
    facts = desk.open_ledger(Path(ledger)) if ledger else desk.sample_ledger()
    if template:
        desk.draft(template, facts)  # a wrong name, or a ledger that lacks something, is said now
    key = key_of(facts)
    hosts = None if host in ANYWHERE else {*LOOPBACK, host}
    app = create_app(desk, ledgers=[facts], hosts=hosts)
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise UserError(_cannot_listen(error, host, port)) from None
    server = create_server(
        app, sockets=[listening], threads=THREADS, ident=None, max_request_body_size=limits.REQUEST
    )
    path = f"incidents/{key}/{template}" if template else f"incidents/{key}" if ledger else ""
    at = f"[{host}]" if ":" in host else host
    if host not in LOOPBACK_ADDRESSES:
        click.echo("Whoever reaches this address reads and writes: there are no accounts yet.", err=True)
    click.echo(f"Verbale is at http://{at}:{listening.getsockname()[1]}/{path} (stop it with Ctrl-C)")
    desk.lint(FIRST, ledger=facts)  # loads what reading needs, so that nobody's first word waits for it
    server.run()


def _cannot_listen(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use. Choose another with --port, for example --port {port + 1}."
    if error.errno == errno.EACCES:
        return f"Port {port} needs rights that you do not have. Choose one above 1023 with --port."
    return f"Verbale cannot listen on {host}: {error.strerror or error}. Choose another address with --host."
