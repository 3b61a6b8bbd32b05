"""Seconds and memory as an archive grows, and as one file grows.

    python benchmarks/speed/growth.py STATEMENTS.jsonl [--millions 1 3 10 30] [--thousands 1 10 100 1000]

An archive of so many million words is made of the statements, from the beginning again when they are used
up, each round with its own number in front so that no text comes twice; a file of so many thousand words is
made of the same. Prints seconds, processor time a word, and the most memory that one process had.
"""

import argparse
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from measured import archive_lint, measured, texts_of, words_of, write_texts

MILLION, THOUSAND = 1_000_000, 1_000


def main() -> None:
    """Makes the archives and files, lints them and prints a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("statements", type=Path)
    parser.add_argument("--millions", type=int, nargs="*", default=[1, 3, 10, 30])
    parser.add_argument("--thousands", type=int, nargs="*", default=[1, 10, 100, 1000])
    arguments = parser.parse_args()
    texts = texts_of(arguments.statements)
    with TemporaryDirectory() as name:
        folder = Path(name)
        for million in arguments.millions:
            some = list(_up_to(million * MILLION, texts))
            source = write_texts(folder / f"{million}.jsonl", some)
            _line(f"{million} million words, 2 processes", source, folder, words_of(some), "--jobs", "2")
            source.unlink()
        for thousand in arguments.thousands:
            words = " ".join(_up_to(thousand * THOUSAND, texts)).split()[: thousand * THOUSAND]
            file = folder / f"{thousand}.txt"
            file.write_text("\n".join(" ".join(words[at : at + 12]) for at in range(0, len(words), 12)))
            _line(f"one file of {thousand} thousand words", file, folder, len(words), "--jobs", "1")


def _line(what: str, source: Path, folder: Path, words: int, *options: str) -> None:
    run = measured(archive_lint(source, folder / source.stem, "--no-cache", *options), watch=True)
    print(
        f"{what:34} {run.seconds:8.1f} s, {run.processor / words * 1e6:8.2f} us of processor time a word,"
        f" {run.memory:4.0f} MB",
        flush=True,
    )


def _up_to(words: int, texts: list[str]) -> Iterator[str]:
    taken = 0
    for number in count():
        for text in texts:
            yield f"Statement {number}.\n\n{text}"
            taken += len(text.split())
            if taken >= words:
                return


if __name__ == "__main__":
    main()
