"""The server's table of answers: what an editor says or asks, and what is done about it."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from verbale import __version__
from verbale.lsp.answers import actions, hover
from verbale.lsp.checked import Checked
from verbale.lsp.checks import Checks
from verbale.lsp.houses import Houses
from verbale.lsp.options import Options, read_options
from verbale.model.errors import UserError
from verbale.resources import lexicons_folder

FAULT = "Verbale failed to check a text. This is a fault in Verbale; please report it: {kind}."
KINDS = [lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.RefactorRewrite]


class Server(LanguageServer):
    """A language server over one desk; made ready by the editor's first words."""

    checks: Checks

    def __init__(self) -> None:
        # Whole texts, not changes: pygls splits lines at form feeds and the like, where the protocol does
        # not, and would lose its place. A statement is a few kilobytes.
        super().__init__("verbale", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Says what kind of fault it was and not its message, which may quote a draft."""
        self.say(FAULT.format(kind=type(error).__name__), lsp.MessageType.Error)

    def say(self, words: str, kind: lsp.MessageType) -> None:
        """A message for the person at the editor."""
        self.window_show_message(lsp.ShowMessageParams(kind, words))

    def publish(self, uri: str, checked: Checked) -> None:
        """The findings of one version of a text."""
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri, checked.diagnostics, checked.version)
        )


def initialize(server: Server, params: lsp.InitializeParams) -> None:
    """Reads the options; where they are wrong, says so and goes on without them."""
    try:
        options = read_options(params.initialization_options)
    except UserError as problem:
        server.say(str(problem), lsp.MessageType.Error)
        options = Options()
    server.checks = Checks(
        Houses(options),
        server.workspace,
        pages=options.pages or lexicons_folder().as_uri() + "/{rule}.toml",
        delay=options.delay,
        tell=server.publish,
    )


async def opened(server: Server, params: lsp.DidOpenTextDocumentParams) -> None:
    """A text is checked as soon as it is opened."""
    await server.checks.anew(params.text_document.uri)


async def changed(server: Server, params: lsp.DidChangeTextDocumentParams) -> None:
    """A text is checked when its writer rests."""
    server.checks.soon(params.text_document.uri)


async def saved(server: Server, params: lsp.DidSaveTextDocumentParams) -> None:
    """The ledger or the settings may have changed with the text, or be the file that was saved."""
    await server.checks.all_anew()


async def watched(server: Server, params: lsp.DidChangeWatchedFilesParams) -> None:
    """A file changed that texts are checked by."""
    await server.checks.all_anew()


def closed(server: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    """Nothing is said any more of a text that is closed."""
    server.checks.forget(params.text_document.uri)
    server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(params.text_document.uri, []))


async def hovered(server: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    """Why the words under the cursor were found."""
    checked = await server.checks.now(params.text_document.uri)
    return hover(checked.at(lsp.Range(params.position, params.position)), markdown=_reads_markdown(server))


async def offered(server: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """What could stand in place of the words that are selected."""
    uri = params.text_document.uri
    checked = await server.checks.now(uri)
    found = checked.at(params.range)
    return actions(
        uri, checked, found, versioned=_takes_versions(server), only=tuple(params.context.only or ())
    )


ANSWERS: dict[str, tuple[Callable[..., Any], Any]] = {
    lsp.INITIALIZE: (initialize, None),
    lsp.TEXT_DOCUMENT_DID_OPEN: (opened, None),
    lsp.TEXT_DOCUMENT_DID_CHANGE: (changed, None),
    lsp.TEXT_DOCUMENT_DID_SAVE: (saved, None),
    lsp.TEXT_DOCUMENT_DID_CLOSE: (closed, None),
    lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES: (watched, None),
    lsp.TEXT_DOCUMENT_HOVER: (hovered, None),
    lsp.TEXT_DOCUMENT_CODE_ACTION: (offered, lsp.CodeActionOptions(code_action_kinds=KINDS)),
}


def make_server() -> Server:
    """A server with every answer of ANSWERS."""
    server = Server()
    for asked, (answer, options) in ANSWERS.items():
        server.feature(asked, options)(answer)
    return server


def serve() -> None:
    """Answers an editor on standard input and output until it says that it ends."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # its log quotes what it is sent, drafts included
    with suppress(asyncio.CancelledError):
        make_server().start_io()


def _reads_markdown(server: Server) -> bool:
    about = server.client_capabilities.text_document
    formats = about.hover.content_format if about and about.hover else None
    return lsp.MarkupKind.Markdown in (formats or ())


def _takes_versions(server: Server) -> bool:
    about = server.client_capabilities.workspace
    return bool(about and about.workspace_edit and about.workspace_edit.document_changes)
