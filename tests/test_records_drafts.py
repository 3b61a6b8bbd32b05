"""Drafts in the records: versions, conflicts, waivers, and people who work in one draft."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recording import ACCUSATION, DESK, Clock, Crew, save, with_fact
from verbale.model.draft import Slot
from verbale.model.errors import UserError
from verbale.model.finding import Severity
from verbale.model.ledger import Ledger
from verbale.model.span import Span
from verbale.records.difference import Change, difference
from verbale.records.errors import ConflictError, NotFoundError, SignInError
from verbale.records.office import Office
from verbale.records.values import DraftVersion

TEXTS = st.text(st.sampled_from("ab \n.é😀\r\tÀ"), max_size=40)


def test_a_draft_comes_back_as_it_was_given(office: Office, ledger: Ledger, draft: DraftVersion) -> None:
    drafted = DESK.draft("public/holding", ledger).draft
    kept = office.drafts.get(draft.draft.id).draft
    assert kept.model_copy(update={"made_at": None}) == drafted
    assert (draft.ledger_revision, draft.saved_by) == (1, "mara")


def test_every_version_is_kept(office: Office, crew: Crew, draft: DraftVersion) -> None:
    second = save(office, draft, draft.draft.text + "More follows.\n", crew.tom)
    assert [v.draft.version for v in office.drafts.versions(draft.draft.id)] == [2, 1]
    assert office.drafts.get(draft.draft.id, version=1) == draft
    assert office.drafts.get(draft.draft.id) == second
    assert second.saved_by == "tom"


def test_a_later_save_is_shown_what_stands_and_loses_nothing(
    office: Office, crew: Crew, draft: DraftVersion
) -> None:
    text = draft.draft.text
    save(office, draft, text + "The port is closed.\n", crew.mara)
    with pytest.raises(ConflictError, match="mara saved version 2") as conflict:
        save(office, draft, text + "The port is open.\n", crew.tom)
    assert conflict.value.theirs.draft.text == text + "The port is closed.\n"
    assert Change("closed", "open") in conflict.value.difference.changes
    kept = office.together.kept(draft.draft.id, by=crew.tom)
    assert kept is not None
    assert (kept.version, kept.text) == (1, text + "The port is open.\n")
    assert office.drafts.card(draft.draft.id).version == 2


def test_saving_again_what_was_acknowledged_to_nobody_changes_nothing(
    office: Office, crew: Crew, draft: DraftVersion
) -> None:
    text = draft.draft.text + "More follows.\n"
    assert save(office, draft, text, crew.mara) == save(office, draft, text, crew.mara)


def test_unsaved_work_ends_with_a_save(office: Office, crew: Crew, draft: DraftVersion) -> None:
    id = draft.draft.id
    office.together.keep(id, "Half a sen", version=1, by=crew.tom)
    assert office.together.kept(id, by=crew.mara) is None
    save(office, draft, "A whole sentence.\n", crew.tom)
    assert office.together.kept(id, by=crew.tom) is None


def test_two_drafts_of_one_template_have_two_names(
    office: Office, crew: Crew, ledger: Ledger, draft: DraftVersion
) -> None:
    second = office.drafts.add(DESK.draft("public/holding", ledger).draft, by=crew.tom)
    assert second.draft.id == f"{draft.draft.id}-2"
    assert {card.id for card in office.drafts.cards(ledger.incident.id)} == {second.draft.id, draft.draft.id}


@pytest.mark.parametrize("text", ["NUL \0", "half a pair \ud83d"])
def test_what_no_database_can_keep_is_refused(
    office: Office, crew: Crew, draft: DraftVersion, text: str
) -> None:
    with pytest.raises(UserError, match="Take it out"):
        save(office, draft, text, crew.mara)


def test_slots_beyond_the_text_are_refused(office: Office, crew: Crew, draft: DraftVersion) -> None:
    slot = Slot(span=Span(0, 99), fact="F1")
    with pytest.raises(UserError, match="slots of F1 end beyond the text"):
        office.drafts.save(draft.draft.id, "Short.", slots=[slot], expected=1, by=crew.mara)


def test_there_is_no_draft_of_a_wrong_name(office: Office, crew: Crew) -> None:
    with pytest.raises(NotFoundError, match='no draft "nothing"'):
        office.drafts.get("nothing")


@pytest.mark.parametrize("id", ["\0", "\ud800", "x" * 100_000, "'; DROP TABLE drafts; --", "../x"])
def test_a_hostile_name_finds_nothing(office: Office, crew: Crew, id: str) -> None:
    with pytest.raises(UserError):
        office.drafts.get(id)
    with pytest.raises(SignInError):
        office.keys.sign_in("".join(c for c in id if c not in "\0\ud800") or "x", id)


def test_a_number_beyond_all_numbers_finds_nothing(office: Office, crew: Crew, draft: DraftVersion) -> None:
    with pytest.raises(UserError):
        office.drafts.get(draft.draft.id, version=10**30)


def test_a_waiver_answers_one_finding(office: Office, crew: Crew, draft: DraftVersion) -> None:
    accused = save(office, draft, draft.draft.text + ACCUSATION, crew.mara)
    (finding,) = accused.unwaived
    assert finding.severity is Severity.ERROR
    waived = office.drafts.waive(
        accused.draft.id,
        rule=finding.rule,
        span=finding.span,
        reason="A quotation.",
        expected=2,
        by=crew.mara,
    )
    assert waived.unwaived == ()
    assert [(w.waiver.found, w.waiver.by) for w in waived.waivers] == [(finding.text, "mara")]
    assert office.drafts.withdraw(accused.draft.id, 1, by=crew.mara).unwaived == (finding,)


def test_a_waiver_needs_a_finding_and_a_reason(office: Office, crew: Crew, draft: DraftVersion) -> None:
    accused = save(office, draft, draft.draft.text + ACCUSATION, crew.mara)
    (finding,) = accused.unwaived
    id = draft.draft.id
    with pytest.raises(UserError, match="no open finding"):
        office.drafts.waive(id, rule=finding.rule, span=Span(0, 4), reason="So.", expected=2, by=crew.mara)
    with pytest.raises(UserError, match="needs a reason"):
        office.drafts.waive(id, rule=finding.rule, span=finding.span, reason=" ", expected=2, by=crew.mara)


def test_a_waiver_moves_with_its_line(office: Office, crew: Crew, draft: DraftVersion) -> None:
    version = save(office, draft, draft.draft.text + ACCUSATION, crew.mara)
    (finding,) = version.unwaived
    version = office.drafts.waive(
        draft.draft.id, rule=finding.rule, span=finding.span, reason="So.", expected=2, by=crew.mara
    )
    moved = save(office, version, "A new first line.\n\n" + version.draft.text, crew.tom)
    assert moved.unwaived == ()
    assert moved.waivers[0].waiver.span == finding.span.shifted(len("A new first line.\n\n"))
    assert moved.waivers[0].waiver.by == "mara"


def test_a_waiver_ends_when_its_line_changes(office: Office, crew: Crew, draft: DraftVersion) -> None:
    version = save(office, draft, draft.draft.text + ACCUSATION, crew.mara)
    (finding,) = version.unwaived
    version = office.drafts.waive(
        draft.draft.id, rule=finding.rule, span=finding.span, reason="So.", expected=2, by=crew.mara
    )
    changed = save(office, version, version.draft.text.replace("this.", "this outage."), crew.tom)
    assert changed.waivers == ()
    assert len(changed.unwaived) == 1


def test_findings_are_those_of_the_ledger_as_it_stands(
    office: Office, crew: Crew, ledger: Ledger, draft: DraftVersion
) -> None:
    fact = ledger.facts[0]
    office.incidents.save(with_fact(ledger, fact.id, limits="Seen at one gate."), expected=1, by=crew.tom)
    again = save(office, draft, draft.draft.text, crew.mara)
    assert (again.draft.version, again.ledger_revision) == (2, 2)


def test_people_in_one_draft_see_each_other(
    office: Office, crew: Crew, draft: DraftVersion, clock: Clock
) -> None:
    id = draft.draft.id
    assert office.together.here(id, by=crew.mara) == ()
    assert [p.user for p in office.together.here(id, by=crew.tom)] == ["mara"]
    clock.move_on(timedelta(minutes=1))
    assert office.together.others(id, by=crew.tom) == ()
    office.together.here(id, by=crew.mara)
    office.together.leave(id, by=crew.mara)
    assert office.together.others(id, by=crew.tom) == ()


@given(TEXTS, TEXTS)
def test_a_difference_is_the_whole_of_both_texts(before: str, after: str) -> None:
    found = difference(before, after)
    assert (found.earlier, found.later) == (before, after)
    assert all(a.kept != b.kept for a, b in zip(found.changes, found.changes[1:], strict=False))


@given(TEXTS, TEXTS, st.data())
def test_a_moved_span_covers_the_same_words_on_the_same_line(
    before: str, after: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(before)))
    span = Span(start, data.draw(st.integers(start, len(before))))
    moved = difference(before, after).moved(span)
    if moved is not None:
        assert moved.of(after) == span.of(before)
        assert _line(after, moved) == _line(before, span)


def test_a_difference_goes_by_words() -> None:
    changes = difference("The port is closed.\nMore at noon.\n", "The port is open.\nMore at noon.\n").changes
    assert changes == (
        Change("The port is ", "The port is "),
        Change("closed", "open"),
        Change(".\nMore at noon.\n", ".\nMore at noon.\n"),
    )


def _line(text: str, span: Span) -> str:
    begin = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return text[begin : end if end >= 0 else len(text)]
