"""Chooses the word pieces that the reader keeps of MiniLM's 30,522: those that such texts are made of.

    python benchmarks/reader/vocabulary.py SHARED_FOLDER lexicons/en

What is dropped is still read, in smaller pieces.
"""

import argparse
import json
import lzma
from collections import Counter
from pathlib import Path

from marked import CORPORA, read_marked
from network import weights_folder

from verbale.lint.wordpiece import WordPiece

MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
EVERY = 9
"""One statement in so many is counted."""
OFTEN = 4
"""So often a piece must occur in those statements; once is enough in marked sentences and lexicons."""


def choose(shared: Path, lexicons: Path) -> list[str]:
    """The pieces to keep, in the order of MiniLM's own vocabulary."""
    all_pieces = (weights_folder() / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    cut = WordPiece(all_pieces).cut
    kept = {piece.id for sentence in read_marked(shared) for piece in cut(sentence.text)}
    for file in sorted(lexicons.rglob("*.toml")):
        kept |= {piece.id for piece in cut(file.read_text(encoding="utf-8"))}
    counted: Counter[int] = Counter()
    with lzma.open(shared / CORPORA["statements"], "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % EVERY == 0:
                counted.update(piece.id for piece in cut(json.loads(line)["text"][:4000]))
    kept |= {id for id, count in counted.items() if count >= OFTEN}
    return [
        piece
        for id, piece in enumerate(all_pieces)
        if id in kept
        or piece in MARKS
        or (piece.removeprefix("##").isascii() and len(piece.removeprefix("##")) == 1)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("lexicons", type=Path)
    args = parser.parse_args()
    pieces = choose(args.shared, args.lexicons)
    file = args.lexicons / "reader" / "vocabulary.txt"
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(pieces), encoding="utf-8")
    print(f"{len(pieces)} pieces")


if __name__ == "__main__":
    main()
