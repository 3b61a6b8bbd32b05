"""Threats and breaches put by construction: "there will be a price", "a breach of the Charter"."""

from typing import TYPE_CHECKING

from verbale.lint.claims.borne import of_somebody
from verbale.lint.gate import Needs, either, parts, words
from verbale.lint.reading import Reading, Seen

if TYPE_CHECKING:
    from spacy.tokens import Token

IMPUNITY, INVITED, STERN, BREACH = "threat.impunity", "threat.invited", "threat.stern", "threshold.breach"
ROLES = (IMPUNITY, INVITED, STERN, BREACH)
LAW = "threshold.law"
VALUES = (LAW, "threshold.assault")
DUE = frozenset({"will", "would", "must", "shall", "should", "'ll", "’ll", "have", "has", "going"})
NEGATIVE = frozenset(
    {"not", "n't", "n’t", "never", "no", "nobody", "none", "cannot", "nothing", "nor", "neither"}
)
INVITING = frozenset(
    {"trigger", "provoke", "invite", "prompt", "entail", "carry", "bring", "risk", "face", "expect",
     "await", "meet", "have", "demand", "warrant", "require", "deserve", "merit", "justify", "threaten",
     "promise", "prepare", "consider", "order", "announce", "fear", "suffer"}
)  # fmt: skip
CALLING = frozenset({"have", "bring", "require", "demand", "warrant", "need", "call"})
"""What needs a reply calls for it, whether or not anybody has done anything."""
SERVED = frozenset(
    {"customer", "user", "patient", "passenger", "client", "consumer", "citizen", "resident", "victim",
     "household", "taxpayer", "health", "environment", "economy", "service", "business", "student", "people"}
)  # fmt: skip
COMPLETING = frozenset({"acomp", "prep", "pobj", "xcomp", "ccomp", "oprd", "advmod", "dobj", "attr", "pcomp"})
ONTO = frozenset({"of", "on", "against", "in", "into", "to", "upon", "with", "for"})
WRITTEN = frozenset(
    {"further", "full", "fuller", "complete", "detailed", "written", "final", "interim", "first", "second"}
)
"""An answer like this is one of several in writing, and no blow."""
TURNED = (
    "hostile", "incident.noun", "agent", "provocation", "conduct.noun", "threat", "threshold",
    "malware.noun",
)  # fmt: skip
"""Whom or what a reply is for: somebody, or a deed."""
STRIKING = frozenset({"attack", "assault", "strike"})

_NOT = either(words(*NEGATIVE), parts("n't", "nt "))
NEEDS: Needs = (
    (IMPUNITY, _NOT),
    (INVITED,),
    (STERN, INVITED),
    (BREACH, frozenset(VALUES)),
)


def reckoned(reading: Reading, seen: Seen) -> bool:
    """True where the construction makes the word a threat or a breach of law."""
    if seen.plays(IMPUNITY):
        return refused(reading, seen) is not None
    if seen.plays(BREACH):
        return broken(reading, seen) is not None
    if seen.plays(INVITED):
        return _due(reading, seen)
    return False


def refused(reading: Reading, seen: Seen) -> int | None:
    """ "Will not let this go unanswered": the negation stands on the word or on a verb that it completes."""
    word = reading.doc[seen.head]
    while True:
        subjects = [c for c in word.children if c.dep_ in {"nsubj", "nsubjpass", "expl"}]
        near = [*word.children, *(c for one in subjects for c in one.children)]
        for child in near:
            if child.lower_ in NEGATIVE and not seen.first <= child.i <= seen.last:
                return int(child.i)
        joined = word.dep_ == "conj" and not subjects
        if word.head.i == word.i or not (joined or word.dep_ in COMPLETING):
            return None
        word = word.head


