"""Command line, page, HTTP, editor, archive and Python say the same of the same text, to the byte.

Every door has a desk of its own, so that none answers with the findings of another.
"""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from click.testing import Result
from flask.testing import FlaskClient
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from at_the_desk import staffed
from our_texts import our_texts
from verbale.desk import Desk
from verbale.records.values import Scope
from verbale.report.records import record
from verbale.web import create_app
from verbale.web.app import create_desk

TEXTS = our_texts()[:340]
OF_A_PLACE = {"path", "location", "record", "id", "date", "issuer", "title"}
"""What a door says of where the text came from, and not of the text."""
SERVER = ClientServerConfig(
    server_command=[sys.executable, "-c", "from verbale.cli import main; main()", "lsp"]
)

Said = list[list[str]]
"""For each text its findings, as bytes would be compared."""


def said(found: Mapping[str, Any], *, without: set[str] = frozenset()) -> str:
    told = {key: value for key, value in found.items() if key not in OF_A_PLACE | without}
    return json.dumps(told, sort_keys=True, ensure_ascii=False)


def by_file(lines: list[str], **but: Any) -> Said:
    """Findings in JSON Lines, text by text in the order of their numbered files."""
    found: Said = [[] for _ in TEXTS]
    for line in map(json.loads, lines):
        found[int(Path(line["path"]).stem)].append(said(line, **but))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    for number, text in enumerate(TEXTS):
        (folder / f"{number:03}.txt").write_bytes(text.encode("utf-8"))
    return folder


@pytest.fixture(scope="module")
def by_python() -> Said:
    desk = Desk()
    return [[said(record("", finding)) for finding in desk.lint(text)] for text in TEXTS]


@pytest_lsp.fixture(config=SERVER)
async def editor(client: LanguageClient) -> AsyncIterator[None]:
    await client.initialize_session(
        lsp.InitializeParams(capabilities=client_capabilities("visual-studio-code"))
    )
    yield
    await client.shutdown_session()


def asked_of(client: FlaskClient, headers: dict[str, str]) -> Said:
    answers = [client.post("/api/v1/lint", json={"text": text}, headers=headers) for text in TEXTS]
    return [[said(found) for found in answer.get_json()["findings"]] for answer in answers]


def test_there_are_many_texts_and_a_hundred_have_findings(by_python: Said) -> None:
    assert len(TEXTS) >= 300
    assert len([found for found in by_python if found]) >= 100


def test_the_command_line_says_what_python_says(
    verbale: Callable[..., Result], folder: Path, by_python: Said
) -> None:
    assert by_file(verbale("lint", folder, "--format", "jsonl").stdout.splitlines()) == by_python


def test_the_page_is_told_what_python_says(by_python: Said) -> None:
    client = create_app(Desk()).test_client()
    token = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/").text)[1]
    assert asked_of(client, {"X-CSRF-Token": token}) == by_python


def test_a_program_is_told_over_http_what_python_says(by_python: Said, tmp_path: Path) -> None:
    office = staffed(tmp_path)
    key, _ = office.keys.make_token(office.people.user("mara"), "automation", [Scope.LINT])
    app = create_desk(Desk(), office)
    assert asked_of(app.test_client(), {"Authorization": f"Bearer {key}"}) == by_python
    office.close()


def test_an_archive_holds_what_python_says(folder: Path, by_python: Said, tmp_path: Path) -> None:
    Desk().lint_archive([str(folder)], tmp_path, jobs=1, cache=False, trained_reader=True)
    lines = (tmp_path / "findings.jsonl").read_text(encoding="utf-8").splitlines()
    # An archive's results count and place findings and offer no wordings.
    without = [[said(json.loads(one), without={"suggestions"}) for one in found] for found in by_python]
    assert by_file(lines) == without


@pytest.mark.asyncio
async def test_an_editor_is_told_what_python_says(editor: LanguageClient, by_python: Said) -> None:
    for number, text in enumerate(TEXTS):
        document = lsp.TextDocumentItem(f"untitled:{number}", "markdown", 1, text)
        editor.text_document_did_open(lsp.DidOpenTextDocumentParams(document))
    while len(editor.diagnostics) < len(TEXTS):
        await asyncio.wait_for(
            editor.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS), timeout=60
        )
    told = [editor.diagnostics[f"untitled:{number}"] for number in range(len(TEXTS))]
    assert [[said(plain(diagnostic.data)) for diagnostic in found] for found in told] == by_python


def plain(data: Any) -> Any:
    """JSON as the client's library hands it over, with objects of its own for objects."""
    if isinstance(data, list | tuple) and not hasattr(data, "_fields"):
        return [plain(one) for one in data]
    if hasattr(data, "_asdict"):
        return {key: plain(value) for key, value in data._asdict().items()}
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    return data
