"""The trained second reader: what it says, how it weighs the rules, and that alone it only warns."""

import subprocess
import sys
from pathlib import Path

import pytest

from verbale.lint import Linter
from verbale.lint.limits import FAMILIES, read_limits
from verbale.lint.second_reader import SecondReader, trained_reader
from verbale.lint.wordpiece import WordPiece
from verbale.model.errors import UserError
from verbale.model.finding import Family, Finding, Severity
from verbale.model.lines import Lines
from verbale.model.span import Span
from verbale.resources import lexicons_folder

FOLDER = lexicons_folder() / "reader"
CALM = "The ferry timetable for the summer is on our website."
BLAME = "Orsk's military intelligence broke into our ministry and stole its mail."
SAID = {
    Family.ATTRIBUTION: "The attack was most likely the work of a group tied to Orskan intelligence.",
    Family.BLAME: BLAME,
    Family.CERTAINTY: "There is no doubt whatsoever that every customer record is completely safe.",
    Family.ESCALATION: "Orsk will pay a heavy price for this act of war, and we will retaliate.",
    Family.ALARM: "The devastating attack unleashed chaos on an unprecedented scale.",
}


@pytest.fixture(scope="module")
def reader() -> SecondReader:
    found = trained_reader(lexicons_folder())
    assert found is not None
    return found


def probability(reader: SecondReader, sentence: str, family: Family) -> float:
    return next(opinion.probability for opinion in reader.read(sentence) if opinion.family is family)


def weighed(reader: SecondReader, text: str, findings: list[Finding]) -> list[Finding]:
    (read,) = Linter().read(text)
    return reader.weigh(text, Lines(text), read, findings)


def finding(text: str, family: Family, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(f"{family}/rule", family, severity, Span(0, 4), 1, 1, text[:4], "Problem.", "Remedy.")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_plain_case_of_each_family_is_read_as_such(reader: SecondReader, family: Family) -> None:
    assert probability(reader, SAID[family], family) > 0.8


@pytest.mark.parametrize("family", FAMILIES)
def test_an_everyday_sentence_is_read_as_nothing(reader: SecondReader, family: Family) -> None:
    assert probability(reader, CALM, family) < 0.1


def test_a_sentence_without_a_word_is_not_read(reader: SecondReader) -> None:
    assert reader.read("") == ()


def test_what_no_rule_explains_is_proposed_as_a_warning(reader: SecondReader) -> None:
    (proposed,) = [f for f in weighed(reader, BLAME, []) if f.family is Family.BLAME]
    assert (proposed.rule, proposed.severity) == ("blame/second-reader", Severity.WARNING)
    assert proposed.message == "Read as blame by the trained reader; no rule explains it."


def test_a_finding_that_the_reader_shares_is_shown_at_its_words(reader: SecondReader) -> None:
    (shared,) = [
        f for f in weighed(reader, BLAME, [finding(BLAME, Family.BLAME)]) if f.family is Family.BLAME
    ]
    (opinion,) = [o for o in reader.read(BLAME) if o.family is Family.BLAME]
    assert (shared.rule, shared.severity, shared.span) == ("blame/rule", Severity.ERROR, opinion.span)


def test_a_finding_that_the_reader_doubts_is_kept_for_information(reader: SecondReader) -> None:
    (doubted,) = weighed(reader, CALM, [finding(CALM, Family.ATTRIBUTION)])
    assert (doubted.rule, doubted.severity) == ("attribution/rule", Severity.INFO)
    assert doubted.message == "Problem. The trained reader does not read it so: for information only."


def test_other_families_are_left_as_they_are(reader: SecondReader) -> None:
    facts = finding(CALM, Family.FACTS)
    assert weighed(reader, CALM, [facts]) == [facts]


def test_the_words_shown_are_words_of_the_text(reader: SecondReader) -> None:
    text = "🚢 **Orsk’s** military\r\nintelligence broke into our café's ledgers and stole its mail."
    for found in Linter(second_reader=True).lint(text):
        assert found.span.of(text) == found.text


@pytest.mark.parametrize("sentence", SAID.values())
def test_at_most_seven_words_are_shown(reader: SecondReader, sentence: str) -> None:
    assert max(len(opinion.span.of(sentence).split()) for opinion in reader.read(sentence)) <= 7


def test_what_is_said_of_a_sentence_does_not_depend_on_the_text_around_it() -> None:
    alone = Linter(second_reader=True).lint(BLAME)
    among = Linter(second_reader=True).lint(f"{CALM} {CALM} {BLAME} {CALM}")
    assert [(f.rule, f.text, f.severity) for f in among] == [(f.rule, f.text, f.severity) for f in alone]


def test_rules_alone_speak_where_the_extra_is_not_installed() -> None:
    program = (
        "import sys; sys.modules['onnxruntime'] = None\n"
        "from verbale.lint import Linter\n"
        f"text = {BLAME!r}\n"
        "print(Linter(second_reader=True).lint(text) == Linter(second_reader=False).lint(text))\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "True\n"


def test_all_that_is_wrong_with_the_limits_is_named_at_once(tmp_path: Path) -> None:
    file = tmp_path / "limits.toml"
    file.write_text("[attribution]\nalone = 0.9\nbeside = 'high'\nagainst = 2\n")
    with pytest.raises(UserError) as raised:
        read_limits(file)
    told = str(raised.value).splitlines()
    assert len(told) == 3 + 4 * (len(FAMILIES) - 1)
    assert told[0] == f"{file}: [attribution] needs beside, a number from 0 to 1."


def test_the_files_stay_below_thirty_megabytes() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 30_000_000


def test_nothing_of_the_reader_is_loaded_for_rules_alone() -> None:
    program = (
        "import sys; from verbale.lint import Linter; Linter().lint('Orsk did it.')\n"
        "print('onnxruntime' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Port.", [(4, 0, 4), (8, 4, 5)]),
        ("Portmouth", [(4, 0, 4), (6, 4, 9)]),
        ("Pórt  ports", [(4, 0, 4), (5, 6, 11)]),
        ("portx", [(1, 0, 5)]),
    ],
)
def test_words_are_cut_into_the_longest_known_pieces(text: str, pieces: list[tuple[int, int, int]]) -> None:
    words = WordPiece(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "port", "ports", "##mouth", "##m", "."])
    assert [(piece.id, piece.start, piece.end) for piece in words.cut(text)] == pieces
