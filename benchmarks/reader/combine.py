"""Chooses the limits from which the reader speaks, and says what it adds to the rules.

    python benchmarks/reader/combine.py SHARED_FOLDER EVIDENCE.jsonl PROBABILITIES.jsonl LIMITS.toml

Run ``evidence.py`` after every change of the rules, ``fit.py --folds 5`` when there are more marked texts.
The figures printed are of probabilities and limits that come from the other folds.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from fit import fold_of
from marked import FAMILIES, Marked, read_marked

from verbale.lint.second_reader import KINDS
from verbale.model.claim import Kind

GRID = (
    0.01,
    0.02,
    0.05,
    0.7,
    0.8,
    0.85,
    0.9,
    0.92,
    0.94,
    0.95,
    0.96,
    0.97,
    0.975,
    0.98,
    0.985,
    0.99,
    0.995,
    1.0,
)
FOLDS = 5
PENALTIES = tuple(step / 4 for step in range(100))
"""What a clean sentence flagged costs; tried in turn until no more are flagged than by the rules alone."""
EVEN, SURE, JUST, FEW = 0.7, 0.05, 0.7, 8
"""Proposals begin at EVEN; a rule is doubted below SURE, where JUST of FEW or more doubts are right."""
EARNS = 0.03
"""F1 that the reader must add to a family, on average over the sources of texts, to speak of it at all."""
SILENT = (1.0, 1.0, 0.0)
"""Limits from which the reader never speaks."""
LEARNED = ("dev", "more")
"""The rules were developed on these, so there a reader cannot show what it would add to them elsewhere."""


@dataclass(frozen=True, slots=True)
class Table:
    """A row for each sentence, a column for each family."""

    truth: np.ndarray
    rules: np.ndarray
    seen: np.ndarray
    """0 nothing, 1 a claim or a finding for information, 2 a finding."""
    probability: np.ndarray
    fold: np.ndarray
    source: np.ndarray

    @property
    def clean(self) -> np.ndarray:
        """Sentences without any mark."""
        return ~self.truth.any(axis=1)


def read_table(sentences: list[Marked], evidence: Path, probabilities: Path) -> Table:
    """Sentences of which both the rules and the network have spoken."""
    told = {(row["passage"], row["index"]): row for row in _rows(evidence)}
    sure = {(row["passage"], row["index"]): row["probabilities"] for row in _rows(probabilities)}
    known = [s for s in sentences if (s.passage, s.index) in told.keys() & sure.keys()]
    seen = np.array([_seen(told[s.passage, s.index]) for s in known])
    return Table(
        truth=np.array([[family in s.families for family in FAMILIES] for s in known]),
        rules=seen == 2,
        seen=seen,
        probability=np.array([sure[s.passage, s.index] for s in known]),
        fold=np.array([fold_of(s, FOLDS) for s in known]),
        source=np.array([s.source for s in known]),
    )


def _rows(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _seen(row: dict) -> list[int]:
    flagged = {f["rule"].split("/")[0] for f in row["findings"] if f["severity"] != "info"}
    told = {f["rule"].split("/")[0] for f in row["findings"]}
    claimed = {Kind(kind) for kind, *_ in row["claims"]}
    told |= {family.value for family, kinds in KINDS.items() if kinds & claimed}
    return [2 if family in flagged else 1 if family in told else 0 for family in FAMILIES]


def choose(table: Table, where: np.ndarray) -> np.ndarray:
    """Limits (families, 3) of the best F1 that flag no more clean sentences than the rules do."""
    everywhere, where = where, where & ~np.isin(table.source, LEARNED)
    clean = where & table.clean
    allowed = table.rules[clean].any(axis=1).sum()

    def fits(limits: np.ndarray) -> bool:
        return bool(combined(table, limits)[clean].any(axis=1).sum() <= allowed)

    before = limits = np.array([_limits(table, where, column, 0) for column in range(len(FAMILIES))])
    for penalty in PENALTIES:
        limits = np.array([_limits(table, where, column, penalty) for column in range(len(FAMILIES))])
        if fits(limits):
            break
        before = limits
    for column in range(len(FAMILIES)):  # what one family can take back of the last step
        eased = limits.copy()
        eased[column] = before[column]
        limits = eased if fits(eased) else limits
    gains = _gains(table, everywhere, limits)
    return np.where((gains >= EARNS)[:, None], limits, SILENT)


def _gains(table: Table, where: np.ndarray, limits: np.ndarray) -> np.ndarray:
    """What the reader adds to each family's F1, every source of texts counting the same."""
    said = combined(table, limits)
    gains = []
    for source in dict.fromkeys(table.source):
        here = where & (table.source == source)
        gains.append(f1_of(table.truth[here], said[here]) - f1_of(table.truth[here], table.rules[here]))
    return np.mean(gains, axis=0)


