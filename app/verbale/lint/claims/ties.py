"""Ties of an incident to an actor that are no act: responsibility, sponsorship, likeness, place, motive."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from verbale.lint.arguments import agents_of, is_passive, objects_of
from verbale.lint.claims.acts import LOOSE, SOFT, has_name, named, reproached, told_as_done
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.claims.events import AUTHORS, PEOPLE, PLAIN, WEAK, at_stake, event_at
from verbale.lint.cues import above
from verbale.lint.gate import ON_TOPIC, Need, Needs, actors, parts
from verbale.lint.reading import Mention, Reading, Seen
from verbale.lint.scope import OWN_WORDS, SOFTENING, Scope, scope_of
from verbale.model.claim import Kind, Standing, Tier

if TYPE_CHECKING:
    from spacy.tokens import Token

Bound = dict[int, set[int]]
NEAR = 4
FAR = 16


STATES = frozenset({"state", "state_adjective", "capital", "organ", "class"})
KNOWN = STATES | {"group"}
ANYBODY = KNOWN | {"person", "named", "pointing"}
LOOSE_FORMS = frozenset({"origin", "motive"})
AIMED = frozenset({"at", "against", "toward", "towards"})
SOFTLY_ALONE = frozenset(
    {"link.responsible", "link.relation.noun.strong", "link.sponsor.strong", "link.origin.strong"}
)
"""Roles that, hedged or on another's word, tie by themselves: "possible involvement of X"."""
WEAKLY_ALONE = frozenset({"sponsor", "membership", "origin", "tie", "responsible", "role", "attributed"})
POINTERS = frozenset({"this", "that", "it", "these"})
PURPOSES = frozenset({"advcl", "xcomp", "ccomp", "prep", "dative"})
DONE = ("hostile.verb", "light.verb", "incident.noun", "hostile.noun")
SPOKEN = frozenset({"attributed", "tie"})
ASSERTED = ("link.responsible.strong", "link.responsible.bare", "link.attribute.strong")
"""Words that name an author when they are put flatly, also far from any word on an incident."""
LAGGING = frozenset({"remain", "lag", "fall", "stay", "lie", "leave", "trail"})


@dataclass(frozen=True, slots=True)
class _Tie:
    """How the cues of a role tie: ``other_end`` roles must stand at the other end, unless it is empty."""

    role: str
    form: str
    kinds: frozenset[str] = KNOWN
    other_end: tuple[str, ...] = ()


TIES = (
    _Tie("link.responsible.strong", "responsible", ANYBODY - {"pointing"}),
    _Tie("link.responsible.claim.weak", "claimed", ANYBODY, AUTHORS),
    _Tie("link.responsible.claim", "claimed", ANYBODY),
    _Tie("link.responsible.weak", "responsible", ANYBODY - {"pointing"}, AUTHORS),
    _Tie("link.responsible.bare", "responsible"),
    _Tie("link.attribute.strong", "attributed"),
    _Tie("link.attribute.weak", "attributed", other_end=AUTHORS),
    _Tie("link.tie.strong", "tie", other_end=(*AUTHORS, "agent.noun")),
    _Tie("link.tie.weak", "tie", other_end=(*AUTHORS, "agent.definite")),
    _Tie("link.membership", "membership", other_end=AUTHORS),
    _Tie("link.sponsor.strong", "sponsor", STATES, (*AUTHORS, "agent.definite")),
    _Tie("link.sponsor.weak", "sponsor", STATES, (*AUTHORS, "agent.definite")),
    _Tie("link.resemblance", "resemblance", other_end=AUTHORS),
    _Tie("link.origin.strong", "origin", STATES, AUTHORS),
    _Tie("link.origin.weak", "origin", STATES, PEOPLE),
    _Tie("link.motive", "motive", STATES, AUTHORS),
    _Tie("link.relation.noun.strong", "role", other_end=AUTHORS),
    _Tie("link.relation.noun.weak", "role", other_end=AUTHORS),
)


@cache
def _tie_of(role: str) -> _Tie | None:
    """How a cue of the role ties, if it does."""
    return next((tie for tie in TIES if tie.role in above(role)), None)


