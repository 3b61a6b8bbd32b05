"""Whether what is reported is called false in the same breath."""

from typing import TYPE_CHECKING

from verbale.lint.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token


def called_false(reading: Reading, noun: "Token") -> bool:
    """ "Reports that X did it are not correct", "the claim is baseless"."""
    verb = noun.head
    if noun.dep_ == "dobj":  # "described the reports as baseless"
        return any(reading.at(token.i, "denied.rejection", "denial.noun") for token in verb.doc[noun.i :])
    if noun.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    if reading.at(verb.i, "denied.rejection", "denial") or any(
        reading.at(c.i, "denied.rejection", "denial") for c in verb.conjuncts
    ):
        return True
    if any(c.dep_ == "neg" for c in verb.children):
        return True
    return any(reading.at(c.i, "denied") for c in verb.children if c.dep_ in {"acomp", "attr"})
