"""Which party a word of blame is said of: whose act it is, who does it, and to whom it is done."""

from typing import TYPE_CHECKING

from verbale.lint.arguments import RELATIVE, agents_of, carriers
from verbale.lint.reading import Mention, Reading, Seen

if TYPE_CHECKING:
    from spacy.tokens import Token

Bound = dict[int, set[int]]
"""For each mention, by its head, the tokens it stands for."""

ACTS = ("incident.noun", "hostile.noun", "conduct.noun")
NAMED = frozenset({"state", "state_adjective", "capital", "organ", "group"})
NOBODY = frozenset({"nobody", "none", "anyone", "anybody", "no"})
BORNE = frozenset(
    {"suffer", "experience", "endure", "undergo", "face", "witness", "see", "survive", "sustain"}
)
"""What is done to the subject: "Orsk has suffered an outrageous raid"."""
REACH = 10


def bindings(reading: Reading) -> Bound:
    """What each mention of the reading stands for."""
    if reading.bound is None:
        reading.bound = {mention.head: carriers(reading, mention) for mention in reading.mentions}
    return reading.bound


def owner(reading: Reading, bound: Bound, noun: "Token") -> Mention | None:
    """The party whose act, conduct or thing the noun is: possessor, author, doer of the verb above."""
    doers: set[int] | None = None
    for mention in reading.mentions:
        carried = bound[mention.head]
        if noun.i in carried or any(_belongs(child, carried) for child in noun.children):
            return mention
        if noun.dep_ == "dobj" and noun.head.lemma_ not in BORNE:
            doers = {agent.i for agent in agents_of(reading, noun.head)} if doers is None else doers
            if doers & carried:
                return mention
    return None


def _belongs(child: "Token", carried: set[int]) -> bool:
    if child.dep_ in {"poss", "amod", "compound", "nmod"}:
        return child.i in carried
    if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "of", "from"}:
        return any(c.i in carried for c in child.children)
    return False


def doer(reading: Reading, bound: Bound, verb: "Token") -> Mention | None:
    """The party that does what the verb says."""
    agents = {agent.i for agent in agents_of(reading, verb)}
    return next((mention for mention in reading.mentions if agents & bound[mention.head]), None)


def objects(verb: "Token") -> list["Token"]:
    """What the verb or noun is done to: object, passive subject, complement of its prepositions."""
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass", "pobj", "attr"} and abs(child.i - verb.i) <= REACH:
            found.append(verb.head if child.lower_ in RELATIVE and verb.dep_ == "relcl" else child)
        elif child.dep_ == "prep" and child.i > verb.i:
            found += [c for c in child.children if c.dep_ in {"pobj", "pcomp"}][:1]
    return found


def mention_near(reading: Reading, seen: Seen) -> Mention | None:
    """The nearest party after the cue, else before it."""
    after = [m for m in reading.mentions if 0 <= m.first - seen.last <= REACH]
    before = [m for m in reading.mentions if 0 < seen.first - m.last <= REACH]
    near = after or before[::-1]
    return near[0] if near else None


def subject_of(verb: "Token") -> "Token | None":
    """The subject of a verb, active or passive."""
    return next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "csubj"}), None)


def verb_above(token: "Token") -> "Token":
    """The verb a predicate word hangs by: "was" for "slow" in "was slow to"."""
    for _ in range(4):
        if token.pos_ in {"VERB", "AUX"} or token.head.i == token.i:
            break
        token = token.head
    return token
