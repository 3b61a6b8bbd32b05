"""Counting over the results of an archive, one line at a time."""

import heapq
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verbale.model.finding import Family

SHORTEST = 100
"""Words below which a statement is not ranked: one finding in a short line says little."""
RANKED = 12
LEVELS = {
    "attribution/circumstantial": "hinted",
    "attribution/characterised": "hinted",
    "attribution/hedged-link": "hedged",
    "attribution/reported-link": "reported",
    "attribution/assessed-link": "assessed",
    "blame/asserted-attribution": "asserted",
    "blame/asserted-sponsorship": "asserted",
    "blame/accusation": "asserted",
}
"""How sure a rule's finding says an author is, weakest first."""
STEPS = tuple(dict.fromkeys(LEVELS.values()))
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_MONTH = re.compile(r"^\s*((?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2]))\b")


@dataclass(slots=True)
class Rate:
    """Findings of severity error or warning among a number of words."""

    findings: int = 0
    words: int = 0
    records: int = 0

    @property
    def per_thousand(self) -> float:
        """Findings per 1,000 words."""
        return 1000 * self.findings / self.words if self.words else 0.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A statement with its rate."""

    name: str
    issuer: str
    date: str
    words: int
    findings: int

    @property
    def per_thousand(self) -> float:
        """Findings per 1,000 words."""
        return 1000 * self.findings / self.words


@dataclass(slots=True)
class Tally:
    """What the report shows. ``levels`` counts, for each period, how sure authorship was put."""

    whole: Rate = field(default_factory=Rate)
    info: int = 0
    problems: int = 0
    years: dict[str, Rate] = field(default_factory=dict)
    issuers: dict[str, Rate] = field(default_factory=dict)
    families: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    in_incident: int = 0
    levels: dict[str, Counter[str]] = field(default_factory=dict)
    worst: list[Ranked] = field(default_factory=list)
    best: list[Ranked] = field(default_factory=list)


def tally(folder: Path, *, incident: str | None = None) -> Tally:
    """Counts over the files of results in ``folder``; only as much memory as there are years and issuers."""
    found = Tally(families=Counter(dict.fromkeys((family.value for family in list(Family)[:5]), 0)))
    concerned: set[int] = set()
    worst: list[tuple[float, int, Ranked]] = []
    best: list[tuple[float, int, int, Ranked]] = []
    for row in _rows(folder / "records.jsonl"):
        counted = row["error"] + row["warning"]
        found.info += row["info"]
        issuer, year = row["issuer"] or "not named", _year(row["date"])
        rates = (found.whole, found.years.setdefault(year, Rate()), found.issuers.setdefault(issuer, Rate()))
        for rate in rates:
            rate.findings += counted
            rate.words += row["words"]
            rate.records += 1
        if row["in_incident"]:
            found.in_incident += 1
            concerned.add(row["record"])
        if row["words"] >= SHORTEST and (row["in_incident"] or not incident):
            ranked = Ranked(_name(row), issuer, row["date"] or "", row["words"], counted)
            _push(worst, (ranked.per_thousand, -row["record"], ranked))
            _push(best, (-ranked.per_thousand, row["words"], -row["record"], ranked))
    by_month = incident is not None
    for row in _rows(folder / "findings.jsonl"):
        if row["severity"] != "info":
            found.families[row["family"]] += 1
            found.rules[row["rule"]] += 1
        level = LEVELS.get(row["rule"])
        if level and (not incident or row["record"] in concerned):
            period = _month(row["date"]) if by_month else _year(row["date"])
            found.levels.setdefault(period, Counter())[level] += 1
    found.problems = sum(1 for _ in _rows(folder / "problems.jsonl"))
    found.worst = [entry[-1] for entry in sorted(worst, reverse=True) if entry[-1].findings]
    found.best = [entry[-1] for entry in sorted(best, reverse=True)]
    return found


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8", errors="surrogatepass") as lines:
        for line in lines:
            yield json.loads(line)


def _push(heap: list[Any], entry: Any) -> None:
    heapq.heappush(heap, entry)
    if len(heap) > RANKED:
        heapq.heappop(heap)


def _name(row: dict[str, Any]) -> str:
    return str(row["title"] or row["id"] or f"{row['path']}, record {row['record'] + 1}")


def _year(date: str | None) -> str:
    year = _YEAR.search(date or "")
    return year[0] if year else "no date"


def _month(date: str | None) -> str:
    month = _MONTH.match(date or "")
    return month[1] if month else _year(date)
