"""What goes wrong, as a page or as JSON, with what to do about it. No text of a draft reaches a log."""

import traceback
from http import HTTPStatus

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, SecurityError

from verbale.model.errors import UserError
from verbale.records.database import UnavailableError
from verbale.records.errors import (
    ConflictError,
    LedgerConflictError,
    NotFoundError,
    NotPermittedError,
    RefusedError,
    SignInError,
)
from verbale.web import limits

STATUSES: dict[type[UserError], HTTPStatus] = {
    NotFoundError: HTTPStatus.NOT_FOUND,
    NotPermittedError: HTTPStatus.FORBIDDEN,
    SignInError: HTTPStatus.UNAUTHORIZED,
    ConflictError: HTTPStatus.CONFLICT,
    LedgerConflictError: HTTPStatus.CONFLICT,
    RefusedError: HTTPStatus.CONFLICT,
    UnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""How each error of the records is answered; any other that the reader can mend is 422."""

REMEDIES = {
    HTTPStatus.NOT_FOUND: "There is no page at this address. Go back to the start.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address is for sending a form. Go back to the start.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        f"That is too large: the desk takes files up to {limits.UPLOAD // 1024 // 1024} MB "
        f"and statements up to {limits.STATEMENT:,} characters. Check a longer text with `verbale lint`."
    ),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Send JSON, with the header Content-Type: application/json.",
}
STRANGE_NAME = (
    "The desk does not answer under this name. Open it by the address that it printed when it started."
)
FAULT = "The desk failed. Go back: your words are still there. If it happens again, please report it."


def answer_errors(app: Flask) -> None:
    """Gives ``app`` one shape of error: a page for people, ``{"problem": ...}`` for programs."""
    app.register_error_handler(UserError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def problems(error: UserError) -> list[str]:
    """What is wrong, a problem a line, cut where no person reads on."""
    lines = [line for line in str(error).splitlines() if line.strip()]
    if len(lines) <= limits.PROBLEMS:
        return lines
    more = len(lines) - limits.PROBLEMS
    return [*lines[: limits.PROBLEMS], f"And {more:,} more. `verbale ledger check` lists every one."]


def _http(error: HTTPException) -> Response:
    status = HTTPStatus(error.code or 500)
    if isinstance(error, SecurityError):
        return _shown(STRANGE_NAME, status)
    own_words = error.description if type(error).description != error.description else None
    response = _shown(REMEDIES.get(status) or own_words or status.description or status.phrase, status)
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers.extend([(k, v) for k, v in error.get_headers() if k == "Allow"])
    return response


def _refused(error: UserError) -> Response:
    status = STATUSES.get(type(error), HTTPStatus.UNPROCESSABLE_ENTITY)
    # A session that ended takes no words with it.
    words = request.form.get("text", "") if isinstance(error, SignInError) else ""
    return _shown("\n".join(problems(error)), status, kept=words)


def _fault(error: Exception) -> Response:
    # The frames without the message: a message may quote what somebody was drafting.
    frames = "".join(traceback.format_tb(error.__traceback__))
    current_app.logger.error(
        "%s at %s %s\n%s", type(error).__name__, request.method, request.url_rule, frames
    )
    return _shown(FAULT, HTTPStatus.INTERNAL_SERVER_ERROR)


def _shown(words: str, status: HTTPStatus, *, kept: str = "") -> Response:
    if request.path.startswith("/api/"):
        return make_response(jsonify(problem=words), status)
    page = render_template("problem.html", lines=words.splitlines(), status=status, kept=kept)
    return make_response(page, status)
