"""``--watch``: texts are checked again whenever they are saved, by a linter that stays warm."""

import signal
import time
from collections.abc import Callable, Sequence
from datetime import datetime

import click

from verbale.cli import complain
from verbale.cli.linting import Linting
from verbale.model.errors import UserError
from verbale.read.folders import files_meant
from verbale.report import visible
from verbale.settings import Stamps, stamps

INTERVAL = 0.3
"""Seconds between two looks at the files."""
SETTLED = 0.05
"""Seconds for which a file must stay as it is, so that no half of a saved text is checked."""


def watch(begin: Callable[[], Linting], paths: Sequence[str]) -> None:
    """Check all, then whatever is saved, until Ctrl-C.

    ``begin`` reads the settings; when one of the files that they rest on has changed, it is called again and
    all is checked anew. Looking at every file a few times a second also works on shared and network drives,
    from which the system's own notices of changes do not arrive.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job would ignore it
    while True:
        linting = begin()
        ready = _tried(linting.checking.prepare, _files(paths))
        texts = stamps(_files(paths))
        settings = stamps(linting.checking.rests_on(texts))
        if ready:
            _tried(linting.report, paths)
        click.echo(f"Watching {_counted(len(texts))}; Ctrl-C ends it.", err=True)
        while stamps(linting.checking.rests_on(texts)) == settings:
            time.sleep(INTERVAL)
            before, texts = texts, _next(texts, paths)
            saved = [file for file, state in texts.items() if before.get(file) != state]
            if saved and ready:
                _again(linting, saved)


def _again(linting: Linting, saved: list[str]) -> None:
    linting.checking.sieve = linting.checking.sieve.fresh()
    click.echo(f"\n{datetime.now():%H:%M:%S} {', '.join(map(visible, saved))}", err=True)
    _tried(linting.report, saved)


def _tried(step: Callable[[Sequence[str]], None], paths: Sequence[str]) -> bool:
    """True when the step could be done; what keeps it from being done is said, and may be mended."""
    try:
        step(paths)
    except UserError as problem:
        complain(problem)
        return False
    return True


def _files(paths: Sequence[str]) -> list[str]:
    return list(files_meant(paths))


def _next(texts: Stamps, paths: Sequence[str]) -> Stamps:
    """The state of the files now; where it differs, once it has settled."""
    now = stamps(_files(paths))
    before = texts
    while now != before:
        time.sleep(SETTLED)
        before, now = now, stamps(_files(paths))
    return now


def _counted(files: int) -> str:
    return "1 file" if files == 1 else f"{files} files"
