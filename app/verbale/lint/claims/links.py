"""Links between an incident and an actor: who is said to have done it, and how the two hang together."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.lint.arguments import agents_of, carriers, is_passive, objects_of
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.gate import ACTOR, Needs
from verbale.lint.reading import Mention, Reading, Seen
from verbale.model.claim import Kind, Tier

if TYPE_CHECKING:
    from spacy.tokens import Token

ACTS = ("light.verb", "hostile.verb.strong", "hostile.verb.weak")
EVENTS = ("incident.noun", "hostile.noun", "malware.noun")
STRONG_EVENTS = ("incident.noun.strong", "incident.noun.plain", "hostile.noun", "malware.noun")
HOSTILE_WORDS = ("hostile.adjective", "condemn.adjective")
# Kinds of actor that are hostile by description, so that a weak verb is enough.
THREATS = frozenset({"group", "class", "organ"})
NEAR_VERB = 7

NEEDS: Needs = (
    (ACTOR, "link"),
    (ACTOR, "hostile"),
    (ACTOR, "incident.noun"),
    (ACTOR, "malware.noun"),
    ("light.verb", "incident.noun"),
    ("light.verb", "hostile.noun"),
    ("light.verb", "malware.noun"),
    ("hostile.verb.strong",),
    ("hostile.verb.weak", "incident.noun"),
    ("hostile.verb.weak", "malware.noun"),
    ("hostile.verb.weak", "hostile.noun"),
    ("link.responsible",),
    ("class",),
)


def links(reading: Reading) -> Iterator[Draft]:
    """Every link of the sentence, strongest evidence first; one for each actor and trigger."""
    bound = {mention.head: carriers(reading, mention) for mention in reading.mentions}
    yield from _acts(reading, bound)
    yield from _nominal(reading, bound)
    yield from _predicates(reading, bound)


def _acts(reading: Reading, bound: dict[int, set[int]]) -> Iterator[Draft]:
    """ "X carried out the attack", "the attack launched by X", "X hacked the ministry"."""
    for seen in reading.all(*ACTS):
        verb = reading.doc[seen.head]
        if verb.pos_ not in {"VERB", "AUX"} and verb.tag_[:2] != "VB":
            continue
        event = _event(reading, verb, seen)
        agents = list(agents_of(reading, verb))
        for mention in reading.mentions:
            if seen.plays("light.verb") and event is None:
                continue
            if mention.kind == "named" and event is None and not seen.plays("hostile.verb.strong"):
                continue
            tier = _tier(reading, mention, bound[mention.head], verb, agents)
            if tier is None or (mention.kind == "named" and tier is not Tier.DEPENDENCY):
                continue
            if seen.plays("hostile.verb.weak") and event is None and not _is_threat(reading, mention):
                continue
            tokens = [mention.first, mention.last, seen.first, seen.last]
            if event is not None:
                tokens.append(event)
            yield draft(
                reading, Kind.LINK, "act", seen, actor=mention, tier=tier, tokens=tokens, incident=event
            )


def _event(reading: Reading, verb: "Token", seen: Seen) -> int | None:
    """The incident or hostile noun among the verb's objects."""
    for noun in objects_of(verb):
        if reading.at(noun.i, *EVENTS):
            return noun.i
        for child in noun.children:
            if child.dep_ in {"compound", "amod"} and reading.at(child.i, *STRONG_EVENTS):
                return noun.i
    for other in reading.all(*STRONG_EVENTS):
        if 0 < other.head - seen.last <= 4 and reading.clause(other.head) == reading.clause(verb.i):
            return other.head
    return None


def _is_threat(reading: Reading, mention: Mention) -> bool:
    if mention.kind in THREATS:
        return True
    around = reading.doc[mention.first : min(mention.last + 5, len(reading.doc))]
    return any(reading.at(token.i, "agent.bare") for token in around)


def _tier(
    reading: Reading, mention: Mention, bound: set[int], verb: "Token", agents: list["Token"]
) -> Tier | None:
    """How firmly the mention is the verb's agent."""
    if any(agent.i in bound for agent in agents):
        return Tier.DEPENDENCY
    if is_passive(verb):
        return None
    if agents and not any(agent.lower_ in {"who", "that", "which", "it", "they"} for agent in agents):
        return None
    same = reading.clause(mention.head) == reading.clause(verb.i)
    if same and 0 < verb.i - mention.last <= NEAR_VERB and mention.kind not in {"capital"}:
        return Tier.CLAUSE
    return None


