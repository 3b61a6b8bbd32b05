"""A baseline: findings that are known, told by their rule and the words around them, never by their line."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from verbale.model.errors import UserError
from verbale.model.finding import Finding
from verbale.model.waived import Waived, WaivedBy

VERSION = 1
STDIN = "-"


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """What a finding is known by: its text's path from the baseline's folder, its rule, the words around."""

    path: str
    rule: str
    words: str


class Baseline:
    """How often each finding is known. ``file`` need not exist before it is written."""

    def __init__(self, file: Path, counts: Counter[Known]) -> None:
        self.file = file
        self.counts = counts

    def run(self) -> "Run":
        """A run over texts, none of whose findings have been seen yet."""
        return Run(self)

    def write(self) -> str:
        """The file's text: sorted, an entry to a line, so that two people's changes merge."""
        entries = [
            json.dumps(
                {"path": known.path, "rule": known.rule, "words": known.words, "count": count},
                ensure_ascii=False,
            )
            for known, count in sorted(self.counts.items())
            if count
        ]
        body = "".join(f"\n    {entry}," for entry in entries).removesuffix(",")
        return f'{{\n  "baseline": {VERSION},\n  "entries": [{body}\n  ]\n}}\n'

    def path_of(self, path: str) -> str:
        """A text's path as the baseline has it, with ``/`` between its parts."""
        if path == STDIN:
            return path
        return os.path.relpath(os.path.abspath(path), os.path.abspath(self.file.parent)).replace(os.sep, "/")

    def has_file(self, path: str) -> bool:
        """True while the file of an entry, or the archive it lay in, is where it was."""
        parts = (self.file.parent / path, *(self.file.parent / path).parents)
        return path == STDIN or any(part.is_file() for part in parts[: path.count("/") + 1])


class Run:
    """One run over texts: each known finding holds back as many as are known, and no more."""

    def __init__(self, baseline: Baseline) -> None:
        self.baseline = baseline
        self.left = Counter(baseline.counts)
        self.checked: set[str] = set()
        self.held: Counter[Known] = Counter()
        self._moved: dict[tuple[str, str], list[Known]] = {}
        for known in baseline.counts:
            if not baseline.has_file(known.path):
                self._moved.setdefault((known.rule, known.words), []).append(known)

    def sift(
        self, path: str, findings: Sequence[Finding], words: Sequence[str]
    ) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
        """The findings of a text that are new, and those that are held back; ``words`` are around each.

        What is known of a file that is gone holds back the same words wherever they have moved to.
        """
        own = self.baseline.path_of(path)
        self.checked.add(own)
        new: list[Finding] = []
        held: list[Waived] = []
        for finding, around in zip(findings, words, strict=True):
            known = Known(own, finding.rule, around)
            entry = self._entry(known)
            if entry is None:
                new.append(finding)
                continue
            self.left[entry] -= 1
            self.held[known] += 1
            held.append(Waived(finding, f"known in {self.baseline.file.name}", WaivedBy.BASELINE))
        return tuple(new), tuple(held)

    def gone(self) -> int:
        """How many of the entries occur no longer, of texts that were checked or are no more."""
        return sum(count for known, count in self.left.items() if self._is_judged(known))

    def pruned(self) -> Baseline:
        """The baseline without what occurs no longer, moved texts under their new paths."""
        kept = Counter({known: n for known, n in self.left.items() if n and not self._is_judged(known)})
        return Baseline(self.baseline.file, kept + self.held)

    def _entry(self, known: Known) -> Known | None:
        entries = (known, *self._moved.get((known.rule, known.words), ()))
        return next((entry for entry in entries if self.left[entry] > 0), None)

    def _is_judged(self, known: Known) -> bool:
        return known.path in self.checked or not self.baseline.has_file(known.path)


def taken(file: Path, texts: Iterable[tuple[str, Sequence[Finding], Sequence[str]]]) -> Baseline:
    """A baseline of all findings of texts, given with their paths and the words around each finding."""
    baseline = Baseline(file, Counter())
    for path, findings, words in texts:
        own = baseline.path_of(path)
        pairs = zip(findings, words, strict=True)
        baseline.counts.update(Known(own, finding.rule, around) for finding, around in pairs)
    return baseline


def read_baseline(file: Path) -> Baseline:
    """The baseline in a file; raises UserError when there is none or it is not understood."""
    try:
        given = json.loads(file.read_bytes())
        entries = [(_known(entry), entry["count"]) for entry in given["entries"]]
        if given["baseline"] != VERSION or any(type(n) is not int or n < 1 for _, n in entries):
            raise ValueError
    except FileNotFoundError:
        raise UserError(
            f"There is no baseline {file}. Write it with: verbale baseline write {file} PATH..."
        ) from None
    except OSError as error:
        raise UserError(f"{file} could not be read ({error.strerror}). Check who may read it.") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UserError(
            f"{file} is not a baseline that this version understands. "
            f"Write it anew with: verbale baseline write {file} PATH..."
        ) from None
    counts: Counter[Known] = Counter()
    for known, count in entries:
        counts[known] += count
    return Baseline(file, counts)


def _known(entry: dict[str, object]) -> Known:
    told = [entry[name] for name in ("path", "rule", "words")]
    if not all(isinstance(word, str) for word in told):
        raise ValueError
    return Known(*map(str, told))
