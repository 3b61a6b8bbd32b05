"""One's own account: the password, and tokens for programs."""

from datetime import UTC, datetime, timedelta

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from verbale.model.errors import UserError
from verbale.records.errors import NotFoundError, SignInError
from verbale.records.office import Office
from verbale.records.values import Scope
from verbale.web.errors import problems
from verbale.web.signing import person, with_session

LASTS = {"30": "30 days", "90": "90 days", "365": "a year"}
"""For how many days a token is made, as the form offers it."""


def account(office: Office) -> Blueprint:
    """``/account``: who one is, a new password, and the tokens that act in one's name."""
    part = Blueprint("account", __name__, url_prefix="/account")
    people, keys = office.people, office.keys

    def page(error: UserError | None = None, *, key: str = "") -> AnyResponse:
        shown = render_template(
            "account.html",
            lines=problems(error) if error else [],
            wrong="password" if "password" in request.form else "token",
            tokens=[one for one in keys.tokens(person().name) if not one.revoked],
            scopes=tuple(Scope),
            lasts=LASTS,
            key=key,
            now=datetime.now(UTC),
        )
        status = 401 if isinstance(error, SignInError) else 422 if error else 200
        return make_response(shown, status)

    @part.get("")
    def mine() -> AnyResponse:
        return page()

    @part.post("")
    def password() -> AnyResponse:
        user, secret = person(), request.form.get("password", "")
        try:
            keys.sign_out(keys.sign_in(user.name, request.form.get("present", "")))
            people.set_password(user.name, secret, by=user)
        except UserError as error:
            return page(error)
        return with_session(redirect("/account", 303), keys.sign_in(user.name, secret))

    @part.post("/tokens")
    def token_made() -> AnyResponse:
        known = list(Scope)
        scopes = [Scope(given) for given in request.form.getlist("scope") if given in known]
        days = request.form.get("days", "")
        if days not in LASTS:
            return page(UserError(f"Choose how long the token lasts: {', '.join(LASTS)} days."))
        try:
            until = datetime.now(UTC) + timedelta(days=int(days))
            key, _ = keys.make_token(person(), request.form.get("label", ""), scopes, expires_at=until)
        except UserError as error:
            return page(error)
        return page(key=key)

    @part.post("/tokens/<id>/revoke")
    def token_revoked(id: str) -> AnyResponse:
        if id not in {one.id for one in keys.tokens(person().name)}:
            raise NotFoundError("You have no such token. Choose one on the page of your account.")
        keys.revoke_token(id, by=person())
        return redirect("/account", 303)

    return part
