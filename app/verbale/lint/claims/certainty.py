"""Certainty that outruns what can be known: boosters, absolutes about facts, assurances."""

from collections.abc import Iterator

from verbale.lint.claims import closure, habit
from verbale.lint.claims.absolutes import absolutes
from verbale.lint.claims.assurances import AHEAD, assurances
from verbale.lint.claims.boosters import ACTORS, AUTHOR, HOSTILE, SETTLING, STATE, boosters, is_sure
from verbale.lint.claims.draft import Draft
from verbale.lint.claims.restriction import ABLE, CREWS, FAULTS
from verbale.lint.claims.safety import MATTERS
from verbale.lint.claims.touched import INCIDENT, NEGATIVE, OWNERS
from verbale.lint.gate import Needs, actors, either, parts, phrased, words
from verbale.lint.reading import Reading

ACCUSING = (actors(*ACTORS), frozenset(HOSTILE))
NOT = ("not", "never", "cannot", "cant", "dont", "nt", "hardly", "scarcely", "barely", "nor")
TOUCHED = frozenset({"status.noun", *INCIDENT})
DENIED = either(words(*NEGATIVE, *NOT), parts("n't"))
ONLY = frozenset({"absolute.quantifier.only"})
CAUSING = ("caus", "result", "stem", "aris", "arose", "originat", "trac", "attribut", "ow", "com", "came",
           "lie", "lay", "explain", "due", "down", "rest", "bas")  # fmt: skip
VOUCHED = frozenset({"exposure", "safety"})

NEEDS: Needs = (
    *closure.NEEDS,
    *habit.NEEDS,
    ("booster but adverb",),
    ("booster.adverb but weak",),
    ("booster.adverb.weak", frozenset(STATE)),
    ("booster.adverb.weak", *ACCUSING),
    ("booster.adverb.weak", words(*AUTHOR)),
    ("booster.adverb.weak", actors(*ACTORS), words("did", "does", "done")),
    ("proof.verb", *ACCUSING),
    (
        "proof.verb",
        frozenset({"proof.noun", "booster.evidence"}),
        phrased("proof.verb", lambda entry: entry.startswith(SETTLING)),
    ),
    ("know.verb", *ACCUSING),
    ("know.verb", words(*AUTHOR)),
    ("know.verb", phrased("know.verb", is_sure)),
    ("know.verb", VOUCHED),
    ("ruled.out", frozenset({*INCIDENT, "exposure"})),
    (frozenset({"exposure.noun", "exposure.predicate"}), DENIED),
    ("exposure", "status.noun", DENIED),
    ("exposure", words("nothing", "none")),
    (ONLY, frozenset({"exposure.predicate", "exposure.adjective"})),
    (ONLY, "exposure.weak", "status.noun"),
    (ONLY, TOUCHED, phrased("absolute.quantifier.only", lambda entry: entry.endswith(" to"))),
    ("absolute.cause",),
    ("absolute.quantifier", "status.noun", words("was", "were", "is", "are", "been")),
    ("exposure", parts("fail", "unable", "impossib", "incapab", "powerless")),
    ("absolute.quantifier.only", either(words(*FAULTS, *(f"{fault}s" for fault in FAULTS)), parts(*CAUSING))),
    (ONLY, words(*ABLE), frozenset({"agent.noun", *actors(*CREWS)})),
    ("safety.predicate", TOUCHED),
    ("safety", words(*MATTERS)),
    ("safety", "absolute.quantifier.degree"),
    ("safety.predicate", words(*OWNERS)),
    ("safety.predicate.flat",),
    ("safety.barred", "agent.bare"),
    (
        "safety.weak",
        TOUCHED,
        frozenset({"absolute.quantifier.degree", "absolute.quantifier.every"}),
    ),
    (
        "safety.weak",
        words(*OWNERS),
        frozenset({"absolute.quantifier.degree", "absolute.quantifier.every"}),
    ),
    ("denied.fact",),
    ("guarantee",),
    ("recurrence", DENIED, words(*AHEAD, "would")),
    ("exposure", DENIED, words(*AHEAD, "would"), words("again", "anymore")),
    ("confidence.plain", VOUCHED),
    (
        "assurance.verb",
        VOUCHED,
        words("we", "i"),
        phrased("assurance.verb", lambda entry: entry != "ensure"),
    ),
)


def certainties(reading: Reading) -> Iterator[Draft]:
    """Every booster, absolute and assurance of the sentence."""
    yield from boosters(reading)
    yield from absolutes(reading)
    yield from assurances(reading)
