"""Each gate of the plan: what closes it, why, and what opens it."""

from typing import Any

import pytest

from drafting import ATTRIBUTION, HOLDING, REQUEST, SAMPLE, UPDATE, fact, ledger
from planning import EARLIER, NOW, clearance, finding, gate, released, state, waiver
from verbale.desk import Desk
from verbale.draft import find_template, render, templates
from verbale.ledger import read_ledger
from verbale.model.category import Category
from verbale.model.clearance import ClearanceOutcome, Role
from verbale.model.decision import Decision, DecisionKind
from verbale.model.draft import Draft, Slot
from verbale.model.evidence import CustodyAction, CustodyEvent, Review, ReviewOutcome
from verbale.model.finding import Severity
from verbale.model.hypothesis import Hypothesis, HypothesisKind
from verbale.model.incident import ReleasedText
from verbale.model.ledger import Ledger
from verbale.model.measure import Measure, MeasureKind
from verbale.model.responsibility import Gravity, Relation
from verbale.model.span import Span
from verbale.model.status import Status, StatusChange
from verbale.model.template import GateNeed
from verbale.model.tlp import Tlp
from verbale.model.when import When
from verbale.plan import GATES, Records
from verbale.resources import templates_folder

DECISION = Decision(
    id="d1",
    kind=DecisionKind.ATTRIBUTION,
    clause="Velmara attributes the outage to the Orskan Naval Signals Directorate",
    decided_by="the Government of Velmara",
    decided_at=When.parse("2031-05-07"),
    actor="orsk",
    relation=Relation.EXECUTED,
    facts=("a1", "a2", "a3"),
    tlp=Tlp.CLEAR,
)


def fresh(template: str, facts: Any = SAMPLE) -> Draft:
    return render(find_template(template), facts).draft


def edited(draft: Draft, addition: str) -> Draft:
    return draft.model_copy(update={"text": draft.text + addition})


def finding_about_author(id: str, origin: str, **given: Any) -> Any:
    kept = CustodyEvent(at=EARLIER, by="the CERT", action=CustodyAction.ACQUIRED, sha256="0" * 64)
    fields = {
        "category": Category.ATTRIBUTION_TECHNICAL,
        "about_author": True,
        "actor": "orsk",
        "relation": Relation.EXECUTED,
        "gravity": Gravity.EXCEPTIONAL,
        "credibility": "2",
        "origin": origin,
        "limits": "one machine was examined",
        "custody": (kept,),
        "reviews": (Review(reviewer="the University", outcome=ReviewOutcome.CONFIRMS),),
    }
    return fact(id, **(fields | given))


def test_every_gate_that_a_template_names_exists() -> None:
    named = {need.id for template in templates() for need in template.gates}
    assert named <= set(GATES)


def test_every_gate_is_named_by_some_template() -> None:
    assert {need.id for template in templates() for need in template.gates} == set(GATES)


def test_words_that_rest_on_no_fact_close_a_gate() -> None:
    draft = edited(fresh(HOLDING), "\nAll is well.\n")
    shut = gate("facts-linked", HOLDING, SAMPLE, draft=draft)
    assert (shut.open, "All is well" in shut.why) == (False, True)


def test_words_added_by_a_person_can_be_waived_with_a_reason() -> None:
    draft = edited(fresh(HOLDING), "\nWe thank all who wait.\n")
    records = Records(waivers=(waiver(draft, "gate/facts-linked", Span(0, len(draft.text))),))
    assert gate("facts-linked", HOLDING, SAMPLE, records, draft=draft).open


def test_a_fact_that_is_gone_from_the_ledger_closes_a_gate() -> None:
    now = SAMPLE.model_copy(update={"facts": tuple(f for f in SAMPLE.facts if f.id != "f-work")})
    shut = gate("facts-linked", HOLDING, now, draft=fresh(HOLDING))
    assert (shut.open, "f-work is not in the ledger" in shut.why) == (False, True)


