"""Signing in by OpenID Connect, where the house has a provider: by code, with PKCE, state and nonce."""

import os
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask, make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from verbale.model.errors import UserError
from verbale.records.database import UnavailableError
from verbale.records.errors import NotFoundError, SignInError
from verbale.records.office import Office
from verbale.web.signing import START, address_within, with_session

SETTINGS = (
    "VERBALE_OIDC_ISSUER",
    "VERBALE_OIDC_CLIENT_ID",
    "VERBALE_OIDC_CLIENT_SECRET",
    "VERBALE_OIDC_NAME",
)
PATIENCE = 10
"""Seconds that the provider has for an answer."""
LOOPBACK = ("localhost", "127.0.0.1", "::1")
UNFINISHED = "Signing in was not finished. Try again from this page."
AWAY = "The provider of single sign-on does not answer as it should. Try again, or sign in with a password."
NOT_SET_UP = "This desk has no single sign-on. Sign in with name and password."


@dataclass(frozen=True, slots=True)
class Provider:
    """Who vouches for people: ``issuer`` is its address, ``name`` what the button says.

    Raises UserError for an address that is not https, save on this machine.
    """

    issuer: str
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    name: str = "single sign-on"

    def __post_init__(self) -> None:
        parts = urlsplit(self.issuer)
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
        if not safe or not parts.hostname:
            raise UserError(
                f"VERBALE_OIDC_ISSUER is “{self.issuer}”. Give the provider's address, beginning with https://."
            )


def provider_set() -> Provider | None:
    """The provider that the environment names; None when it names none.

    Raises UserError when half of it is missing, or the extra "sso" is.
    """
    issuer, client_id, secret, name = (os.environ.get(key, "").strip() for key in SETTINGS)
    if not issuer and not client_id:
        return None
    if not issuer or not client_id:
        raise UserError("Set both VERBALE_OIDC_ISSUER and VERBALE_OIDC_CLIENT_ID, or neither.")
    if find_spec("authlib") is None:
        raise UserError('Single sign-on needs the extra "sso". Install it: pip install "verbale[sso]".')
    return Provider(issuer, client_id, secret or None, name or "single sign-on")


def single_sign_on(app: Flask, office: Office, provider: Provider | None) -> Blueprint:
    """``/sign-in/sso``, on to the provider, and ``/sign-in/sso/return``, where it sends people back to."""
    part = Blueprint("sso", __name__, url_prefix="/sign-in/sso")
    client = _client(app, provider) if provider else None
    app.jinja_env.globals.update(provider=provider)

    @part.get("")
    def begin() -> AnyResponse:
        if client is None:
            raise NotFoundError(NOT_SET_UP)
        session["onward"] = address_within(request.args.get("next", START))
        try:
            onward: AnyResponse = client.authorize_redirect(url_for("sso.returned", _external=True))
        except Exception as error:  # whatever a provider answers, from nothing to nonsense
            raise UnavailableError(AWAY) from error
        return onward

    @part.get("/return")
    def returned() -> AnyResponse:
        if client is None or provider is None:
            raise NotFoundError(NOT_SET_UP)
        onward, subject = session.pop("onward", START), ""
        try:
            subject = _subject(client, provider)
            key = office.keys.sign_in_as(provider.issuer, subject)
        except SignInError as error:
            lines = [str(error), *([f"Your identifier there is “{subject}”."] if subject else [])]
            page = render_template("sign_in.html", lines=lines, name="", next=onward, nobody=False)
            return make_response(page, 401)
        return with_session(redirect(onward, 303), key)

    return part


def _client(app: Flask, provider: Provider) -> Any:
    from authlib.integrations.flask_client import OAuth

    # The way back leads from another site, from where a browser brings no cookie that is Strict. Forms stay
    # out of other sites' reach: Lax cookies come with no form of theirs, and every form needs its token.
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    return OAuth(app).register(
        name="desk",
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid",
            "code_challenge_method": "S256",
            "default_timeout": PATIENCE,
            **({} if provider.client_secret else {"token_endpoint_auth_method": "none"}),
        },
    )


def _subject(client: Any, provider: Provider) -> str:
    """Whom the provider vouches for. SignInError when it does not, or not to us, or for nobody we know."""
    expected = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
    }
    try:
        token = client.authorize_access_token(claims_options=expected)
        subject = token["userinfo"]["sub"]
    except Exception as error:  # a forged answer, an old one, one meant for somebody else, or none
        raise SignInError(UNFINISHED) from error
    return str(subject)
