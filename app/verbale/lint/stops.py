"""Where sentences end within one line of text."""

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from verbale.resources import lexicons_folder

LONGEST = 2_000
"""No stretch is longer, in code points: what is parsed must stay small."""

_STOP = re.compile(r"([.!?…。！？]++)((?:[\"'”’»)\]]|\[\d{1,3}\])*+)")
_RUN_ON = re.compile(r"[A-Z][a-z]*+ ")
_BEFORE_WORD = re.compile(r"[ \"“”‘(\[«–—/-]")
_NEXT = re.compile(r"[\"'“”‘’«(\[¿¡„•*#—–-]*[ ]?(?P<word>[^\W_]+|\S)?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_NUMBERING = re.compile(r"(?:^|[:;.] )(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})$")
_SAFE_PLACE = re.compile(r".*[;:,](?=[ ])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words whose stop is no sentence's end, in lower case, without that stop."""

    never: frozenset[str]
    before_number: frozenset[str]
    may_end: frozenset[str]
    openers: frozenset[str]


@functools.cache
def abbreviations() -> Abbreviations:
    """The abbreviations of the shipped English lexicon."""
    with (lexicons_folder() / "abbreviations.toml").open("rb") as file:
        tables = tomllib.load(file)
    return Abbreviations(**{name: frozenset(table["words"]) for name, table in tables.items()})


def ends(text: str) -> Iterator[int]:
    """The indices where a sentence of ``text``, which stands on one line, ends; ``len(text)`` comes last.

    Closing quotes and brackets belong to their sentence. A stretch without a stop is ended at a safe place
    before LONGEST code points.
    """
    last, whole = 0, len(text)
    for stop in _STOP.finditer(text):
        end = stop.end()
        if end == whole:
            break
        if text[end] == " ":
            is_end = end + 1 < whole and _ends_sentence(text, last, stop.start(), stop[1], end + 1)
        else:
            is_end = stop[1][0] in "。！？" or _runs_on(text, stop)
        if is_end:
            yield from _shortened(text, last, end)
            yield end
            last = end
    yield from _shortened(text, last, whole)
    yield whole


def _ends_sentence(text: str, last: int, at: int, stop: str, following: int) -> bool:
    found = _NEXT.match(text, following)
    word = (found["word"] if found else None) or ""
    if word[:1].islower() and not (len(word) > 2 and word[1:3].lower() != word[1:3]):
        return False
    if word[:1] in set(",;:.)]}/%&+=|"):
        return False
    if stop != ".":
        return True
    abbreviated = _word_before(text, last, at).lower()
    known = abbreviations()
    opens = word.lower() in known.openers and not (word == "A" or word == "I")
    if abbreviated in known.never:
        return False
    if abbreviated in known.before_number and word[:1].isdigit():
        return False
    if _NUMBERING.search(text, max(last, at - 6), at):
        return False
    if abbreviated in known.may_end or _INITIALS.fullmatch(abbreviated):
        return opens
    return True


def _word_before(text: str, last: int, at: int) -> str:
    """What stands before ``at`` back to a space, an opening mark or ``last``, at most 40 code points."""
    return _BEFORE_WORD.split(text[max(last, at - 40) : at])[-1]


def _runs_on(text: str, stop: re.Match[str]) -> bool:
    """True where the space after a stop was forgotten ("the port.The ministry"), but not in "Node.Js"."""
    if not _RUN_ON.match(text, stop.end()):
        return False
    before = _word_before(text, 0, stop.start())
    return len(before) > 2 and before.isalpha() and before.islower()


def _shortened(text: str, start: int, end: int) -> Iterator[int]:
    """Ends within ``start..end`` so that no stretch is longer than LONGEST."""
    while end - start > LONGEST:
        window_end = start + LONGEST
        safe = _SAFE_PLACE.match(text, start + LONGEST // 2, window_end)
        cut = safe.end() if safe else text.rfind(" ", start + 1, window_end)
        start = cut if cut > start else window_end
        yield start
