"""Drafts as the papers an office works with."""

import re
import zipfile
from collections.abc import Callable
from email import message_from_bytes, policy
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from click.testing import Result

from drafting import HOLDING, REQUEST, SAMPLE, drafted, fact
from verbale.desk import Desk
from verbale.draft import find_template, render, to_html, to_text
from verbale.ledger import ledger_yaml
from verbale.model.errors import UserError
from verbale.model.ledger import Ledger
from verbale.model.tlp import Tlp
from verbale.model.when import When
from verbale.papers import Paper, to_docx, to_eml, to_ics
from verbale.papers.blocks import Kind, blocks
from verbale.papers.paper import COLOURS
from verbale.plan import Records

Command = Callable[..., Result]


def paper(template: str = HOLDING, ledger: Ledger = SAMPLE, **given: object) -> Paper:
    rendered = render(find_template(template), ledger)
    paper = Desk().paper(rendered, ledger)
    return Paper(paper.draft, paper.ledger, paper.title, paper.label, **given)  # type: ignore[arg-type]


def exercise() -> Ledger:
    return SAMPLE.model_copy(update={"incident": SAMPLE.incident.model_copy(update={"exercise": True})})


def part(content: bytes, name: str) -> str:
    return zipfile.ZipFile(BytesIO(content)).read(name).decode()


def words(xml: str) -> str:
    return "\n".join(
        "".join(run.text or "" for run in line.iter() if run.tag.endswith("}t"))
        for line in fromstring(xml).iter()
        if line.tag.endswith("}p")
    )


@pytest.mark.parametrize("name", ["word/header1.xml", "word/footer1.xml"])
def test_every_page_carries_the_label_as_tlp_asks(name: str) -> None:
    xml = part(to_docx(paper()), name)
    assert "TLP:CLEAR" in words(xml)
    label = xml[: xml.index("TLP:CLEAR")].rpartition("<w:p>")[2]
    assert '<w:jc w:val="right"/>' in label
    assert '<w:b/><w:color w:val="FFFFFF"/><w:sz w:val="24"/>' in label  # half points
    assert 'w:fill="000000"' in label


def test_each_label_has_a_colour() -> None:
    assert set(COLOURS) == set(Tlp)


@pytest.mark.parametrize("name", ["word/header1.xml", "word/footer1.xml", "word/document.xml"])
def test_a_note_verbale_goes_out_unmarked(name: str) -> None:
    assert "TLP" not in part(to_docx(paper(REQUEST)), name)


def test_pages_are_numbered() -> None:
    assert set(re.findall(r'w:instr=" (\w+) "', part(to_docx(paper()), "word/footer1.xml"))) == {
        "PAGE",
        "NUMPAGES",
    }


@pytest.mark.parametrize("released", [True, False])
def test_only_what_is_not_released_has_a_watermark(released: bool) -> None:
    assert ('string="DRAFT"' in part(to_docx(paper(released=released)), "word/header1.xml")) is not released


def test_a_text_is_released_by_a_release_of_the_very_same_words(released_text: Records) -> None:
    rendered = render(find_template(HOLDING), SAMPLE)
    assert Desk().paper(rendered, SAMPLE, released_text).released
    edited = rendered.draft.model_copy(update={"text": rendered.text + "\nMore.\n"})
    assert not Desk().paper(Desk().shown(edited, SAMPLE), SAMPLE, released_text).released


@pytest.fixture
def released_text() -> Records:
    from verbale.model.digest import text_hash
    from verbale.model.release import Release

    draft = render(find_template(HOLDING), SAMPLE).draft
    return Records(
        releases=(
            Release(
                id="r1",
                incident="harbour",
                template=HOLDING,
                audience=draft.audience,
                text=draft.text,
                text_hash=text_hash(draft.text),
                ledger_hash=draft.ledger_hash,
                released_at=When.parse("2031-05-07T13:10Z"),
                released_by="Duty officer",
            ),
        )
    )


