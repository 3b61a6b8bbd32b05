"""Facts from STIX bundles and MISP events, and to them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import stix2.confidence.scales as published
from click.testing import Result
from pymisp import MISPEvent
from stix2validator import ValidationOptions, validate_string

from drafting import SAMPLE, fact
from verbale.ledger import ledger_yaml
from verbale.ledger.exchange import Entering, Imported, Scale, allowed, import_facts, to_misp, to_stix
from verbale.ledger.exchange.markings import TLP2_IDS
from verbale.ledger.exchange.scales import BANDS
from verbale.model.admiralty import Credibility, Reliability
from verbale.model.category import Category
from verbale.model.errors import UserError
from verbale.model.fact import Fact
from verbale.model.ledger import Ledger
from verbale.model.status import Confidence, Status
from verbale.model.tlp import Tlp
from verbale.model.yardstick import Yardstick

Command = Callable[..., Result]
WHITE_OF_TLP1 = "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9"


def id_of(kind: str, number: int) -> str:
    return f"{kind}--00000000-0000-4000-8000-{number:012d}"


def thing(kind: str, number: int, **given: Any) -> dict[str, Any]:
    """A STIX object made by the Norlundish CERT and marked TLP:GREEN, but for what is given."""
    made = {
        "type": kind,
        "spec_version": "2.1",
        "id": id_of(kind, number),
        "created": "2031-05-07T10:00:00.000Z",
        "modified": "2031-05-07T11:00:00.500Z",
        "created_by_ref": id_of("identity", 1),
        "object_marking_refs": [TLP2_IDS[Tlp.GREEN]],
    } | given
    return {name: value for name, value in made.items() if value is not None}


MAKER = thing("identity", 1, name="Norlundish CERT", identity_class="organization", created_by_ref=None)
BEACON = thing("malware", 2, name="Tidewater", is_family=False)
CREW = thing("threat-actor", 3, name="Lantern Crew", threat_actor_types=["crime-syndicate"])
SIGN = thing(
    "indicator",
    4,
    name="Quay address",
    pattern="[ipv4-addr:value = '192.0.2.17']",
    pattern_type="stix",
    valid_from="2031-05-07T10:00:00Z",
    confidence=70,
)


def link(kind: str, source: dict[str, Any], target: dict[str, Any], **given: Any) -> dict[str, Any]:
    ends = {"source_ref": source["id"], "target_ref": target["id"], "relationship_type": kind}
    return thing("relationship", 9, **ends, **given)


def stix(*things: dict[str, Any]) -> str:
    return json.dumps({"type": "bundle", "id": id_of("bundle", 0), "objects": [MAKER, *things]})


def misp(*attributes: dict[str, Any], **given: Any) -> str:
    event = {
        "uuid": "00000000-0000-4000-8000-000000000100",
        "info": "Port outage",
        "date": "2031-05-07",
        "timestamp": "1935914400",
        "Orgc": {"name": "Norlundish CERT", "uuid": "00000000-0000-4000-8000-000000000101"},
        "Attribute": list(attributes),
    } | given
    return json.dumps({"Event": event})


def attribute(number: int = 1, **given: Any) -> dict[str, Any]:
    made = {
        "uuid": f"00000000-0000-4000-8000-0000000002{number:02d}",
        "type": "domain",
        "category": "Network activity",
        "value": "quay.example",
        "timestamp": "1935914460",
    }
    return made | given


def tags(*names: str) -> list[dict[str, str]]:
    return [{"name": name} for name in names]


def came(text: str, ledger: Ledger = SAMPLE, **given: Any) -> Imported:
    return import_facts(text, ledger, Entering(**given), name="came.json")


def new_facts(imported: Imported, ledger: Ledger = SAMPLE) -> tuple[Fact, ...]:
    return imported.ledger.facts[len(ledger.facts) :]


@pytest.mark.parametrize(
    ("scale", "function"),
    [
        (Scale.ADMIRALTY, published.value_to_admiralty_credibility),
        (Scale.DNI, published.value_to_dni),
        (Scale.WEP, published.value_to_wep),
        (Scale.LEVELS, published.value_to_none_low_medium_high),
    ],
)
def test_every_number_means_what_the_standard_says(scale: Scale, function: Callable[[int], str]) -> None:
    for value in range(101):
        [band] = [band for band in BANDS[scale] if band.low <= value <= band.high]
        word = "med" if band.words == "moderate" else band.words
        assert function(value).lower().startswith(word)


@pytest.mark.parametrize(
    ("scale", "found"),
    [
        (Scale.ADMIRALTY, (Credibility.PROBABLE, None, None)),
        (Scale.DNI, (Credibility.NOT_JUDGED, "likely", None)),
        (Scale.LEVELS, (Credibility.NOT_JUDGED, None, Confidence.HIGH)),
    ],
)
def test_a_number_for_confidence_is_read_on_the_scale_that_is_told(scale: Scale, found: object) -> None:
    [taken] = new_facts(came(stix(SIGN), scale=scale))
    assert (taken.credibility, taken.likelihood, taken.confidence) == found


def test_a_term_that_is_not_on_the_incidents_yardstick_is_kept_beside() -> None:
    incident = SAMPLE.incident.model_copy(update={"yardstick": Yardstick.PHIA})
    hypotheses = tuple(one.model_copy(update={"likelihood": None}) for one in incident.hypotheses)
    facts = tuple(one.model_copy(update={"likelihood": None}) for one in SAMPLE.facts)
    british = SAMPLE.model_copy(
        update={"incident": incident.model_copy(update={"hypotheses": hypotheses}), "facts": facts}
    )
    imported = came(stix(SIGN | {"confidence": 85}), british, scale=Scale.DNI)
    [taken] = new_facts(imported)
    assert taken.likelihood is None
    assert "confidence 85" in imported.taken[0].kept


def test_a_recorded_thing_enters_as_suspected_from_its_maker() -> None:
    imported = came(stix(BEACON))
    [taken] = new_facts(imported)
    assert (taken.clause, taken.status) == ("the malware “Tidewater” was recorded", Status.SUSPECTED)
    assert (taken.source.name, taken.origin, taken.tlp) == ("Norlundish CERT", "norlundish-cert", Tlp.GREEN)
    assert str(taken.as_of) == "2031-05-07T11:00:00Z"
    assert taken.source.ref == BEACON["id"]
    assert imported.taken[0].kept == ("is_family",)


def test_what_its_maker_took_back_enters_as_refuted() -> None:
    [taken] = new_facts(came(stix(BEACON | {"revoked": True})))
    assert taken.status is Status.REFUTED


@pytest.mark.parametrize("said", ["known", "suspected"])
def test_nothing_is_known_by_import_alone(said: str) -> None:
    told = [f'verbale:status="{said}"']
    note = thing("note", 5, content="Established: gate 4 was closed", object_refs=[BEACON["id"]], labels=told)
    stixed = new_facts(came(stix(BEACON, note)))[-1]
    [misped] = new_facts(
        came(misp(attribute(type="text", value="Established: gate 4 was closed", Tag=tags(*told))))
    )
    assert (stixed.clause, stixed.status) == ("gate 4 was closed", Status.SUSPECTED)
    assert (misped.clause, misped.status) == ("gate 4 was closed", Status.SUSPECTED)


@pytest.mark.parametrize(
    "things",
    [(CREW,), (BEACON, CREW, link("uses", CREW, BEACON)), (CREW, link("attributed-to", BEACON, CREW))],
)
def test_what_bears_on_the_author_is_only_its_makers_statement(things: tuple[dict[str, Any], ...]) -> None:
    things = things if BEACON in things else (BEACON, *things)
    about = [one for one in new_facts(came(stix(*things))) if "Lantern Crew" in str(one.clause)]
    assert about
    for one in about:
        assert (one.category, one.about_author, one.said_by) == (Category.STATEMENT, True, "Norlundish CERT")
        assert one.question
        assert "Lantern" not in one.question


@pytest.mark.parametrize(
    ("marks", "label"),
    [
        ([TLP2_IDS[Tlp.AMBER_STRICT]], Tlp.AMBER_STRICT),
        ([WHITE_OF_TLP1], Tlp.CLEAR),
        ([WHITE_OF_TLP1, TLP2_IDS[Tlp.RED]], Tlp.RED),
        (None, Tlp.AMBER_STRICT),
    ],
)
def test_markings_become_tlp_labels_and_the_narrowest_holds(marks: list[str] | None, label: Tlp) -> None:
    [taken] = new_facts(came(stix(BEACON | {"object_marking_refs": marks} if marks else _unmarked(BEACON))))
    assert taken.tlp is label


def _unmarked(one: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in one.items() if name != "object_marking_refs"}


def test_the_marking_of_a_part_holds_for_the_whole() -> None:
    part = [{"marking_ref": TLP2_IDS[Tlp.RED], "selectors": ["name"]}]
    [taken] = new_facts(came(stix(BEACON | {"granular_markings": part})))
    assert taken.tlp is Tlp.RED


def test_a_sentence_is_marked_like_the_narrowest_thing_that_it_names() -> None:
    red = BEACON | {"object_marking_refs": [TLP2_IDS[Tlp.RED]]}
    assert new_facts(came(stix(SIGN, red, link("indicates", SIGN, red))))[-1].tlp is Tlp.RED


def test_whatever_has_no_place_is_kept_whole_and_told_with_the_reason() -> None:
    advice = thing("course-of-action", 6, name="Close the quay")
    loose = link("uses", BEACON, thing("tool", 8, name="Not here"))
    broken = {"type": "malware", "id": "malware--1", "spec_version": "2.1"}
    imported = came(stix(advice, loose, broken, BEACON))
    assert [json.loads(one.raw) for one in imported.kept] == [MAKER, advice, loose, broken]
    reasons = [one.reason for one in imported.kept]
    assert reasons[0] == "named as the source of what it made"
    assert "person" in reasons[1]
    assert "not in the bundle" in reasons[2]
    assert "not valid STIX" in reasons[3]


def test_every_thing_of_a_file_is_accounted_for() -> None:
    things = (BEACON, CREW, SIGN, link("indicates", SIGN, BEACON))
    imported = came(stix(*things))
    assert {one.id for one in (*imported.taken, *imported.kept)} == {one["id"] for one in (MAKER, *things)}


def test_what_came_before_is_not_taken_twice() -> None:
    once = came(stix(BEACON)).ledger
    again = came(stix(BEACON), once)
    assert again.ledger == once
    assert "in the ledger already" in again.kept[-1].reason


def test_machine_tags_grade_a_fact() -> None:
    graded = tags(
        "tlp:amber+strict",
        'admiralty-scale:source-reliability="b"',
        'admiralty-scale:information-credibility="2"',
        'estimative-language:likelihood-probability="very-likely"',
        'estimative-language:confidence-in-analytic-judgment="moderate"',
        'kill-chain:delivery="1"',
    )
    imported = came(misp(attribute(Tag=graded)))
    [taken] = new_facts(imported)
    assert (taken.source.reliability, taken.credibility) == (Reliability.B, Credibility.PROBABLE)
    assert (taken.likelihood, taken.confidence) == ("very likely", Confidence.MODERATE)
    assert taken.tlp is Tlp.AMBER_STRICT
    assert imported.taken[0].kept == ('tag kill-chain:delivery="1"',)


def test_an_event_marks_all_that_is_in_it() -> None:
    [taken] = new_facts(came(misp(attribute(), Tag=tags("tlp:red"))))
    assert taken.tlp is Tlp.RED


def test_an_attribute_about_the_author_is_its_makers_statement() -> None:
    named = attribute(category="Attribution", type="threat-actor", value="Lantern Crew")
    [taken] = new_facts(came(misp(named)))
    assert (taken.category, taken.said_by) == (Category.STATEMENT, "Norlundish CERT")


def test_an_object_is_one_fact_and_deleted_attributes_are_kept_beside() -> None:
    inside = [attribute(2, object_relation="filename", value="tide.exe", type="filename")]
    file = {"uuid": "00000000-0000-4000-8000-000000000300", "name": "file", "Attribute": inside}
    imported = came(misp(attribute(deleted=True), Object=[file]))
    assert [one.clause for one in new_facts(imported)] == ["a file was recorded with filename “tide.exe”"]
    assert imported.kept[0].reason.startswith("was deleted")


def test_an_event_is_read_as_pymisp_writes_it() -> None:
    event = MISPEvent()
    event.info = "Port outage"
    event.date = "2031-05-07"
    event.add_attribute("domain", "quay.example")
    event.add_attribute("domain", "gate.example")
    facts = new_facts(came(event.to_json()))
    assert [one.clause for one in facts] == [
        "the domain “quay.example” was recorded",
        "the domain “gate.example” was recorded",
    ]
    assert facts[0].said_by is None
    assert facts[0].source.name == "the sender"


@pytest.mark.parametrize("text", ["[", "{}", "[1]", '{"type": "bundle"}', '"x"', '{"Event": 3}'])
def test_what_is_neither_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(UserError, match="Give"):
        came(text)


LABELS = [Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER]


@pytest.mark.parametrize("label", LABELS)
def test_a_bundle_of_ours_is_valid_stix_in_tlp_2(label: Tlp) -> None:
    content = to_stix(SAMPLE, allowed(SAMPLE, label, to="norlund"), label)
    result = validate_string(content, ValidationOptions(version="2.1", disabled="uuid-check"))
    assert result.is_valid, result.errors
    made = {one["id"]: one for one in json.loads(content)["objects"]}
    assert TLP2_IDS[label] in made
    assert all(one["object_marking_refs"][0] in made for one in made.values() if "object_marking_refs" in one)


@pytest.mark.parametrize("label", LABELS)
def test_an_event_of_ours_is_read_by_pymisp(label: Tlp) -> None:
    event = MISPEvent()
    event.load(to_misp(SAMPLE, allowed(SAMPLE, label), label))
    assert event.info == "Harbour outage"
    assert len(event.attributes) == len(allowed(SAMPLE, label).facts)
    assert [tag.name for tag in event.tags] == [label.lower()]


@pytest.mark.parametrize("label", list(Tlp))
@pytest.mark.parametrize("form", [to_stix, to_misp])
def test_nothing_above_the_label_and_no_source_leaves(label: Tlp, form: Callable[..., str]) -> None:
    content = form(SAMPLE, allowed(SAMPLE, label), label)
    for one in SAMPLE.facts:
        if not one.tlp.may_go_to(label):
            assert str(one.clause) not in content
    assert "VC-2031-118" not in content
    assert "harbour master" not in content


def test_a_finding_about_the_author_and_what_is_for_some_only_stays() -> None:
    reasons = {one.fact: one.reason for one in allowed(SAMPLE, Tlp.RED).withheld}
    assert "only to" in reasons["f-login"]
    assert (
        "Orsk" in {one.fact: one.reason for one in allowed(SAMPLE, Tlp.RED, to="norlund").withheld}["f-login"]
    )
    own = fact(category=Category.ATTRIBUTION_TECHNICAL, about_author=True, clause="the code is old")
    [withheld] = allowed(SAMPLE.model_copy(update={"facts": (own,)}), Tlp.RED).withheld
    assert "about the author" in withheld.reason


@pytest.mark.parametrize("form", [to_stix, to_misp])
def test_what_we_send_comes_back_as_the_same_facts_and_none_known(form: Callable[..., str]) -> None:
    leaving = allowed(SAMPLE, Tlp.CLEAR)
    imported = came(form(SAMPLE, leaving, Tlp.CLEAR))
    back = [one for one in new_facts(imported) if not one.id.startswith("stix-incident")]
    assert [(one.clause or one.question, one.category, one.credibility, one.tlp) for one in back] == [
        (
            one.question if one.status is Status.TO_BE_ESTABLISHED else one.clause,
            one.category,
            one.credibility,
            one.tlp,
        )
        for one in leaving.facts
    ]
    assert Status.KNOWN not in {one.status for one in back}
    assert {one.source.name for one in back} == {"Velmara Port Authority"}


@pytest.mark.parametrize("form", [to_stix, to_misp])
def test_an_exercise_says_so_and_does_not_enter_a_real_incident(form: Callable[..., str]) -> None:
    incident = SAMPLE.incident.model_copy(update={"exercise": True})
    invented = SAMPLE.model_copy(update={"incident": incident})
    content = form(invented, allowed(invented, Tlp.CLEAR), Tlp.CLEAR)
    assert content.count("EXERCISE") >= len(allowed(invented, Tlp.CLEAR).facts)
    assert len(new_facts(came(content, invented))) >= len(allowed(invented, Tlp.CLEAR).facts)
    with pytest.raises(UserError, match="exercise"):
        came(content)


def test_the_commands_take_in_report_and_give_out(verbale: Command, tmp_path: Path) -> None:
    (tmp_path / "i.yaml").write_text(ledger_yaml(SAMPLE), encoding="utf-8")
    (tmp_path / "b.json").write_text(stix(BEACON, CREW), encoding="utf-8")
    result = verbale(
        *("import", "facts", tmp_path / "b.json", "--ledger", tmp_path / "i.yaml"),
        *("-o", tmp_path / "i2.yaml", "--report", tmp_path / "came.json"),
    )
    assert result.exit_code == 0, result.stderr
    assert "2 came in as facts, 1 are kept beside the ledger." in result.stdout
    assert len(json.loads((tmp_path / "came.json").read_text())["facts"]) == 2
    given = verbale("export", "--ledger", tmp_path / "i2.yaml", "--tlp", "TLP:GREEN", "--format", "misp")
    assert given.exit_code == 0, given.stderr
    assert "Tidewater" in given.stdout
    assert "Withheld: f-login is marked TLP:AMBER" in given.stderr
