"""The pages and the JSON interface, through Flask's own client."""

import io
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from conftest import REPOSITORY
from verbale.desk import Desk
from verbale.model.draft import Slot
from verbale.model.finding import Family, Finding, Severity
from verbale.model.span import Span
from verbale.report.records import record
from verbale.web import create_app, limits
from verbale.web.anchor import anchored
from verbale.web.marked import pieces
from verbale.web.shelf import key_of

DESK = Desk()
SAMPLE = DESK.sample_ledger()
PLACE = f"/incidents/{key_of(SAMPLE)}"
HOLDING = f"{PLACE}/public/holding"
BLAME = "Orsk is behind this disruption."
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}"


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app(DESK)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def token(client: FlaskClient) -> str:
    found = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/").text)
    assert found
    return found[1]


@pytest.fixture
def lint(client: FlaskClient, token: str) -> Callable[..., object]:
    return lambda **asked: client.post("/api/v1/lint", json=asked, headers={"X-CSRF-Token": token})


def pages() -> Iterator[str]:
    yield from ("/", PLACE, f"{PLACE}/templates", "/rules")
    yield from (f"{PLACE}/{template.id}" for template in DESK.templates())
    yield from (f"/rules/{rule.id}" for rule in DESK.rules())


class Tags(HTMLParser):
    """Every opening tag of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@pytest.mark.parametrize("address", list(pages()))
def test_every_page_comes_and_holds_no_inline_script_or_style(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    if answer.status_code == 422:  # the sample has not come to this statement's stage yet
        assert re.search(r"cannot be filled from this ledger|(Add|Record|Set) ", answer.text)
    else:
        assert answer.status_code == 200, answer.text
    tags = Tags(answer.text).seen
    assert [tag for tag, has in tags if tag == "style" or (tag == "script" and "src" not in has)] == []
    assert [name for _, has in tags for name in has if name == "style" or name.startswith("on")] == []
    for _, has in tags:
        for name in ("src", "href", "action", "formaction"):
            assert re.match(r"/(?!/)|#", has.get(name) or "/"), "something from elsewhere"


@pytest.mark.parametrize("address", ["/", HOLDING, "/static/desk.css", "/nowhere", "/incidents/unknown"])
def test_every_answer_carries_the_headers_that_keep_a_draft_in_its_page(
    client: FlaskClient, address: str
) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert ("no-store" in headers["Cache-Control"]) != address.startswith("/static")


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(app: Flask) -> None:
    plain = app.test_client().get("/").headers["Set-Cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=Strict" in plain
    assert "Secure" not in plain
    assert "Secure" in app.test_client().get("/", base_url="https://localhost").headers["Set-Cookie"]


@pytest.mark.parametrize("address", ["/incidents", HOLDING, f"{HOLDING}/download"])
@pytest.mark.parametrize("brought", [{}, {"csrf_token": "guessed"}, {"csrf_token": "ü"}])
def test_a_form_without_the_page_s_token_is_refused(
    client: FlaskClient, address: str, brought: dict[str, str]
) -> None:
    client.get("/")
    answer = client.post(address, data={"text": BLAME, **brought})
    assert answer.status_code == 400
    assert "Reload it" in answer.text
    assert BLAME not in answer.text


def test_json_without_the_page_s_token_is_refused(client: FlaskClient, token: str) -> None:
    answer = client.post("/api/v1/lint", json={"text": BLAME, "csrf_token": token})
    assert answer.status_code == 400
    assert "Reload" in answer.json["problem"]


def test_a_page_from_elsewhere_cannot_call_the_desk_by_a_name_of_its_own(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Host": "velmara.example"})
    assert answer.status_code == 400
    assert "address that it printed" in answer.text


def test_a_wrong_ledger_comes_back_with_every_problem_and_the_words(client: FlaskClient, token: str) -> None:
    pasted = "incident: {id: harbour}\nfacts: 3\n"
    answer = client.post("/incidents", data={"csrf_token": token, "pasted": pasted})
    assert answer.status_code == 422
    assert "facts" in answer.text
    assert "issuer" in answer.text
    assert "incident: {id: harbour}" in answer.text


@pytest.mark.parametrize(
    "content", [b"\x00\x01\xff\xfe", "Straße".encode("latin-1"), b"", b"[" * 5000, b"a: &a [*a]", b"&a b: *a"]
)
def test_a_file_that_is_no_ledger_is_said_to_be_none(client: FlaskClient, token: str, content: bytes) -> None:
    sent = {"csrf_token": token, "file": (io.BytesIO(content), "ledger.yaml")}
    answer = client.post("/incidents", data=sent)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_file_beyond_the_limit_is_refused_with_the_limit(client: FlaskClient, token: str) -> None:
    sent = {"csrf_token": token, "file": (io.BytesIO(b" " * limits.UPLOAD), "ledger.yaml")}
    answer = client.post("/incidents", data=sent)
    assert answer.status_code == 413
    assert "2 MB" in answer.text


def test_a_statement_beyond_the_limit_is_refused_at_every_door(client: FlaskClient, token: str, lint) -> None:
    long = "a" * (limits.STATEMENT + 1)
    assert client.post(HOLDING, data={"csrf_token": token, "text": long}).status_code == 413
    refused = lint(text=long)
    assert refused.status_code == 413
    assert "verbale lint" in refused.json["problem"]


@pytest.mark.parametrize("address", ["/incidents/unknown", f"{PLACE}/public/unknown", "/rules/blame/unknown"])
def test_what_is_not_there_is_named_with_what_to_do(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 422
    assert re.search("Choose one of|Open it again", answer.text)


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("{", "application/json", 400),
        ("{}", "text/plain", 415),
        ("{}", "application/json", 422),
        ('{"text": 3}', "application/json", 422),
        ('{"text": "a", "txet": "b"}', "application/json", 422),
        ('{"text": "\\ud800"}', "application/json", 422),
        ('["text"]', "application/json", 422),
    ],
)
def test_a_request_that_cannot_be_read_says_why(
    client: FlaskClient, token: str, body: str, content_type: str, status: int
) -> None:
    answer = client.post(
        "/api/v1/lint", data=body, content_type=content_type, headers={"X-CSRF-Token": token}
    )
    assert answer.status_code == status
    assert answer.json["problem"]


def test_nothing_in_a_ledger_becomes_markup(client: FlaskClient, token: str) -> None:
    facts = [fact.model_copy(update={"clause": HOSTILE}) if fact.clause else fact for fact in SAMPLE.facts]
    incident = SAMPLE.incident.model_copy(update={"title": HOSTILE, "sectors": (HOSTILE,)})
    issuer = SAMPLE.issuer.model_copy(update={"name": HOSTILE})
    ledger = SAMPLE.model_copy(update={"facts": tuple(facts), "incident": incident, "issuer": issuer})
    opened = client.post("/incidents", data={"csrf_token": token, "pasted": ledger.model_dump_json()})
    assert opened.status_code == 303
    for address in (opened.location, f"{opened.location}/templates", f"{opened.location}/public/holding"):
        page = client.get(address).text
        assert [has for tag, has in Tags(page).seen if tag == "img" or "onerror" in has] == []
        assert "alert(1)&lt;/script&gt;" in page or "alert(1)" not in page
        assert ">49<" not in page


def test_the_form_marks_what_goes_too_far_and_keeps_every_word(client: FlaskClient, token: str) -> None:
    text = f"Port services stopped.\r\n\r\n😀 {BLAME}"
    page = client.post(HOLDING, data={"csrf_token": token, "text": text}).text
    assert '<mark class="error">Orsk is behind' in page
    assert 'href="/rules/blame/' in page
    assert "Line 3: “Orsk is behind" in page
    assert f"😀 {BLAME}</textarea>" in page


def test_a_download_is_the_text_as_it_stands(client: FlaskClient, token: str) -> None:
    answer = client.post(f"{HOLDING}/download", data={"csrf_token": token, "text": "Ä\r\n\r\nB"})
    assert answer.data == "Ä\n\nB\n".encode()
    assert answer.headers["Content-Disposition"] == f"attachment; filename={SAMPLE.incident.id}-holding.md"
    assert answer.content_type == "text/markdown; charset=utf-8"


def test_the_interface_and_the_desk_say_the_same(lint) -> None:
    drafted = DESK.draft("public/holding", SAMPLE)
    text = f"{drafted.text}\n😀 {BLAME} No data was taken, and Orsk did not do it."
    answer = lint(text=text, incident=key_of(SAMPLE), template="public/holding").json
    expected = [record("", one) for one in DESK.lint(text, ledger=SAMPLE, slots=drafted.slots)]
    assert answer["findings"] == expected
    assert [one["fact"] for one in answer["slots"]] == [slot.fact for slot in drafted.slots]


def test_a_sentence_is_explained(client: FlaskClient, token: str) -> None:
    answer = client.post(
        "/api/v1/explain",
        json={"sentence": BLAME, "incident": key_of(SAMPLE)},
        headers={"X-CSRF-Token": token},
    )
    [claim, *_] = answer.json["claims"]
    assert "Orsk" in claim["says"]
    assert claim["rules"]


def test_a_fault_shows_a_page_and_logs_no_words(caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(DESK)

    @app.get("/fault")
    def fault() -> str:
        raise ValueError(BLAME)

    answer = app.test_client().get("/fault")
    assert answer.status_code == 500
    assert BLAME not in answer.text
    assert "ValueError" in caplog.text
    assert BLAME not in caplog.text


@pytest.mark.parametrize(
    ("edited", "words"),
    [
        ("Gates are open. Services stopped at noon. Roads are dry.", ["Services stopped at noon"]),
        ("At last 😀. Gates are open. Services stopped at noon. No.", ["Services stopped at noon"]),
        ("Gates are open. Services stopped at about ten. Roads are dry.", ["Services stopped at about ten"]),
        ("Gates are open. Many services stopped at noon. Roads are dry.", ["Many services stopped at noon"]),
        ("Gates are open. Services stopped. Roads are dry.", ["Services stopped"]),
        ("Gates are open. Services stopped at noon. We know. Roads are dry.", ["Services stopped at noon"]),
        ("Gates are open. Roads are dry.", []),
        ("", []),
    ],
)
def test_a_slot_follows_its_words(edited: str, words: list[str]) -> None:
    drafted = "Gates are open. Services stopped at noon. Roads are dry."
    slot = Slot(span=Span(16, 40), fact="f-stop")
    found = anchored([slot], drafted, edited)
    assert [one.slot.span.of(edited) for one in found] == words
    assert [one.whole for one in found] == [word == "Services stopped at noon" for word in words]


def test_a_sentence_put_behind_a_fact_does_not_rest_on_it() -> None:
    drafted = "Services stopped at noon.\n\nRoads are dry."
    edited = "Services stopped at noon. Orsk is behind it.\n\nRoads are dry."
    [one] = anchored([Slot(span=Span(0, 25), fact="f-stop")], drafted, edited)
    assert (one.slot.span, one.whole) == (Span(0, 25), True)


def test_changed_words_no_longer_rest_on_the_statement_they_came_from(lint) -> None:
    drafted = DESK.draft("public/attribution-status", SAMPLE).text
    reported = "has reported that the Orskan Naval Signals Directorate had switched off the port"
    assert reported in drafted
    edited = drafted.replace(reported, "is right: Orsk is behind this disruption")
    answer = lint(text=edited, incident=key_of(SAMPLE), template="public/attribution-status").json
    [named] = [one for one in answer["findings"] if "Orsk is behind" in one["text"]]
    assert named["severity"] == "error"


@given(st.text(max_size=40), st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_slots_stay_within_the_text(drafted: str, edited: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(drafted)), min(second, len(drafted))))
    for one in anchored([Slot(span=Span(start, end), fact="f")], drafted, edited):
        assert 0 <= one.slot.span.start <= one.slot.span.end <= len(edited)


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4))
def test_marks_lose_no_character(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(*sorted((min(a, len(text)), min(b, len(text))))) for a, b in places]
    findings = [
        Finding("blame/x", Family.BLAME, Severity.ERROR, span, 1, 1, span.of(text), "", "") for span in spans
    ]
    cut = list(pieces(text, findings))
    assert "".join(piece.text for piece in cut) == text
    marked = sum(len(piece.text) for piece in cut if piece.severity)
    assert marked == len({at for span in spans for at in range(span.start, span.end)})


def tokens() -> dict[str, tuple[str, str]]:
    style = (REPOSITORY / "app/verbale/web/static/desk.css").read_text()
    return {
        name: (light, dark)
        for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", style)
    }


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["desk", "paper", "raised", "error-wash", "lit", "current"])
@pytest.mark.parametrize("ink", ["ink", "muted", "accent", "error", "warning", "told", "good"])
def test_words_stand_out_from_their_ground(ink: str, ground: str, scheme: int) -> None:
    if ground in ("error-wash", "lit", "current") and ink != "ink":
        ink = "ink"
    lighter, darker = sorted(
        (luminance(tokens()[ink][scheme]), luminance(tokens()[ground][scheme])), reverse=True
    )
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_a_port_in_use_is_one_line_with_what_to_do(verbale: Callable[..., Result]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = verbale("serve", "--port", port)
    assert result.exit_code == 2
    assert (
        result.stderr
        == f"Port {port} on 127.0.0.1 is in use. Choose another with --port, for example --port {port + 1}.\n"
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_desk_answers_at_the_address_that_it_prints(host: str) -> None:
    command = [Path(sys.executable).with_name("verbale"), "serve", "--port", "0", "--host", host]
    command += ["--template", "public/holding"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as desk:
        try:
            said = desk.stdout.readline()
            address = re.search(r"http://\S+", said)
            assert address, desk.stderr.read()
            with urllib.request.urlopen(address[0]) as answer:
                assert "Holding statement" in answer.read().decode()
        finally:
            desk.send_signal(signal.SIGINT)
            rest, errors = desk.communicate(timeout=10)
    assert (rest, errors) == ("", "")


def test_a_ledger_wrong_throughout_is_not_read_out_to_the_end(client: FlaskClient, token: str) -> None:
    pasted = "facts: [" + "{id: x}," * 2000 + "]"
    answer = client.post("/incidents", data={"csrf_token": token, "pasted": pasted})
    assert answer.status_code == 422
    assert "verbale ledger check" in answer.text
    assert answer.text.count("<li>") == limits.PROBLEMS + 1


def test_an_unknown_template_stops_the_start(verbale: Callable[..., Result]) -> None:
    result = verbale("serve", "--template", "public/holdin")
    assert result.exit_code == 2
    assert 'There is no template "public/holdin". Choose one of:' in result.stderr
