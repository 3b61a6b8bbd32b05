"""Words that both makes of database can keep."""

import re

from verbale.model.errors import UserError

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text itself; UserError when it holds a NUL or half of a surrogate pair."""
    if found := _UNSTORABLE.search(text):
        raise UserError(
            f"Character {found.start() + 1} is not text (code {ord(found.group()):04X}). "
            "Take it out and try again."
        )
    return text
