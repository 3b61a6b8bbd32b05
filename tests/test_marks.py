"""The sentences of real records that we marked by reading: ids and offsets, never the words themselves."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from verbale.model.span import Span

ROOT = Path(__file__).parent.parent
MARKS = ROOT / "benchmarks" / "reader" / "marks"
FAMILIES = {"attribution", "blame", "certainty", "escalation", "alarm"}
READ = {"eurepoc": "description", "statements": "text"}
"""The field of a corpus's records that was read."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one record that was read, and the spans marked in it, counted in the whole record."""

    corpus: str
    record: str
    field: str
    span: Span
    marks: tuple[tuple[str, Span], ...]


@cache
def passages() -> tuple[Passage, ...]:
    return tuple(_load())


def _load() -> Iterator[Passage]:
    for file in sorted(MARKS.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert row.keys() == {"corpus", "id", "field", "from", "to", "marks"}
            assert all(mark.keys() == {"family", "start", "end"} for mark in row["marks"])
            marks = tuple((mark["family"], Span(mark["start"], mark["end"])) for mark in row["marks"])
            yield Passage(row["corpus"], row["id"], row["field"], Span(row["from"], row["to"]), marks)


def test_every_mark_names_a_family_and_lies_in_its_passage() -> None:
    strays = [
        (passage.record, family, span)
        for passage in passages()
        for family, span in passage.marks
        if family not in FAMILIES
        or not passage.span.start <= span.start < span.end <= passage.span.end
        or READ[passage.corpus] != passage.field
    ]
    assert strays == []


def test_no_passage_is_marked_twice() -> None:
    counts = Counter((passage.corpus, passage.record, passage.span.start) for passage in passages())
    assert [place for place, count in counts.items() if count > 1] == []


def test_no_mark_is_made_twice() -> None:
    twice = [p.record for p in passages() if len(set(p.marks)) != len(p.marks)]
    assert twice == []
