"""Takes the pictures of the desk that the read-me shows: ``desk_pictures.py FOLDER``."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from playwright.sync_api import Browser, Page, sync_playwright
from waitress.server import create_server

from verbale.desk import Desk
from verbale.model.clearance import Role
from verbale.records.office import Office
from verbale.records.values import CONSOLE, User
from verbale.web.app import create_desk
from verbale.web.safety import SESSION_COOKIE

PEOPLE = {"mara": ("Mara Lind", Role.SPOKESPERSON), "tom": ("Tom Aker", Role.TECHNICAL)}
PASSWORD = "four grey herons waiting"
FIRM = " Orsk is behind this disruption.\nWe are certain that no data was taken."
SAID, LATER = "does not answer.", "has not answered since then. It is being examined."
DOWN = 5
"""Lines from the heading to the one that is written on."""


def main(folder: Path) -> None:
    """Writes editor.png, plan.png and clearance.png into ``folder``."""
    with TemporaryDirectory() as kept, sync_playwright() as player:
        desk = Desk()
        office = desk.office(f"sqlite:///{kept}/records.db")
        people = {
            name: office.people.add(name, shown=shown, roles=[role], by=CONSOLE, password=PASSWORD)
            for name, (shown, role) in PEOPLE.items()
        }
        server = create_server(create_desk(desk, office), host="127.0.0.1", port=0)
        Thread(target=server.run, daemon=True).start()
        address = f"http://127.0.0.1:{server.effective_port}"
        browser = player.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        draft = begun(desk, office, people["mara"])
        page = opened(browser, office, address, "mara")
        page.goto(f"/drafts/{draft}")
        page.get_by_role("textbox", name="Statement").click()
        page.keyboard.press("Control+Home")
        for _ in range(DOWN):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("End")
        page.keyboard.insert_text(FIRM)
        page.locator("#finding-list .finding").nth(1).wait_for()
        office.together.here(draft, by=people["tom"])
        page.get_by_text("also here").wait_for()
        page.screenshot(path=folder / "editor.png")
        page.goto("about:blank")
        cleared_then_changed(office, draft, people["mara"], people["tom"])
        page.goto("/incidents/harbour/plan")
        page.screenshot(path=folder / "plan.png")
        page = opened(browser, office, address, "tom")
        page.goto(f"/drafts/{draft}/clearance")
        page.screenshot(path=folder / "clearance.png")
        browser.close()
        server.close()
        office.close()


def begun(desk: Desk, office: Office, by: User) -> str:
    """The sample incident with a holding statement: its id."""
    ledger = desk.sample_ledger()
    office.incidents.open(ledger, by=by)
    return office.drafts.add(desk.draft("public/holding", ledger).draft, by=by).draft.id


def cleared_then_changed(office: Office, draft: str, writer: User, clearing: User) -> None:
    """Sends a draft, has it cleared by one role, and changes it after."""
    office.clearing.send(draft, expected=1, by=writer)
    basis = office.clearing.review(draft).basis
    office.clearing.clear(draft, role=Role.TECHNICAL, basis=basis, by=clearing)
    office.clearing.recall(draft, expected=1, by=writer)
    text = office.drafts.get(draft).draft.text
    office.drafts.save(draft, text.replace(SAID, LATER), slots=(), expected=1, by=writer)
    office.clearing.send(draft, expected=2, by=writer)


def opened(browser: Browser, office: Office, address: str, name: str) -> Page:
    """A page of somebody who is signed in, 1280 by 800, in light."""
    context = browser.new_context(
        base_url=address, viewport={"width": 1280, "height": 800}, color_scheme="light"
    )
    key = office.keys.sign_in(name, PASSWORD)
    context.add_cookies([{"name": SESSION_COOKIE, "value": key, "url": address}])
    return context.new_page()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
