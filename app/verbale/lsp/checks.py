"""Checks of open texts: the newest version of each, soon after the last key, one at a time."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote

from pygls.uris import to_fs_path
from pygls.workspace import TextDocument, Workspace

from verbale.lsp.checked import Checked, pages_of, shown
from verbale.lsp.houses import Houses

Tell = Callable[[str, Checked], None]
MILLISECONDS = 1000
NOTHING = Checked("", None, ())


class Checks:
    """What is known of each open text. ``tell`` hears of every new result, by the text's URI.

    ``pages`` is the address of a rule's page with ``{rule}`` in it.
    """

    def __init__(
        self,
        houses: Houses,
        workspace: Workspace,
        *,
        pages: str,
        delay: int,
        tell: Tell,
    ) -> None:
        self._houses = houses
        self._workspace = workspace
        self._pages = pages
        self._delay = delay / MILLISECONDS
        self._tell = tell
        self._known: dict[str, Checked] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._turn = ThreadPoolExecutor(1)  # reading takes a whole processor; keys are heard meanwhile

    def soon(self, uri: str) -> None:
        """Check the text once nobody has written in it for the delay."""
        self._let_go(uri)
        self._waiting[uri] = asyncio.create_task(self._after_a_rest(uri))

    async def now(self, uri: str) -> Checked:
        """What there is to say of the text as it stands."""
        document, known = self._open(uri), self._known.get(uri)
        if document is not None and (known is None or known.text != document.source):
            await self.anew(uri)
        return self._known.get(uri, NOTHING)

    async def anew(self, uri: str) -> None:
        """Check the text, also when it is unchanged, and tell."""
        self._let_go(uri)
        loop = asyncio.get_running_loop()
        while document := self._open(uri):
            text, version = document.source, document.version
            checked = await loop.run_in_executor(self._turn, self._checked, uri, text, version)
            if self._open(uri) is document and document.source == text:
                self._known[uri] = checked
                self._tell(uri, checked)
                return

    async def all_anew(self) -> None:
        """Check every open text, because what it is checked by may have changed."""
        self._turn.submit(self._houses.look_again)
        for document in list(self._workspace.text_documents.values()):
            await self.anew(document.uri)

    def forget(self, uri: str) -> None:
        """The text was closed."""
        self._let_go(uri)
        self._known.pop(uri, None)

    def _open(self, uri: str) -> TextDocument | None:
        # The workspace files texts by their URI with its escapes undone.
        found: TextDocument | None = self._workspace.text_documents.get(unquote(uri))
        return found

    def _let_go(self, uri: str) -> None:
        task = self._waiting.pop(uri, None)
        if task is not None and task is not asyncio.current_task():
            task.cancel()

    async def _after_a_rest(self, uri: str) -> None:
        await asyncio.sleep(self._delay)
        self._waiting.pop(uri, None)  # from here on it is not cancelled, but checks what is newest
        await self.anew(uri)

    def _checked(self, uri: str, text: str, version: int | None) -> Checked:
        told = self._houses.answer(_path(uri), text)
        encoding = str(self._workspace.position_encoding or "utf-16")
        found = shown(text, told.findings, pages_of(told.cards, self._pages), encoding)
        return Checked(text, version, found, told.problem)


def _path(uri: str) -> Path | None:
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(path) if path else None
