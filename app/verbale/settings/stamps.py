"""Whether files have changed since they were read."""

import os
from collections.abc import Iterable

Stamps = dict[str, tuple[int, int, int]]


def stamps(files: Iterable[str]) -> Stamps:
    """When each file was changed, how long it is and which it is; without those that are not there."""
    found: Stamps = {}
    for file in files:
        try:
            told = os.stat(file)
        except OSError:
            continue
        found[file] = (told.st_mtime_ns, told.st_size, told.st_ino)
    return found
