"""What a template may say of a ledger, in which words, and where they stand."""

from typing import Any

import pytest

from drafting import ATTRIBUTION, HOLDING, REQUEST, SAMPLE, UPDATE, drafted, fact, ledger
from verbale.draft import find_template, render, to_html, to_text
from verbale.draft.wording import fact_sentence
from verbale.model.category import Category
from verbale.model.decision import Decision, DecisionKind
from verbale.model.errors import UserError
from verbale.model.evidence import Quantity
from verbale.model.incident import ReleasedText
from verbale.model.status import Confidence, Status, StatusChange
from verbale.model.tlp import Tlp
from verbale.model.when import When


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Gate f1 was closed."),
        (
            {"status": Status.SUSPECTED},
            "There are indications that gate f1 was closed, which are being checked.",
        ),
        ({"status": Status.SUSPECTED, "likelihood": "probable"}, "It is likely that gate f1 was closed."),
        (
            {"status": Status.SUSPECTED, "likelihood": "roughly even chance"},
            "There is a roughly even chance that gate f1 was closed.",
        ),
        (
            {"status": Status.SUSPECTED, "likelihood": "remote"},
            "There is almost no chance that gate f1 was closed.",
        ),
        ({"status": Status.TO_BE_ESTABLISHED}, "It has not been established whether gate f1 was closed."),
        ({"status": Status.REFUTED}, "Earlier information that gate f1 was closed was not correct."),
        ({"said_by": "norlund"}, "Norlund has stated that gate f1 was closed."),
        (
            {"said_by": "a newspaper", "category": Category.PRESS_CLAIM, "status": Status.SUSPECTED},
            "A newspaper has reported that gate f1 was closed; this is being checked.",
        ),
        (
            {"said_by": "norlund", "status": Status.REFUTED},
            "The earlier statement by Norlund that gate f1 was closed was not correct.",
        ),
    ],
)
def test_the_wording_of_a_fact_follows_its_status(given: dict[str, Any], words: str) -> None:
    assert fact_sentence(fact(**given), ledger()) == words


def test_figures_that_differ_are_told_as_a_range_with_their_sources() -> None:
    figures = (
        Quantity(low=30_000, high=30_000, unit="modems", source="the operator"),
        Quantity(low=1_200_000, high=1_200_000, unit="modems", source="the maker"),
    )
    words = fact_sentence(fact(quantities=figures, question="how many modems are affected"), ledger())
    assert words == (
        "On the question of how many modems are affected, the figures given range from 30,000 to 1.2 million "
        "(the operator: 30,000; the maker: 1.2 million), and are being checked."
    )


def test_figures_that_differ_are_withheld_when_a_source_is_not_named() -> None:
    figures = tuple(Quantity(low=n, high=n, unit="modems", source=None) for n in (1, 2))
    draft = drafted(UPDATE, fact("f1"), fact("f2", quantities=figures))
    assert [(one.fact, "source" in one.reason) for one in draft.withheld] == [("f2", True)]


def test_facts_that_contradict_each_other_are_both_withheld() -> None:
    draft = drafted(UPDATE, fact("f1"), fact("f2", conflicts_with=("f3",)), fact("f3"))
    assert [one.fact for one in draft.withheld] == ["f2", "f3"]


def test_a_likelihood_and_a_confidence_never_share_a_sentence() -> None:
    judged = fact(status=Status.SUSPECTED, likelihood="likely", confidence=Confidence.LOW)
    text = drafted(ATTRIBUTION, judged).text
    assert "It is likely that gate f1 was closed. Confidence in this finding is low." in text


def test_a_fact_above_the_audience_is_withheld_and_named() -> None:
    draft = drafted(HOLDING, fact("f1"), fact("f2", tlp=Tlp.AMBER))
    assert "gate f2" not in draft.text
    assert [(one.fact, one.reason) for one in draft.withheld] == [
        ("f2", "is marked TLP:AMBER, above the audience's TLP:CLEAR")
    ]


def test_a_draft_whose_required_fact_is_above_the_audience_fails_and_names_it() -> None:
    with pytest.raises(UserError, match="f2 is marked TLP:AMBER, above the audience's TLP:CLEAR"):
        drafted(HOLDING, fact("f2", tlp=Tlp.AMBER))