def test_a_fact_that_has_changed_since_closes_a_gate() -> None:
    before = ledger(fact("f1"), fact("f2"))
    after = ledger(fact("f1", status=Status.SUSPECTED), fact("f2"))
    shut = gate("wording-agrees-with-status", HOLDING, after, draft=fresh(HOLDING, before))
    assert (shut.open, shut.why) == (False, "f1 has changed since the text was drafted.")
    assert gate("wording-agrees-with-status", HOLDING, before, draft=fresh(HOLDING, before)).open


def test_a_fact_marked_more_narrowly_than_the_text_closes_a_gate() -> None:
    before, after = ledger(fact("f1"), fact("f2")), ledger(fact("f1", tlp=Tlp.AMBER), fact("f2"))
    shut = gate("audience-may-read", HOLDING, after, draft=fresh(HOLDING, before))
    assert (shut.open, "f1 is TLP:AMBER" in shut.why) == (False, True)


def test_a_fact_kept_for_another_state_closes_a_gate() -> None:
    before, after = ledger(fact("f1"), fact("f2")), ledger(fact("f1", release_to=("norlund",)), fact("f2"))
    shut = gate("audience-may-read", REQUEST, after, draft=fresh(REQUEST, before))
    assert (shut.open, shut.why) == (False, "f1 may be told only to Norlund.")


def test_an_error_of_the_linter_closes_a_gate_until_it_is_waived_at_that_place() -> None:
    draft = fresh(HOLDING)
    found = finding(draft, "Two gates", "certainty/absolute-claim")
    assert not gate("no-error-unwaived", HOLDING, SAMPLE, draft=draft, findings=(found,)).open
    elsewhere = Records(waivers=(waiver(draft, found.rule, Span(0, 4)),))
    assert not gate("no-error-unwaived", HOLDING, SAMPLE, elsewhere, draft=draft, findings=(found,)).open
    here = Records(waivers=(waiver(draft, found.rule, found.span),))
    assert gate("no-error-unwaived", HOLDING, SAMPLE, here, draft=draft, findings=(found,)).open


def test_a_waiver_does_not_survive_a_change_of_the_text() -> None:
    draft = fresh(HOLDING)
    found = finding(draft, "Two gates", "certainty/absolute-claim")
    records = Records(waivers=(waiver(draft, found.rule, found.span),))
    later = edited(draft, "\n")
    assert not gate("no-error-unwaived", HOLDING, SAMPLE, records, draft=later, findings=(found,)).open


@pytest.mark.parametrize(
    ("facts", "lacking"),
    [
        ([("a1", "o1", {}), ("a2", "o1", {}), ("a3", "o1", {})], "3 independent origins, and there are 1"),
        ([("a1", "o1", {"limits": None}), ("a2", "o2", {}), ("a3", "o3", {})], "limits"),
        ([(f"a{n}", f"o{n}", {"custody": ()}) for n in (1, 2, 3)], "custody"),
        ([(f"a{n}", f"o{n}", {"reviews": ()}) for n in (1, 2, 3)], "review that confirms"),
        ([(f"a{n}", f"o{n}", {"credibility": "5"}) for n in (1, 2, 3)], "there are 0"),
    ],
)
def test_a_grave_claim_needs_origins_custody_limits_and_review(facts: list[Any], lacking: str) -> None:
    under = tuple(finding_about_author(id, origin, **given) for id, origin, given in facts)
    shut = gate("evidence-sufficient", ATTRIBUTION, ledger(fact(), *under, decisions=(DECISION,)))
    assert (shut.open, lacking in shut.why) == (False, True)


def test_a_decision_on_sufficient_evidence_opens_the_gate() -> None:
    under = tuple(finding_about_author(f"a{n}", f"o{n}") for n in (1, 2, 3))
    assert gate("evidence-sufficient", ATTRIBUTION, ledger(fact(), *under, decisions=(DECISION,))).open


def test_a_review_that_contradicts_keeps_the_gate_closed() -> None:
    against = (Review(reviewer="the Academy", outcome=ReviewOutcome.CONTRADICTS),)
    under = (
        finding_about_author("a1", "o1", reviews=against),
        *(finding_about_author(f"a{n}", f"o{n}") for n in (2, 3)),
    )
    shut = gate("evidence-sufficient", ATTRIBUTION, ledger(fact(), *under, decisions=(DECISION,)))
    assert (shut.open, "contradicts a1" in shut.why) == (False, True)


