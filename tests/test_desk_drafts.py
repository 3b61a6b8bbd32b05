"""A draft of the desk from its first word to its release, by forms and by the script's questions."""

import io
import json
import re
import zipfile

import pytest
from flask import Flask

from at_the_desk import Person, signed_in
from verbale.records.office import Office

BLAME = "Orsk is behind this disruption."
WARNED = "This was an unprecedented catastrophe."
ID = "public-holding.harbour"
PLACE = f"/drafts/{ID}"
ASK = f"/api/v1/drafts/{ID}"


@pytest.fixture
def text(mara: Person, desk_office: Office) -> str:
    """The text of the sample's holding statement, drafted."""
    mara.post("/incidents", sample="yes")
    assert mara.post("/incidents/harbour/drafts", template="public/holding").location == PLACE
    return desk_office.drafts.get(ID).draft.text.rstrip("\n")


def test_the_page_of_a_draft_says_where_it_stands(mara: Person, root: Person, text: str) -> None:
    page = mara.get(PLACE).text
    for words in ("Version 1, saved", "by mara", "TLP:CLEAR", "Next update", "Send for clearance"):
        assert words in page
    reading = root.get(PLACE).text
    assert "Port services" in reading
    assert "<textarea" not in reading


def test_a_save_is_a_version_and_a_second_one_shows_the_difference(
    mara: Person, tom: Person, desk_office: Office, text: str
) -> None:
    mara.post(PLACE, text=f"{text}\n\nWork goes on.", version=1)
    conflict = tom.post(PLACE, 409, text=f"{text}\n\nDivers are at work.", version=1)
    assert "mara saved first" in conflict.text
    assert "<del>Work</del><ins>Divers</ins>" in conflict.text
    assert "Divers are at work.</textarea>" in conflict.text
    [version] = re.findall(r'name="version" value="(\d+)"', conflict.text)
    assert "Divers are at work." in tom.get(PLACE).text, "the words are kept"
    tom.post(PLACE, text=f"{text}\n\nWork goes on. Divers are at work.", version=version)
    saved = desk_office.drafts.get(ID)
    assert (saved.draft.version, saved.saved_by) == (3, "tom")


def test_the_script_s_save_is_refused_where_somebody_was_first(
    mara: Person, tom: Person, desk_office: Office, text: str
) -> None:
    assert mara.ask(f"{ASK}/saved", text=f"{text}\nMore.", version=1).json["version"] == 2
    assert "mara saved version 2" in tom.ask(f"{ASK}/saved", 409, text="Mine.", version=1).json["problem"]
    kept = desk_office.together.kept(ID, by=desk_office.people.user("tom"))
    assert kept is not None
    assert kept.text == "Mine.\n"


def test_words_typed_and_not_saved_outlive_the_tab(mara: Person, tom: Person, text: str) -> None:
    mara.ask(f"{ASK}/kept", text=f"{text}\nHalf a sent", version=1)
    page = mara.get(PLACE).text
    assert "Half a sent</textarea>" in page
    assert "not saved yet" in page
    assert "Half a sent" not in tom.get(PLACE).text
    mara.post(f"{PLACE}/discard")
    assert "Half a sent" not in mara.get(PLACE).text


def test_each_sees_that_the_other_is_there(mara: Person, tom: Person, text: str) -> None:
    tom.ask(f"{ASK}/here")
    assert mara.ask(f"{ASK}/here").json["others"] == ["Tom Aker"]
    assert "Tom Aker also here" in mara.get(PLACE).text
    tom.ask(f"{ASK}/here", leaving=True)
    assert mara.ask(f"{ASK}/here").json["others"] == []


def test_a_finding_is_waived_from_its_card_with_a_reason_and_taken_back(
    mara: Person, desk_office: Office, text: str
) -> None:
    written = f"{text}\n\n{WARNED}"
    checked = mara.post(PLACE, 200, text=written, version=1, check="yes").text
    [named] = set(re.findall(r'name="waive" value="([^"]+)"', checked))
    assert desk_office.drafts.get(ID).draft.version == 1, "checking saves nothing"
    no_reason = {"text": written, "version": 1, "waive": named}
    assert "needs a reason" in mara.post(f"{PLACE}/waivers", 422, **no_reason).text
    reason = {f"reason:{named}": "Quoted from the harbour master."}
    mara.post(f"{PLACE}/waivers", text=written, version=2, waive=named, **reason)
    page = mara.get(PLACE).text
    assert "Quoted from the harbour master." in page
    assert 'name="waive" value=""' in page, "no card is left but the empty one"
    assert mara.ask(f"{ASK}/lint", text=written).json["findings"] == []
    [withdraw] = re.findall(r"/drafts/\S+/waivers/\d+/withdraw", page)
    mara.post(withdraw)
    assert len(mara.ask(f"{ASK}/lint", text=written).json["findings"]) == 1


