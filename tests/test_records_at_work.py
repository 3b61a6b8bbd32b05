"""Many at once, and a process that is killed: nothing acknowledged is lost, and the chain never forks."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from recording import DESK, Clock, Crew, open_office, renamed, save
from records_at_work import MARA
from verbale.model.clearance import Role
from verbale.model.errors import UserError
from verbale.records import database
from verbale.records.database import Database, UnavailableError
from verbale.records.errors import ConflictError
from verbale.records.office import Office
from verbale.records.schema import migrate
from verbale.records.tables import Base
from verbale.records.values import CONSOLE, DraftVersion

SCRIPT = Path(__file__).with_name("records_at_work.py")


def at_work(url: str, prefix: str, saves: int, releases: int) -> subprocess.Popen[str]:
    """A process that has prepared its drafts and waits for the word."""
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT), url, prefix, str(saves), str(releases)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    """Give the word."""
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def acknowledged(office: Office, lines: list[str]) -> None:
    """Check that everything a process was told is there."""
    for line in lines:
        act, id, digest = line.split()
        if act == "saved":
            assert office.drafts.get(id).text_hash == digest, line
        else:
            assert office.releasing.get(id).text_hash == digest, line


def test_nothing_acknowledged_is_lost_when_a_process_is_killed(url: str, clock: Clock) -> None:
    process = at_work(url, "kill", saves=170, releases=30)
    go(process)
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(60)]
    os.kill(process.pid, signal.SIGKILL)
    lines += process.stdout.readlines()
    process.wait()
    office = open_office(url, clock)
    assert 60 <= len(lines) < 200, "it was killed in the middle"
    acknowledged(office, [line for line in lines if line.endswith("\n")])
    assert office.trail.verify().problems == ()
    assert office.incidents.open(renamed(DESK.sample_ledger(), "after"), by=MARA)
    office.close()


def test_two_hundred_writers_in_four_processes_make_one_chain(url: str, clock: Clock) -> None:
    migrate(Database(url))
    processes = [at_work(url, f"p{number}", saves=50, releases=0) for number in range(4)]
    for process in processes:
        go(process)
    lines = [line for process in processes for line in process.communicate()[0].splitlines()]
    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    assert len(lines) == 200
    office = open_office(url, clock)
    acknowledged(office, lines)
    assert office.trail.verify().problems == ()
    office.close()


def test_of_many_who_save_one_version_one_succeeds(office: Office, crew: Crew, draft: DraftVersion) -> None:
    def attempt(number: int) -> bool:
        try:
            save(office, draft, f"Text {number}.\n", crew.mara)
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(20) as threads:
        assert sum(threads.map(attempt, range(20))) == 1
    assert office.drafts.card(draft.draft.id).version == 2
    assert office.trail.verify().intact


def test_two_processes_that_start_at_once_both_find_the_tables(url: str) -> None:
    code = (
        "import sys; from verbale.desk import Desk; print(Desk().office(sys.argv[1]).trail.verify().intact)"
    )
    starting = [
        subprocess.Popen([sys.executable, "-c", code, url], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [process.communicate()[0] for process in starting] == ["True\n"] * 4


def test_the_migrations_lead_to_the_tables_of_this_version(url: str) -> None:
    records = Database(url)
    migrate(records)
    with records.read() as session:
        assert compare_metadata(MigrationContext.configure(session.connection()), Base.metadata) == []


def test_records_of_a_newer_version_are_left_alone(url: str, clock: Clock) -> None:
    open_office(url, clock).close()
    records = Database(url)
    with records.exclusive() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UserError, match="written by a newer Verbale"):
        open_office(url, clock)


def test_a_writer_that_waits_too_long_is_told(
    office: Office, crew: Crew, url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 1)
    other = open_office(url, clock)
    with (
        office.database.exclusive(),
        pytest.raises(UnavailableError, match="held by somebody else for 1 seconds"),
    ):
        other.people.add("ida", roles=[Role.LEGAL], by=CONSOLE)
    other.close()


def test_readers_do_not_wait_for_writers(office: Office, crew: Crew, draft: DraftVersion) -> None:
    with office.database.exclusive():
        assert office.drafts.get(draft.draft.id) == draft


def test_a_file_of_records_is_for_its_owner_alone(tmp_path: Path, clock: Clock) -> None:
    file = tmp_path / "deep" / "records.db"
    office = open_office(f"sqlite:///{file}", clock)
    office.trail.head()
    assert {path.stat().st_mode & 0o077 for path in file.parent.iterdir()} == {0}
    assert {path.name for path in file.parent.iterdir()} >= {"records.db", "records.db-wal"}
    office.close()
