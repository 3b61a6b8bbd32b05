"""Drafts three statements for every coded record, has them linted, and checks what they must state.

python -m benchmarks.eurepoc.render ../shared/incidents/eurepoc.jsonl.xz docs/scenarios.md
"""

import argparse
import json
import lzma
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.eurepoc.coded import Coded, Row, coded
from benchmarks.page import put

from verbale.desk import Desk
from verbale.model.errors import UserError
from verbale.model.finding import Severity
from verbale.papers.blocks import blocks

HOLDING, NOTIFICATION = "public/holding", "diplomatic/early-notification"
STATUS = "public/attribution-status"
NOBODY_STATED = "No statement on responsibility by any identified party has been recorded."
ROUNDS = 3
SEED = 2031


def main() -> int:
    """Renders all records, and writes the figures into a page."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("records", type=Path)
    parser.add_argument("page", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only every so many records; no page is written")
    parser.add_argument("--texts", type=Path, help="write the texts into this folder, to be read")
    given = parser.parse_args()
    with lzma.open(given.records, "rt", encoding="utf-8") as lines:
        rows: list[Row] = [json.loads(line) for line in lines]
    rows = rows[:: given.every]
    desk = Desk()
    records = [coded(row) for row in rows]
    problems = Counter[str]()
    failed: dict[str, str] = {}
    for number, record in enumerate(records):
        for problem in dict.fromkeys(_problems(desk, record, given.texts)):
            problems[problem] += 1
            failed.setdefault(problem, record.id)
        if number % 200 == 0:
            sys.stderr.write(f"{number} of {len(records)}\n")
    moved = _moved_by_permutation(desk, rows)
    for problem, count in problems.most_common():
        sys.stdout.write(f"{count} times, first in {failed[problem]}: {problem}\n")
    sys.stdout.write(f"moved by permutation: {moved}\n")
    if given.every == 1:
        put(given.page, "coded records", _figures(records, problems, moved))
    return int(bool(problems or moved))


def _problems(desk: Desk, record: Coded, folder: Path | None) -> Iterator[str]:
    """What is wrong with the three texts of a record."""
    texts = {}
    for template in (HOLDING, NOTIFICATION, STATUS):
        try:
            rendered = desk.draft(template, record.ledger)
        except UserError as error:
            yield f"{template} does not render: {' '.join(str(error).split())[:200]}"
            continue
        texts[template] = rendered.text
        if folder:
            folder.joinpath(f"{record.id}-{template.replace('/', '-')}.md").write_text(rendered.text)
        for finding in desk.lint(rendered.text, ledger=record.ledger, slots=rendered.slots):
            if finding.severity is not Severity.INFO:
                yield f"{template}: {finding.rule} on “{finding.text}”"
    for template in (HOLDING, NOTIFICATION):
        text = texts.get(template, "").lower()
        for words in (*record.countries, *record.regions, *record.sectors, *record.effects):
            if words.lower() not in text:
                yield f"{template} does not state “{words}”"
    yield from _attribution_problems(record, texts.get(STATUS, ""))


def _attribution_problems(record: Coded, text: str) -> Iterator[str]:
    text = "\n".join(block.words for block in blocks(text))  # as read, without the marks of Markdown
    for one in record.stated:
        party = one.party[:1].upper() + one.party[1:]
        if f"{party} has stated that {one.clause}" not in text and (
            f"{party} have stated that {one.clause}" not in text
        ):
            yield f"{STATUS} does not give the statement of a party"
    if not record.stated and NOBODY_STATED not in text:
        yield f"{STATUS} does not say that no party is recorded"
    if record.contested and "recorded as contested" not in text:
        yield f"{STATUS} does not mark what is contested"
    if "this statement makes none" not in text:
        yield f"{STATUS} does not say that it makes no attribution"


def _moved_by_permutation(desk: Desk, rows: list[Row]) -> int:
    """How many of the first two texts change when the columns about the initiator change places."""
    columns = [name for name in rows[0] if "initiator" in name or "attribut" in name]
    shuffle = random.Random(SEED)
    moved = 0
    before = [_two(desk, row) for row in rows]
    for _ in range(ROUNDS):
        order = list(range(len(rows)))
        shuffle.shuffle(order)
        for row, other, texts in zip(rows, order, before, strict=True):
            permuted = row | {name: rows[other][name] for name in columns}
            moved += sum(one != two for one, two in zip(texts, _two(desk, permuted), strict=True))
    return moved


def _two(desk: Desk, row: Row) -> tuple[bytes, bytes]:
    ledger = coded(row).ledger
    return desk.draft(HOLDING, ledger).text.encode(), desk.draft(NOTIFICATION, ledger).text.encode()


def _figures(records: list[Coded], problems: Counter[str], moved: int) -> str:
    stated = [record for record in records if record.stated]
    rows = (
        ("records", len(records)),
        (
            "with a country coded, which holding statement and early notification state",
            _count(records, "countries"),
        ),
        (
            "with only a region coded, which they state",
            sum(bool(r.regions and not r.countries) for r in records),
        ),
        ("with a sector coded, which they state", _count(records, "sectors")),
        ("with an effect coded, which they state", _count(records, "effects")),
        ("in which a party is named: the attribution status gives its statement as its own", len(stated)),
        ("statements of such parties", sum(len(record.stated) for record in records)),
        ("in which no party is named: the attribution status says so", len(records) - len(stated)),
        ("with a contested attribution, marked as such", sum(record.contested for record in records)),
        (
            f"of the first two texts that move when the initiator's columns are permuted ({ROUNDS} rounds)",
            moved,
        ),
    )
    table = "\n".join(f"| {what} | {count:,} |" for what, count in rows)
    return f"| what | how many |\n|---|---|\n{table}\n\n{_failures(problems)}"


def _count(records: list[Coded], field: str) -> int:
    return sum(bool(getattr(record, field)) for record in records)


def _failures(problems: Counter[str]) -> str:
    if not problems:
        return "Failures: none. Every text renders and passes the linter, rules and trained reader together."
    lines = [f"- {count} times: {problem}" for problem, count in problems.most_common()]
    return "\n".join(("Failures, by cause:", "", *lines))


if __name__ == "__main__":
    raise SystemExit(main())
