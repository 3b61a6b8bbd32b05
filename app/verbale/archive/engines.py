"""The engines by name."""

import os
from functools import partial

from verbale.archive.local import local
from verbale.archive.ray import over_ray
from verbale.archive.statement import MakeLinter
from verbale.archive.work import Engine

ENGINES = {"local": local, "ray": over_ray}


def engine_named(name: str, *, make: MakeLinter, jobs: int | None = None) -> Engine:
    """An engine of ENGINES that lints with ``jobs`` processes, one for each core unless given."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return partial(ENGINES[name], make=make, jobs=jobs or cores)