def test_a_fact_released_to_some_is_told_to_them_alone() -> None:
    told = fact("f1", release_to=("norlund",))
    letter = ledger().correspondence[0]
    to_norlund = letter.model_copy(update={"addressee_state": "norlund"})
    assert "Gate f1" in drafted(REQUEST, told, fact("f2"), correspondence=(to_norlund,)).text
    assert "Gate f1" not in drafted(REQUEST, told, fact("f2"), correspondence=(letter,)).text
    assert "Gate f1" not in drafted(HOLDING, told, fact("f2")).text


AUTHOR = {
    "category": Category.ATTRIBUTION_POLITICAL,
    "clause": "Orsk was responsible",
    "question": "whether Orsk was",
}


@pytest.mark.parametrize("template", [HOLDING, UPDATE, REQUEST])
@pytest.mark.parametrize(
    "given",
    [
        AUTHOR,
        AUTHOR | {"status": Status.TO_BE_ESTABLISHED},
        AUTHOR | {"said_by": "norlund", "category": Category.STATEMENT},
        {
            "clause": "the Orskan Naval Signals Directorate closed the gate",
            "actor": "orsk",
            "about_author": True,
        },
        {"clause": "those who acted live in Castellon", "about_author": True},
    ],
)
def test_texts_that_name_no_author_tell_no_fact_about_one(template: str, given: dict[str, Any]) -> None:
    draft = drafted(template, fact("f1"), fact("f2", **given))
    assert "f2" not in {slot.fact for slot in draft.slots}


@pytest.mark.parametrize("template", [HOLDING, UPDATE])
def test_a_fact_that_names_a_state_concerned_is_withheld_though_nobody_flagged_it(template: str) -> None:
    draft = drafted(template, fact("f1"), fact("f2", clause="people from ORSKAN ports closed the gate"))
    assert [one.fact for one in draft.withheld] == ["f2"]


def test_what_others_say_of_the_author_is_told_as_theirs() -> None:
    said = fact("f2", **(AUTHOR | {"said_by": "norlund", "category": Category.STATEMENT}))
    assert "- Norlund has stated that Orsk was responsible." in drafted(ATTRIBUTION, fact(), said).text


def test_an_own_finding_about_the_author_is_told_as_an_open_question_that_names_nobody() -> None:
    draft = drafted(ATTRIBUTION, fact(), fact("f2", **AUTHOR))
    assert "- It has not been established who is responsible." in draft.text
    assert "Orsk" not in draft.text


DECIDED = Decision(
    id="d1",
    kind=DecisionKind.ATTRIBUTION,
    clause="Velmara attributes the outage to Orsk",
    decided_by="the Government of Velmara",
    decided_at=When.parse("2031-06-01"),
    tlp=Tlp.CLEAR,
)


def test_a_decision_is_told_in_its_own_words() -> None:
    draft = drafted(ATTRIBUTION, fact(), fact("f2", **AUTHOR), decisions=(DECIDED,))
    decision = (
        "On 1 June 2031, the Government of Velmara took the following decision: "
        "Velmara attributes the outage to Orsk."
    )
    assert [slot.span.of(draft.text) for slot in draft.slots if slot.fact == "d1"] == [decision]
    assert "f2" not in {slot.fact for slot in draft.slots}


def test_a_decision_that_the_audience_may_not_know_of_is_neither_told_nor_denied() -> None:
    secret = DECIDED.model_copy(update={"tlp": Tlp.RED})
    text = drafted(ATTRIBUTION, fact(), decisions=(secret,)).text
    assert "decision" not in text
    assert "has not been established who" not in text


def test_a_title_that_names_a_state_concerned_is_refused() -> None:
    incident = SAMPLE.incident.model_copy(update={"title": "Orskan operation"})
    with pytest.raises(UserError, match=r"incident\.title: names Orskan"):
        drafted(HOLDING, fact(), incident=incident)


def test_an_exercise_says_so_first_and_last() -> None:
    incident = SAMPLE.incident.model_copy(update={"exercise": True})
    lines = drafted(HOLDING, fact(), incident=incident).text.splitlines()
    assert (lines[0], lines[-1]) == ("EXERCISE EXERCISE EXERCISE",) * 2


def test_too_few_hypotheses_of_an_undetermined_cause_are_remarked_on() -> None:
    incident = SAMPLE.incident
    assert drafted(HOLDING, fact()).remarks == ()
    fewer = incident.model_copy(update={"hypotheses": incident.hypotheses[:2]})
    assert "2 hypotheses" in drafted(HOLDING, fact(), incident=fewer).remarks[0]


