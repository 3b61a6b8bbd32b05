"""What a correction puts right: which earlier texts still need one, and what it may quote."""

from drafting import HOLDING, SAMPLE, UPDATE, fact, ledger
from planning import gate, released
from verbale.desk import Desk
from verbale.draft import find_template, render
from verbale.model.draft import Draft
from verbale.model.finding import Severity
from verbale.model.incident import Correction, ReleasedText
from verbale.model.ledger import Ledger
from verbale.model.status import Status, StatusChange
from verbale.model.tlp import Tlp
from verbale.model.when import When
from verbale.plan import Records


def fresh(template: str, facts: Ledger) -> Draft:
    return render(find_template(template), facts).draft


def test_a_text_that_told_a_fact_as_refuted_need_not_be_corrected() -> None:
    gone = fact(
        "f1",
        status=Status.REFUTED,
        history=(StatusChange(status=Status.REFUTED, at=When.parse("2031-05-07T12:00Z")),),
    )
    after = ledger(gone, fact("f2"))
    records = Records(releases=(released(fresh(UPDATE, after)),))
    assert gate("agrees-with-released", HOLDING, after, records).open


def test_a_correction_may_quote_a_name_that_was_wrong_to_say() -> None:
    earlier = ReleasedText(
        id="r1",
        template=HOLDING,
        released_at=When.parse("2031-05-07T10:00Z"),
        text="Orsk switched off the port.",
        facts=("f1",),
    )
    correction = Correction(
        id="k1",
        released="r1",
        wrong="Orsk switched off the port.",
        right=("f2",),
        known_since=When.parse("2031-05-07T12:00Z"),
        why="two reports had been read as one",
    )
    incident = SAMPLE.incident.model_copy(update={"released_texts": (earlier,), "corrections": (correction,)})
    facts = ledger(
        fact("f1", status=Status.REFUTED), fact("f2", clause="the cause is open"), incident=incident
    )
    draft = fresh("public/correction", facts)
    found = Desk().lint(draft.text, ledger=facts, slots=draft.slots)
    assert "“Orsk switched off the port.”" in draft.text
    assert [one.rule for one in found if one.severity is not Severity.INFO] == []
    assert gate("nobody-named-while-contested", "public/correction", facts).open
    unspeakable = fact("f2", about_author=True, said_by="orsk", clause="it had no part")
    assert fresh(HOLDING, ledger(fact("f3"), unspeakable, incident=incident)).text


def test_a_text_on_a_replaced_fact_needs_correcting_though_a_later_one_repeated_it() -> None:
    old, new = fact("f1"), fact("f2", supersedes=("f1",))
    before = ledger(old, fact("f3"))
    first = released(fresh(HOLDING, before), released_at=When.parse("2031-05-07T10:00Z"))
    second = released(fresh(UPDATE, before), id="r2", released_at=When.parse("2031-05-07T11:00Z"))
    line, records = "public/reactive-line", Records(releases=(first, second))
    assert gate("agrees-with-released", line, ledger(old, new), records).open  # which tells what replaced it
    silent = ledger(old, new.model_copy(update={"tlp": Tlp.RED}), fact("f3"))
    shut = gate("agrees-with-released", line, silent, records)
    assert ("r1 rests on f1" in shut.why, "r2 rests on f1" in shut.why) == (True, True)
