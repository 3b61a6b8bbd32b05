"""Weaker evidence: an actor acts somehow, on another's word or hedged, in a sentence about an incident."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.lint.claims.acts import SOFT, THREATS, Bound
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.claims.events import AUTHORS, PLAIN
from verbale.lint.reading import Mention, Reading, Seen
from verbale.lint.scope import Scope, scope_of
from verbale.model.claim import Kind, Tier

if TYPE_CHECKING:
    from spacy.tokens import Token

CYBER = ("incident.noun.strong", "malware.noun", "hostile.noun.cyber")
SPEAKING = ("report", "assess", "hedge.verb", "naming", "denial")
NEAR = 8


def hearsay(reading: Reading, bound: Bound) -> Iterator[Draft]:
    """ "Documents hint that the service may have reused code": no known act, yet a link is offered."""
    about = list(reading.all(*PLAIN, *AUTHORS))
    if not about:
        return
    for mention in reading.mentions:
        if mention.kind not in THREATS and not (mention.kind in {"state", "capital"} and reading.any(*CYBER)):
            continue
        verb = _verb_of(reading, bound[mention.head])
        if verb is None or verb.lemma_ in {"be", "have"} or reading.at(verb.i, *SPEAKING):
            continue
        scope = scope_of(reading, verb.i)
        if scope.standing not in SOFT or not any(seen.head != mention.head for seen in about):
            continue
        trigger = _trigger(scope, mention)
        if trigger is None:
            continue
        tokens = [trigger.first, mention.last] + ([verb.i] if abs(verb.i - mention.last) <= NEAR else [])
        yield draft(
            reading, Kind.LINK, "act", trigger, actor=mention, tier=Tier.SENTENCE, tokens=tokens, scope=scope
        )


def _verb_of(reading: Reading, carried: set[int]) -> "Token | None":
    """The verb whose agent the actor is."""
    for index in carried:
        token = reading.doc[index]
        if token.dep_ == "nsubj" and token.head.pos_ in {"VERB", "AUX"}:
            return token.head
        if token.dep_ == "pobj" and token.head.dep_ == "agent":
            return token.head.head
    return None


def _trigger(scope: Scope, mention: Mention) -> Seen | None:
    cues = [*scope.hedge, *scope.report, *scope.assess]
    return min(cues, key=lambda seen: abs(seen.first - mention.first), default=None)
