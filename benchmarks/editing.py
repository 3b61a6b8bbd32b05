"""How long a check takes after one sentence of a 1,000-word statement was changed, in a warm process.

    python benchmarks/editing.py [--edits 300] [--ledger FILE]

Each edit puts a sentence that the process has never read in the place of one of the statement, so that
nothing of it is known; the rest of the text stays. Prints milliseconds: median, 95th percentile, slowest.
"""

import argparse
import gc
import json
import random
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from verbale.desk import Desk
from verbale.lint.sentences import cut

REPOSITORY = Path(__file__).parent.parent
WORDS = 1_000
WARM_UP = 20
SEED = 6


def statement() -> str:
    """Our own statements one after the other, up to the sentence that makes WORDS words."""
    goldens = sorted((REPOSITORY / "templates").rglob("golden.md"))
    whole = "\n\n".join(golden.read_text() for golden in goldens)
    for sentence in cut(whole):
        if len(whole[: sentence.span.end].split()) >= WORDS:
            return whole[: sentence.span.end]
    raise SystemExit(f"Our statements together have fewer than {WORDS} words.")


def fresh_sentences() -> list[str]:
    """Sentences of our passages, in the same shuffled order each time."""
    found = {
        sentence["text"]
        for file in sorted((REPOSITORY / "benchmarks" / "reader" / "sentences").glob("*.jsonl"))
        for line in file.read_text().splitlines()
        for sentence in json.loads(line)["sentences"]
    }
    ordered = sorted(found)
    random.Random(SEED).shuffle(ordered)
    return ordered


def main() -> None:
    """Measures and prints."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--edits", type=int, default=300)
    asked.add_argument("--ledger", type=Path)
    options = asked.parse_args()
    desk = Desk()
    ledger = desk.open_ledger(options.ledger) if options.ledger else None
    text = statement()
    places = [sentence.span for sentence in cut(text) if len(sentence.span) > 40]
    choice = random.Random(SEED)
    desk.lint(text, ledger=ledger)
    taken: list[float] = []
    for fresh in islice(fresh_sentences(), WARM_UP + options.edits):
        place = choice.choice(places)
        edited = text[: place.start] + fresh + text[place.end :]
        gc.collect()
        before = perf_counter()
        desk.lint(edited, ledger=ledger)
        taken.append((perf_counter() - before) * 1000)
    taken = taken[WARM_UP:]
    print(
        f"{len(text.split()):,} words, {len(taken)} edits: median {median(taken):.1f} ms, "
        f"p95 {quantiles(taken, n=20)[-1]:.1f} ms, slowest {max(taken):.1f} ms"
    )


if __name__ == "__main__":
    main()
