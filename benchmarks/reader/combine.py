"""Chooses the limits from which the reader speaks, and says what it adds to the rules.

    python benchmarks/reader/combine.py SHARED_FOLDER EVIDENCE.jsonl PROBABILITIES.jsonl... LIMITS.toml

One file of probabilities for each network that ships; their logits are averaged, as in the file that ships.

Run ``evidence.py`` after every change of the rules, ``fit.py --held-out`` when there are more marked texts.
The figures printed are of limits chosen from the other half of the passages.
"""

import argparse
import json
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

import numpy as np
from fit import FOLDS
from marked import FAMILIES, Marked, read_marked

from verbale.lint.limits import LIMITS
from verbale.lint.second_reader import FIRM, KINDS
from verbale.model.claim import Kind

SPEAKS = (0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.96, 0.97, 0.98, 0.985, 0.99, 0.995, 1.01)
"""Where proposals may begin; the last one never does."""
DOUBTS = (0.0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3)
"""Below which a rule's finding may be doubted."""
PENALTIES = tuple(step / 8 for step in range(200))
"""What a clean sentence flagged costs; tried in turn until few enough are flagged."""
CLEAN = 0.035
"""The share of clean sentences that may be flagged."""
JUST = 0.7
"""The share of its doubts that must be right, or it has none: what a rule finds has its reasons."""
FEW = 25
"""With fewer marks of a family a kind of text says nothing about it."""
LEARNED = ("dev", "more")
"""The rules were developed on these, so they count as one kind of text, on which the rules look too good."""
WEIGHTS = {"learned": 1.0, "own": 1.0, "eurepoc": 0.5, "statements": 0.5}
"""What each kind of text counts: the last two are less like what is written, and chosen by their words."""
WHOLE = [kind for kind, weight in WEIGHTS.items() if weight == 1]


@dataclass(frozen=True, slots=True)
class Table:
    """A row for each sentence, a column for each family."""

    truth: np.ndarray
    seen: np.ndarray
    """0 nothing, 1 a claim or a finding for information, 2 a finding, 3 one that is never doubted.

    4: nothing of any family, and no actor named.
    """
    probability: np.ndarray
    half: np.ndarray
    """0 or 1, by passage."""
    kind: np.ndarray
    """Which kind of text: one of ours, eurepoc, statements, or what the rules were developed on."""

    @property
    def rules(self) -> np.ndarray:
        """What the rules say by themselves."""
        return (self.seen == 2) | (self.seen == 3)

    @property
    def clean(self) -> np.ndarray:
        """Sentences without any mark."""
        return ~self.truth.any(axis=1)

    def part(self, where: np.ndarray) -> "Table":
        """The rows for which ``where`` holds."""
        return Table(*(getattr(self, name)[where] for name in self.__slots__))


def read_table(sentences: list[Marked], evidence: Path, probabilities: list[Path]) -> Table:
    """Sentences of which both the rules and all networks have spoken."""
    told = {(row["passage"], row["index"]): row for row in _rows(evidence)}
    sure = _averaged(probabilities)
    both = told.keys() & sure.keys()
    known = [s for s in sentences if (s.passage, s.index) in both]
    rows = [told[s.passage, s.index] for s in known]
    return Table(
        truth=np.array([[family in s.families for family in FAMILIES] for s in known]),
        seen=np.array([_seen(row) for row in rows]),
        probability=np.array(
            [sure[s.passage, s.index] if row["asked"] else np.zeros(len(FAMILIES))
             for s, row in zip(known, rows, strict=True)]
        ),
        half=np.array([half_of(s) for s in known]),
        kind=np.array(["learned" if s.source in LEARNED else s.source for s in known]),
    )  # fmt: skip


def half_of(sentence: Marked) -> int:
    """The half of a sentence's passage, whatever its fold."""
    return int(md5(sentence.passage.encode()).hexdigest(), 16) // FOLDS % 2


def _averaged(files: list[Path]) -> dict[tuple[str, int], np.ndarray]:
    """The probabilities of the networks' mean logits, for the sentences that all have read."""
    told = [{(row["passage"], row["index"]): row["probabilities"] for row in _rows(file)} for file in files]
    shared = set.intersection(*(set(one) for one in told))
    sure = {at: np.clip([one[at] for one in told], 1e-9, 1 - 1e-9) for at in shared}
    return {at: 1 / (1 + np.exp(-np.log(p / (1 - p)).mean(axis=0))) for at, p in sure.items()}