def _ties_softly(role: str) -> bool:
    return not above(role).isdisjoint(SOFTLY_ALONE)


def _needs() -> Iterator[tuple[Need, ...]]:
    for tie in TIES:
        tied: tuple[Need, ...] = (tie.role,)
        if "named" not in tie.kinds:  # any capitalised word may be a name
            tied += (actors(*tie.kinds),)
        if tie.role in ASSERTED:
            yield *tied, frozenset(PLAIN)
        tied += (ON_TOPIC,)
        if not tie.other_end or tie.form == "tie":
            yield tied
            continue
        yield *tied, frozenset({*PLAIN, WEAK, *tie.other_end})
        yield *tied, actors("group", "class")
        yield *tied, parts("behind")
        if _ties_softly(tie.role) or tie.form in WEAKLY_ALONE:
            yield *tied, frozenset({*SOFTENING, "question", "denial"})


NEEDS: Needs = tuple(_needs())


def ties(reading: Reading, bound: Bound) -> Iterator[Draft]:
    """ "X is behind it", "attributed to X", "linked to X", "hallmarks of X", "X's involvement"."""
    for seen in reading.seen:
        tie = _tie_of(seen.cue.entry.role)
        if tie is None:
            continue
        ends = _ends(reading, seen)
        for mention in reading.mentions:
            if mention.kind not in tie.kinds or mention.first <= seen.head <= mention.last:
                continue
            if mention.kind == "class" and has_name(reading, bound, mention):
                continue
            tier = _tier(reading, mention, bound[mention.head], seen, ends)
            if tier is None or _in_its_course(reading, seen, tie, mention) or reproached(reading, seen):
                continue
            scope = scope_of(reading, seen.head, seen)
            soft = scope.standing in {*SOFT, Standing.ASKED}
            alone = soft and _ties_softly(tie.role) and tier is Tier.DEPENDENCY
            alone = alone or (
                _judged(scope) and _is_object(reading, seen, tie, mention, bound[mention.head], ends)
            )
            if not alone and not _tied(reading, seen, tie, mention, bound[mention.head], ends):
                continue
            if tie.form == "sponsor" and _is_otherwise(reading, seen, bound[mention.head]):
                continue
            if tie.form == "tie" and _acts_flatly(reading, seen, bound[mention.head]):
                continue
            if mention.kind in LOOSE and not _is_named_author(reading, seen, tie, mention):
                continue
            if tie.form in {"responsible", "claimed", "role"} and _in_charge(reading, seen):
                continue
            if tie.form == "responsible" and _in_a_title(reading, seen):
                continue
            if seen.plays("link.responsible.bare") and not _barely(reading, seen, bound[mention.head]):
                continue
            if tie.form in SPOKEN and _speaks(reading, seen, bound[mention.head]):
                continue
            if (seen.cue.entry.pos == "noun" or tie.form in LOOSE_FORMS) and tier is not Tier.DEPENDENCY:
                continue
            tokens = [seen.first, seen.last]
            if abs(mention.first - seen.last) <= NEAR or abs(seen.first - mention.last) <= NEAR:
                tokens += named(mention, bound[mention.head])
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


def _in_its_course(reading: Reading, seen: Seen, tie: _Tie, mention: Mention) -> bool:
    """ "X signed the treaty as a part of its effort": of what is done, not of who did it."""
    before = reading.doc[max(0, seen.first - 3) : seen.first]
    return tie.form == "membership" and mention.last < seen.first and any(t.lower_ == "as" for t in before)


def _in_a_title(reading: Reading, seen: Seen) -> bool:
    """ "The Tribunal for Persons Responsible for Piracy": the name of a body."""
    words = reading.doc[max(0, seen.first - 1) : seen.first + 1]
    return len(words) > 1 and all(word.text.istitle() for word in words) and seen.first > 1


def _in_charge(reading: Reading, seen: Seen) -> bool:
    """ "Responsible for the upkeep of", "for 300 citizens", "for training them": an office, not a guilt."""
    last = reading.doc[seen.last]
    charge = next((c for c in last.children if c.dep_ in {"pobj", "pcomp"}), None)
    if last.lower_ != "for" or charge is None or reading.at(charge.i, *DONE, *PEOPLE):
        return False
    return charge.dep_ == "pcomp" or reading.at(charge.i, "duty", "agent.noun") is not None


