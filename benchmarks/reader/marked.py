"""Marked sentences to learn from: the open half of dev, more, and our own. The closed half is never read."""

import hashlib
import json
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cast import cast_of

from verbale.lint.sentences import cut

FAMILIES = ("attribution", "blame", "certainty", "escalation", "alarm")
HERE = Path(__file__).parent
CORPORA = {"eurepoc": "incidents/eurepoc.jsonl.xz", "statements": "corpus/statements.jsonl.xz"}
"""Where under the shared folder the corpora stand whose records ``marks`` names."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One sentence as people marked it; ``marks`` are (family, start, end) in ``text``, white space folded.

    ``before`` is the sentence before it in its passage; ``passage`` names the passage, which is never
    divided between learning and testing.
    """

    passage: str
    index: int
    before: str
    text: str
    marks: tuple[tuple[str, int, int], ...]

    @property
    def source(self) -> str:
        """ "dev", "more" or "own"."""
        return self.passage.split("/")[0]

    @property
    def families(self) -> frozenset[str]:
        """The families marked."""
        return frozenset(family for family, _, _ in self.marks)


def is_open(file: str) -> bool:
    """True for the half of dev that may be read; score.py divides alike."""
    return int(hashlib.sha256(file.encode()).hexdigest(), 16) % 2 == 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its sentences, and all marks, as (start, end) and (family, start, end) in the text."""

    name: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    marks: tuple[tuple[str, int, int], ...]

    def marked(self) -> Iterator[Marked]:
        """Its sentences; a mark belongs to the sentence in which it begins."""
        before = ""
        for index, (start, end) in enumerate(self.sentences):
            text = self.text[start:end]
            here = [(f, a - start, min(b, end) - start) for f, a, b in self.marks if start <= a < end]
            folded = " ".join(text.split())
            marks = tuple((f, _folded(text, a), _folded(text, b)) for f, a, b in here)
            yield Marked(self.name, index, before, folded, marks)
            before = folded


def read_passages(shared: Path) -> Iterator[Passage]:
    """Every passage to learn from: dev (open half), more, ours, and records of corpora that we marked."""
    for name in ("dev", "more"):
        folder = shared / "eval" / name
        for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if name != "dev" or is_open(record["file"]):
                text = (folder / record["file"]).read_text(encoding="utf-8")
                sentences = tuple((s["start"], s["end"]) for s in record["sentences"])
                marks = tuple(_marks(mark for s in record["sentences"] for mark in s["marks"]))
                yield Passage(f"{name}/{record['file']}", text, sentences, marks)
    for file in sorted((HERE / "sentences").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield _ours(json.loads(line))
    for corpus, file in CORPORA.items():
        yield from _records(shared / file, HERE / "marks" / f"{corpus}.jsonl")


def read_marked(shared: Path) -> list[Marked]:
    """The sentences of every passage."""
    return [sentence for passage in read_passages(shared) for sentence in passage.marked()]


def _marks(rows: Iterable[dict]) -> Iterator[tuple[str, int, int]]:
    for row in rows:
        yield row["family"], row["start"], row["end"]


def _ours(record: dict) -> Passage:
    text, name = "", f"own/{record['id']}"
    cast = cast_of(name)
    sentences, marks = [], []
    for sentence in record["sentences"]:
        found = [(mark, sentence["text"].index(mark["text"])) for mark in sentence["marks"]]
        placed = [(mark["family"], at, at + len(mark["text"])) for mark, at in found]
        words, moved = cast.play(sentence["text"], placed)
        start = len(text)
        text += f"{words}\n\n"
        sentences.append((start, start + len(words)))
        marks += [(family, start + first, start + last) for family, first, last in moved]
    return Passage(name, text, tuple(sentences), tuple(marks))


def _records(corpus: Path, marked: Path) -> Iterator[Passage]:
    wanted = [json.loads(line) for line in marked.read_text(encoding="utf-8").splitlines()]
    fields = {(row["id"], row["field"]): "" for row in wanted}
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            name = str(record.get("id") or record["ID"])
            for field in ("text", "description"):
                if (name, field) in fields:
                    fields[name, field] = record[field]
    for row in wanted:
        text = fields[row["id"], row["field"]][row["from"] : row["to"]]
        sentences = tuple((s.span.start, s.span.end) for s in cut(text))
        name = f"{row['corpus']}/{row['id']}-{row['from']}"
        marks = (
            (family, start - row["from"], end - row["from"]) for family, start, end in _marks(row["marks"])
        )
        yield Passage(name, text, sentences, tuple(marks))


def _folded(text: str, at: int) -> int:
    """Where the code point ``text[at]`` stands once white space is folded."""
    head = text[:at]
    kept = " ".join(head.split())
    return len(kept) + (1 if head[-1:].isspace() and kept else 0)
