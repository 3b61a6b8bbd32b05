"""The audit trail on its page."""

import sqlite3
from pathlib import Path

from at_the_desk import Person
from verbale.records.office import Office


def test_the_trail_is_read_by_incident_and_page(mara: Person, root: Person, desk_office: Office) -> None:
    mara.post("/incidents", sample="yes")
    mara.post("/incidents/harbour/drafts", template="public/holding")
    page = root.get("/audit").text
    assert desk_office.trail.head() in page
    assert "draft made" in page or "public/holding" in page
    assert "Port services" not in page
    assert "people" not in root.get("/audit?incident=harbour").text
    assert "Nothing is recorded of this incident" in root.get("/audit?incident=none").text
    assert root.get("/audit?before=2").text.count('<th scope="row">') == 1


def test_a_trail_that_was_altered_is_found_out_and_the_row_named(
    root: Person, mara: Person, desk_office: Office, tmp_path: Path
) -> None:
    mara.post("/incidents", sample="yes")
    assert "are as they were recorded" in root.post("/audit", 200).text
    with sqlite3.connect(tmp_path / "records.db") as database:
        database.execute("UPDATE users SET roles = 'administrator' WHERE name = 'tom'")
    page = root.post("/audit", 200).text
    assert 'role="alert"' in page
    assert "tom" in page