def _is_named_author(reading: Reading, seen: Seen, tie: _Tie, mention: Mention) -> bool:
    """ "Voltbear was behind the attack": nobody we know, but said to be the author of an incident."""
    if tie.form != "responsible":
        return True
    head, last = reading.doc[seen.head], reading.doc[seen.last]
    verb = head if head.lemma_ == "be" else head.head
    incident = any(c.dep_ == "pobj" and reading.at(c.i, *PLAIN) for c in last.children)
    subject = any(c.i == mention.head and c.dep_ == "nsubj" for c in verb.children)
    return incident and subject and verb.lemma_ == "be"


def _barely(reading: Reading, seen: Seen, bound: set[int]) -> bool:
    """ "X did this", "this was done by X", "X is responsible", and not a word more of what and what for."""
    head = reading.doc[seen.head]
    if head.pos_ == "ADJ":
        be = head.head
        return (
            head.dep_ == "acomp"
            and be.lemma_ == "be"
            and not any(True for _ in head.rights)
            and any(c.i in bound for c in be.children if c.dep_ == "nsubj")
        )
    if is_passive(head):
        done = [c for c in head.children if c.dep_ == "nsubjpass"]
        pointing = any(c.lower_ in POINTERS or event_at(reading, c) for c in done)
    else:
        pointing = not any(c.dep_ in PURPOSES for c in head.children)
    if not told_as_done(head) and scope_of(reading, head.i).standing not in SOFT:
        return False
    return pointing and any(agent.i in bound for agent in agents_of(reading, head))


def _acts_flatly(reading: Reading, seen: Seen, bound: set[int]) -> bool:
    """ "Operators affiliated with X have compromised ...": of who acts, a naming and no loose tie."""
    if "affiliat" not in seen.words:
        return False
    for index in bound:
        token = reading.doc[index]
        verb = token.head.head if token.dep_ == "pobj" and token.head.dep_ == "agent" else token.head
        doer = token.dep_ == "nsubj" or token.head.dep_ == "agent"
        if doer and told_as_done(verb) and scope_of(reading, verb.i).standing is Standing.FLAT:
            return True
    return False


def _judged(scope: Scope) -> bool:
    """Weakened by more than "could" or another's word."""
    if scope.standing not in {Standing.HEDGED, Standing.ASSESSED}:
        return False
    return any(not seen.plays("hedge.modal.weak") for seen in (*scope.hedge, *scope.assess))


def _is_object(
    reading: Reading, seen: Seen, tie: _Tie, mention: Mention, bound: set[int], ends: list["Token"]
) -> bool:
    """ "Probably steered from X", "thought to be attached to X": the actor follows the word that ties."""
    if tie.form not in WEAKLY_ALONE or not 0 <= mention.first - seen.last <= NEAR:
        return False
    acting = ("agent.noun", "agent.definite", *AUTHORS)
    if not any(
        _is_somebody(reading, end) or reading.at(end.i, *acting) for end in ends if end.i not in bound
    ):
        return False  # "the engineers may be supported by X"
    governed = [c for c in reading.doc[seen.last].children if c.dep_ in {"pobj", "dobj", "pcomp"}]
    return any(c.i in bound for c in governed)


def _tied(
    reading: Reading, seen: Seen, tie: _Tie, mention: Mention, bound: set[int], ends: list["Token"]
) -> bool:
    """Whether what stands at the other end makes this a tie of authorship."""
    behind = _is_behind(reading, seen, ends, bound)
    if seen.words == "behind" and reading.doc[seen.head].head.lemma_ in LAGGING:
        return False  # "their pupils remain far behind"
    if seen.words == "behind" and not behind and reading.doc[seen.head].head.pos_ not in {"VERB", "AUX"}:
        named = reading.doc[seen.head].head
        if not reading.at(named.i, "agent.noun", "agent.bare") and named.i not in bound:
            return False  # "the report behind the operation"
    if not tie.other_end or at_stake(reading, ends, mention, tie.other_end):
        return True
    if tie.form == "tie" and any(_is_somebody(reading, end) for end in ends):
        return True
    return behind


