"""Findings for a terminal: where, which rule, the words with a caret under them, why, and what to do."""

from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import wrap

from verbale.model.finding import Finding, Severity
from verbale.report.excerpt import excerpt, visible
from verbale.report.linted import Linted, Screen

COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
BOLD = "1"
DIM = "2"
MARGIN = "    "


def text(results: Iterable[Linted], screen: Screen) -> Iterator[str]:
    """Each finding as a block of lines, then one line that counts them."""
    files = 0
    counts: Counter[Severity] = Counter()
    for linted in results:
        files += 1
        for finding in linted.findings:
            counts[finding.severity] += 1
            yield "\n".join(_block(linted, finding, screen)) + "\n\n"
    yield _closing(files, counts) + "\n"


def _block(linted: Linted, finding: Finding, screen: Screen) -> Iterator[str]:
    colour = COLOURS[finding.severity] if screen.colour else ""
    where = _painted(_where(linted.path, finding), BOLD if colour else "")
    yield f"{where} {_painted(finding.severity, colour)} {finding.rule}"
    shown = excerpt(linted.text, finding, width=screen.width - len(MARGIN))
    yield MARGIN + shown.line
    yield MARGIN + " " * shown.indent + _painted("^" * shown.width, colour)
    yield from _wrapped(visible(finding.message), screen)
    yield from _wrapped(visible(finding.remedy), screen)


def _where(path: str, finding: Finding) -> str:
    place = finding.location
    if place is None:
        return f"{visible(path)}:{finding.line}:{finding.column}"
    if place.is_line:
        return f"{visible(path)}:{place.line}:{place.column}"
    return visible(f"{path}, {place}")


def _wrapped(words: str, screen: Screen) -> list[str]:
    return wrap(words, screen.width, initial_indent=MARGIN, subsequent_indent=MARGIN)


def _painted(words: str, code: str) -> str:
    return f"\x1b[{code}m{words}\x1b[0m" if code else words


def _closing(files: int, counts: Counter[Severity]) -> str:
    texts = _counted(files, "text")
    if not counts.total():
        return f"{texts} checked, no findings."
    parts = ", ".join(_counted(counts[s], s.value) for s in COLOURS if s is not Severity.INFO or counts[s])
    return f"{texts} checked, {_counted(counts.total(), 'finding')}: {parts}."


def _counted(number: int, noun: str) -> str:
    if noun == Severity.INFO:
        return f"{number} for information"
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
