"""An act that a party says was never its own: "we have never worked for a service"."""

from verbale.lint.claims.assertion import subject_of
from verbale.lint.gate import Needs, words
from verbale.lint.reading import Reading, Seen

SPEAKERS = frozenset({"we", "it", "i"})

NEEDS: Needs = (("habit.verb", words("never")),)


def disowned(reading: Reading, seen: Seen) -> list[int]:
    """The tokens from the subject to the verb that it never did; empty when there is none."""
    verb = reading.doc[seen.head]
    never = next((c for c in verb.children if c.dep_ == "neg" and c.lower_ == "never"), None)
    subject = subject_of(verb)
    if verb.pos_ != "VERB" or never is None or subject is None or subject.i > never.i:
        return []
    named = reading.mention_at(subject.i) is not None or subject.pos_ == "PROPN"
    return [never.i, verb.i, seen.last] if named or subject.lower_ in SPEAKERS else []
