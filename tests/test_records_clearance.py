"""Clearance and release: bound to what was seen, refused with reasons, then frozen."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from recording import ACCUSATION, DESK, Clock, Crew, clear, save, with_fact
from verbale.model.clearance import Role
from verbale.model.digest import text_hash
from verbale.model.errors import UserError
from verbale.model.ledger import Ledger
from verbale.model.tlp import Tlp
from verbale.model.when import When
from verbale.records.errors import ConflictError, NotPermittedError, RefusedError
from verbale.records.office import Office
from verbale.records.values import DraftVersion


def states(office: Office, id: str) -> dict[str, str]:
    return {s.role.value: s.state.value for s in office.clearing.review(id).sign_offs}


def closed(office: Office, id: str) -> list[str]:
    return [gate.name for gate in office.releasing.gates(id) if not gate.open]


def acts(office: Office, crew: Crew) -> list[tuple[str, str]]:
    return [(entry.act, entry.detail) for entry in office.trail.entries(by=crew.root)]


def test_the_roles_of_the_template_are_asked(office: Office, crew: Crew, draft: DraftVersion) -> None:
    assert states(office, draft.draft.id) == {"spokesperson": "missing", "technical": "missing"}


def test_nothing_is_cleared_before_it_is_sent(office: Office, crew: Crew, draft: DraftVersion) -> None:
    id = draft.draft.id
    with pytest.raises(UserError, match="not in clearance"):
        office.clearing.clear(id, role=Role.TECHNICAL, basis=office.clearing.review(id).basis, by=crew.tom)


def test_a_person_clears_only_in_a_role_of_theirs(office: Office, crew: Crew, draft: DraftVersion) -> None:
    basis = office.clearing.send(draft.draft.id, expected=1, by=crew.mara).basis
    with pytest.raises(NotPermittedError, match="does not have the role legal"):
        office.clearing.clear(draft.draft.id, role=Role.LEGAL, basis=basis, by=crew.tom)


def test_two_roles_are_never_the_same_person(office: Office, crew: Crew, draft: DraftVersion) -> None:
    basis = office.clearing.send(draft.draft.id, expected=1, by=crew.mara).basis
    office.clearing.clear(draft.draft.id, role=Role.SPOKESPERSON, basis=basis, by=crew.lea)
    with pytest.raises(NotPermittedError, match="lea has cleared this text as spokesperson"):
        office.clearing.clear(draft.draft.id, role=Role.TECHNICAL, basis=basis, by=crew.lea)


def test_a_change_of_text_voids_clearances_and_the_trail_says_so(
    office: Office, crew: Crew, draft: DraftVersion
) -> None:
    clear(office, crew, draft)
    save(office, draft, draft.draft.text + "More follows.\n", crew.mara)
    assert states(office, draft.draft.id) == {"spokesperson": "void", "technical": "void"}
    voided = (
        "clearances voided",
        f"{draft.draft.id}: spokesperson (mara), technical (tom), because the text changed",
    )
    assert voided in acts(office, crew)
    assert not office.drafts.card(draft.draft.id).sent


def test_a_void_clearance_stays_void_when_the_words_come_back(
    office: Office, crew: Crew, draft: DraftVersion
) -> None:
    clear(office, crew, draft)
    changed = save(office, draft, draft.draft.text + "More follows.\n", crew.mara)
    save(office, changed, draft.draft.text, crew.mara)
    assert states(office, draft.draft.id) == {"spokesperson": "void", "technical": "void"}


def test_a_waiver_voids_what_was_cleared_without_it(office: Office, crew: Crew, draft: DraftVersion) -> None:
    accused = save(office, draft, draft.draft.text + ACCUSATION, crew.mara)
    clear(office, crew, accused)
    (finding,) = accused.unwaived
    office.drafts.waive(
        draft.draft.id, rule=finding.rule, span=finding.span, reason="So.", expected=2, by=crew.mara
    )
    assert states(office, draft.draft.id) == {"spokesperson": "void", "technical": "void"}
    assert any(act == "clearances voided" and "waived" in detail for act, detail in acts(office, crew))


def test_a_clearance_does_not_outlive_the_facts_under_the_text(
    office: Office, crew: Crew, ledger: Ledger, draft: DraftVersion
) -> None:
    clear(office, crew, draft)
    fact = draft.draft.slots[0].fact
    office.incidents.save(with_fact(ledger, fact, limits="Seen at one gate."), expected=1, by=crew.tom)
    assert states(office, draft.draft.id) == {"spokesperson": "void", "technical": "void"}
    with pytest.raises(RefusedError, match=f"{fact} changed since the text was saved"):
        office.releasing.release(draft.draft.id, expected=1, by=crew.mara)


def test_a_fact_that_the_text_does_not_rest_on_may_change(
    office: Office, crew: Crew, ledger: Ledger, draft: DraftVersion
) -> None:
    clear(office, crew, draft)
    under = {slot.fact for slot in draft.draft.slots}
    other = next(fact.id for fact in ledger.facts if fact.id not in under)
    office.incidents.save(with_fact(ledger, other, limits="Seen at one gate."), expected=1, by=crew.tom)
    assert closed(office, draft.draft.id) == []


def test_what_changed_after_the_page_was_opened_is_not_cleared(
    office: Office, crew: Crew, draft: DraftVersion
) -> None:
    basis = office.clearing.review(draft.draft.id).basis
    changed = save(office, draft, draft.draft.text + "More follows.\n", crew.mara)
    office.clearing.send(draft.draft.id, expected=changed.draft.version, by=crew.mara)
    with pytest.raises(UserError, match="Read it again"):
        office.clearing.clear(draft.draft.id, role=Role.TECHNICAL, basis=basis, by=crew.tom)


def test_a_clearance_lapses(office: Office, crew: Crew, draft: DraftVersion, clock: Clock) -> None:
    id = draft.draft.id
    basis = office.clearing.send(id, expected=1, by=crew.mara).basis
    until = When.at(clock.at + timedelta(hours=2))
    office.clearing.clear(id, role=Role.TECHNICAL, basis=basis, by=crew.tom, expires_at=until)
    clock.move_on(timedelta(hours=1, minutes=59))
    assert states(office, id)["technical"] == "cleared"
    clock.move_on(timedelta(minutes=1))
    assert states(office, id)["technical"] == "lapsed"


def test_a_text_is_returned_with_a_remark(office: Office, crew: Crew, draft: DraftVersion) -> None:
    id = draft.draft.id
    clear(office, crew, draft)
    basis = office.clearing.review(id).basis
    with pytest.raises(UserError, match="Say in a remark"):
        office.clearing.send_back(id, role=Role.LEGAL, basis=basis, by=crew.lea, remark=" ")
    office.clearing.send_back(id, role=Role.LEGAL, basis=basis, by=crew.lea, remark="Name the law.")
    with pytest.raises(RefusedError, match=r"Legal returned this text: Name the law\. \(lea\)"):
        office.releasing.release(id, expected=1, by=crew.mara)
    office.clearing.clear(id, role=Role.LEGAL, basis=basis, by=crew.lea)
    assert closed(office, id) == []


def test_a_role_can_compare_with_what_it_cleared_before(
    office: Office, crew: Crew, draft: DraftVersion
) -> None:
    assert office.clearing.cleared_before(draft.draft.id, Role.TECHNICAL) is None
    clear(office, crew, draft)
    save(office, draft, draft.draft.text + "More follows.\n", crew.mara)
    assert office.clearing.cleared_before(draft.draft.id, Role.TECHNICAL) == draft


def test_a_release_is_refused_with_every_reason(
    office: Office, crew: Crew, draft: DraftVersion, clock: Clock
) -> None:
    id = draft.draft.id
    save(office, draft, draft.draft.text + ACCUSATION, crew.mara)
    office.releasing.embargo(id, until=When.parse("2031-05-07T12:00Z"), by=crew.mara)
    with pytest.raises(RefusedError) as refused:
        office.releasing.release(id, expected=2, by=crew.mara)
    assert [gate.name for gate in refused.value.gates] == [
        "clearance by spokesperson",
        "clearance by technical",
        "findings",
        "embargo",
    ]
    for words in ("Spokesperson has not cleared", "blame/asserted-attribution", "until 2031-05-07T12:00Z"):
        assert words in str(refused.value)
    assert acts(office, crew)[0][0] == "release refused"


def test_an_embargo_ends(office: Office, crew: Crew, draft: DraftVersion, clock: Clock) -> None:
    clear(office, crew, draft)
    office.releasing.embargo(draft.draft.id, until=When.parse("2031-05-07T12:00Z"), by=crew.mara)
    clock.move_on(timedelta(hours=1, minutes=59, seconds=59))
    assert closed(office, draft.draft.id) == ["embargo"]
    clock.move_on(timedelta(seconds=1))
    assert closed(office, draft.draft.id) == []


def test_a_fact_marked_above_the_audience_stops_the_release(
    office: Office, crew: Crew, ledger: Ledger, draft: DraftVersion
) -> None:
    fact = draft.draft.slots[0].fact
    office.incidents.save(with_fact(ledger, fact, tlp=Tlp.RED), expected=1, by=crew.tom)
    clear(office, crew, save(office, draft, draft.draft.text, crew.mara))
    assert closed(office, draft.draft.id) == ["label"]


def test_the_text_of_an_exercise_goes_out_with_its_mark_only(
    office: Office, crew: Crew, ledger: Ledger
) -> None:
    drill = ledger.incident.model_copy(update={"id": "drill", "exercise": True})
    opened = office.incidents.open(ledger.model_copy(update={"incident": drill}), by=crew.mara).ledger
    marked = office.drafts.add(DESK.draft("public/holding", opened).draft, by=crew.mara)
    clear(office, crew, marked)
    assert closed(office, marked.draft.id) == []
    bare = save(office, marked, marked.draft.text.replace("EXERCISE", "").strip(), crew.mara)
    assert "exercise" in closed(office, bare.draft.id)


def test_a_release_is_frozen_and_hashed(
    office: Office, crew: Crew, draft: DraftVersion, clock: Clock
) -> None:
    clear(office, crew, draft)
    head = office.trail.head()
    release = office.releasing.release(draft.draft.id, expected=1, by=crew.mara, channel="Website")
    assert release == office.releasing.get(draft.draft.id)
    assert (release.text, release.text_hash) == (draft.draft.text, text_hash(draft.draft.text))
    assert (release.audit_head, release.released_by) == (head, "mara")
    assert {(c.role, c.by) for c in release.clearances} == {("spokesperson", "mara"), ("technical", "tom")}
    assert office.releasing.findings(draft.draft.id) == draft.findings
    with pytest.raises(UserError, match="frozen"):
        save(office, draft, "Other words.", crew.mara)
    with pytest.raises(UserError, match="frozen"):
        office.releasing.release(draft.draft.id, expected=1, by=crew.mara)


def test_the_ledger_lists_what_was_released(
    office: Office, crew: Crew, ledger: Ledger, draft: DraftVersion
) -> None:
    clear(office, crew, draft)
    due = When.parse("2031-05-07T18:00Z")
    office.releasing.release(draft.draft.id, expected=1, by=crew.mara, next_update_at=due)
    after = office.incidents.get(ledger.incident.id)
    assert after.ledger.incident.released_texts[-1].text == draft.draft.text.strip()
    assert after.ledger.incident.next_update_at == due
    assert after.revision == 2


def test_only_the_version_that_was_seen_is_released(office: Office, crew: Crew, draft: DraftVersion) -> None:
    changed = save(office, draft, draft.draft.text + "More follows.\n", crew.mara)
    clear(office, crew, changed)
    with pytest.raises(ConflictError):
        office.releasing.release(draft.draft.id, expected=1, by=crew.mara)


def test_a_release_cannot_be_changed_in_the_database(office: Office, crew: Crew, draft: DraftVersion) -> None:
    clear(office, crew, draft)
    office.releasing.release(draft.draft.id, expected=1, by=crew.mara)
    with (
        pytest.raises(DBAPIError, match="what is recorded is not changed"),
        office.database.write() as session,
    ):
        session.connection().exec_driver_sql("UPDATE releases SET document = '{}'")


def test_an_empty_text_is_not_released(office: Office, crew: Crew, draft: DraftVersion) -> None:
    clear(office, crew, save(office, draft, "\n", crew.mara))
    assert "length" in closed(office, draft.draft.id)


def test_a_text_can_be_recalled(office: Office, crew: Crew, draft: DraftVersion) -> None:
    clear(office, crew, draft)
    office.clearing.recall(draft.draft.id, expected=1, by=crew.mara)
    assert not office.drafts.card(draft.draft.id).sent
