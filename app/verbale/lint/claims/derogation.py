"""Derogation: a named party run down by what it is called or said to be doing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.lint.arguments import agents_of
from verbale.lint.claims.acts import goes_hungry
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.claims.parties import ACTS, NAMED, Bound, doer, owner, subject_of
from verbale.lint.reading import Mention, Reading, Seen
from verbale.lint.scope import Scope, scope_of
from verbale.model.claim import Kind, Tier

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTIES = NAMED | {"pointing", "person"}
ENDS = frozenset(
    {"fall", "collapse", "end", "overthrow", "defeat", "downfall", "demise", "toppling", "victim", "survivor",
     "year", "decade", "day", "era", "time"}
)  # fmt: skip
NATURE = frozenset(
    {"sea", "climate", "weather", "temperature", "warming", "drought", "flood", "storm", "hurricane",
     "cyclone", "typhoon", "earthquake", "erosion", "desertification", "pollution", "disease", "pandemic",
     "epidemic", "virus", "hiv", "aids", "malaria", "famine", "hunger", "poverty", "debt"}
)  # fmt: skip
WHERE = frozenset(
    {"on", "in", "at", "under", "beneath", "down", "there", "ahead", "dormant", "idle", "between", "behind",
     "within", "beyond", "along", "off", "near", "awake", "outside", "around", "across", "flat", "next"}
)  # fmt: skip
STAGES = frozenset(
    {"oath", "court", "parliament", "television", "tv", "camera", "record", "public", "statement", "report",
     "air", "testimony", "teeth", "application", "form", "interview", "hearing", "letter", "inquiry"}
)  # fmt: skip
"""Where people tell lies."""
FIGHTING = frozenset(
    {"fight", "combat", "oppose", "resist", "defeat", "reject", "confront", "overcome", "end", "flee",
     "escape", "survive", "prosecute", "catch", "punish", "condemn", "denounce", "topple", "overthrow"}
)  # fmt: skip
CALLING = frozenset({"as", "like", "by", "under", "of"})
"""Before a weak name for a party named elsewhere: "oppressed by the aggressor", "acts as a bully"."""
PREDICATE = frozenset({"attr", "oprd", "acomp", "appos"})


def derogations(reading: Reading, bound: Bound) -> Iterator[Draft]:
    """ "X is the main source of attacks", "X smears", "smearing X", "the hacking empire"."""
    for seen in reading.all("derogatory.noun"):
        head = reading.doc[seen.head]
        weak = seen.plays("derogatory.noun.weak")
        actor = owner(reading, bound, head) or _same_clause(reading, head, weak=weak)
        if weak and (actor is None or actor.kind not in PARTIES):
            continue
        if actor is None and head.tag_ == "NNS" and not any(c.dep_ in {"det", "poss"} for c in head.children):
            continue
        if seen.words.startswith("terror") and actor is not None and actor.kind == "group":
            continue  # what it is listed as
        if weak and (_gone(head) or _of_an_evil(reading, head) or _fought(head)):
            continue
        tokens = [seen.first, seen.last, *_subject_tokens(actor, seen)]
        tier = Tier.DEPENDENCY if actor else Tier.SENTENCE
        scope = None if head.dep_ in PREDICATE else Scope()
        yield draft(
            reading, Kind.DEROGATION, "noun", seen, tokens=tokens, actor=actor, tier=tier, scope=scope
        )
    for seen in reading.all("derogatory.verb"):
        verb = reading.doc[seen.head]
        if verb.pos_ not in {"VERB", "AUX", "NOUN"} or _reclines(reading, seen) or goes_hungry(verb):
            continue
        actor = _wrongdoer(reading, bound, seen, verb)
        weak = seen.plays("derogatory.verb.weak")
        if actor is not None and actor.kind in (PARTIES if weak else PARTIES | {"named", "class"}):
            tokens = [actor.first, actor.last, seen.first, seen.last]
            scope = scope_of(reading, seen.head, seen)
            scope.norm = [cue for cue in scope.norm if not seen.first <= cue.first <= seen.last]
            yield draft(reading, Kind.DEROGATION, "verb", seen, tokens=tokens, actor=actor, scope=scope)
        elif seen.plays("derogatory.verb.speech"):
            yield from _smeared(reading, seen, verb)


def _gone(noun: "Token") -> bool:
    """ "The fall of the dictatorship": a matter of the past, told in passing."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in ENDS


