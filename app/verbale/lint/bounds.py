"""How far a qualifier reaches: "at this stage", "to our knowledge", "we have found no sign that"."""

from typing import TYPE_CHECKING

from verbale.lint.reading import Reading, Seen

if TYPE_CHECKING:
    from spacy.tokens import Token

OWN_STATEMENTS = frozenset({"relcl", "parataxis"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
OPENING = 3


def bounded(reading: Reading, index: int) -> Seen | None:
    """The qualifier that limits what the token says, or None.

    A qualifier reaches its own clause and the clauses under it; a time at the head of the sentence reaches
    on to a semicolon. None reaches a second main clause: in "the inquiry is ongoing, and no data was taken"
    nothing bounds the absolute.
    """
    return next(
        (s for s in reading.all("qualifier") if _opens(reading, s, index) or _over(reading, s, index)), None
    )


def _opens(reading: Reading, seen: Seen, index: int) -> bool:
    if not seen.plays("qualifier.time") or not seen.first <= OPENING or seen.first > index:
        return False
    if any(token.pos_ in {"VERB", "AUX"} for token in reading.doc[: seen.last + 1]):
        return False
    return not any(token.text in {";", ":"} for token in reading.doc[seen.last : index])


def _over(reading: Reading, seen: Seen, index: int) -> bool:
    """True when the qualifier's clause is the token's own, governs it, or stands under it as an adjunct."""
    inside = range(seen.first, seen.last + 1)
    own, bound = reading.clause(index), reading.clause(seen.head)
    if own == bound or _climbs(reading.doc[own], bound, inside):
        return True
    return not seen.plays("qualifier.open") and _climbs(reading.doc[bound], own, inside)


def _climbs(token: "Token", top: int, inside: range) -> bool:
    """True when the way up from the token comes to ``top`` without leaving a statement of its own."""
    while token.head.i != token.i:
        if token.dep_ in OWN_STATEMENTS and token.head.i not in inside:
            return False
        joined = token.dep_ == "conj" and not any(child.dep_ == "mark" for child in token.children)
        if joined and any(child.dep_ in SUBJECTS for child in token.children):
            return False
        token = token.head
        if token.i == top or token.i in inside:
            return True
    return False
