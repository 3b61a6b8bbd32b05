"""Values as a page shows them."""

import re
from datetime import UTC, datetime

from markupsafe import Markup, escape

from verbale.model.when import When

_HOLE = re.compile(r"\{\w+\}")
_FOUND = re.compile(r"\[\[(.+?)\]\]")


def shown(when: When | None) -> str:
    """``14:00 UTC, 3 March 2031``, or as much of it as is known."""
    if when is None:
        return "not recorded"
    if not when.has_clock:
        return str(when)
    at = when.earliest.astimezone(UTC)
    return f"{at:%H:%M} UTC, {at.day} {at:%B %Y}"


def stamp(at: datetime) -> str:
    """``14:02 UTC, 7 May 2031``: when something was done at the desk."""
    at = at.astimezone(UTC)
    return f"{at:%H:%M} UTC, {at.day} {at:%B %Y}"


def spaced(label: str) -> str:
    """A label's words: ``to_be_established`` as ``to be established``."""
    return label.replace("_", " ")


def unfilled(sentence: str) -> str:
    """A rule's sentence with an ellipsis where the words found would stand."""
    return _HOLE.sub("…", sentence)


def example(sentence: str) -> Markup:
    """A rule's sentence with the words between ``[[`` and ``]]`` marked."""
    return Markup(_FOUND.sub(r"<mark>\1</mark>", str(escape(sentence))))
