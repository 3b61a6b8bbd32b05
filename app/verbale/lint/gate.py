"""Which sentences are worth a parse: those whose cues can complete a claim.

Each reader states, beside its code, the sets of roles that it cannot do without; a sentence that fulfils
none of them can give no claim, so leaving it unparsed changes nothing. ``ACTOR`` stands for any
name or class, ``CREW`` for one that is hostile by description: a group, a service, a characterised class.
"""

from collections.abc import Iterable

ACTOR = "actor"
CREW = "actor.crew"
CREWS = frozenset({"group", "organ", "class"})
Needs = tuple[tuple[str, ...], ...]
"""Alternatives; of each, every role must be there."""


class Gate:
    """Decides on the roles found in a sentence; answers are kept, since few combinations occur."""

    def __init__(self, needs: Iterable[Needs]) -> None:
        self._alternatives = tuple({alternative for one in needs for alternative in one})
        self._known: dict[frozenset[str], bool] = {}

    def keeps(self, roles: frozenset[str]) -> bool:
        """True when some reader could make a claim of a sentence with these roles."""
        if roles not in self._known:
            self._known[roles] = any(
                all(any(_covers(need, role) for role in roles) for need in alternative)
                for alternative in self._alternatives
            )
        return self._known[roles]


def _covers(need: str, role: str) -> bool:
    return role == need or role.startswith(need + ".")
