"""A run over an archive: read, look up, lint what is not known, write in order, remember how far."""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from verbale.archive.journal import Journal, Mark, linked
from verbale.archive.parquet import write_parquet
from verbale.archive.report import write_report
from verbale.archive.rows import finding_lines, problem_line, record_line
from verbale.archive.statement import Open, Outcome, Statement
from verbale.archive.store import Store, key_of
from verbale.archive.work import Batch, Engine, unpacked
from verbale.model.errors import UserError

BATCH = 300_000
"""Code points of one batch, about 50,000 words: a second or two of work for one process."""

SHOWN = 5
"""Problems that are told when there is nothing else to tell."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come; ``resumed`` records were done by an earlier run."""

    records: int
    words: int
    findings: int
    problems: int
    resumed: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run gave: totals, the files written, and what could not be."""

    progress: Progress
    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Unit:
    """Outcomes that are done together, each with the digest of all up to it."""

    outcomes: tuple[Outcome, ...]
    keys: tuple[bytes, ...]
    chain: str


@dataclass(frozen=True, slots=True)
class Archive:
    """How an archive is linted.

    ``settings`` names all that results depend on beside the texts; ``store`` keeps results between runs.
    ``incident`` is a word or phrase by which the statements on one incident are known. ``tell`` is called
    after each batch.
    """

    out: Path
    engine: Engine
    settings: str
    store: Store | None = None
    incident: str | None = None
    tell: Callable[[Progress], None] | None = None

    def lint(self, source: Open) -> Summary:
        """Lints everything that ``source`` gives and writes the results into ``out``.

        Goes on where an earlier run of the same settings over the same texts was cut off. Raises UserError
        when ``out`` cannot be written to, or nothing could be read.
        """
        try:
            self.out.mkdir(parents=True, exist_ok=True)
            with Journal(self.out, linked(self.settings, self.incident or "")) as journal:
                self._go_on(source, journal)
                mark = journal.mark
                if mark.read == mark.problems:
                    raise UserError("\n".join(["There is no text to lint.", *journal.problems(SHOWN)]))
                journal.finish()
        except OSError as error:
            raise UserError(
                f"The results cannot be written ({error}). Choose another folder with --out."
            ) from error
        files = [self.out / name for name in ("findings.jsonl", "records.jsonl", "problems.jsonl")]
        notes = [*write_parquet(self.out)]
        write_report(self.out, incident=self.incident)
        files += [
            self.out / name for name in ("findings.parquet", "report.html") if (self.out / name).exists()
        ]
        return Summary(_progress(mark), tuple(files), tuple(notes))

    def _go_on(self, source: Open, journal: Journal) -> None:
        outcomes = source()
        done = journal.mark.read
        if done and not _passed(outcomes, journal.mark):
            journal.start_over()
            outcomes, done = source(), 0
        waiting: deque[tuple[_Unit, dict[bytes, str], list[bytes]]] = deque()
        with self.store or nullcontext() as store:
            for fresh in self.engine(_unknown(_units(outcomes, journal.mark.chain), store, waiting)):
                unit, known, missing = waiting.popleft()
                new = dict(zip(missing, fresh, strict=True))
                if store is not None:
                    store.keep(new)
                mark = self._write(journal, unit, known | new)
                journal.remember(mark)
                if self.tell is not None:
                    self.tell(replace(_progress(mark), resumed=done))

    def _write(self, journal: Journal, unit: _Unit, found: dict[bytes, str]) -> Mark:
        mark = journal.mark
        record, words, count, problems = mark.read, mark.words, mark.findings, mark.problems
        for outcome, key in zip(unit.outcomes, unit.keys, strict=True):
            if isinstance(outcome, UserError):
                journal.write("problems.jsonl", [problem_line(record, outcome)])
                problems += 1
            else:
                length, findings = unpacked(found[key])
                journal.write("findings.jsonl", finding_lines(record, outcome, findings))
                row = record_line(record, outcome, length, findings, in_incident=self._speaks(outcome))
                journal.write("records.jsonl", [row])
                words, count = words + length, count + len(findings)
            record += 1
        return replace(mark, read=record, words=words, findings=count, problems=problems, chain=unit.chain)

    def _speaks(self, statement: Statement) -> bool:
        if not self.incident:
            return False
        sought = self.incident.casefold()
        return sought in statement.text.casefold() or sought in (statement.about.title or "").casefold()


def _progress(mark: Mark) -> Progress:
    return Progress(mark.read - mark.problems, mark.words, mark.findings, mark.problems)


def _identity(outcome: Outcome) -> tuple[bytes, str]:
    """The key of its text, and a line that differs when anything about it does."""
    if isinstance(outcome, UserError):
        return b"", json.dumps(["problem", str(outcome)])
    key = key_of(outcome.text)
    about = outcome.about
    return key, json.dumps([key.hex(), outcome.path, about.id, about.date, about.issuer, about.title])


def _passed(outcomes: Iterator[Outcome], mark: Mark) -> bool:
    """Passes over what a run before has done; False when it was something else."""
    chain = ""
    for _ in range(mark.read):
        outcome = next(outcomes, None)
        if outcome is None:
            return False
        chain = linked(chain, _identity(outcome)[1])
    return chain == mark.chain


def _units(outcomes: Iterable[Outcome], chain: str) -> Iterator[_Unit]:
    held: list[Outcome] = []
    keys: list[bytes] = []
    size = 0
    for outcome in outcomes:
        key, identity = _identity(outcome)
        chain = linked(chain, identity)
        held.append(outcome)
        keys.append(key)
        size += 1000 + (0 if isinstance(outcome, UserError) else len(outcome.text))
        if size > BATCH:
            yield _Unit(tuple(held), tuple(keys), chain)
            held, keys, size = [], [], 0
    if held:
        yield _Unit(tuple(held), tuple(keys), chain)


def _unknown(
    units: Iterable[_Unit],
    store: Store | None,
    waiting: deque[tuple[_Unit, dict[bytes, str], list[bytes]]],
) -> Iterator[Batch]:
    """The texts of each unit that nothing is known of; the units themselves wait for what comes back."""
    for unit in units:
        texts = {
            key: outcome.text
            for key, outcome in zip(unit.keys, unit.outcomes, strict=True)
            if not isinstance(outcome, UserError)
        }
        known = store.known(texts) if store is not None else {}
        missing = [key for key in texts if key not in known]
        waiting.append((unit, known, missing))
        yield [texts[key] for key in missing]
