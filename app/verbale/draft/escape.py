"""Ledger words as plain words inside Markdown: nothing in them is read as structure, HTML or a mark."""

import re
import unicodedata

from verbale.draft.slots import without_marks

# Python-Markdown and CommonMark both read a backslash before these; for the others an entity is the
# form that both understand.
_ANYWHERE = {"\\": "\\\\", "`": "\\`", "*": "\\*", "[": "\\[", "]": "\\]", "<": "&lt;"}
_EMPHASIS = re.compile(r"(?<![^\W_])_|_(?![^\W_])")  # an underscore within a word is one everywhere
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BLOCK_START = re.compile(r"[+\-=:](?=[\s+\-=]|$)|[#>]")
_LIST_NUMBER = re.compile(r"(\d+)([.)])(?=\s|$)")


def on_one_line(words: str) -> str:
    """The words with control characters gone and every run of white space, newlines included, one space."""
    spaced = " ".join(words.split())
    kept = "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cs"))
    return without_marks(kept).strip()


def as_words(words: str) -> str:
    """The words on one line, escaped so that Markdown shows exactly them, wherever in a line they stand."""
    line = _ENTITY.sub("&amp;", on_one_line(words))
    line = _EMPHASIS.sub(r"\\_", "".join(_ANYWHERE.get(c, c) for c in line)).replace("~~", "&#126;&#126;")
    if number := _LIST_NUMBER.match(line):
        return f"{number[1]}\\{line[number.start(2) :]}"
    if _BLOCK_START.match(line):
        return f"&#{ord(line[0])};{line[1:]}"
    return line
