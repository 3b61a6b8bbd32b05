"""Patterns of paths, as in an ``.editorconfig`` or ``.gitignore``."""

import re
from functools import cache

_PARTS = re.compile(r"(?P<deep>\*\*/?)|(?P<star>\*)|(?P<any>\?)|(?P<set>\[!?[^]/]+\])|(?P<else>.)", re.DOTALL)


def fits(pattern: str, path: str) -> bool:
    """True when ``path``, relative with ``/`` between its parts, is one that the pattern means.

    ``*`` and ``?`` stop at a ``/``, ``**`` does not. A pattern without ``/`` means a name at any depth, and a
    folder means everything below it.
    """
    return _expression(pattern).fullmatch(path) is not None


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    pattern = pattern.removeprefix("./")
    anywhere = "/" not in pattern.rstrip("/")
    inner = "".join(_translated(part) for part in _PARTS.finditer(pattern.strip("/")))
    return re.compile(("(?:.*/)?" if anywhere else "") + inner + "(?:/.*)?", re.DOTALL)


def _translated(part: re.Match[str]) -> str:
    if part["deep"]:
        return "(?:.*/)?" if part["deep"].endswith("/") else ".*"
    if part["set"]:
        return re.sub(r"^\[!", "[^", part["set"]).replace("\\", "\\\\")
    return {"star": "[^/]*", "any": "[^/]"}.get(part.lastgroup or "", re.escape(part[0]))
