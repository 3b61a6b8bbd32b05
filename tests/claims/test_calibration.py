"""How likely and how sure: which terms are judgements, and what a whole text makes of them."""

from functools import cache
from pathlib import Path

import pytest

from verbale.ledger import read_ledger
from verbale.lint import Linter
from verbale.model.claim import Kind
from verbale.model.errors import UserError
from verbale.resources import templates_folder

SAMPLE = templates_folder() / "public" / "holding" / "examples" / "harbour" / "ledger.yaml"


@cache
def with_ledger() -> Linter:
    return Linter(ledger=read_ledger(Path(SAMPLE)))


@cache
def alone() -> Linter:
    return Linter()


def estimated(text: str) -> set[tuple[str, str]]:
    """Form and words of every estimate in the sentences."""
    claims = [claim for read in with_ledger().read(text) for claim in read.claims]
    return {(c.form, c.key.of(text)) for c in claims if c.kind is Kind.ESTIMATE}


def remarks(linter: Linter, text: str) -> list[tuple[str, str]]:
    return [(f.rule.partition("/")[2], f.text) for f in linter.lint(text) if f.family == "calibration"]


JUDGEMENTS = [
    ("Orsk was likely behind the outage.", "likelihood", "likely"),
    ("The outage was probably deliberate.", "likelihood", "probably"),
    ("It is almost certain that the files were copied.", "likelihood", "almost certain"),
    ("Human error is the likely cause of the fire.", "likelihood", "likely"),
    ("We assess that sabotage is very unlikely.", "likelihood", "very unlikely"),
    ("We judge it roughly even odds that he acted alone.", "likelihood", "roughly even odds"),
    ("The assessment is that Norlund almost certainly led the raid.", "likelihood", "almost certainly"),
    ("It is highly likely that an insider helped.", "likelihood", "highly likely"),
    ("There is a realistic possibility of sabotage.", "likelihood", "a realistic possibility"),
    ("Orsk may well have taken part in the raid.", "vague", "may well"),
    ("It is quite likely that the leak was accidental.", "vague", "quite likely"),
    ("There is a slim chance that the clerk was responsible for it.", "vague", "slim chance"),
    ("It is a toss-up whether it was sabotage.", "vague", "a toss-up"),
    ("We assess with low confidence that he likely acted alone.", "with-confidence", "likely"),
    ("With high confidence we judge sabotage improbable.", "with-confidence", "improbable"),
]


@pytest.mark.parametrize(("text", "form", "words"), JUDGEMENTS)
def test_a_term_in_a_judgement_is_an_estimate(text: str, form: str, words: str) -> None:
    assert (form, words) in estimated(text)


EVERYDAY = [
    "Rain is likely on Friday.",
    "Trains are likely to be late.",
    "More attacks are likely to follow.",
    "Attacks will probably rise again next year.",
    "The museum will most likely open at ten.",
    "It may well snow.",
    "Small firms are less likely to have a plan.",
    "A remote village lost its lights.",
    "Staff work from remote offices.",
    "The port has every chance to grow.",
    "We have high confidence in our partners.",
    "Passengers are unlikely to notice.",
    "The bridge is nearly certain to be finished in May.",
    "There is a good chance of sun.",
    "It is very likely that the fair will be full.",
]


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_likelihood_is_no_estimate(text: str) -> None:
    assert estimated(text) == set()


def test_the_ledger_chooses_the_yardstick() -> None:
    text = "It is highly likely that the files were copied."
    assert remarks(with_ledger(), text) == [("off-yardstick", "highly likely")]
    assert remarks(alone(), text) == []


def test_the_first_used_yardstick_binds_the_rest_of_a_text_without_a_ledger() -> None:
    text = "It is highly likely that the files were copied. Sabotage, we assess, is very unlikely."
    assert remarks(alone(), text) == [("two-yardsticks", "very unlikely")]


def test_the_term_of_the_same_band_is_offered() -> None:
    [finding] = with_ledger().lint("It is highly likely that the files were copied.")
    assert "“very likely” (80 to 95 %) of ICD 203" in finding.remedy


def test_a_vague_term_is_answered_with_ranges() -> None:
    [remark] = [
        f
        for f in alone().lint("It is virtually certain that the files were copied.")
        if f.family == "calibration"
    ]
    assert "“very likely” (80 to 95 %) or “almost certain” (95 to 99 %)" in remark.remedy


def test_two_sentences_keep_likelihood_and_confidence_apart() -> None:
    text = "It is very likely that the files were copied. Our confidence in this is moderate."
    assert remarks(with_ledger(), text) == []


def test_a_house_sets_its_yardstick(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text('yardstick = "phia"\n')
    text = "It is very likely that the files were copied."
    assert remarks(Linter(house=tmp_path), text) == [("off-yardstick", "very likely")]


@pytest.mark.parametrize("setting", ['yardstick = "kent"', 'scale = "phia"', "yardstick = phia"])
def test_a_wrong_setting_of_a_house_is_answered_with_the_remedy(tmp_path: Path, setting: str) -> None:
    (tmp_path / "house.toml").write_text(setting)
    with pytest.raises(UserError, match=r"house\.toml: .*(Write yardstick|Correct it)"):
        Linter(house=tmp_path)