def broken(reading: Reading, seen: Seen) -> int | None:
    """The law or the value of a state that is breached: "a violation of Norlund's sovereignty"."""
    head = reading.doc[seen.head]
    for child in head.children:
        if child.dep_ in {"dobj", "nsubjpass"} and head.pos_ == "VERB":
            things = [child]
        elif child.dep_ == "prep" and child.lower_ in {
            "of",
            "on",
            "against",
            "in",
            "into",
            "to",
            "upon",
            "with",
        }:
            things = [c for c in child.children if c.dep_ == "pobj"]
        else:
            continue
        for thing in (t for one in things for t in (one, *one.conjuncts)):
            inner = [thing, *(c for p in thing.children if p.dep_ == "prep" for c in p.children)]
            if any(reading.at(one.i, LAW) for one in inner):
                return thing.i
            struck = head.pos_ == "VERB" and head.lemma_ in STRIKING
            if struck and reading.at(thing.i, "threshold.assault") and _ours(thing):
                return thing.i
    return None


def _ours(thing: "Token") -> bool:
    return any(
        c.dep_ in {"poss", "det"} and c.lower_ in {"our", "its", "their", "the"} for c in thing.children
    )


def _due(reading: Reading, seen: Seen) -> bool:
    """ "There will be a response", "would provoke severe countermeasures": still to come."""
    noun = reading.doc[seen.head]
    if noun.pos_ not in {"NOUN", "PROPN"} or _for_the_served(noun) or reading.ending.endswith("?"):
        return False
    if _priced(noun) or _told_of(reading, noun):
        return False
    verb = noun.head
    if noun.dep_ == "pobj":
        verb = noun.head.head
        met = (
            verb.lemma_ in {"meet", "reckon", "respond", "answer", "threaten"} and noun.head.lower_ == "with"
        )
        return met and (verb.lemma_ == "threaten" or _ahead(verb) or _stern(reading, noun))
    if noun.dep_ in {"attr", "nsubj"} and any(c.dep_ == "expl" for c in verb.children):
        return _ahead(verb)
    if noun.dep_ == "nsubj" and verb.lemma_ in {"follow", "come", "ensue"}:
        return _ahead(verb) and all(child.lower_ not in WRITTEN for child in noun.children)
    if noun.dep_ in {"dobj", "nsubjpass"} and verb.lemma_ in INVITING:
        if verb.lemma_ in CALLING and not _by_somebody(reading, verb):
            return False
        return _stern(reading, noun) or (_ahead(verb) and verb.lemma_ not in CALLING)
    return False


def _by_somebody(reading: Reading, verb: "Token") -> bool:
    """What calls for it is a deed or somebody's: a crisis calls for a firm response and threatens nobody."""
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "csubj"}]
    return not subjects or any(of_somebody(reading, one) for one in subjects)


def _stern(reading: Reading, noun: "Token") -> bool:
    return any(reading.at(c.i, STERN) for c in noun.children)


def _ahead(verb: "Token") -> bool:
    """With a modal, or "is going to", "will have to"."""
    if any(c.dep_ == "aux" and c.lower_ in DUE and c.tag_ in {"MD"} for c in verb.children):
        return True
    return verb.dep_ in {"xcomp", "conj"} and (verb.head.lemma_ in {"go", "have"} or _ahead(verb.head))


def _priced(noun: "Token") -> bool:
    """ "Gas prices", "the cost of living": of goods."""
    return noun.lemma_.lower() in {"price", "cost"} and any(
        c.dep_ in {"compound", "nmod"} for c in noun.children
    )


def _told_of(reading: Reading, noun: "Token") -> bool:
    """ "Consequences for readiness", "a response to the needs of villages": for nobody who did anything."""
    if noun.lemma_.lower() in {"price", "cost"}:
        return False
    ends = [
        c
        for prep in noun.children
        if prep.lower_ in {"for", "on", "to"}
        for c in prep.children
        if c.dep_ == "pobj"
    ]
    return bool(ends) and not any(
        t.pos_ in {"PRON", "DET"} or reading.at(t.i, *TURNED) or reading.mention_at(t.i)
        for c in ends
        for t in (c, *c.conjuncts)
    )


def _for_the_served(noun: "Token") -> bool:
    """ "Consequences for patients" are told of, not threatened."""
    after = [t for c in noun.children if c.lower_ in {"for", "on", "of"} and c.i > noun.i for t in c.subtree]
    return any(token.lemma_.lower() in SERVED for token in after)
