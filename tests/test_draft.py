"""What a template may say of a ledger, in which words, and where they stand."""

from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.draft import Rendered, find_template, render, templates, to_html, to_text
from verbale.draft.escape import on_one_line
from verbale.draft.slots import lift, marked
from verbale.draft.wording import fact_sentence
from verbale.ledger import parse_ledger, sample_ledger
from verbale.model.category import Category
from verbale.model.decision import Decision, DecisionKind
from verbale.model.errors import UserError
from verbale.model.evidence import Quantity, Source, SourceType
from verbale.model.fact import Fact
from verbale.model.ledger import Ledger
from verbale.model.status import Confidence, Status
from verbale.model.tlp import Tlp
from verbale.model.when import When

Command = Callable[..., Result]
HOLDING = "public/holding"
UPDATE = "public/update"
ATTRIBUTION = "public/attribution-status"
REQUEST = "diplomatic/request"

SAMPLE = parse_ledger(sample_ledger())
TEMPLATE_TOML = """
title = "Test"
purpose = "Tests."
when = "In tests."
timing = "At once."
author = "never"
forbidden = []
must_carry = []
gates = []
cleared_by = ["spokesperson"]
details = []
[audience]
name = "everybody"
tlp = "TLP:CLEAR"
[[facts]]
name = "effect"
categories = ["effect"]
status = ["known", "suspected", "to_be_established", "refuted"]
guidance = "Record an effect."
"""
EACH = "{% for fact in facts.effect %}\n- {{ say(fact) }}\n{% endfor %}\n"


def fact(id: str = "f1", **given: Any) -> Fact:
    """A known effect, marked TLP:CLEAR, but for what is given."""
    return Fact(
        **{
            "id": id,
            "category": Category.EFFECT,
            "clause": f"gate {id} was closed",
            "question": f"whether gate {id} was closed",
            "status": Status.KNOWN,
            "as_of": When.parse("2031-05-07T13:00Z"),
            "source": Source(type=SourceType.OWN),
            "tlp": Tlp.CLEAR,
        }
        | given
    )


def ledger(*facts: Fact, **given: Any) -> Ledger:
    """The sample with these facts instead of its own, and without its measures."""
    return SAMPLE.model_copy(update={"facts": facts, "measures": (), "decisions": ()} | given)


def house(tmp_path: Path, body: str = EACH, toml: str = TEMPLATE_TOML) -> Path:
    """A house's own folder with the template test/one."""
    folder = tmp_path / "test" / "one"
    folder.mkdir(parents=True)
    (folder / "template.toml").write_text(toml, encoding="utf-8")
    (folder / "body.md.j2").write_text(body, encoding="utf-8")
    return tmp_path


def drafted(template: str, *facts: Fact, **given: Any) -> Rendered:
    return render(find_template(template), ledger(*facts, **given))


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
        "modems (the operator: 30,000; the maker: 1.2 million), and are being checked."
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


@pytest.mark.parametrize(
    "body",
    [
        "{{ range(9) }}",
        "{% for a in facts.effect %}{% for b in facts.effect %}{{ say(b) }}{% endfor %}{% endfor %}",
        "{% for a in facts.effect recursive %}{{ loop(facts.effect) }}{% endfor %}",
        "{{ 'a' * 999999999 }}{{ facts.effect }}",
        "{% set x = 'a' ~ 'a' %}{{ x }}{{ facts.effect }}",
        "{{ incident.title.ljust(999999999) }}{{ facts.effect }}",
        "{{ facts.effect|join }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}{{ facts.effect }}",
        "{% include 'x' %}{{ facts.effect }}",
        "{{ say.__globals__ }}{{ facts.effect }}",
        "{{ facts.effect }}",
        "{{ nothing }}{% for fact in facts.effect %}{% endfor %}",
        "{{ facts.other }}",
        "{% for fact in facts.effect %}",
        "{{ norm('gge2015-13z').cite }}{% for fact in facts.effect %}{% endfor %}",
        "x" * 100_001,
        "no fact is used",
    ],
)
def test_a_body_that_does_more_than_a_template_may_is_one_clear_error(tmp_path: Path, body: str) -> None:
    with pytest.raises(UserError):
        render(find_template("test/one", house(tmp_path, body)), ledger(fact()))


def test_a_text_that_grows_without_measure_is_refused(tmp_path: Path) -> None:
    facts = [fact(f"f{n}", clause=f"{n} {'x' * 10_000}") for n in range(50)]
    with pytest.raises(UserError, match="400,000"):
        render(find_template("test/one", house(tmp_path)), ledger(*facts))


def test_a_wrong_key_in_a_template_is_named_with_its_file(tmp_path: Path) -> None:
    folder = house(tmp_path, toml=TEMPLATE_TOML.replace('"effect"]', '"efect"]') + "colour = 1\n")
    with pytest.raises(UserError) as caught:
        templates(folder)
    assert all(
        word in str(caught.value) for word in ("template.toml", "facts.0.categories.0", "facts.0.colour")
    )


def test_a_template_of_the_house_stands_beside_those_that_ship(tmp_path: Path) -> None:
    ids = [template.id for template in templates(house(tmp_path))]
    assert "test/one" in ids
    assert HOLDING in ids


def test_an_unknown_template_is_answered_with_those_there_are() -> None:
    with pytest.raises(UserError, match=r'There is no template "public/holdin".*public/holding'):
        find_template("public/holdin")