def f1_of(truth: np.ndarray, said: np.ndarray) -> np.ndarray:
    """F1 of each family."""
    return 2 * (truth & said).sum(axis=0) / np.maximum(1, truth.sum(axis=0) + said.sum(axis=0))


def _limits(table: Table, where: np.ndarray, column: int, penalty: float) -> tuple[float, float, float]:
    truth, seen = table.truth[where, column], table.seen[where, column]
    probability, clean = table.probability[where, column], table.clean[where]

    def proposals(kind: int) -> list[tuple[float, np.ndarray]]:
        said = [(limit, (seen == kind) & (probability >= limit)) for limit in GRID if limit >= EVEN]
        return [*((limit, s) for limit, s in said if s.sum() >= FEW), (1.0, np.zeros_like(truth))]

    against, doubted = 0.0, np.zeros_like(truth)
    for limit in [limit for limit in GRID if limit <= SURE]:
        below = (seen == 2) & (probability < limit)
        right = below & ~truth
        if below.sum() >= FEW and right.sum() >= JUST * below.sum():
            against, doubted = limit, below
    best, chosen = -np.inf, (1.0, 1.0)
    for alone, unseen in proposals(0):
        for beside, claimed in proposals(1):
            said = ((seen == 2) & ~doubted) | unseen | claimed
            f1 = 2 * (said & truth).sum() / (said.sum() + truth.sum())
            score = f1 - penalty * (said & clean).sum() / clean.sum()
            if score > best:
                best, chosen = score, (alone, beside)
    return *chosen, against


def combined(table: Table, limits: np.ndarray) -> np.ndarray:
    """What rules and reader say together."""
    columns = range(len(FAMILIES))
    return np.stack([table.probability[:, c] >= limits[c][table.seen[:, c]] for c in columns], axis=1)


def figures(table: Table, said: np.ndarray, where: np.ndarray) -> str:
    """F1 of each family, their mean, and the share of clean sentences flagged."""
    truth, said = table.truth[where], said[where]
    f1 = f1_of(truth, said)
    clean = said[~truth.any(axis=1)].any(axis=1).mean()
    return " ".join(f"{value:11.3f}" for value in (*f1, f1.mean(), clean))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("evidence", type=Path)
    parser.add_argument("probabilities", type=Path)
    parser.add_argument("limits", type=Path)
    args = parser.parse_args()
    table = read_table(read_marked(args.shared), args.evidence, args.probabilities)
    together = np.zeros_like(table.truth)
    for fold in range(FOLDS):
        limits = choose(table, table.fold != fold)
        together[table.fold == fold] = combined(table, limits)[table.fold == fold]
    print(f"{'':22}" + " ".join(f"{name:>11}" for name in (*FAMILIES, "mean", "clean")))
    for source in ("", *dict.fromkeys(table.source)):
        where = (table.source == source) | (not source)
        for name, said in (("rules", table.rules), ("reader", table.probability >= 0.5), ("both", together)):
            print(f"{source or 'all':13}{name:9}{figures(table, said, where)}")
    limits = choose(table, np.ones(len(table.truth), bool))
    text = "# Chosen by benchmarks/reader/combine.py; docs/second-reader.md says what they mean.\n"
    for family, row in zip(FAMILIES, limits, strict=True):
        text += f"\n[{family}]\nalone = {row[0]:g}\nbeside = {row[1]:g}\nagainst = {row[2]:g}\n"
    args.limits.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
