"""The pages of the rules say what the rules' files say."""

import runpy
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
FOLDER = REPOSITORY / "docs" / "rules"


def test_every_rule_has_its_page_and_no_page_is_stale() -> None:
    wanted = runpy.run_path(str(REPOSITORY / "tools" / "rule_pages.py"))["pages"]()
    written = {
        file.relative_to(FOLDER).as_posix(): file.read_text(encoding="utf-8") for file in FOLDER.rglob("*.md")
    }
    assert written == wanted, "Run `make docs`."
