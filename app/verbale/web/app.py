"""The Flask applications, put together from small parts: a ledger tried out, and the desk with accounts."""

import os
import secrets
from collections.abc import Iterable

from flask import Flask

from verbale.desk import Desk
from verbale.model.ledger import Ledger
from verbale.model.status import Status
from verbale.records.office import Office
from verbale.web import limits
from verbale.web.account import account
from verbale.web.accounts import accounts
from verbale.web.anomalies import anomalies
from verbale.web.api import api
from verbale.web.audit import audit
from verbale.web.board import board
from verbale.web.checks import Checks
from verbale.web.clearances import clearances
from verbale.web.drafts import drafts
from verbale.web.drafts_api import drafts_api
from verbale.web.editor import editor
from verbale.web.errors import answer_errors
from verbale.web.facts import facts
from verbale.web.health import health, watch
from verbale.web.hypotheses import hypotheses
from verbale.web.incidents import incidents
from verbale.web.intake import intake
from verbale.web.kept import KeptLedgers
from verbale.web.ledgers import ledgers
from verbale.web.past import past
from verbale.web.past_runs import PastRuns
from verbale.web.reading import Reading
from verbale.web.releases import releases
from verbale.web.rules import rules
from verbale.web.safety import secure
from verbale.web.shelf import Shelf
from verbale.web.shown import example, shown, spaced, stamp, unfilled
from verbale.web.signing import admit, signing
from verbale.web.single_sign_on import Provider, single_sign_on

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def create_app(
    desk: Desk | None = None, *, ledgers: Iterable[Ledger] = (), hosts: Iterable[str] | None = LOOPBACK
) -> Flask:
    """The pages over ``desk`` for one person and no accounts, with ``ledgers`` already open.

    ``hosts`` are the names that a browser may call the desk by; anything else is refused, so that a page
    from elsewhere cannot reach it under a name of its own. None allows every name.
    """
    app = _bare(hosts)
    desk = desk or Desk()
    shelf = Shelf()
    checks = Checks(desk, shelf)
    for ledger in ledgers:
        shelf.put(ledger)
    for part in (incidents(desk, checks, shelf), editor(checks, shelf), api(desk, checks), rules(desk)):
        app.register_blueprint(part)
    return app


def create_desk(
    desk: Desk, office: Office, *, hosts: Iterable[str] | None = LOOPBACK, provider: Provider | None = None
) -> Flask:
    """The pages of a press office: accounts, and everything kept in ``office``; ``hosts`` as above.

    ``provider`` is whom people may sign in by, beside their passwords.
    """
    app = _bare(hosts)
    served = watch(app)
    admit(app, office)
    reading = Reading(desk, office)
    parts = (
        signing(office),
        single_sign_on(app, office, provider),
        account(office),
        accounts(office, provider),
        ledgers(desk, office),
        facts(desk, office),
        anomalies(desk, office),
        hypotheses(desk, office),
        intake(office),
        board(desk, office),
        audit(office),
        drafts(desk, office, reading),
        drafts_api(office, reading),
        clearances(desk, office),
        releases(desk, office),
        past(PastRuns(desk, office.folder / "past")),
        rules(desk),
        health(office, served),
        api(desk, Checks(desk, KeptLedgers(office), office.turn)),
    )
    for part in parts:
        app.register_blueprint(part)
    return app


def _bare(hosts: Iterable[str] | None) -> Flask:
    app = Flask(__name__, template_folder="pages")
    app.config.update(
        SECRET_KEY=os.environ.get("VERBALE_SECRET_KEY") or secrets.token_hex(),
        MAX_CONTENT_LENGTH=limits.UPLOAD,
        MAX_FORM_MEMORY_SIZE=limits.UPLOAD,
        TRUSTED_HOSTS=list(hosts) if hosts is not None else None,
    )
    secure(app)
    answer_errors(app)
    app.jinja_env.filters.update(shown=shown, spaced=spaced, stamp=stamp, unfilled=unfilled, example=example)
    app.jinja_env.globals.update(STATUSES=tuple(Status))
    app.jinja_env.trim_blocks = True
    return app