def test_a_lesser_claim_needs_less() -> None:
    slight = finding_about_author("a1", "o1", gravity=Gravity.LOW, relation=Relation.NATIONALS, reviews=())
    decision = DECISION.model_copy(update={"facts": ("a1",), "relation": Relation.NATIONALS})
    assert gate("evidence-sufficient", ATTRIBUTION, ledger(fact(), slight, decisions=(decision,))).open


def test_while_nothing_is_claimed_the_gate_says_what_an_attribution_would_still_need() -> None:
    state_of_evidence = gate("evidence-sufficient", ATTRIBUTION, SAMPLE)
    assert state_of_evidence.open
    assert "An attribution to Orsk would still need" in state_of_evidence.why


def test_an_attribution_in_words_needs_a_decision_and_no_waiver_replaces_it() -> None:
    draft = edited(fresh(HOLDING), "\nOrsk was behind it.\n")
    found = finding(draft, "Orsk was behind it", "blame/asserted-attribution")
    records = Records(waivers=(waiver(draft, found.rule, found.span),))
    shut = gate("decision-recorded", HOLDING, SAMPLE, records, draft=draft, findings=(found,))
    assert (shut.open, "without a decision" in shut.why) == (False, True)


def test_a_decision_that_the_audience_may_not_read_does_not_open_the_gate() -> None:
    draft = edited(fresh(HOLDING), "\nOrsk was behind it.\n")
    found = finding(draft, "Orsk was behind it", "blame/asserted-attribution")
    secret = SAMPLE.model_copy(update={"decisions": (DECISION.model_copy(update={"tlp": Tlp.RED}),)})
    shut = gate("decision-recorded", HOLDING, secret, draft=draft, findings=(found,))
    assert (shut.open, "TLP:RED" in shut.why) == (False, True)


def test_legal_terms_need_a_clearance_by_legal() -> None:
    draft = edited(fresh(HOLDING), "\nThis is a matter of sovereignty.\n")
    assert not gate("legal-terms-cleared", HOLDING, SAMPLE, draft=draft).open
    records = Records(clearances=(clearance(draft, Role.LEGAL, "Lex"),))
    assert gate("legal-terms-cleared", HOLDING, SAMPLE, records, draft=draft).open


def test_a_state_is_named_in_public_only_after_something_was_sent_to_it() -> None:
    shut = gate("diplomatic-contact-first", ATTRIBUTION, SAMPLE)
    assert (shut.open, "Orsk" in shut.why) == (False, True)
    note = released(fresh(REQUEST))
    assert gate("diplomatic-contact-first", ATTRIBUTION, SAMPLE, Records(releases=(note,))).open


def test_naming_without_contact_can_be_waived_with_a_reason() -> None:
    draft = fresh(ATTRIBUTION)
    records = Records(waivers=(waiver(draft, "gate/diplomatic-contact-first", Span(0, 1)),))
    assert "agreed on the telephone" in gate("diplomatic-contact-first", ATTRIBUTION, SAMPLE, records).why


def test_a_contact_recorded_in_the_ledger_counts() -> None:
    note = ReleasedText(
        id="n1", template=REQUEST, released_at=EARLIER, text="A note.", correspondence="n-orsk"
    )
    incident = SAMPLE.incident.model_copy(update={"released_texts": (note,)})
    told = SAMPLE.model_copy(update={"incident": incident})
    assert gate("diplomatic-contact-first", ATTRIBUTION, told).open


def test_while_nothing_is_decided_a_name_stands_only_in_what_somebody_said() -> None:
    assert gate("nobody-named-while-contested", ATTRIBUTION, SAMPLE).open
    draft = edited(fresh(ATTRIBUTION), "\nOrsgrad has questions to answer.\n")
    shut = gate("nobody-named-while-contested", ATTRIBUTION, SAMPLE, draft=draft)
    assert (shut.open, "Orsgrad" in shut.why) == (False, True)


