"""Signing in by OpenID Connect, against a provider that runs beside the tests."""

import re
from collections.abc import Iterator

import httpx
import oidc_provider_mock
import pytest
from flask import Flask
from flask.testing import FlaskClient

from at_the_desk import Person, signed_in
from recording import DESK, PASSWORD
from verbale.model.errors import UserError
from verbale.records.office import Office
from verbale.records.values import CONSOLE
from verbale.web.app import create_desk
from verbale.web.single_sign_on import SETTINGS, Provider, provider_set

MARA = "mara@velmara.example"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with oidc_provider_mock.run_server_in_thread(require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def app(desk_office: Office, issuer: str) -> Flask:
    desk_office.people.set_identity("mara", issuer, MARA, by=CONSOLE)
    return create_desk(DESK, desk_office, provider=Provider(issuer, "desk", "secret", "Velmara ID"))


def vouched(visitor: FlaskClient, asked: str, subject: str) -> str:
    """The address that the provider sends a browser back to, once ``subject`` has agreed there."""
    onward = visitor.get(asked)
    assert onward.status_code == 302, onward.text
    assert "code_challenge_method=S256" in onward.location
    answer = httpx.post(onward.location, data={"sub": subject})
    return answer.headers["location"]


def test_whom_the_provider_vouches_for_gets_in_and_on_to_where_they_wanted(app: Flask) -> None:
    visitor = app.test_client()
    page = visitor.get("/sign-in?next=/rules").text
    link = re.search(r'href="(/sign-in/sso[^"]*)">Sign in by Velmara ID', page)
    assert link
    back = visitor.get(vouched(visitor, link[1], MARA))
    assert (back.status_code, back.location) == (303, "/rules")
    assert "Mara Lind" in visitor.get("/").text


def test_a_stranger_gets_no_account_by_signing_in(app: Flask, desk_office: Office) -> None:
    visitor = app.test_client()
    before = desk_office.people.users()
    refused = visitor.get(vouched(visitor, "/sign-in/sso", "eve@elsewhere.example"))
    assert refused.status_code == 401
    assert "Your identifier there is “eve@elsewhere.example”" in refused.text
    assert desk_office.people.users() == before
    assert visitor.get("/").status_code == 303


def test_an_answer_meant_for_another_browser_is_refused(app: Flask) -> None:
    mine, theirs = app.test_client(), app.test_client()
    meant_for_me = vouched(mine, "/sign-in/sso", MARA)
    assert theirs.get(meant_for_me).status_code == 401
    assert theirs.get("/").status_code == 303


def test_an_answer_works_once(app: Flask) -> None:
    visitor = app.test_client()
    back = vouched(visitor, "/sign-in/sso", MARA)
    assert visitor.get(back).status_code == 303
    assert visitor.get(back).status_code == 401


def test_a_closed_account_stays_closed(app: Flask, desk_office: Office) -> None:
    desk_office.people.deactivate("mara", by=CONSOLE)
    visitor = app.test_client()
    assert visitor.get(vouched(visitor, "/sign-in/sso", MARA)).status_code == 401


def test_saying_no_at_the_provider_leads_back_to_signing_in(app: Flask) -> None:
    visitor = app.test_client()
    onward = visitor.get("/sign-in/sso").location
    refused = httpx.post(onward, data={"action": "deny"}).headers["location"]
    page = visitor.get(refused)
    assert page.status_code == 401
    assert "was not finished" in page.text


def test_a_provider_that_calls_itself_otherwise_is_not_believed(desk_office: Office, issuer: str) -> None:
    desk_office.people.set_identity("mara", issuer, MARA, by=CONSOLE)
    # It answers at this address, and vouches under another name.
    provider = Provider(f"{issuer}/", "desk", "secret")
    visitor = create_desk(DESK, desk_office, provider=provider).test_client()
    assert visitor.get(vouched(visitor, "/sign-in/sso", MARA)).status_code == 401


def test_signing_in_never_leads_to_another_site(app: Flask) -> None:
    visitor = app.test_client()
    back = vouched(visitor, "/sign-in/sso?next=//velmara.example/", MARA)
    assert visitor.get(back).location == "/"


def test_a_provider_that_is_away_leaves_passwords(desk_office: Office) -> None:
    away = create_desk(DESK, desk_office, provider=Provider("http://localhost:9", "desk"))
    visitor = Person(away.test_client())
    assert "sign in with a password" in visitor.get("/sign-in/sso", 503).text
    assert visitor.post("/sign-in", name="mara", password=PASSWORD).location == "/"


def test_an_administrator_ties_an_account_to_an_identity(app: Flask, desk_office: Office) -> None:
    root = signed_in(app, desk_office, "root")
    assert "Velmara ID" in root.get("/users").text
    root.post("/users/tom/identity", subject="tom@velmara.example")
    assert "already" in root.post("/users/lea/identity", 422, subject=MARA).text
    visitor = app.test_client()
    assert visitor.get(vouched(visitor, "/sign-in/sso", "tom@velmara.example")).status_code == 303
    assert "Tom Aker" in visitor.get("/").text


def test_without_a_provider_there_is_nothing_to_see(desk_app: Flask, root: Person) -> None:
    assert "/sign-in/sso" not in desk_app.test_client().get("/sign-in").text
    assert desk_app.test_client().get("/sign-in/sso").status_code == 404
    assert desk_app.test_client().get("/sign-in/sso/return?code=a&state=b").status_code == 404
    root.post("/users/tom/identity", 422, subject="tom")


def test_settings_come_from_the_environment_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    assert provider_set() is None
    monkeypatch.setenv("VERBALE_OIDC_ISSUER", "https://id.velmara.example")
    with pytest.raises(UserError, match="Set both"):
        provider_set()
    monkeypatch.setenv("VERBALE_OIDC_CLIENT_ID", "desk")
    monkeypatch.setenv("VERBALE_OIDC_CLIENT_SECRET", "never shown")
    assert "never shown" not in repr(provider_set())
    monkeypatch.setenv("VERBALE_OIDC_ISSUER", "http://id.velmara.example")
    with pytest.raises(UserError, match="https://"):
        provider_set()
