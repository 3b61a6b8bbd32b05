"""Weaker evidence: an actor acts somehow, on another's word or hedged, in a sentence about an incident."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.lint.claims.acts import SOFT, THREATS, Bound
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.claims.events import AUTHORS, PLAIN, WEAK
from verbale.lint.claims.naming import is_aside
from verbale.lint.gate import Needs, actors, without
from verbale.lint.reading import Mention, Reading, Seen, Topic
from verbale.lint.scope import SOFTENING, Scope, scope_of
from verbale.model.claim import Kind, Naming, Standing, Tier

if TYPE_CHECKING:
    from spacy.tokens import Token

CYBER = ("incident.noun.strong", "malware.noun", "hostile.noun.cyber")
SPEAKING = ("report", "assess", "hedge.verb", "naming", "denial")
NEAR = 8
CLEARING = ("denial", "nonattribution", "denied")
HEDGEABLE = (
    "incident.noun",
    "hostile.noun",
    "malware.noun",
    "agent",
    "author",
    "link",
    "hedge.noun",
    "report.noun",
    "source",
)
NAMED = frozenset({"state", "state_adjective", "capital", "organ", "group", "class"})
AT_ISSUE = (*PLAIN, WEAK, *AUTHORS, "link.trace")
# Which soft words insinuate beside which company, as measured over marked texts: role, a group or service
# needed, and roles of which one must stand in the sentence.
SOFT_ROLES: tuple[tuple[str, bool, tuple[str, ...]], ...] = (
    ("assess.phrase.judged", False, ()),
    ("assess.phrase.own", False, AT_ISSUE),
    ("assess.phrase.own", True, ()),
    ("assess.verb.strong", False, CYBER),
    ("assess.verb.strong", True, ()),
    ("link.evidence", True, CYBER),
    ("hedge.adverb.calibrated", True, ()),
    ("hedge.adjective", True, ()),
    ("hedge.noun", True, ()),
    ("hedge.adverb", True, ()),
    ("report.frame", True, ()),
    ("report.verb.doubting", True, ()),
    ("link.resemblance.craft", False, ()),
    ("link.resemblance.plain", False, AT_ISSUE),
)
UNFIT = {"report.frame": {"organ"}, "report.verb.doubting": {"organ"}}
"""Actors of whom these roles are said too often in ordinary business."""

NEEDS: Needs = (
    (actors(*THREATS), frozenset({*PLAIN, *AUTHORS}), SOFTENING),
    (actors("state", "capital"), frozenset(CYBER), SOFTENING),
    *(
        (
            role,
            actors(*(THREATS if needs_crew else NAMED)),
            *((frozenset(company),) if company else ()),
            without(*CLEARING, "condition"),
        )
        for role, needs_crew, company in SOFT_ROLES
    ),
)


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


def insinuations(reading: Reading, linked: bool) -> Iterator[Draft]:
    """An actor and soft words beside an incident, where no firmer link was read: the weakest evidence."""
    if linked or reading.any(*CLEARING) or reading.any("condition"):
        return
    actors = [m for m in reading.mentions if m.kind in NAMED]
    if not actors:
        return
    if reading.topic is not Topic.NAMED and reading.any(*PLAIN, *AUTHORS) is None:
        actors = [m for m in actors if m.kind in {"group", "class"}]
    crew = any(m.kind in THREATS for m in actors)
    for role, needs_crew, company in SOFT_ROLES:
        if (needs_crew and not crew) or (company and reading.any(*company) is None):
            continue
        for seen in reading.all(role):
            scope = scope_of(reading, seen.head, seen)
            if scope.negation or scope.asked or not _holds(reading, seen):
                continue
            fit = [m for m in actors if m.kind not in UNFIT.get(role, ())]
            if not fit:
                continue
            near_first = sorted(fit, key=lambda m: abs(m.first - seen.first))
            actor = near_first[0]
            meant = (m for m in near_first if not is_aside(reading, m, seen) and not _is_town(reading, m))
            doer = next(meant, None)
            near = abs(actor.first - seen.first) <= NEAR
            tokens = [seen.first, seen.last] + ([actor.first, actor.last] if near else [])
            told = draft(
                reading,
                Kind.LINK,
                "insinuated",
                seen,
                actor=actor,
                tier=Tier.SENTENCE,
                tokens=tokens,
                scope=scope,
                standing=Standing.HEDGED,
            )
            yield replace(told, doer=doer, naming=Naming.NOBODY if doer is None else Naming.LOOSE)
            return


def _is_town(reading: Reading, mention: Mention) -> bool:
    """ "A man from Orsgrad", "an hour ahead of Orsgrad": the town, and not who sits there."""
    name = reading.doc[mention.head]
    return mention.kind == "capital" and name.dep_ == "pobj" and name.head.lower_ != "to"


def _holds(reading: Reading, seen: Seen) -> bool:
    """ "Assess that ..." holds something to be so; "assess the incident" looks into it.

    So does "a possible attack", where "everything possible" says nothing of it.
    """
    head = reading.doc[seen.head]
    if seen.plays("link.resemblance") and seen.cue.entry.pos == "verb" and head.pos_ == "NOUN":
        return False  # "the match", "matching funds"
    if seen.plays("hedge.adjective") and not seen.plays("hedge.adverb"):
        noun = head.head if head.dep_ in {"amod", "nmod", "compound"} else None
        if noun is None:
            return (
                any(c.dep_ in {"ccomp", "xcomp", "csubj", "prep"} for c in head.children)
                or head.dep_ == "acomp"
            )
        return bool(reading.at(noun.i, *HEDGEABLE) or reading.mention_at(noun.i))
    return not seen.plays("assess.verb") or any(c.dep_ in {"ccomp", "xcomp", "oprd"} for c in head.children)


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
