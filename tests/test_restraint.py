"""The escalation ladder and the weighing of measures: what they show, and what they never say."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from drafting import HOLDING, SAMPLE, fact, ledger
from planning import EARLIER, NOW, gate
from test_plan import DECISION, fresh
from verbale.ledger import ledger_yaml
from verbale.model.category import Category
from verbale.model.clearance import Clearance, ClearanceOutcome, Role
from verbale.model.draft import Slot
from verbale.model.errors import UserError
from verbale.model.evidence import Quantity
from verbale.model.incident import IncidentSeverity, SeverityScale
from verbale.model.ledger import Ledger
from verbale.model.measure import Measure, MeasureKind, Reversibility
from verbale.model.span import Span
from verbale.model.status import Status
from verbale.model.tlp import Tlp
from verbale.model.weighing import Axis, LegalClass, Level, Step, StepDone, Weight
from verbale.model.when import When
from verbale.plan import Records
from verbale.plan.escalation import Escalation, escalation, read_ladder
from verbale.plan.proportionality import Weighing, weighing

SPILLOVER = fact("s1", category=Category.SPILLOVER)
IMPACT = fact("i1", category=Category.IMPACT)


def climbed(facts: Ledger, *clearances: Clearance, **given: Any) -> Escalation:
    return escalation(
        facts, read_ladder(), Records(clearances=clearances), now=given.pop("now", NOW), **given
    )


def unrated(*facts: Any, **given: Any) -> Ledger:
    return ledger(*facts, incident=SAMPLE.incident.model_copy(update={"severity": None} | given))


def sign(hash: str, role: Role, by: str, **given: Any) -> Clearance:
    return Clearance(
        **({"id": f"c-{role}", "text_hash": hash, "role": role, "by": by, "at": EARLIER} | given)
    )


def test_the_rung_follows_the_facts_and_names_those_that_set_it() -> None:
    found = climbed(unrated(fact("e1")))
    assert found.rung is not None
    assert (found.rung.id, found.rung.thresholds[0].by) == ("inform", ("e1",))
    assert climbed(unrated(fact("e1", status=Status.REFUTED))).rung is None


def test_a_rung_needs_as_many_thresholds_as_it_says() -> None:
    abroad = fact("p1", category=Category.PRESS_CLAIM, said_by="the Evening Post")
    assert climbed(unrated(fact(), SPILLOVER)).rung != climbed(unrated(fact(), SPILLOVER, abroad)).rung


def test_a_rung_counts_the_time_that_an_incident_has_lasted() -> None:
    facts = unrated(fact(), SPILLOVER)
    later = climbed(facts, now=NOW + timedelta(days=2)).rung
    assert later is not None
    assert later.id == "consult"


def test_no_rung_of_restriction_is_reached_without_a_decision() -> None:
    rated = IncidentSeverity(scale=SeverityScale.NCSC, value="1")
    before = ledger(fact(), IMPACT, incident=SAMPLE.incident.model_copy(update={"severity": rated}))
    after = before.model_copy(update={"decisions": (DECISION,)})
    assert [one.rung.id for one in (climbed(before), climbed(after)) if one.rung] == ["inform", "restrict"]


def test_a_rung_is_activated_by_three_roles_and_three_people() -> None:
    facts = unrated(fact("e1"))
    hash = climbed(facts).hash
    roles = (Role.TECHNICAL, Role.LEGAL, Role.DIPLOMATIC)
    three = tuple(sign(hash, role, by) for role, by in zip(roles, ("Ada", "Ben", "Cleo"), strict=True))
    assert climbed(facts, *three).active
    assert climbed(facts, *three[:2]).lacking == (Role.DIPLOMATIC,)
    one_person = tuple(sign(hash, role, "Ada") for role in roles)
    assert not climbed(facts, *one_person).active
    returned = (*three[:2], sign(hash, Role.DIPLOMATIC, "Cleo", outcome=ClearanceOutcome.RETURNED))
    assert not climbed(facts, *returned).active


def test_an_activation_does_not_survive_a_change_of_a_fact_that_set_the_rung() -> None:
    before = climbed(unrated(fact("e1"), fact("a1", category=Category.ADVICE)))
    changed = climbed(unrated(fact("e1", revision=2), fact("a1", category=Category.ADVICE)))
    other = climbed(unrated(fact("e1"), fact("a1", category=Category.ADVICE, revision=2)))
    assert (before.hash == changed.hash, before.hash == other.hash) == (False, True)


def test_a_house_edits_the_ladder_and_may_count_what_it_likes(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "escalation.toml").write_text(
        'activated_by = ["technical", "legal", "diplomatic"]\n[[rungs]]\nid = "many"\ntitle = "Many"\n'
        'means = "Many are concerned."\n[[rungs.thresholds]]\nsays = "a hundred ships wait"\n'
        'categories = ["impact"]\nunit = "ships"\nat_least = 100\n'
    )

    def reached(low: int) -> bool:
        ships = (Quantity(low=low, high=500, unit="ships"),)
        facts = unrated(fact("i1", category=Category.IMPACT, quantities=ships))
        return escalation(facts, read_ladder(tmp_path), Records(), now=NOW).rung is not None

    assert (reached(99), reached(100)) == (False, True)


def test_a_ladder_with_fewer_than_three_roles_is_refused(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "escalation.toml").write_text('activated_by = ["legal"]\nrungs = []\n')
    with pytest.raises(UserError, match="three roles"):
        read_ladder(tmp_path)


def act(level: Level = Level.SERIOUS) -> tuple[Weight, ...]:
    return tuple(Weight(axis=axis, level=level, facts=("i1",)) for axis in Axis if not axis.is_of_measure)


def answer(level: Level = Level.MODERATE) -> tuple[Weight, ...]:
    return tuple(Weight(axis=axis, level=level) for axis in Axis if axis.is_of_measure)


def ban(**given: Any) -> Measure:
    fields: dict[str, Any] = {
        "id": "m-ban",
        "kind": MeasureKind.RESTRICTIVE,
        "clause": "two companies may not bid for port works",
        "towards": ("orsk",),
        "legal_basis": "Port Act, section 40",
        "legal_class": LegalClass.RETORSION,
        "reversibility": Reversibility.FULL,
        "review_at": When.parse("2031-06-01"),
        "expires_at": When.parse("2031-08-01"),
        "off_ramp": "the answers asked for on 7 May arrive",
        "weights": (*act(), *answer()),
        "tlp": Tlp.AMBER,
    }
    return Measure(**(fields | given))


def weighed(measure: Measure, *clearances: Clearance, decided: bool = True, **given: Any) -> Weighing:
    decisions = (DECISION,) if decided else ()
    facts = ledger(given.pop("impact", IMPACT), measures=(measure,), decisions=decisions, **given)
    return weighing(measure.id, facts, Records(clearances=clearances))


def test_a_bounded_measure_within_the_act_may_be_put_to_those_who_decide() -> None:
    assert weighed(ban()).open_points == ()


@pytest.mark.parametrize(
    ("given", "point"),
    [
        ({"expires_at": None}, "expires_at"),
        ({"off_ramp": None}, "off_ramp"),
        ({"legal_class": None}, "legal_class"),
        ({"weights": (*act(Level.MINOR), *answer(Level.GRAVE))}, "further than the act"),
        ({"weights": answer()}, "cannot be compared yet"),
    ],
)
def test_a_measure_is_held_back_for_a_stated_reason(given: dict[str, Any], point: str) -> None:
    assert any(point in one for one in weighed(ban(**given)).open_points)


def test_a_restriction_is_held_back_until_attribution_is_decided() -> None:
    found = weighed(ban(), decided=False)
    assert any("no attribution has been decided" in one for one in found.open_points)
    assert any(one.startswith("attribution decided") for one in found.turns_on)


def test_a_countermeasure_needs_call_notice_and_offer_to_negotiate() -> None:
    bare = weighed(ban(legal_class=LegalClass.COUNTERMEASURE))
    assert sum("A step is missing" in one for one in bare.open_points) == 3
    steps = tuple(StepDone(step=step, at=EARLIER) for step in (Step.CALL, Step.NOTICE, Step.NEGOTIATION))
    assert not weighed(ban(legal_class=LegalClass.COUNTERMEASURE, steps=steps)).held_back


def test_a_level_of_the_act_counts_only_with_known_facts_under_it() -> None:
    doubted = fact("i1", category=Category.IMPACT, status=Status.SUSPECTED)
    assert weighed(ban(), impact=doubted).held_back
    assert any(one.startswith("i1 suspected instead of known") for one in weighed(ban()).turns_on)


def test_the_single_inputs_on_which_the_result_turns_are_listed() -> None:
    measure = ban(weights=(*act(Level.MODERATE), *answer(Level.MODERATE)))
    turns = weighed(measure).turns_on
    assert any(one.startswith("breadth serious instead of moderate") for one in turns)
    assert any(one.startswith("impact minor instead of moderate") for one in turns)
    assert not any(one.startswith("sophistication") for one in turns)


def test_a_measure_without_end_or_way_out_cannot_be_told_of() -> None:
    draft = fresh(HOLDING)
    for field in ("expires_at", "off_ramp"):
        measure = ban(**{field: None}, tlp=Tlp.CLEAR)
        told = draft.model_copy(update={"slots": (Slot(span=Span(0, 7), fact="m-ban"), *draft.slots)})
        facts = SAMPLE.model_copy(update={"measures": (measure,), "decisions": (DECISION,)})
        shut = gate("no-coercion-before-decision", HOLDING, facts, draft=told)
        assert (shut.open, "way out" in shut.why, weighed(measure).releasable) == (False, True, False)


@pytest.fixture
def on_paper(tmp_path: Path) -> Path:
    measure = ban(clause="a proportionate ban on bids")
    decision = DECISION.model_copy(update={"facts": ()})
    facts = SAMPLE.model_copy(
        update={"facts": (*SAMPLE.facts, IMPACT), "measures": (measure,), "decisions": (decision,)}
    )
    (tmp_path / "l.yaml").write_text(ledger_yaml(facts))
    return tmp_path


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_word_waits_for_legal_and_there_is_no_score(
    verbale: Callable[..., Result], on_paper: Path, form: str
) -> None:
    asked = ("proportionality", "m-ban", "--ledger", on_paper / "l.yaml", "--records", on_paper)
    before = verbale(*asked, "--format", form).output
    assert "proportionate" not in before
    assert "score" not in before
    hash = json.loads(verbale(*asked, "--format", "json").output)["hash"]
    (on_paper / "c.clearance.json").write_text(sign(hash, Role.LEGAL, "Lex").model_dump_json())
    assert "proportionate" in verbale(*asked, "--format", form).output


def test_a_measure_that_is_not_there_is_named_with_those_that_are(
    verbale: Callable[..., Result], on_paper: Path
) -> None:
    result = verbale("proportionality", "m-none", "--ledger", on_paper / "l.yaml")
    assert (result.exit_code, "Choose one of: m-ban" in result.output) == (2, True)


def test_the_command_says_which_rung_is_reached(verbale: Callable[..., Result], on_paper: Path) -> None:
    result = verbale("escalation", "--ledger", on_paper / "l.yaml", "--format", "json")
    assert json.loads(result.output)["rung"] == "call"
    shown = verbale("escalation", "--ledger", on_paper / "l.yaml").output
    assert "the facts reach Call to account" in shown
