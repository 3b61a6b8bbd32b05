"""How many of our own cases are read as they are marked, by the rules alone and with the trained reader.

    python benchmarks/reader/cases.py benchmarks/accuracy/own benchmarks/accuracy/second

Real names stand in for the invented ones, as when the reader learns, because actors must be known.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cast import cast_of
from marked import FAMILIES

from verbale.lint import Linter
from verbale.model.finding import Severity

READ_BY = {"rules": Linter(), "rules and reader": Linter(second_reader=True)}


def cases(file: Path) -> Iterator[tuple[str, str, bool]]:
    """What each case is for, its text, and whether it is to be flagged with that."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for case in (row["flagged"], row["cleared"]) if "flagged" in row else (row,):
            yield row["for"], case["text"], row["for"] in case["families"]


def flagged(linter: Linter, text: str, family: str) -> bool:
    """Whether the linter warns of the family; of any, where the case is for a kind of text."""
    played, _ = cast_of(text).play(text, [])
    found = {f.family for f in linter.lint(played) if f.severity.reaches(Severity.WARNING)}
    return family in found if family in FAMILIES else bool(found)


def main() -> None:
    """Prints a line for each file and reader."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+")
    for folder in parser.parse_args().folders:
        for file in sorted(folder.glob("*.jsonl")):
            for name, linter in READ_BY.items():
                told = Counter((truth, flagged(linter, text, of) == truth) for of, text, truth in cases(file))
                print(
                    f"{folder.name}/{file.stem:12} {name:17}"
                    f"found {told[True, True]:3} of {told[True, True] + told[True, False]:3}, "
                    f"left alone {told[False, True]:3} of {told[False, True] + told[False, False]:3}"
                )


if __name__ == "__main__":
    main()
