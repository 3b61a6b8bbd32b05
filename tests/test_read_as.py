"""A draft through the eyes of a state concerned, and anomaly reports without blame."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import Result

from drafting import ATTRIBUTION, HOLDING, REQUEST, SAMPLE, fact, ledger
from test_plan import edited, fresh
from verbale.desk import Desk
from verbale.ledger import LedgerError, ledger_yaml, parse_ledger
from verbale.model.anomaly import Anomaly, as_fact
from verbale.model.draft import Draft
from verbale.model.errors import UserError
from verbale.model.evidence import Review, ReviewOutcome
from verbale.model.ledger import Ledger
from verbale.model.when import When
from verbale.plan.read_as import ReadAs, read_as


def read(template: str, state: str = "orsk", facts: Ledger = SAMPLE) -> ReadAs:
    return read_as(state, fresh(template, facts), facts)


def test_each_claim_about_a_state_says_on_what_and_on_whose_word_it_rests() -> None:
    claims = {claim.facts: claim.by for claim in read(ATTRIBUTION).claims}
    assert claims[("f-press",)] == ("the Norlund Evening Post",)
    assert claims[("f-denial",)] == ("Orsk",)


def test_a_claim_carries_what_the_linter_says_of_it() -> None:
    draft = edited(fresh(HOLDING), "\nOrsk is behind the outage.\n")
    found = read_as("Orsk", draft, SAMPLE, tuple(Desk().lint(draft.text, ledger=SAMPLE)))
    assert [(one.facts, "blame/asserted-attribution" in one.rules) for one in found.claims] == [((), True)]


def test_a_note_shows_its_asks_and_its_assurances_and_no_courtesy() -> None:
    found = read(REQUEST)
    assert "a point of contact who can be reached at all hours" in found.asks
    assert any("does not imply any responsibility" in one for one in found.assurances)
    assert not any("compliments" in one.words for one in found.claims)


def test_a_public_text_asks_nothing_of_a_state() -> None:
    assert read(HOLDING).asks == ()


def test_what_a_state_itself_has_said_is_missed_where_it_is_not_told() -> None:
    assert any("f-denial" in one for one in read(HOLDING).unsaid)
    assert not any("f-denial" in one for one in read(ATTRIBUTION).unsaid)


def test_a_text_without_an_assurance_is_told_so() -> None:
    bare = fresh(HOLDING).model_copy(update={"text": "Orsk has been told.", "slots": ()})
    assert any("nothing is implied" in one for one in read_as("orsk", bare, SAMPLE).unsaid)


def test_each_state_of_the_ledger_can_be_the_reader_and_no_other() -> None:
    assert read(HOLDING, "Norlundish").state == "Norlund"
    with pytest.raises(UserError, match="velmara, orsk, norlund"):
        read(HOLDING, "aldera")


def test_the_command_reads_a_draft(verbale: Callable[..., Result], tmp_path: Path) -> None:
    incident = SAMPLE.incident.model_copy(update={"exercise": True})
    facts = SAMPLE.model_copy(update={"incident": incident})
    draft: Draft = fresh(ATTRIBUTION, facts)
    (tmp_path / "l.yaml").write_text(ledger_yaml(facts))
    (tmp_path / "a.draft.json").write_text(draft.model_dump_json())
    asked = ("read-as", "orsk", tmp_path / "a.draft.json", "--ledger", tmp_path / "l.yaml")
    assert verbale(*asked).output.count("EXERCISE EXERCISE EXERCISE") >= 2
    assert json.loads(verbale(*asked, "--format", "json").output)["state"] == "Orsk"


REPORTER = "Ludmila Vance"


def test_a_report_is_kept_with_its_reporter_and_becomes_a_fact_without(
    verbale: Callable[..., Result], tmp_path: Path
) -> None:
    asked = ("--records", tmp_path, "--system", "gate control", "--seen-at", "2031-05-07T08:00Z")
    result = verbale("report-anomaly", "gate 4 opened by itself", *asked, "--name", REPORTER)
    [file] = tmp_path.glob("*.anomaly.json")
    assert (Anomaly.model_validate_json(file.read_text()).reporter, file.stat().st_mode & 0o077) == (
        REPORTER,
        0,
    )
    [told] = yaml.safe_load(result.stdout)
    assert (told["status"], told["clause"]) == ("suspected", "gate 4 opened by itself (gate control)")
    assert REPORTER not in result.output


def test_a_reporter_need_give_no_name(verbale: Callable[..., Result], tmp_path: Path) -> None:
    assert verbale("report-anomaly", "a door was open", "--records", tmp_path).exit_code == 0


def test_a_reporter_reaches_no_export(verbale: Callable[..., Result], tmp_path: Path) -> None:
    seen = When.parse("2031-05-07T08:00Z")
    anomaly = Anomaly(id="an-1", observed="gate 4 opened by itself", seen_at=seen, reporter=REPORTER)
    (tmp_path / "l.yaml").write_text(ledger_yaml(ledger(*SAMPLE.facts, as_fact(anomaly))))
    (tmp_path / "an-1.anomaly.json").write_text(anomaly.model_dump_json())
    for form in ("stix", "misp"):
        asked = ("--ledger", tmp_path / "l.yaml", "--format", form, "--tlp", "TLP:RED")
        written = verbale("export", *asked).output
        assert ("gate 4 opened by itself" in written, REPORTER in written) == (True, False)


def test_whoever_collected_may_not_review() -> None:
    plain = ledger_yaml(SAMPLE).replace("the University of Port Velm", "the Velmaran national CERT")
    with pytest.raises(LedgerError, match="cannot review it"):
        parse_ledger(plain)


def test_the_outcome_of_a_review_is_printed_in_the_dossier() -> None:
    reviewed = fact(
        "f1",
        reviews=(Review(reviewer="the University of Port Velm", outcome=ReviewOutcome.INCONCLUSIVE),),
    )
    text = fresh(ATTRIBUTION, ledger(reviewed, *SAMPLE.facts)).text
    assert "reviewed independently: the University of Port Velm could neither confirm" in text
