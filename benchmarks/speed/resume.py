"""Kills a run half-way, lets it go on, and compares its results with those of a run that was left alone.

python benchmarks/speed/resume.py STATEMENTS.jsonl
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from measured import REPOSITORY, archive_lint, measured

RESULTS = ("findings.jsonl", "records.jsonl", "findings.parquet", "report.html")


def main() -> None:
    """Runs, kills, goes on and compares."""
    source = Path(sys.argv[1])
    with source.open() as lines:
        half = sum(1 for _ in lines) // 2
    with TemporaryDirectory() as name:
        whole, out = Path(name) / "whole", Path(name) / "out"
        alone = measured(archive_lint(source, whole, "--no-cache", "--jobs", "2"))
        command = archive_lint(source, out, "--no-cache", "--jobs", "2")
        environment = os.environ | {"PYTHONPATH": str(REPOSITORY / "app")}
        running = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
        )
        while _done(out) < half and running.poll() is None:
            time.sleep(0.02)
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        done = _done(out)
        rest = measured(command)
        same = all((out / result).read_bytes() == (whole / result).read_bytes() for result in RESULTS)
        print(f"left alone {alone.seconds:.1f} s; killed after {done:,} of {2 * half:,} records")
        print(f"the rest {rest.seconds:.1f} s; the same results: {same}")


def _done(out: Path) -> int:
    try:
        return int(json.loads((out / ".progress.json").read_text())["read"])
    except OSError:
        return 0


if __name__ == "__main__":
    main()
