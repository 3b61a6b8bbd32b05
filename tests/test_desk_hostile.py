"""Every form and every address of the desk, given what nobody means well by: no fault, no markup, no leak."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from at_the_desk import PEOPLE, Person, signed_in, staffed
from recording import DESK
from verbale.records.office import Office
from verbale.records.values import Scope
from verbale.web.app import create_desk

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
SUM = "{{ A*B }}${A*B}#{A*B}<%= A*B %>{% import os %}{{ ().__class__.__mro__ }}"
SUM = SUM.replace("A*B", "7331733173*7331")
FIELDS = {
    "script": SCRIPT.encode(),
    "template": SUM.encode(),
    "huge": b"a long word " * 30_000,
    "binary": bytes(range(256)),
    "unknown letters": "\ufeff\u202e\U000e0001\u0000 ﷽".encode(),
    "number beyond any": b"9" * 40,
    "below zero": b"-1",
    "no number": b"NaN",
    "a path": b"../../../../etc/passwd",
    "query": b"' OR 1=1; DROP TABLE users; --",
    "nested": b"[" * 20_000,
    "nothing": b"",
}
NAMES = [
    SCRIPT,
    SUM,
    "..%2f..%2fetc%2fpasswd",
    "%00",
    "%ff%fe",
    "a" * 4000,
    "' OR 1=1 --",
    "-1",
    "9" * 40,
    "__class__",
]
BODIES = [
    b"",
    b"null",
    b"[]",
    b"7",
    b'"text"',
    b"{",
    b"\xff\xfe",
    b"[" * 60_000,
    b'{"text": {"a": []}, "version": []}',
    b'{"text": "a", "version": 99999999999999999999999999}',
    b'{"sentence": 5, "text": null, "slots": 5}',
]
LEAKS = re.compile(rf"Traceback|\$argon2|sqlalchemy|File \"/|root:x:0|{7331733173 * 7331}")
"""The product has so many digits that no digest or key on a page holds them by chance."""
AT_MOST = 2
"""Pages of one address that are read for forms."""
SECRET = "the envoy left by the back door"


@dataclass(frozen=True)
class Form:
    """A form as a page has it."""

    action: str
    fields: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


class Forms(HTMLParser):
    """Finds the forms of a page that send something, and where its links lead."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and (given.get("href") or "").startswith("/"):
            self.links.append(str(given["href"]).partition("#")[0])
        if tag == "form":
            self.forms.append(Form(given.get("action") or self.address))
        if tag == "button" and given.get("formaction"):
            self.forms.append(Form(str(given["formaction"]), list(self.forms[-1].fields)))
        name = given.get("name")
        if name and tag in ("input", "textarea", "select", "button") and self.forms and name != "csrf_token":
            (self.forms[-1].files if given.get("type") == "file" else self.forms[-1].fields).append(name)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    opened = staffed(tmp_path_factory.mktemp("hostile"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def app(office: Office) -> Flask:
    return create_desk(DESK, office)


@pytest.fixture(scope="module")
def work(app: Flask, office: Office) -> str:
    return begun(app, office)


def begun(app: Flask, office: Office) -> str:
    """An incident with a statement that Mara writes on, in words she has not saved."""
    mara = signed_in(app, office, "mara")
    mara.post("/incidents", sample="yes")
    draft = mara.post("/incidents/harbour/drafts", template="public/holding").location
    ask = f"/api/v1{draft}/kept"
    mara.ask(ask, text=f"# Draft\n\n{SECRET}\n", version=1)
    return draft


def pages(app: Flask, person: Person) -> Iterator[tuple[str, TestResponse]]:
    """Every page that links lead to from the start, a few of each kind."""
    seen: set[str] = set()
    of_kind: dict[str, int] = {}
    waiting = ["/"]
    while waiting:
        address = waiting.pop(0)
        endpoint, _ = app.url_map.bind("localhost").match(address.partition("?")[0])
        if address in seen or of_kind.get(endpoint, 0) >= AT_MOST:
            continue
        seen.add(address)
        of_kind[endpoint] = of_kind.get(endpoint, 0) + 1
        answer = person.client.get(address)
        yield address, answer
        if answer.mimetype == "text/html":
            found = Forms(address)
            found.feed(answer.text)
            waiting += found.links


def harm(answer: TestResponse) -> str:
    """What is wrong with an answer; nothing for a good one, whatever it refuses."""
    if answer.status_code >= 500:
        return f"{answer.status_code}"
    if answer.mimetype == "text/html":
        text = answer.text
        if "<script>alert" in text or "<img src=x" in text:
            return "markup"
        if leak := LEAKS.search(text):
            return f"leak of {leak[0]}"
    return ""


@pytest.mark.parametrize("name", ["mara", "root"])
def test_no_form_takes_harm_from_what_it_is_sent(app: Flask, office: Office, work: str, name: str) -> None:
    person = signed_in(app, office, name)
    forms: dict[str, Form] = {}
    for address, answer in pages(app, person):
        found = Forms(address)
        found.feed(answer.text if answer.mimetype == "text/html" else "")
        forms |= {re.sub(r"\d+", "0", one.action) + ",".join(one.fields): one for one in found.forms}
    assert len(forms) > (12 if name == "mara" else 4)
    wrong = []
    for form in forms.values():
        if "/close" in form.action and name == "root":
            continue  # a closed account sends no more forms
        for kind, value in FIELDS.items():
            person = signed_in(app, office, name)
            token = person.token()
            if form.files:
                sent = {one: value.decode(errors="replace") for one in form.fields} | {"csrf_token": token}
                sent |= {one: (io.BytesIO(value), "../a.zip") for one in form.files}
                answer = person.client.post(form.action, data=sent, content_type="multipart/form-data")
            else:
                body = urlencode([("csrf_token", token), *((one, value) for one in form.fields)])
                kind_of = "application/x-www-form-urlencoded"
                answer = person.client.post(form.action, data=body, content_type=kind_of)
            if said := harm(answer):
                wrong.append((form.action, kind, said))
    assert wrong == []


def test_no_address_takes_harm_from_a_name(app: Flask, office: Office, work: str) -> None:
    person = signed_in(app, office, "mara")
    headers, wrong = {"X-CSRF-Token": person.token()}, []
    for rule in app.url_map.iter_rules():
        if not rule.arguments:
            continue
        for name in NAMES:
            said = name if "%" in name and "{" not in name else quote(name, safe="")
            address = re.sub(r"<[^>]+>", said, rule.rule)
            asked = f"{address}?version={said}&before={said}"
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                answer = person.client.open(asked, method=method, headers=headers)
                if found := harm(answer):
                    wrong.append((rule.endpoint, method, name[:20], found))
    assert wrong == []


def test_no_program_s_question_takes_harm_from_its_body(app: Flask, office: Office, work: str) -> None:
    person = signed_in(app, office, "mara")
    headers, wrong = {"X-CSRF-Token": person.token(), "Content-Type": "application/json"}, []
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith("/api/") or "POST" not in (rule.methods or set()):
            continue
        address = re.sub(r"<[^>]+>", Path(work).name, rule.rule)
        for body in BODIES:
            answer = person.client.post(address, data=body, headers=headers)
            if answer.status_code >= 500 or LEAKS.search(answer.text):
                wrong.append((rule.endpoint, body[:20], answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("name", [name for name in PEOPLE if name != "mara"])
def test_nobody_comes_upon_words_that_another_has_not_saved(
    desk_app: Flask, desk_office: Office, name: str
) -> None:
    work = begun(desk_app, desk_office)
    assert SECRET in signed_in(desk_app, desk_office, "mara").get(work).text
    app, person = desk_app, signed_in(desk_app, desk_office, name)
    assert SECRET not in "".join(answer.text for _, answer in pages(app, person))


def test_what_is_another_s_own_cannot_be_touched(desk_app: Flask, desk_office: Office) -> None:
    app, office, work = desk_app, desk_office, begun(desk_app, desk_office)
    key, token = office.keys.make_token(office.people.user("mara"), "press", [Scope.READ])
    tom = signed_in(app, office, "tom")
    assert "press" not in tom.get("/account").text
    tom.post(f"/account/tokens/{token.id}/revoke", 404)
    assert office.keys.token(key)
    tom.post(f"{work}/discard")
    assert SECRET in signed_in(app, office, "mara").get(work).text