def _nominal(reading: Reading, bound: dict[int, set[int]]) -> Iterator[Draft]:
    """ "the GRU's attack", "Orskan cyber espionage", "the attack by X", "X's deployment of malware"."""
    for seen in reading.all(*EVENTS):
        noun = reading.doc[seen.head]
        if noun.pos_ not in {"NOUN", "PROPN", "VERB"}:
            continue
        weak = seen.plays("incident.noun.weak")
        for mention in reading.mentions:
            if mention.first <= noun.i <= mention.last or mention.kind == "named":
                continue
            how = _noun_slot(reading, noun, bound[mention.head])
            if how is None or (weak and not _charged(reading, noun, seen)):
                continue
            tokens = [mention.first, mention.last, seen.first, seen.last]
            yield draft(
                reading,
                Kind.LINK,
                how,
                seen,
                actor=mention,
                tier=Tier.DEPENDENCY,
                tokens=tokens,
                incident=noun.i,
            )


def _noun_slot(reading: Reading, noun: "Token", bound: set[int]) -> str | None:
    for child in noun.children:
        if child.i in bound and child.dep_ == "poss":
            return "possessive"
        if child.i in bound and child.dep_ in {"amod", "compound", "nmod"} and child.i < noun.i:
            return "modifier"
        if child.dep_ in {"prep", "agent"} and child.lower_ == "by":
            if any(c.i in bound for c in child.subtree if c.dep_ in {"pobj", "conj"}):
                return "by"
    return None


def _charged(reading: Reading, noun: "Token", seen: Seen) -> bool:
    """A weak noun ("activity") is an incident when a neighbour makes it one ("malicious cyber activity")."""
    for child in noun.subtree:
        if child.dep_ in {"amod", "compound", "nmod"} and abs(child.i - noun.i) <= 5:
            if reading.at(
                child.i, *HOSTILE_WORDS, "incident.modifier", "malware.noun", "incident.noun.strong"
            ):
                return True
    return any(
        reading.at(child.i, *STRONG_EVENTS)
        for child in noun.subtree
        if child.i > noun.i and child.i - noun.i <= 3
    )


PREDICATES = {
    "link.responsible": "responsible",
    "link.attribute": "attributed",
    "link.tie": "tie",
    "link.sponsor": "sponsor",
    "link.resemblance": "resemblance",
    "link.origin": "origin",
    "link.motive": "motive",
    "link.relation.noun": "role",
}


def _predicates(reading: Reading, bound: dict[int, set[int]]) -> Iterator[Draft]:
    """ "X is behind it", "attributed to X", "linked to X", "hallmarks of X", "X's involvement"."""
    for seen in reading.all(*PREDICATES):
        role = next(role for role in PREDICATES if seen.plays(role))
        for mention in reading.mentions:
            if mention.kind == "named" or (mention.first <= seen.head <= mention.last and mention.kind != "class"):
                continue
            tier = _near(reading, mention, bound[mention.head], seen)
            if tier is None:
                continue
            tokens = [mention.first, mention.last, seen.first, seen.last]
            yield draft(reading, Kind.LINK, PREDICATES[role], seen, actor=mention, tier=tier, tokens=tokens)


def _near(reading: Reading, mention: Mention, bound: set[int], seen: Seen) -> Tier | None:
    head = reading.doc[seen.head]
    for index in bound:
        token = reading.doc[index]
        if token.i == head.i or token.head.i == head.i or head.head.i == token.i:
            return Tier.DEPENDENCY
        if token.head.head.i == head.i and token.head.dep_ in {"prep", "agent", "dobj", "attr"}:
            return Tier.DEPENDENCY
        if any(agent.i == index for agent in agents_of(reading, head)):
            return Tier.DEPENDENCY
        if head.dep_ in {"prep", "acomp", "attr"} and any(
            a.i == index for a in agents_of(reading, head.head)
        ):
            return Tier.DEPENDENCY
    if 0 <= mention.first - seen.last <= 3:
        return Tier.DEPENDENCY
    if reading.clause(mention.head) == reading.clause(head.i):
        return Tier.CLAUSE
    return Tier.SENTENCE
