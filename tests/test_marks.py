"""The sentences of real records that we marked by reading: ids and offsets, never the words themselves."""

import json
import lzma
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from verbale.lint.sentences import cut
from verbale.model.span import Span

ROOT = Path(__file__).parent.parent
MARKS = ROOT / "benchmarks" / "reader" / "marks"
SHARED = ROOT.parent / "shared"
FAMILIES = {"attribution", "blame", "certainty", "escalation", "alarm"}
CORPORA = {  # name: (file under the shared folder, field that identifies a record, field that was read)
    "eurepoc": ("incidents/eurepoc.jsonl.xz", "ID", "description"),
    "statements": ("corpus/statements.jsonl.xz", "id", "text"),
}

beside_the_corpora = pytest.mark.skipif(
    not (SHARED / "corpus").is_dir(), reason="the corpora are not part of the repository"
)


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


@cache
def texts(corpus: str) -> dict[str, str]:
    file, key, field = CORPORA[corpus]
    with lzma.open(SHARED / file, "rt", encoding="utf-8") as lines:
        return {record[key]: record[field] for record in map(json.loads, lines)}


def _outside_a_sentence(passage: Passage) -> list[tuple[str, str, Span]]:
    text = texts(passage.corpus)[passage.record][: passage.span.end]
    sentences = [
        Span(passage.span.start + one.span.start, passage.span.start + one.span.end)
        for one in cut(text[passage.span.start :])
    ]
    return [
        (passage.record, family, span)
        for family, span in passage.marks
        if not any(one.start <= span.start and span.end <= one.end for one in sentences)
        or text[span.start : span.end] != text[span.start : span.end].strip()
    ]


def test_every_mark_names_a_family_and_lies_in_its_passage() -> None:
    strays = [
        (passage.record, family, span)
        for passage in passages()
        for family, span in passage.marks
        if family not in FAMILIES
        or not passage.span.start <= span.start < span.end <= passage.span.end
        or CORPORA[passage.corpus][2] != passage.field
    ]
    assert strays == []


def test_no_passage_is_marked_twice() -> None:
    counts = Counter((passage.corpus, passage.record, passage.span.start) for passage in passages())
    assert [place for place, count in counts.items() if count > 1] == []


def test_no_mark_is_made_twice() -> None:
    twice = [p.record for p in passages() if len(set(p.marks)) != len(p.marks)]
    assert twice == []


@beside_the_corpora
def test_every_mark_stands_in_one_sentence_of_its_record() -> None:
    assert [stray for passage in passages() for stray in _outside_a_sentence(passage)] == []
