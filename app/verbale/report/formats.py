"""The formats of a report, by the name that ``--format`` takes."""

from collections.abc import Callable, Iterable, Iterator

from verbale.report.linted import Linted, Screen
from verbale.report.records import json_array, json_lines
from verbale.report.terminal import text

Format = Callable[[Iterable[Linted], Screen], Iterator[str]]

FORMATS: dict[str, Format] = {
    "text": text,
    "json": json_array,
    "jsonl": json_lines,
}
