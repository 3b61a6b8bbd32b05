"""Statements in French: from the same ledger, with the same slots, and never more than the English says."""

import os
from pathlib import Path
from typing import Any

import pytest

from drafting import HOLDING, fact, ledger
from planning import gate
from verbale.draft import Rendered, find_template, render, templates
from verbale.draft.french import TERMS, amount, at, contracted, fact_sentence, moment
from verbale.ledger import read_ledger
from verbale.model.category import Category
from verbale.model.errors import UserError
from verbale.model.ledger import Ledger, Phrase, Translation
from verbale.model.status import Status
from verbale.model.when import When
from verbale.model.yardstick import TERMS as ENGLISH
from verbale.resources import templates_folder

REWRITE = "VERBALE_REWRITE_GOLDENS"
EXAMPLES = [
    templates_folder() / template / "examples" / name
    for template, name in (
        ("public/holding", "harbour"),
        ("public/update", "metering"),
        ("diplomatic/request", "ferries"),
    )
]
each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)


def drafted(example: Path, language: str) -> Rendered:
    template = find_template("/".join(example.parent.parent.parts[-2:]))
    return render(template, read_ledger(example / "ledger.yaml"), language=language)


def with_phrases(given: Ledger, **words: str) -> Ledger:
    """The ledger with one more word translated into French."""
    [french] = given.translations
    more = tuple(Phrase(words=old, translation=new) for old, new in words.items())
    extended = Translation(language="fr", phrases=(*french.phrases, *more))
    return given.model_copy(update={"translations": (extended,)})


@each_example
def test_the_french_draft_is_the_golden_text(example: Path) -> None:
    golden = example / "golden.fr.md"
    text = drafted(example, "fr").text
    if os.environ.get(REWRITE):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@each_example
def test_the_french_text_rests_on_the_same_entries_in_the_same_order(example: Path) -> None:
    english, french = drafted(example, "en"), drafted(example, "fr")
    assert [slot.fact for slot in french.slots] == [slot.fact for slot in english.slots]
    assert {one.fact for one in french.withheld} == {one.fact for one in english.withheld}


@each_example
def test_the_french_text_has_the_same_headings_and_list_items(example: Path) -> None:
    def marks(draft: Rendered) -> list[str]:
        return [line.split(" ")[0] for line in draft.text.splitlines() if line[:1] in "#-1234"]

    assert marks(drafted(example, "fr")) == marks(drafted(example, "en"))


def test_no_translation_that_ships_is_stale() -> None:
    stale = [(one.id, body.language) for one in templates() for body in one.bodies if body.stale]
    assert stale == []


def test_a_translation_is_stale_once_the_english_body_changes(tmp_path: Path) -> None:
    folder = tmp_path / "public" / "holding"
    folder.mkdir(parents=True)
    for name in ("template.toml", "body.md.j2", "body.fr.md.j2"):
        text = (templates_folder() / "public" / "holding" / name).read_text(encoding="utf-8")
        (folder / name).write_text(
            text + ("\nThank you.\n" if name == "body.md.j2" else ""), encoding="utf-8"
        )
    template = find_template(HOLDING, tmp_path)
    draft = render(template, read_ledger(EXAMPLES[0] / "ledger.yaml"), language="fr")
    assert [body.stale for body in template.bodies] == [True]
    assert "has changed since it was translated" in draft.remarks[0]


def test_a_fact_without_a_translation_is_withheld_and_says_which_words() -> None:
    harbour = read_ledger(EXAMPLES[0] / "ledger.yaml")
    more = harbour.model_copy(update={"facts": (*harbour.facts, fact("f-new"))})
    withheld = render(find_template(HOLDING), more, language="fr").withheld
    assert ("f-new", "has words without a translation: gate f-new was closed") in {
        (one.fact, one.reason) for one in withheld
    }


