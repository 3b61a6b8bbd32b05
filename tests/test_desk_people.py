"""Signing in and out, the first administrator, one's own account, and keeping accounts."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from datetime import timedelta
from pathlib import Path

from flask import Flask

from at_the_desk import Person, signed_in
from recording import DESK, PASSWORD, Clock, open_office
from verbale.model.clearance import Role
from verbale.records.office import Office
from verbale.records.values import CONSOLE
from verbale.web.app import create_desk
from verbale.web.safety import SESSION_COOKIE

NEW = "nine slow kettles singing"


def test_the_first_link_makes_the_one_who_keeps_accounts_and_works_once(tmp_path: Path) -> None:
    office = DESK.office(f"sqlite:///{tmp_path}/new.db")
    link = office.people.first_link()
    visitor = Person(create_desk(DESK, office).test_client())
    assert "Nobody has an account yet" in visitor.get("/sign-in").text
    made = visitor.post(f"/first/{link}", name="ruth", full_name="Ruth Oot", password=NEW)
    assert made.location == "/users"
    assert "Ruth Oot" in visitor.get("/users").text
    assert office.people.user("ruth").roles == (Role.ADMINISTRATOR,)
    again = visitor.post(f"/first/{link}", 401, name="eve", password=NEW)
    assert "used" in again.text
    assert "Nobody has an account yet" not in visitor.get("/sign-in").text


def test_a_person_added_gets_in_by_a_link_and_goes_to_work(
    desk_app: Flask, desk_office: Office, root: Person
) -> None:
    page = root.post("/users", 200, name="nils", full_name="Nils Berg", role="technical").text
    link = re.search(r"/password/\S+?(?=<)", page)
    assert link
    nils = Person(desk_app.test_client())
    assert nils.post(link[0], password=NEW).location == "/"
    assert "Nils Berg" in nils.get("/").text
    assert Person(desk_app.test_client()).post(link[0], 401, password=NEW)


def test_signing_in_leads_back_to_where_one_wanted_to_go(desk_app: Flask) -> None:
    client = desk_app.test_client()
    asked = client.get("/users?x=1")
    assert asked.location == "/sign-in?next=%2Fusers%3Fx%3D1"
    visitor = Person(client)
    assert 'value="/users?x=1"' in visitor.get(asked.location).text
    signed = visitor.post("/sign-in", name="mara", password=PASSWORD, next="/users?x=1")
    assert signed.location == "/users?x=1"
    cookie = signed.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_signing_in_never_leads_to_another_site(desk_app: Flask) -> None:
    for elsewhere in ("//velmara.example/", "/\\velmara.example", "https://velmara.example"):
        visitor = Person(desk_app.test_client())
        assert visitor.post("/sign-in", name="mara", password=PASSWORD, next=elsewhere).location == "/"


def test_a_wrong_password_is_told_apart_from_nothing(desk_app: Flask) -> None:
    visitor = Person(desk_app.test_client())
    wrong = visitor.post("/sign-in", 401, name="mara", password="guessed")
    nobody = visitor.post("/sign-in", 401, name="nobody", password="guessed")
    said = "Name and password do not belong together."
    assert said in wrong.text
    assert said in nobody.text
    assert "guessed" not in wrong.text


def test_a_session_ends_with_signing_out(desk_app: Flask, desk_office: Office, mara: Person) -> None:
    [key] = [cookie.value for cookie in [mara.client.get_cookie(SESSION_COOKIE)] if cookie]
    assert mara.post("/sign-out").headers["Clear-Site-Data"] == '"storage"'
    assert desk_office.keys.session(key) is None
    assert mara.get("/", 303).location.startswith("/sign-in")


def test_a_session_that_ran_out_gives_back_the_words(tmp_path: Path) -> None:
    clock = Clock()
    office = open_office(f"sqlite:///{tmp_path}/late.db", clock)
    office.people.add("mara", roles=[Role.SPOKESPERSON], by=CONSOLE)
    mara = signed_in(create_desk(DESK, office), office, "mara")
    token = mara.token()
    clock.move_on(timedelta(hours=3))
    words = {"csrf_token": token, "text": "Services stopped at noon.", "version": 1}
    answer = mara.client.post("/drafts/any", data=words)
    assert answer.status_code == 401
    assert "Services stopped at noon.</textarea>" in answer.text


def test_a_new_password_ends_the_other_sessions(desk_app: Flask, desk_office: Office, mara: Person) -> None:
    elsewhere = signed_in(desk_app, desk_office, "mara")
    assert "do not belong together" in mara.post("/account", 401, present="wrong", password=NEW).text
    mara.post("/account", present=PASSWORD, password=NEW)
    mara.get("/account")
    elsewhere.get("/account", 303)


def test_a_token_is_shown_once_and_can_be_revoked(desk_app: Flask, mara: Person, tom: Person) -> None:
    page = mara.post("/account/tokens", 200, label="hook", scope="lint", days="30").text
    found = re.search(r"verbale_[\w-]+", page)
    assert found
    key = found[0]
    assert key not in mara.get("/account").text

    def ask() -> int:
        headers = {"Authorization": f"Bearer {key}"}
        return desk_app.test_client().post("/api/v1/lint", json={"text": "a"}, headers=headers).status_code

    assert ask() == 200
    [revoke] = re.findall(r"/account/tokens/\w+/revoke", mara.get("/account").text)
    tom.post(revoke, 404)
    assert ask() == 200
    mara.post(revoke)
    assert ask() == 401


def test_a_token_without_a_scope_or_an_end_is_not_made(mara: Person) -> None:
    assert "at least one scope" in mara.post("/account/tokens", 422, label="hook", days="30").text
    assert "how long" in mara.post("/account/tokens", 422, label="hook", scope="lint", days="9999").text


def test_roles_are_given_and_accounts_closed_and_opened(
    desk_office: Office, root: Person, tom: Person
) -> None:
    root.post("/users/tom/roles", role=["technical", "legal"])
    assert desk_office.people.user("tom").roles == (Role.TECHNICAL, Role.LEGAL)
    root.post("/users/tom/close")
    tom.get("/", 303)
    root.post("/users/tom/open")
    assert desk_office.people.user("tom").active


def test_the_last_who_keeps_accounts_stays(root: Person) -> None:
    assert "Make somebody else administrator first" in root.post("/users/root/close", 422).text
    assert "has a role" in root.post("/users/tom/roles", 422).text
    assert "is taken" in root.post("/users", 422, name="tom", role="legal").text


def test_the_first_start_prints_the_link_that_makes_the_first_administrator(tmp_path: Path) -> None:
    command = [Path(sys.executable).with_name("verbale"), "serve", "--port", "0"]
    environment = {**os.environ, "VERBALE_DATABASE_URL": f"sqlite:///{tmp_path}/records.db"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as desk:
        assert desk.stdout is not None
        try:
            said = [desk.stdout.readline() for _ in range(3)]
            link = re.search(r"http://\S+/first/\S+", said[1])
            assert link, said
            with urllib.request.urlopen(link[0]) as page:
                assert "The first administrator" in page.read().decode()
            home = said[2].split()[3]
            with urllib.request.urlopen(home) as page:
                assert page.url == f"{home}sign-in?next=%2F"
        finally:
            desk.send_signal(signal.SIGINT)
            desk.wait(timeout=10)
