"""Incidents, their facts and explanations, and what is imported, by forms."""

import json
import re

import pytest

from at_the_desk import Person
from verbale.ledger import ledger_yaml
from verbale.model.status import Status
from verbale.records.office import Office

FACT = {
    "id": "f-tugs",
    "clause": "two tugs lay idle",
    "category": "effect",
    "status": "suspected",
    "type": "operator",
    "name": "the port operator",
    "reliability": "B",
    "credibility": "2",
    "origin": "port-operator",
    "as_of": "2031-05-07T10:00Z",
    "confidence": "moderate",
    "tlp": "TLP:GREEN",
}
BUNDLE = {
    "Event": {
        "uuid": "6b2c7d1e-58c4-4f0e-9a7d-3a1f4c5d6e70",
        "info": "Harbour outage",
        "Orgc": {"name": "Norlund CERT"},
        "timestamp": "1935921600",
        "Attribute": [
            {
                "uuid": "6b2c7d1e-58c4-4f0e-9a7d-3a1f4c5d6e71",
                "type": "text",
                "category": "Other",
                "value": "a maintenance account signed in at night",
                "timestamp": "1935921600",
            }
        ],
    }
}


@pytest.fixture
def place(mara: Person) -> str:
    """The page of the sample incident, opened."""
    return str(mara.post("/incidents", sample="yes").location)


def test_an_empty_desk_offers_a_way_to_begin(mara: Person, root: Person) -> None:
    page = mara.get("/").text
    assert "Open the sample incident" in page
    assert "Open this ledger" in page
    assert "Open this ledger" not in root.get("/").text


def test_an_incident_shows_its_facts_by_status_with_what_they_rest_on(mara: Person, place: str) -> None:
    page = mara.get(place).text
    for status in Status:
        assert f'<section class="{status}">' in page
    assert re.search(r'class="code" title="Source: [^"]+">[A-F][1-6]<', page)
    assert "TLP:GREEN" in page
    assert "confidence" in page
    assert "harbour" in mara.get("/").text


def test_an_incident_is_opened_once(mara: Person, place: str) -> None:
    assert "There is an incident" in mara.post("/incidents", 422, sample="yes").text


def test_a_fact_is_added_revised_and_superseded_with_its_history(
    mara: Person, desk_office: Office, place: str
) -> None:
    mara.post(f"{place}/facts/new", revision=1, **FACT)
    mara.post(f"{place}/facts/f-tugs", revision=2, **{**FACT, "status": "known", "why": "seen on site"})
    mara.post(
        f"{place}/facts/new", revision=3, **{**FACT, "id": "f-tugs-3", "clause": "three tugs lay idle"},
        supersedes="f-tugs",
    )  # fmt: skip
    page = mara.get(f"{place}/facts/f-tugs").text
    assert "seen on site" in page
    assert "suspected" in page
    ledger = desk_office.incidents.get("harbour").ledger
    fact, newer = ledger.fact("f-tugs"), ledger.fact("f-tugs-3")
    assert fact is not None
    assert newer is not None
    assert [step.status.value for step in fact.history] == ["suspected", "known"]
    assert fact.history[-1].by == "Mara Lind"
    assert newer.supersedes == ("f-tugs",)
    assert [one.fact.revision for one in desk_office.incidents.fact_history("harbour", "f-tugs")] == [2, 1]


def test_what_the_form_does_not_show_stays(mara: Person, desk_office: Office, place: str) -> None:
    before = next(one for one in desk_office.incidents.get("harbour").ledger.facts if one.quantities)
    page = mara.get(f"{place}/facts/{before.id}").text
    given = dict(re.findall(r'<input id="(\w+)" name="\w+" value="([^"]*)"', page))
    given |= {
        name: re.search(rf'name="{name}">.*?value="([^"]*)" selected', page)[1]  # type: ignore[index]
        for name in ("category", "status", "type", "reliability", "credibility", "tlp")
    }
    mara.post(f"{place}/facts/{before.id}", revision=1, **{**given, "limits": "one shift was not asked"})
    after = desk_office.incidents.get("harbour").ledger.fact(before.id)
    assert after is not None
    assert after.limits == "one shift was not asked"
    assert after.model_copy(update={"limits": before.limits, "revision": before.revision}) == before


def test_a_wrong_fact_comes_back_with_what_to_do_and_every_word(mara: Person, place: str) -> None:
    page = mara.post(f"{place}/facts/new", 422, revision=1, **{**FACT, "as_of": "at noon"}).text
    assert "as_of" in page
    assert 'value="two tugs lay idle"' in page
    assert 'value="at noon"' in page


def test_a_fact_saved_over_somebody_else_s_ledger_is_not_lost(mara: Person, tom: Person, place: str) -> None:
    tom.post(f"{place}/facts/new", revision=1, **FACT)
    mine = {**FACT, "id": "f-crane", "clause": "one crane stood still"}
    answer = mara.post(f"{place}/facts/new", 409, revision=1, **mine)
    assert "tom saved revision 2" in answer.text
    assert "one crane stood still" in answer.text
    [now] = re.findall(r'name="revision" value="(\d+)"', answer.text)
    mara.post(f"{place}/facts/new", revision=now, **mine)


