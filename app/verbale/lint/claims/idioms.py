"""Words that threaten in one construction only, and mean something else in any other."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from verbale.lint.claims import reckoning
from verbale.lint.claims.threshold import POINTERS
from verbale.lint.reading import Reading, Seen

if TYPE_CHECKING:
    from spacy.tokens import Token

STRUCK = ("incident.noun", "hostile", "threat", "threshold", "alarm.target", "agent.bare")
PARTIES = frozenset({"state", "state_adjective", "capital", "organ", "group", "class", "pointing"})
SCOURGES = frozenset({"threat", "challenge", "problem", "scourge", "danger", "issue", "question"})
WRONGED = ("incident.noun", "malware.noun", "hostile.noun.cyber", "agent.bare", "provocation")
ALL = frozenset({"all", "every", "any", "options"})
CHARTERS = frozenset(
    {"law", "charter", "resolution", "treaty", "convention", "agreement", "norm", "sovereignty", "obligation",
     "ceasefire", "embargo", "accord", "pact", "commitment", "principle", "integrity", "airspace", "right"}
)  # fmt: skip
POWERS = frozenset(
    {"law", "justice", "state", "government", "military", "army", "alliance", "nation", "union", "power",
     "arm", "republic", "response", "sanction"}
)  # fmt: skip
LAYING = frozenset({"impose", "extend", "press", "call", "seek", "face", "place", "announce", "threaten"})
PURSUING = frozenset({"prosecute", "punish", "pursue", "hold", "charge", "try", "sanction"})
ISSUING = frozenset({"give", "issue", "deliver", "present", "set", "hand", "be", "send"})
BONDS = frozenset(
    {"right", "relation", "tie", "cooperation", "co-operation", "membership", "aid", "assistance", "visa",
     "talk", "dialogue", "treaty", "agreement", "accreditation", "participation", "delivery", "sale",
     "privilege", "contact", "trade", "negotiation", "exchange", "observer"}
)  # fmt: skip
"""What is suspended to punish a state."""
WARES = frozenset({"import", "export", "sale", "trade", "vendor", "supplier", "ship", "vessel", "flight"})
WITHIN = frozenset({"in", "within", "across", "throughout"})
REPLYING = frozenset(
    {"respond", "defend", "deter", "punish", "hold", "counter", "retaliate", "protect", "stop", "prevent",
     "disrupt", "combat", "fight", "pursue", "bring", "impose", "answer", "make", "expose", "find", "react",
     "degrade", "confront"}
)  # fmt: skip
"""What all means are used for where somebody is threatened with them."""
OBJECTS = frozenset({"dobj", "nsubjpass", "pobj"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def in_its_sense(reading: Reading, seen: Seen) -> bool:
    """Whether the words stand in the construction in which they threaten."""
    if sense := SENSES.get(seen.words):
        return sense(reading, seen)
    last = reading.doc[seen.last]
    if seen.words.endswith(("for this", "for that")) and last.dep_ == "det":
        return bool(reading.at(last.head.i, *STRUCK))
    if seen.plays("response.reserve") and not ALL.isdisjoint(_words(reading, seen)):
        return not _to_serve(reading, seen)
    return seen.cue.entry.pos != "verb" or reading.doc[seen.first].tag_ not in {"JJ", "RB"}  # "close to"


def _commands(reading: Reading, seen: Seen) -> bool:
    """ "Expect us": a command by itself."""
    verb = reading.doc[seen.first]
    return verb.tag_ == "VB" and all(c.dep_ not in {"nsubj", "aux", "xcomp", "ccomp"} for c in verb.children)


def _lasts(reading: Reading, seen: Seen) -> bool:
    """ "This will be remembered"; not a singer."""
    subjects = [c for c in reading.doc[seen.head].children if c.dep_ in SUBJECTS]
    return all(c.lower_ in POINTERS or reading.at(c.i, *STRUCK) for c in subjects)


def _is_terror(reading: Reading, seen: Seen) -> bool:
    """ "This is terrorism"; not "another of the world's ills is terrorism"."""
    around = [c for c in reading.doc[seen.head].children if c.dep_ in {"nsubj", "attr"}]
    return all(c.lemma_ not in SCOURGES for c in around)


def _of_wrongs(reading: Reading, seen: Seen) -> bool:
    """ "Zero tolerance" threatens over an attack; towards corruption or violence at home it is policy."""
    things = [t for prep in reading.doc[seen.last].children if prep.dep_ == "prep" for t in prep.subtree]
    return not things or any(reading.at(t.i, *WRONGED) or reading.mention_at(t.i) for t in things)


def _or_else(reading: Reading, seen: Seen) -> bool:
    """ "They must stop or face us"; not countries that are dry or face a drought."""
    return any(t.lower_ in {"must", "will", "shall", "should", "comply"} for t in reading.doc[: seen.first])


def _of_a_charter(reading: Reading, seen: Seen) -> bool:
    """ "In violation of the treaty"; not of a dress code."""
    things = [t for c in reading.doc[seen.last].children if c.dep_ == "pobj" for t in c.subtree]
    return not things or any(t.lemma_.lower() in CHARTERS or reading.at(t.i, reckoning.LAW) for t in things)


def _of_a_power(reading: Reading, seen: Seen) -> bool:
    """ "The full force of the law"; not of a hurricane, nor of competition."""
    things = [c for c in reading.doc[seen.last].children if c.dep_ == "pobj"]
    return not things or any(c.lemma_.lower() in POWERS or reading.mention_at(c.i) for c in things)


def _of_the_law(reading: Reading, seen: Seen) -> bool:
    """ "Prosecuted to the fullest extent"; not rules that agree to the fullest extent possible."""
    verb = reading.doc[seen.first].head
    return verb.lemma_ in PURSUING or any(t.lower_ == "law" for t in reading.doc[seen.last :][:5])


def _is_issued(reading: Reading, seen: Seen) -> bool:
    """ "We give them an ultimatum"; not "ultimatums get us nowhere"."""
    noun = reading.doc[seen.head]
    return noun.dep_ in {"dobj", "nsubjpass", "attr"} and noun.head.lemma_ in ISSUING


def _on_persons(reading: Reading, seen: Seen) -> bool:
    """A ban on somebody, or beside other measures; not "the travel ban" of a reform."""
    noun = reading.doc[seen.last]
    upon = any(c.lower_ in {"on", "to", "against", "for"} for c in noun.children)
    laying = LAYING.intersection((noun.head.lemma_, noun.head.head.lemma_))
    return bool(upon or laying) or any(
        one.last < seen.first or seen.last < one.first for one in reading.all("threat.punish")
    )


def _at_war(reading: Reading, seen: Seen) -> bool:
    """ "We are at war"; not "while our nation is at war", nor whether it is, nor what others say of us."""
    verb = reading.doc[seen.first].head
    ours = any(c.lower_ in {"we", "this", "it"} or _is_ours(c) for c in verb.children if c.dep_ == "nsubj")
    said = verb.dep_ not in {"advcl", "relcl", "acl"} and all(c.dep_ != "mark" for c in verb.children)
    return ours and said and not reading.doc[-1].text.endswith("?")


def _of_others(reading: Reading, seen: Seen) -> bool:
    """ "They would regret it"; not "we would regret such a step"."""
    verb = reading.doc[seen.last]
    return not any(c.lower_ in {"we", "i"} or _is_ours(c) for c in verb.children if c.dep_ == "nsubj")


def _is_ours(noun: "Token") -> bool:
    return noun.pos_ == "NOUN" and any(c.lower_ in {"the", "our"} for c in noun.children)


def _of_bonds(reading: Reading, seen: Seen) -> bool:
    """ "Suspend Orsk, its voting rights, all talks"; not a licence, a service or trading on a market."""
    verb = reading.doc[seen.head]
    things = [c for c in verb.children if c.dep_ in OBJECTS]
    return any(c.lemma_.lower() in BONDS or reading.mention_at(c.i) for c in things)


def _of_a_party(reading: Reading, seen: Seen) -> bool:
    """ "A ban on Orsk, on sales to Orsk"; not on Orskan beef."""
    noun = reading.doc[seen.head]
    if noun.pos_ == "VERB":
        return True
    things = [c for prep in noun.children if prep.dep_ == "prep" for c in prep.children if c.dep_ == "pobj"]
    return any(c.lemma_.lower() in WARES or reading.mention_at(c.i) for c in things)


SENSES: dict[str, Callable[[Reading, Seen], bool]] = {
    **dict.fromkeys(("expect us", "be afraid", "be very afraid", "be warned"), _commands),
    **dict.fromkeys(("will be remembered", "be remembered"), _lasts),
    "is terrorism": _is_terror,
    "zero tolerance": _of_wrongs,
    "or face": _or_else,
    "in violation of": _of_a_charter,
    "the full force of": _of_a_power,
    **dict.fromkeys(("to the fullest extent", "to the full extent of"), _of_the_law),
    "ultimatum": _is_issued,
    "travel ban": _on_persons,
    "at war": _at_war,
    "would regret": _of_others,
    "suspend": _of_bonds,
    "ban": _of_a_party,
}


def _to_serve(reading: Reading, seen: Seen) -> bool:
    """ "All tools at our disposal to lower rents": for an end that strikes nobody."""
    after = reading.doc[seen.last + 1 :]
    ends = [t for t in after if t.tag_ == "VB" and any(c.lower_ == "to" for c in t.children)]
    if not ends or ends[0].lemma_ in REPLYING:
        return False
    return not any(
        reading.at(t.i, *STRUCK)
        or ((m := reading.mention_at(t.i)) is not None and m.kind in PARTIES and t.head.lower_ not in WITHIN)
        for t in after
    )


def _words(reading: Reading, seen: Seen) -> set[str]:
    return {token.lower_ for token in reading.doc[seen.first : seen.last + 1]}
