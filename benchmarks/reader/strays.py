"""Marks on the corpora that do not stand in one sentence of their record.

    python benchmarks/reader/strays.py SHARED_FOLDER

The corpora are no part of the repository, so this is a command and not a test: run it after marking more.
"""

import sys
from pathlib import Path

from marked import read_passages


def main() -> None:
    """Names every stray; the exit status is 1 when there are any."""
    strays = [
        f"{passage.name}: {family} {start}-{end}"
        for passage in read_passages(Path(sys.argv[1]))
        for family, start, end in passage.marks
        if not any(first <= start and end <= last for first, last in passage.sentences)
    ]
    print(*strays, f"{len(strays)} marks stand in no one sentence.", sep="\n")
    sys.exit(bool(strays))


if __name__ == "__main__":
    main()
