"""Running a command with a watch and an eye on its memory."""

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds on the clock and of processor time, and the most memory of any one process, in megabytes.

    Processor time is that of all processes together; other programs on the machine hardly change it.
    """

    seconds: float
    processor: float
    memory: float


def measured(
    command: list[str], *, folder: Path = REPOSITORY, watch: bool = False, strict: bool = True
) -> Measured:
    """Runs a command to its end; with ``watch`` its processes' memory is read ten times a second (Linux).

    ``strict`` says that it must end with 0; other linters end with the number of what they found.
    """
    began, used = time.perf_counter(), _cpu_seconds()
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY / "app")}
    running = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    most = 0.0
    while watch and running.poll() is None:
        most = max([most, *(_memory(process) for process in _family(running.pid))])
        time.sleep(0.1)
    if (ended := running.wait()) < 0 or (strict and ended):
        raise SystemExit(f"{command[:4]} ended with {ended}.")
    return Measured(time.perf_counter() - began, _cpu_seconds() - used, most)


def archive_lint(source: Path, out: Path, *options: str) -> list[str]:
    """The command that lints an archive."""
    program = "from verbale.cli import main; main()"
    return [sys.executable, "-c", program, "archive", "lint", str(source), "--out", str(out), *options]


def texts_of(source: Path) -> list[str]:
    """The texts of a file of JSON Lines, in the field ``text``."""
    with source.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def words_of(texts: list[str]) -> int:
    """Words as all tools are credited with them: what white space parts."""
    return sum(len(text.split()) for text in texts)


def write_texts(file: Path, texts: list[str]) -> Path:
    """A file of JSON Lines with these texts."""
    file.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    return file


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _family(process: int) -> list[int]:
    found = [process]
    for one in found:
        try:
            children = Path(f"/proc/{one}/task/{one}/children").read_text()
        except OSError:
            continue
        found += [int(child) for child in children.split()]
    return found


def _memory(process: int) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    kilobytes = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")]
    return int(kilobytes[0]) / 1024 if kilobytes else 0.0