def _fought(noun: "Token") -> bool:
    """ "X will always fight tyranny": who does is against it."""
    return noun.dep_ == "dobj" and noun.head.lemma_ in FIGHTING


def _of_an_evil(reading: Reading, noun: "Token") -> bool:
    """ "The tyranny of poverty", "of distance": no party rules there."""
    ruled = [c for prep in noun.children if prep.lower_ == "of" for c in prep.children if c.dep_ == "pobj"]
    return noun.lemma_.lower() == "tyranny" and any(reading.mention_at(c.i) is None for c in ruled)


def _reclines(reading: Reading, seen: Seen) -> bool:
    """ "Was lying on the floor": a posture; "lying on television" is not."""
    after = reading.doc[seen.last + 1 : seen.last + 6]
    if reading.doc[seen.last].lower_ != "lying" or not len(after) or after[0].lower_ not in WHERE:
        return False
    return not any(token.lemma_.lower() in STAGES for token in after)


def _wrongdoer(reading: Reading, bound: Bound, seen: Seen, verb: "Token") -> Mention | None:
    """Who does it: the subject, or the party whose conduct is the subject ("Orsk's raids flout ...")."""
    if verb.pos_ == "NOUN":
        return None
    if seen.plays("derogatory.verb.weak") and any(_of_nature(agent) for agent in agents_of(reading, verb)):
        return None
    actor = doer(reading, bound, verb)
    if actor is not None and reading.doc[actor.head].head.lower_ in {"in", "within", "across"}:
        return None  # "the tragedy in X, which defies imagination"
    if actor is None:
        said = subject_of(verb)
        conduct = said is not None and reading.at(said.i, *ACTS)
        if said is not None and (conduct or seen.plays("derogatory.verb.state")):
            whose = owner(reading, bound, said)
            return whose if whose is not None and whose.kind in PARTIES else None
    return actor


def _of_nature(subject: "Token") -> bool:
    """ "The rising sea endangers the coast", "climate change threatens peace": nobody does it."""
    return any(token.lemma_.lower() in NATURE for token in subject.subtree if token.i <= subject.i + 4)


def _smeared(reading: Reading, seen: Seen, verb: "Token") -> Iterator[Draft]:
    """ "smearing X": the one run down is named right after, whoever does it stands accused."""
    party = next((m for m in reading.mentions if m.kind in NAMED and 1 <= m.first - seen.last <= 3), None)
    if party is not None:
        scope = Scope() if verb.dep_ in {"csubj", "compound", "amod"} else None
        tokens = [seen.first, seen.last, party.last]
        yield draft(reading, Kind.DEROGATION, "smear", seen, tokens=tokens, actor=party, scope=scope)


def _same_clause(reading: Reading, head: "Token", *, weak: bool) -> Mention | None:
    """ "X is N", "X, the N", "X acts as N": the party that is called so; not in "X fights N"."""
    if head.dep_ not in PREDICATE | {"conj", "dobj", "pobj"}:
        return None
    if weak and (head.dep_ == "dobj" or (head.dep_ == "pobj" and head.head.lower_ not in CALLING)):
        return None
    return next((m for m in reading.mentions if reading.clause(m.head) == reading.clause(head.i)), None)


def _subject_tokens(actor: Mention | None, seen: Seen) -> list[int]:
    return [actor.first, actor.last] if actor is not None and abs(actor.first - seen.first) <= 5 else []