def test_the_state_addressed_may_be_named_in_its_own_note() -> None:
    assert gate("nobody-named-while-contested", REQUEST, SAMPLE).open


def test_several_hypotheses_stay_open_until_a_decision() -> None:
    one = (Hypothesis(id="h1", kind=HypothesisKind.STATE, text="a state acted"),)
    incident = SAMPLE.incident.model_copy(update={"hypotheses": one})
    shut = gate("hypotheses-open", ATTRIBUTION, SAMPLE.model_copy(update={"incident": incident}))
    assert (shut.open, "criminal or non-malicious" in shut.why) == (False, True)
    assert gate("hypotheses-open", ATTRIBUTION, SAMPLE).open


def test_an_earlier_text_whose_fact_is_refuted_asks_for_a_correction_first() -> None:
    before, after = ledger(fact("f1"), fact("f2")), ledger(fact("f1", status=Status.REFUTED), fact("f2"))
    records = Records(releases=(released(fresh(HOLDING, before)),))
    shut = gate("agrees-with-released", HOLDING, after, records)
    assert (shut.open, "r1 rests on f1" in shut.why) == (False, True)


def test_a_text_that_itself_corrects_what_was_said_agrees() -> None:
    before, after = ledger(fact("f1"), fact("f2")), ledger(fact("f1", status=Status.REFUTED), fact("f2"))
    records = Records(releases=(released(fresh(HOLDING, before)),))
    assert gate("agrees-with-released", UPDATE, after, records).open


def test_a_fact_told_otherwise_without_a_recorded_change_closes_the_gate_on_both_tracks() -> None:
    before = ledger(fact("f1", status=Status.SUSPECTED, as_of=When.parse("2031-05-07T12:00Z")))
    after = ledger(fact("f1", as_of=When.parse("2031-05-07T12:00Z")))
    for id, template in (("agrees-with-released", HOLDING), ("agrees-with-other-track", REQUEST)):
        records = Records(releases=(released(fresh(template, before)),))
        assert "told otherwise" in gate(id, HOLDING, after, records).why


def test_a_recorded_change_explains_the_new_words() -> None:
    moved = (StatusChange(status=Status.KNOWN, at=When.parse("2031-05-07T13:20Z"), why="seen on the spot"),)
    before, after = ledger(fact("f1", status=Status.SUSPECTED)), ledger(fact("f1", history=moved))
    records = Records(releases=(released(fresh(HOLDING, before)),))
    assert gate("agrees-with-released", HOLDING, after, records).open


def test_each_role_clears_the_exact_text() -> None:
    draft = fresh(HOLDING)
    both = (clearance(draft, Role.SPOKESPERSON, "Ada"), clearance(draft, Role.TECHNICAL, "Ben"))
    assert gate("cleared", HOLDING, SAMPLE, Records(clearances=both)).open
    later = edited(draft, "\nMore.\n")
    shut = gate("cleared", HOLDING, SAMPLE, Records(clearances=both), draft=later)
    assert (shut.open, "another text was" in shut.why) == (False, True)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"by": "Ada"}, "Ada cleared in more than one role."),
        ({"expires_at": When.parse("2031-05-07T13:10Z")}, "lapsed on 2031-05-07T13:10Z"),
        ({"outcome": ClearanceOutcome.RETURNED, "remark": "one figure is old"}, "one figure is old"),
    ],
)
def test_a_clearance_that_does_not_count(given: dict[str, Any], why: str) -> None:
    draft = fresh(HOLDING)
    second = clearance(draft, Role.TECHNICAL, "Ben").model_copy(update=given)
    records = Records(clearances=(clearance(draft, Role.SPOKESPERSON, "Ada"), second))
    shut = gate("cleared", HOLDING, SAMPLE, records)
    assert (shut.open, why in shut.why) == (False, True)


