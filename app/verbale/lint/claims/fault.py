"""Fault of a victim, employee, vendor, third party or the speaker, told as fault."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.lint.arguments import agents_of
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.claims.parties import NAMED, subject_of, verb_above
from verbale.lint.gate import Needs, actors, words
from verbale.lint.reading import Reading, Seen
from verbale.lint.scope import scope_of
from verbale.model.claim import Kind, Tier

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR = 6
OURS = frozenset({"we", "i", "our", "us"})
THEIRS = frozenset({"they", "he", "she", "their", "his", "her", "your", "whose"})
SHARED = frozenset(
    {"agreement", "consensus", "filibuster", "quorum", "majority", "compromise", "deal", "veto"}
)
"""What nobody fails to reach alone."""
PAPERS = frozenset({"bill", "legislation", "amendment", "motion", "resolution", "vote"})
"""What fails without anybody's failing: "the amendment failed to pass"."""
UNSURE = frozenset({"may", "might", "could", "can", "would", "will", "should", "must", "to"})
DEFINITE = frozenset({"the", "this", "these", "those", "two", "some", "several", "both", "many"})
HABIT = frozenset({"does", "do"})
PAST = frozenset({"VBD", "VBN"})

PEOPLE = frozenset({"fault.party", *actors(*NAMED, "pointing", "person")})
"""Who can be at fault, beside names of bodies, which only a parse tells, and pronouns."""
PRONOUNS = words(*OURS, *THEIRS, "it", "its")
HARM = frozenset({"fault.object", "agent.bare", "incident.noun"})
UNDONE = frozenset({"negation", "fault.undone", "fault.yet"})

NEEDS: Needs = (
    ("fault.verb but weak",),
    ("fault.verb", "fault.telling"),
    ("fault.verb but weak.person", HARM),
    *(
        (verb, *who)
        for verb in ("fault.verb.weak but person",)
        for who in ((PEOPLE,), (PRONOUNS,), ("agent.noun",))
    ),
    ("fault.verb.weak.person", "fault.party.person"),
    *(("fault.omission", UNDONE, *who) for who in ((PEOPLE,), (PRONOUNS,), ("agent.noun",))),
    ("fault.noun but weak",),
    ("fault.noun.weak.person",),
    ("fault.noun.weak",),
    ("fault.late",),
    ("fault.without",),
    ("fault.lack", "fault.control"),
)


def faults(reading: Reading) -> Iterator[Draft]:
    """ "failed to patch", "did not apply the update", "the vendor's negligence", "an error by the clerk"."""
    for seen in reading.all("fault.verb"):
        yield from _told(reading, seen)
    for seen in reading.all("fault.omission"):
        if _left_undone(reading, reading.doc[seen.head]):
            yield from _told(reading, seen, omitted=True)
    for seen in reading.all("fault.noun"):
        yield from _named(reading, seen)
    for seen in reading.all("fault.late", "fault.without", "fault.lack", "fault.noun.strong.verdict"):
        yield from _lapse(reading, seen)


def _told(reading: Reading, seen: Seen, *, omitted: bool = False) -> Iterator[Draft]:
    """A failing told by a verb: somebody is its subject, and it did happen."""
    head = reading.doc[seen.head]
    verb = head if seen.cue.entry.pos == "verb" else verb_above(head)
    if verb.pos_ not in {"VERB", "AUX"} or any(c.dep_ == "aux" and c.lower_ in UNSURE for c in verb.children):
        return
    if verb.dep_ == "amod" and _cause(reading, seen) is not None and seen.plays("fault.verb.strong"):
        yield draft(reading, Kind.FAULT, "party", seen, tokens=[seen.first, seen.last, verb.head.i])
    if verb.dep_ == "amod" or (verb.dep_ == "conj" and verb.head.dep_ == "amod"):
        return
    weak = seen.plays("fault.verb.weak") and not reading.at(head.i, "fault.telling")
    harms = weak and _harms(reading, verb)
    if weak and not (_past(verb) or harms):
        return
    if seen.plays("fault.verb.weak.lapse") and not harms:
        return
    if any(reading.doc[index].lemma_.lower() in SHARED for index in _duty(verb)):
        return
    subjects = [*agents_of(reading, verb)]
    if seen.plays("fault.verb.strong.told"):
        subjects = [c for c in verb.children if c.dep_ in {"nsubjpass", "nsubj"}]
    party = next(
        (t for t in subjects if _is_party(reading, t, firm=(weak and not harms) or omitted)),
        None,
    )
    if party is None or (seen.plays("fault.verb.weak.person") and not _works_there(reading, party)):
        return
    if party.pos_ == "PROPN" and verb.tag_ == "VBZ" and not _body(reading, party):
        return
    scope = scope_of(reading, verb.i, seen)
    scope.condition += [one for one in scope.hedge if one.plays("condition")]
    if omitted:
        scope.negation.clear()
    near = party.i if abs(party.i - seen.first) <= NEAR else seen.first
    tokens = [seen.first, seen.last, near, *_duty(verb)]
    yield draft(reading, Kind.FAULT, _form(party), seen, tokens=tokens, scope=scope)


