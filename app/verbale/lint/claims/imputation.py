"""Softly said who it was, without a word for the act: "probably X", "we suspect X", "signs point to X"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.lint.arguments import carriers
from verbale.lint.claims.acts import SOFT, Bound, named
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.claims.events import AUTHORS, PEOPLE, PLAIN, WEAK, event_at
from verbale.lint.claims.hearsay import CYBER
from verbale.lint.gate import CREWS, Needs, actors
from verbale.lint.reading import Mention, Reading, Seen
from verbale.lint.scope import COPULAS, SOFTENING, Scope, scope_of
from verbale.model.claim import Kind, Standing, Tier

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTIES = frozenset({"state", "state_adjective", "capital", "organ", "group", "class", "person"})
POINTED = frozenset({"state", "capital", "organ", "group", "class", "state_adjective"})
MEANT = frozenset({"it", "this", "that", "they", "these", "those", "he", "she", "who", "one", "ones"})
SELVES = (*PEOPLE, "agent.noun", "author.side", "author.role")
SUSPECTING = "link.suspect"
POINTING = ("link.point", "link.attribute.weak")
TRACES = ("link.trace", "link.evidence", *PLAIN, *AUTHORS)
AIMED = frozenset({"to", "at", "towards", "toward", "on", "upon", "of", "in"})
ASIDE = 8
NEAR = 5

SOMEBODY = "agent.somebody"
BANDS = ("group", "gang", "team", "crew", "collective")
DOING = ("hostile.verb", "light.verb", "link.sponsor.weak", "link.sponsor.strong")
SPEAKING = ("report", "assess", "hedge.verb", "naming", "denial", "structure")

_SOMEBODY = frozenset({SOMEBODY, *actors(*PARTIES)})
NEEDS: Needs = (
    (_SOMEBODY, frozenset({*SOFTENING, "question"})),
    ("link.suspect", _SOMEBODY),
    ("link.point", actors(*PARTIES)),
    ("link.claim", _SOMEBODY, frozenset({*PLAIN, WEAK})),
)


def imputations(reading: Reading, bound: Bound) -> Iterator[Draft]:
    """Who it is said to be, whom suspicion falls on, where traces lead."""
    for mention in _parties(reading):
        carried = bound[mention.head] if mention.head in bound else carriers(reading, mention)
        found = (
            _suspected(reading, mention, carried)
            or _pointed(reading, mention, carried)
            or _identified(reading, mention, carried)
            or _did(reading, mention, carried)
            or _claimed(reading, mention, carried)
        )
        if found is None:
            continue
        trigger, scope, standing = found
        near = abs(trigger.first - mention.last) <= ASIDE
        tokens = [trigger.first, trigger.last, *(named(mention, carried) if near else ())]
        form = "class" if mention.kind == "class" else "responsible"
        yield draft(
            reading,
            Kind.LINK,
            form,
            trigger,
            actor=mention,
            tier=Tier.DEPENDENCY if mention.kind != "person" else Tier.CLAUSE,
            tokens=tokens,
            scope=scope,
            standing=standing,
        )


def _parties(reading: Reading) -> Iterator[Mention]:
    """Known actors, and people and bodies of a kind that suspicion may fall on."""
    yield from (mention for mention in reading.mentions if mention.kind in PARTIES)
    for seen in reading.all(SOMEBODY):
        if reading.mention_at(seen.head) is None and reading.doc[seen.head].pos_ in {"NOUN", "PROPN", "PRON"}:
            yield Mention(seen.words, "person", None, seen.first, seen.last, seen.head)


_Found = tuple[Seen, Scope, Standing]


def _suspected(reading: Reading, mention: Mention, carried: set[int]) -> _Found | None:
    """ "Analysts suspect X", "X is suspected", "suspicion has fallen on X"."""
    for seen in reading.all(SUSPECTING):
        head = reading.doc[seen.head]
        if any(_means(reading, t, mention, carried) for t in _patients(head, reading.doc[seen.last])):
            scope = scope_of(reading, seen.head, seen)
            return _soft(seen, scope)
    return None


def _pointed(reading: Reading, mention: Mention, carried: set[int]) -> _Found | None:
    """ "Everything points to X", "the trail leads to X"."""
    if mention.kind not in POINTED:
        return None
    for seen in reading.all(*POINTING):
        last = reading.doc[seen.last]
        if seen.plays("link.attribute.weak") and not seen.words.startswith("point to"):
            continue
        if seen.plays("link.point.weak") and all(one.head == seen.head for one in reading.all(*TRACES)):
            continue
        targets = [c for c in last.children if c.dep_ in {"pobj", "dobj"}]
        if any(_means(reading, t, mention, carried) for one in targets for t in (one, *one.conjuncts)):
            return _soft(seen, scope_of(reading, seen.head, seen))
    return None


def _means(reading: Reading, token: "Token", mention: Mention, carried: set[int]) -> bool:
    """The token stands for the party, or is its part or origin: "an Orskan hand", "a sponsor in Orsgrad"."""
    if token.i in carried:
        return True
    if not reading.at(token.i, "link.relation", "link.origin", "author.role", *PEOPLE, "agent.noun"):
        return False
    return token.left_edge.i <= mention.head <= token.right_edge.i and abs(mention.head - token.i) <= NEAR


def _soft(seen: Seen, scope: Scope) -> _Found | None:
    if scope.standing is Standing.FLAT:
        return seen, scope, Standing.HEDGED
    return (seen, scope, scope.standing) if scope.standing in {*SOFT, Standing.ASKED} else None


def _patients(verb: "Token", last: "Token") -> Iterator["Token"]:
    """Whom a verb or noun of suspicion is turned on."""
    for child in (*verb.children, *last.children):
        if child.dep_ in {"dobj", "nsubjpass"}:
            yield from (child, *child.conjuncts)
        elif child.dep_ == "prep" and child.lower_ in AIMED:
            yield from (t for one in child.children if one.dep_ == "pobj" for t in (one, *one.conjuncts))
        elif child.dep_ in {"ccomp", "xcomp"} and child.lemma_ == "be":
            yield from (c for c in child.children if c.dep_ == "attr")
    if verb.pos_ == "NOUN" and verb.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        for child in verb.head.children:
            if child.dep_ == "prep" and child.lower_ in {"on", "upon", "at"}:
                yield from (c for c in child.children if c.dep_ == "pobj")
    if verb.dep_ in {"amod", "acl"}:
        yield verb.head


def _identified(reading: Reading, mention: Mention, carried: set[int]) -> _Found | None:
    """ "It was probably X", "the intruders might be Xs", "X may have been the source"."""
    for index in carried:
        token = reading.doc[index]
        verb = _copula_above(token)
        if verb is None:
            continue
        if not _equated(reading, token, verb):
            continue
        scope = scope_of(reading, verb.i)
        if scope.standing not in {*SOFT, Standing.ASKED}:
            continue
        cues = [*scope.hedge, *scope.report, *scope.assess]
        trigger = min(cues, key=lambda seen: abs(seen.first - mention.first), default=None)
        if trigger is None:
            trigger = reading.any("question")
        if trigger is not None:
            return trigger, scope, scope.standing
    return None


def _equated(reading: Reading, token: "Token", verb: "Token") -> bool:
    """Whether what the token is put equal to may be an author."""
    if token.dep_ == "nsubj":
        predicates = (c for c in verb.children if c.dep_ == "attr")
        return any(reading.at(c.i, "author.role", *PEOPLE) for c in predicates)
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    if verb.dep_ == "xcomp":  # "seems to be X", "a gang believed to be X"
        subjects += [c for c in verb.head.children if c.dep_ in {"nsubj", "nsubjpass"}]
        if verb.head.dep_ in {"acl", "relcl"}:
            subjects.append(verb.head.head)
    return any(_is_author(reading, subject) for subject in subjects)


def _claimed(reading: Reading, mention: Mention, carried: set[int]) -> _Found | None:
    """ "X hackers claim the outage": the incident itself is the object."""
    for seen in reading.all("link.claim"):
        verb = reading.doc[seen.head]
        if any(v.i == verb.i for v in _verbs_of(reading, carried)) and any(
            event_at(reading, c) is not None for c in verb.children if c.dep_ == "dobj"
        ):
            scope = scope_of(reading, verb.i)
            standing = Standing.REPORTED if scope.standing is Standing.FLAT else scope.standing
            return (seen, scope, standing) if standing in SOFT else None
    return None


def _did(reading: Reading, mention: Mention, carried: set[int]) -> _Found | None:
    """ "X may have ordered it", "it appears that the group uses it": softly said to have acted."""
    for verb in _verbs_of(reading, carried):
        if verb.lemma_ in {"be", "have"} or reading.at(verb.i, *SPEAKING):
            continue
        scope = scope_of(reading, verb.i)
        if scope.standing not in SOFT:
            continue
        if any(seen.words == "expect" for seen in scope.assess):
            continue
        done = _is_past(verb) and reading.at(verb.i, *DOING) is not None
        crew = mention.kind in CREWS or _is_crew(reading, mention, carried) or mention.name.endswith(BANDS)
        somebody = mention.kind == "person" and not reading.at(mention.head, f"{SOMEBODY}.general")
        if scope.standing is Standing.REPORTED and not (crew and done and mention.kind != "person"):
            continue
        if not crew and not (done and (somebody or reading.any(*CYBER))):
            continue
        cues = [*scope.hedge, *scope.report, *scope.assess]
        trigger = min(cues, key=lambda seen: abs(seen.first - mention.first), default=None)
        if trigger is not None:
            return trigger, scope, scope.standing
    return None


def _verbs_of(reading: Reading, carried: set[int]) -> Iterator["Token"]:
    for index in carried:
        token = reading.doc[index]
        if token.dep_ == "nsubj" and token.head.pos_ in {"VERB", "AUX"}:
            yield token.head
        by = token.dep_ == "pobj" and token.head.lower_ == "by"
        if by and token.head.head.pos_ in {"VERB", "AUX"}:
            yield token.head.head


def _is_crew(reading: Reading, mention: Mention, carried: set[int]) -> bool:
    return mention.kind != "person" and any(reading.at(i, "agent.noun", *PEOPLE) for i in carried)


def _is_past(verb: "Token") -> bool:
    return verb.tag_ in {"VBD", "VBN"} or any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _copula_above(token: "Token") -> "Token | None":
    """The verb by which the token is said to be something."""
    if token.dep_ in {"attr", "oprd", "nsubj", "acomp"} and token.head.lemma_ in COPULAS:
        return token.head
    like = token.head
    if token.dep_ == "pobj" and like.lower_ == "like" and like.head.lemma_ in COPULAS:
        return like.head
    return None


def _is_author(reading: Reading, subject: "Token") -> bool:
    mention = reading.mention_at(subject.i)
    return bool(
        (mention is not None and mention.kind in CREWS)
        or subject.lower_ in MEANT
        or reading.at(subject.i, *SELVES)
        or event_at(reading, subject) is not None
    )
