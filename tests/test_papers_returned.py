"""A Word file comes back: changes accepted, their authors told, sentences tied again to their facts."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import Result

from drafting import HOLDING, SAMPLE
from verbale.desk import Desk
from verbale.draft import find_template, render, templates
from verbale.ledger import ledger_yaml
from verbale.model.draft import Draft
from verbale.model.errors import UserError
from verbale.papers import Kind, Part, taken_back, to_docx
from verbale.papers.blocks import blocks
from verbale.read.revisions import Act

Command = Callable[..., Result]
DRAFT = render(find_template(HOLDING), SAMPLE).draft
BY = 'w:author="A. Jurist" w:date="2031-05-07T13:20:00Z"'


def word_file(draft: Draft = DRAFT, *, comments: bool = False) -> bytes:
    return to_docx(Desk().paper(Desk().shown(draft, SAMPLE), SAMPLE), comments=comments)


def with_parts(content: bytes, **changes: Callable[[str], str]) -> bytes:
    """The file with ``word/<name>.xml`` changed."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            change = changes.get(Path(name).stem, str)
            new.writestr(name, change(old.read(name).decode()))
    return stream.getvalue()


def replaced(before: str, after: str) -> Callable[[str], str]:
    """As Word tracks it: the run is cut, the old words stay as deleted."""

    def change(xml: str) -> str:
        assert before in xml
        return xml.replace(
            before,
            f'</w:t></w:r><w:del w:id="90" {BY}><w:r><w:delText>{before}</w:delText></w:r></w:del>'
            f'<w:ins w:id="91" {BY}><w:r><w:t>{after}</w:t></w:r></w:ins>'
            '<w:r><w:t xml:space="preserve">',
            1,
        )

    return change


def remarked(words: str, remark: str) -> dict[str, Callable[[str], str]]:
    around = (
        '</w:t></w:r><w:commentRangeStart w:id="77"/><w:r><w:t>{0}</w:t></w:r><w:commentRangeEnd w:id="77"/>'
        '<w:r><w:commentReference w:id="77"/></w:r><w:r><w:t xml:space="preserve">'
    )
    note = f'<w:comment w:id="77" {BY}><w:p><w:r><w:t>{remark}</w:t></w:r></w:p></w:comment></w:comments>'
    return {
        "document": lambda xml: xml.replace(words, around.format(words), 1),
        "comments": lambda xml: re.sub(r"</w:comments>", note, xml),
    }


def parts_of(text: str) -> list[Part]:
    return [Part(block.kind, block.words) for block in blocks(text) if block.kind is not Kind.RULE]


def linked(draft: Draft) -> dict[str, str]:
    return {slot.fact: slot.span.of(draft.text) for slot in draft.slots}


@pytest.mark.parametrize("template", [one.id for one in templates()])
@pytest.mark.parametrize("comments", [False, True])
def test_what_nobody_touched_comes_back_to_the_letter(template: str, comments: bool) -> None:
    folder = find_template(template).root / template / "examples"
    for example in sorted(folder.glob("*/ledger.yaml")):
        ledger = Desk().open_ledger(example)
        to = ledger.correspondence[0].id if ledger.correspondence else None
        rendered = Desk().draft(template, ledger, to=to)
        content = to_docx(Desk().paper(rendered, ledger), comments=comments)
        returned, _ = Desk().taken_back(rendered.draft, "n.docx", content)
        assert returned.changed == ()
        assert returned.draft == rendered.draft


def test_tracked_changes_are_taken_as_accepted_and_told_with_their_author() -> None:
    content = with_parts(word_file(), document=replaced("stopped at 09:40", "stopped at 09:45"))
    returned, edited = Desk().taken_back(DRAFT, "h.docx", content)
    assert returned.draft.text == DRAFT.text.replace("stopped at 09:40", "stopped at 09:45").replace(
        ".\nThe booking", ". The booking"
    )
    assert [(one.act, one.words, one.author) for one in edited.revisions] == [
        (Act.DELETED, "stopped at 09:40", "A. Jurist"),
        (Act.INSERTED, "stopped at 09:45", "A. Jurist"),
    ]
    assert edited.revisions[0].at == "2031-05-07T13:20:00Z"


def test_a_changed_sentence_stays_tied_to_its_fact() -> None:
    content = with_parts(word_file(), document=replaced("stopped at 09:40", "came to a halt at 09:45"))
    returned, _ = Desk().taken_back(DRAFT, "h.docx", content)
    after = linked(returned.draft)
    assert "came to a halt at 09:45" in after["f-stop"]
    assert {name: after[name] for name in linked(DRAFT) if name != "f-stop"} == {
        name: words for name, words in linked(DRAFT).items() if name != "f-stop"
    }
    assert [change.facts for change in returned.changed] == [("f-stop", "f-booking")]
    assert returned.unlinked == ()


