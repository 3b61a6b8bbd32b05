"""Boosters: "undoubtedly", "it is clear that", "irrefutable evidence", "the logs prove", "we know that"."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from verbale.lint.claims.absolutes import told
from verbale.lint.claims.assertion import hoped, subject_of, verb_of
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.reading import Mention, Reading, Seen, Topic
from verbale.model.claim import Kind

if TYPE_CHECKING:
    from spacy.tokens import Token

ACTORS = frozenset({"state", "state_adjective", "capital", "organ", "group"})
HOSTILE = ("hostile", "link", "derogatory", "malware.noun", "fault.verb", "incident.noun")
STATE = ("exposure.adjective", "safety.predicate", "malware.noun", "hostile.adjective")
AUTHOR = frozenset(
    {
        "responsible",
        "work",
        "works",
        "behind",
        "guilty",
        "culprit",
        "culprits",
        "developer",
        "developers",
        "author",
        "authors",
        "handiwork",
        "doing",
        "wrong",
        "false",
        "untrue",
        "lie",
        "lies",
        "lying",
        "same",
        "fabrication",
        "fabricated",
        "hoax",
        "attempt",
        "ploy",
        "pretext",
        "provocation",
        "sabotage",
        "smear",
        "cover-up",
        "deliberate",
        "intentional",
        "planned",
        "origin",
        "orchestrated",
        "staged",
        "designed",
        "meant",
        "intended",
    }
)
"""Words that say whose it was, or that others lie."""
SURE = (
    "exactly",
    "precisely",
    "full well",
    "perfectly well",
    "for a fact",
    "for certain",
    "for sure",
    "the proof",
    "we know who",
)
AHEAD = frozenset(
    {"will", "shall", "should", "must", "can", "could", "would", "may", "might", "'ll", "wo", "ought", "need"}
)
ROLES = ("hostile", "exposure", "safety", "incident.noun", "malware.noun", "fault", "denied")
SAYING = ("denial", "condemn", "report", "nonattribution", "accuse", "demand", "assess")
WORTH = frozenset({"importance", "value", "need", "strength", "benefit", "usefulness", "wisdom"})
"""What is praised, and not proved: "that shows the importance of allies"."""
SETTLING = ("prove", "leave no doubt", "show beyond", "show conclusively")
STANCE = frozenset(
    {
        "reject",
        "support",
        "oppose",
        "reaffirm",
        "commit",
        "welcome",
        "endorse",
        "refute",
        "stand",
        "recognize",
        "recognise",
    }
)
HARD = frozenset(
    {
        "unable",
        "impossible",
        "hard",
        "difficult",
        "early",
        "soon",
        "nobody",
        "none",
        "few",
        "cannot",
        "without",
    }
)
"""Words under which certainty is missing: "unable to say with certainty"."""
FINDING = frozenset(
    {
        "determine",
        "establish",
        "conclude",
        "prove",
        "demonstrate",
        "document",
        "rule",
        "exclude",
        "attribute",
        "identify",
        "trace",
        "link",
        "find",
        "show",
    }
)
"""What is settled once and for all by "conclusively", where "denies" stays a word of will."""
NEGATED = frozenset(
    {"no", "doubt", "not", "cannot", "can't", "couldn't", "nobody", "none", "nothing", "never", "without"}
)
POINTING = frozenset({"this", "that", "it", "which", "these"})
WRONGS = ("hostile", "exposure", "incident.noun", "malware.noun", "denied")
GRAVE = frozenset(
    {"absolute.cause", "accuse.verb.strong", "agent.bare", "condemn.noun", "denied.fact",
     "derogatory.verb.strong", "exposure.adjective", "exposure.noun.event", "exposure.predicate",
     "fault.noun.strong", "fault.noun.weak", "fault.verb.strong", "hostile.adjective",
     "hostile.noun.conduct", "hostile.noun.cyber", "hostile.noun.force", "hostile.noun.speech",
     "hostile.verb.strong", "incident.noun.plain", "incident.noun.strong", "link.responsible.strong",
     "malware.noun", "safety.predicate", "safety.weak"}
)  # fmt: skip
"""Roles of which one makes a sentence worth contesting."""
ASIDE = 1
"""Words of weight beside a booster of the sentence before ("no doubt in my mind")."""
WAS = frozenset({"was", "were", "been"})
BACK = POINTING - {"it"}
MINDS = frozenset(
    {"understand", "know", "appreciate", "recognise", "recognize", "value", "care", "realise", "realize",
     "share", "cherish", "respect"}
)  # fmt: skip
NEAR = 4


def boosters(reading: Reading) -> Iterator[Draft]:
    """Every word or clause of the sentence that puts a contested matter beyond doubt."""
    for seen in reading.all("booster"):
        if _cancelled(reading, seen) or _of_will(reading, seen):
            continue
        if hoped(reading, verb_of(reading.doc[seen.head])) and not reading.ending.endswith("?"):
            continue
        weak = seen.plays("booster.adverb.weak") or seen.words == "no doubt"
        if weak and seen.first and reading.doc[seen.first - 1].lower_ in {"almost", "near"}:
            continue
        if _idle(reading, seen):
            continue
        if (weak and not _contested(reading, seen)) or _of_course(reading, seen) or _courteous(reading, seen):
            continue
        form = seen.cue.role.split(".")[1]
        yield told(draft(reading, Kind.BOOSTER, form, seen, tokens=_with_head(reading, seen)))
    yield from _proofs(reading)
    for seen in reading.all("know.verb"):
        if not _cancelled(reading, seen) and not _idle(reading, seen) and _known(reading, seen):
            yield draft(reading, Kind.BOOSTER, "knowledge", seen, tokens=[seen.first, seen.last])


def _cancelled(reading: Reading, seen: Seen) -> bool:
    """Under "not clear", "cannot say with certainty", or itself negated."""
    if any(other.first <= seen.last and seen.first <= other.last for other in reading.all("denied.booster")):
        return True
    if not NEGATED.isdisjoint(seen.words.lower().split()):
        return False
    word = reading.doc[seen.head]
    over = (
        [word, word.head]
        if word.dep_ in {"advmod", "acomp", "dobj", "attr", "nsubj", "nsubjpass"}
        else [word]
    )
    if "certainty" in seen.words and any(
        c.dep_ == "neg" or c.lower_ in HARD for t in word.ancestors for c in (t, *t.children)
    ):
        return True
    return any(c.dep_ == "neg" or (c.dep_ == "det" and c.lower_ == "no") for t in over for c in t.children)


def _idle(reading: Reading, seen: Seen) -> bool:
    """ "Undoubtedly a bright spot", "it is clear that reform takes time": no incident near, no party."""
    if reading.topic is Topic.NAMED or seen.plays("booster.evidence"):
        return False
    if any(_acts(reading, mention) for mention in reading.mentions):
        return False
    outside = [t for t in reading.doc if not seen.first <= t.i <= seen.last and t.is_alpha]
    if sum(not t.is_stop for t in outside) <= ASIDE or any(t.lower_ in {"who", *AUTHOR} for t in reading.doc):
        return False
    if any(_done(reading, t) for t in outside):
        return False
    subject = subject_of(verb_of(reading.doc[seen.head]))
    if (subject is not None and subject.lower_ in BACK) or any(
        t.dep_ == "nsubj" and reading.at(t.i, "proof.noun", "link.trace") for t in outside
    ):
        return False
    return not any(
        o.last < seen.first or seen.last < o.first for o in reading.all(*GRAVE) if o.cue.role in GRAVE
    )


def _done(reading: Reading, word: "Token") -> bool:
    """ "The file was forged", "the ministry paid": what became of a thing, or what somebody did."""
    if word.dep_ == "nsubjpass":
        return bool(reading.at(word.i, "status.noun")) and any(c.lower_ in WAS for c in word.head.children)
    return word.dep_ == "nsubj" and word.head.tag_ == "VBD" and bool(reading.at(word.i, "agent.noun"))


def _acts(reading: Reading, mention: Mention) -> bool:
    """An actor of which something is said; not "a U.S. senator", nor a place."""
    head = reading.doc[mention.head]
    while head.dep_ in {"conj", "appos"} and head.head.i != head.i:
        head = head.head
    return mention.kind in ACTORS and (
        head.dep_ not in {"compound", "amod", "nmod", "pobj", "npadvmod"}
        or head.head.lower_ in {"by", "from", "with", "to", "behind"}
    )


def _of_will(reading: Reading, seen: Seen) -> bool:
    """ "unequivocally condemns", "clearly denied": what somebody says or wants is not in dispute."""
    word = reading.doc[seen.head]
    head = word.head
    if seen.plays("booster.phrase"):
        words = reading.doc[seen.first : seen.last + 1]
        under = [c for token in words for c in token.children if c.dep_ in {"ccomp", "acl"}]
        return any(_own_stance(reading, verb) for verb in under)
    if not seen.plays("booster.adverb") or word.dep_ != "advmod":
        return False
    if head.lemma_ in FINDING and seen.plays("booster.adverb.strong"):
        return False
    return bool(reading.at(head.i, *SAYING)) or head.lemma_ in STANCE


def _own_stance(reading: Reading, verb: "Token") -> bool:
    """ "there is no doubt that we condemn": the speaker's own will."""
    subject = subject_of(verb)
    own = subject is not None and subject.lower_ in {"we", "i"}
    return own and (bool(reading.at(verb.i, *SAYING)) or verb.lemma_ in STANCE)


