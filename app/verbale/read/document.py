"""What every reader gives: a text, and the way back to where it came from."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from verbale.model.errors import UserError
from verbale.model.finding import Finding
from verbale.model.location import Location
from verbale.model.waived import Answered


class Aside(StrEnum):
    """What is told apart from the words of a release and left out of its text.

    Code and front matter stay in the text and are marked as Markdown marks them: the linter passes over both.
    """

    NAVIGATION = "navigation"
    HIDDEN = "hidden"  # never kept, not even as LeftOut: scripts and styles would be most of it
    QUOTED_MAIL = "quoted mail"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of ``length`` code points that is not part of the text, and where it stands."""

    aside: Aside
    location: Location
    length: int


@dataclass(frozen=True, slots=True)
class Place:
    """From the code point ``start`` of a text on, what stands there comes from ``location``."""

    start: int
    location: Location


@dataclass(frozen=True, slots=True)
class About:
    """What a source says of a text beside its words, as the source writes it."""

    id: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text and where it came from.

    ``path`` is as it was given, ``-`` for standard input; a file within another follows after a ``/``.
    ``text`` of a text file is the file's own: every newline as it stood, no byte-order mark. Of other
    sources it is what they say, as Markdown: a blank line between blocks, ``#`` before headings, ``-`` before
    list items, ``>`` before block quotes, fences around code. So it reads alike wherever it is linted.
    ``places`` lead back, in the order of the text; a text file needs none.
    """

    path: str
    text: str
    places: tuple[Place, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    about: About = About()

    def location(self, index: int) -> Location | None:
        """Where the code point at ``index`` stands in the source; None when the source is the text itself."""
        if not self.places:
            return None
        place = self.places[max(0, bisect_right(self.places, index, key=lambda place: place.start) - 1)]
        return place.location.along(index - place.start)

    def located(self, findings: Iterable[Finding]) -> list[Finding]:
        """The same findings of this document's text, each with its place in the source."""
        return [replace(finding, location=self.location(finding.span.start)) for finding in findings]

    def placed(self, answered: Answered) -> Answered:
        """The same of what was left and what was set aside."""
        aside = self.located(one.finding for one in answered.waived)
        waived = (replace(one, finding=f) for one, f in zip(answered.waived, aside, strict=True))
        return Answered(tuple(self.located(answered.findings)), tuple(waived))


Outcome = Document | UserError
"""A document, or in its place the problem that kept it from being read."""
