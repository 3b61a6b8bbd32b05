"""Findings of our linter, or of a plain word matcher with all our words, over marked texts, for score.py.

    python benchmarks/accuracy/findings.py ../shared/eval/dev ours.jsonl
    python benchmarks/accuracy/findings.py ../shared/eval/dev words.jsonl --words
    python ../shared/eval/score.py ../shared/eval/dev ours.jsonl --half open

The word matcher is the honest baseline: every word of ours that can trigger a family, with no grammar.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from verbale.lint import Linter
from verbale.lint.scanner import read_scanner
from verbale.lint.sentences import cut
from verbale.model.finding import Severity
from verbale.resources import lexicons_folder

TRIGGERS = {
    "attribution": ("link", "nonattribution.none"),
    "blame": ("accuse", "condemn", "derogatory", "fault", "hostile.verb.strong", "link.responsible"),
    "certainty": (
        *("booster", "proof.verb", "know.verb", "absolute.quantifier"),
        *("safety.predicate", "denied.fact", "guarantee", "confidence.plain"),
    ),
    "escalation": ("threat", "response.reserve", "threshold"),
    "alarm": ("alarm.strong", "alarm.superlative", "alarm.figurative", "alarm.rank"),
}


def main() -> None:
    """Writes one finding a line for every .txt file of a folder."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--words", action="store_true", help="the plain word matcher instead of the linter")
    parser.add_argument("--no-trained-reader", action="store_true", help="rules alone")
    args = parser.parse_args()
    find = _words() if args.words else _ours(trained=not args.no_trained_reader)
    with args.out.open("w", encoding="utf-8") as out:
        for file in sorted(args.gold.glob("*.txt")):
            text = file.read_bytes().decode("utf-8")
            for family, start, end in find(text):
                row = {"path": file.name, "family": family, "start": start, "end": end}
                out.write(json.dumps(row) + "\n")


def _ours(*, trained: bool):
    linter = Linter(second_reader=trained) if "second_reader" in Linter.__init__.__annotations__ else Linter()

    def find(text: str) -> Iterator[tuple[str, int, int]]:
        for finding in linter.lint(text):
            if finding.severity.reaches(Severity.WARNING):
                yield finding.family.value, finding.span.start, finding.span.end

    return find


def _words():
    scanner = read_scanner(lexicons_folder())

    def find(text: str) -> Iterator[tuple[str, int, int]]:
        for sentence in cut(text):
            for cue in scanner.scan(sentence.flat):
                for family, roles in TRIGGERS.items():
                    if any(cue.plays(role) for role in roles) and not cue.role.endswith((".exempt", ".weak")):
                        span = sentence.source(cue.start, cue.end)
                        yield family, span.start, span.end

    return find


if __name__ == "__main__":
    main()
