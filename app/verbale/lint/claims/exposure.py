"""Exposure denied: "no data was accessed", "did not affect patients", "there was no impact"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.lint.claims.assertion import inverted, subject_of, verb_of
from verbale.lint.claims.touched import INCIDENT, NEGATIVE, is_part, is_status, left_of
from verbale.lint.nobody import nobody
from verbale.lint.reading import Reading, Seen

if TYPE_CHECKING:
    from spacy.tokens import Token

OWN = frozenset({"i", "we", "he", "she", "you", "who"})
THINGS = frozenset({"it", "this", "which"})
OWN_WORDS = frozenset({"det", "neg", "amod", "compound", "nmod", "conj", "preconj", "nummod", "poss"})
MANY = frozenset({"they", "these", "those"})
HOLDING = frozenset({"contain", "include", "hold", "store"})
OBJECTS = frozenset({"dobj", "attr", "dative", "oprd"})
HELD = frozenset({"impact", "effect", "access", "consequence", "implication", "influence", "bearing"})
NEAR = 4
SPARING = frozenset({"only", "just", "merely", "simply", "yet"})
# Said of people and parties too: "Norlund was not involved" is a denial, not a claim about data.
OF_PARTIES = frozenset({"involve", "obtain", "view", "lose"})
TAKING = frozenset(
    {"take", "steal", "see", "obtain", "get", "copy", "download", "extract", "exfiltrate", "find"}
)
FAILING = frozenset({"fail", "manage", "succeed", "able", "impossible", "unable", "incapable", "powerless"})
"""Words that, alone or denied, leave the act under them undone: "failed to reach", "did not manage to"."""
UNDONE = frozenset({"fail", "impossible", "unable", "incapable", "powerless"})
INTRUDERS = ("agent.bare", "malware.noun")
STATES = frozenset(
    {"at risk", "in danger", "in jeopardy", "under threat", "compromised", "infected", "exposed", "affected",
     "impacted", "in peril", "obtain", "view", "download"}
)  # fmt: skip
WITHIN = frozenset({"in", "on", "among", "within", "at", "near", "inside", "behind", "under"})
TECHNICAL = frozenset({"version", "release", "edition", "model", "build", "variant", "branch"})
KEPT = frozenset({"encrypt", "disclose", "release", "publish", "share", "use", "detect"})
"""What somebody may plainly have left undone: "the log was not encrypted"; "none were" tells of a whole."""


def denied(reading: Reading, seen: Seen) -> list[int]:
    """The tokens of a denial of exposure that turns on the cue; empty when there is none."""
    word = reading.doc[seen.head]
    if seen.plays("exposure.noun"):
        return _no_such(reading, seen) or _is_none(reading, seen)
    verb = verb_of(word)
    if not _predicated(word) or (seen.plays("exposure.adjective") and not _copular(word, verb)):
        return []
    if tokens := _undone_by(reading, verb):
        return [*tokens, seen.last]
    subject = subject_of(verb)
    negative = negation_of(reading, verb, subject, word)
    if subject is None or negative is None or not _touched(reading, seen, verb, subject):
        return []
    if _until(verb) or _technical(reading, seen, verb, subject, negative):
        return []
    helpers = [c.i for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.i < verb.i]
    if _passive(verb) or seen.plays("exposure.adjective") or negative.i <= subject.i:
        return [min(left_of(subject), negative.i), negative.i, *helpers, verb.i, seen.last]
    objects = [c.i for c in verb.children if c.dep_ == "dobj" and c.i - verb.i <= NEAR]
    return [negative.i, *helpers, verb.i, seen.last, *objects]


def negation_of(
    reading: Reading, verb: "Token", subject: "Token | None", predicate: "Token | None" = None
) -> "Token | None":
    """The word that denies the verb: "not", "never", "no" on subject or object, "at no time"."""
    beside: list[Token] = [*verb.children, *(predicate.children if predicate is not None else ())]
    for child in beside:
        if child.dep_ == "neg" and not _undone(reading, child):
            return child
    nouns = [subject] if subject is not None else []
    for noun in [*nouns, *(c for c in verb.children if c.dep_ in OBJECTS)]:
        for word in (noun, *_before(noun)):
            if word.lower_ in NEGATIVE and not _undone(reading, word):
                return word
    last = max(verb.i, predicate.i if predicate is not None else verb.i)
    denying = (seen for seen in reading.all("absolute.quantifier") if _denies(reading, seen, verb, last))
    phrase = next(denying, None)
    if phrase is None:
        return None
    first: Token = reading.doc[phrase.first]
    return first


def _before(noun: "Token") -> "Iterator[Token]":
    """The noun's own words before it, also on nouns joined to it: "no donor or member data"."""
    for child in noun.children:
        if child.i < noun.i and child.dep_ in OWN_WORDS:
            yield child
            yield from _before(child)


