"""Backup and restore, from either make of database to either."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from recording import DESK, MAKES, Clock, Crew, clear, new_database, open_office
from verbale.model.errors import UserError
from verbale.model.ledger import Ledger
from verbale.records.office import Office
from verbale.records.values import DraftVersion

Verbale = Callable[..., Result]


@pytest.fixture
def archive(office: Office, crew: Crew, draft: DraftVersion, tmp_path: Path) -> Path:
    """A backup of an office that has released a statement and begun another."""
    clear(office, crew, draft)
    office.releasing.release(draft.draft.id, expected=1, by=crew.mara)
    office.drafts.add(DESK.draft("public/holding", DESK.sample_ledger()).draft, by=crew.tom)
    office.together.keep("public-holding.harbour-2", "Half a sentence, “quoted”", version=1, by=crew.tom)
    office.back_up(tmp_path / "records.zip")
    return tmp_path / "records.zip"


@pytest.fixture(params=MAKES)
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[tuple[str, Office]]:
    """An empty office of another make, or the same, with its address."""
    with new_database(request.param, tmp_path, request) as url:
        opened = open_office(url, clock)
        yield url, opened
        opened.close()


def test_everything_comes_back(
    office: Office, crew: Crew, ledger: Ledger, archive: Path, elsewhere: tuple[str, Office]
) -> None:
    _, other = elsewhere
    verdict = other.restore(archive)
    assert (verdict.intact, verdict.head) == (True, office.trail.head())
    for one, again in ((office, other),):
        assert one.releasing.all() == again.releasing.all()
        assert one.incidents.get(ledger.incident.id) == again.incidents.get(ledger.incident.id)
        assert [one.drafts.versions(c.id) for c in one.drafts.cards()] == [
            again.drafts.versions(c.id) for c in again.drafts.cards()
        ]
        assert one.people.users() == again.people.users()
        assert one.together.kept("public-holding.harbour-2", by=crew.tom) == again.together.kept(
            "public-holding.harbour-2", by=crew.tom
        )
    assert other.trail.verify(known_head=office.trail.head()).intact


def test_work_goes_on_after_a_restore(archive: Path, crew: Crew, elsewhere: tuple[str, Office]) -> None:
    _, other = elsewhere
    other.restore(archive)
    id = "public-holding.harbour-2"
    saved = other.drafts.save(id, "Other words.\n", slots=(), expected=1, by=crew.mara)
    assert saved.draft.version == 2
    assert other.trail.verify().intact


def test_records_are_not_lost_unasked(office: Office, crew: Crew, archive: Path) -> None:
    with pytest.raises(UserError, match="4 users, 1 incident"):
        office.restore(archive)
    office.people.set_password("mara", "four grey herons waiting", by=crew.mara)
    office.restore(archive, force=True)
    assert office.trail.entries(by=crew.root, limit=1)[0].act == "records restored"


def rewritten(archive: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The archive with its files changed."""
    other = archive.with_name("changed.zip")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return other


def test_a_damaged_archive_changes_nothing(office: Office, crew: Crew, archive: Path) -> None:
    before = office.trail.head()
    changed = rewritten(archive, lambda name, old: old.replace(b"mara", b"eve!"))
    with pytest.raises(UserError, match="is damaged"):
        office.restore(changed, force=True)
    assert office.trail.head() == before