def test_the_whole_ledger_is_edited_as_yaml_and_its_history_compared(
    mara: Person, desk_office: Office, place: str
) -> None:
    text = ledger_yaml(desk_office.incidents.get("harbour").ledger)
    mara.post(f"{place}/ledger", ledger=text.replace("Harbour outage", "Outage of the port"), revision=1)
    assert "Outage of the port" in mara.get(place).text
    compared = mara.get(f"{place}/history?revision=2").text
    assert "<del>" in compared
    assert "<ins>Outage" in compared
    theirs = mara.post(f"{place}/ledger", 409, ledger=text.replace("outage", "stop"), revision=1).text
    assert "From what stands now to yours" in theirs
    renamed = text.replace("id: harbour", "id: port")
    assert "stays so" in mara.post(f"{place}/ledger", 422, ledger=renamed, revision=2).text


def test_explanations_are_weighed_against_facts(mara: Person, desk_office: Office, place: str) -> None:
    ledger = desk_office.incidents.get("harbour").ledger
    one, fact = ledger.incident.hypotheses[0], ledger.facts[0]
    page = mara.get(f"{place}/hypotheses").text
    assert one.text in page
    changed = {f"{one.id}:{fact.id}": "contradicted_by", "id": "h-worn", "kind": "non_malicious"}
    mara.post(f"{place}/hypotheses", revision=1, text="a worn cable failed", **changed)
    after = desk_office.incidents.get("harbour").ledger.incident.hypotheses
    assert fact.id in after[0].contradicted_by
    assert fact.id not in after[0].supported_by
    assert after[-1].text == "a worn cable failed"
    assert len(after) == len(ledger.incident.hypotheses) + 1
    for other, before in zip(after[1:-1], ledger.incident.hypotheses[1:], strict=True):
        assert set(other.supported_by) == set(before.supported_by)


def test_an_explanation_without_a_name_is_refused_with_its_words(mara: Person, place: str) -> None:
    page = mara.post(f"{place}/hypotheses", 422, revision=1, text="a worn cable failed", kind="other").text
    assert "hypotheses" in page
    assert 'value="a worn cable failed"' in page


def test_an_import_is_shown_before_it_is_taken(mara: Person, desk_office: Office, place: str) -> None:
    text = json.dumps(BUNDLE)
    seen = mara.post(f"{place}/import", 200, pasted=text, revision=1).text
    assert "1 would come in" in seen
    assert "a maintenance account signed in at night" in seen
    assert desk_office.incidents.get("harbour").revision == 1
    mara.post(f"{place}/import", pasted=text, revision=1, take="yes")
    fact = desk_office.incidents.get("harbour").ledger.facts[-1]
    assert "a maintenance account signed in at night" in str(fact.clause)
    assert fact.status is Status.SUSPECTED


def test_a_file_that_is_no_exchange_is_said_to_be_none(mara: Person, place: str) -> None:
    assert 'role="alert"' in mara.post(f"{place}/import", 422, pasted="{}", revision=1).text
    assert "Nothing was given" in mara.post(f"{place}/import", 422, revision=1).text


def test_the_plan_shows_both_tracks_with_their_gates(mara: Person, place: str) -> None:
    page = mara.get(f"{place}/plan").text
    assert page.index(">Public<") < page.index("Holding statement") < page.index(">Diplomatic<")
    assert "gates closed" in page
    assert "does not yet hold what it needs" in page
    assert "Next update" in page


def test_an_update_that_is_overdue_is_said_at_once(mara: Person, desk_office: Office, place: str) -> None:
    text = ledger_yaml(desk_office.incidents.get("harbour").ledger)
    overdue = re.sub(r"next_update_at: \S+", "next_update_at: 2021-05-07T18:00Z", text)
    mara.post(f"{place}/ledger", ledger=overdue, revision=1)
    assert "The next update was due 18:00 UTC, 7 May 2021" in mara.get(f"{place}/plan").text


UNUSUAL = {"system": "gate control", "seen_at": "2031-05-07T09:30Z", "revision": "1"}


def test_something_unusual_is_reported_without_a_name(mara: Person, desk_office: Office, place: str) -> None:
    mara.post(f"{place}/anomaly", observed="gate 4 opened by itself", **UNUSUAL)
    ledger = desk_office.incidents.get("harbour").ledger
    (fact,) = [fact for fact in ledger.facts if fact.id.startswith("anomaly-")]
    assert (fact.clause, fact.status) == ("gate 4 opened by itself (gate control)", Status.SUSPECTED)
    assert "mara" not in fact.model_dump_json().lower()


def test_a_report_of_nothing_is_asked_again_with_what_was_written(mara: Person, place: str) -> None:
    page = mara.post(f"{place}/anomaly", 422, observed=" ", **UNUSUAL)
    assert "Say what was seen" in page.text
    assert "gate control" in page.text
