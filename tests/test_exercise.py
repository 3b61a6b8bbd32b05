"""Exercises: played against the plan, and marked in everything that comes of them."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from conftest import REPOSITORY
from drafting import HOLDING, SAMPLE
from planning import NOW, gate, released, waiver
from test_plan import fresh
from verbale.desk import Desk
from verbale.draft import find_template, render, templates
from verbale.ledger import ledger_yaml
from verbale.model.draft import Draft
from verbale.model.errors import UserError
from verbale.model.ledger import Ledger
from verbale.model.span import Span
from verbale.plan import Records

MARK = "EXERCISE EXERCISE EXERCISE"
INVENTED: Ledger = SAMPLE.model_copy(
    update={"incident": SAMPLE.incident.model_copy(update={"exercise": True})}
)
[FILE] = re.findall(r"```yaml\n(.*?)```", (REPOSITORY / "docs" / "exercises.md").read_text(), re.DOTALL)


@pytest.fixture
def played(tmp_path: Path, verbale: Callable[..., Result]) -> dict[str, list[dict[str, str]]]:
    """The exercise of the documentation, as JSON."""
    (tmp_path / "exercise-ledger.yaml").write_text(ledger_yaml(INVENTED))
    (tmp_path / "x.yaml").write_text(FILE)
    told = json.loads(verbale("exercise", "run", tmp_path / "x.yaml", "--format", "json").output)
    assert isinstance(told, dict)
    return told


def events(played: dict[str, list[dict[str, str]]], what: str) -> list[dict[str, str]]:
    return [event for event in played["events"] if event["what"].startswith(what)]


def test_what_is_open_goes_out_at_its_time_with_its_words(played: dict[str, list[dict[str, str]]]) -> None:
    [first] = events(played, HOLDING)
    assert (first["outcome"], first["release"], first["at"]) == (
        "released",
        "r1",
        "2031-05-07T13:10:00+00:00",
    )
    assert "Port services in Velmara stopped" in first["text"]


def test_an_accusation_does_not_make_the_players_name_a_state_they_have_not_written_to(
    played: dict[str, list[dict[str, str]]],
) -> None:
    [held] = events(played, "public/attribution-status")
    assert held["outcome"] == "held back"
    assert any(reason.startswith("diplomatic-contact-first") for reason in held["reasons"])


def test_a_refuted_fact_names_the_releases_that_rest_on_it(played: dict[str, list[dict[str, str]]]) -> None:
    [refuted] = events(played, "Refuted")
    assert [reason.partition(" ")[0] for reason in refuted["reasons"]] == ["r1", "r2"]


def test_every_text_released_in_an_exercise_is_marked(played: dict[str, list[dict[str, str]]]) -> None:
    texts = [event["text"] for event in played["events"] if event["text"]]
    assert len(texts) >= 2
    assert all(text.startswith(MARK) and text.rstrip().endswith(MARK) for text in texts)


def test_the_report_for_people_is_marked_and_tells_what_was_said(
    verbale: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "exercise-ledger.yaml").write_text(ledger_yaml(INVENTED))
    (tmp_path / "x.yaml").write_text(FILE)
    shown = verbale("exercise", "run", tmp_path / "x.yaml").output
    assert (shown.startswith(MARK), shown.rstrip().endswith(MARK)) == (True, True)
    assert "Accusation: norlund states that Orsk had stopped port services." in shown
    assert "Port services in Velmara stopped" in shown


def test_nothing_is_played_on_a_real_incident(verbale: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "exercise-ledger.yaml").write_text(ledger_yaml(SAMPLE))
    (tmp_path / "x.yaml").write_text(FILE)
    result = verbale("exercise", "run", tmp_path / "x.yaml")
    assert (result.exit_code, "not marked as an exercise" in result.output) == (2, True)


@pytest.mark.parametrize(
    ("inject", "problem"),
    [
        ("{at: 2031-05-07T14:10Z, kind: refuted, fact: f-none, why: x}", '"f-none"'),
        ("{at: 2031-05-07T14:10Z, kind: leak, by: x, says: y, actor: zhen}", '"zhen"'),
        ("{at: 2031-05-07T14:10Z, kind: accusation, by: norlund}", "needs says and actor"),
    ],
)
def test_an_inject_that_cannot_be_played_is_named(
    verbale: Callable[..., Result], tmp_path: Path, inject: str, problem: str
) -> None:
    (tmp_path / "l.yaml").write_text(ledger_yaml(INVENTED))
    (tmp_path / "x.yaml").write_text(f"title: T\nledger: l.yaml\ninjects:\n  - {inject}\n")
    result = verbale("exercise", "run", tmp_path / "x.yaml")
    assert (result.exit_code, problem in result.output) == (2, True)


def test_every_statement_of_an_exercise_begins_and_ends_with_the_mark() -> None:
    made = 0
    for template in templates():
        try:
            text = render(template, INVENTED).text
        except UserError:
            continue
        made += 1
        assert (text.startswith(MARK), text.rstrip().endswith(MARK)) == (True, True), template.id
    assert made >= 8


def without_mark(draft: Draft) -> Draft:
    return draft.model_copy(update={"text": draft.text.replace(MARK, "").strip() + "\n", "slots": ()})


def test_a_text_from_which_the_mark_was_taken_does_not_go_out() -> None:
    bare = without_mark(fresh(HOLDING, INVENTED))
    shut = gate("audience-may-read", HOLDING, INVENTED, draft=bare)
    assert (shut.open, "exercise" in shut.why) == (False, True)
    assert gate("audience-may-read", HOLDING, INVENTED, draft=fresh(HOLDING, INVENTED)).open


def test_no_waiver_replaces_the_mark() -> None:
    bare = without_mark(fresh(HOLDING, INVENTED))
    records = Records(waivers=(waiver(bare, "gate/audience-may-read", Span(0, 1)),))
    assert not gate("audience-may-read", HOLDING, INVENTED, records, draft=bare).open


def test_every_template_asks_for_the_gate_that_keeps_the_mark() -> None:
    assert all("audience-may-read" in {need.id for need in template.gates} for template in templates())


def test_a_text_of_an_exercise_does_not_pass_as_one_of_a_real_incident() -> None:
    draft = fresh(HOLDING, INVENTED)
    assert not gate("facts-linked", HOLDING, SAMPLE, draft=draft).open


def test_the_mark_is_in_french_where_the_text_is() -> None:
    text = render(find_template(HOLDING), INVENTED, language="fr").draft
    assert gate("audience-may-read", HOLDING, INVENTED, draft=text).open
    assert text.text.startswith("EXERCICE EXERCICE EXERCICE")


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("command", ["plan", "check", "review", "escalation", "proportionality", "read-as"])
def test_every_report_on_an_exercise_carries_the_mark(
    verbale: Callable[..., Result], tmp_path: Path, command: str, form: str
) -> None:
    (tmp_path / "l.yaml").write_text(ledger_yaml(INVENTED))
    (tmp_path / "d.json").write_text(fresh(HOLDING, INVENTED).model_dump_json())
    given = {
        "check": [tmp_path / "d.json"],
        "read-as": ["orsk", tmp_path / "d.json"],
        "proportionality": ["m-hand"],
    }
    result = verbale(command, *given.get(command, []), "--ledger", tmp_path / "l.yaml", "--format", form)
    assert result.exit_code in (0, 1), result.output
    assert MARK in result.output


def test_a_release_of_an_exercise_keeps_the_mark_when_it_is_looked_back_on() -> None:
    told = released(fresh(HOLDING, INVENTED))
    assert Desk().review(INVENTED, Records(releases=(told,)), now=NOW).mark == MARK