@pytest.mark.parametrize("released", [True, False])
def test_an_exercise_is_marked_in_every_paper(released: bool) -> None:
    made = paper(ledger=exercise(), released=released)
    word = to_docx(made)
    message = message_from_bytes(to_eml(made, plain="", page="").encode(), policy=policy.default)
    assert "EXERCISE" in words(part(word, "word/header1.xml"))
    assert "EXERCISE" in words(part(word, "word/footer1.xml"))
    assert "EXERCISE" in words(part(word, "word/document.xml"))
    assert "[EXERCISE]" in message["Subject"]
    assert "[EXERCISE]" in to_ics(made)


def test_a_word_file_says_every_word_of_the_draft_in_its_order() -> None:
    made = paper()
    shown = words(part(to_docx(made), "word/document.xml"))
    assert shown.split("\n") == [block.words for block in blocks(made.draft.text)]
    assert shown.startswith("Harbour outage\nVelmara Port Authority, as at")


def test_headings_and_lists_have_the_styles_that_word_knows() -> None:
    xml = part(to_docx(paper("public/update")), "word/document.xml")
    assert {"Heading1", "Heading2", "BodyText", "ListBullet"} <= set(re.findall(r'pStyle w:val="(\w+)"', xml))


def test_where_facts_come_from_stands_beside_them_only_when_asked() -> None:
    assert words(part(to_docx(paper()), "word/comments.xml")) == ""
    made = paper()
    asked = to_docx(made, comments=True)
    lines = words(part(asked, "word/comments.xml")).split("\n")
    assert len(lines) == len(made.draft.slots)
    assert lines[0].startswith("Fact f-stop, revision 1: known, as of 2031-05-07T13:00Z. Source: the control")
    xml = part(asked, "word/document.xml")
    beside = re.search(r'<w:commentRangeStart w:id="0"/>(.*?)<w:commentRangeEnd w:id="0"/>', xml)
    assert beside
    assert re.findall(r"<w:t[^>]*>([^<]*)", beside[1]) == [made.draft.slots[0].span.of(made.draft.text)]


def test_a_comment_names_no_report_number_and_no_hidden_source() -> None:
    source = {"type": "anonymous", "name": "a clerk", "ref": "R-17"}
    rendered = drafted(HOLDING, fact("hidden", source=source))
    made = Desk().paper(rendered, SAMPLE.model_copy(update={"facts": (fact("hidden", source=source),)}))
    told = words(part(to_docx(made, comments=True), "word/comments.xml"))
    assert "anonymous" in told
    assert "clerk" not in told
    assert "R-17" not in told


def test_the_same_paper_is_the_same_file() -> None:
    assert to_docx(paper(), comments=True) == to_docx(paper(), comments=True)


def test_words_that_look_like_markup_are_printed_as_they_are() -> None:
    strange = "a <b> & “c” *d* _e_ [f] \\g `h` \U0001f6a2"
    rendered = drafted(HOLDING, fact(clause=strange))
    shown = words(part(to_docx(Desk().paper(rendered, SAMPLE)), "word/document.xml"))
    assert f"A{strange[1:]}" in shown


def test_emphasis_is_set_and_every_letter_keeps_its_place() -> None:
    text = "A **bold** and *leaning* word &amp; a \\* star.\n"
    [block] = blocks(text)
    assert block.words == "A bold and leaning word & a * star."
    assert "".join(letter.char for letter in block.letters if letter.strong) == "bold"
    assert "".join(letter.char for letter in block.letters if letter.emphasis) == "leaning"
    assert all(text[letter.at] == letter.char for letter in block.letters)