def _is_somebody(reading: Reading, token: "Token") -> bool:
    """A person, a pronoun or a name that is no known actor."""
    mention = reading.mention_at(token.i)
    return token.pos_ in {"PRON", "PROPN"} and (mention is None or mention.kind in {"named", "pointing"})


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


def _is_otherwise(reading: Reading, seen: Seen, bound: set[int]) -> bool:
    """ "Hackers back with new lures", "directed at Orsk", "encourages Orsk to talk": no word of command."""
    head = reading.doc[seen.head]
    if seen.cue.entry.pos != "verb":
        return False
    if (
        head.pos_ not in {"VERB", "AUX"}
        or reading.doc[min(seen.last + 1, len(reading.doc) - 1)].lower_ in AIMED
    ):
        return True
    if is_passive(head):
        return False
    agents = {agent.i for agent in agents_of(reading, head)}
    return not agents & bound and any(
        child.dep_ in {"dobj", "nsubj"} and child.i in bound for child in head.children
    )


def _unvoiced(reading: Reading, seen: Seen, tie: _Tie, standing: Standing) -> Standing:
    """ "Attributed to X" by nobody in particular is hearsay; "we attribute" is the speaker's own."""
    if tie.form == "claimed" and standing is Standing.FLAT:
        return Standing.REPORTED
    if tie.form != "attributed" or standing is not Standing.FLAT:
        return standing
    head = reading.doc[seen.head]
    voices = [*agents_of(reading, head)] if head.pos_ == "VERB" and not is_passive(head) else []
    return Standing.FLAT if any(_decides(reading, voice) for voice in voices) else Standing.REPORTED


def _decides(reading: Reading, voice: "Token") -> bool:
    """The speaker's own side, or a state: whose attribution is a decision and no report."""
    if voice.lower_ in OWN_WORDS or reading.at(voice.i, "own.source"):
        return True
    if any(reading.at(token.i, "source.private") for token in voice.subtree):
        return False
    mentions = (reading.mention_at(token.i) for token in voice.subtree)
    return any(m is not None and m.kind in {"state", "state_adjective", "capital"} for m in mentions)


def _ends(reading: Reading, seen: Seen) -> list["Token"]:
    """The nouns that the cue ties together: arguments of a verb, what an adjective or noun hangs on."""
    head = reading.doc[seen.head]
    found: list[Token] = []
    if head.pos_ in {"VERB", "AUX"}:
        found += [*agents_of(reading, head), *objects_of(head)]
        found += [c for c in head.children if c.dep_ in {"nsubjpass", "nsubj"}]
        if head.dep_ == "xcomp":
            found += [c for c in head.head.children if c.dep_ == "nsubjpass"]
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
    if seen.words.startswith("-"):
        return Tier.DEPENDENCY if 0 < seen.first - mention.last <= 2 else None
    if any(end.i in bound for end in ends) or 0 <= mention.first - seen.last <= 2:
        return Tier.DEPENDENCY
    if _after_to(reading, mention, seen) and 0 < mention.first - seen.last <= FAR:
        return Tier.DEPENDENCY
    if seen.first - mention.last == 1 or (
        seen.first - mention.last == 2 and reading.doc[seen.first - 1].text == "-"
    ):
        return Tier.DEPENDENCY
    same = reading.clause(mention.head) == reading.clause(seen.head)
    return Tier.CLAUSE if same and abs(mention.first - seen.first) <= FAR else None


def _after_to(reading: Reading, mention: Mention, seen: Seen) -> bool:
    """ "attributes the campaigns discussed here to X": the parse often hangs "to" on a nearer verb.

    "Operates out of a suburb in X": of a place, the larger one that follows it.
    """
    before = reading.doc[max(0, mention.first - 2) : mention.first]
    joining = {"in", "of"} if seen.plays("link.origin") else {"to", "on", "with", "by"}
    return any(token.lower_ in joining for token in before)
