"""Drafts as PDF files, read back by our own reader."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from click.testing import Result

from drafting import HOLDING, REQUEST, SAMPLE, UPDATE, drafted, fact
from reading import read, where
from verbale.desk import Desk
from verbale.draft import find_template, render
from verbale.ledger import ledger_yaml
from verbale.model.errors import UserError
from verbale.model.ledger import Ledger
from verbale.papers import Paper, to_pdf
from verbale.papers.blocks import blocks

Command = Callable[..., Result]
A4 = (595, 842)


def paper(template: str = HOLDING, ledger: Ledger = SAMPLE, *, language: str = "en", **given: bool) -> Paper:
    made = Desk().paper(render(find_template(template), ledger, language=language), ledger)
    return Paper(made.draft, made.ledger, made.title, made.label, **given)


def worded(made: Paper, text: str) -> Paper:
    draft = made.draft.model_copy(update={"text": text, "slots": ()})
    return Paper(draft, made.ledger, made.title, made.label, released=made.released)


def flat(words: str) -> str:
    return " ".join(words.split())


def pages(content: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(content)
    return [flat(pdf[index].get_textpage().get_text_range()) for index in range(len(pdf))]


def places(content: bytes, words: str) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of the words on the first page, in points from bottom left."""
    found = pypdfium2.PdfDocument(content)[0].get_textpage()
    search, boxes = found.search(words), []
    while hit := search.get_next():
        boxes.append(found.get_rect(found.count_rects(*hit) - 1))
    return boxes


@pytest.mark.parametrize(("template", "language"), [(HOLDING, "en"), (UPDATE, "en"), (HOLDING, "fr")])
def test_a_pdf_says_every_word_of_the_draft_in_its_order(template: str, language: str) -> None:
    made = paper(template, language=language, released=True)
    said = flat(read("a.pdf", to_pdf(made)).text.replace("–", " "))
    at = 0
    for block in blocks(made.draft.text):
        words = flat(block.words.replace("\u202f", " ").replace("–", " "))
        assert words in said[at:]
        at = said.index(words, at) + len(words)


def test_every_page_carries_the_label_top_and_bottom_right_as_tlp_asks() -> None:
    top, bottom = sorted(places(to_pdf(paper()), "TLP:CLEAR"), key=lambda box: -box[1])
    for left, low, right, high in (top, bottom):
        assert left > A4[0] / 2
        assert right == pytest.approx(A4[0] - 71 - 4, abs=2)
        assert 7 < high - low < 14  # capitals of 12 points
    assert top[1] > A4[1] - 60
    assert bottom[3] < 60


def test_the_label_is_set_in_twelve_points() -> None:
    page = pypdfium2.PdfDocument(to_pdf(paper(released=True)))[0]
    words = page.get_textpage()
    objects = [one for one in page.get_objects(textpage=words) if isinstance(one, pypdfium2.PdfTextObj)]
    sizes = [round(one.get_font_size()) for one in objects if one.extract().strip() == "TLP:CLEAR"]
    assert sizes == [12, 12]


@pytest.mark.parametrize("released", [True, False])
def test_a_note_verbale_goes_out_unmarked(released: bool) -> None:
    assert b"TLP" not in to_pdf(paper(REQUEST, released=released))
    assert "TLP" not in "".join(pages(to_pdf(paper(REQUEST, released=released))))


def test_pages_are_numbered_out_of_all() -> None:
    long = worded(paper(), "# Title\n\n" + "A paragraph about the quay.\n\n" * 90)
    shown = pages(to_pdf(long))
    assert len(shown) > 2
    for number, words in enumerate(shown, start=1):
        assert f"{number} / {len(shown)}" in words
        assert words.count("TLP:CLEAR") == 2
        assert words.count("DRAFT") == 1


def test_a_heading_and_a_list_are_read_as_lines_of_their_own() -> None:
    text = "# Title\n\nBefore.\n\n- one\n- two\n\n4. four\n4. five\n\n> said\n\n---\n\nEnd.\n"
    said = read("a.pdf", to_pdf(worded(paper(released=True), text)))
    lines = [line for line in said.text.splitlines() if line]
    assert [line for line in lines if "TLP" not in line and "/" not in line] == [
        "Title", "Before.", "– one", "– two", "4. four", "5. five", "said", "End."
    ]  # fmt: skip
    assert where(said, "Title").startswith("page 1")


@pytest.mark.parametrize("released", [True, False])
def test_only_what_is_not_released_has_a_watermark(released: bool) -> None:
    assert ("DRAFT" in pages(to_pdf(paper(released=released)))[0]) is not released


def test_an_exercise_is_marked_on_top_and_at_the_bottom() -> None:
    incident = SAMPLE.incident.model_copy(update={"exercise": True})
    content = to_pdf(paper(ledger=SAMPLE.model_copy(update={"incident": incident}), released=True))
    heights = [box[1] for box in places(content, "EXERCISE")]
    assert max(heights) > A4[1] - 60
    assert min(heights) < 60


def test_the_properties_say_which_text_it_is() -> None:
    made = paper()
    about = pypdfium2.PdfDocument(to_pdf(made)).get_metadata_dict()
    assert about["Title"] == made.title
    assert about["Author"] == SAMPLE.issuer.name
    assert about["Subject"] == (
        f"Draft {made.draft.id}, version 1, text {made.hash}, ledger {made.draft.ledger_hash}"
    )
    assert about["Keywords"] == "TLP:CLEAR, DRAFT"


def test_the_same_paper_is_the_same_file() -> None:
    assert to_pdf(paper(UPDATE)) == to_pdf(paper(UPDATE))


def test_words_that_look_like_markup_are_printed_as_they_are() -> None:
    strange = "a <b> & “c” </para> *d* été œuvre € ½"
    made = Desk().paper(drafted(HOLDING, fact(clause=strange)), SAMPLE)
    assert "".join(f"A{strange[1:]}".split()) in "".join(pages(to_pdf(made))[0].split())


def test_a_character_that_the_typeface_lacks_is_named() -> None:
    with pytest.raises(UserError, match=r"“港” \(U\+6E2F\), .*--format docx"):
        to_pdf(worded(paper(), "The port is called 港\U0001f6a2.\n"))


def test_the_command_writes_a_pdf(verbale: Command, tmp_path: Path) -> None:
    (tmp_path / "i.yaml").write_text(ledger_yaml(SAMPLE), encoding="utf-8")
    arguments = ("draft", HOLDING, "--ledger", tmp_path / "i.yaml", "--format", "pdf")
    assert verbale(*arguments, "-o", tmp_path / "h.pdf").exit_code == 0
    assert (tmp_path / "h.pdf").read_bytes().startswith(b"%PDF-")
    shown = verbale(*arguments)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "-o" in shown.stderr
