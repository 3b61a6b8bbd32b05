"""What the rules find in every marked sentence, as rows of JSON, so that the combination can be fitted.

    python benchmarks/reader/evidence.py SHARED_FOLDER OUT.jsonl

Texts are linted whole; passages of ours with one sentence on each line.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from marked import FAMILIES, Passage, read_passages

from verbale.lint import Linter
from verbale.lint.second_reader import is_prompted, tells


def rows(linter: Linter, shared: Path) -> Iterator[dict]:
    """One row for each marked sentence; ``asked`` says whether the reader reads it as well.

    ``prompted`` says whether it does so because of an actor or a claim.
    """
    for passage in read_passages(shared):
        yield from _rows(linter, passage)


def _rows(linter: Linter, passage: Passage) -> Iterator[dict]:
    text = passage.text
    findings = [f for f in linter.lint(text) if f.family in FAMILIES]
    reads = linter.read(text)
    claims = [claim for read in reads for claim in read.claims]
    prompted = [r.sentence.span for r in reads if r.on_topic and is_prompted(r)]
    asked = [r.sentence.span for r in reads if r.on_topic and (is_prompted(r) or tells(r.cues))]
    for index, (start, end) in enumerate(passage.sentences):
        here = [f for f in findings if f.span.start < end and start < f.span.end]
        said = [c for c in claims if c.span.start < end and start < c.span.end]
        yield {
            "passage": passage.name,
            "index": index,
            "asked": any(span.start < end and start < span.end for span in asked),
            "prompted": any(span.start < end and start < span.end for span in prompted),
            "findings": [{"rule": f.rule, "severity": f.severity} for f in here],
            "claims": [[c.kind, c.form, c.standing, c.tier, c.actor_kind or "", c.bounded] for c in said],
        }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    linter = Linter(second_reader=False)
    with args.out.open("w", encoding="utf-8") as out:
        for row in rows(linter, args.shared):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