@pytest.mark.parametrize("named", ["", "blame/x", "blame/x:3", "blame/x:3:1", "x:-1:5", f"{'9' * 5000}:1:2"])
def test_a_waiver_of_nothing_is_refused(mara: Person, text: str, named: str) -> None:
    assert mara.post(f"{PLACE}/waivers", 422, version=1, waive=named)


def test_a_fact_put_in_by_its_own_words_is_linked(mara: Person, desk_office: Office, text: str) -> None:
    page = mara.get(PLACE).text
    wordings = re.findall(r'data-insert="([^"]+)" aria-label="Insert ([^"]+)"', page)
    here = {slot.fact for slot in desk_office.drafts.get(ID).draft.slots}
    words, fact = next((words, fact) for words, fact in wordings if fact not in here)
    mara.post(PLACE, text=f"{text}\n\n{words}", version=1)
    assert fact in {slot.fact for slot in desk_office.drafts.get(ID).draft.slots}
    mara.post(PLACE, text=f"{text}\n\n{words.replace('.', ', surely.')}", version=2)
    assert fact not in {slot.fact for slot in desk_office.drafts.get(ID).draft.slots}


def test_what_the_text_says_names_who_how_sure_and_on_which_facts(mara: Person, text: str) -> None:
    says = mara.ask(f"{ASK}/explain", text=f"{text}\n\n{BLAME}").json["says"]
    assert [one["start"] for one in says] == sorted(one["start"] for one in says)
    *facts, blame = says
    assert all(one["holds"] and one["rests"] for one in facts)
    assert "Orsk is tied to the incident, as a plain fact" in blame["says"]
    assert (blame["holds"], blame["rests"]) == (False, [])
    assert blame["clears"]


def test_versions_are_compared_by_words(mara: Person, text: str) -> None:
    mara.post(PLACE, text=text.replace("Port services", "Harbour services"), version=1)
    page = mara.get(f"{PLACE}/versions").text
    assert "<del>Port</del><ins>Harbour</ins>" in page
    assert "From version 1 to 2" in page
    mara.get(f"{PLACE}/versions?from=1&to=99", 404)


def test_the_preview_is_the_text_as_it_will_look_and_holds_no_markup_of_ours(mara: Person, text: str) -> None:
    mara.post(PLACE, text="# A title\n\n<script>alert(1)</script> **Work** goes on.", version=1)
    page = mara.get(f"{PLACE}/preview").text
    assert "<h1>A title</h1>" in page
    assert "<strong>Work</strong>" in page
    assert "alert(1)" not in page


def clear(person: Person, role: str, status: int = 303, **fields: object) -> str:
    [basis] = re.findall(r'name="basis" value="(\w+)"', person.get(f"{PLACE}/clearance").text)
    return person.post(f"{PLACE}/clearance", status, role=role, basis=basis, **fields).text


