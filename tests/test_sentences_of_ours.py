"""The sentences we wrote to measure and to train the linter: marks stand in them, none comes twice."""

import json
from collections import Counter
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
FAMILIES = ("attribution", "blame", "certainty", "escalation", "alarm")
KINDS = ("paraphrase", "near-miss")


def _records(folder: Path) -> list[Any]:
    files = sorted(folder.glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def _own() -> Iterator[Any]:
    for record in _records(BENCHMARKS / "accuracy" / "own"):
        yield from (record["flagged"], record["cleared"]) if record["kind"] == "contrast" else (record,)


def _passages() -> list[Any]:
    return _records(BENCHMARKS / "reader" / "sentences")


def _sentences() -> list[Any]:
    return [sentence for passage in _passages() for sentence in passage["sentences"]]


def test_every_mark_of_a_passage_stands_in_its_sentence() -> None:
    strays = [
        (sentence["text"], mark)
        for sentence in _sentences()
        for mark in sentence["marks"]
        if mark["family"] not in FAMILIES or not mark["text"].strip() or mark["text"] not in sentence["text"]
    ]
    assert strays == []


def test_every_mark_of_our_own_cases_lies_inside_the_text() -> None:
    strays = [
        (case["text"], mark)
        for case in _own()
        for mark in case["marks"]
        if not 0 <= mark["start"] < mark["end"] <= len(case["text"])
    ]
    assert strays == []


def test_the_families_of_our_own_cases_are_those_of_their_marks() -> None:
    unlike = [case for case in _own() if set(case["families"]) != {mark["family"] for mark in case["marks"]}]
    assert unlike == []


def test_each_family_has_twenty_paraphrases_and_twenty_near_misses() -> None:
    counts = Counter((case["for"], case["kind"]) for case in _own() if case.get("kind") in KINDS)
    assert counts == {(family, kind): 20 for family in FAMILIES for kind in KINDS}


def test_no_sentence_comes_twice() -> None:
    counts = Counter(sentence["text"] for sentence in [*_sentences(), *_own()])
    assert [text for text, count in counts.items() if count > 1] == []


def test_no_passage_shares_its_name_with_another() -> None:
    names = [passage["id"] for passage in _passages()]
    assert len(set(names)) == len(names)


def test_marks_go_with_their_words_when_real_names_take_the_place_of_ours() -> None:
    spec = spec_from_file_location("cast", BENCHMARKS / "reader" / "cast.py")
    assert spec is not None
    assert spec.loader is not None
    cast = module_from_spec(spec)
    spec.loader.exec_module(cast)
    words, marks = cast.cast_of("own/any").play("In March an Orskan crew hit the KVR.", [("blame", 12, 27)])
    ((_, start, end),) = marks
    assert words[:start].endswith((" a ", " an "))
    assert words[start:end].endswith(" crew hit")
    assert not {"Orskan", "KVR"} & set(words.strip(".").split())
