"""The formats of a report, by the name that ``--format`` takes. Imported when called: most runs need one."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from verbale.report.linted import Linted, Showing

Format = Callable[[Iterable[Linted], Showing], Iterator[str]]

FORMATS = {
    "text": "verbale.report.terminal:text",
    "json": "verbale.report.records:json_array",
    "jsonl": "verbale.report.records:json_lines",
    "sarif": "verbale.report.sarif:sarif",
    "junit": "verbale.report.junit:junit",
    "github": "verbale.report.annotations:github",
    "gitlab": "verbale.report.gitlab:gitlab",
    "rdjson": "verbale.report.rdjson:rdjson",
    "html": "verbale.report.page:html",
}

STATISTICS = {
    "text": "verbale.report.statistics:statistics",
    "json": "verbale.report.statistics:statistics_json",
}


def report(
    form: str, results: Iterable[Linted], showing: Showing, *, statistics: bool = False
) -> Iterator[str]:
    """``results`` in one of FORMATS, piece by piece; ``statistics`` counts them in one of STATISTICS."""
    module, _, name = (STATISTICS if statistics else FORMATS)[form].partition(":")
    written: Format = getattr(import_module(module), name)
    return written(results, showing)
