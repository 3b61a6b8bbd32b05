"""A desk with accounts and its people, for the tests of the pages."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from recording import DESK, PASSWORD
from verbale.model.clearance import Role
from verbale.records.office import Office
from verbale.records.values import CONSOLE
from verbale.web.app import create_desk
from verbale.web.safety import SESSION_COOKIE

PEOPLE = {
    "mara": ("Mara Lind", Role.SPOKESPERSON),
    "tom": ("Tom Aker", Role.TECHNICAL),
    "lea": ("Lea Sorn", Role.LEGAL),
    "dina": ("Dina Holt", Role.DIPLOMATIC),
    "root": ("Ruth Oot", Role.ADMINISTRATOR),
}


@dataclass
class Person:
    """Somebody at a browser without a script: forms are filled from the page that was opened last."""

    client: FlaskClient

    def get(self, address: str, status: int = 200) -> TestResponse:
        answer = self.client.get(address)
        assert answer.status_code == status, _said(answer)
        return answer

    def post(self, address: str, status: int = 303, /, **fields: object) -> TestResponse:
        sent = {"csrf_token": self.token(), **{k.rstrip("_"): v for k, v in fields.items()}}
        answer = self.client.post(address, data=sent)
        assert answer.status_code == status, _said(answer)
        return answer

    def ask(self, address: str, status: int = 200, /, **fields: object) -> TestResponse:
        """A question of the page's script."""
        answer = self.client.post(address, json=fields, headers={"X-CSRF-Token": self.token()})
        assert answer.status_code == status, _said(answer)
        return answer

    def token(self) -> str:
        found = re.search(r'name="csrf-token" content="([^"]+)"', self.client.get("/rules").text)
        if found is None:
            found = re.search(r'name="csrf-token" content="([^"]+)"', self.client.get("/sign-in").text)
        assert found
        return found[1]


def _said(answer: TestResponse) -> str:
    """What a page says is wrong, without the page."""
    return "\n".join(re.findall(r"<(?:h1|li|p|title)>(.*?)</", answer.text)[:12]) or answer.text[:500]


def staffed(folder: Path) -> Office:
    """A new office with its people, who all have the same password."""
    office = DESK.office(f"sqlite:///{folder}/records.db")
    office.people.add("mara", shown="Mara Lind", roles=[Role.SPOKESPERSON], by=CONSOLE, password=PASSWORD)
    for name, (shown, role) in PEOPLE.items():
        if name != "mara":
            office.people.add(name, shown=shown, roles=[role], by=CONSOLE)
    return office


@pytest.fixture(scope="session")
def new_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records of a desk on its first day, to be copied."""
    folder = tmp_path_factory.mktemp("desk")
    staffed(folder).close()
    return folder / "records.db"


@pytest.fixture
def desk_office(new_desk: Path, tmp_path: Path) -> Iterator[Office]:
    copy = shutil.copy(new_desk, tmp_path / "records.db")
    office = DESK.office(f"sqlite:///{copy}")
    yield office
    office.close()


@pytest.fixture
def desk_app(desk_office: Office) -> Flask:
    return create_desk(DESK, desk_office)


def signed_in(app: Flask, office: Office, name: str) -> Person:
    """A person with a session, without the second that a password takes."""
    client = app.test_client()
    client.set_cookie(SESSION_COOKIE, office.keys._begin(name, "test"))
    return Person(client)


@pytest.fixture
def mara(desk_app: Flask, desk_office: Office) -> Person:
    return signed_in(desk_app, desk_office, "mara")


@pytest.fixture
def tom(desk_app: Flask, desk_office: Office) -> Person:
    return signed_in(desk_app, desk_office, "tom")


@pytest.fixture
def root(desk_app: Flask, desk_office: Office) -> Person:
    return signed_in(desk_app, desk_office, "root")
