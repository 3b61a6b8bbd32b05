"""An editor that opens, changes and closes texts is told what the command line would say."""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from conftest import REPOSITORY
from verbale.desk import Desk

SERVER = ClientServerConfig(
    server_command=[sys.executable, "-c", "from verbale.cli import main; main()", "lsp"]
)
LEDGER = REPOSITORY / "templates" / "public" / "holding" / "examples" / "harbour" / "ledger.yaml"
CERTAIN = "The attack was undoubtedly planned.\n"
WAR = "This is an act of war.\n"
BLAME = "Orsk hacked the port.\n"
UNTITLED = "untitled:Untitled-1"

pytestmark = pytest.mark.asyncio(loop_scope="module")


def hello(**options: Any) -> lsp.InitializeParams:
    return lsp.InitializeParams(
        capabilities=client_capabilities("visual-studio-code"), initialization_options=options
    )


@pytest_lsp.fixture(config=SERVER, scope="module")
async def editor(client: LanguageClient) -> AsyncIterator[None]:
    await client.initialize_session(hello(ledger="ledger.yaml", delay=50))
    yield
    await client.shutdown_session()


@pytest_lsp.fixture(config=SERVER)
async def newcomer(client: LanguageClient) -> AsyncIterator[None]:
    yield
    await client.shutdown_session()


async def told(client: LanguageClient, uri: str) -> list[lsp.Diagnostic]:
    """What the server says next of a text; to be asked for at once after what makes it speak."""
    before = client.diagnostics.get(uri)
    async with asyncio.timeout(60):
        while client.diagnostics.get(uri) is before:
            await asyncio.sleep(0.01)
    return list(client.diagnostics[uri])


async def opened(client: LanguageClient, text: str, uri: str = UNTITLED) -> list[lsp.Diagnostic]:
    client.text_document_did_open(
        lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "markdown", 1, text))
    )
    return await told(client, uri)


def change(client: LanguageClient, text: str, version: int, uri: str = UNTITLED) -> None:
    client.text_document_did_change(
        lsp.DidChangeTextDocumentParams(
            lsp.VersionedTextDocumentIdentifier(version, uri),
            [lsp.TextDocumentContentChangeWholeDocument(text)],
        )
    )


async def offers(
    client: LanguageClient, range: lsp.Range, only: list[lsp.CodeActionKind] | None = None
) -> list[lsp.CodeAction]:
    found = await client.text_document_code_action_async(
        lsp.CodeActionParams(lsp.TextDocumentIdentifier(UNTITLED), range, lsp.CodeActionContext([], only))
    )
    return list(found or [])


def place(line: int, start: int, end: int) -> lsp.Range:
    return lsp.Range(lsp.Position(line, start), lsp.Position(line, end))


async def test_an_opened_text_is_told_what_the_desk_finds(editor: LanguageClient) -> None:
    text = (REPOSITORY / "docs" / "examples" / "rushed.md").read_text()
    findings = Desk().lint(text)
    assert findings
    assert [(d.code, d.message) for d in await opened(editor, text)] == [
        (f.rule, f"{f.message} {f.remedy}") for f in findings
    ]


async def test_columns_count_in_utf16_units_and_lines_as_the_protocol_ends_them(
    editor: LanguageClient,
) -> None:
    [found] = await opened(editor, f"A form feed\fand a paragraph mark\u2029.\r\n\r🚢 🚢 {CERTAIN}")
    assert found.range == place(2, 21, 40)


async def test_a_finding_leads_to_its_rule(editor: LanguageClient) -> None:
    [found] = await opened(editor, CERTAIN)
    assert found.code == "certainty/booster"
    assert Path(found.code_description.href.removeprefix("file://")).name == "booster.toml"


async def test_only_the_last_of_several_quick_changes_is_checked(editor: LanguageClient) -> None:
    await opened(editor, "")
    for version in range(2, 20):
        change(editor, CERTAIN * version, version)
    change(editor, WAR, 20)
    assert [found.code for found in await told(editor, UNTITLED)] == ["escalation/threshold"]


async def test_the_cursor_on_words_shows_why_and_on_whose_advice(editor: LanguageClient) -> None:
    await opened(editor, CERTAIN)
    at = lsp.HoverParams(lsp.TextDocumentIdentifier(UNTITLED), lsp.Position(0, 18))
    shown = await editor.text_document_hover_async(at)
    for part in ("certainty/booster", "puts the matter beyond doubt", "Why: Boosters", "Hyland 2005"):
        assert part in shown.contents.value


async def test_the_cursor_on_other_words_shows_nothing(editor: LanguageClient) -> None:
    await opened(editor, CERTAIN)
    at = lsp.HoverParams(lsp.TextDocumentIdentifier(UNTITLED), lsp.Position(0, 2))
    assert await editor.text_document_hover_async(at) is None


