"""Likelihood across a text: one yardstick, its own terms, and no vague ones (ICD 203, D.6.e; PHIA).

A ledger or a house chooses the yardstick; else the first term does that only one yardstick knows.
"""

from collections.abc import Iterator
from dataclasses import replace

from verbale.lint.whole import Read, Whole
from verbale.model.claim import Claim, Kind
from verbale.model.yardstick import LikelihoodTerm, Yardstick

NAMES = {Yardstick.ICD203: "ICD 203", Yardstick.PHIA: "PHIA"}
NOUNS = frozenset({"almost no chance", "roughly even chance", "remote chance", "realistic possibility"})
PLURAL = "odds"
VAGUE = {
    "vague.even": (45, 55),
    "vague.high": (55, 80),
    "vague.very_high": (80, 99),
    "vague.low": (20, 45),
    "vague.very_low": (1, 20),
}
"""About which chance, in percent, readers take the words of a role to mean (Mosteller and Youtz 1990)."""


def calibrations(whole: Whole) -> Iterator[Claim]:
    """Terms off the yardstick, of a second yardstick, or vague, each with the terms to use instead."""
    chosen = whole.yardstick
    own = chosen or _first_used(whole)
    for read in whole.reads:
        for claim in read.claims:
            if claim.kind is not Kind.ESTIMATE:
                continue
            if claim.form == "vague":
                offered = _of_vague(read, claim, own or Yardstick.ICD203)
                yield replace(claim, form="vague-probability", detail=offered)
                continue
            known = _yardsticks(read, claim)
            if claim.form == "likelihood" and own is not None and own not in known:
                form = "two-yardsticks" if chosen is None else "off-yardstick"
                nearest = _near(own, next(iter(known.values())))
                instead = _like(claim, nearest[0])
                yield replace(claim, form=form, detail=f"{_offer(nearest)} of {NAMES[own]}", instead=instead)


def _like(claim: Claim, term: LikelihoodTerm) -> str | None:
    """The term where it is the same part of speech as the words found, so that it fits in their place."""
    old = claim.cues[0].words.removeprefix("a ")
    same = (old in NOUNS) == (term.words[0] in NOUNS)
    if not same or old.endswith(PLURAL):
        return None
    adverb = old.endswith("ly") and not old.endswith("likely")
    return None if adverb else claim.cues[0].words.replace(old, term.words[0])


def _first_used(whole: Whole) -> Yardstick | None:
    for read in whole.reads:
        for claim in read.claims:
            if claim.kind is Kind.ESTIMATE and claim.form == "likelihood":
                known = _yardsticks(read, claim)
                if len(known) == 1:
                    return next(iter(known))
    return None


def _yardsticks(read: Read, claim: Claim) -> dict[Yardstick, LikelihoodTerm]:
    """The yardsticks that know the claim's words, by their cues' roles: "phia.term.highly_likely"."""
    known = {}
    for cue in read.cues_at(claim.key):
        scale, _, band = cue.role.partition(".term.")
        term = Yardstick(scale).term(band.replace("_", " ")) if scale in list(Yardstick) else None
        if term is not None:
            known[Yardstick(scale)] = term
    return known


def _near(own: Yardstick, term: LikelihoodTerm) -> tuple[LikelihoodTerm, ...]:
    """The term of ``own`` that means the same band, by the middle of the two."""
    return (min(own.terms, key=lambda one: abs(one.low + one.high - term.low - term.high)),)


def _of_vague(read: Read, claim: Claim, own: Yardstick) -> str:
    roles = [cue.role for cue in read.cues_at(claim.key) if cue.role in VAGUE]
    low, high = VAGUE[roles[0]]
    return _offer(tuple(one for one in own.terms if low <= (one.low + one.high) / 2 <= high))


def _offer(terms: tuple[LikelihoodTerm, ...]) -> str:
    return " or ".join(f"“{term.words[0]}” ({term.low} to {term.high} %)" for term in terms)
