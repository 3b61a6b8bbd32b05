"""What every request must bring and every answer must carry."""

import hmac
import secrets
from typing import Any

from flask import Flask, Request, Response, request, session
from flask.json.provider import DefaultJSONProvider
from flask.sessions import SecureCookieSessionInterface
from werkzeug.exceptions import BadRequest

from verbale.web import limits

CSRF_FIELD = "csrf_token"
CSRF_HEADER = "X-CSRF-Token"
SESSION_COOKIE = "verbale_session"
"""Holds the key of a person's session; the records keep its hash."""
ROOM = {"past.sent": limits.PAST}
"""Addresses that take more than others, and how many bytes."""
READING = {"GET", "HEAD", "OPTIONS"}

# No inline script or style, nothing from elsewhere, nothing sent elsewhere, never in another's frame.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Cookies(SecureCookieSessionInterface):
    """Session cookies that travel over TLS only, once the page itself came over TLS.

    On one machine the desk is plain HTTP on a loopback address, where some browsers drop a cookie
    that is marked secure.
    """

    def get_cookie_secure(self, app: Flask) -> bool:
        """True when this request came over TLS."""
        return request.is_secure


class Json(DefaultJSONProvider):
    """JSON as Flask reads it; what is nested beyond all use is as wrong as what is broken."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """What ``s`` says; raises ValueError when it says nothing that can be read."""
        try:
            return super().loads(s, **kwargs)
        except RecursionError:
            raise ValueError("nested too deeply") from None


def secure(app: Flask) -> None:
    """Puts the checks and the headers on every request of ``app``."""
    app.json = Json(app)
    app.session_interface = Cookies()
    app.config.update(SESSION_COOKIE_NAME="verbale", SESSION_COOKIE_SAMESITE="Strict")
    app.before_request(_make_room)
    app.before_request(_refuse_forged)
    app.after_request(_with_headers)
    app.jinja_env.globals.update(csrf_token=csrf_token, csrf_field=CSRF_FIELD)


def csrf_token() -> str:
    """This visitor's token: tied to the session of who is signed in, or made on the first page."""
    if key := request.cookies.get(SESSION_COOKIE):
        return hmac.new(key.encode(), b"forms", "sha256").hexdigest()
    if "csrf" not in session:
        session["csrf"] = secrets.token_urlsafe(32)
    return str(session["csrf"])


def bearer(asked: Request) -> str | None:
    """The token that a program brings to the JSON interface; None for a browser."""
    scheme, _, key = asked.headers.get("Authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" and asked.path.startswith("/api/") else None


def _make_room() -> None:
    # Before anything reads the form, for then it is too late.
    if request.endpoint in ROOM:
        request.max_content_length = ROOM[request.endpoint]


def _refuse_forged() -> None:
    # No browser sends an Authorization header for another site without asking us first, and we do not agree.
    if request.method in READING or bearer(request) is not None:
        return
    known = csrf_token()
    if not hmac.compare_digest(known.encode(), _brought(request).encode()):
        raise BadRequest(
            "This page is out of date or was sent from another site. Reload it and send again; "
            "in the editor your words are kept."
        )


def _brought(asked: Request) -> str:
    if header := asked.headers.get(CSRF_HEADER):
        return header
    return "" if asked.is_json else asked.form.get(CSRF_FIELD, "")


def _with_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return response
