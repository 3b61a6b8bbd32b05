"""Where a text names an actor."""

import re

from verbale.model.actor import Actor
from verbale.model.span import Span


def names_in(text: str, actor: Actor) -> tuple[Span, ...]:
    """Every place at which a name, adjective or organ of the actor stands, longest first, none twice."""
    names = sorted(actor.names, key=len, reverse=True)
    if not names:
        return ()
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)
    return tuple(Span(*found.span()) for found in pattern.finditer(text))
