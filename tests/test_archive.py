"""An archive is linted once, in order, with the same results however it is run."""

import gzip
import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from click.testing import Result

from verbale.archive.tally import LEVELS
from verbale.desk import Desk

Run = Callable[..., Result]

SPOKEN = [
    "Orsk carried out the attack on our port. We condemn it in the strongest terms.",
    "At this stage we have found no evidence that data was accessed.",
    "Russia was behind the intrusion, and no customer data was ever at risk.",
    "The ferry timetable for May is on our website.",
    "According to two vendors, a group linked to China may have been involved in the breach.",
]


def statements(count: int) -> list[dict[str, str]]:
    return [
        {
            "id": f"s{n}",
            "date": f"20{10 + n % 9}-0{1 + n % 9}-15",
            "issuer": ("Ministry", "Port of Velmara", "CERT-NO")[n % 3],
            "title": f"Statement {n}",
            "body": f"This is statement {n}. {SPOKEN[n % 5]} {SPOKEN[(n // 5) % 5]}\n\n"
            + "Work goes on. " * 40,
        }
        for n in range(count)
    ]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBALE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "statements.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in statements(60)))
    return file


def rows(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text().splitlines()]


def lint(verbale: Run, source: Path, out: Path, *options: object) -> Path:
    result = verbale("archive", "lint", source, "--out", out, "--text-column", "body", *options)
    assert result.exit_code == 0, result.output
    return out


def test_findings_stand_in_the_order_of_records_and_places(
    verbale: Run, source: Path, tmp_path: Path
) -> None:
    found = rows(lint(verbale, source, tmp_path / "out", "--jobs", 1) / "findings.jsonl")
    assert found
    assert found == sorted(found, key=lambda row: (row["record"], row["start"], row["end"], row["rule"]))


def test_findings_are_those_of_the_desk_by_rules_alone(verbale: Run, source: Path, tmp_path: Path) -> None:
    found = rows(lint(verbale, source, tmp_path / "out", "--jobs", 1) / "findings.jsonl")
    desk = Desk(trained_reader=False)
    expected = [
        (f"s{n}", finding.rule, finding.span.start, finding.span.end, finding.message, finding.severity.value)
        for n, one in enumerate(statements(60))
        for finding in desk.lint(one["body"])
    ]
    told = [(r["id"], r["rule"], r["start"], r["end"], r["message"], r["severity"]) for r in found]
    assert told == expected


@pytest.mark.parametrize("options", [["--jobs", 2], ["--no-cache"], ["--exhaustive"], []])
def test_any_way_of_running_gives_the_same_bytes(
    verbale: Run, source: Path, tmp_path: Path, options: list[object]
) -> None:
    plain = lint(verbale, source, tmp_path / "plain", "--jobs", 1, "--no-cache")
    other = lint(verbale, source, tmp_path / "other", *options)
    for name in ("findings.jsonl", "records.jsonl", "findings.parquet", "report.html"):
        assert (other / name).read_bytes() == (plain / name).read_bytes()


def test_archives_are_read_by_the_rules_alone_unless_told(verbale: Run, source: Path, tmp_path: Path) -> None:
    told = {
        option: (
            lint(verbale, source, tmp_path / option, "--jobs", 1, option) / "findings.jsonl"
        ).read_bytes()
        for option in ("--trained-reader", "--no-trained-reader")
    }
    unless_told = (lint(verbale, source, tmp_path / "out", "--jobs", 1) / "findings.jsonl").read_bytes()
    assert unless_told == told["--no-trained-reader"] != told["--trained-reader"]