def _contested(reading: Reading, seen: Seen) -> bool:
    """True when the word stands on an actor's act, or on whether something is safe or exposed."""
    verb = verb_of(reading.doc[seen.head])
    subject = subject_of(verb)
    own = [*(c for c in verb.children if c.dep_ in {"acomp", "attr", "prep"}), verb]
    mention = reading.mention_at(subject.i) if subject is not None else None
    if (
        mention is not None
        and mention.kind in ACTORS
        and verb.lemma_ == "do"
        and any(c.lower_ in {"this", "it", "that"} for c in verb.children if c.dep_ == "dobj")
    ):
        return True
    if " " in seen.words and any(c.dep_ == "attr" for c in verb.children) and _accuses(reading, verb.subtree):
        return True
    if any(t.lower_ in AUTHOR for o in own if o.i != verb.i for t in (o, *o.children)):
        return True
    if any(reading.at(t.i, *STATE) for t in own if t.i != verb.i):
        return True
    if reading.at(verb.i, "hostile.verb.strong") and any(c.dep_ == "nsubjpass" for c in verb.children):
        return True
    if any(t.lower_ in AUTHOR for c in verb.children if c.dep_ == "prep" for t in c.children):
        return True
    return subject is not None and _accuses(reading, [*subject.subtree, *own, *(c for c in verb.children)])


