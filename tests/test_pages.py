"""The pages in a real browser, as a person meets them."""

import shutil
from collections.abc import Iterator
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from waitress.server import create_server

from verbale.desk import Desk
from verbale.web import create_app

ALONE = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BLAME = "Orsk is behind this disruption."
UNDER = "name => Array.from(CSS.highlights.get(name), range => range.toString())"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A desk that serves its pages as ``verbale serve`` does."""
    server = create_server(create_app(Desk()), host="127.0.0.1", port=0, threads=4)
    Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ALONE)
        yield chromium
        chromium.close()


def walk_to_the_holding_statement(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Open the sample incident").click()
    page.get_by_role("link", name="Choose a template").click()
    page.get_by_role("link", name="Draft it: Holding statement").click()


def wait_until_checked(page: Page) -> None:
    page.wait_for_selector("body[data-checked]", state="attached")


def test_a_person_says_too_much_and_takes_it_back(browser: Browser, address: str) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)

    walk_to_the_holding_statement(page, address)
    wait_until_checked(page)
    statement = page.get_by_role("textbox", name="Statement")
    findings = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="/"))
    drafted = statement.inner_text()
    expect(page.get_by_text("Nothing to look at again")).to_be_visible()

    statement.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type(f"😀 {BLAME}")
    expect(findings).to_have_count(1)
    expect(findings).to_contain_text("error")
    expect(findings).to_contain_text("Orsk")
    expect(findings.locator(".message")).not_to_be_empty()
    expect(findings.locator(".remedy")).not_to_be_empty()
    [words] = page.evaluate(UNDER, "error")
    assert words in BLAME
    assert statement.locator("*:not(br)").count() == 0, "the text's own elements were touched"

    page.keyboard.press("Control+Home")
    page.keyboard.press("F8")
    assert page.evaluate("getSelection().toString()") == words
    expect(findings).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("status")).to_contain_text("Finding 1 of 1, error")

    page.keyboard.press("Delete")
    expect(findings).to_have_count(0)
    assert page.evaluate(UNDER, "error") == []
    page.keyboard.press("Control+z")
    expect(findings).to_have_count(1)

    page.get_by_role("button", name="Start again from the ledger").click()
    expect(findings).to_have_count(0)
    assert statement.inner_text() == drafted
    assert faults == []
    page.close()


def test_without_a_script_the_form_checks(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    walk_to_the_holding_statement(page, address)
    statement = page.get_by_role("textbox", name="Statement")
    written = f"{statement.input_value()}\n{BLAME}"
    statement.fill(written)
    page.get_by_role("button", name="Check the statement").click()
    assert statement.input_value() == written
    expect(page.locator("mark.error")).to_contain_text("Orsk is behind")
    card = page.locator("#finding-1")
    expect(card).to_contain_text("Orsk")
    card.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Why")).to_be_visible()
    context.close()


def test_words_in_progress_outlive_a_reload(browser: Browser, address: str) -> None:
    page = browser.new_page()
    walk_to_the_holding_statement(page, address)
    wait_until_checked(page)
    statement = page.get_by_role("textbox", name="Statement")
    statement.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("Three more gates opened.\nAll is calm.")
    page.reload()
    wait_until_checked(page)
    assert statement.inner_text().endswith("\n\nThree more gates opened.\nAll is calm.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.path().read_text().endswith(")\n\nThree more gates opened.\nAll is calm.\n")
    page.close()


def test_a_sentence_lights_its_facts_and_a_fact_its_sentence(browser: Browser, address: str) -> None:
    page = browser.new_page()
    walk_to_the_holding_statement(page, address)
    wait_until_checked(page)
    page.get_by_role("textbox", name="Statement").click()
    page.keyboard.press("Control+Home")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    page.get_by_role("tab", name="Facts").click()
    lit = page.locator(".fact.lit")
    expect(lit).to_have_count(1)
    expect(lit).to_contain_text("port services in Velmara stopped")
    lit.focus()
    [words] = page.evaluate(UNDER, "resting")
    assert words.startswith("Port services in Velmara stopped")
    page.close()


def test_words_that_are_not_checked_say_so(browser: Browser, address: str) -> None:
    page = browser.new_page()
    walk_to_the_holding_statement(page, address)
    wait_until_checked(page)
    page.context.set_offline(True)
    page.get_by_role("textbox", name="Statement").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(f" {BLAME}")
    expect(page.get_by_role("alert")).to_contain_text("Not checked: the desk does not answer.")
    page.context.set_offline(False)
    expect(page.locator("#finding-list")).to_contain_text("Orsk is behind")
    expect(page.get_by_role("alert")).to_be_hidden()
    page.close()


@pytest.mark.parametrize("width", [360, 640])
def test_no_page_is_wider_than_a_phone_or_a_doubled_zoom(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 700})
    walk_to_the_holding_statement(page, address)
    wait_until_checked(page)
    statement = page.url
    for place in (statement, statement.rpartition("/public")[0], f"{address}/rules", address):
        page.goto(place)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
    page.close()


def test_what_is_due_is_told_in_the_reader_s_own_time_too(browser: Browser, address: str) -> None:
    context = browser.new_context(timezone_id="Europe/Helsinki")
    page = context.new_page()
    walk_to_the_holding_statement(page, address)
    expect(page.get_by_text("Next update")).to_contain_text("18:00 UTC")
    expect(page.locator("[data-left]")).to_contain_text("21:00 your time")
    context.close()
