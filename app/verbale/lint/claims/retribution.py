"""Retribution announced: which fate waits for whom, and who goes for whom."""

from typing import TYPE_CHECKING

from verbale.lint.gate import Needs, actors, either, parts, words
from verbale.lint.reading import Reading, Seen

if TYPE_CHECKING:
    from spacy.tokens import Token

FATE, SUFFER, PURSUIT, TOLD = "threat.fate", "threat.suffer", "threat.pursuit", "threat.told"
ROLES = (FATE, SUFFER, PURSUIT, TOLD)
FUTURE = frozenset({"will", "shall", "would", "must", "should", "'ll", "’ll", "wo"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
ANYONE = frozenset({"whoever", "anyone", "anybody", "those", "he", "whosoever", "everyone"})
UNKNOWN = frozenset({"whoever", "whosoever"})
ACTS = ("hostile.noun", "incident.noun", "provocation.act")
PEOPLE = ("agent.bare", "provocation.person")
PARTIES = frozenset({"state", "state_adjective", "capital", "organ", "group", "class", "pointing"})
STATES = frozenset({"state", "capital", "organ"})
HARM = frozenset(
    {"attack", "hit", "harm", "hurt", "strike", "touch", "threaten", "break", "rob", "steal", "lie",
     "cut", "target", "lay", "reach", "test", "provoke", "dare", "do", "try", "throw", "mess",
     "betray", "violate", "undermine", "meddle", "interfere", "act", "raise", "lift", "prey", "hack",
     "extort", "blackmail", "sabotage", "wrong", "order", "shelter"}
)  # fmt: skip
DUES = frozenset({"cost", "price", "consequence", "brunt", "bill", "responsibility"})
FIRM = frozenset({"pay", "bear", "taste", "regret", "rue", "feel", "repent", "atone", "sleep", "fear"})
"""Verbs of bearing that threaten a party named; "lose" and "find" only whoever did it."""
RUEFUL = frozenset({"regret", "rue", "repent", "atone", "taste"})
PRONOUNS = frozenset({"they", "it", "he", "she", "you"})
BLAMED = frozenset({"this", "that", "it", "what", "its", "their", "his", "her", "these", "those"})
JUSTICE = frozenset(
    {"justice", "they", "those", "culprit", "culprits", "perpetrator", "perpetrators", "responsible",
     "account", "caught", "handcuffs", "bars", "punished", "jail", "prison", "jailed", "arrested"}
)  # fmt: skip
BARGAINS = frozenset(
    {"balance", "bargain", "deal", "agreement", "accord", "compromise", "chord", "note", "tone"}
)
"""What is struck and hits nobody."""
FOLLOWING = 9

_COMING = either(words("will", "shall", "would", "must", "should", "wo", "going", "won"), parts("'ll"))
NEEDS: Needs = (
    (frozenset({FATE, SUFFER}), _COMING),
    (PURSUIT, words("we", "our")),
    (PURSUIT, actors(*STATES), _COMING),
    (TOLD, words(*JUSTICE)),
)


def announced(reading: Reading, seen: Seen) -> bool:
    """A fate, a burden or a pursuit is announced to somebody who has done, or might do, harm."""
    if seen.plays(TOLD):
        return any(
            token.lower_ in JUSTICE for token in reading.doc[seen.last + 1 : seen.last + 1 + FOLLOWING]
        )
    verb = reading.doc[seen.first]
    if verb.pos_ not in {"VERB", "AUX"}:
        return False
    if seen.plays(PURSUIT):
        objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
        if (seen.first == seen.last and not objects) or any(c.lemma_.lower() in BARGAINS for c in objects):
            return False
        return _by_us(reading, verb)
    if not _ahead(verb):
        return False
    subjects = _subjects(verb)
    if seen.plays(FATE):
        return _passive(verb) and any(_guilty(reading, seen, subject) for subject in subjects)
    return any(_bears(reading, seen, verb, subject) for subject in subjects)


def _ahead(verb: "Token") -> bool:
    """Still to come: "will pay", "must be met", "is going to regret", "will have to answer"."""
    if any(c.dep_ in {"aux", "auxpass"} and c.lower_ in FUTURE for c in verb.children):
        return True
    above = verb.head
    if verb.dep_ == "xcomp" and above.lemma_.lower() in {"go", "have"}:
        return above.tag_ == "VBG" or _ahead(above)
    return verb.dep_ == "conj" and above.i != verb.i and not _own(verb) and _ahead(above)


def _passive(verb: "Token") -> bool:
    return verb.tag_ == "VBN" and (
        any(c.dep_ == "auxpass" or c.lower_ == "be" for c in verb.children) or verb.dep_ == "conj"
    )


def _own(verb: "Token") -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def _subjects(verb: "Token") -> list["Token"]:
    """Subjects of the verb, or of the verb that it is joined to or under."""
    for _ in range(3):
        found = [c for c in verb.children if c.dep_ in SUBJECTS]
        if found or verb.dep_ not in {"conj", "xcomp"}:
            return found
        verb = verb.head
    return []


def _guilty(reading: Reading, seen: Seen, subject: "Token") -> bool:
    if not seen.plays("threat.fate.person") and reading.at(subject.i, *ACTS):
        return True
    if seen.plays("threat.fate.act"):
        return False
    return (
        bool(reading.at(subject.i, *PEOPLE))
        or next(iter(subject.subtree)).lower_ in UNKNOWN
        or _whoever(reading, subject)
        or _is_party(reading, subject, PARTIES)
    )


def _is_party(reading: Reading, subject: "Token", kinds: frozenset[str]) -> bool:
    mention = reading.mention_at(subject.i)
    return mention is not None and mention.kind in kinds and subject.pos_ != "PRON"


def _whoever(reading: Reading, subject: "Token") -> bool:
    """ "Those who attack us", "whoever did this": somebody known by the harm alone."""
    if subject.lower_ in ANYONE:
        clauses = [c for c in subject.children if c.dep_ in {"relcl", "acl"}]
        return any(
            clause.lemma_.lower() in HARM or reading.at(clause.i, "hostile.verb") for clause in clauses
        )
    if subject.dep_ in {"csubj", "csubjpass"}:
        return next(iter(subject.subtree)).lower_ in UNKNOWN and _harms(reading, subject)
    return False


def _harms(reading: Reading, verb: "Token") -> bool:
    return verb.lemma_.lower() in HARM or reading.at(verb.i, "hostile.verb") is not None


def _bears(reading: Reading, seen: Seen, verb: "Token", subject: "Token") -> bool:
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    if verb.lemma_ in {"bear", "pay"} and objects and not any(c.lemma_.lower() in DUES for c in objects):
        return False
    if _whoever(reading, subject) or reading.at(subject.i, "agent.bare"):
        return True
    if subject.lower_ in PRONOUNS and (verb.lemma_ in RUEFUL or _pays_for_it(verb)):
        return True
    return verb.lemma_ in FIRM and not _settles(verb, objects) and _is_party(reading, subject, PARTIES)


def _settles(verb: "Token", objects: list["Token"]) -> bool:
    """ "Will bear the cost of repairs" settles a bill; "the cost of its choice" threatens."""
    for above in (verb, *objects):
        for prep in above.children:
            for thing in prep.children:
                if prep.lower_ not in {"for", "of"} or thing.dep_ != "pobj":
                    continue
                if thing.lower_ not in BLAMED and not any(c.lower_ in BLAMED for c in thing.children):
                    return True
    return False


def _pays_for_it(verb: "Token") -> bool:
    """ "They'll pay for this", not for a ticket."""
    things = [thing.lower_ for c in verb.children if c.lower_ == "for" for thing in c.children]
    return verb.lemma_ == "pay" and not BLAMED.isdisjoint(things)


def _by_us(reading: Reading, verb: "Token") -> bool:
    """ "We are coming after them", "Velmara will hunt them": by the speaker's side or a state, and ahead."""
    purpose = any(c.lower_ == "to" for c in verb.children)
    under_way = verb.tag_ in {"VBG", "VBN"} and any(c.dep_ == "aux" for c in verb.children)
    subjects = _over(verb) if purpose else _subjects(verb)
    if any(one.lower_ == "we" or any(c.lower_ == "our" for c in one.children) for one in subjects):
        return purpose or under_way or _ahead(verb)
    return _ahead(verb) and any(_is_party(reading, one, STATES) for one in subjects)


def _over(verb: "Token") -> list["Token"]:
    """Subjects of the nearest verb at or above this one that has any."""
    while not _own(verb) and verb.head.i != verb.i:
        verb = verb.head
    return [c for c in verb.children if c.dep_ in SUBJECTS]