def _lapse(reading: Reading, seen: Seen) -> Iterator[Draft]:
    """ "took four weeks to", "restored it without a test", "had no second factor", "the mistake was ours"."""
    head = reading.doc[seen.head]
    verb = verb_above(head)
    if verb.pos_ not in {"VERB", "AUX"} or any(c.dep_ == "aux" and c.lower_ in UNSURE for c in verb.children):
        return
    verdict = seen.plays("fault.noun.strong.verdict")
    if not (_past(verb) or verdict):
        return
    scope = scope_of(reading, verb.i, seen)
    scope.negation = [] if seen.plays("fault.lack") else scope.negation
    party: Token | None = None
    if seen.plays("fault.lack"):
        lacked = [c for c in reading.doc[seen.last].children if c.dep_ in {"dobj", "pobj"}]
        lacked += [c for c in verb.children if c.dep_ in {"dobj", "attr"}]
        if not any(reading.at(c.i, "fault.control") for c in lacked):
            return
        party = subject_of(verb)
    elif not verdict:
        agents = [*agents_of(reading, verb)]
        agents += [c for c in verb.children if c.dep_ == "nsubjpass"] if seen.plays("fault.without") else []
        if verb.dep_ in {"acl", "amod"}:
            agents.append(verb.head)
        party = next((t for t in agents if _is_party(reading, t)), None)
        if party is None and seen.plays("fault.late"):
            party = next(
                (t for t in verb.subtree if t.dep_ in {"dobj", "dative", "nsubj"} and _is_party(reading, t)),
                None,
            )
        if party is None:
            return
    near = party.i if party is not None and abs(party.i - seen.first) <= NEAR else seen.first
    form = (
        "own"
        if (party is not None and party.lower_ in OURS)
        or any(t.lower_ in OURS | {"ours"} for t in reading.doc[seen.first : seen.last + 1])
        else "party"
    )
    yield draft(
        reading, Kind.FAULT, form, seen, tokens=[seen.first, seen.last, near], scope=scope, tier=Tier.CLAUSE
    )


def _duty(verb: "Token") -> list[int]:
    """What was left undone: the infinitive and its object, while they stand near."""
    found: list[int] = []
    for child in verb.children:
        if child.dep_ == "xcomp" and 0 < child.i - verb.i <= 3:
            return [child.i, *_duty(child)]
        if child.dep_ == "dobj" and 0 < child.i - verb.i <= 4:
            found.append(child.i)
    return found


def _left_undone(reading: Reading, verb: "Token") -> bool:
    """ "did not V", "never V-ed", "has yet to V", "still hasn't V-ed"."""
    if verb.pos_ != "VERB":
        return False
    if any(c.dep_ == "neg" and reading.at(c.i, "negation", "fault.undone") for c in verb.children):
        return not any(c.dep_ == "aux" and c.lower_ in UNSURE | HABIT for c in verb.children)
    return verb.dep_ == "xcomp" and reading.at(verb.head.i, "fault.yet") is not None


def _named(reading: Reading, seen: Seen) -> Iterator[Draft]:
    """A failing told by a noun: somebody's, or the cause of what happened."""
    head = reading.doc[seen.head]
    if head.pos_ not in {"NOUN", "PROPN", "ADJ"} or (head.pos_ == "PROPN" and not head.is_lower and head.i):
        return
    if seen.plays("fault.noun.weak.person") and (head.tag_ == "NN" or _definite(head)):
        yield draft(reading, Kind.FAULT, "party", seen, tokens=[seen.first, seen.last])
        return
    party = _whose(reading, head)
    cause = _cause(reading, seen)
    if party is None and (cause is None or seen.plays("fault.noun.weak")):
        return
    near = party.i if party is not None else seen.first
    tier = Tier.DEPENDENCY if party is not None else Tier.CLAUSE
    form = _form(party) if party is not None else "party"
    yield draft(reading, Kind.FAULT, form, seen, tokens=[seen.first, seen.last, near], tier=tier)


