"""The engine of one machine: processes that start once and lint batch after batch."""

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from verbale.archive.statement import Linter, MakeLinter
from verbale.archive.work import Batch, work
from verbale.model.errors import UserError

AHEAD = 3
"""Batches on their way for each process: enough to keep all busy, few enough for flat memory."""

_linter: Linter | None = None


def local(batches: Iterable[Batch], *, make: MakeLinter, jobs: int) -> Iterator[Batch]:
    """Lints with ``jobs`` processes, in this one when it is one; none starts before a text needs it."""
    if jobs == 1:
        yield from _here(batches, make)
        return
    waiting: deque[Future[Batch]] = deque()
    pool: ProcessPoolExecutor | None = None
    try:
        for batch in batches:
            if batch and pool is None:
                pool = _pool(make, jobs)
            waiting.append(pool.submit(_work, batch) if batch and pool is not None else _nothing())
            if len(waiting) >= AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        raise UserError(
            "A worker process was ended from outside, perhaps for want of memory. "
            "Run the same command again to go on where it stopped, with fewer --jobs."
        ) from None
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


def _here(batches: Iterable[Batch], make: MakeLinter) -> Iterator[Batch]:
    linter: Linter | None = None
    for batch in batches:
        if batch and linter is None:
            linter = make()
        yield work(linter, batch) if batch and linter is not None else []


def _pool(make: MakeLinter, jobs: int) -> ProcessPoolExecutor:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one thread for each process, set before it starts
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=spawn, initializer=_start, initargs=(make,))


def _start(make: MakeLinter) -> None:
    global _linter
    _linter = make()


def _work(batch: Batch) -> Batch:
    assert _linter is not None
    return work(_linter, batch)


def _nothing() -> Future[Batch]:
    done: Future[Batch] = Future()
    done.set_result([])
    return done
