"""HTML: what a reader of the page sees, and where each word stands in the source."""

import time

import pytest

from reading import read, where
from verbale.lint import Linter
from verbale.read.document import Document

PAGE = """<!doctype html>
<html><head><title>Quay &amp; pier</title><style>p { color: red }</style>
<script>if (a < b) alert("</p>")</script></head>
<body>
<header><nav><a href="/">Home</a></nav></header>
<main>
  <h1>Notice</h1>
  <p title="it's > all">The <b>quay</b> of Orsk<i>grad</i>
     is   closed&#33;&nbsp;<br>Ask&hellip; the <q>office</q>.
  <ul><li>One<li>Two</ul>
  <blockquote><p>We regret it.<br>Deeply.</blockquote>
  <pre>a  =  1
```
</pre>
  <!-- <p>not shown</p> -->
  <table><tr><td>Pier<td>open</table>
  <p hidden>Secret.</p>
  <div role=navigation>More news</div>
</main>
<footer>Imprint</footer>
"""


@pytest.fixture(scope="module")
def page() -> Document:
    return read("a.html", PAGE.encode())


def test_a_page_is_what_its_reader_sees(page: Document) -> None:
    assert page.text == (
        "# Quay & pier\n\n# Notice\n\nThe quay of Orskgrad is closed!\u00a0\nAsk… the “office”.\n\n"
        "- One\n\n- Two\n\n"
        "> We regret it.\n> Deeply.\n\n````\na  =  1\n```\n````\n\nPier\n\nopen"
    )


@pytest.mark.parametrize(
    "words", ["Notice", "quay", "grad", "is closed", "Ask", "the", "office", "Two", "Deeply", "open"]
)
def test_every_word_leads_back_to_its_line_and_column(page: Document, words: str) -> None:
    place = page.location(page.text.index(words))
    assert place is not None
    assert place.line
    assert place.column
    assert PAGE.splitlines()[place.line - 1][place.column - 1 :].startswith(words.split()[0])


def test_a_word_after_a_reference_leads_back_too() -> None:
    document = read("a.html", b"<p>A &amp; B &lt; C &copy D</p>")
    assert document.text == "A & B < C © D"
    assert where(document, "D") == "line 1, column 27"


def test_what_is_not_of_the_page_is_told_apart(page: Document) -> None:
    assert [(left.aside, str(left.location)) for left in page.left_out] == [
        ("navigation", "line 5, column 26"),
        ("navigation", "line 18, column 24"),
        ("navigation", "line 20, column 9"),
    ]


def test_the_header_of_an_article_belongs_to_it() -> None:
    assert read("a.html", b"<article><header><h1>Quay</h1></header>Open.</article>").text == "# Quay\n\nOpen."


@pytest.mark.parametrize(
    "content",
    [
        '<html><meta charset="windows-1252"><p>Férry'.encode("cp1252"),
        '<meta http-equiv=Content-Type content="text/html; charset=iso-8859-1"><p>Férry'.encode("latin-1"),
        "<html><p>Férry".encode("utf-16"),
        "<?xml version='1.0' encoding='ISO-8859-15'?><html><p>Férry</p></html>".encode("iso-8859-15"),
    ],
)
def test_a_page_says_its_own_encoding(content: bytes) -> None:
    assert read("a.html", content).text == "Férry"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One<p>Two", "One\n\nTwo"),
        ("One</p>Two</div></nav>", "One\n\nTwo"),
        ("<nav><p>Menu</nav><p>Quay", "Quay"),
        ("<p>a < b and <3", "a < b and <3"),
        ("<p it's>Quay</p><p it's>Pier", "Quay\n\nPier"),
        ("<p>Quay<!-->Pier", "QuayPier"),
        ("<p>Quay<!-- open", "Quay"),
        ("<title>Quay", "# Quay"),
        ("<SCRIPT>x</Script ><P>Quay", "Quay"),
        ("<p a=''b=c>Quay", "Quay"),
        ("<p>R&D &unknown; &#xZ;", "R&D &unknown; &#xZ;"),
        ("<svg><title>Icon</title></svg>Quay", "Quay"),
        ("<p>``<b>`</b><p>Quay", "\\```\n\nQuay"),
        ("<p>a<b>```</b> ~~~", "a``` ~~~"),
        ("<p>&lt;!<i>-- shown --></i>", "<\\!-- shown -->"),
        ("<p>~~~<br>```<p>Quay", "\\~~~\n\\```\n\nQuay"),
    ],
)
def test_careless_pages_are_read_as_a_browser_reads_them(source: str, text: str) -> None:
    assert read("a.html", source.encode()).text == text


HOSTILE = [
    "<",
    "<a ",
    "<!--",
    "&",
    "<script>",
    "</",
    "<![",
    "<a b='",
    '<a b="',
    "<?",
    "<p>x",
    "<title>",
    "</title ",
]
HOSTILE += ["<a b= ", "<!--- -", "<nav><p>a", "<div>", "</p>", "<a =", "&#", "<pre>\r"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_page_takes_longer_than_its_length(piece: str) -> None:
    def seconds(times: int) -> float:
        content = (piece * times).encode()
        started = time.process_time()
        read("a.html", content)
        return time.process_time() - started

    shorter, longer = (min(seconds(times) for _ in range(3)) for times in (4_000, 20_000))
    assert longer < 12 * max(shorter, 0.03)


WAIVER = '<!-- verbale: allow certainty/booster "the court’s words" -->'


def test_a_waiver_in_the_source_answers_what_stands_after_it_on_the_page(linter: Linter) -> None:
    page = f"""<title>Ruling</title><main><h2>Today {WAIVER}</h2>
      {WAIVER}
      <p>There is no doubt that the port was attacked.</p>
      <p>It is open. {WAIVER.replace("verbale", chr(10) + "verbale")} There is no doubt that it shut.</p>
      <p><b>There is no doubt</b> that it was dark.</p></main>"""
    document = read("a.html", page.encode())
    answered = document.placed(linter.answer(document.text))
    assert [(one.finding.location.line, one.reason) for one in answered.waived] == [
        (3, "the court’s words"),
        (5, "the court’s words"),
    ]
    assert [(f.rule, f.location.line) for f in answered.findings] == [
        ("waiver/unused", 1),
        ("certainty/booster", 6),
    ]


def test_words_of_a_page_that_look_like_a_waiver_are_words(linter: Linter) -> None:
    words = WAIVER.replace("<", "&lt;").replace(">", "&gt;")
    document = read("a.html", f"<p>{words}</p><p>There is no doubt that the port was attacked.</p>".encode())
    assert [f.rule for f in linter.lint(document.text)] == ["certainty/booster"]


def test_the_title_of_a_page_is_without_its_waivers() -> None:
    assert read("a.html", f"<h1>{WAIVER} Ruling</h1>".encode()).about.title == "Ruling"


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()
