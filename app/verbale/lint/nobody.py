"""Subjects and objects that are nobody or nothing, which negate what is said of them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

NOBODY = frozenset({"nobody", "none", "nothing", "noone", "neither"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def none_of(noun: "Token") -> "Token | None":
    """The word by which a noun is nobody or nothing: "nobody", the "no" of "no group"."""
    if noun.lower_ in NOBODY:
        return noun
    return next(
        (c for c in noun.children if c.dep_ in {"det", "neg"} and c.lower_ in {"no", "neither"}), None
    )


def nobody(verb: "Token") -> "Token | None":
    """The word by which the subject is nobody: "no one can guarantee", "no analyst believes"."""
    subjects = (c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i)
    return next(filter(None, map(none_of, subjects)), None)
