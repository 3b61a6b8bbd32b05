"""Incidents in the records: revisions of the ledger, and the history of each fact."""

import pytest

from recording import DESK, Crew, renamed, with_fact
from verbale.model.errors import UserError
from verbale.model.ledger import Ledger
from verbale.model.status import Status
from verbale.records.errors import LedgerConflictError, NotFoundError
from verbale.records.office import Office


def test_a_ledger_comes_back_as_it_was_given(office: Office, crew: Crew, ledger: Ledger) -> None:
    kept = office.incidents.get(ledger.incident.id)
    assert (kept.ledger, kept.revision, kept.saved_by) == (DESK.sample_ledger(), 1, "mara")


def test_an_incident_is_opened_once(office: Office, crew: Crew, ledger: Ledger) -> None:
    with pytest.raises(UserError, match="already"):
        office.incidents.open(ledger, by=crew.mara)


def test_a_changed_fact_gets_its_next_number_and_keeps_its_history(
    office: Office, crew: Crew, ledger: Ledger
) -> None:
    fact = next(fact for fact in ledger.facts if fact.status is Status.SUSPECTED)
    saved = office.incidents.save(
        with_fact(ledger, fact.id, status=Status.REFUTED), expected=1, by=crew.tom
    ).ledger.fact(fact.id)
    assert saved is not None
    history = office.incidents.fact_history(ledger.incident.id, fact.id)
    assert [(f.fact.revision, f.fact.status, f.ledger_revision, f.saved_by) for f in history] == [
        (fact.revision + 1, "refuted", 2, "tom"),
        (fact.revision, "suspected", 1, "mara"),
    ]
    assert saved == history[0].fact


def test_other_facts_keep_their_numbers(office: Office, crew: Crew, ledger: Ledger) -> None:
    first, second = ledger.facts[:2]
    after = office.incidents.save(with_fact(ledger, first.id, limits="At one gate."), expected=1, by=crew.tom)
    assert after.ledger.fact(second.id) == second
    assert len(office.incidents.fact_history(ledger.incident.id, second.id)) == 1


def test_a_fact_that_was_taken_out_keeps_its_history(office: Office, crew: Crew, ledger: Ledger) -> None:
    gone = ledger.facts[0]
    without = ledger.model_copy(update={"facts": ledger.facts[1:]})
    office.incidents.save(without, expected=1, by=crew.tom)
    back = office.incidents.save(with_fact(ledger, gone.id, limits="At one gate."), expected=2, by=crew.tom)
    again = back.ledger.fact(gone.id)
    assert again is not None
    assert again.revision == gone.revision + 1
    assert len(office.incidents.fact_history(ledger.incident.id, gone.id)) == 2


def test_a_later_save_of_a_ledger_is_shown_what_stands(office: Office, crew: Crew, ledger: Ledger) -> None:
    fact = ledger.facts[0].id
    office.incidents.save(with_fact(ledger, fact, limits="At one gate."), expected=1, by=crew.tom)
    with pytest.raises(LedgerConflictError, match="tom saved revision 2") as conflict:
        office.incidents.save(with_fact(ledger, fact, limits="At two gates."), expected=1, by=crew.mara)
    assert conflict.value.theirs == office.incidents.get(ledger.incident.id)


def test_saving_what_stands_changes_nothing(office: Office, crew: Crew, ledger: Ledger) -> None:
    assert office.incidents.save(ledger, expected=1, by=crew.mara).revision == 1


def test_every_revision_can_be_looked_at(office: Office, crew: Crew, ledger: Ledger) -> None:
    fact = ledger.facts[0].id
    office.incidents.save(with_fact(ledger, fact, limits="At one gate."), expected=1, by=crew.tom)
    id = ledger.incident.id
    assert [card.revision for card in office.incidents.history(id)] == [2, 1]
    assert office.incidents.get(id, revision=1).ledger == ledger


def test_incidents_are_listed_as_they_stand(office: Office, crew: Crew, ledger: Ledger) -> None:
    office.incidents.open(renamed(ledger, "second"), by=crew.mara)
    office.incidents.save(with_fact(ledger, ledger.facts[0].id, limits="So."), expected=1, by=crew.tom)
    assert {(card.id, card.revision) for card in office.incidents.cards()} == {
        (ledger.incident.id, 2),
        ("second", 1),
    }


def test_two_facts_of_one_name_are_refused(office: Office, crew: Crew, ledger: Ledger) -> None:
    double = ledger.model_copy(update={"facts": (*ledger.facts, ledger.facts[0])})
    with pytest.raises(UserError, match=f"Two facts are called {ledger.facts[0].id}"):
        office.incidents.save(double, expected=1, by=crew.mara)


def test_there_is_no_incident_of_a_wrong_name(office: Office, crew: Crew) -> None:
    with pytest.raises(NotFoundError, match='no incident "nothing"'):
        office.incidents.get("nothing")
