"""What share of an archive is parsed, and where the time of one process goes.

    python benchmarks/speed/stages.py STATEMENTS.jsonl [--every 10]

Reads every tenth text. Prints shares of sentences and words, and microseconds of processor time a word of the
whole and, for what only parsed sentences go through, a parsed word.
"""

import argparse
import gc
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import TypeVar

from measured import texts_of, words_of

from verbale.lint import Linter
from verbale.lint.bulk import BulkLinter
from verbale.lint.parse import parse
from verbale.lint.sentences import cut

AT_ONCE = 50
WARM_UP = "Orsk carried out the attack on our port."
Found = TypeVar("Found")


def main() -> None:
    """Reads the texts stage by stage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("statements", type=Path)
    parser.add_argument("--every", type=int, default=10)
    arguments = parser.parse_args()
    texts = texts_of(arguments.statements)[:: arguments.every]
    words = words_of(texts)
    linter = Linter()
    gc.disable()
    sentences, cutting = _timed(lambda: [cut(text) for text in texts])
    skimmed, skimming = _timed(lambda: [linter._skimmer.skim(text) for text in texts])
    kept = [item.sentence.flat for items in skimmed for item in items]
    of_all = sum(len(found) for found in sentences)
    kept_words = words_of(kept)
    gc.enable()
    bulk = BulkLinter()
    bulk.lint([WARM_UP])
    batches = range(0, len(texts), AT_ONCE)
    _, whole = _timed(lambda: [bulk.lint(texts[at : at + AT_ONCE]) for at in batches])
    _, parsing = _timed(lambda: [None for _ in parse(kept)])
    print(f"{len(texts):,} texts, {words:,} words, {of_all:,} sentences")
    print(f"parsed: {len(kept) / of_all:.1%} of sentences, {kept_words / words:.1%} of words")
    per_word, per_kept = 1e6 / words, 1e6 / kept_words
    print(f"cut into sentences     {cutting * per_word:6.2f} us a word")
    print(f"skimmed for cues       {(skimming - cutting) * per_word:6.2f} us a word")
    print(
        f"parsed                 {parsing * per_word:6.2f} us a word, {parsing * per_kept:.1f} a parsed word"
    )
    rest = whole - skimming - parsing
    print(f"read, judged, told     {rest * per_word:6.2f} us a word, {rest * per_kept:.1f} a parsed word")
    print(f"all                    {whole * per_word:6.2f} us a word")


def _timed(work: Callable[[], Found]) -> tuple[Found, float]:
    began = process_time()
    found = work()
    return found, process_time() - began


if __name__ == "__main__":
    main()