def _undone_by(reading: Reading, verb: "Token") -> list[int]:
    """ "The intruders failed to reach", "did not succeed in entering", "it was impossible to read"."""
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if verb.dep_ not in {"xcomp", "pcomp", "advcl", "ccomp"} or above.lemma_.lower() not in FAILING:
        return []
    over = verb_of(above)
    agents = [c for one in (over, verb) for c in one.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if not any(reading.at(agent.i, *INTRUDERS) for agent in agents):
        return []
    denied = any(c.dep_ == "neg" for one in (over, above) for c in one.children)
    told = any(c.tag_ in {"VBD", "VBN"} for c in (over, *over.children)) and over.tag_ != "VBG"
    return [above.i, verb.i] if told and denied != (above.lemma_.lower() in UNDONE) else []


def told_by(verb: "Token") -> "Token":
    """The verb that tells it: "failed" of "failed to reach", else the verb itself."""
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    under = verb.dep_ in {"xcomp", "pcomp", "advcl", "ccomp"} and above.lemma_.lower() in FAILING
    return verb_of(above) if under else verb


def _until(verb: "Token") -> bool:
    """ "Nothing was published until Monday": then it was."""
    return any(c.lower_ in {"until", "till"} for c in verb.children)


def _technical(reading: Reading, seen: Seen, verb: "Token", subject: "Token", negative: "Token") -> bool:
    """What a product or a piece of malware does by its nature, and what somebody plainly left undone."""
    if subject.lemma_.lower() in TECHNICAL:
        return True
    habitual = verb.tag_ in {"VBZ", "VBP"} or any(c.lower_ in {"does", "do"} for c in verb.children)
    if reading.at(subject.i, "malware.noun", "incident.noun") and habitual and seen.plays("exposure.weak"):
        return True
    return seen.words in KEPT and negative.lower_ not in NEGATIVE


def _denies(reading: Reading, seen: Seen, verb: "Token", last: int) -> bool:
    """ "at no time", "in no way", "not a single" before the word that they hang by."""
    words = seen.words.split()
    return (
        len(words) > 1
        and ("no" in words or "not" in words)
        and not seen.plays("absolute.quantifier.only")
        and seen.first <= last
        and verb_of(reading.doc[seen.head]).i in {verb.i, verb.head.i if inverted(verb) else verb.i}
    )


def _predicated(word: "Token") -> bool:
    if word.pos_ in {"VERB", "AUX"}:
        return word.dep_ not in {"amod", "compound"}
    return word.dep_ in {"acomp", "attr", "oprd", "prep"}


def _passive(verb: "Token") -> bool:
    return inverted(verb) or any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)


def _copular(word: "Token", verb: "Token") -> bool:
    return word.i != verb.i and (verb.lemma_ in {"be", "remain", "stay"} or verb.pos_ == "AUX")


def _undone(reading: Reading, word: "Token") -> bool:
    """ "not only", "not yet", "not all", "no evidence" deny nothing, or not the whole."""
    after = reading.doc[word.i + 1].lower_ if word.i + 1 < len(reading.doc) else ""
    if word.lower_ == "zero" and after in {"day", "-", "trust", "click"}:
        return True
    return after in SPARING or bool(reading.at(word.i, "denied.booster", "qualifier", "absolute.exempt"))


