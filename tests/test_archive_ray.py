"""Ray runs the same work: two workers of a cluster on this machine give the bytes of a local run."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from test_archive import rows, statements

ray = pytest.importorskip("ray")


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=200 * 1024**2)
    yield
    ray.shutdown()


def test_two_workers_give_the_same_bytes_as_a_local_run(
    cluster: None,
    verbale: Callable[..., Result],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("VERBALE_CACHE", str(tmp_path / "cache"))
    source = tmp_path / "statements.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in statements(1400)))
    for name, options in (("local", ["--jobs", 1]), ("ray", ["--jobs", 2, "--engine", "ray"])):
        out = tmp_path / name
        result = verbale(
            "archive", "lint", source, "--out", out, "--text-column", "body", "--no-cache", *options
        )
        assert result.exit_code == 0, result.output
    assert rows(tmp_path / "ray" / "findings.jsonl")
    for name in ("findings.jsonl", "records.jsonl", "findings.parquet", "report.html"):
        assert (tmp_path / "ray" / name).read_bytes() == (tmp_path / "local" / name).read_bytes()
