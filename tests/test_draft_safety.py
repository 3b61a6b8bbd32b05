"""Nothing that a ledger or a house's template holds can break a draft, or move a slot."""

from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting import HOLDING, UPDATE, drafted, fact, ledger
from verbale.draft import find_template, render, templates, to_html, to_text
from verbale.draft.escape import on_one_line
from verbale.draft.slots import lift, marked
from verbale.model.errors import UserError

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


def house(tmp_path: Path, body: str = EACH, toml: str = TEMPLATE_TOML) -> Path:
    """A house's own folder with the template test/one."""
    folder = tmp_path / "test" / "one"
    folder.mkdir(parents=True)
    (folder / "template.toml").write_text(toml, encoding="utf-8")
    (folder / "body.md.j2").write_text(body, encoding="utf-8")
    return tmp_path


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