def test_an_edited_text_is_a_new_version_so_that_clearances_are_void() -> None:
    content = with_parts(word_file(), document=replaced("stopped at 09:40", "stopped at 09:45"))
    returned, _ = Desk().taken_back(DRAFT, "h.docx", content)
    assert returned.draft.version == DRAFT.version + 1


def test_comments_are_told_with_their_author_and_the_words_beside_them() -> None:
    content = with_parts(word_file(comments=True), **remarked("The next statement", "Can we keep this?"))
    returned, edited = Desk().taken_back(DRAFT, "h.docx", content)
    [remark] = [one for one in edited.comments if one.author != "Verbale"]
    assert (remark.author, remark.words, remark.about) == (
        "A. Jurist",
        "Can we keep this?",
        "The next statement",
    )
    assert returned.draft == DRAFT


def test_a_paragraph_that_moves_takes_its_facts_along() -> None:
    parts = parts_of(DRAFT.text)
    moved = [*parts[:1], parts[4], *parts[1:4], *parts[5:]]
    returned = taken_back(DRAFT, moved)
    assert linked(returned.draft) == linked(DRAFT)
    assert returned.draft.text.index("Engineers") < returned.draft.text.index("Port services")


def test_new_and_missing_paragraphs_are_told_and_lost_links_named() -> None:
    parts = parts_of(DRAFT.text)
    gone = next(n for n, one in enumerate(parts) if one.words.startswith("Drivers"))
    parts[gone] = Part(Kind.PROSE, "Nobody was hurt")
    returned = taken_back(DRAFT, parts)
    assert [(one.before, one.after, one.facts) for one in returned.changed] == [
        (None, "Nobody was hurt", ()),
        (parts_of(DRAFT.text)[gone].words, None, ("f-advice",)),
    ]
    assert returned.unlinked == ("f-advice",)


def test_a_sentence_written_anew_is_not_passed_off_as_the_fact() -> None:
    parts = parts_of(DRAFT.text)
    n = next(n for n, one in enumerate(parts) if one.words.startswith("Port services"))
    second = parts[n].words.partition(". ")[2]
    parts[n] = Part(Kind.PROSE, f"Orsk struck our harbour yesterday. {second}")
    returned = taken_back(DRAFT, parts)
    assert "f-stop" in returned.unlinked
    assert linked(returned.draft)["f-booking"] == linked(DRAFT)["f-booking"]


def test_words_that_look_like_markup_come_back_as_words() -> None:
    strange = "1. [a] *b* _c_ d_e <f> &amp; \\ `g`"
    returned = taken_back(DRAFT, [*parts_of(DRAFT.text), Part(Kind.PROSE, strange)])
    assert [block.words for block in blocks(returned.draft.text)][-1] == strange
    assert [block.kind for block in blocks(returned.draft.text)][-1] is Kind.PROSE


def test_a_file_made_of_another_text_is_refused() -> None:
    other = DRAFT.model_copy(update={"text": DRAFT.text + "\nMore.\n", "version": 4})
    with pytest.raises(UserError, match="version 4"):
        Desk().taken_back(DRAFT, "h.docx", word_file(other))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip"])
def test_what_is_no_word_file_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(UserError, match=r"h\.docx"):
        Desk().taken_back(DRAFT, "h.docx", content)


def test_the_command_tells_what_changed_lints_it_and_writes_the_draft(
    verbale: Command, tmp_path: Path
) -> None:
    (tmp_path / "i.yaml").write_text(ledger_yaml(SAMPLE), encoding="utf-8")
    (tmp_path / "h.draft.json").write_text(DRAFT.model_dump_json(), encoding="utf-8")
    blame = replaced("Port services in Velmara", "Orsk attacked the port. Port services in Velmara")
    (tmp_path / "h.docx").write_bytes(with_parts(word_file(), document=blame))
    result = verbale(
        *("import", "draft", tmp_path / "h.docx", "--draft", tmp_path / "h.draft.json"),
        *("--ledger", tmp_path / "i.yaml", "-o", tmp_path / "h2.draft.json"),
    )
    assert result.exit_code == 0, result.stderr
    assert "A. Jurist inserted: Orsk attacked the port." in result.stdout
    assert "Changed (f-stop, f-booking): Port services" in result.stdout
    assert "error: " in result.stdout
    assert "version 2; clearances of the earlier text are void" in result.stdout
    assert Draft.model_validate_json((tmp_path / "h2.draft.json").read_text()).version == 2