def test_from_sending_to_release_with_a_return_and_a_void_on_the_way(
    mara: Person, tom: Person, desk_office: Office, text: str
) -> None:
    mara.post(f"{PLACE}/send", text=text, version=1)
    assert "remark" in clear(tom, "technical", 422, **{"return": "yes"})
    clear(tom, "technical", **{"return": "yes"}, remark="Say when services stopped.")
    assert "Say when services stopped." in mara.get(f"{PLACE}/clearance").text

    mara.post(f"{PLACE}/send", text=f"{text}\n\nWork goes on in the port.", version=1)
    clear(tom, "technical", clear="yes")
    mara.post(PLACE, text=f"{text}\n\nWork goes on at the port.", version=2)
    page = mara.get(f"{PLACE}/clearance").text
    assert "Void" in page
    mara.post(f"{PLACE}/send", version=3)
    before = tom.get(f"{PLACE}/clearance").text
    assert "What changed since technical cleared version 2" in before
    assert "<del>in</del><ins>at</ins>" in before

    refused = mara.post(f"{PLACE}/release", 409, version=3, word="harbour").text
    assert "cannot be released yet" in refused
    assert "as technical. Ask again." in refused
    assert "rests on no fact" in refused
    assert "needs a reason" in mara.post(f"{PLACE}/gates", 422, gate="facts-linked", version=3).text
    mara.post(f"{PLACE}/gates", gate="facts-linked", version=3, reason="It tells nothing of the incident.")
    assert "Nothing was waived" in mara.post(f"{PLACE}/gates", 422, gate="cleared", version=3).text
    clear(tom, "technical", clear="yes")
    clear(mara, "spokesperson", clear="yes", remark="Agreed.")
    assert "type the release word" in mara.post(f"{PLACE}/release", 422, version=3, word="yes").text
    mara.post(f"{PLACE}/release", version=3, word="harbour", channel="press page")

    released = mara.get(f"/releases/{ID}").text
    release = desk_office.releasing.get(ID)
    assert release.text_hash in released
    assert str(release.audit_head) in released
    assert "Agreed." in released
    for frozen in (PLACE, f"{PLACE}/clearance", f"{PLACE}/release"):
        assert mara.get(frozen, 303).location == f"/releases/{ID}"
    assert "frozen" in mara.post(PLACE, 422, text="Other.", version=3).text
    assert "See the release" in mara.get("/incidents/harbour/plan").text


def test_a_word_given_on_something_else_than_was_read_is_refused(
    mara: Person, tom: Person, text: str
) -> None:
    mara.post(f"{PLACE}/send", version=1)
    [basis] = re.findall(r'name="basis" value="(\w+)"', tom.get(f"{PLACE}/clearance").text)
    mara.post(f"{PLACE}/send", text=f"{text}\n\nMore.", version=1)
    stale = tom.post(f"{PLACE}/clearance", 422, role="technical", basis=basis, clear="yes")
    assert 'role="alert"' in stale.text


def test_an_embargo_holds_a_release_back(mara: Person, text: str) -> None:
    mara.post(f"{PLACE}/embargo", until="2099-01-01T06:00Z")
    assert "under embargo until" in mara.get(f"{PLACE}/release").text
    assert "is not a time" in mara.post(f"{PLACE}/embargo", 422, until="tomorrow").text
    mara.post(f"{PLACE}/embargo", until="")
    assert "under embargo until" not in mara.get(f"{PLACE}/release").text


def test_a_release_comes_in_every_shape_with_its_record(
    desk_app: Flask, desk_office: Office, mara: Person, tom: Person, text: str
) -> None:
    mara.post(f"{PLACE}/send", version=1)
    clear(tom, "technical", clear="yes")
    clear(mara, "spokesperson", clear="yes")
    mara.post(f"{PLACE}/release", version=1, word="harbour")
    files = {
        form: mara.get(f"/releases/{ID}/text.{form}")
        for form in ("md", "html", "txt", "docx", "pdf", "eml", "ics")
    }
    assert files["md"].data.decode() == desk_office.releasing.get(ID).text
    assert files["html"].text.startswith("<!doctype html>")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(files["docx"].data)).namelist()
    assert files["pdf"].data.startswith(b"%PDF-")
    assert b"BEGIN:VCALENDAR" in files["ics"].data
    for form, answer in files.items():
        assert answer.headers["Content-Disposition"] == f"attachment; filename={ID}.{form}"
    record = json.loads(mara.get(f"/releases/{ID}/text.json").data)
    assert record["audit_head"] == desk_office.releasing.get(ID).audit_head
    assert record["findings"] == []
    assert {one["role"] for one in record["clearances"]} == {"technical", "spokesperson"}
    mara.get(f"/releases/{ID}/text.exe", 404)


def test_somebody_else_s_word_cannot_be_given(
    desk_app: Flask, desk_office: Office, mara: Person, text: str
) -> None:
    mara.post(f"{PLACE}/send", version=1)
    lea = signed_in(desk_app, desk_office, "lea")
    basis = desk_office.clearing.review(ID).basis
    assert lea.post(f"{PLACE}/clearance", 403, role="technical", basis=basis, clear="yes")
    assert (
        "Choose the role" in lea.post(f"{PLACE}/clearance", 422, role="king", basis=basis, clear="yes").text
    )
