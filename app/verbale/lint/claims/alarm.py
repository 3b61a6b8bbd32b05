"""Words that magnify by emotion rather than by figures."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.lint.claims.draft import Draft, draft
from verbale.lint.gate import Needs, followed
from verbale.lint.reading import Reading, Seen
from verbale.model.claim import Kind

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR = 4
NATURE = frozenset(
    {"hurricane", "cyclone", "typhoon", "earthquake", "flood", "flooding", "drought", "tornado", "wildfire",
     "tsunami", "famine", "epidemic", "pandemic"}
)  # fmt: skip
NATURAL = ("devastat", "turn ... upside down")
"""What is said of nature's blows, where it alarms nobody."""
REACH = 9
FORMS = {
    "alarm.strong": "intensity",
    "alarm.intensifier": "intensity",
    "alarm.rank": "superlative",
    "alarm.superlative": "superlative",
    "alarm.figurative": "figurative",
    "alarm.figurative.war": "figurative",
}
CYBER = ("malware.noun", "hostile.noun.cyber", "incident.noun.strong")
TARGETS = ("alarm.target", "incident.noun", "threat.noun", "malware.noun", "hostile")
GREAT = frozenset(
    {"largest", "biggest", "greatest", "most", "century", "decade", "generation", "lifetime", "annals",
     "history", "largest-ever", "biggest-ever"}
)  # fmt: skip
"""Words of rank in a superlative, which praise as often as they alarm."""
WORST = frozenset({"worst", "gravest", "deadliest", "threat", "threats", "danger", "dangers", "destructive"})
BORNE = frozenset({"overcome", "surmount", "survive", "conquer"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
NAMED = frozenset({"group", "organ"})
PLACES = frozenset(
    {"city", "town", "village", "enclave", "camp", "capital", "fortress", "district", "population",
     "territory", "strip", "neighbourhood", "neighborhood", "civilian", "monastery", "valley"}
)  # fmt: skip
SHARES = frozenset({"cent", "percent", "%"})
MODIFIER = frozenset({"amod", "compound", "nmod"})

NEEDS: Needs = (
    ("alarm.strong",),
    ("alarm.superlative",),
    ("alarm.figurative",),
    (
        "alarm.rank",
        frozenset(TARGETS),
        "alarm.reach",
        followed("alarm.rank", "alarm.reach", tokens=REACH),
    ),
    (
        "alarm.intensifier",
        frozenset(TARGETS),
        followed("alarm.intensifier", frozenset(TARGETS), tokens=NEAR),
    ),
)


def alarms(reading: Reading) -> Iterator[Draft]:
    """Every alarmist word of the sentence, with what it magnifies; of overlapping ones the longest only."""
    kept: list[Seen] = []
    found = sorted(reading.all(*FORMS), key=lambda seen: (seen.first - seen.last, seen.first))
    for seen in found:
        if any(seen.first <= other.last and other.first <= seen.last for other in kept):
            continue
        tokens = _magnified(reading, seen)
        if tokens is None or _elsewhere(reading, seen) or _name(reading, seen) or _dismissed(reading, seen):
            continue
        kept.append(seen)
        yield draft(reading, Kind.ALARM, FORMS[seen.cue.role], seen, tokens=tokens)


def _magnified(reading: Reading, seen: Seen) -> list[int] | None:
    """The words to show, or None where the word magnifies nothing that matters here."""
    if seen.plays("alarm.rank"):
        return _ranked(reading, seen)
    if seen.plays("alarm.superlative") and not _of_harm(reading, seen):
        return None
    target = _target(reading, seen)
    if seen.plays("alarm.intensifier") and target is None:
        return None
    return [seen.first, seen.last] + ([target] if target is not None else [])


def _ranked(reading: Reading, seen: Seen) -> list[int] | None:
    """ "The largest theft in history": rank, a hostile matter, and how far it reaches."""
    for reach in reading.all("alarm.reach"):
        if 0 < reach.first - seen.last <= REACH:
            between = range(seen.last + 1, reach.first + 1)
            if any(reading.at(index, *TARGETS) for index in between):
                return [seen.first, reach.last]
    return None


def _of_harm(reading: Reading, seen: Seen) -> bool:
    """ "The largest theft in history"; not "the largest generation", nor "the last summit of the century"."""
    if GREAT.isdisjoint(seen.words.split()) or not WORST.isdisjoint(seen.words.split()):
        return True
    return any(reading.at(t.i, *TARGETS, "alarm.strong", "fault.party") for t in reading.doc)


def _target(reading: Reading, seen: Seen) -> int | None:
    """The word that an intensifier or adjective magnifies, when it is about the threat."""
    head = reading.doc[seen.head]
    for token in (head.head, head.head.head):
        if token.i != head.i and 0 < token.i - seen.last <= NEAR and reading.at(token.i, *TARGETS):
            return token.i
    for other in reading.all(*TARGETS):
        if 0 < other.first - seen.last <= 1:
            return other.last
    return None


def _elsewhere(reading: Reading, seen: Seen) -> bool:
    """ "Relentless rain": the word describes weather, a building, a success."""
    inside = range(seen.first, seen.last + 1)
    if seen.plays("alarm.superlative") and any(reading.at(i, "alarm.elsewhere") for i in inside):
        return True
    if seen.plays("alarm.figurative.war") and _besieged(reading, seen):
        return True
    head = reading.doc[seen.head]
    noun = head.head if head.dep_ in MODIFIER else head
    if noun.i != head.i and _counted(noun):
        return True
    if any(reading.at(c.i, "alarm.elsewhere") for c in (*_of(noun), *_listed(noun))):
        return True  # "the devastating effects of floods"
    if seen.words.startswith(NATURAL) and any(token.lemma_.lower() in NATURE for token in reading.doc):
        return True
    if any(t.dep_ == "dobj" and t.head.lemma_ in BORNE for t in (head, noun)):
        return True  # "she overcame unspeakable hardship"
    if "unprecedented" in seen.words and any(reading.at(c.i, "alarm.elsewhere") for c in head.children):
        return True  # "the heat was unprecedented"
    own = noun.i in inside
    after = reading.at(min(seen.last + 1, len(reading.doc) - 1), "alarm.elsewhere")
    return bool((not own and reading.at(noun.i, "alarm.elsewhere")) or (after and after.first > seen.last))


def _besieged(reading: Reading, seen: Seen) -> bool:
    """ "The town has been under siege for a year": a real siege, where nothing of computers is told."""
    verb = reading.doc[seen.head].head
    places = [c for c in verb.children if c.dep_ in SUBJECTS] or [verb]
    real = any(one.pos_ == "PROPN" or one.lemma_.lower() in PLACES for one in places)
    return real and reading.any(*CYBER) is None


def _counted(noun: "Token") -> bool:
    """ "An unprecedented rate of 9 per cent": the figure stands right beside, and says how much."""
    return any(c.lower_ in SHARES and any(t.like_num for t in c.children) for c in _of(noun))


def _listed(noun: "Token") -> "list[Token]":
    """ "Floods, tsunamis and droughts": real ones, where the noun does not modify another."""
    return [c for c in noun.conjuncts if noun.pos_ == "NOUN" and c.pos_ == "NOUN"]


def _of(noun: "Token") -> "list[Token]":
    return [c for prep in noun.children if prep.lower_ == "of" for c in prep.children if c.dep_ == "pobj"]


def _name(reading: Reading, seen: Seen) -> bool:
    """ "The Havoc framework": in an actor's name, or capitalised where a tool or no other word here is."""
    actor = reading.mention_at(seen.first)
    if actor and actor.kind in NAMED and seen.last <= actor.last:
        return True
    if reading.doc[seen.last].pos_ not in {"NOUN", "PROPN"} or not reading.doc[seen.first].text[:1].isupper():
        return False
    before, after = reading.doc[: seen.first], reading.doc[seen.last + 1 :]
    if len(after) and reading.at(after[0].i, "alarm.tool"):
        return True
    own = seen.words[:1].isupper() or seen.words.split()[-1][:1].isupper()
    return not own and len(before) > 1 and before[-1].is_lower and after[:3].text.islower()


def _dismissed(reading: Reading, seen: Seen) -> bool:
    """ "Reports of chaos are exaggerated", "no reason for panic": the alarm is refused."""
    head = reading.doc[seen.head]
    for word in reading.all("alarm.dismissed"):
        governor = reading.doc[word.head]
        if _under(head, governor.i) or (governor.dep_ in {"acomp", "attr", "oprd", "prep"}
                                        and _under_subject(head, governor.head)):  # fmt: skip
            return True
    return False


def _under(token: "Token", top: int) -> bool:
    return any(ancestor.i == top for ancestor in token.ancestors)


def _under_subject(token: "Token", verb: "Token") -> bool:
    subjects = [child.i for child in verb.children if child.dep_ in SUBJECTS]
    return any(one.i in subjects for one in (token, *token.ancestors))
