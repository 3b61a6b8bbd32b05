"""Word and OpenDocument files: what stands where, and what a person who is sent the file can read."""

import pytest

from reading import docx, odt, p, read, where

TRACKED = (
    "<w:del><w:r><w:delText>Nobody</w:delText></w:r></w:del><w:ins><w:r><w:t>The office</w:t></w:r></w:ins>"
    "<w:moveFrom><w:r><w:t> never</w:t></w:r></w:moveFrom><w:r><w:t> opens at nine.</w:t></w:r>"
)
STYLES = "".join(
    f'<w:style w:styleId="{id}"><w:name w:val="{name}"/>{based}</w:style>'
    for id, name, based in (
        ("H", "heading 2", ""),
        ("Own", "House heading", '<w:basedOn w:val="H"/>'),
        ("Q", "Intense Quote", ""),
        ("C", "HTML Preformatted", ""),
        ("T", "toc 1", ""),
        ("Loop", "One", '<w:basedOn w:val="Loop"/>'),
    )
)


def cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(paragraphs)}</w:tc>"


def styled(style: str) -> str:
    return f'<w:pStyle w:val="{style}"/>'


def test_tracked_changes_are_read_as_accepted() -> None:
    assert read("a.docx", docx(p(TRACKED))).text == "The office opens at nine."


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = p("The quay ", properties="<w:rPr><w:del/></w:rPr>") + p("is open.") + p("So is the pier.")
    document = read("a.docx", docx(body))
    assert document.text == "The quay is open.\n\nSo is the pier."
    assert where(document, "pier") == "paragraph 2"


def test_a_deleted_mark_at_the_very_end_loses_no_words() -> None:
    assert read("a.docx", docx(p("Quay.", properties="<w:rPr><w:del/></w:rPr>"))).text == "Quay."


def test_a_deleted_row_is_gone_and_the_rest_is_counted_without_it() -> None:
    rows = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(p('Old.'))}</w:tr><w:tr>{cell(p('New.'))}</w:tr>"
    document = read("a.docx", docx(f"<w:tbl>{rows}</w:tbl>"))
    assert document.text == "New."
    assert where(document, "New") == "table 1, row 1, cell 1, paragraph 1"


def test_paragraphs_are_counted_by_those_with_words_outside_tables() -> None:
    table = f"<w:tbl><w:tr>{cell(p('A.'))}{cell(p('B.'), p('C.'))}</w:tr></w:tbl>"
    document = read("a.docx", docx(p("One.") + p("") + table + p("Two.")))
    assert where(document, "Two") == "paragraph 2"
    assert where(document, "C") == "table 1, row 1, cell 2, paragraph 2"


def test_a_table_within_a_cell_belongs_to_that_cell() -> None:
    inner = f"<w:tbl><w:tr>{cell(p('Inner.'))}{cell(p('Other.'))}</w:tr></w:tbl>"
    document = read("a.docx", docx(f"<w:tbl><w:tr>{cell(p('Outer.'), inner)}</w:tr></w:tbl>"))
    assert where(document, "Other") == "table 1, row 1, cell 1, paragraph 3"
    assert document.text == "Outer.\n\nInner.\n\nOther."


def test_notes_are_numbered_by_where_their_marks_stand() -> None:
    body = p(
        '<w:r><w:footnoteReference w:id="7"/></w:r>', "Quay.", '<w:r><w:footnoteReference w:id="3"/></w:r>'
    )
    notes = (
        f'<w:footnote w:id="3">{p("Third.")}</w:footnote><w:footnote w:id="7">{p("Seventh.")}</w:footnote>'
    )
    line = f'<w:footnote w:id="0" w:type="separator">{p("-----")}</w:footnote>'
    document = read("a.docx", docx(body, footnotes=line + notes))
    assert document.text == "Quay.\n\nSeventh.\n\nThird."
    assert where(document, "Third") == "footnote 2, paragraph 1"


def test_comments_and_headers_are_read_because_they_leave_the_house_too() -> None:
    comment = f'<w:comment w:id="1">{p("Ask legal.")}</w:comment>'
    document = read("a.docx", docx(p("Quay."), comments=comment, header=p("TLP:GREEN")))
    assert where(document, "legal") == "comment 1, paragraph 1"
    assert where(document, "TLP") == "header, paragraph 1"


def test_a_text_box_is_read_once_although_it_is_written_twice() -> None:
    box = f"<w:txbxContent>{p('Boxed.')}</w:txbxContent>"
    twice = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    document = read("a.docx", docx(p(f"<w:r>{twice}</w:r>", "Quay.")))
    assert document.text == "Quay.\n\nBoxed."
    assert where(document, "Boxed") == "text box, paragraph 1"


def test_a_field_shows_its_result_and_not_its_code() -> None:
    field = "<w:r><w:instrText>DATE \\@ yyyy</w:instrText></w:r><w:r><w:t>2026</w:t></w:r>"
    assert read("a.docx", docx(p("In ", field))).text == "In 2026"


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        (styled("H"), "# Quay"),
        (styled("Own"), "# Quay"),
        (styled("Q"), "> Quay"),
        (styled("C"), "```\nQuay\n```"),
        (styled("T"), ""),
        (styled("Loop"), "Quay"),
        ("<w:numPr/>", "- Quay"),
    ],
)
def test_a_style_says_what_a_paragraph_is(properties: str, text: str) -> None:
    assert read("a.docx", docx(p("Quay", properties=properties), styles=STYLES)).text == text


def test_a_table_of_contents_is_told_apart() -> None:
    [left] = read("a.docx", docx(p("Quay 7", properties=styled("T")), styles=STYLES)).left_out
    assert (left.aside, left.length) == ("navigation", 6)


def test_words_that_look_like_markdown_hide_nothing() -> None:
    body = p("---") + p("title: Quay") + p("---") + p("```") + p("Words <!-- shown -->")
    assert read("a.docx", docx(body)).text == (
        "\\---\n\ntitle: Quay\n\n---\n\n\\```\n\nWords <\\!-- shown -->"
    )


def test_an_opendocument_file_is_read_like_a_word_file() -> None:
    body = (
        "<text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes><text:h>Notice</text:h>"
        "<text:p>The quay<text:s text:c='2'/>is<text:line-break/>\n   open"
        "<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Since noon.</text:p></text:note-body></text:note>.</text:p>"
        "<text:list><text:list-item><text:p>Pier</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell/><table:table-cell><text:p>Cell</text:p>"
        "</table:table-cell></table:table-row></table:table><text:p text:style-name='P1'>Said.</text:p>"
    )
    styles = '<style:style style:name="P1" style:parent-style-name="Quotations"/>'
    document = read("a.odt", odt(body, styles=styles))
    assert document.text == "# Notice\n\nThe quay  is\n open.\n\n- Pier\n\nCell\n\n> Said.\n\nSince noon."
    assert where(document, "Cell") == "table 1, row 1, cell 2, paragraph 1"
    assert where(document, "noon") == "footnote 1, paragraph 1"
    assert where(document, "Said") == "paragraph 4"


def test_a_table_of_contents_of_an_opendocument_file_is_told_apart() -> None:
    entry = "<text:index-body><text:p>Quay 7</text:p></text:index-body>"
    document = read("a.odt", odt(f"<text:table-of-content>{entry}</text:table-of-content>"))
    assert (document.text, document.left_out[0].aside) == ("", "navigation")
