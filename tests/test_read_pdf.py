"""PDF: lines gathered into paragraphs, each with its page and line."""

from reading import pdf, problem, read, where


def test_lines_close_together_are_one_paragraph() -> None:
    document = read("a.pdf", pdf([(700, "The quay"), (686, "is open."), (650, "The pier"), (636, "is not.")]))
    assert document.text == "The quay\nis open.\n\nThe pier\nis not."
    assert where(document, "The pier") == "page 1, line 3"


def test_a_sentence_runs_on_over_the_end_of_a_page() -> None:
    document = read(
        "a.pdf", pdf([(700, "One."), (660, "The quay"), (646, "has been")], [(760, "open since noon.")])
    )
    assert document.text == "One.\n\nThe quay\nhas been\nopen since noon."
    assert where(document, "noon") == "page 2, line 1"


def test_a_new_page_after_a_full_stop_is_a_new_paragraph() -> None:
    assert (
        read("a.pdf", pdf([(700, "The quay is open.")], [(760, "The pier")])).text
        == "The quay is open.\n\nThe pier"
    )


def test_running_headers_and_footers_are_read_once_and_part_no_sentence() -> None:
    pages = [
        [(800, "TLP:GREEN"), (700, f"The quay {n}"), (686, "and the pier"), (40, f"Page {n} of 4")]
        for n in range(1, 5)
    ]
    document = read("a.pdf", pdf(*pages))
    assert document.text.count("TLP:GREEN") == 1
    assert document.text.count("Page") == 1
    assert [str(left.location) for left in document.left_out[:2]] == ["page 2, line 1", "page 2, line 4"]
    assert {left.aside for left in document.left_out} == {"repeated"}


def test_a_line_of_the_text_that_returns_is_no_running_header() -> None:
    pages = [[(760, "The quay is open."), (746, "So is the pier."), (732, "And the lock.")]] * 4
    assert read("a.pdf", pdf(*pages)).text.count("The quay is open.") == 4


def test_spans_count_code_points_beside_letters_outside_ascii() -> None:
    document = read("a.pdf", pdf([(700, "Férry – “quay” (open)."), (660, "Pier.")]))
    assert document.text == "Férry – “quay” (open).\n\nPier."


def test_pictures_of_words_are_refused_with_a_remedy() -> None:
    assert "ocrmypdf" in problem("a.pdf", pdf([], []))


def test_a_broken_title_is_no_reason_to_leave_a_text_unread() -> None:
    content = pdf([(700, "The quay.")]).replace(b"/Type /Font", b"/Title <FEFFD800> /Type /Font")
    assert read("a.pdf", content.replace(b"/Root 1 0 R", b"/Root 1 0 R /Info 3 0 R")).text == "The quay."
