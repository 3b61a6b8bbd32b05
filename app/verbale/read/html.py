"""HTML to blocks: what a reader of the page sees, each word with its line and column in the source."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from verbale.model.lines import Lines
from verbale.model.location import Location
from verbale.model.textwaiver import COMMENT, without_waivers
from verbale.read.compose import Block, Run, Shape, compose
from verbale.read.document import About, Aside, Outcome
from verbale.read.encoding import decode
from verbale.read.markup import Closing, Comment, Opening, Words, tokens
from verbale.read.source import Source


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


VOID = _names("area base br col embed hr img input link meta param source track wbr")
UNSEEN = _names(
    "head script style template noscript iframe object svg math canvas audio video select datalist button "
    "textarea noembed noframes"
)
FURNITURE = frozenset({"nav", "menu"})
FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "menu", "menubar"})
CONTENT = frozenset({"article", "main", "section", "blockquote"})
BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search "
    "section summary table tbody td tfoot th thead title tr ul"
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "title"})
ITEMS = frozenset({"li", "dt", "dd"})
_SPACE = "[ \t\n\r\f]"
_PART = re.compile(rf"(?P<space>{_SPACE}+)|(?P<reference>&[#\w]++;?)|[^&\s]+(?: [^&\s]+)*+|[^ \t\n\r\f]")
_LINE = re.compile(r"\r\n|\r|\n|(?P<reference>&[#\w]++;?)|[^&\r\n]+|&")
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""")

Telling = Callable[[str, Mapping[str, str]], Aside | None]
"""What an element's name and attributes tell about everything within it."""


def read_html(source: Source) -> Iterator[Outcome]:
    """One document: the page as its reader sees it."""
    content = source.content()
    text = decode(content, name=source.name, declared=declared_encoding(content))
    blocks = tuple(html_blocks(text))
    headings = (block.text for block in blocks if block.shape is Shape.HEADING)
    title = next((without_waivers(heading).strip() for heading in headings), None)
    yield compose(source.name, blocks, about=About(title=title))


def declared_encoding(content: bytes) -> str | None:
    """The encoding that a page names for itself within its first 4,096 bytes."""
    found = _META_CHARSET.search(content[:4096]) or _XML_ENCODING.search(content[:4096])
    return found[1].decode("ascii") if found else None


@dataclass(frozen=True, slots=True)
class _Open:
    name: str
    aside: Aside | None
    """What is told of everything within, by this element or one around it."""


def html_blocks(source: str, *, part: str | None = None, tell: Telling | None = None) -> Iterator[Block]:
    """The blocks of an HTML source; ``part`` names it within a mail, ``tell`` may tell more apart."""
    page = _Page(source, part, tell)
    for token in tokens(source):
        match token:
            case Words():
                page.read(token)
            case Opening():
                yield from page.enter(token)
            case Closing():
                yield from page.leave(token)
            case Comment():
                page.remark(token)
    yield from page.end_block()


class _Page:
    """The elements that are open and the block that is being read."""

    def __init__(self, source: str, part: str | None, tell: Telling | None) -> None:
        self._source = source
        self._lines = Lines(source)
        self._part = part
        self._tell = tell
        self._open: list[_Open] = []
        self._names: Counter[str] = Counter()
        self._runs: list[Run] = []
        self._space: Location | None = None

    @property
    def _aside(self) -> Aside | None:
        return self._open[-1].aside if self._open else None

    def enter(self, tag: Opening) -> Iterator[Block]:
        if tag.name in BLOCKS:
            yield from self.end_block()
        if tag.name == "br":
            self._break_line()
        elif tag.name == "q":
            self._add("“", tag.start)
        if tag.name in VOID:
            return
        aside = self._aside or self._told(tag)
        if tag.name == "title" and not self._names["svg"]:
            aside = None  # within the head, and yet shown
        if aside is not self._aside:
            yield from self.end_block()
        self._open.append(_Open(tag.name, aside))
        self._names[tag.name] += 1

    def leave(self, tag: Closing) -> Iterator[Block]:
        name = tag.name
        if name in BLOCKS:
            yield from self.end_block()
        if not self._names[name]:
            return
        if name == "q":
            self._add("”", tag.start)
        while True:
            closed = self._open.pop()
            self._names[closed.name] -= 1
            if closed.aside is not self._aside:
                yield from self._ended(closed.aside)
            if closed.name == name:
                return

    def read(self, words: Words) -> None:
        if self._aside is Aside.HIDDEN:
            return
        exact = bool(self._names["pre"])
        for part in (_LINE if exact else _PART).finditer(self._source, words.start, words.end):
            if not exact and part["space"]:
                self._space = self._at(part.start())
                continue
            self._add(unescape(part[0]) if words.escaped and part["reference"] else part[0], part.start())

    def remark(self, comment: Comment) -> None:
        """A waiver stays, for the linter to read; any other comment of the source is nobody's to read."""
        if COMMENT.fullmatch(self._source, comment.start, comment.end):
            on_one_line = " ".join(self._source[comment.start : comment.end].split())
            self._add(on_one_line, comment.start, as_is=True)

    def _add(self, text: str, offset: int, *, as_is: bool = False) -> None:
        if self._aside is Aside.HIDDEN:
            return
        if self._space and self._runs and not self._runs[-1].text.endswith("\n"):
            self._runs.append(Run(" ", self._space))
        self._space = None
        self._runs.append(Run(text, self._at(offset), as_is=as_is))

    def end_block(self) -> Iterator[Block]:
        yield from self._ended(self._aside)

    def _ended(self, aside: Aside | None) -> Iterator[Block]:
        if self._runs:
            yield Block(self._shape(), tuple(self._runs), aside)
        self._runs = []
        self._space = None

    def _shape(self) -> Shape:
        if self._names["pre"]:
            return Shape.CODE
        if any(self._names[name] for name in HEADINGS):
            return Shape.HEADING
        if self._names["blockquote"]:
            return Shape.QUOTE
        return Shape.ITEM if any(self._names[name] for name in ITEMS) else Shape.PROSE

    def _break_line(self) -> None:
        self._space = None
        if self._runs:
            self._runs.append(Run("\n", self._runs[-1].location))

    def _told(self, tag: Opening) -> Aside | None:
        attributes = tag.attributes
        if tag.name in UNSEEN or "hidden" in attributes:
            return Aside.HIDDEN
        if tag.name in FURNITURE or attributes.get("role", "").lower() in FURNITURE_ROLES:
            return Aside.NAVIGATION
        if tag.name in ("header", "footer") and not any(self._names[name] for name in CONTENT):
            return Aside.NAVIGATION
        return self._tell(tag.name, attributes) if self._tell else None

    def _at(self, offset: int) -> Location:
        line, column = self._lines.at(offset)
        return Location(part=self._part, line=line, column=column)
