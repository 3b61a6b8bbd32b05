"""A working day in a real browser: four people take the sample incident from its facts to two releases."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from waitress.server import create_server

from at_the_desk import staffed
from recording import DESK
from test_pages import browser, wait_until_checked
from verbale.model.clearance import Role
from verbale.records.office import Office
from verbale.web.app import create_desk
from verbale.web.safety import SESSION_COOKIE

__all__ = ["browser"]

BLAME = "Orsk is behind this disruption."
QUOTED = "The harbour master spoke of an unprecedented catastrophe."
HOLDING = "public-holding.harbour"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    opened = staffed(tmp_path_factory.mktemp("journey"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def address(office: Office) -> Iterator[str]:
    server = create_server(create_desk(DESK, office), host="127.0.0.1", port=0, threads=6)
    Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


class Somebody:
    """A person with a browser of their own, and every fault that it told of."""

    def __init__(self, browser: Browser, office: Office, address: str, name: str) -> None:
        self.context: BrowserContext = browser.new_context(base_url=address)
        self.context.set_default_timeout(8000)
        key = office.keys._begin(name, "test")
        self.context.add_cookies([{"name": SESSION_COOKIE, "value": key, "url": address}])
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda line: self.faults.append(line.text) if line.type == "error" else None)

    def write(self, words: str) -> None:
        self.page.get_by_role("textbox", name="Statement").click()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.press("Enter")
        self.page.keyboard.insert_text(words)

    def give_word(self, button: str, *, remark: str = "") -> None:
        self.page.goto(f"/drafts/{HOLDING}/clearance")
        self.page.get_by_label("Remark").fill(remark)
        self.page.get_by_role("button", name=button).click()


@pytest.fixture(scope="module")
def people(browser: Browser, office: Office, address: str) -> Iterator[dict[str, Somebody]]:
    here = {name: Somebody(browser, office, address, name) for name in ("mara", "tom", "lea", "dina")}
    yield here
    for somebody in here.values():
        somebody.context.close()


def test_from_facts_to_a_released_holding_statement(people: dict[str, Somebody], office: Office) -> None:
    mara, tom = people["mara"], people["tom"]
    page = mara.page
    page.goto("/")
    page.get_by_role("button", name="Open the sample incident").click()
    page.get_by_role("link", name="Draft a statement").click()
    page.get_by_role("button", name="Draft it: Holding statement").click()

    # Mara writes too much, is told so, and takes it back; what she quotes she waives, by keyboard.
    wait_until_checked(page)
    mara.write(BLAME)
    findings = page.locator("#finding-list .finding")
    expect(findings).to_have_count(1)
    page.keyboard.press("Control+Home")
    page.keyboard.press("F8")
    expect(findings).to_have_attribute("aria-current", "true")
    for key in ("Delete", "Delete", "Backspace"):
        page.keyboard.press(key)
    expect(findings).to_have_count(0)
    mara.write(QUOTED)
    expect(findings).to_have_count(1)
    page.keyboard.press("F8")
    page.keyboard.press("Control+,")
    page.keyboard.type("The harbour master's own words.")
    page.keyboard.press("Enter")
    expect(page.locator(".finding.waived")).to_contain_text("The harbour master's own words.")
    expect(page.locator("#version")).to_contain_text("Version 2")
    wait_until_checked(page)
    expect(findings).to_have_count(0)

    # Tom comes in; both see each other. Mara saves first, and Tom loses nothing.
    tom.page.goto(f"/drafts/{HOLDING}")
    expect(tom.page.locator("#others")).to_contain_text("Mara Lind")
    wait_until_checked(tom.page)
    mara.page.get_by_role("textbox", name="Statement").click()
    page.keyboard.press("Control+Home")
    page.keyboard.press("End")
    page.keyboard.insert_text(" at Velmara")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Version 3, saved")).to_be_visible()
    tom.write("- Technical enquiries: see the notice.")
    tom.page.keyboard.press("Control+s")
    expect(tom.page.get_by_role("heading", name="mara saved first")).to_be_visible()
    expect(tom.page.locator("del")).to_contain_text("at Velmara")
    mine = tom.page.get_by_role("textbox", name="Your words")
    mine.fill(mine.input_value().replace("# Harbour outage\n", "# Harbour outage at Velmara\n"))
    tom.page.get_by_role("button", name="Save these words as version 4").click()
    expect(tom.page.locator("#version")).to_contain_text("Version 4")
    assert "at Velmara" in office.drafts.get(HOLDING).draft.text
    assert "Technical enquiries" in office.drafts.get(HOLDING).draft.text

    # Sent; returned with a remark; mended; cleared; voided by a change; cleared again.
    page.reload()
    page.get_by_role("button", name="Send for clearance").click()
    tom.give_word("Return it", remark="The notice is not out yet: leave it out.")
    page.reload()
    expect(page.locator(".gates")).to_contain_text("The notice is not out yet")
    page.get_by_role("link", name="To the text").click()
    wait_until_checked(page)
    statement = page.get_by_role("textbox", name="Statement")
    statement.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Delete")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#version")).to_contain_text("Version 5")
    page.get_by_role("button", name="Send for clearance").click()
    tom.give_word("Clear this text")
    expect(tom.page.locator(".sign.cleared")).to_have_count(1)
    page.goto(f"/drafts/{HOLDING}")
    wait_until_checked(page)
    expect(page.get_by_text("voids what was cleared")).to_be_visible()
    page.get_by_role("textbox", name="Statement").click()
    page.keyboard.press("Control+Home")
    page.keyboard.press("End")
    for _ in " at Velmara":
        page.keyboard.press("Backspace")
    page.keyboard.press("Control+s")
    expect(page.locator("#version")).to_contain_text("Version 6")
    tom.page.reload()
    expect(tom.page.locator(".sign.void")).to_have_count(1)
    page.reload()
    page.get_by_role("button", name="Send for clearance").click()
    tom.page.reload()
    expect(tom.page.get_by_text("What changed since technical cleared version 5")).to_be_visible()

    # The release is refused while gates are closed, then frozen.
    page.goto(f"/drafts/{HOLDING}/release")
    expect(page.get_by_role("heading", name="gates are closed")).to_be_visible()
    expect(page.get_by_role("button", name="Release", exact=True)).to_have_count(0)
    if page.get_by_role("button", name="Waive facts linked").count():
        page.get_by_label("Or say why").fill("A quotation, told as one.")
        page.get_by_role("button", name="Waive facts linked").click()
    tom.give_word("Clear this text")
    mara.give_word("Clear this text", remark="Agreed.")
    page.get_by_role("link", name="To the release").click()
    page.get_by_label("To release it, type").fill("harbour")
    page.get_by_role("button", name="Release", exact=True).click()
    expect(page.get_by_text("Head of the audit trail")).to_be_visible()
    release = office.releasing.get(HOLDING)
    assert QUOTED in release.text
    assert [waiver.reason for waiver in release.waivers][:1] == ["The harbour master's own words."]
    with page.expect_download() as download:
        page.get_by_role("link", name="Word").click()
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"
    for somebody in people.values():
        assert [fault for fault in somebody.faults if "409" not in fault] == []


def test_a_factual_update_goes_out_by_keyboard_alone(people: dict[str, Somebody], office: Office) -> None:
    mara, tom = people["mara"], people["tom"]
    page = mara.page
    page.goto("/incidents/harbour/plan")
    page.get_by_role("button", name="Draft it: Factual update").press("Enter")
    wait_until_checked(page)
    page.locator("[role=textbox]").focus()
    page.keyboard.press("F9")
    expect(page.locator("#facts [data-fact]:focus")).to_have_count(1)
    page.keyboard.press("F9")
    expect(page.locator("[role=textbox]")).to_be_focused()
    page.keyboard.type("At last")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Version 2, saved")).to_be_visible()
    for _ in "At last":
        page.keyboard.press("Backspace")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Version 3, saved")).to_be_visible()
    page.keyboard.press("F1")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Clearance: Factual update")).to_be_visible()
    for somebody in (tom, mara):
        somebody.page.goto("/drafts/public-update.harbour/clearance")
        somebody.page.get_by_role("button", name="Clear this text").press("Enter")
        expect(somebody.page.locator(".sign.cleared").first).to_be_visible()
    page.goto("/drafts/public-update.harbour/release")
    page.get_by_label("To release it, type").press_sequentially("harbour")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Downloads")).to_be_visible()
    assert office.releasing.get("public-update.harbour").released_by == "mara"


def test_words_typed_outlive_a_closed_tab(people: dict[str, Somebody], office: Office) -> None:
    lea = people["lea"]
    lea.page.goto("/incidents/harbour/plan")
    lea.page.get_by_role("button", name="Draft it: Advisory").click()
    wait_until_checked(lea.page)
    lea.write("Half a sent")
    with lea.page.expect_event("close"):  # the call itself does not wait
        lea.page.close(run_before_unload=True)
    lea.page = lea.context.new_page()
    expect_words = "Half a sent"
    lea.page.goto("/drafts/public-advisory.harbour")
    expect(lea.page.get_by_role("textbox", name="Statement")).to_contain_text(expect_words)
    expect(lea.page.get_by_text("not saved yet")).to_be_visible()


def test_a_fact_is_put_in_at_the_caret_and_what_the_text_says_follows(
    people: dict[str, Somebody], office: Office
) -> None:
    dina = people["dina"]
    page = dina.page
    page.goto("/incidents/harbour/plan")
    page.get_by_role("button", name="Draft it: Reactive line").click()
    wait_until_checked(page)
    dina.write("")
    page.get_by_role("tab", name="Facts").click()
    button = page.get_by_role("button", name="Insert").first
    words = str(button.get_attribute("data-insert"))
    button.click()
    expect(page.get_by_role("textbox", name="Statement")).to_contain_text(words)
    dina.write(BLAME)
    page.get_by_role("tab", name="What this says").click()
    expect(page.locator("#claims .fails")).to_contain_text("Orsk is tied to the incident")
    expect(page.locator("#claims .holds").last).to_contain_text("Rests on")


PAGES = {
    "mara": [
        "/",
        "/account",
        "/past",
        "/incidents/harbour",
        "/incidents/harbour/plan",
        "/incidents/harbour/hypotheses",
        "/incidents/harbour/history?revision=2",
        "/incidents/harbour/ledger",
        "/incidents/harbour/anomaly",
        "/incidents/harbour/import",
        "/incidents/harbour/facts/new",
        "/incidents/harbour/facts/f-stop",
        "/drafts/public-advisory.harbour",
        "/drafts/public-advisory.harbour/versions",
        "/drafts/public-advisory.harbour/preview",
        "/drafts/public-advisory.harbour/clearance",
        "/drafts/public-advisory.harbour/release",
        f"/releases/{HOLDING}",
        "/audit",
        "/rules",
        "/rules/blame/asserted-attribution",
        "/nowhere",
    ],
    "root": ["/users", "/drafts/public-advisory.harbour"],
    "": ["/sign-in", "/first/none", "/password/none"],
}


QUICK = {"resultTypes": ["violations"]}


@pytest.fixture(scope="module")
def a_day(office: Office) -> None:
    """What the tests above have done, where they were not run."""
    mara, tom = office.people.user("mara"), office.people.user("tom")
    if not office.incidents.cards():
        office.incidents.open(DESK.sample_ledger(), by=mara)
    made = {card.id for card in office.drafts.cards()}
    ledger = office.incidents.get("harbour").ledger
    if HOLDING not in made:
        office.drafts.add(DESK.draft("public/holding", ledger).draft, by=mara)
        basis = office.clearing.send(HOLDING, expected=1, by=mara).basis
        office.clearing.clear(HOLDING, role=Role.SPOKESPERSON, basis=basis, by=mara)
        office.clearing.clear(HOLDING, role=Role.TECHNICAL, basis=basis, by=tom)
        office.releasing.release(HOLDING, expected=1, by=mara)
    if "public-advisory.harbour" not in made:
        office.drafts.add(DESK.draft("public/advisory", ledger).draft, by=mara)


COLOURS = {"light": QUICK, "dark": {**QUICK, "runOnly": ["color-contrast"]}}
"""What axe looks for: everything in light; in dark what a change of colours can break."""


def violations(page: Page, axe: Axe, scheme: str) -> list[dict[str, Any]]:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    return list(axe.run(page, options=COLOURS[scheme]).response["violations"])


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_shuts_anybody_out(
    browser: Browser, office: Office, address: str, a_day: None, name: str, width: int
) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 800})
    if name:
        key = office.keys._begin(name, "test")
        context.add_cookies([{"name": SESSION_COOKIE, "value": key, "url": address}])
    page, axe, wrong = context.new_page(), Axe(), []
    for place in PAGES[name]:
        page.goto(place)
        if place.endswith("advisory.harbour") and name == "mara":
            wait_until_checked(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append((place, "wider than the window"))
        found = [(scheme, one) for scheme in COLOURS for one in violations(page, axe, scheme)]
        wrong += [(place, scheme, one["id"], one["nodes"][0]["html"][:160]) for scheme, one in found]
    context.close()
    assert wrong == []
