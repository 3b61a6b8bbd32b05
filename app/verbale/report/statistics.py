"""How often each rule spoke, in place of what it said."""

from collections import Counter
from collections.abc import Iterable, Iterator

from verbale.model.finding import Severity
from verbale.report.linted import Linted, Showing
from verbale.report.records import listed
from verbale.report.terminal import COLOURS, closing, painted

HEADINGS = ("findings", "texts", "severity", "rule")


def statistics(results: Iterable[Linted], showing: Showing) -> Iterator[str]:
    """A table, the rules that spoke most often first, then the line that counts everything."""
    counts = _Counts(results)
    rows = [(str(n), str(texts), severity.value, rule) for n, texts, severity, rule in counts.rows()]
    if rows:
        widths = [max(map(len, column)) for column in zip(HEADINGS, *rows, strict=True)]
        yield _row(HEADINGS, widths, "")
        for row in rows:
            yield _row(row, widths, COLOURS[Severity(row[2])] if showing.colour else "")
        yield "\n"
    yield closing(counts.texts, counts.severities, counts.waived) + "\n"


def statistics_json(results: Iterable[Linted], showing: Showing) -> Iterator[str]:
    """The same table as an array of objects."""
    return listed(
        {"rule": rule, "severity": severity.value, "findings": number, "texts": texts}
        for number, texts, severity, rule in _Counts(results).rows()
    )


class _Counts:
    def __init__(self, results: Iterable[Linted]) -> None:
        self.texts = self.waived = 0
        self.severities: Counter[Severity] = Counter()
        self._findings: Counter[tuple[str, Severity]] = Counter()
        self._texts: Counter[tuple[str, Severity]] = Counter()
        for linted in results:
            self.texts += 1
            self.waived += len(linted.waived)
            spoke = [(finding.rule, finding.severity) for finding in linted.findings]
            self._findings.update(spoke)
            self._texts.update(set(spoke))
            self.severities.update(severity for _, severity in spoke)

    def rows(self) -> list[tuple[int, int, Severity, str]]:
        """Findings, texts, severity and rule."""
        rows = [
            (number, self._texts[rule, severity], severity, rule)
            for (rule, severity), number in self._findings.items()
        ]
        return sorted(rows, key=lambda row: (-row[0], row[3], row[2]))


def _row(cells: Iterable[str], widths: list[int], colour: str) -> str:
    number, texts, severity, rule = cells
    padded = painted(severity.ljust(widths[2]), colour)
    return f"{number.rjust(widths[0])}  {texts.rjust(widths[1])}  {padded}  {rule}\n"
