"""How soon a page of the desk comes when many people are at work at once.

    python benchmarks/desk.py [--people 20] [--seconds 30]

A real ``verbale serve`` with the sample incident, two drafts and one clearance under way; everybody opens a
page at random and reads it for two seconds on average.
"""

import argparse
import http.client
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Thread

REPOSITORY = Path(__file__).parent.parent
sys.path.insert(0, str(REPOSITORY / "tests"))

from at_the_desk import signed_in, staffed  # noqa: E402
from recording import DESK  # noqa: E402
from verbale.web.app import create_desk  # noqa: E402
from verbale.web.safety import SESSION_COOKIE  # noqa: E402

PORT = 8765
PAGES = (
    "/",
    "/incidents/harbour",
    "/incidents/harbour/plan",
    "/incidents/harbour/facts/f-stop",
    "/drafts/public-update.harbour",
    "/drafts/public-holding.harbour/clearance",
    "/drafts/public-holding.harbour/release",
)
READING = 2.0
"""Seconds for which somebody reads a page, on average."""


def prepared(folder: Path) -> str:
    """Records of an office at work; the key of a session."""
    office = staffed(folder)
    mara = signed_in(create_desk(DESK, office), office, "mara")
    mara.post("/incidents", sample="yes")
    for template in ("holding", "update"):
        mara.post("/incidents/harbour/drafts", template=f"public/{template}")
    mara.post("/drafts/public-holding.harbour/send", version=1)
    key = office.keys._begin("mara", "benchmark")
    office.close()
    return key


def opened(key: str, page: str, line: http.client.HTTPConnection) -> float:
    """Seconds until the page has come whole."""
    began = time.perf_counter()
    line.request("GET", page, headers={"Cookie": f"{SESSION_COOKIE}={key}"})
    answer = line.getresponse()
    answer.read()
    if answer.status != 200:
        raise SystemExit(f"{page} answered {answer.status}.")
    return time.perf_counter() - began


def at_work(key: str, until: float, seed: int, came: list[float]) -> None:
    """One person opening pages until the time is over."""
    chance, line = random.Random(seed), http.client.HTTPConnection("127.0.0.1", PORT)
    while time.time() < until:
        came.append(opened(key, chance.choice(PAGES), line))
        time.sleep(chance.random() * 2 * READING)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=30)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        key = prepared(Path(folder))
        server = subprocess.Popen(
            [str(Path(sys.executable).with_name("verbale")), "serve", "--port", str(PORT)],
            env={**os.environ, "VERBALE_DATABASE_URL": f"sqlite:///{folder}/records.db"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert server.stdout is not None
        server.stdout.readline()  # it says where it is once it serves
        time.sleep(2)
        for page in PAGES:
            opened(key, page, http.client.HTTPConnection("127.0.0.1", PORT))
        came: list[float] = []
        until = time.time() + args.seconds
        crowd = [Thread(target=at_work, args=(key, until, n, came)) for n in range(args.people)]
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()
        server.send_signal(signal.SIGINT)
        server.wait(10)
    steps = statistics.quantiles(came, n=20)
    print(f"{len(came)} pages, median {statistics.median(came) * 1000:.0f} ms, p95 {steps[-1] * 1000:.0f} ms")


if __name__ == "__main__":
    main()
