"""What docs/deploying.md and its examples say holds: options, the unit, the container, the proxy."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import REPOSITORY
from recording import new_database
from verbale.cli.serve import serve

EXAMPLES = REPOSITORY / "docs" / "examples"
UNIT = (EXAMPLES / "verbale.service").read_text()
CONTAINER = (EXAMPLES / "Containerfile").read_text()
PAGE = (REPOSITORY / "docs" / "deploying.md").read_text()


def test_the_options_of_unit_and_container_are_those_of_the_command() -> None:
    unit = re.search(r"^ExecStart=\S+/verbale serve (.*)$", UNIT, re.MULTILINE)
    entry, given = (
        json.loads(found) for found in re.findall(r"^(?:ENTRYPOINT|CMD) (\[.*\])$", CONTAINER, re.M)
    )
    assert unit
    assert entry == ["verbale", "serve"]
    for options in (shlex.split(unit[1]), given):
        serve.make_context("serve", options)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    here = tmp_path / "verbale.service"
    program = str(Path(sys.executable).parent / "verbale")
    here.write_text(UNIT.replace("/opt/verbale/bin/verbale", program))
    checked = subprocess.run(["systemd-analyze", "verify", here], capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_container_takes_its_builder_from_the_lock_by_hash(tmp_path: Path) -> None:
    command = re.search(r"awk .*? requirements.lock", CONTAINER)
    assert command
    taken = subprocess.run(
        ["bash", "-c", command[0]], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout
    assert re.match(r"uv==\S+ \\\n( +--hash=sha256:\w+( \\)?\n)+$", taken)


def test_every_example_that_the_page_names_is_there() -> None:
    named = re.findall(r"\((examples/[^)]+)\)", PAGE)
    assert {"examples/verbale.service", "examples/Containerfile", "examples/nginx.conf"} <= set(named)
    assert [name for name in named if not (REPOSITORY / "docs" / name).is_file()] == []


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A desk on a PostgreSQL server, told that a proxy is before it: its address and the first link."""
    with new_database("postgresql", tmp_path, request) as url:
        given = {
            "VERBALE_DATABASE_URL": url.replace("postgresql://", "postgresql+psycopg://"),
            "XDG_DATA_HOME": str(tmp_path),
        }
        options = ["--port", "0", "--proxy", "127.0.0.1", "--name", "desk.example"]
        with subprocess.Popen(
            [Path(sys.executable).parent / "verbale", "serve", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | given | {"PYTHONUNBUFFERED": "1"},
        ) as running:
            assert running.stdout is not None
            said = "".join(running.stdout.readline() for _ in range(3))
            try:
                yield re.findall(r"http://127\S+", said)[0].rstrip("/"), said
            finally:
                running.terminate()  # as systemd does
                assert running.wait(20) in (0, -15)


def test_a_desk_on_postgresql_answers_its_proxy_and_nobody_else(desk: tuple[str, str]) -> None:
    address, said = desk
    assert "https://desk.example/first/" in said
    proxied = {
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "desk.example",
        "X-Forwarded-For": "192.0.2.7",
    }
    asked = urllib.request.Request(f"{address}/sign-in", headers=proxied)
    with urllib.request.urlopen(asked) as page:
        assert "Secure" in page.headers["Set-Cookie"]
    with urllib.request.urlopen(f"{address}/healthz") as page:
        assert page.read() == b"well\n"
    with urllib.request.urlopen(f"{address}/metrics") as page:
        assert b"verbale_incidents 0\n" in page.read()
    stranger = urllib.request.Request(f"{address}/sign-in", headers={"Host": "desk.elsewhere.example"})
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(stranger)