def is_sure(entry: str) -> bool:
    """True of "we know exactly", "we are certain": knowledge that leaves no room, whatever comes after."""
    return any(word in entry for word in SURE)


def is_known(entry: str) -> bool:
    """True of "we know that", which only tells; "we are certain that" vouches."""
    return "know" in entry.split() or "knows" in entry.split()


def _known(reading: Reading, seen: Seen) -> bool:
    """True when what is known is whose act it was, or when it is known past any doubt."""
    after = reading.doc[seen.last + 1 :]
    if is_sure(seen.words) or _accuses(reading, after):
        return True
    vouched = not is_known(seen.words) and any(reading.at(t.i, "exposure", "safety") for t in after)
    return vouched or any(token.lower_ in AUTHOR for token in after)


def _of_course(reading: Reading, seen: Seen) -> bool:
    """ "it is clear that more should be done": what will or ought to be, with nothing of an incident."""
    word = reading.doc[seen.head]
    verbs = [
        c for t in reading.doc[seen.first : seen.last + 1] for c in t.children if c.dep_ in {"ccomp", "acl"}
    ]
    verbs = [v for v in verbs if v.i > seen.last] or [verb_of(word)]
    helpers = [c for v in verbs for c in v.children if not seen.first <= c.i <= seen.last]
    owing = any(v.lemma_ in {"need", "have"} and any(c.dep_ == "xcomp" for c in v.children) for v in verbs)
    if not owing and not any(c.tag_ == "MD" and c.lower_ in AHEAD for c in helpers):
        return False
    if seen.plays("booster.evidence") or "den" in seen.words or "doubts" in seen.words:
        return False
    return not reading.mentions and reading.any(*ROLES) is None


