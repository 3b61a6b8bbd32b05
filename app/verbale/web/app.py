"""The Flask application, put together from small parts."""

import os
import secrets
from collections.abc import Iterable

from flask import Flask

from verbale.desk import Desk
from verbale.model.ledger import Ledger
from verbale.model.status import Status
from verbale.web import limits
from verbale.web.api import api
from verbale.web.checks import Checks
from verbale.web.editor import editor
from verbale.web.errors import answer_errors
from verbale.web.incidents import incidents
from verbale.web.rules import rules
from verbale.web.safety import secure
from verbale.web.shelf import Shelf
from verbale.web.shown import example, shown, spaced, unfilled

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def create_app(
    desk: Desk | None = None, *, ledgers: Iterable[Ledger] = (), hosts: Iterable[str] | None = LOOPBACK
) -> Flask:
    """The pages over ``desk``, with ``ledgers`` already open.

    ``hosts`` are the names that a browser may call the desk by; anything else is refused, so that a page
    from elsewhere cannot reach it under a name of its own. None allows every name.
    """
    app = Flask(__name__, template_folder="pages")
    app.config.update(
        SECRET_KEY=os.environ.get("VERBALE_SECRET_KEY") or secrets.token_hex(),
        MAX_CONTENT_LENGTH=limits.UPLOAD,
        MAX_FORM_MEMORY_SIZE=limits.UPLOAD,
        TRUSTED_HOSTS=list(hosts) if hosts is not None else None,
    )
    secure(app)
    answer_errors(app)
    app.jinja_env.filters.update(shown=shown, spaced=spaced, unfilled=unfilled, example=example)
    app.jinja_env.globals.update(STATUSES=tuple(Status))
    app.jinja_env.trim_blocks = True

    desk = desk or Desk()
    shelf = Shelf()
    checks = Checks(desk, shelf)
    for ledger in ledgers:
        shelf.put(ledger)
    for part in (incidents(desk, checks, shelf), editor(checks, shelf), api(checks), rules(desk)):
        app.register_blueprint(part)
    return app