def test_a_second_run_reads_what_the_first_kept(
    verbale: Run, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = lint(verbale, source, tmp_path / "first", "--jobs", 1)

    def never(*_: object) -> None:
        raise AssertionError("a known text was linted again")

    monkeypatch.setattr("verbale.archive.local.work", never)
    second = lint(verbale, source, tmp_path / "second", "--jobs", 1)
    assert (second / "findings.jsonl").read_bytes() == (first / "findings.jsonl").read_bytes()


def test_bad_records_are_reported_and_passed_over(verbale: Run, source: Path, tmp_path: Path) -> None:
    with source.open("a") as file:
        file.write('{"id": "x", "body": 7}\nnot json\n' + json.dumps(statements(1)[0]) + "\n")
    out = tmp_path / "out"
    result = verbale("archive", "lint", source, "--out", out, "--text-column", "body", "--jobs", 1)
    assert result.exit_code == 0
    assert "2 records could not be read" in result.output
    assert [row["record"] for row in rows(out / "problems.jsonl")] == [60, 61]
    assert rows(out / "records.jsonl")[-1]["record"] == 62


def test_without_a_text_nothing_is_claimed(verbale: Run, tmp_path: Path) -> None:
    result = verbale("archive", "lint", tmp_path / "nowhere", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "nowhere" in result.output


def test_folders_archives_and_packed_records_are_sources(verbale: Run, tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "a.txt").write_text(SPOKEN[0])
    with zipfile.ZipFile(folder / "b.zip", "w") as archive:
        archive.writestr("inner.md", SPOKEN[2])
    (folder / "c.jsonl.gz").write_bytes(gzip.compress(json.dumps({"body": SPOKEN[4]}).encode()))
    table = pyarrow.table({"body": [SPOKEN[0]], "name": ["row one"]})
    pyarrow.parquet.write_table(table, folder / "d.parquet")
    out = lint(verbale, folder, tmp_path / "out", "--jobs", 1, "--id-column", "name")
    paths = [str(row["path"]) for row in rows(out / "records.jsonl")]
    assert [Path(path).relative_to(folder).parts[0] for path in paths] == [
        "a.txt",
        "b.zip",
        "c.jsonl.gz",
        "d.parquet",
    ]
    assert rows(out / "records.jsonl")[-1]["id"] == "row one"
    assert {row["record"] for row in rows(out / "findings.jsonl")} == {0, 1, 2, 3}


def test_parquet_holds_what_the_lines_hold(verbale: Run, source: Path, tmp_path: Path) -> None:
    out = lint(verbale, source, tmp_path / "out", "--jobs", 1)
    table = pyarrow.parquet.read_table(out / "findings.parquet").to_pylist()
    lines = rows(out / "findings.jsonl")
    assert [{**row, "location": json.loads(row["location"])} for row in table] == lines


def test_a_killed_run_goes_on_and_ends_with_the_same_results(verbale: Run, tmp_path: Path) -> None:
    source = tmp_path / "many.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in statements(2600)))
    whole = lint(verbale, source, tmp_path / "whole", "--jobs", 1, "--no-cache")
    out = tmp_path / "out"
    run = "from verbale.cli import main; main()"
    command = [sys.executable, "-c", run, "archive", "lint", str(source), "--out", str(out)]
    command += ["--text-column", "body", "--jobs", "1", "--no-cache"]
    running = subprocess.Popen(command, env=os.environ)
    while not (out / ".progress.json").exists():
        assert running.poll() is None
    running.send_signal(signal.SIGKILL)
    running.wait()
    done = json.loads((out / ".progress.json").read_text())["read"]
    assert 0 < done < 2600
    told: list[int] = []
    Desk().lint_archive(
        [str(source)], out, jobs=1, cache=False, text_field="body", tell=lambda p: told.append(p.resumed)
    )
    assert told[0] == done
    for name in ("findings.jsonl", "records.jsonl", "report.html"):
        assert (out / name).read_bytes() == (whole / name).read_bytes()


def test_other_texts_are_not_taken_for_those_of_a_killed_run(
    verbale: Run, source: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    lint(verbale, source, out, "--jobs", 1)
    made = json.dumps(
        {"settings": "other", "read": 9, "words": 9, "findings": 9, "problems": 0, "chain": "", "lengths": {}}
    )
    (out / ".progress.json").write_text(made)
    expected = (out / "findings.jsonl").read_bytes()
    assert (lint(verbale, source, out, "--jobs", 1) / "findings.jsonl").read_bytes() == expected


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.counts: dict[str, int] = {}

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.counts[tag] = self.counts.get(tag, 0) + 1
        self.links += [value or "" for name, value in attributes if name in {"src", "href"}]


def test_the_report_opens_without_a_network_and_has_a_table_beside_each_chart(
    verbale: Run, source: Path, tmp_path: Path
) -> None:
    out = lint(verbale, source, tmp_path / "out", "--jobs", 1, "--incident", "our port")
    page = Page()
    text = (out / "report.html").read_text()
    page.feed(text)
    assert not page.links
    assert "url(" not in text
    assert page.counts["figure"] == 5
    assert page.counts["table"] == page.counts["figure"] + 2
    for shown in ("2010", "Port of Velmara", "attribution", "blame/asserted-attribution", "our port"):
        assert shown in text


def test_names_in_the_report_cannot_act(verbale: Run, tmp_path: Path) -> None:
    source = tmp_path / "hostile.jsonl"
    hostile = {
        "title": "<script>alert(1)</script>",
        "issuer": '"><img src=x>',
        "body": SPOKEN[0] + " word" * 200,
    }
    source.write_text(json.dumps(hostile))
    text = (lint(verbale, source, tmp_path / "out", "--jobs", 1) / "report.html").read_text()
    assert "<script" not in text
    assert "<img" not in text


def test_every_level_of_certainty_is_of_a_rule_that_exists() -> None:
    assert set(LEVELS) <= {card.id for card in Desk().rules()}