def test_a_note_to_one_of_several_states_needs_a_choice() -> None:
    letter = ledger().correspondence[0]
    both = (letter, letter.model_copy(update={"id": "n-norlund", "addressee_state": "norlund"}))
    with pytest.raises(UserError, match="--to"):
        drafted(REQUEST, fact(), correspondence=both)
    assert render(find_template(REQUEST), ledger(fact(), correspondence=both), to="n-norlund").slots


def test_a_page_and_a_plain_text_carry_the_label_and_a_note_does_not() -> None:
    holding = drafted(HOLDING, fact())
    assert to_html(holding).count(">TLP:CLEAR<") == 2
    assert to_text(holding).startswith("TLP:CLEAR\n\nHarbour outage\n==============\n")
    note = drafted(REQUEST, fact())
    assert "TLP" not in note.text + to_html(note).partition("</style>")[2] + to_text(note)


def test_plain_text_keeps_the_numbers_of_a_list() -> None:
    assert "\n1. whether systems in Orsk" in to_text(drafted(REQUEST, fact()))


def test_a_clause_without_a_figure_stands_before_the_range() -> None:
    counted = fact(
        category=Category.SCOPE,
        status=Status.SUSPECTED,
        clause="tens of thousands of modems have failed",
        quantities=tuple(
            Quantity(low=count, high=count, unit="modems", source=who)
            for count, who in ((30_000, "the operator"), (45_000, "the maker"))
        ),
    )
    assert drafted(UPDATE, fact("e1"), counted).text.count(
        "There are indications that tens of thousands of modems have failed; the figures given range from "
        "30,000 to 45,000 (the operator: 30,000; the maker: 45,000), and are being checked."
    )


def test_contradicted_sums_of_money_name_the_currency_first() -> None:
    paid = fact(
        category=Category.IMPACT,
        status=Status.SUSPECTED,
        clause="a sum was paid",
        quantities=tuple(
            Quantity(low=sum_, high=sum_, unit="EUR", source=who)
            for sum_, who in ((4_400_000, "the carrier"), (5_000_000, "a newspaper"))
        ),
    )
    assert (
        "range from EUR 4.4 million to EUR 5 million (the carrier" in drafted(UPDATE, fact("e1"), paid).text
    )


def test_an_update_marks_what_is_new_or_changed_since_the_last_statement() -> None:
    earlier = ReleasedText(
        id="r1",
        template=HOLDING,
        released_at=When.parse("2031-05-07T10:00Z"),
        text="...",
        facts=("same", "moved"),
    )
    steps = (
        StatusChange(status=Status.SUSPECTED, at=When.parse("2031-05-07T09:00Z")),
        StatusChange(status=Status.KNOWN, at=When.parse("2031-05-07T12:00Z")),
    )
    text = drafted(
        UPDATE,
        fact("same"),
        fact("moved", history=steps),
        fact("added"),
        incident=SAMPLE.incident.model_copy(update={"released_texts": (earlier,)}),
    ).text
    assert "has changed since the statement of 10:00 UTC on 7 May 2031 is marked" in text
    assert "\n- Gate same was closed." in text
    assert "\n- (changed) Gate moved was closed." in text
    assert "\n- (new) Gate added was closed." in text


def test_a_contested_statement_says_who_has_stated_otherwise() -> None:
    named = fact("s1", category=Category.STATEMENT, said_by="the Government of Norlund", clause="Orsk did it")
    denied = fact(
        "s2", category=Category.DENIAL, said_by="orsk", clause="it had no part", conflicts_with=("s1",)
    )
    text = drafted(ATTRIBUTION, fact("e1"), named, denied).text
    assert "This is contested: Orsk has stated otherwise." in text
    assert "This is contested: the Government of Norlund has stated otherwise." in text


def test_where_nobody_has_said_who_it_was_the_statement_says_so() -> None:
    assert "No statement on responsibility by any identified party has been recorded." in (
        drafted(ATTRIBUTION, fact("e1")).text
    )


def test_a_request_may_ask_for_help_under_a_norm_and_for_nothing_else() -> None:
    note = SAMPLE.correspondence[0].model_copy(
        update={"asks": (), "assistance": ("two engineers for one week",), "norms": ("gge2015-13h",)}
    )
    text = drafted(REQUEST, fact("e1"), correspondence=(note,)).text
    assert "It further recalls paragraph 13 (h)" in text
    assert "It would be grateful for assistance" in text
    assert "any information that the competent" not in text
    assert "This request does not imply any responsibility" in text