def test_an_update_that_is_overdue_closes_the_gate() -> None:
    assert gate("next-update-set", HOLDING, SAMPLE).open
    late = NOW.replace(hour=19)
    assert "has passed" in gate("next-update-set", HOLDING, SAMPLE, now=late).why


def test_an_embargo_holds_its_own_text_and_others_that_tell_the_same() -> None:
    until = When.parse("2031-05-07T15:00Z")
    held = fresh(HOLDING).model_copy(update={"embargo_until": until})
    assert not gate("embargo-over", HOLDING, SAMPLE, draft=held).open
    assert gate("embargo-over", HOLDING, SAMPLE, draft=held, now=NOW.replace(hour=16)).open
    records = Records(releases=(released(fresh(UPDATE), embargo_until=until),))
    assert "under embargo" in gate("embargo-over", HOLDING, SAMPLE, records).why


def test_a_stage_is_open_when_every_gate_is() -> None:
    draft = fresh(HOLDING)
    both = (clearance(draft, Role.SPOKESPERSON, "Ada"), clearance(draft, Role.TECHNICAL, "Ben"))
    assert state(HOLDING, SAMPLE, Records(clearances=both)).open


def example(template: str, name: str) -> Ledger:
    return read_ledger(templates_folder() / template / "examples" / name / "ledger.yaml")


def test_a_hotline_message_has_at_most_120_words() -> None:
    radar = example("diplomatic/hotline", "radar")
    assert gate("within-words", "diplomatic/hotline", radar, now=NOW).open
    many = tuple(
        fact(f"f{n}", clause=f"display number {n} at the airport is blank and nobody knows why")
        for n in range(9)
    )
    shut = gate("within-words", "diplomatic/hotline", radar.model_copy(update={"facts": many}))
    assert (shut.open, "Shorten it to 120" in shut.opens) == (False, True)


def test_a_joint_text_waits_for_everybody_in_whose_name_it_goes_out() -> None:
    customs = example("diplomatic/joint-statement", "customs")
    draft = fresh("diplomatic/joint-statement", customs)
    assert "the Government of Aldera" in gate("partners-agreed", draft.template, customs).why
    agreed = Records(clearances=(clearance(draft, Role.DIPLOMATIC, "the Government of Aldera"),))
    assert gate("partners-agreed", draft.template, customs, agreed).open


def test_a_restrictive_measure_stays_out_until_an_attribution_is_decided() -> None:
    draft = fresh(HOLDING)
    ban = Measure(
        id="m-ban",
        kind=MeasureKind.RESTRICTIVE,
        clause="entry is refused",
        expires_at=When.parse("2031-08"),
        off_ramp="the answers arrive",
        tlp=Tlp.CLEAR,
    )
    slot = Slot(span=Span(0, 7), fact="m-ban")
    coercive = draft.model_copy(update={"slots": (slot, *draft.slots)})
    now = SAMPLE.model_copy(update={"measures": (*SAMPLE.measures, ban)})
    shut = gate("no-coercion-before-decision", HOLDING, now, draft=coercive)
    assert (shut.open, "m-ban" in shut.why) == (False, True)
    decided = now.model_copy(update={"decisions": (DECISION,)})
    assert gate("no-coercion-before-decision", HOLDING, decided, draft=coercive).open


def test_a_gate_is_named_by_its_id_alone_where_it_needs_no_parameter() -> None:
    assert GateNeed.model_validate("cleared") == GateNeed(id="cleared")


def test_the_desk_plans_every_stage_and_every_correspondence() -> None:
    states = Desk().plan(SAMPLE, now=NOW)
    assert list(dict.fromkeys(state.id for state in states)) == [template.id for template in templates()]
    assert {state.to for state in states if state.id.startswith("diplomatic/")} >= {"n-orsk"}


def test_warnings_are_shown_and_do_not_close() -> None:
    draft = fresh(HOLDING)
    found = finding(draft, "Two gates", "alarm/alarmist-wording", Severity.WARNING)
    stands = gate("no-error-unwaived", HOLDING, SAMPLE, draft=draft, findings=(found,))
    assert (stands.open, "1 warning to look at" in stands.why) == (True, True)
