"""The audit trail: a chain that shows every change made behind its back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from recording import Crew, clear
from verbale.records.office import Office
from verbale.records.tables import RECORDED, UNCHANGING, digest
from verbale.records.values import DraftVersion

Verbale = Callable[..., Result]

TAMPERED = {
    "audit": ("UPDATE audit SET detail = 'nothing' WHERE seq = 3", "audit/3: altered"),
    "audit, one entry gone": ("DELETE FROM audit WHERE seq = 3", "audit/3: missing", "users/lea: no entry"),
    "ledgers": ("UPDATE ledgers SET document = '{}' WHERE revision = 1", "ledgers/harbour/1: altered"),
    "facts": ("UPDATE facts SET status = 'refuted' WHERE fact = '{fact}'", "facts/harbour/{fact}/1: altered"),
    "drafts": ("UPDATE drafts SET sent = NOT sent", "drafts/public-holding.harbour: altered"),
    "versions": ("UPDATE versions SET saved_by = 'eve'", "versions/public-holding.harbour/1: altered"),
    "clearances": (
        "UPDATE clearances SET role = 'legal' WHERE role = 'technical'",
        "clearances/public-holding.harbour.c2: altered",
    ),
    "clearances, one gone": (
        "DELETE FROM clearances WHERE role = 'technical'",
        "clearances/public-holding.harbour.c2: missing",
    ),
    "releases": ("UPDATE releases SET text_hash = '00'", "releases/public-holding.harbour: altered"),
    "users": ("UPDATE users SET roles = 'administrator' WHERE name = 'tom'", "users/tom: altered"),
    "users, one put in": (
        "INSERT INTO users SELECT 'eve', shown, roles, active, password, NULL, made_at, seq FROM users "
        "WHERE name = 'tom'",
        "users/eve: no entry",
    ),
}


@pytest.fixture
def released(office: Office, crew: Crew, draft: DraftVersion) -> str:
    """An office that has released the sample's holding statement; the head that the release carries."""
    clear(office, crew, draft)
    head = office.releasing.release(draft.draft.id, expected=1, by=crew.mara).audit_head
    assert head is not None
    return head


def behind_its_back(office: Office, *statements: str) -> None:
    """Change rows as somebody could who has the database in hand: without the triggers."""
    with office.database.exclusive() as connection:
        for table in UNCHANGING:
            if office.database.is_sqlite:
                for act in ("update", "delete"):
                    connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{act}"))
            else:
                connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_unchanging ON {table}"))
        for statement in statements:
            connection.execute(text(statement))


def test_a_trail_that_nobody_touched_is_intact(office: Office, released: str) -> None:
    verdict = office.trail.verify(known_head=released)
    assert verdict.intact
    assert verdict.head == office.trail.head() != released


@pytest.mark.parametrize("what", TAMPERED)
def test_one_altered_row_is_named(office: Office, released: str, draft: DraftVersion, what: str) -> None:
    fact = draft.draft.slots[0].fact
    statement, *named = (words.replace("{fact}", fact) for words in TAMPERED[what])
    behind_its_back(office, statement)
    problems = office.trail.verify().problems
    assert len(problems) == len(named)
    assert all(p.startswith(n) for p, n in zip(problems, named, strict=True)), problems


def test_a_chain_written_anew_lacks_the_head_that_was_noted(office: Office, released: str) -> None:
    signed = ("seq", "at", "by", "act", "incident", "subject", "seal", "detail", "previous")
    statements = []
    previous = "0" * 64
    with office.database.read() as session:
        for row in session.execute(text("SELECT * FROM audit ORDER BY seq")).mappings():
            entry = {name: row[name] for name in signed} | {"by": "eve", "previous": previous}
            previous = digest(entry)
            values = f"\"by\" = 'eve', previous = '{entry['previous']}', hash = '{previous}'"
            statements.append(f"UPDATE audit SET {values} WHERE seq = {row['seq']}")
    behind_its_back(office, *statements)
    assert office.trail.verify().intact
    assert "cut off or rewritten" in office.trail.verify(known_head=released).problems[0]


def test_an_end_cut_off_lacks_the_head_that_was_noted(office: Office, crew: Crew) -> None:
    office.people.set_password("mara", "four grey herons waiting", by=crew.mara)
    office.keys.sign_in("mara", "four grey herons waiting")
    head = office.trail.head()
    behind_its_back(office, "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)")
    assert office.trail.verify().intact
    assert not office.trail.verify(known_head=head).intact


@pytest.mark.parametrize("table", UNCHANGING)
@pytest.mark.parametrize("act", ["UPDATE {} SET seq = 0", "DELETE FROM {}"])
def test_the_database_itself_refuses(office: Office, released: str, table: str, act: str) -> None:
    with (
        pytest.raises(DBAPIError, match=f"{table}: what is recorded is not changed"),
        office.database.exclusive() as connection,
    ):
        connection.execute(text(act.format(table)))


def test_every_table_of_records_is_vouched_for(office: Office, released: str) -> None:
    with office.database.read() as session:
        seen = {
            subject.partition("/")[0]
            for subject in session.execute(
                text("SELECT subject FROM audit WHERE subject IS NOT NULL")
            ).scalars()
        }
    assert seen | {"waivers", "tokens", "links"} == {table.__tablename__ for table in RECORDED}


def test_the_trail_is_read_page_by_page(office: Office, crew: Crew, released: str) -> None:
    first = office.trail.entries(by=crew.root, limit=5)
    second = office.trail.entries(by=crew.root, limit=5, before=first[-1].seq)
    assert [e.seq for e in (*first, *second)] == list(range(first[0].seq, first[0].seq - 10, -1))
    assert all(e.incident == "harbour" for e in office.trail.entries(by=crew.root, incident="harbour"))


def test_the_command_says_that_it_is_intact(
    office: Office, released: str, url: str, verbale: Verbale, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERBALE_DATABASE_URL", url)
    checked = verbale("audit", "verify", "--head", released)
    assert checked.exit_code == 0
    assert f"intact: {office.trail.verify().entries} entries, head {office.trail.head()}" in checked.stdout


def test_the_command_names_the_row_and_exits_1(
    office: Office, released: str, url: str, verbale: Verbale, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERBALE_DATABASE_URL", url)
    behind_its_back(office, TAMPERED["releases"][0])
    checked = verbale("audit", "verify")
    assert checked.exit_code == 1
    assert "releases/public-holding.harbour: altered since audit/" in checked.stdout


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:////nowhere/at-all.db", "There are no records at sqlite:////nowhere/at-all.db"),
        ("mysql://root:secret@db/x", "Records are kept in SQLite or PostgreSQL, not in mysql"),
        ("sqlite://", "Records need a file that outlasts the program"),
        ("nonsense", "is not the address of a database"),
        ("postgresql://u:secret@127.0.0.1:1/x", "cannot be used"),
    ],
)
def test_a_wrong_address_is_said_without_its_password(
    url: str, said: str, verbale: Verbale, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERBALE_DATABASE_URL", url)
    checked = verbale("audit", "verify")
    assert checked.exit_code == 2
    assert said in checked.stderr
    assert "secret" not in checked.stderr


def test_a_file_that_is_no_database_is_said_to_be_none(
    tmp_path: Path, verbale: Verbale, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "notes.db"
    file.write_text("Not a database, whatever its name says.\n" * 100)
    monkeypatch.setenv("VERBALE_DATABASE_URL", f"sqlite:///{file}")
    checked = verbale("audit", "verify")
    assert checked.exit_code == 2
    assert "cannot be used: file is not a database" in checked.stderr