def _courteous(reading: Reading, seen: Seen) -> bool:
    """ "it is clear that she understands the need": credit given, and nothing of an incident."""
    verbs = [
        c for t in reading.doc[seen.first : seen.last + 1] for c in t.children if c.dep_ in {"ccomp", "acl"}
    ]
    grave = (o for o in reading.all(*WRONGS) if o.last < seen.first or seen.last < o.first)
    if not any(v.lemma_ in MINDS for v in verbs) or any(grave):
        return False
    return not any(t.lower_ in {"who", "what", "responsible", "behind"} for v in verbs for t in v.subtree)


def _with_head(reading: Reading, seen: Seen) -> list[int]:
    head = reading.doc[seen.head].head
    if seen.plays("booster.phrase"):
        return _whole_phrase(reading, seen)
    if head.pos_ == "AUX":
        head = next((c for c in head.children if c.dep_ in {"acomp", "attr"} and c.i > seen.last), head)
    between = reading.doc[min(head.i, seen.last) : max(head.i, seen.first)]
    near = abs(head.i - seen.head) <= NEAR and not any(token.is_punct for token in between)
    return [seen.first, seen.last, *([head.i] if near else [])]


def _whole_phrase(reading: Reading, seen: Seen) -> list[int]:
    """ "there is no doubt that" is found as "there is no doubt" and "no doubt that": shown as one."""
    others = [o for o in reading.all("booster.phrase") if o.first <= seen.last and seen.first <= o.last]
    return [index for other in others for index in (other.first, other.last)]


def _proofs(reading: Reading) -> Iterator[Draft]:
    for seen in reading.all("proof.verb"):
        verb = reading.doc[seen.head]
        if verb.pos_ not in {"VERB", "AUX"} or _cancelled(reading, seen):
            continue
        subject = subject_of(verb)
        alone = subject is None and verb.dep_ in {"ROOT", "advcl", "conj"} and verb.tag_ != "VB"
        if not alone and (subject is None or not _proves(reading, subject)):
            continue
        if any(c.dep_ == "dobj" and c.lemma_ in WORTH for c in verb.children):
            continue
        shown = [t for c in verb.children if c.dep_ in {"ccomp", "dobj"} for t in c.subtree]
        settled = (
            subject is not None
            and subject.lower_ not in POINTING
            and not reading.at(subject.i, "incident.noun")
            and seen.words.startswith(SETTLING)
            and (any(c.dep_ == "ccomp" for c in verb.children) or _that(reading, seen))
        )
        if settled or _accuses(reading, shown):
            near = [subject.i] if subject is not None and 0 < verb.i - subject.i <= NEAR else []
            yield draft(reading, Kind.BOOSTER, "proof", seen, tokens=[seen.first, seen.last, *near])


def _that(reading: Reading, seen: Seen) -> bool:
    """ "Proves once and for all that": a clause that the parser hangs elsewhere."""
    return any(token.lower_ == "that" for token in reading.doc[seen.last + 2 : seen.last + 7])


def _proves(reading: Reading, subject: "Token") -> bool:
    nouns = (subject, *subject.conjuncts)
    return subject.lower_ in POINTING or any(reading.at(t.i, "proof.noun", "booster.evidence") for t in nouns)


def _accuses(reading: Reading, words: "Iterable[Token]") -> bool:
    """True when the words tie a named actor to something hostile."""
    words = list(words)
    mentions = [reading.mention_at(token.i) for token in words]
    return any(m is not None and m.kind in ACTORS for m in mentions) and any(
        reading.at(token.i, *HOSTILE) for token in words
    )
