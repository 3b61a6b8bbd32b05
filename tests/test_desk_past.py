"""Past statements at the desk: sent, checked beside other work, read as a report, thrown away."""

import io
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from werkzeug.test import TestResponse

from at_the_desk import Person, signed_in
from recording import DESK
from verbale.records.office import Office
from verbale.web import limits
from verbale.web.app import create_desk
from verbale.web.past_run import PastRun, Stand

FIRM = b"There is no doubt that the outage of 7 May 2031 was planned.\n" * 10
CAREFUL = b"Port services in Velmara stopped at 09:40 UTC. The cause has not been established.\n" * 9


def send(person: Person, *files: tuple[str, bytes], status: int = 303, **fields: str) -> TestResponse:
    texts = [(io.BytesIO(content), name) for name, content in files]
    sent = {"csrf_token": person.token(), "texts": texts, **fields}
    answer = person.client.post("/past", data=sent, content_type="multipart/form-data")
    assert answer.status_code == status, answer.text
    return answer


def zipped(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        for name, content in files.items():
            packed.writestr(f"{name}.txt", content)
    return held.getvalue()


def report(person: Person, address: str) -> str:
    """The page of an archive when its checking has ended."""
    deadline = time.monotonic() + 90
    while person.get(f"{address}/progress").json["stand"] in ("waiting", "running"):
        assert time.monotonic() < deadline, "still being checked"
        time.sleep(0.2)
    return person.get(address).text


def test_files_and_a_zip_become_one_report_that_names_what_cannot_be_read(
    mara: Person, tom: Person, tmp_path: Path
) -> None:
    packed = zipped(one=FIRM, two=CAREFUL)
    files = [("../../past.zip", packed), ("broken.docx", b"PK\x03\x04 and no more"), ("firm.txt", FIRM)]
    address = send(mara, *files, title="Spring", incident="outage").location
    waiting = mara.get(address).text
    assert "You can close this page" in waiting
    shown = report(mara, address)
    assert "1 could not be read" in shown
    assert "broken.docx" in shown
    assert str(tmp_path) not in shown
    assert "Findings per 1,000 words, by rule" in shown
    assert "certainty/booster" in shown
    assert "2 statements speak of “outage”" in shown
    assert "Spring" in tom.get("/past").text
    page = tom.get(f"{address}/report.html")
    assert page.headers["Content-Disposition"].startswith("attachment")
    lines = tom.get(f"{address}/findings.jsonl").text
    assert '"path": "past.zip/one.txt"' in lines
    assert str(tmp_path) not in lines + page.text


def test_an_archive_goes_on_where_a_desk_was_stopped(desk_office: Office) -> None:
    left = desk_office.folder / "past" / "0123456789abcdef"
    (left / "texts").mkdir(parents=True)
    (left / "texts" / "firm.txt").write_bytes(FIRM)
    begun = datetime.now(UTC)
    PastRun(id=left.name, title="Left", by="mara", sent_at=begun, files=1, stand=Stand.RUNNING).write(left)
    person = signed_in(create_desk(DESK, desk_office), desk_office, "mara")
    assert "certainty/booster" in report(person, f"/past/{left.name}")


def test_texts_none_of_which_can_be_read_say_why(mara: Person) -> None:
    shown = report(mara, send(mara, ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(99))).location)
    assert "There is no text to lint." in shown
    assert "picture.png" in shown


def test_what_is_thrown_away_is_gone(mara: Person, desk_office: Office) -> None:
    address = send(mara, ("firm.txt", FIRM)).location
    assert mara.post(f"{address}/remove").location == "/past"
    mara.get(address, 404)
    assert list((desk_office.folder / "past").iterdir()) == []


def test_sending_nothing_or_too_much_is_refused_with_what_to_do(mara: Person) -> None:
    assert "Nothing was chosen" in send(mara, ("", b""), status=422).text
    token = mara.token()
    much = {"csrf_token": token, "texts": (io.BytesIO(bytes(limits.PAST + 1)), "a.txt")}
    answer = mara.client.post("/past", data=much, content_type="multipart/form-data")
    assert answer.status_code == 413
    assert "too large" in answer.text


def test_an_administrator_reads_reports_and_sends_nothing(root: Person, desk_app: Flask) -> None:
    assert "Check these texts" not in root.get("/past").text
    send(root, ("firm.txt", FIRM), status=403)


def test_a_name_that_is_no_archive_is_not_found(mara: Person) -> None:
    for name in ("..", "nothing", "0123456789abcdef"):
        assert mara.client.get(f"/past/{name}").status_code == 404
    mara.get("/past/0123456789abcdef/run.json", 404)