def test_blocks_are_told_apart() -> None:
    text = "# T\n\nA\nb.\n\n- one\n  more\n- two\n\n3. three\n\n> said\n> so\n\n---\n\nEnd\n"
    assert [(b.kind, b.words) for b in blocks(text)] == [
        (Kind.HEADING, "T"),
        (Kind.PROSE, "A b."),
        (Kind.BULLET, "one more"),
        (Kind.BULLET, "two"),
        (Kind.NUMBERED, "three"),
        (Kind.QUOTE, "said so"),
        (Kind.RULE, ""),
        (Kind.PROSE, "End"),
    ]


def test_a_message_has_its_label_in_the_subject_and_before_the_text() -> None:
    rendered = render(find_template(HOLDING), SAMPLE)
    content = to_eml(Desk().paper(rendered, SAMPLE), plain=to_text(rendered), page=to_html(rendered))
    message = message_from_bytes(content.encode(), policy=policy.default)
    assert message["Subject"] == "[TLP:CLEAR] [DRAFT] Holding statement: Harbour outage"
    plain = message.get_body(("plain",))
    page = message.get_body(("html",))
    assert plain is not None
    assert page is not None
    assert plain.get_content().splitlines() == to_text(rendered).splitlines()
    assert plain.get_content().startswith("TLP:CLEAR")
    assert page.get_content().index("TLP:CLEAR") < page.get_content().index("<main>")
    assert message["From"] == "press@port.velmara.example"


def unfolded(calendar: str) -> list[str]:
    return calendar.replace("\r\n ", "").split("\r\n")


def test_the_next_update_is_an_entry_in_the_calendar() -> None:
    lines = unfolded(to_ics(paper()))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "DTSTART:20310507T180000Z" in lines
    assert "SUMMARY:[TLP:CLEAR] Next update is due: Holding statement: Harbour outage" in lines


def test_an_embargo_is_an_entry_of_its_own() -> None:
    made = paper()
    held = made.draft.model_copy(update={"embargo_until": When.parse("2031-05-08")})
    lines = unfolded(to_ics(Paper(held, made.ledger, made.title, made.label)))
    assert lines.count("BEGIN:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20310508" in lines


def test_a_calendar_is_folded_between_characters_and_escaped() -> None:
    made = paper()
    long = Paper(made.draft, made.ledger, "Überfällig; ".join("ab,c\\" * 9), made.label)
    calendar = to_ics(long)
    assert max(len(line.encode()) for line in calendar.split("\r\n")) <= 75
    summary = next(line for line in unfolded(calendar) if line.startswith("SUMMARY"))
    plain = re.sub(r"\\(.)", r"\1", summary)
    assert plain == f"SUMMARY:[TLP:CLEAR] Next update is due: {long.title}"


def test_without_a_time_there_is_no_calendar() -> None:
    incident = SAMPLE.incident.model_copy(update={"next_update_at": When.parse("2031")})
    made = paper()
    with pytest.raises(UserError, match="next_update_at"):
        to_ics(Paper(made.draft, SAMPLE.model_copy(update={"incident": incident}), "T", None))


@pytest.mark.parametrize(
    ("form", "begins"), [("docx", b"PK"), ("eml", b"Subject: [TLP:"), ("ics", b"BEGIN:VCAL")]
)
def test_the_command_writes_each_paper(verbale: Command, tmp_path: Path, form: str, begins: bytes) -> None:
    (tmp_path / "i.yaml").write_text(ledger_yaml(SAMPLE), encoding="utf-8")
    out = tmp_path / f"h.{form}"
    result = verbale("draft", HOLDING, "--ledger", tmp_path / "i.yaml", "--format", form, "-o", out)
    assert result.exit_code == 0, result.stderr
    assert out.read_bytes().startswith(begins)


def test_a_word_file_is_not_poured_into_a_terminal(verbale: Command, tmp_path: Path) -> None:
    (tmp_path / "i.yaml").write_text(ledger_yaml(SAMPLE), encoding="utf-8")
    result = verbale("draft", HOLDING, "--ledger", tmp_path / "i.yaml", "--format", "docx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "-o" in result.stderr
