"""Ties between an incident and an actor that are no act: responsibility, attribution, sponsorship, likeness, place, motive."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.lint.arguments import agents_of, is_passive, objects_of
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.claims.events import at_stake
from verbale.lint.reading import Mention, Reading, Seen
from verbale.lint.scope import OWN_WORDS, scope_of
from verbale.model.claim import Kind, Standing, Tier

if TYPE_CHECKING:
    from spacy.tokens import Token

Bound = dict[int, set[int]]
NEAR = 4
FAR = 10


@dataclass(frozen=True, slots=True)
class _Tie:
    role: str
    form: str
    stakes: bool
    """Only with an incident, a tool or somebody on the author's side at the other end."""
    kinds: frozenset[str] = frozenset(
        {"state", "state_adjective", "capital", "organ", "group", "class", "pointing"}
    )


SPOKEN = frozenset({"attributed", "tie"})
ANYBODY = frozenset(
    {"state", "state_adjective", "capital", "organ", "group", "class", "pointing", "person", "named"}
)
STATES = frozenset({"state", "state_adjective", "capital", "organ", "class"})
TIES = (
    _Tie("link.responsible.strong", "responsible", False),
    _Tie("link.responsible.claim", "claimed", False, ANYBODY),
    _Tie("link.responsible.weak", "responsible", True),
    _Tie("link.attribute.strong", "attributed", False),
    _Tie("link.attribute.weak", "attributed", True),
    _Tie("link.tie.strong", "tie", False),
    _Tie("link.tie.weak", "tie", True),
    _Tie("link.membership", "membership", True),
    _Tie("link.sponsor.strong", "sponsor", False, STATES),
    _Tie("link.sponsor.weak", "sponsor", True, STATES),
    _Tie("link.resemblance", "resemblance", True),
    _Tie("link.origin.strong", "origin", True, STATES),
    _Tie("link.origin.weak", "origin", True, STATES),
    _Tie("link.motive", "motive", True, STATES),
    _Tie("link.relation.noun.strong", "role", False),
    _Tie("link.relation.noun.weak", "role", True),
)


def ties(reading: Reading, bound: Bound) -> Iterator[Draft]:
    """ "X is behind it", "attributed to X", "linked to X", "hallmarks of X", "X's involvement"."""
    for seen in reading.seen:
        tie = next((tie for tie in TIES if seen.plays(tie.role)), None)
        if tie is None:
            continue
        ends = _ends(reading, seen)
        for mention in reading.mentions:
            if mention.kind not in tie.kinds or mention.first <= seen.head <= mention.last:
                continue
            tier = _tier(reading, mention, bound[mention.head], seen, ends)
            if tier is None:
                continue
            if (
                tie.stakes
                and not at_stake(reading, ends, mention)
                and not _is_behind(reading, seen, ends, bound[mention.head])
            ):
                continue
            if tie.form in SPOKEN and _speaks(reading, seen, bound[mention.head]):
                continue
            if seen.cue.entry.pos == "noun" and tier is not Tier.DEPENDENCY:
                continue
            tokens = [seen.first, seen.last]
            if abs(mention.first - seen.last) <= NEAR or abs(seen.first - mention.last) <= NEAR:
                tokens += [mention.first, mention.last]
            scope = scope_of(reading, seen.head, seen)
            standing = _unvoiced(reading, seen, tie, scope.standing)
            form = "class" if mention.kind == "class" else tie.form
            yield draft(
                reading,
                Kind.LINK,
                form,
                seen,
                actor=mention,
                tier=tier,
                tokens=tokens,
                scope=scope,
                standing=standing,
            )


def _is_behind(reading: Reading, seen: Seen, ends: list["Token"], bound: set[int]) -> bool:
    """ "X was behind it": said of a subject with "be", the word lays authorship whatever follows."""
    head = reading.doc[seen.last]
    verb = head.head if head.dep_ == "prep" else head
    copula = head.lower_ == "behind" and verb.lemma_ == "be"
    return copula and any(a.i in bound for a in agents_of(reading, verb))


def _speaks(reading: Reading, seen: Seen, bound: set[int]) -> bool:
    """The subject of "attributes", "links", "identifies" is who says it, not who is tied."""
    head = reading.doc[seen.head]
    return (
        head.pos_ == "VERB" and not is_passive(head) and any(a.i in bound for a in agents_of(reading, head))
    )


def _unvoiced(reading: Reading, seen: Seen, tie: _Tie, standing: Standing) -> Standing:
    """ "Attributed to X" by nobody in particular is hearsay; "we attribute" is the speaker's own."""
    if tie.form != "attributed" or standing is not Standing.FLAT:
        return standing
    head = reading.doc[seen.head]
    voices = [c for c in head.children if c.dep_ == "nsubj"]
    own = any(voice.lower_ in OWN_WORDS or reading.at(voice.i, "own.source") for voice in voices)
    return Standing.FLAT if own and not is_passive(head) else Standing.REPORTED


def _ends(reading: Reading, seen: Seen) -> list["Token"]:
    """The nouns that the cue ties together: arguments of a verb, what an adjective or noun hangs on."""
    head = reading.doc[seen.head]
    found: list[Token] = []
    if head.pos_ in {"VERB", "AUX"}:
        found += [*agents_of(reading, head), *objects_of(head)]
        found += [c for c in head.children if c.dep_ in {"nsubjpass", "nsubj"}]
        if head.dep_ in {"acl", "amod", "relcl"}:
            found.append(head.head)
    elif head.head.i != head.i:
        found.append(head.head)
        if head.head.pos_ in {"VERB", "AUX"}:
            found += [*agents_of(reading, head.head), *objects_of(head.head)]
            found += [c for c in head.head.children if c.dep_ in {"nsubjpass", "nsubj", "attr"}]
    for prep in [c for t in (head, reading.doc[seen.last]) for c in t.children if c.dep_ == "prep"]:
        found += [c for c in prep.children if c.dep_ == "pobj"]
    found += [c for c in reading.doc[seen.last].children if c.dep_ in {"pobj", "dobj", "attr"}]
    found += [c for c in head.children if c.dep_ in {"poss", "amod", "compound", "npadvmod"}]
    return [token for one in found for token in (one, *one.conjuncts)]


def _tier(
    reading: Reading, mention: Mention, bound: set[int], seen: Seen, ends: list["Token"]
) -> Tier | None:
    if any(end.i in bound for end in ends) or 0 <= mention.first - seen.last <= 2:
        return Tier.DEPENDENCY
    if _after_to(reading, mention) and 0 < mention.first - seen.last <= FAR:
        return Tier.DEPENDENCY
    if seen.first - mention.last == 1 or (
        seen.first - mention.last == 2 and reading.doc[seen.first - 1].text == "-"
    ):
        return Tier.DEPENDENCY
    same = reading.clause(mention.head) == reading.clause(seen.head)
    return Tier.CLAUSE if same and abs(mention.first - seen.first) <= FAR else None


def _after_to(reading: Reading, mention: Mention) -> bool:
    """ "attributes the campaigns discussed here to X": the parse often hangs "to" on a nearer verb."""
    before = reading.doc[max(0, mention.first - 2) : mention.first]
    return any(token.lower_ in {"to", "on"} for token in before)
