"""Nouns that an incident can touch, and where their words begin."""

from typing import TYPE_CHECKING

from verbale.lint.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

NEGATIVE = frozenset({"no", "none", "neither", "nothing", "nobody", "zero"})
LEFT = 4
SHARES = frozenset(
    {"some", "many", "most", "majority", "several", "few", "part", "half", "more", "slew", "enough"}
)
OWNERS = frozenset({"our", "your", "its", "their", "my"})
INCIDENT = ("incident.noun", "hostile.noun", "exposure.noun", "malware.noun")


def is_status(reading: Reading, noun: "Token") -> bool:
    """True of data, systems, money, people or operations, also through "of": "none of the files"."""
    return any(reading.at(word.i, "status.noun") for word in _meant(noun))


def is_ours(noun: "Token") -> bool:
    """True of what has an owner in the text: "your miles", "its own yards"."""
    return any(c.dep_ == "poss" and c.lower_ in OWNERS for c in noun.children)


def is_matter(reading: Reading, noun: "Token") -> bool:
    """True of what an incident can touch, of the incident itself and of what a pronoun means."""
    if noun.pos_ in {"PRON", "DET"} or is_ours(noun):
        return True
    return is_status(reading, noun) or is_incident(reading, noun)


def is_incident(reading: Reading, noun: "Token") -> bool:
    """True of the incident, its tools and effects, also through "of": "all traces of the implant"."""
    return any(reading.at(word.i, *INCIDENT) for word in _meant(noun))


def _meant(noun: "Token") -> "list[Token]":
    inside = [c for p in noun.children if p.dep_ == "prep" and p.lower_ in {"of", "on"} for c in p.children]
    return [noun, *noun.conjuncts, *inside]


def is_part(noun: "Token") -> bool:
    """ "some students", "the most sensitive files": a share, so the whole is left open; not "no part"."""
    if any(c.lower_ in NEGATIVE for c in noun.children):
        return False
    words = [noun, *noun.children, *(c for child in noun.children for c in child.children if c.i < noun.i)]
    return any(word.lower_ in SHARES for word in words)


def left_of(noun: "Token") -> int:
    """Where a noun's own words begin, without an article and at most four words before it."""
    words = [
        noun.i,
        *(c.i for c in noun.children if c.dep_ in {"amod", "compound", "nummod", "nmod"} and c.i < noun.i),
    ]
    return max(min(words), noun.i - LEFT)