def test_names_and_titles_without_a_translation_are_named_all_at_once() -> None:
    harbour = read_ledger(EXAMPLES[0] / "ledger.yaml")
    incident = harbour.incident.model_copy(update={"title": "Port outage", "called": "the port outage"})
    with pytest.raises(UserError, match=r'"Port outage" has no translation(.|\n)*"the port outage" has no'):
        render(find_template(HOLDING), harbour.model_copy(update={"incident": incident}), language="fr")


def test_a_name_hidden_by_a_translation_is_still_a_name() -> None:
    harbour = read_ledger(EXAMPLES[0] / "ledger.yaml")
    named = fact("f-name", clause="an Orskan ship left the port")
    more = with_phrases(
        harbour.model_copy(update={"facts": (*harbour.facts, named)}),
        **{"an Orskan ship left the port": "un navire a quitté le port"},
    )
    draft = render(find_template(HOLDING), more, language="fr")
    assert "un navire" not in draft.text.lower()


def test_a_language_without_a_body_is_refused_with_those_there_are() -> None:
    with pytest.raises(UserError, match=r'no body in "fr". Choose one of: en'):
        render(find_template("public/closing"), ledger(fact()), language="fr")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Le quai est fermé."),
        (
            {"status": Status.SUSPECTED},
            "Des indices, en cours de vérification, donnent à penser que le quai est fermé.",
        ),
        (
            {"status": Status.SUSPECTED, "likelihood": "unlikely"},
            "Appréciation (improbable) : le quai est fermé.",
        ),
        ({"status": Status.TO_BE_ESTABLISHED}, "Il reste à établir si le quai est fermé."),
        (
            {"status": Status.REFUTED},
            "L'information donnée précédemment, selon laquelle le quai est fermé, était inexacte.",
        ),
        ({"said_by": "norlund"}, "Norlund a déclaré que le quai est fermé."),
        (
            {"said_by": "le journal", "category": Category.PRESS_CLAIM, "status": Status.SUSPECTED},
            "Le journal a rapporté que le quai est fermé ; ce point est en cours de vérification.",
        ),
        (
            {"clause": "il pleut", "status": Status.SUSPECTED},
            "Des indices, en cours de vérification, donnent à penser qu'il pleut.",
        ),
    ],
)
def test_the_french_wording_of_a_fact_follows_its_status(given: dict[str, Any], words: str) -> None:
    told = {"clause": "le quai est fermé", "question": "si le quai est fermé"} | given
    assert fact_sentence(fact(**told), ledger()) == words


@pytest.mark.parametrize(
    ("time", "words", "with_preposition"),
    [
        ("2031-05-01", "1er mai 2031", "le 1er mai 2031"),
        ("2031-08", "août 2031", "en août 2031"),
        ("2031-05-07T09:05Z", "7 mai 2031 à 9 h 05 UTC", "le 7 mai 2031 à 9 h 05 UTC"),
    ],
)
def test_french_times(time: str, words: str, with_preposition: str) -> None:
    assert (moment(When.parse(time)), at(When.parse(time))) == (words, with_preposition)


def test_french_figures_and_contractions() -> None:
    assert [amount(n) for n in (45_000, 4.4, 1_500_000, 2 * 10**9)] == [
        "45\u00a0000",
        "4,4",
        "1,5 million",
        "2 milliards",
    ]
    assert contracted("adressé à le Ministère de les affaires") == "adressé au Ministère des affaires"


def test_every_term_of_a_yardstick_has_a_french_one() -> None:
    assert {yardstick: len(terms) for yardstick, terms in TERMS.items()} == {
        yardstick: len(terms) for yardstick, terms in ENGLISH.items()
    }


def test_a_french_text_that_somebody_changed_needs_a_reader_because_the_linter_is_english() -> None:
    harbour = read_ledger(EXAMPLES[0] / "ledger.yaml")
    french = render(find_template(HOLDING), harbour, language="fr").draft
    changed = french.model_copy(update={"text": french.text + "\nMerci.\n"})
    shut = gate("no-error-unwaived", HOLDING, harbour, draft=changed)
    assert (shut.open, "reads English only" in shut.why) == (False, True)
