"""Condemnation: verbs and nouns that condemn, and adjectives that judge an act or a party."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.lint.claims.accusation import is_put_off
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.claims.parties import (
    ACTS,
    NAMED,
    NOBODY,
    Bound,
    doer,
    mention_near,
    objects,
    owner,
    subject_of,
)
from verbale.lint.reading import Mention, Reading, Seen
from verbale.lint.scope import Scope, scope_of
from verbale.model.claim import Kind, Tier

if TYPE_CHECKING:
    from spacy.tokens import Token

LAMENTED = frozenset({"stalemate", "impasse", "deadlock", "loss"})
"""What is deplored without anybody's being blamed for it."""
FATES = frozenset({"suffering", "plight", "misery", "hardship", "poverty", "hunger"})
"""What befalls people, whoever may be to blame: "their suffering is unacceptable"."""
RULINGS = frozenset({"rule", "ruling", "hold", "holding", "uphold", "verdict", "judgment", "judgement"})
POINTING = frozenset({"this", "that", "it", "these", "those", "which", "what"})
CERTAIN = frozenset({"this", "that", "these", "those", "such", "the"})
CALLS = frozenset({"call", "consider", "deem", "label", "brand", "term", "find", "name", "declare"})
AGAINST = frozenset(
    {"enemy", "foe", "opponent", "adversary", "victim", "target", "critic", "survivor", "end", "prevention",
     "eradication", "elimination", "defeat", "rejection", "condemnation", "fear", "threat"}
)  # fmt: skip
"""What is not the same as what it is "of": "the enemy of terrorism"."""
PEOPLE = frozenset({"they", "these", "those", "he", "she", "you", "people", "who", "it"})
PREDICATE = frozenset({"acomp", "attr", "oprd", "ccomp"})


def condemnations(reading: Reading, bound: Bound) -> Iterator[Draft]:
    """ "condemn the attack", "a reckless act", "this is unacceptable"."""
    for seen in reading.all("condemn.verb", "condemn.noun"):
        condemned = objects(reading.doc[seen.head])
        if any(token.lower_ in NOBODY for token in condemned) or is_put_off(reading.doc[seen.head]):
            continue
        if any(token.lemma_.lower() in LAMENTED for token in condemned):
            continue
        tokens = [seen.first, seen.last, *(token.i for token in condemned)]
        actor = mention_near(reading, seen)
        yield draft(reading, Kind.CONDEMNATION, "verb", seen, tokens=tokens, actor=actor)
    for seen in reading.all("condemn.adjective"):
        unlawful = seen.words == "unconstitutional" or reading.at(seen.head, "condemn.law") is not None
        if unlawful and _ruled(reading.doc[seen.head]):
            continue
        target = _target(reading, seen)
        if target is not None and target.lemma_.lower() in FATES:
            continue
        actor = _judged(reading, bound, seen, target)
        on_act = target is not None and reading.at(target.i, *ACTS) is not None
        strong = seen.plays("condemn.adjective.strong")
        if strong and actor is None and not on_act and _of_fate(reading, seen, target):
            continue
        if not strong and not _weak_counts(reading, seen, target, actor):
            continue
        tokens = [
            seen.first,
            seen.last,
            *([target.i] if target is not None and target.lower_ not in POINTING else []),
        ]
        tier = Tier.DEPENDENCY if on_act or actor is not None else Tier.CLAUSE
        scope = _scope(reading, seen, target, actor)
        yield draft(
            reading, Kind.CONDEMNATION, "judgement", seen, tokens=tokens, actor=actor, tier=tier, scope=scope
        )


def verdicts(reading: Reading, bound: Bound) -> Iterator[Draft]:
    """ "This is piracy", "they called it an infamy", "these are vultures", "it behaved like a highwayman"."""
    for seen in reading.all("condemn.verdict"):
        noun = reading.doc[seen.head]
        if noun.pos_ not in {"NOUN", "PROPN"}:
            continue
        said = _said_of(noun)
        if said is None:
            liking = noun.head if noun.dep_ == "pobj" and noun.head.lower_ in {"like", "as"} else None
            verb = liking.head if liking is not None else noun.head
            if liking is None or not reading.at(verb.i, "condemn.likening"):
                continue
            said = subject_of(verb)
        if said is None or not _can_be_judged(
            reading, bound, said, of_people=seen.plays("condemn.verdict.person")
        ):
            continue
        actor = owner(reading, bound, said)
        tokens = [seen.first, seen.last]
        tier = Tier.DEPENDENCY if actor is not None else Tier.CLAUSE
        yield draft(reading, Kind.CONDEMNATION, "judgement", seen, tokens=tokens, actor=actor, tier=tier)


