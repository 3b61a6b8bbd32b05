"""Texts of our own for tests that want many: the benchmark, the passages and the golden statements."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from verbale.resources import templates_folder

REPOSITORY = Path(__file__).parent.parent
SHARE = 3
"""One passage in so many, or these tests would take longer than all others."""


def our_texts() -> list[str]:
    """More than 300 texts, from one sentence to a whole statement."""
    return [*_benchmark(), *_passages(), *_goldens()]


def _lines(folder: str) -> Iterator[dict]:
    for file in sorted((REPOSITORY / "benchmarks" / folder).glob("*.jsonl")):
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def _benchmark() -> Iterator[str]:
    for case in _lines("accuracy/own"):
        if "text" in case:
            yield case["text"]
        else:
            yield f"{case['flagged']['text']} {case['cleared']['text']}"


def _passages() -> Iterator[str]:
    for passage in islice(_lines("reader/sentences"), None, None, SHARE):
        yield " ".join(sentence["text"] for sentence in passage["sentences"])


def _goldens() -> Iterator[str]:
    for golden in sorted(templates_folder().rglob("golden*.md")):
        yield golden.read_text(encoding="utf-8")
