"""The console blocks of a document: what follows ``$ `` is run, and what it prints must stand below it.

``make docs`` writes what the commands print today: ``python tests/console_blocks.py README.md ...``.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def blocks(document: str) -> list[str]:
    """Every console block, without its fences."""
    return BLOCK.findall(document)


def played(block: str) -> str:
    """The block with what its commands print now, run one after another in a folder of their own."""
    commands = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    with tempfile.TemporaryDirectory() as folder:
        for name in ("docs", "templates"):
            Path(folder, name).symlink_to(REPOSITORY / name)
        return "".join(f"$ {command}\n{_printed(command, folder)}" for command in commands)


def _printed(command: str, folder: str) -> str:
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=60,
    )
    return re.sub(r"(?<=[^\n])\Z", "\n", done.stdout)


if __name__ == "__main__":
    for document in map(Path, sys.argv[1:]):
        document.write_text(BLOCK.sub(lambda block: played(block[0]), document.read_text()))
