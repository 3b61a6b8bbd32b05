"""The engine of a cluster: the same work, spread by Ray Data over the cluster that Ray is connected to."""

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from logging import WARNING
from typing import Any

from verbale.archive.statement import MakeLinter
from verbale.archive.work import Batch, work
from verbale.model.errors import UserError

WINDOW = 400
"""Batches that are handed to Ray at once: its workers start for each window, and its store holds one."""


class Worker:
    """One of Ray's processes; builds its linter once and lints batch after batch."""

    def __init__(self, make: MakeLinter) -> None:
        self._linter = make()

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """A row's number with what was found in its texts."""
        return {"number": row["number"], "found": work(self._linter, list(row["texts"]))}


def over_ray(batches: Iterable[Batch], *, make: MakeLinter, jobs: int) -> Iterator[Batch]:
    """Lints with ``jobs`` workers of a Ray cluster, an existing one where RAY_ADDRESS names it.

    Raises UserError when Ray is not installed.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing leaves the machine unasked
    try:
        import ray
        import ray.data
    except ImportError:
        raise UserError('The engine "ray" needs Ray. Run: pip install "verbale[ray]"') from None
    if not ray.is_initialized():
        ray.init(log_to_driver=False, logging_level=WARNING)
    ray.data.DataContext.get_current().enable_progress_bars = False
    remaining = iter(batches)
    while window := list(islice(remaining, WINDOW)):
        rows = [{"number": number, "texts": texts} for number, texts in enumerate(window) if texts]
        found: dict[int, Batch] = {}
        if rows:
            linted = ray.data.from_items(rows, override_num_blocks=len(rows)).map(
                Worker,  # type: ignore[arg-type]
                fn_constructor_kwargs={"make": make},
                compute=ray.data.ActorPoolStrategy(size=jobs),
            )
            found = {row["number"]: list(row["found"]) for row in linted.iter_rows()}
        yield from (found.get(number, []) for number in range(len(window)))
