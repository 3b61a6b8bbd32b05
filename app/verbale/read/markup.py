"""HTML as tokens, each with its place in the source.

A tokenizer of our own, because the parsers at hand either forget where words stood or take quadratic time
over hostile pages. This one follows the HTML standard's tokens in one pass: every pattern consumes what it
has looked at, so no page takes longer than its length.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"})
"""Elements whose content holds no tags."""
UNESCAPED_RAW = RAW - {"textarea", "title"}

_ATTRIBUTE = r"""
    (?P<attribute>[^\s/>=][^\s/>=]*+)
    (?:\s*+=\s*+(?:"(?P<double>[^"]*+)(?:"|\Z)|'(?P<single>[^']*+)(?:'|\Z)|(?P<bare>[^\s>"'][^\s>]*+)|(?=>)))?+
"""
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _ATTRIBUTE)
_TOKEN = re.compile(
    rf"""
    <!--(?:-?+>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z)|)
  | <(?P<close>/?+)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>(?:[\s/=]++|{_UNNAMED})*+)(?:>|\Z)
  | <[!?/][^>]*+(?:>|\Z)
  | (?P<text>[^<]++|<)
    """,
    re.VERBOSE,
)
_ATTRIBUTES = re.compile(_ATTRIBUTE, re.VERBOSE)
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}


@dataclass(frozen=True, slots=True)
class Opening:
    """A start tag with its attributes, names in lower case."""

    name: str
    attributes: Mapping[str, str]
    start: int


@dataclass(frozen=True, slots=True)
class Closing:
    """An end tag."""

    name: str
    start: int


@dataclass(frozen=True, slots=True)
class Words:
    """Text from ``start`` to ``end`` of the source; ``escaped`` says that references like &amp; count."""

    start: int
    end: int
    escaped: bool = True


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment from ``start`` to ``end`` of the source, with its marks."""

    start: int
    end: int


Token = Opening | Closing | Words | Comment


def tokens(source: str) -> Iterator[Token]:
    """The tags, texts and comments of an HTML source in their order; declarations are passed over."""
    position = 0
    while position < len(source):
        match = _TOKEN.match(source, position)
        assert match is not None, "some pattern fits every character"
        position = match.end()
        if match["text"]:
            yield Words(match.start(), position)
        elif source.startswith("<!--", match.start()):
            yield Comment(match.start(), position)
        elif match["name"] and match["close"]:
            yield Closing(match["name"].lower(), match.start())
        elif match["name"]:
            name = match["name"].lower()
            yield Opening(name, _attributes(match["attributes"]), match.start())
            if name in RAW:
                end = _ENDS[name].search(source, position)
                start, position = position, end.start() if end else len(source)
                yield Words(start, position, escaped=name not in UNESCAPED_RAW)


def _attributes(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTES.finditer(source):
        value = match["double"] or match["single"] or match["bare"] or ""
        found.setdefault(match["attribute"].lower(), unescape(value))
    return found