HOSTILE = st.text(
    st.one_of(
        st.sampled_from(
            "*_`[]()<>#+-.!\\&;{}|~=:\n\t \r\u2028\ufdd0\ufdd1\ufdd2\ufde0\ufde5\u0301\u200d😀\x00\x1b"
        ),
        st.characters(codec="utf-8"),
    ),
    min_size=1,
    max_size=40,
).filter(lambda words: on_one_line(words).strip(". "))


@settings(deadline=None)
@given(st.lists(HOSTILE, min_size=1, max_size=4, unique=True))
def test_a_slot_covers_exactly_the_words_of_its_fact(clauses: list[str]) -> None:
    facts = [fact(f"f{n}", clause=f"a {clause} z") for n, clause in enumerate(clauses)]
    draft = drafted(UPDATE, *facts)
    lines = [line.removeprefix("- ") for line in draft.text.split("\n")]
    assert [slot.span.of(draft.text) for slot in draft.slots] == [
        line for line in lines if line.startswith("A ") and line.endswith("z.")
    ]
    assert not any("\ufdd0" <= c <= "\ufdef" for c in draft.text)


@settings(deadline=None)
@given(HOSTILE)
def test_a_clause_is_shown_as_it_is_and_never_as_structure(clause: str) -> None:
    words = on_one_line(clause).rstrip(". ")
    shown = f"{words[:1].upper()}{words[1:]}."
    draft = drafted(UPDATE, fact(clause=clause))
    assert f"- {' '.join(shown.split())}\n" in to_text(draft)
    page = to_html(draft)
    plain = to_html(drafted(UPDATE, fact(clause="nothing")))
    assert page.count("<") == plain.count("<")


@pytest.mark.parametrize(
    "clause",
    [
        "{{ incident.title }}",
        "<script>alert(1)</script>",
        "*loud*",
        "# heading",
        "1. one",
        "a\n\n# b",
        "&lt;",
        "- x",
    ],
)
def test_a_clause_is_never_template_markup_or_html(clause: str) -> None:
    page = to_html(drafted(HOLDING, fact(clause=clause)))
    assert "<script" not in page
    assert on_one_line(clause).casefold() in unescape(page).casefold()


@given(st.lists(st.tuples(st.text("ab😀 ", max_size=5), st.integers(0, 12)), max_size=6))
def test_lifted_marks_leave_the_text_that_was_marked(pieces: list[tuple[str, int]]) -> None:
    entries = [fact(f"f{n}") for n in range(13)]
    text, slots = lift("-".join(marked(words, number) for words, number in pieces), entries)
    assert text == "-".join(words for words, _ in pieces)
    assert sorted((s.span.of(text), s.fact) for s in slots) == sorted((w, f"f{n}") for w, n in pieces)


def test_a_page_and_a_plain_text_carry_the_label_and_a_note_does_not() -> None:
    holding = drafted(HOLDING, fact())
    assert to_html(holding).count(">TLP:CLEAR<") == 2
    assert to_text(holding).startswith("TLP:CLEAR\n\nHarbour outage\n==============\n")
    note = drafted(REQUEST, fact())
    assert "TLP" not in note.text + to_html(note).partition("</style>")[2] + to_text(note)


def test_plain_text_keeps_the_numbers_of_a_list() -> None:
    assert "\n1. whether systems in Orsk" in to_text(drafted(REQUEST, fact()))


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    file = tmp_path / "ledger.yaml"
    file.write_text(sample_ledger(), encoding="utf-8")
    return file


def test_the_command_prints_the_draft_and_says_what_is_withheld(verbale: Command, ledger_file: Path) -> None:
    result = verbale("draft", HOLDING, "--ledger", ledger_file)
    assert result.exit_code == 0
    assert result.stdout == render(find_template(HOLDING), SAMPLE).text
    assert "Withheld: f-update is marked TLP:GREEN" in result.stderr


def test_the_command_lists_templates_with_their_titles(verbale: Command) -> None:
    lines = verbale("draft", "--list").stdout.splitlines()
    assert [line.split(maxsplit=1) for line in lines] == [[one.id, one.title] for one in templates()]


@pytest.mark.parametrize(
    ("form", "shape"), [("md", lambda draft: draft.text), ("html", to_html), ("txt", to_text)]
)
def test_the_command_writes_each_format_to_a_file(
    verbale: Command, ledger_file: Path, tmp_path: Path, form: str, shape: Callable[[Rendered], str]
) -> None:
    result = verbale("draft", HOLDING, "--ledger", ledger_file, "--format", form, "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "out").read_text(encoding="utf-8") == shape(render(find_template(HOLDING), SAMPLE))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["ledger.yaml", "out"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("draft", "public/holdin", "--ledger", "LEDGER"), 'There is no template "public/holdin".'),
        (("draft", "public/holding"), "--ledger FILE"),
        (("draft",), "--list"),
        (("draft", "public/holding", "--ledger", "missing.yaml"), "missing.yaml"),
        (
            ("draft", "public/holding", "--ledger", "LEDGER", "-o", "no/such/place/out.md"),
            "Choose another place",
        ),
        (("draft", "--list", "--templates", "no/such/folder"), "There is no folder"),
    ],
)
def test_what_cannot_be_drafted_is_one_clear_line_and_exit_2(
    verbale: Command, ledger_file: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = verbale(*(ledger_file if one == "LEDGER" else one for one in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_failed_write_leaves_the_old_text(verbale: Command, ledger_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "folder"
    (out / "kept").mkdir(parents=True)
    result = verbale("draft", HOLDING, "--ledger", ledger_file, "-o", out)
    assert result.exit_code == 2
    assert sorted(file.name for file in tmp_path.iterdir()) == ["folder", "ledger.yaml"]
