"""Which sentences are worth a parse: those whose cues can complete a claim.

Each reader states, beside its code, the sets of signs that it cannot do without; a sentence that fulfils
none of them can give no claim, so leaving it unparsed changes nothing. A sign is the role of a cue,
``actor.`` with the kind of an actor named there, or ON_TOPIC. A check looks at what the signs do not tell:
closed-class words, or how far two cues stand from each other. It may let too much through, never too little.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from operator import or_

from verbale.lint.cues import Cue, above

CREWS = frozenset({"group", "organ", "class"})
"""Kinds of actor that are hostile by description."""
KNOWN = frozenset({"state", "state_adjective", "capital", "organ", "group", "class"})
"""Kinds of actor that are known by name."""
ON_TOPIC = "passage.topical"
"""The sign of a sentence whose passage speaks of an incident."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A sentence before its parse: its folded words and, once they are looked for, its cues."""

    folded: str
    cues: Sequence[Cue] | None


Check = Callable[[Sight], bool]
Need = str | frozenset[str] | Check
"""A sign, some of which one is enough, or a check.

A sign covers those below it: ``hedge`` also ``hedge.modal``, but ``hedge but modal/verb`` all except those.
"""
Needs = Iterable[tuple[Need, ...]]
"""Alternatives; of each, all must be met."""


def actors(*kinds: str) -> frozenset[str]:
    """The signs of actors of these kinds."""
    return frozenset(f"actor.{kind}" for kind in kinds)


def also(needs: Needs, need: Need) -> Needs:
    """Alternatives that each need this as well."""
    return tuple((*alternative, need) for alternative in needs)


def words(*forms: str) -> Check:
    """One of these words stands in the sentence, perhaps with a shortened verb or negation joined to it."""
    listed = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    pattern = re.compile(rf"(?<![^\W\d_])(?:{listed})(?:ll|d|ve|re|s|nt|not)?(?![^\W\d_])")
    return lambda sight: pattern.search(sight.folded) is not None


def parts(*stems: str) -> Check:
    """One of these stands in the sentence, within a word or alone."""
    return lambda sight: any(stem in sight.folded for stem in stems)


def either(*checks: Check) -> Check:
    """One of these checks is met."""
    return lambda sight: any(check(sight) for check in checks)


def of_cues(check: Callable[[str, Sequence[Cue]], bool]) -> Check:
    """A check of a sentence's folded words and cues, which is met as long as these are not known."""
    return lambda sight: sight.cues is None or check(sight.folded, sight.cues)


def near(one: frozenset[str] | str, other: frozenset[str] | str, *, tokens: int) -> Check:
    """A cue of ``one`` stands at most so many tokens from a cue of ``other``."""
    first, second = _set(one), _set(other)

    def check(folded: str, cues: Sequence[Cue]) -> bool:
        seconds = _playing(cues, second)
        return any(
            beside is not cue and _spaces(folded, cue, beside) <= tokens
            for cue in _playing(cues, first)
            for beside in seconds
        )

    return of_cues(check)


def followed(one: frozenset[str] | str, other: frozenset[str] | str, *, tokens: int) -> Check:
    """After a cue of ``one`` comes, at most so many tokens on, a cue of ``other``."""
    first, second = _set(one), _set(other)

    def check(folded: str, cues: Sequence[Cue]) -> bool:
        seconds = _playing(cues, second)
        return any(
            beside.end > cue.end and _spaces(folded, cue, beside) <= tokens
            for cue in _playing(cues, first)
            for beside in seconds
        )

    return of_cues(check)


def phrased(role: str, accepts: Callable[[str], bool]) -> Check:
    """A cue of the role whose entry, as the lexicon writes it, is accepted."""
    return of_cues(lambda _, cues: any(cue.plays(role) and accepts(cue.entry.words) for cue in cues))


def without(*roles: str) -> Check:
    """No cue of these roles stands in the sentence."""
    return of_cues(lambda _, cues: not any(cue.plays(role) for cue in cues for role in roles))


class Gate:
    """Decides on what lies on the face of a sentence."""

    def __init__(self, needs: Iterable[Needs]) -> None:
        self._bits: dict[frozenset[str], int] = {}
        self._alternatives: dict[int, list[tuple[int, tuple[Check, ...]]]] = {}
        """By the bit of their first sign, which is there in few sentences."""
        for alternative in (alternative for one in needs for alternative in one):
            signs = [self._bit(need) for need in alternative if isinstance(need, str | frozenset)]
            checks = tuple(need for need in alternative if not isinstance(need, str | frozenset))
            self._alternatives.setdefault(signs[0], []).append((reduce(or_, signs), checks))
        self._first = sum(self._alternatives)
        self._of_sign: dict[str, int] = {}
        self.any_actor = self._bits_where(lambda sign: sign.startswith("actor."))
        """The needs that one actor or another meets."""

    def _bit(self, need: frozenset[str] | str) -> int:
        return self._bits.setdefault(_set(need), 1 << len(self._bits))

    def _bits_where(self, accepts: Callable[[str], bool]) -> int:
        return sum(bit for signs, bit in self._bits.items() if any(map(accepts, signs)))

    def bits(self, signs: Iterable[str]) -> int:
        """The needs that these signs meet."""
        found = 0
        for sign in signs:
            if sign not in self._of_sign:
                self._of_sign[sign] = self._bits_where(partial(_covers, sign=sign))
            found |= self._of_sign[sign]
        return found

    def keeps(self, bits: int, sight: Sight) -> bool:
        """True when some reader could make a claim of a sentence whose signs meet these needs."""
        present = bits & self._first
        while present:
            first = present & -present
            for needed, checks in self._alternatives[first]:
                if needed & bits == needed and all(check(sight) for check in checks):
                    return True
            present ^= first
        return False


def _covers(need: str, sign: str) -> bool:
    role, _, but = need.partition(" but ")
    excluded = {f"{role}.{one}" for one in but.split("/")} if but else set()
    return role in above(sign) and excluded.isdisjoint(above(sign))


def _set(need: frozenset[str] | str) -> frozenset[str]:
    return frozenset({need}) if isinstance(need, str) else need


def _playing(cues: Sequence[Cue], roles: frozenset[str]) -> list[Cue]:
    return [cue for cue in cues if not roles.isdisjoint(above(cue.entry.role))]


def _spaces(folded: str, one: Cue, other: Cue) -> int:
    """Spaces between two cues: never more than the tokens that they stand apart."""
    return folded.count(" ", min(one.end, other.end), max(one.start, other.start))