def test_a_broken_trail_is_not_restored(office: Office, crew: Crew, archive: Path) -> None:
    """Also where somebody took the trouble to bring the checksums up to date."""
    from hashlib import sha256

    tables: dict[str, str] = {}

    def forged(name: str, old: bytes) -> bytes:
        new = old.replace(b'"released_by":"mara"', b'"released_by":"eve!"').replace(
            b'\\"released_by\\":\\"mara\\"', b'\\"released_by\\":\\"eve!\\"'
        )
        tables[name] = sha256(new).hexdigest()
        if name == "manifest.json":
            manifest = json.loads(old)
            for table in manifest["tables"]:
                table["sha256"] = tables[f"tables/{table['name']}.jsonl"]
            return json.dumps(manifest).encode()
        return new

    before = office.trail.head()
    with pytest.raises(UserError, match=r"broken.*\nreleases/public-holding.harbour: altered"):
        office.restore(rewritten(archive, forged), force=True)
    assert office.trail.head() == before


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_backup_is_said_to_be_none(office: Office, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.zip"
    file.write_bytes(content)
    with pytest.raises(UserError, match="is damaged, or is not a backup"):
        office.restore(file)


def test_a_backup_of_a_later_version_names_the_remedy(office: Office, crew: Crew, archive: Path) -> None:
    later = rewritten(archive, lambda name, old: old.replace(b'"version": 1', b'"version": 2'))
    with pytest.raises(UserError, match="Install the version that made it"):
        office.restore(later, force=True)
    newer = rewritten(archive, lambda name, old: old.replace(b'"revision": "0001"', b'"revision": "9999"'))
    with pytest.raises(UserError, match="written by a newer Verbale"):
        office.restore(newer, force=True)
    assert office.people.users()


def test_a_backup_is_for_its_owner_alone_and_overwrites_nothing(office: Office, archive: Path) -> None:
    assert archive.stat().st_mode & 0o077 == 0
    with pytest.raises(UserError, match="There is a file"):
        office.back_up(archive)
    with pytest.raises(UserError, match="cannot be written"):
        office.back_up(archive.parent / "no" / "such" / "folder.zip")


def test_the_commands_move_records_from_one_database_to_another(
    office: Office,
    crew: Crew,
    ledger: Ledger,
    url: str,
    elsewhere: tuple[str, Office],
    tmp_path: Path,
    verbale: Verbale,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there, other = elsewhere
    monkeypatch.setenv("VERBALE_DATABASE_URL", url)
    made = verbale("backup", tmp_path / "r.zip")
    assert (made.exit_code, office.trail.head() in made.stdout) == (0, True)
    assert verbale("restore", tmp_path / "r.zip").exit_code == 2
    monkeypatch.setenv("VERBALE_DATABASE_URL", there)
    restored = verbale("restore", tmp_path / "r.zip")
    assert (restored.exit_code, office.trail.head() in restored.stdout) == (0, True)
    assert other.incidents.get(ledger.incident.id).ledger == ledger


def test_the_commands_keep_accounts(
    url: str, office: Office, verbale: Verbale, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERBALE_DATABASE_URL", url)
    password = "four grey herons waiting\n"
    added = verbale("users", "add", "ada", "--role", "administrator", "--shown", "Ada L.", stdin=password)
    assert (added.exit_code, added.stdout) == (0, "ada can sign in, as administrator.\n")
    assert verbale("users", "add", "bo", "--role", "legal", stdin=password).exit_code == 0
    assert verbale("users", "role", "bo", "technical", "legal").stdout == "bo is technical, legal.\n"
    assert verbale("users", "deactivate", "bo").exit_code == 0
    assert verbale("users", "passwd", "bo", stdin="five grey herons waiting\n").exit_code == 0
    listed = verbale("users", "list")
    assert listed.stdout == "ada  administrator\nbo  technical, legal  (deactivated)\n"
    assert verbale("users", "reactivate", "bo").exit_code == 0
    assert office.keys.sign_in("bo", "five grey herons waiting")


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (["add", "ada", "--role", "legal"], "four grey herons waiting\n", 'The name "ada" is taken'),
        (["add", "bo", "--role", "legal"], "short\n", "A password has 12 to 1000 characters"),
        (["add", "bo", "--role", "legal"], "", "No password was given"),
        (["passwd", "nobody"], "four grey herons waiting\n", 'There is no user "nobody"'),
        (["role", "ada", "legal"], None, "Nobody would be left to keep accounts"),
        (["deactivate", "ada"], None, "Nobody would be left to keep accounts"),
        (["role", "ada", "king"], None, "'king' is not one of"),
    ],
)
def test_the_commands_say_what_is_wrong(
    office: Office,
    url: str,
    verbale: Verbale,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    stdin: str | None,
    said: str,
) -> None:
    monkeypatch.setenv("VERBALE_DATABASE_URL", url)
    verbale("users", "add", "ada", "--role", "administrator", stdin="four grey herons waiting\n")
    refused = verbale("users", *arguments, stdin=stdin)
    assert refused.exit_code == 2
    assert said in refused.stderr