def _rows(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _seen(row: dict) -> list[int]:
    if not row["prompted"] and not row["findings"]:
        return [4] * len(FAMILIES)
    firm = {f["rule"].split("/")[0] for f in row["findings"] if f["rule"] in FIRM and f["severity"] != "info"}
    flagged = {f["rule"].split("/")[0] for f in row["findings"] if f["severity"] != "info"}
    told = {f["rule"].split("/")[0] for f in row["findings"]}
    claimed = {Kind(kind) for kind, *_ in row["claims"]}
    told |= {family.value for family, kinds in KINDS.items() if kinds & claimed}
    return [
        3 if family in firm else 2 if family in flagged else 1 if family in told else 0 for family in FAMILIES
    ]


def choose(table: Table) -> np.ndarray:
    """Limits (families, 4) of the best F1, the kinds of text weighed, that flag few clean sentences."""
    told = [_told(table, column) for column in range(len(FAMILIES))]
    limits = np.zeros((len(FAMILIES), 4))
    for penalty in PENALTIES:
        limits = np.array([_best(f1 - penalty * clean) for f1, clean in told])
        if flagged(table, combined(table, limits)) <= CLEAN:
            break
    return limits


def _best(worth: np.ndarray) -> tuple[float, float, float, float]:
    alone, beside, against, unprompted = np.unravel_index(worth.argmax(), worth.shape)
    return SPEAKS[alone], SPEAKS[beside], DOUBTS[against], SPEAKS[unprompted]


def flagged(table: Table, said: np.ndarray) -> float:
    """The share of clean sentences with a finding, in the kinds of text that count whole."""
    where = table.clean & np.isin(table.kind, WHOLE)
    return float(said[where].any(axis=1).mean())


def _told(table: Table, column: int) -> tuple[np.ndarray, np.ndarray]:
    """For all limits of a family, a dimension for each: its F1, and the share of clean sentences hit."""
    truth, seen, sure = table.truth[:, column], table.seen[:, column], table.probability[:, column]
    of_kind = np.array([table.kind == kind for kind in WEIGHTS])
    weights = np.array(list(WEIGHTS.values()))
    what = np.array([truth, np.ones_like(truth), table.clean])

    def counts(state: int, limits: tuple[float, ...]) -> np.ndarray:  # (limits, of what, kinds)
        said = np.array([(seen == state) & (sure >= limit) for limit in limits])
        return np.einsum("ln,wn,kn->lwk", said.astype(float), what.astype(float), of_kind.astype(float))

    alone, beside, kept, unprompted = (
        counts(0, SPEAKS), counts(1, SPEAKS), counts(2, DOUBTS), counts(4, SPEAKS)
    )  # fmt: skip
    true_doubted, all_doubted, _ = ((kept[0] - kept) @ weights).T
    rash = (true_doubted > (1 - JUST) * all_doubted)[:, None]
    firm = counts(3, (0.0,))[0]
    total = alone[:, None, None, None] + beside[:, None, None] + kept[:, None] + unprompted + firm
    true, said, wrong = np.moveaxis(total, -2, 0)
    marked = (of_kind & truth).sum(axis=1)
    f1 = 2 * true / np.maximum(1, said + marked)
    counting = weights * (marked >= FEW)
    worth = np.where(rash, -np.inf, f1 @ counting / counting.sum())
    return worth, wrong @ (weights == 1) / (table.clean & np.isin(table.kind, WHOLE)).sum()


def combined(table: Table, limits: np.ndarray) -> np.ndarray:
    """What rules and reader say together."""
    limits = np.insert(limits, 3, 0.0, axis=1)  # no doubt of what is firm
    columns = range(len(FAMILIES))
    return np.stack([table.probability[:, c] >= limits[c][table.seen[:, c]] for c in columns], axis=1)


def f1_of(truth: np.ndarray, said: np.ndarray) -> np.ndarray:
    """F1 of each family."""
    return 2 * (truth & said).sum(axis=0) / np.maximum(1, truth.sum(axis=0) + said.sum(axis=0))


def figures(table: Table, said: np.ndarray) -> str:
    """F1 of each family, their mean, and the share of clean sentences flagged."""
    f1 = f1_of(table.truth, said)
    clean = said[table.clean].any(axis=1).mean()
    return " ".join(f"{value:11.3f}" for value in (*f1, f1.mean(), clean))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("evidence", type=Path)
    parser.add_argument("probabilities", type=Path, nargs="+")
    parser.add_argument("limits", type=Path)
    args = parser.parse_args()
    table = read_table(read_marked(args.shared), args.evidence, args.probabilities)
    together = np.zeros_like(table.truth)
    for half in (0, 1):
        limits = choose(table.part(table.half != half))
        together[table.half == half] = combined(table, limits)[table.half == half]
    print(f"{'':26}" + " ".join(f"{name:>11}" for name in (*FAMILIES, "mean", "clean")))
    for kind in ("", *WEIGHTS):
        where = (table.kind == kind) | (not kind)
        for name, said in (("rules", table.rules), ("reader", table.probability >= 0.5), ("both", together)):
            print(f"{kind or 'all':17}{name:9}{figures(table.part(where), said[where])}")
    text = "# Chosen by benchmarks/reader/combine.py; docs/second-reader.md says what they mean.\n"
    for family, row in zip(FAMILIES, choose(table), strict=True):
        text += f"\n[{family}]\n"
        text += "".join(f"{name} = {min(value, 1.0):g}\n" for name, value in zip(LIMITS, row, strict=True))
    args.limits.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