def _ruled(word: "Token") -> bool:
    """ "The court held that the act was unconstitutional": what a court found, told by somebody else."""
    return any(above.lemma_.lower() in RULINGS for above in word.ancestors)


def _said_of(noun: "Token") -> "Token | None":
    """What is said to be or called what the noun names."""
    if noun.dep_ == "attr" and noun.head.lemma_ in {"be", "remain", "become"}:
        return subject_of(noun.head)
    if (noun.dep_ == "oprd" and noun.head.lemma_ in CALLS) or (
        noun.dep_ == "ccomp" and noun.head.lemma_ in CALLS
    ):
        verb = noun.head
        return next((c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}), None) or next(
            (c for c in noun.children if c.dep_ == "nsubj"), None
        )
    if (
        noun.dep_ == "pobj"
        and noun.head.dep_ == "prep"
        and noun.head.lower_ == "of"
        and noun.head.head.dep_ == "attr"
        and noun.head.head.lemma_.lower() not in AGAINST
    ):
        return subject_of(noun.head.head.head)
    return None


def _can_be_judged(reading: Reading, bound: Bound, said: "Token", *, of_people: bool) -> bool:
    if of_people:
        return (
            said.lower_ in PEOPLE
            or owner(reading, bound, said) is not None
            or bool(reading.at(said.i, "agent.noun"))
        )
    return (
        said.lower_ in POINTING
        or said.dep_ == "csubj"
        or owner(reading, bound, said) is not None
        or reading.at(said.i, *ACTS, "report.noun", "fault.party") is not None
    )


def _of_fate(reading: Reading, seen: Seen, target: "Token | None") -> bool:
    """ "A brutal winter", "horrific pictures": said of what befell people, and of nobody's act."""
    if not reading.at(seen.head, "condemn.event"):
        return False
    return target is None or not reading.at(target.i, "agent.noun", "hostile.noun", "malware.noun")


def _scope(reading: Reading, seen: Seen, target: "Token | None", actor: Mention | None) -> Scope:
    """What bears on the judgement; a rule for everybody ("must not act recklessly") judges nobody."""
    head = reading.doc[seen.head]
    if head.dep_ == "advmod" and head.head.pos_ in {"VERB", "AUX"}:
        return scope_of(reading, head.head.i, seen)
    scope = scope_of(reading, seen.head, seen)
    if target is not None and head.dep_ in {"amod", "compound", "nmod", "conj"}:
        grave = reading.at(target.i, "hostile.noun.conduct", "hostile.noun.force") is not None
        if grave or any(child.lower_ in CERTAIN or child.dep_ == "poss" for child in target.children):
            for cues in (scope.norm, scope.condition, scope.negation):
                cues.clear()
        elif actor is None:
            scope.norm += scope_of(reading, reading.clause(target.i), seen).norm
    return scope


def _weak_counts(reading: Reading, seen: Seen, target: "Token | None", actor: Mention | None) -> bool:
    """A weak adjective condemns the conduct of a named party, or an act when it tells of its morals."""
    if target is None:
        return actor is not None and actor.kind in NAMED
    if target.dep_ != "nsubj" and reading.at(target.i, "malware.noun", "agent.noun"):
        return False
    if actor is not None and actor.kind in NAMED | {"pointing"}:
        return True
    if reading.at(seen.head, "condemn.law") and reading.at(target.i, "condemn.coercion"):
        return True
    moral = reading.at(seen.head, "condemn.act") is not None
    head = reading.doc[seen.head]
    predicated = head.dep_ in PREDICATE or (head.dep_ == "prep" and head.head.lemma_ == "be")
    if target.lower_ in POINTING:
        return moral and predicated
    return (moral or predicated) and reading.at(target.i, *ACTS) is not None


def _judged(reading: Reading, bound: Bound, seen: Seen, target: "Token | None") -> Mention | None:
    """The party whose conduct is judged."""
    if target is not None:
        return owner(reading, bound, target)
    head = reading.doc[seen.head]
    if head.dep_ == "advmod" and head.head.pos_ in {"VERB", "AUX"}:
        return doer(reading, bound, head.head)
    return None


def _target(reading: Reading, seen: Seen) -> "Token | None":
    """The noun an adjective qualifies, before it or as its subject."""
    head = reading.doc[seen.head]
    if head.dep_ == "conj":
        head = head.head
    if head.dep_ in {"amod", "compound", "nmod"}:
        return head.head
    if head.dep_ in PREDICATE:
        return subject_of(head.head)
    if head.dep_ == "ROOT":
        return subject_of(head)
    if head.dep_ == "prep" and head.head.pos_ in {"VERB", "AUX"}:
        return subject_of(head.head)
    return None
