"""Texts on one incident agree with one another, on a track and across tracks, or say what has changed."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result

from drafting import ATTRIBUTION, HOLDING, REQUEST, SAMPLE, UPDATE, fact, ledger
from planning import NOW, released
from verbale.desk import Desk
from verbale.draft import find_template, render, templates
from verbale.ledger import ledger_yaml, read_ledger
from verbale.model.draft import Draft
from verbale.model.errors import UserError
from verbale.model.finding import Family, Finding, Severity
from verbale.model.ledger import Ledger
from verbale.model.release import Release
from verbale.model.said import addressee_of
from verbale.model.when import When
from verbale.plan import Records
from verbale.resources import templates_folder

DESK = Desk()
EXAMPLES = sorted(templates_folder().glob("*/*/examples/*/ledger.yaml"))


def fresh(template: str, facts: Ledger = SAMPLE) -> Draft:
    return render(find_template(template), facts).draft


def said(text: str, id: str = "r1", template: str = HOLDING, at: str = "2031-05-07T13:05Z") -> Release:
    return released(fresh(template), id, template=template, text=text, slots=(), released_at=When.parse(at))


def disagreements(text: str, *releases: Release, facts: Ledger | None = SAMPLE) -> list[Finding]:
    against = DESK.against(releases, facts, now=NOW)
    found = DESK.lint(text, ledger=facts, against=against)
    return [finding for finding in found if finding.family is Family.CONSISTENCY]


def rules(text: str, *releases: Release, facts: Ledger | None = SAMPLE) -> list[str]:
    return [found.rule.partition("/")[2] for found in disagreements(text, *releases, facts=facts)]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parts[-4]}-{path.parts[-2]}")
def test_texts_filled_from_one_ledger_agree_with_each_other(path: Path) -> None:
    facts = read_ledger(path)
    drafts = []
    for template in templates():
        try:
            drafts.append(render(template, facts).draft)
        except UserError:
            continue  # this ledger has not what that statement needs
    for draft in drafts:
        others = [released(other, f"r-{n}") for n, other in enumerate(drafts) if other is not draft]
        to = addressee_of(facts, draft.correspondence)
        against = DESK.against(others, facts, now=NOW, addressee=to)
        found = DESK.lint(draft.text, ledger=facts, slots=draft.slots, against=against)
        assert [
            (f.rule, f.text, f.release)
            for f in found
            if f.family is Family.CONSISTENCY and f.severity is not Severity.INFO and "overdue" not in f.rule
        ] == []


def test_a_change_recorded_in_the_ledger_explains_the_firmer_words() -> None:
    earlier = said("There are indications that the toll register was copied.")
    text = "The toll register was copied."
    old = fact("f1", clause="the toll register was copied", as_of=When.parse("2031-05-07T13:00Z"))
    new = fact("f1", clause="the toll register was copied", as_of=When.parse("2031-05-07T13:20Z"))
    assert rules(text, earlier, facts=ledger(old)) == ["stronger-than-before"]
    assert rules(text, earlier, facts=ledger(new)) == []


def test_of_two_texts_of_one_day_a_fact_told_alike_in_both_has_not_changed() -> None:
    facts = ledger(
        fact("f1", clause="the toll register was copied", as_of=When.parse("2031-05-07")),
        *(one for one in SAMPLE.facts if one.category != "effect"),
    )
    before, now = (
        fresh(HOLDING, facts).model_copy(
            update={"text": fresh(HOLDING, facts).text + f"\nThe Office has said that it is {sure}.\n"}
        )
        for sure in (
            "all but certain that the toll register was copied",
            "highly likely that the toll register was copied",
        )
    )
    earlier = released(before, "r1", released_at=When.parse("2031-05-07T13:05Z"))
    against = DESK.against([earlier], facts, now=NOW)
    found = DESK.lint(now.text, ledger=facts, slots=now.slots, against=against)
    assert [f.rule for f in found if f.family is Family.CONSISTENCY] == ["consistency/certainty-drift"]


def test_a_text_is_compared_with_the_newest_of_each_track() -> None:
    first = said("The toll gates are closed.", "r1")
    second = said("The toll gates may be closed.", "r2", at="2031-05-07T13:10Z")
    note = said("The toll gates are closed.", "n1", REQUEST, at="2031-05-07T13:06Z")
    found = disagreements("The toll gates may be closed.", first, second, note)
    assert [(f.rule, f.release) for f in found] == [("consistency/weaker-than-before", "n1")]


def test_without_a_ledger_the_words_alone_are_compared() -> None:
    assert rules("Forty lorries are waiting.", said("Thirty lorries are waiting."), facts=None) == [
        "figure-differs"
    ]


def test_a_state_told_as_having_spoken_only_informs() -> None:
    draft = fresh(ATTRIBUTION)
    against = DESK.against([said("Port services have stopped.")], SAMPLE, now=NOW)
    found = DESK.lint(draft.text, ledger=SAMPLE, slots=draft.slots, against=against)
    named = [f for f in found if f.rule == "consistency/state-named"]
    assert {f.severity for f in named} == {Severity.INFO}
    loose = disagreements("Orsk is asked for information.", said("Port services have stopped."))
    assert [f.severity for f in loose] == [Severity.WARNING]


def test_the_state_that_a_note_went_to_is_no_news_in_public() -> None:
    note = released(fresh(REQUEST), "n1")
    assert "state-named" not in rules("Orsk has been asked for information.", note)


def test_each_gate_hears_of_its_own_track_only() -> None:
    draft = fresh(HOLDING).model_copy(update={"text": "The toll gates are closed.", "slots": ()})
    records = Records(releases=(said("The toll gates may be closed.", "n1", REQUEST),))
    gates = {gate.gate: gate for gate in DESK.check(draft, SAMPLE, records, now=NOW).gates}
    assert "n1" in gates["agrees-with-other-track"].why
    assert gates["agrees-with-released"].open


def test_a_promise_is_overdue_until_something_follows() -> None:
    promise = {"next_update_at": When.parse("2031-05-07T13:15Z")}
    first = said("Port services have stopped.").model_copy(update=promise)
    assert rules("Two gates are worked by hand.", first) == ["update-overdue"]
    then = said("Two gates are worked by hand.", "r2", at="2031-05-07T13:14Z")
    assert rules("Two gates are worked by hand.", first, then) == []
    assert rules("This statement comes later than announced.", first) == []


def test_each_release_is_compared_with_those_before_it_only() -> None:
    first = said("The toll gates may be closed.", "r1")
    second = said("The toll gates are closed.", "r2", at="2031-05-07T13:10Z")
    found = [(one.id, [f.rule for f in said]) for one, said in DESK.lint_releases([second, first], None)]
    assert found == [("r1", []), ("r2", ["consistency/stronger-than-before"])]


def test_the_command_compares_a_text_with_what_went_out(
    verbale: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "r1.release.json").write_text(said("The toll gates may be closed.").model_dump_json())
    (tmp_path / "now.md").write_text("The toll gates are closed.\n")
    (tmp_path / "ledger.yaml").write_text(ledger_yaml(SAMPLE))
    asked = ("--releases", tmp_path, "--ledger", tmp_path / "ledger.yaml", "--format", "jsonl")
    result = verbale("lint", tmp_path / "now.md", *asked)
    told = [json.loads(line) for line in result.output.splitlines()]
    assert (result.exit_code, [(one["rule"], one["release"]) for one in told]) == (
        1,
        [("consistency/stronger-than-before", "r1")],
    )


def test_the_command_compares_releases_with_each_other(
    verbale: Callable[..., Result], tmp_path: Path
) -> None:
    texts = ("The toll gates may be closed.", "The toll gates are closed.")
    for number, text in enumerate(texts):
        one = said(text, f"r{number}", at=f"2031-05-07T13:0{number}Z")
        (tmp_path / f"r{number}.release.json").write_text(one.model_dump_json())
    result = verbale("lint", "--releases", tmp_path)
    assert (result.exit_code, "r1:1:1 error consistency/stronger-than-before" in result.output) == (1, True)


def test_a_fresh_update_after_the_holding_statement_agrees() -> None:
    after = datetime(2031, 5, 7, 17, tzinfo=UTC)
    records = Records(releases=(released(fresh(HOLDING)),))
    gates = {gate.gate: gate for gate in DESK.check(fresh(UPDATE), SAMPLE, records, now=after).gates}
    assert gates["agrees-with-released"].open, gates["agrees-with-released"].why
