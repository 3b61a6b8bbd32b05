"""By what a finding is known again when its text was edited elsewhere: its rule and the words around it."""

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from verbale.model.finding import Finding
from verbale.model.span import Span

NEAR = 6
"""Words on either side that belong to what a finding is known by."""
REACH = 400
"""Code points looked at on either side for those words."""
WORD = re.compile(r"\w+")


def surroundings(text: str, span: Span, within: Span | None = None) -> str:
    """The words found, ``[[so]]``, between up to six words before and after; case and marks left out.

    With ``within``, only words of that stretch are looked at.
    """
    first, last = (within.start, within.end) if within else (0, len(text))
    before = WORD.findall(text[max(first, span.start - REACH) : span.start])[-NEAR:]
    after = WORD.findall(text[span.end : min(last, span.end + REACH)])[:NEAR]
    found = " ".join(WORD.findall(span.of(text)))
    return " ".join([*before, f"[[{found}]]", *after]).casefold()


def fingerprints(path: str, text: str, findings: Iterable[Finding]) -> list[str]:
    """One for each finding of a text, 64 hexadecimal digits, no two alike; lines play no part in it."""
    seen: Counter[str] = Counter()
    told = []
    for finding in findings:
        key = f"{path}\0{finding.rule}\0{surroundings(text, finding.span)}"
        told.append(sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest())
        seen[key] += 1
    return told
