"""One archive of past statements: how far it has come, and the process that lints it."""

import importlib
import json
import multiprocessing
import os
import signal
import sys
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from verbale.desk import Desk
from verbale.model.errors import UserError
from verbale.web import limits

if TYPE_CHECKING:
    from verbale.archive import Progress

fcntl = importlib.import_module("fcntl") if os.name == "posix" else None
FAULT = "Verbale failed on this archive. Please report it, without the texts."


class Stand(StrEnum):
    """Where an archive stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class PastRun(BaseModel):
    """How far an archive has come, as the file ``run.json`` in its folder keeps it.

    ``total`` counts texts with those that cannot be read, and is None until they are counted; ``said`` is
    why it failed.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    by: str
    sent_at: datetime
    files: int
    incident: str = ""
    stand: Stand = Stand.WAITING
    total: int | None = None
    read: int = 0
    problems: int = 0
    words: int = 0
    findings: int = 0
    said: str = ""

    @property
    def going_on(self) -> bool:
        """True until it is done or has failed."""
        return self.stand in (Stand.WAITING, Stand.RUNNING)

    def write(self, folder: Path) -> None:
        """Keeps it, whole or not at all."""
        fresh = folder / "run.json.new"
        fresh.write_text(self.model_dump_json(), encoding="utf-8")
        fresh.replace(folder / "run.json")

    def after(self, progress: "Progress") -> "PastRun":
        """The same, so much further."""
        return self.model_copy(
            update={
                "read": progress.records + progress.problems,
                "problems": progress.problems,
                "words": progress.words,
                "findings": progress.findings,
            }
        )

    def problems_told(self, folder: Path) -> tuple[str, ...]:
        """Why what could not be read could not be, cut where no person reads on."""
        with suppress(OSError), (folder / "results" / "problems.jsonl").open(encoding="utf-8") as lines:
            return tuple(json.loads(line)["problem"] for line in islice(lines, limits.PROBLEMS))
        return ()


def lint_past(folder: Path, house: Path | None) -> None:
    """Lints the archive in ``folder``, in a process of its own that ends with the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the desk, which goes on with this later
    with suppress(OSError, AttributeError):
        os.nice(10)
    with (folder / "lock").open("w") as held:
        if fcntl is not None:
            fcntl.flock(held, fcntl.LOCK_EX)  # another desk may be at it, on the same records
        run = PastRun.model_validate_json((folder / "run.json").read_bytes())
        if run.going_on:
            _go_on(run, folder, house)


def _go_on(run: PastRun, folder: Path, house: Path | None) -> None:
    try:
        _lint(run, folder, Desk(house=house))
    except UserError as error:
        run.model_copy(update={"stand": Stand.FAILED, "said": str(error)}).write(folder)
    except Exception:  # its message may quote a text, so that it is neither kept nor logged
        run.model_copy(update={"stand": Stand.FAILED, "said": FAULT}).write(folder)


def _lint(run: PastRun, folder: Path, desk: Desk) -> None:
    texts = [str(path) for path in sorted((folder / "texts").iterdir())]
    run = run.model_copy(update={"stand": Stand.RUNNING, "total": desk.count_archive(texts)})
    run.write(folder)

    def tell(progress: "Progress") -> None:
        run.after(progress).write(folder)
        parent = multiprocessing.parent_process()
        if parent is not None and not parent.is_alive():
            sys.exit()

    summary = desk.lint_archive(
        texts,
        folder / "results",
        jobs=1,
        cache=False,  # what is thrown away is to be gone
        incident=run.incident or None,
        below=folder / "texts",
        tell=tell,
    )
    run.after(summary.progress).model_copy(update={"stand": Stand.DONE}).write(folder)