async def test_a_wording_that_keeps_the_meaning_is_a_quick_fix(editor: LanguageClient) -> None:
    await opened(editor, CERTAIN)
    [fix] = await offers(editor, place(0, 18, 18))
    [edits] = fix.edit.document_changes
    assert (fix.kind, fix.is_preferred, edits.text_document.version) == ("quickfix", True, 1)
    assert [(e.range, e.new_text) for e in edits.edits] == [(place(0, 15, 27), "")]


async def test_a_wording_that_changes_the_meaning_is_a_rewriting_to_choose(editor: LanguageClient) -> None:
    await opened(editor, WAR)
    [rewriting] = await offers(editor, place(0, 3, 9))
    assert (rewriting.kind, rewriting.is_preferred) == ("refactor.rewrite", None)


async def test_only_the_kind_of_action_that_was_asked_for_is_offered(editor: LanguageClient) -> None:
    await opened(editor, CERTAIN + WAR)
    everywhere = lsp.Range(lsp.Position(0, 0), lsp.Position(9, 0))
    assert len(await offers(editor, everywhere)) == 2
    [rewriting] = await offers(editor, everywhere, [lsp.CodeActionKind.Refactor])
    assert rewriting.kind == "refactor.rewrite"


async def test_actions_asked_for_at_once_after_a_change_fit_the_changed_text(editor: LanguageClient) -> None:
    await opened(editor, CERTAIN)
    change(editor, f"Yes. {CERTAIN}", 2)
    [fix] = await offers(editor, place(0, 25, 25))
    assert fix.edit.document_changes[0].edits[0].range == place(0, 20, 32)


async def test_a_text_is_compared_with_the_ledger_in_a_folder_above(
    editor: LanguageClient, tmp_path: Path
) -> None:
    shutil.copy(LEDGER, tmp_path / "ledger.yaml")
    (tmp_path / "drafts of May").mkdir()
    uri = (tmp_path / "drafts of May" / "text.md").as_uri()
    assert "blame/asserted-attribution" in [found.code for found in await opened(editor, BLAME, uri)]


async def test_a_ledger_that_changes_is_read_again(editor: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / "text.md").as_uri()
    before = [found.code for found in await opened(editor, BLAME, uri)]
    shutil.copy(LEDGER, tmp_path / "ledger.yaml")
    editor.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([]))
    after = [found.code for found in await told(editor, uri)]
    assert set(after) - set(before) >= {"blame/asserted-attribution"}


async def test_a_ledger_that_cannot_be_read_is_said_at_the_top(
    editor: LanguageClient, tmp_path: Path
) -> None:
    (tmp_path / "ledger.yaml").write_text("incident: [")
    first, *others = await opened(editor, CERTAIN, (tmp_path / "text.md").as_uri())
    assert first.message.startswith("Checked without the ledger")
    assert [found.code for found in others] == ["certainty/booster"]


async def test_a_text_is_checked_as_the_settings_above_it_say(editor: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "verbale.toml").write_text('[severity]\n"certainty/booster" = "info"\nescalation = "off"\n')
    (tmp_path / "drafts").mkdir()
    uri = (tmp_path / "drafts" / "text.md").as_uri()
    [found] = await opened(editor, CERTAIN + WAR, uri)
    assert (found.code, found.severity) == ("certainty/booster", lsp.DiagnosticSeverity.Information)


async def test_settings_that_change_are_read_again(editor: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / "text.md").as_uri()
    assert [found.code for found in await opened(editor, WAR, uri)] == ["escalation/threshold"]
    (tmp_path / "verbale.toml").write_text("[families]\nescalation = false\n")
    editor.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([]))
    assert await told(editor, uri) == []


async def test_settings_that_cannot_be_used_are_said_at_the_top(
    editor: LanguageClient, tmp_path: Path
) -> None:
    (tmp_path / "verbale.toml").write_text("families = 3\n")
    first, *others = await opened(editor, CERTAIN, (tmp_path / "text.md").as_uri())
    assert first.message.startswith("Checked without its settings")
    assert "families" in first.message
    assert [found.code for found in others] == ["certainty/booster"]


async def test_a_closed_text_leaves_no_findings(editor: LanguageClient) -> None:
    await opened(editor, CERTAIN)
    editor.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(UNTITLED)))
    assert await told(editor, UNTITLED) == []


@pytest.mark.asyncio(loop_scope="function")
async def test_wrong_options_are_named_and_texts_still_checked(newcomer: LanguageClient) -> None:
    await newcomer.initialize_session(hello(ledgr="ledger.yaml", delay=-1))
    assert [found.code for found in await opened(newcomer, CERTAIN)] == ["certainty/booster"]
    [said] = newcomer.messages
    assert "ledgr" in said.message
    assert "delay" in said.message
