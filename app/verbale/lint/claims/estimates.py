"""Terms of likelihood in a judgement about the incident, and a confidence beside one.

Only judgements count: "likely" of rain, of a delay or of what usually happens is everyday speech.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.lint.claims.draft import Draft, draft
from verbale.lint.gate import Needs, actors
from verbale.lint.reading import Reading, Seen
from verbale.model.claim import Kind

if TYPE_CHECKING:
    from spacy.tokens import Token

TERMS = ("icd203.term", "phia.term")
VAGUE = ("vague.high", "vague.very_high", "vague.low", "vague.very_low", "vague.even")
JUDGED = ("assess.verb.strong", "assess.noun", "assess.phrase")
DEEDS = ("hostile", "incident.noun", "link", "agent.noun", "matter")
PARTIES = frozenset({"state", "state_adjective", "capital", "organ", "group", "class"})
PAST = frozenset({"VBD", "VBN"})

LIKELY = frozenset({*TERMS, *VAGUE})
NEEDS: Needs = (
    (LIKELY, frozenset({*JUDGED, "matter"})),
    (LIKELY, frozenset(DEEDS), actors(*PARTIES)),
)


def estimates(reading: Reading) -> Iterator[Draft]:
    """Every term of likelihood in a judgement; of overlapping ones the longest only."""
    kept: list[Seen] = []
    found = sorted(reading.all(*TERMS, *VAGUE), key=lambda seen: (seen.first - seen.last, seen.first))
    for seen in found:
        if any(seen.first <= other.last and other.first <= seen.last for other in kept):
            continue
        kept.append(seen)
        if not _judges(reading, seen):
            continue
        form = "vague" if seen.plays(*VAGUE) else "likelihood"
        yield draft(reading, Kind.ESTIMATE, form, seen, tokens=[seen.first, seen.last])
        confidence = reading.any("confidence.term")
        if confidence is not None:
            both = [seen.first, seen.last, confidence.first, confidence.last]
            yield draft(reading, Kind.ESTIMATE, "with-confidence", seen, tokens=both)


def _judges(reading: Reading, seen: Seen) -> bool:
    """True where the term grades what happened, who did it or how far it went, not what may come."""
    head = reading.doc[seen.head]
    if _forecasts(head):
        return False
    if any(_governs(reading.doc[judged.head], head) for judged in reading.all(*JUDGED)):
        return True
    clause = reading.doc[reading.clause(seen.head)]
    words = [clause, *clause.subtree]
    if any(reading.at(word.i, "matter") for word in words):
        return True
    acts = any(reading.at(word.i, *DEEDS) for word in words)
    return acts and any(_is_party(reading, word) for word in words)


def _governs(judge: "Token", term: "Token") -> bool:
    return any(ancestor.i == judge.i for ancestor in (term, *term.ancestors))


def _forecasts(head: "Token") -> bool:
    """ "Likely to rise", "will probably follow", "may well come": what may come is no finding."""
    for child in head.children:
        if child.dep_ in {"xcomp", "ccomp", "acl"} and any(c.lower_ == "to" for c in child.children):
            return not any(c.lemma_ in {"have", "be"} for c in child.children)
    verb = head if head.pos_ in {"VERB", "AUX"} else head.head
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    return any(child.lower_ in {"will", "wo", "'ll", "’ll"} for child in auxiliaries)


def _is_party(reading: Reading, word: "Token") -> bool:
    mention = reading.mention_at(word.i)
    return mention is not None and mention.kind in PARTIES
