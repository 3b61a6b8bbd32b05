"""In every kind of file a span is its words, and leads back to where they were put."""

import json
from collections.abc import Callable
from email.message import EmailMessage
from html import escape as html_escape
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reading import archive, docx, odt, p, pdf, read
from verbale.desk import Desk
from verbale.model.location import Location

WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs"), exclude_characters="\ufeff"),
    min_size=1,
    max_size=30,
)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=6)
MARK = "mark{}🙂end"


def marked(paragraphs: list[str]) -> list[str]:
    """Each paragraph with a word of its own in it."""
    return [f"{words} {MARK.format(n)} {words}" for n, words in enumerate(paragraphs)]


def as_mail(paragraphs: list[str]) -> bytes:
    message = EmailMessage()
    message["From"] = "a@b.example"
    message.set_content("".join(f"{words}\n" for words in paragraphs))
    return message.as_bytes()


def in_html(paragraphs: list[str]) -> bytes:
    return ("<!doctype html>\n" + "".join(f"<p>{html_escape(words)}</p>\n" for words in paragraphs)).encode()


def in_word(paragraphs: list[str]) -> bytes:
    return docx("".join(p(f"<w:r><w:t>{escape(words)}</w:t></w:r>") for words in paragraphs))


def in_odt(paragraphs: list[str]) -> bytes:
    return odt("".join(f"<text:p>{escape(words)}</text:p>" for words in paragraphs))


def in_records(paragraphs: list[str]) -> bytes:
    return (json.dumps({"text": "\r\n".join(paragraphs)}) + "\n").encode()


KINDS: dict[str, tuple[Callable[[list[str]], bytes], Callable[[int], Location]]] = {
    "a.html": (in_html, lambda n: Location(line=n + 2)),
    "a.docx": (in_word, lambda n: Location(paragraph=n + 1)),
    "a.odt": (in_odt, lambda n: Location(paragraph=n + 1)),
    "a.eml": (as_mail, lambda n: Location(part="text", line=n + 1)),
    "a.jsonl": (in_records, lambda n: Location(record=1, field="text")),
}


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paragraphs=PARAGRAPHS)
def test_every_word_leads_back_to_where_it_was_put(name: str, paragraphs: list[str]) -> None:
    make, expected = KINDS[name]
    document = read(name, make(marked(paragraphs)))
    for number in range(len(paragraphs)):
        at = document.text.find(MARK.format(number))
        if at < 0:
            assert name == "a.eml"  # the paragraph began like quoted mail
            continue
        found = document.location(at)
        assert found is not None
        known = dict(expected(number).known)
        assert {name: value for name, value in found.known if name in known} == known


@settings(max_examples=60, deadline=None)
@given(paragraphs=PARAGRAPHS)
def test_a_column_of_a_page_is_the_column_of_its_source(paragraphs: list[str]) -> None:
    content = in_html(marked(paragraphs))
    lines = content.decode().split("\n")
    document = read("a.html", content)
    for number in range(len(paragraphs)):
        place = document.location(document.text.index(MARK.format(number)))
        assert place is not None
        assert lines[(place.line or 0) - 1][(place.column or 0) - 1 :].startswith(MARK.format(number))


BLAMING = "China carried out the attack on the ferry office"
SURROUNDED = ("Férry 🙂 & <quay>", BLAMING + ".", "e\u0301tat d’urgence", BLAMING + " again.")


@pytest.mark.parametrize("name", [*KINDS, "a.pdf", "a.txt", "a.md", "a.zip"])
def test_a_finding_s_span_is_its_text_in_every_kind_of_file(name: str) -> None:
    content = {
        "a.pdf": lambda: pdf(
            [(700 - 40 * n, w) for n, w in enumerate(("Férry & <quay>", *SURROUNDED[1::2]))]
        ),
        "a.txt": lambda: "\r\n\r\n".join(SURROUNDED).encode("utf-16"),
        "a.md": lambda: b"\xef\xbb\xbf" + "\r\r".join(SURROUNDED).encode(),
        "a.zip": lambda: archive({"in.html": in_html(list(SURROUNDED))}),
    }.get(name, lambda: KINDS[name][0](list(SURROUNDED)))()
    document = read(name, content)
    findings = document.located(Desk().lint(document.text))
    assert sum(finding.rule == "blame/asserted-attribution" for finding in findings) == 2
    for finding in findings:
        assert finding.span.of(document.text) == finding.text
        assert (finding.location is None) == name.endswith((".txt", ".md"))
