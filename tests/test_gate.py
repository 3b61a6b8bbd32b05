"""Leaving sentences unparsed changes nothing: the gate lets through all that could give a claim."""

import pytest

from our_texts import our_texts
from verbale.ledger import read_ledger
from verbale.lint import Linter
from verbale.lint.cues import Cue, Entry
from verbale.lint.gate import Gate, Needs, Sight, actors, followed, near, parts, phrased, without, words
from verbale.resources import templates_folder


def sight(folded: str, **roles: str) -> Sight:
    """A sentence in which each word given plays a role, its dots written as double underscores."""
    cues = [
        Cue(Entry(role.replace("__", "."), word, "word"), folded.index(word), folded.index(word) + len(word))
        for role, word in roles.items()
    ]
    return Sight(folded, cues)


def keeps(needs: Needs, seen: Sight, *actors_there: str) -> bool:
    gate = Gate([needs])
    return gate.keeps(gate.bits({*(cue.role for cue in seen.cues or ()), *actors_there}), seen)


def test_every_claim_of_our_texts_is_read_without_parsing_all() -> None:
    texts = our_texts()[::2]
    assert len(texts) > 300
    gated, exhaustive = Linter(), Linter(exhaustive=True)
    for text in texts:
        assert gated.read(text) == exhaustive.read(text)


def test_texts_linted_together_are_skimmed_with_the_same_findings() -> None:
    texts = our_texts()
    assert Linter().lint_all(texts) == Linter(exhaustive=True).lint_all(texts)


def test_fewer_than_all_sentences_are_parsed() -> None:
    linter = Linter()
    assert [read.claims for read in linter.read("The ferry sails at nine. Our office is open in May.")] == [
        (),
        (),
    ]
    assert not linter._cache


ANYTHING = "It was probably Russia. This will never happen again. We condemn this. They will pay for it."
FLAT = "Russia attacked the port."


@pytest.mark.parametrize(
    ("before", "text", "found"),
    [
        ("The harvest was good.", ANYTHING, set()),
        ("The intrusion began in May.", ANYTHING, {"attribution", "certainty", "blame", "escalation"}),
        ("The harvest was good.", FLAT, {"blame"}),
        ("The two sides reached a compromise.", ANYTHING, set()),
        ("The islands spoke of the vulnerability of their coasts.", ANYTHING, set()),
        ("The server was compromised.", ANYTHING, {"attribution", "certainty", "blame", "escalation"}),
        (
            "It was a vulnerability in the firmware.",
            ANYTHING,
            {"attribution", "certainty", "blame", "escalation"},
        ),
    ],
)
def test_far_from_any_incident_only_what_is_said_of_a_party_is_read(
    before: str, text: str, found: set[str]
) -> None:
    text = f"{before} {text} " + "The bread was baked at noon. " * 20
    for linter in (Linter(), Linter(exhaustive=True)):
        for findings in (linter.lint(text), *linter.lint_all([text])):
            assert {str(finding.family) for finding in findings} == found


def test_with_a_ledger_everything_is_on_the_topic() -> None:
    sample = templates_folder() / "public" / "holding" / "examples" / "harbour" / "ledger.yaml"
    text = f"The harvest was good. {ANYTHING} " + "The bread was baked at noon. " * 20
    found = {str(finding.family) for finding in Linter(ledger=read_ledger(sample)).lint(text)}
    assert {"attribution", "certainty", "blame", "escalation"} <= found


def test_a_company_that_claims_responsibility_is_read_though_nobody_knows_it() -> None:
    assert Linter().lint("Norlund Haulage claimed responsibility for the cyberattack on the port.")


@pytest.mark.parametrize(
    "sentence",
    [
        "To that end we have designated the individual who will be our correspondent.",
        "The council sanctioned 14 yesterday.",
    ],
)
def test_whoever_is_put_on_a_list_need_not_be_named(sentence: str) -> None:
    assert Linter().read(sentence) == Linter(exhaustive=True).read(sentence)
    assert Linter().read(sentence)[0].claims


def test_a_sign_covers_those_below_it() -> None:
    assert keeps([("hedge",)], sight("it may rain", hedge__modal="may"))
    assert not keeps([("hedge.modal",)], sight("it may rain", hedge="may"))


def test_what_is_excepted_is_not_covered() -> None:
    needs: Needs = [("hedge but modal/noun",)]
    assert not keeps(needs, sight("it may rain", hedge__modal__weak="may"))
    assert keeps(needs, sight("it may rain", hedge__verb="may"))


def test_all_needs_of_one_alternative_must_be_met() -> None:
    needs: Needs = [("link", actors("state", "group"))]
    assert keeps(needs, sight("linked to it", link__tie="linked"), "actor.group")
    assert not keeps(needs, sight("linked to it", link__tie="linked"), "actor.person")


@pytest.mark.parametrize(
    "folded", ["they'll sail", "theyll sail", "so they sail", "(they) sail", "there-they go"]
)
def test_a_word_is_found_with_what_is_joined_to_it(folded: str) -> None:
    assert words("they")(sight(folded))


def test_a_word_is_found_where_not_is_written_onto_it() -> None:
    assert words("can")(sight("the lapse cannot recur"))


@pytest.mark.parametrize("folded", ["theyx sail", "she sails", "xthey"])
def test_a_word_within_another_is_not_found(folded: str) -> None:
    assert not words("they", "he")(sight(folded))


def test_a_part_is_found_within_a_word() -> None:
    assert parts("cyber")(sight("a cyberattack"))


@pytest.mark.parametrize(("tokens", "expected"), [(3, True), (2, False)])
def test_tokens_between_two_cues_are_counted(tokens: int, expected: bool) -> None:
    seen = sight("attack on all of us", a="attack", b="of")
    assert near("a", "b", tokens=tokens)(seen) is expected
    assert near("b", "a", tokens=tokens)(seen) is expected
    assert followed("a", "b", tokens=tokens)(seen) is expected
    assert not followed("b", "a", tokens=tokens)(seen)


def test_a_cue_is_not_near_itself() -> None:
    assert not near("a", "a", tokens=9)(sight("attack on us", a="attack"))


def test_a_cue_that_takes_back_can_close_the_gate() -> None:
    needs: Needs = [("threat", without("lapsed"))]
    assert keeps(needs, sight("it will respond", threat__weak="respond"))
    assert not keeps(needs, sight("it will respond no more", threat__weak="respond", lapsed="no more"))


def test_the_wording_of_an_entry_can_be_asked_for() -> None:
    check = phrased("proof", lambda entry: entry.startswith("prove"))
    assert check(sight("it proved that", proof__verb="proved"))
    assert not check(sight("it showed that", proof__verb="showed"))
