"""Accusation, condemnation, demands that presuppose guilt, and derogation."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.lint.arguments import agents_of, carriers
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.gate import ACTOR, Needs
from verbale.lint.reading import Mention, Reading, Seen
from verbale.lint.scope import scope_of
from verbale.model.claim import Kind, Tier

if TYPE_CHECKING:
    from spacy.tokens import Token

EVENTS = ("incident.noun", "hostile.noun", "malware.noun", "threat.noun")
CLEAR_EVENTS = ("incident.noun.strong", "incident.noun.plain", "hostile.noun")
REACH = 10

NEEDS: Needs = (("accuse",), ("condemn",), ("cease.verb", ACTOR), ("derogatory",))


def postures(reading: Reading) -> Iterator[Draft]:
    """Every accusation, condemnation, demand and derogation of the sentence."""
    bound = {mention.head: carriers(reading, mention) for mention in reading.mentions}
    yield from _accusations(reading)
    yield from _condemnations(reading, bound)
    yield from _demands(reading, bound)
    yield from _derogations(reading, bound)


def _accusations(reading: Reading) -> Iterator[Draft]:
    """ "accuse X of", "blame X for", "charged with hacking", "indictment of X"."""
    for seen in reading.all("accuse"):
        weak = seen.plays("accuse.verb.weak", "accuse.noun.weak", "accuse.noun")
        near = _mention_near(reading, seen)
        if weak and near is None and not reading.any(*CLEAR_EVENTS):
            continue
        tokens = [seen.first, seen.last, *_object_tokens(reading, seen)]
        yield draft(reading, Kind.ACCUSATION, "accusation", seen, actor=near, tokens=tokens)


def _mention_near(reading: Reading, seen: Seen) -> Mention | None:
    after = [m for m in reading.mentions if 0 <= m.first - seen.last <= REACH]
    before = [m for m in reading.mentions if 0 < seen.first - m.last <= REACH]
    return (after or before or [None])[0]


def _object_tokens(reading: Reading, seen: Seen) -> list[int]:
    head = reading.doc[seen.head]
    found: list[int] = []
    for child in head.children:
        if child.dep_ in {"dobj", "nsubjpass", "pobj", "attr"} and abs(child.i - head.i) <= REACH:
            found.append(child.i)
        elif child.dep_ == "prep" and child.i > head.i:
            found += [c.i for c in child.children if c.dep_ in {"pobj", "pcomp"}][:1]
    return found


def _condemnations(reading: Reading, bound: dict[int, set[int]]) -> Iterator[Draft]:
    """ "condemn the attack", "a reckless act", "this is unacceptable"."""
    for seen in reading.all("condemn.verb", "condemn.noun"):
        tokens = [seen.first, seen.last, *_object_tokens(reading, seen)]
        yield draft(
            reading, Kind.CONDEMNATION, "verb", seen, tokens=tokens, actor=_mention_near(reading, seen)
        )
    for seen in reading.all("condemn.adjective"):
        target = _target(reading, seen)
        on_event = target is not None and reading.at(target.i, *EVENTS) is not None
        of_actor = target is not None and _touches(reading, target, bound)
        form = "adjective" if seen.plays("condemn.adjective.strong") else "weak-adjective"
        if form == "weak-adjective" and not (on_event or of_actor):
            continue
        tokens = [seen.first, seen.last] + ([target.i] if target is not None else [])
        actor = next(
            (m for m in reading.mentions if target is not None and _owns(reading, m, bound, target)), None
        )
        yield draft(
            reading,
            Kind.CONDEMNATION,
            form,
            seen,
            tokens=tokens,
            actor=actor,
            tier=Tier.DEPENDENCY if on_event or of_actor else Tier.CLAUSE,
        )


def _target(reading: Reading, seen: Seen) -> "Token | None":
    """The noun an adjective qualifies, before it or as its subject."""
    head = reading.doc[seen.head]
    if head.dep_ in {"amod", "compound", "nmod"}:
        return head.head
    if head.dep_ == "conj":
        first = head.head
        return first.head if first.dep_ == "amod" else _subject(first.head)
    if head.dep_ in {"acomp", "attr", "oprd", "ccomp"} or head.dep_ == "ROOT":
        return _subject(head.head if head.dep_ != "ROOT" else head)
    return None


def _subject(verb: "Token") -> "Token | None":
    return next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "csubj"}), None)


def _touches(reading: Reading, token: "Token", bound: dict[int, set[int]]) -> bool:
    return any(_owns(reading, mention, bound, token) for mention in reading.mentions)


def _owns(reading: Reading, mention: Mention, bound: dict[int, set[int]], token: "Token") -> bool:
    carried = bound[mention.head]
    return token.i in carried or any(
        c.i in carried and c.dep_ in {"poss", "amod", "compound", "nmod"} for c in token.children
    )


def _demands(reading: Reading, bound: dict[int, set[int]]) -> Iterator[Draft]:
    """ "call on X to stop", "X must end its attacks"."""
    for seen in reading.all("cease.verb"):
        verb = reading.doc[seen.head]
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        demand = _demand_over(reading, verb)
        if demand is None:
            continue
        mention = _addressee(reading, verb, bound)
        if mention is None:
            continue
        tokens = [mention.first, mention.last, seen.last, demand.first]
        scope = scope_of(reading, demand.head if demand.plays("demand.verb") else verb.i)
        scope.norm.clear()
        yield draft(reading, Kind.DEMAND, "cease", seen, tokens=tokens, actor=mention, scope=scope)


def _demand_over(reading: Reading, verb: "Token") -> Seen | None:
    for child in verb.children:
        if child.dep_ == "aux" and (seen := reading.at(child.i, "norm.modal", "demand.modal")):
            return seen
    token = verb
    for _ in range(5):
        token = token.head
        if seen := reading.at(token.i, "demand.verb", "demand.noun"):
            return seen
    for seen in reading.all("demand.verb", "demand.noun"):
        if 0 < verb.i - seen.last <= REACH and reading.doc[seen.head].sent == verb.sent:
            return seen
    return None


def _addressee(reading: Reading, verb: "Token", bound: dict[int, set[int]]) -> Mention | None:
    agents = {agent.i for agent in agents_of(reading, verb)}
    for mention in reading.mentions:
        if agents & bound[mention.head]:
            return mention
    before = [m for m in reading.mentions if 0 < verb.i - m.last <= 6]
    return before[-1] if before else None


def _derogations(reading: Reading, bound: dict[int, set[int]]) -> Iterator[Draft]:
    """ "X is the main source of attacks", "X smears", "the hacking empire"."""
    for seen in reading.all("derogatory.noun"):
        actor = _near_actor(reading, seen, bound)
        if actor is None and seen.plays("derogatory.noun.weak"):
            continue
        tokens = [seen.first, seen.last] + ([actor.first, actor.last] if actor is not None else [])
        yield draft(
            reading,
            Kind.DEROGATION,
            "noun",
            seen,
            tokens=tokens,
            actor=actor,
            tier=Tier.DEPENDENCY if actor else Tier.SENTENCE,
        )
    for seen in reading.all("derogatory.verb"):
        verb = reading.doc[seen.head]
        if verb.pos_ not in {"VERB", "AUX", "NOUN"}:
            continue
        agents = {agent.i for agent in agents_of(reading, verb)} if verb.pos_ != "NOUN" else set()
        actor = next((m for m in reading.mentions if agents & bound[m.head]), None)
        if actor is not None:
            tokens = [actor.first, actor.last, seen.first, seen.last]
            yield draft(reading, Kind.DEROGATION, "verb", seen, tokens=tokens, actor=actor)


def _near_actor(reading: Reading, seen: Seen, bound: dict[int, set[int]]) -> Mention | None:
    head = reading.doc[seen.head]
    for mention in reading.mentions:
        if _owns(reading, mention, bound, head):
            return mention
    if head.dep_ in {"attr", "acomp", "oprd", "appos", "conj", "dobj", "pobj"}:
        same = [m for m in reading.mentions if reading.clause(m.head) == reading.clause(head.i)]
        return same[0] if same else None
    return None