def _touched(reading: Reading, seen: Seen, verb: "Token", subject: "Token") -> bool:
    """True when the predicate speaks of data, systems, people or the incident, and not of a share of them."""
    objects = [c for c in verb.children if c.dep_ in {"dobj", "attr"}]
    objects += [c for p in verb.children if p.dep_ == "prep" for c in p.children if c.dep_ == "pobj"]
    if is_part(subject) or any(is_part(noun) for noun in objects if not seen.first <= noun.i <= seen.last):
        return False
    strong = seen.plays("exposure.predicate")
    state = seen.plays("exposure.adjective") or reading.doc[seen.head].dep_ in {"acomp", "oprd"}
    if _passive(verb) or verb.dep_ == "acl" or state:
        if (strong and seen.words not in OF_PARTIES) or (seen.words in STATES and subject.pos_ == "NOUN"):
            return True
        return is_status(reading, subject) or subject.lower_ in {"nothing", "none"}
    if subject.lower_ in OWN or (reading.mention_at(subject.i) and not reading.at(subject.i, *INCIDENT)):
        return False
    if _none_of(subject) and is_status(reading, subject):
        return True
    if not objects:
        return subject.lower_ == "nothing" or (strong and _none_of(subject))
    if strong:
        return True
    does = reading.at(subject.i, *INCIDENT, "agent.bare", "status.noun")
    things = THINGS | MANY if seen.words in HOLDING else THINGS
    known = does is not None or subject.lower_ in things or _none_of(subject)
    if does is not None and seen.words in TAKING and any(noun.lower_ == "nothing" for noun in objects):
        return True
    return known and any(is_status(reading, noun) for noun in objects)


def _is_none(reading: Reading, seen: Seen) -> list[int]:
    """ "This was no attack", "it is not a flaw in our platform", "was never a source of infection"."""
    noun = reading.doc[seen.head]
    verb = noun.head
    subject = subject_of(verb)
    if noun.dep_ != "attr" or verb.lemma_ != "be" or subject is None or reading.mention_at(subject.i):
        return []
    if any(c.lower_ in {"but", "rather"} and c.i > noun.i for c in (*verb.children, *noun.children)):
        return []
    negative = next(
        (c for c in (*verb.children, *noun.children) if c.dep_ == "neg" or c.lower_ == "no"), None
    )
    if negative is None or _undone(reading, negative) or subject.lower_ in {"there", *OWN}:
        return []
    return [verb.i, negative.i, noun.i]


def absent(reading: Reading, seen: Seen) -> list[int]:
    """ "No designs were among the files", "no user data was in the channel": nothing of ours was there."""
    word = reading.doc[seen.first]
    noun, verb = word.head, word.head.head
    if seen.words not in {"no", "none"} or verb.lemma_ != "be" or _undone(reading, word):
        return []
    noun = word if seen.words == "none" else noun
    verb = noun.head
    where = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in WITHIN and c.i > verb.i]
    if noun.dep_ != "nsubj" or not where or not is_status(reading, noun) or _until(verb):
        return []
    return [word.i, noun.i, verb.i, where[0].i]


def _none_of(subject: "Token") -> bool:
    return any(
        (c.lower_ in NEGATIVE and c.pos_ != "PROPN") or c.lower_ == "not"
        for c in (subject, *subject.children)
    )


def _no_such(reading: Reading, seen: Seen) -> list[int]:
    """ "there was no impact", "had no effect on operations", "no loss occurred"."""
    noun = reading.doc[seen.head]
    verb = noun.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return []
    near = [c for c in noun.children if c.lower_ in {"no", "zero"}]
    near += [c for c in verb.children if c.dep_ == "neg"]
    if (word := nobody(verb)) is not None:
        near.append(word)
    if any(c.dep_ in {"advmod", "npadvmod"} and c.i > verb.i for c in verb.children):
        near = [c for c in near if c.dep_ != "neg"]
    negative = next((c for c in near if not _undone(reading, c)), None)
    there = any(c.dep_ == "expl" for c in verb.children)
    having = noun.dep_ == "dobj" and (
        verb.lemma_ in {"pose", "cause", "suffer", "entail", "involve", "produce", "incur"}
        or (verb.lemma_ == "have" and noun.lemma_ in HELD)
    )
    occurs = verb.lemma_ in {
        "occur",
        "happen",
        "take",
        "arise",
        "result",
        "ensue",
        "follow",
        "exist",
        "remain",
    } and noun.dep_ in {"nsubj", "nsubjpass"}
    if negative is None or not (there or having or occurs):
        return []
    on = [c.i for p in noun.children if p.dep_ == "prep" for c in p.children if c.i - noun.i <= NEAR]
    return [min(negative.i, verb.i), noun.i, *on]