def _form(party: "Token") -> str:
    return "own" if party.lower_ in OURS else "party"


def _is_party(reading: Reading, token: "Token", *, firm: bool = False) -> bool:
    """True of somebody definite who can be at fault; ``firm`` leaves out names that may be products."""
    if token.lemma_.lower() in PAPERS or (token.pos_ == "PROPN" and any(map(str.isdigit, token.text))):
        return False  # "the CT520 has a default password"
    if token.lower_ in OURS | THEIRS:
        return True
    if token.lower_ in {"it", "its"}:
        return _named_before(reading, token, bodies=firm)
    if reading.at(token.i, "fault.party"):
        return token.tag_ in {"NN", "NNP"} or _definite(token)
    mention = reading.mention_at(token.i)
    if mention is not None and mention.kind in NAMED | {"pointing", "person"}:
        return True
    return (token.pos_ == "PROPN" and not firm) or _body(reading, token)


def _named_before(reading: Reading, token: "Token", *, bodies: bool) -> bool:
    """ "it" after a body or party of the same sentence, or, unless ``bodies`` is asked, of the one before."""
    if any(seen.last < token.i for seen in reading.all("fault.party.body", "fault.party.third")):
        return True
    wanted = NAMED if bodies else NAMED | {"pointing"}
    return any(m.first <= token.i and m.kind in wanted for m in reading.mentions)


def _works_there(reading: Reading, party: "Token") -> bool:
    return reading.at(party.i, "fault.party.person") is not None


def _body(reading: Reading, token: "Token") -> bool:
    """A proper name in a company's or person's way: followed or preceded by a word for a body, or a title."""
    return token.pos_ == "PROPN" and any(
        reading.at(c.i, "fault.party", "agent.noun")
        for c in token.children
        if c.dep_ in {"appos", "compound"}
    )


def _definite(token: "Token") -> bool:
    return any(
        c.dep_ in {"poss", "nummod"} or c.lower_ in DEFINITE or (c.pos_ == "PROPN" and c.i < token.i)
        for c in token.children
    )


def _past(verb: "Token") -> bool:
    return verb.tag_ in PAST or any(
        c.dep_ == "aux" and c.lower_ in {"has", "have", "had", "is", "are", "was", "were", "'s", "’s"}
        for c in verb.children
    )


def _harms(reading: Reading, verb: "Token") -> bool:
    """The object is what should have been kept: data, customers; or those who should have been kept out."""
    return any(
        reading.at(token.i, "fault.object", "fault.control", "agent.bare", "incident.noun")
        for child in verb.children
        if child.dep_ in {"dobj", "ccomp", "nsubj", "pobj", "xcomp"} and child.i > verb.i
        for token in (child, *child.children)
    )


def _cause(reading: Reading, seen: Seen) -> Seen | None:
    return next(
        (
            c
            for c in reading.all("fault.cause")
            if 0 < seen.first - c.last <= 4 or 0 < c.first - seen.last <= 2
        ),
        None,
    )


def _whose(reading: Reading, head: "Token") -> "Token | None":
    """The party in the possessive, as modifier or in a by-, of- or from-phrase; or who is said to show it."""
    for child in head.children:
        if child.dep_ == "poss" and _is_party(reading, child):
            return child
        if child.dep_ in {"compound", "nmod", "amod"} and reading.at(child.i, "fault.party"):
            return child
        if child.dep_ == "prep" and child.lower_ in {"by", "of", "from", "on", "at"}:
            for inner in child.children:
                if inner.dep_ == "pobj" and _is_party(reading, inner, firm=child.lower_ != "by"):
                    return inner
    after = reading.doc[head.i + 1 : head.i + 5]
    if len(after) > 1 and after[0].lower_ == "by":
        return next((t for t in after[1:] if _is_party(reading, t)), None)
    if head.dep_ == "dobj" and reading.at(head.head.i, "fault.show"):
        return next((t for t in agents_of(reading, head.head) if _is_party(reading, t)), None)
    return None
