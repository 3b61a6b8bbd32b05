"""Findings for a terminal: where, which rule, the words with a caret under them, why, and what to do."""

from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import wrap

from verbale.model.finding import Finding, Severity
from verbale.model.waived import Waived, WaivedBy
from verbale.report.excerpt import excerpt, visible
from verbale.report.linted import Linted, Showing
from verbale.report.place import in_words

COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
BOLD = "1"
DIM = "2"
MARGIN = "    "
WAIVED = {WaivedBy.TEXT: "Waived in the text", WaivedBy.BASELINE: "In the baseline"}


def text(results: Iterable[Linted], showing: Showing) -> Iterator[str]:
    """Each finding as a block of lines, then one line that counts them, waived ones too."""
    files = waived = 0
    counts: Counter[Severity] = Counter()
    for linted in results:
        files += 1
        waived += len(linted.waived)
        for finding in linted.findings:
            counts[finding.severity] += 1
            yield "\n".join(_block(linted, finding, showing)) + "\n\n"
        for one in linted.waived if showing.waived else ():
            yield "\n".join(_waived(linted, one, showing)) + "\n\n"
    yield closing(files, counts, waived) + "\n"


def painted(words: str, code: str) -> str:
    """The words in a colour or weight of the terminal; as they are for no code."""
    return f"\x1b[{code}m{words}\x1b[0m" if code else words


def closing(files: int, counts: Counter[Severity], waived: int) -> str:
    """The line that says how much was checked and found."""
    texts = _counted(files, "text")
    aside = f" {waived} waived." if waived else ""
    if not counts.total():
        return f"{texts} checked, no findings.{aside}"
    parts = ", ".join(_counted(counts[s], s.value) for s in COLOURS if s is not Severity.INFO or counts[s])
    return f"{texts} checked, {_counted(counts.total(), 'finding')}: {parts}.{aside}"


def _block(linted: Linted, finding: Finding, showing: Showing) -> Iterator[str]:
    colour = COLOURS[finding.severity] if showing.colour else ""
    yield _head(linted, finding, painted(finding.severity, colour), showing)
    yield from _words(linted, finding, colour, showing)
    yield from _wrapped(visible(finding.message), showing)
    yield from _wrapped(visible(finding.remedy), showing)


def _waived(linted: Linted, waived: Waived, showing: Showing) -> Iterator[str]:
    colour = DIM if showing.colour else ""
    yield _head(linted, waived.finding, painted("waived", colour), showing)
    yield from _words(linted, waived.finding, colour, showing)
    yield from _wrapped(visible(f"{WAIVED[waived.by]}: {waived.reason}"), showing)


def _head(linted: Linted, finding: Finding, grade: str, showing: Showing) -> str:
    where = painted(visible(in_words(linted.path, finding)), BOLD if showing.colour else "")
    page = showing.page(finding.rule) if showing.links else None
    rule = f"\x1b]8;;{visible(page)}\x1b\\{finding.rule}\x1b]8;;\x1b\\" if page else finding.rule
    return f"{where} {grade} {rule}"


def _words(linted: Linted, finding: Finding, colour: str, showing: Showing) -> Iterator[str]:
    shown = excerpt(linted.text, finding, width=showing.width - len(MARGIN))
    yield MARGIN + shown.line
    yield MARGIN + " " * shown.indent + painted("^" * shown.width, colour)


def _wrapped(words: str, showing: Showing) -> list[str]:
    return wrap(words, showing.width, initial_indent=MARGIN, subsequent_indent=MARGIN)


def _counted(number: int, noun: str) -> str:
    if noun == Severity.INFO:
        return f"{number} for information"
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
