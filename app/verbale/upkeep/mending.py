"""Suggestions that keep the meaning, put into a text."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from verbale.model.finding import Finding, Severity, Suggestion

ROUNDS = 20
"""How often a text is read again after a change; a word left out may lay another one open."""
LINE = re.compile(rb"[^\n]*\n|[^\n]+")
CONTEXT = 3
"""Unchanged lines shown around a change, as git does."""


def mended(
    text: str, findings: Sequence[Finding], lint: Callable[[str], Sequence[Finding]]
) -> tuple[str, int]:
    """The text with every safe suggestion in place, and how many there were.

    ``findings`` are those of the text, and ``lint`` gives those of a changed one. Findings for information
    only change nothing. Of suggestions that overlap, the first is taken, and what is left of the others is
    found anew in the changed text.
    """
    count = 0
    seen = {text}
    for _ in range(ROUNDS):
        chosen = list(_apart(_safe(findings)))
        changed = _with(text, chosen)
        if not chosen or changed in seen:  # a house's own wordings may lead back to where they began
            break
        text, count = changed, count + len(chosen)
        seen.add(text)
        findings = lint(text)
    return text, count


def _safe(findings: Iterable[Finding]) -> Iterator[Suggestion]:
    for finding in findings:
        if finding.severity is not Severity.INFO:
            yield from [suggestion for suggestion in finding.suggestions if suggestion.safe][:1]


def _apart(suggestions: Iterable[Suggestion]) -> Iterator[Suggestion]:
    end = -1
    for one in sorted(set(suggestions), key=lambda suggestion: (suggestion.span, suggestion.wording)):
        if one.span.start > end:  # two that touch may both set the same space or capital
            yield one
            end = one.span.end


def _with(text: str, suggestions: Iterable[Suggestion]) -> str:
    pieces, place = [], 0
    for one in suggestions:
        pieces += [text[place : one.span.start], one.wording]
        place = one.span.end
    return "".join([*pieces, text[place:]])


def unified(path: str, before: bytes, after: bytes) -> Iterator[bytes]:
    """The difference as ``git apply`` and ``patch`` take it, line by line; nothing where there is none."""
    old, new = LINE.findall(before), LINE.findall(after)
    for number, group in enumerate(
        SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(CONTEXT)
    ):
        if number == 0:
            yield f"--- a/{path}\n+++ b/{path}\n".encode("utf-8", "surrogateescape")
        first, last = group[0], group[-1]
        yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n".encode()
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                yield from _lines(b" ", old[i1:i2])
            else:
                yield from _lines(b"-", old[i1:i2])
                yield from _lines(b"+", new[j1:j2])


def _range(start: int, end: int) -> str:
    length = end - start
    return f"{start + 1 if length else start},{length}"


def _lines(sign: bytes, lines: Iterable[bytes]) -> Iterator[bytes]:
    for line in lines:
        yield sign + line
        if not line.endswith(b"\n"):
            yield b"\n\\ No newline at end of file\n"
