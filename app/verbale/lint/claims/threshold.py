"""Terms of war, of force and of legal threshold: "an act of war", "Article 5", "this is war"."""

from verbale.lint.gate import Needs, parts, words
from verbale.lint.reading import INSIDE_NAME, Reading, Seen

WEAK_TERMS = ("threshold.weak", "threshold.war.weak")
ONTO = frozenset({"on", "upon", "against", "at"})
POINTERS = frozenset({"this", "it", "that", "these", "those", "them"})
STRIKES = frozenset(
    {"attack", "assault", "strike", "aggression", "onslaught", "cyberattack", "blow", "attempt"}
)
LAYING = frozenset(
    {"constitute", "represent", "amount", "equal", "call", "commit", "treat", "regard", "consider", "see",
     "describe", "condemn", "qualify", "count", "view", "label", "brand", "denounce"}
)  # fmt: skip
LISTED_WITH = frozenset({",", ";", "and", "or"})
WARS = frozenset({"war", "warfare"})
OF_KINDS = frozenset({"weapon", "act", "hybrid", "information", "digital", "cyber", "sabotage"})
"""Words by which a war is none on the ground."""
CYBER = ("incident.noun", "hostile.noun.cyber", "malware.noun")
TREATIES = frozenset({"treaty", "charter", "nato", "alliance", "nations", "washington", "un"})

NEEDS: Needs = (
    ("threshold.article",),
    ("threshold.assault", words(*ONTO), parts(*STRIKES, "struck", "striking", "blew")),
    ("threshold but weak/article/assault/war.weak/breach/law/exempt",),
    (frozenset(WEAK_TERMS), parts("cyber")),
)


def crossed(reading: Reading, seen: Seen) -> bool:
    """True where the term says that a threshold is crossed, or near."""
    if seen.words.split()[0] in STRIKES and reading.doc[seen.last].dep_ in INSIDE_NAME:
        return False  # "the attack on the state railways"
    if seen.plays("threshold.article"):
        return _of_an_alliance(reading, seen)
    if seen.plays("threshold.charged"):
        return _charged(reading, seen) or _cyber(reading, seen)
    if seen.plays("threshold.assault"):
        return strike(reading, seen) is not None
    if seen.plays(*WEAK_TERMS):
        return _cyber(reading, seen)
    if _is_war(seen) and not OF_KINDS.intersection(seen.words.split()):
        return _no_real_war(reading, seen)
    return True


def _is_war(seen: Seen) -> bool:
    noun = seen.cue.entry.pos == "noun" or seen.words.endswith("being waged")
    return seen.plays("threshold.war") and noun and not WARS.isdisjoint(seen.words.split())


def _no_real_war(reading: Reading, seen: Seen) -> bool:
    """ "This is war" of an incident, "a hybrid war"; not "countries at war", nor "a region of proxy wars"."""
    subject = next((c for c in reading.doc[seen.head].children if c.dep_ == "nsubj"), None)
    pointing = (subject is not None and subject.lower_ in POINTERS) or seen.words.split()[0] in POINTERS
    return pointing or _cyber(reading, seen) or reading.any(*CYBER) is not None


def _of_an_alliance(reading: Reading, seen: Seen) -> bool:
    """ "Article 5" alone or of a treaty of alliance; "Article 5 of the contract" is another matter."""
    after = reading.doc[seen.last + 1 :]
    if not len(after) or after[0].lower_ not in {"of", "gdpr", "("}:
        return not (len(after) and after[0].pos_ == "PROPN" and after[0].lower_ not in TREATIES)
    return any(token.lower_ in TREATIES for token in after[:6])


def strike(reading: Reading, seen: Seen) -> int | None:
    """The attack, assault or blow that a value of the state is the target of."""
    prep = reading.doc[seen.head].head
    if prep.lower_ in ONTO and prep.dep_ == "prep" and prep.head.lemma_.lower() in STRIKES:
        return prep.head.i
    return None


def _charged(reading: Reading, seen: Seen) -> bool:
    """A term of law is laid at a door: "this is an act of aggression", "amounts to a use of force"."""
    if seen.cue.entry.pos == "word":
        return reading.any("incident.noun", "hostile.noun.cyber") is not None
    head = reading.doc[seen.head]
    if head.dep_ == "pobj":
        return head.head.lower_ in {"as", "to"} and head.head.head.lemma_.lower() in LAYING
    return head.dep_ in {"attr", "oprd"} or (head.dep_ == "dobj" and head.head.lemma_.lower() in LAYING)


def _cyber(reading: Reading, seen: Seen) -> bool:
    """A word of war counts where a neighbour says that it is about computers."""
    for token in reading.doc[max(0, seen.first - 3) : seen.last + 3]:
        between = reading.doc[min(token.i, seen.last) + 1 : max(token.i, seen.first)]
        if token.lower_.startswith("cyber") and not any(t.lower_ in LISTED_WITH for t in between):
            return True
    return False
