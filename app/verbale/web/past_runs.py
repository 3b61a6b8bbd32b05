"""Past statements that somebody sent to be checked: kept in a folder each, linted one archive at a time."""

import multiprocessing
import re
import secrets
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path, PurePosixPath
from queue import SimpleQueue
from threading import Lock, Thread

from werkzeug.datastructures import FileStorage

from verbale.archive.tally import Tally, tally
from verbale.desk import Desk
from verbale.model.errors import UserError
from verbale.records.errors import NotFoundError
from verbale.web import limits
from verbale.web.past_run import PastRun, Stand, lint_past

NAME = 100
"""Characters of a file's name that are kept, its end with the kind first."""
_ID = re.compile(r"[0-9a-f]{16}")
_STRANGE = re.compile(r"[^\w. ()-]+")
ENDED = "Checking was ended from outside, perhaps for want of memory. Send the texts again, fewer at once."
RESULTS = {
    "report.html": "text/html",
    "findings.jsonl": "application/jsonl",
    "records.jsonl": "application/jsonl",
}


class PastRuns:
    """The archives under ``folder``, one a folder with its texts, its results and how far it has come.

    What an earlier process left unfinished is gone on with. Linting has a process of its own, so that
    the pages stay as fast as they were.
    """

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._house = desk.house
        self._folder = folder
        self._waiting: SimpleQueue[str] = SimpleQueue()
        self._lock = Lock()
        self._working: tuple[str, BaseProcess] | None = None
        self._thread: Thread | None = None
        for run in reversed(self.all()):
            if run.going_on:
                self._begin(run.id)

    def all(self) -> tuple[PastRun, ...]:
        """Every archive, the one sent last first."""
        files = self._folder.glob("*/run.json")
        runs = [PastRun.model_validate_json(file.read_bytes()) for file in files]
        return tuple(sorted(runs, key=lambda run: run.sent_at, reverse=True))

    def get(self, id: str) -> PastRun:
        """The archive with this id; NotFoundError when there is none."""
        try:
            return PastRun.model_validate_json((self._of(id) / "run.json").read_bytes())
        except OSError:
            raise NotFoundError("There is no such archive. Choose one from the list.") from None

    def add(self, files: Iterable[FileStorage], *, by: str, title: str = "", incident: str = "") -> PastRun:
        """Keeps what was sent and begins to lint it as soon as those before it are done."""
        chosen = [file for file in files if file.filename]
        if not chosen:
            raise UserError("Nothing was chosen. Choose texts, office files, PDFs or a zip of them.")
        if len(self.all()) >= limits.PAST_KEPT:
            raise UserError(f"The desk keeps {limits.PAST_KEPT} archives. Throw one away first.")
        id = secrets.token_hex(8)
        texts = self._of(id) / "texts"
        texts.mkdir(parents=True, mode=0o700)
        for file in chosen:
            file.save(_free(texts, _safe(file.filename or "")))
        first = _safe(chosen[0].filename or "")
        named = title.strip() or (first if len(chosen) == 1 else f"{first} and {len(chosen) - 1} more")
        run = PastRun(
            id=id,
            title=named[:200],
            by=by,
            sent_at=datetime.now(UTC),
            files=len(chosen),
            incident=incident.strip()[:200],
        )
        run.write(self._of(id))
        self._begin(id)
        return run

    def remove(self, id: str) -> None:
        """Throws an archive away, with its texts and results; ends the work on it."""
        self.get(id)
        with self._lock:
            if self._working and self._working[0] == id:
                self._working[1].kill()
                self._working[1].join()
            shutil.rmtree(self._of(id))

    def tally(self, id: str) -> Tally:
        """What the report of an archive that is done counts."""
        return tally(self._of(id) / "results", incident=self.get(id).incident or None)

    def problems(self, id: str) -> tuple[str, ...]:
        """Why what could not be read could not be, as far as a page shows it."""
        return self.get(id).problems_told(self._of(id))

    def result(self, id: str, name: str) -> Path:
        """A file of results of RESULTS."""
        file = self._of(id) / "results" / name
        if self.get(id).stand is not Stand.DONE or name not in RESULTS or not file.is_file():
            raise NotFoundError(f"There is no such file of results. Choose one of: {', '.join(RESULTS)}.")
        return file

    def _of(self, id: str) -> Path:
        if not _ID.fullmatch(id):
            raise NotFoundError("There is no such archive. Choose one from the list.")
        return self._folder / id

    def _begin(self, id: str) -> None:
        self._waiting.put(id)
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._work, name="past statements", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        while True:
            self._lint(self._waiting.get())

    def _lint(self, id: str) -> None:
        folder = self._of(id)
        with self._lock:
            if not folder.exists():
                return
            process = multiprocessing.get_context("spawn").Process(
                target=lint_past, args=(folder, self._house), daemon=True
            )
            process.start()
            self._working = id, process
        process.join()
        with self._lock:
            self._working = None
            if process.exitcode and folder.exists() and (run := self.get(id)).going_on:
                run.model_copy(update={"stand": Stand.FAILED, "said": ENDED}).write(folder)


def _safe(name: str) -> str:
    """A file's name without folders and without anything that a file system or a page could stumble over."""
    bare = _STRANGE.sub("_", PurePosixPath(name.replace("\\", "/")).name).lstrip(". ")
    return bare[-NAME:] or "unnamed"


def _free(folder: Path, name: str) -> Path:
    """A path in ``folder`` that nothing has yet."""
    path, count = folder / name, 1
    while path.exists():
        count += 1
        path = folder / f"{count} {name}"
    return path
