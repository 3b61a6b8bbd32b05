"""Wordings offered in place of what was found, grammatical where they land.

A word is left out only where the sentence stands without it: an adjective before its noun, an adverb on its
verb or adjective, alone and between no commas, an opening that a whole sentence follows. Articles and
capitals follow. All else a person decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from verbale.lint.reading import Reading, Seen
from verbale.lint.sentences import Kind, Sentence
from verbale.model.claim import Claim
from verbale.model.finding import Suggestion
from verbale.model.span import Span

HOLE = re.compile(r"\{(\w+)\}")
ARTICLE = re.compile(r"\b([Aa])n?\s+$")
VOWEL = re.compile(
    r"(?!u[bcdfghjkmnprst][aeiou]|eu|one\b|once\b|uni)[aeiou]|hour|honest|heir|honou?r", re.IGNORECASE
)
MARKS = frozenset("*_`[]~<>")
LOOSE = frozenset({"amod", "advmod"})


class Place(StrEnum):
    """What a wording stands in for."""

    KEY = "key"
    """The word that the claim turns on."""
    FOUND = "found"
    """The words of the finding."""
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Offer:
    """A rule's wording; an empty one leaves the words out. ``{sentence}``, ``{found}``, ... are filled in.

    ``safe`` says that the meaning is kept, so that it may be applied without a look at it.
    """

    wording: str
    replaces: Place
    safe: bool


def can_go(reading: Reading, seen: Seen) -> bool:
    """True when the sentence stands without these words."""
    doc, head = reading.doc, reading.doc[seen.head]
    if head.dep_ not in LOOSE or any(not seen.first <= word.i <= seen.last for word in head.subtree):
        return False
    governor = head.head
    if head.dep_ == "amod" and (governor.i < seen.last or governor.pos_ not in {"NOUN", "PROPN"}):
        return False
    if any(child.dep_ in {"nummod", "quantmod"} for child in governor.children):
        return False
    before = doc[seen.first - 1] if seen.first else None
    after = doc[seen.last + 1] if seen.last + 1 < len(doc) else None
    if before is not None and (
        before.is_punct or before.dep_ in {"neg", "cc"} or before.lower_ in {"how", "so"}
    ):
        return False
    opens = before is None and head.dep_ == "advmod" and after is not None and after.text == ","
    return after is not None and (opens or not (after.is_punct or after.dep_ == "cc"))


def suggestions(
    text: str, sentence: Sentence, claim: Claim, offers: tuple[Offer, ...]
) -> tuple[Suggestion, ...]:
    """Those of a rule's offers that fit here."""
    return tuple(_fitting(text, sentence, claim, offers))


def _fitting(text: str, sentence: Sentence, claim: Claim, offers: tuple[Offer, ...]) -> Iterator[Suggestion]:
    for offer in offers:
        if not offer.wording:
            opens = _introduces(text, claim.span, sentence)
            words = claim.span if opens else claim.key
            if (opens or claim.can_go) and not MARKS & set(_around(text, words)):
                yield Suggestion(*_without(text, words, sentence.span), offer.safe)
        elif "{instead}" in offer.wording and claim.instead is None:
            continue
        elif offer.replaces is not Place.SENTENCE or sentence.kind is not Kind.HEADING:
            span = {Place.KEY: claim.key, Place.FOUND: claim.span, Place.SENTENCE: sentence.span}[
                offer.replaces
            ]
            yield Suggestion(span, _filled(offer.wording, text, sentence, claim), offer.safe)


def _introduces(text: str, words: Span, sentence: Sentence) -> bool:
    """True for what opens a sentence and ends in "that": a whole sentence follows."""
    ends = words.of(text).lower().split()[-1:] == ["that"] and text[words.end : words.end + 1].isspace()
    return ends and words.start == sentence.span.start


def _filled(wording: str, text: str, sentence: Sentence, claim: Claim) -> str:
    words = {
        "sentence": sentence.span.of(text),
        "found": claim.span.of(text),
        "key": claim.key.of(text),
        "actor": claim.actor or "[who]",
        "instead": claim.instead or "",
    }
    return HOLE.sub(lambda hole: words.get(hole[1], hole[0]), wording)


def _around(text: str, span: Span) -> str:
    return text[max(0, span.start - 1) : span.end + 1]


def _without(text: str, key: Span, sentence: Span) -> tuple[Span, str]:
    """Where the text changes when the key is left out, and what stands there then."""
    end = key.end
    while end < len(text) and (text[end].isspace() or text[end] == ","):
        end += 1
    follows = text[end : end + 1]
    if key.start == sentence.start:
        return Span(key.start, end + 1), follows.upper()
    article = ARTICLE.search(text, max(sentence.start, key.start - 4), key.start)
    if article is None:
        return Span(key.start, end), ""
    fitting = article[1] + ("n " if VOWEL.match(text, end) else " ")
    return Span(article.start(), end), fitting
