"""What counts as an incident, and whose it is."""

from typing import TYPE_CHECKING

from verbale.lint.arguments import objects_of
from verbale.lint.gate import near
from verbale.lint.reading import Mention, Reading, Seen

if TYPE_CHECKING:
    from spacy.tokens import Token

PLAIN = ("incident.noun.strong", "incident.noun.plain", "hostile.noun", "malware.noun")
WEAK = "incident.noun.weak"
CHARGES = (
    "hostile.adjective",
    "incident.modifier",
    "malware.noun",
    "incident.noun.strong",
    "hostile.noun.cyber",
    "hostile.verb.strong",
)
PEOPLE = ("agent.bare", "agent.person")
AUTHORS = (*PEOPLE, "author.side")
SPREAD = 5
"""How many tokens from its noun a charging word may stand."""
EVENT = (
    (frozenset(PLAIN),),
    (frozenset(CHARGES), WEAK, near(WEAK, frozenset(CHARGES), tokens=SPREAD)),
)
"""What ``event_at`` needs, as alternatives."""


def event_at(reading: Reading, token: "Token") -> Seen | None:
    """The incident that the noun names; a weak noun ("activity") only when a neighbour makes it one."""
    if seen := reading.at(token.i, *PLAIN):
        return seen
    seen = reading.at(token.i, WEAK)
    if seen is not None and _charged(reading, token):
        return seen
    for child in token.children:
        if child.dep_ in {"compound", "amod", "nmod"} and (inner := reading.at(child.i, *PLAIN)):
            return inner
    return None


def _charged(reading: Reading, noun: "Token") -> bool:
    for child in noun.subtree:
        if child.i != noun.i and abs(child.i - noun.i) <= SPREAD and reading.at(child.i, *CHARGES):
            return True
    return False


def object_event(reading: Reading, verb: "Token") -> Seen | None:
    """The incident among the verb's objects."""
    return next((seen for noun in objects_of(verb) if (seen := event_at(reading, noun))), None)


def at_stake(
    reading: Reading, tokens: list["Token"], actor: Mention, authors: tuple[str, ...] = AUTHORS
) -> bool:
    """True when one of the nouns, other than ``actor``, is an incident or on the author's side."""
    for token in tokens:
        if actor.first <= token.i <= actor.last:
            continue
        if event_at(reading, token) or reading.at(token.i, WEAK, *authors):
            return True
        mention = reading.mention_at(token.i)
        if mention is not None and mention.kind in {"group", "class"} and mention != actor:
            return True
    return False
