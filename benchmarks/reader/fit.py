"""Trains the second reader, and says by cross-validation how well it reads texts it has not seen.

    python benchmarks/reader/fit.py SHARED_FOLDER NETWORK.pt               trains on everything
    python benchmarks/reader/fit.py SHARED_FOLDER PROBABILITIES.jsonl --held-out 0 1 2

With --held-out the sentences of those folds, of five, are read by a network that has not seen their passages;
``combine.py`` needs that.
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

import torch
from marked import FAMILIES, Marked, read_marked
from network import Reader, pieces_of, truths, vocabulary_file
from torch.nn.functional import binary_cross_entropy_with_logits as loss_of

from verbale.lint.wordpiece import Piece, WordPiece

EPOCHS, BATCH, FOLDS = 4, 32, 5
RATE, HEAD_RATE = 2e-4, 1e-3
CLEAN = 0.4
"""The share of unmarked sentences seen in one epoch; others come in the next."""
MARKED_WEIGHT, WORDS_WEIGHT, DEV_WEIGHT = 2.0, 4.0, 2.0
"""What is marked counts twice, words four times as much as sentences; dev, marked by two readers, twice."""


@dataclass(frozen=True, slots=True)
class Example:
    """A marked sentence as the network sees it."""

    sentence: Marked
    ids: list[int]
    pieces: list[Piece]
    whole: list[float]
    words: list[list[float]]


def examples(sentences: list[Marked]) -> list[Example]:
    """Sentences as word pieces with their truths."""
    words = WordPiece.of_file(vocabulary_file())
    made = []
    for sentence in sentences:
        pieces = pieces_of(words, sentence)
        ids = [words.opens, *(piece.id for piece in pieces), words.closes]
        made.append(Example(sentence, ids, pieces, *truths(sentence, pieces)))
    return made


def fit(train: list[Example], seed: int) -> Reader:
    """A network trained on ``train``; its weights are the mean over the second half of the steps."""
    torch.manual_seed(seed)
    draw = random.Random(seed)
    reader = Reader().train()
    learning = [p for p in reader.parameters() if p.requires_grad]
    heads = [*reader.words.parameters(), *reader.whole.parameters()]
    body = [p for p in reader.bert.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01
    )
    marked = [e for e in train if any(e.whole)]
    clean = [e for e in train if not any(e.whole)]
    shown = int(len(clean) * CLEAN)
    steps = EPOCHS * -(-(len(marked) + shown) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps)
    )
    mean, done, counted = [torch.zeros_like(p) for p in learning], 0, 0
    for epoch in range(EPOCHS):
        total = 0.0
        for batch in _batches(marked + draw.sample(clean, shown), draw):
            loss = _loss(reader, batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learning, 1.0)
            optimiser.step()
            schedule.step()
            total, done = total + loss.item(), done + 1
            if done >= steps / 2:
                counted += 1
                for average, now in zip(mean, learning, strict=True):
                    average += (now.detach() - average) / counted
        print(f"epoch {epoch + 1}: loss {total * EPOCHS / steps:.3f}", flush=True)
    for average, now in zip(mean, learning, strict=True):
        now.data.copy_(average)
    return reader.eval()


def _batches(chosen: list[Example], draw: random.Random) -> list[list[Example]]:
    """Sentences of like length together, which halves the time."""
    chosen = sorted(chosen, key=lambda e: len(e.ids) + 6 * draw.random())
    batches = [chosen[at : at + BATCH] for at in range(0, len(chosen), BATCH)]
    draw.shuffle(batches)
    return batches


def _filled(batch: list[Example]) -> tuple[torch.Tensor, torch.Tensor]:
    longest = max(len(e.ids) for e in batch)
    ids = torch.tensor([e.ids + [0] * (longest - len(e.ids)) for e in batch])
    mask = torch.tensor([[1] * len(e.ids) + [0] * (longest - len(e.ids)) for e in batch])
    return ids, mask


def _loss(reader: Reader, batch: list[Example]) -> torch.Tensor:
    ids, mask = _filled(batch)
    with torch.autocast("cpu", torch.bfloat16):
        whole, words = reader(ids, mask)
    weight = torch.full((len(FAMILIES),), MARKED_WEIGHT)
    trust = torch.tensor([[DEV_WEIGHT if e.sentence.source == "dev" else 1.0] for e in batch])
    truth = torch.tensor([e.whole for e in batch])
    of_whole = (loss_of(whole.float(), truth, reduction="none", pos_weight=weight) * trust).mean()
    flat = torch.cat([row[1 : 1 + len(e.pieces)] for row, e in zip(words.float(), batch, strict=True)])
    of_words = loss_of(flat, torch.tensor([row for e in batch for row in e.words]), pos_weight=weight)
    return (of_whole + WORDS_WEIGHT * of_words) * len(FAMILIES)


@torch.no_grad()
def read(reader: Reader, held_out: list[Example]) -> Iterator[dict]:
    """What the network says of sentences: probabilities of the families."""
    for at in range(0, len(held_out), BATCH):
        batch = held_out[at : at + BATCH]
        whole, _ = reader(*_filled(batch))
        for example, row in zip(batch, torch.sigmoid(whole).tolist(), strict=True):
            yield {"passage": example.sentence.passage, "index": example.sentence.index, "probabilities": row}


def fold_of(sentence: Marked) -> int:
    """The fold of a sentence's passage."""
    return int(md5(sentence.passage.encode()).hexdigest(), 16) % FOLDS


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--held-out", type=int, nargs="*", choices=range(FOLDS))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    known = examples(read_marked(args.shared))
    if not args.held_out:
        reader = fit(known, args.seed)
        torch.save({"layers": len(reader.bert.encoder.layer), "weights": reader.state_dict()}, args.out)
        return
    with args.out.open("w", encoding="utf-8") as out:
        for fold in args.held_out:
            print(f"fold {fold}", flush=True)
            reader = fit([e for e in known if fold_of(e.sentence) != fold], args.seed)
            for row in read(reader, [e for e in known if fold_of(e.sentence) == fold]):
                out.write(json.dumps(row) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
