"""Which sentences are worth a parse: those whose cues can complete a claim.

Each reader states, beside its code, the sets of signs that it cannot do without; a sentence that fulfils
none of them can give no claim, so leaving it unparsed changes nothing. A sign is the role of a cue, or
``actor.`` with the kind of an actor named there. A check looks at what the signs do not tell: closed-class
words, or how far two cues stand from each other. It may let too much through, never too little.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from verbale.lint.cues import Cue, above

CREWS = frozenset({"group", "organ", "class"})
"""Kinds of actor that are hostile by description."""
KNOWN = frozenset({"state", "state_adjective", "capital", "organ", "group", "class"})
"""Kinds of actor that are known by name."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A sentence before its parse: its folded words and its cues."""

    folded: str
    cues: Sequence[Cue]


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


def words(*forms: str) -> Check:
    """One of these words stands in the sentence, perhaps with a shortened verb or negation joined to it."""
    listed = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    pattern = re.compile(rf"(?<![^\W\d_])(?:{listed})(?:ll|d|ve|re|s|nt)?(?![^\W\d_])")
    return lambda sight: pattern.search(sight.folded) is not None


def parts(*stems: str) -> Check:
    """One of these stands in the sentence, within a word or alone."""
    return lambda sight: any(stem in sight.folded for stem in stems)


def either(*checks: Check) -> Check:
    """One of these checks is met."""
    return lambda sight: any(check(sight) for check in checks)


def near(one: frozenset[str] | str, other: frozenset[str] | str, *, tokens: int) -> Check:
    """A cue of ``one`` stands at most so many tokens from a cue of ``other``."""
    first, second = _set(one), _set(other)

    def check(sight: Sight) -> bool:
        seconds = [cue for cue in sight.cues if _plays(cue, second)]
        return any(
            _spaces(sight, cue, beside) <= tokens
            for cue in sight.cues
            if _plays(cue, first)
            for beside in seconds
            if beside is not cue
        )

    return check


def followed(one: frozenset[str] | str, other: frozenset[str] | str, *, tokens: int) -> Check:
    """After a cue of ``one`` comes, at most so many tokens on, a cue of ``other``."""
    first, second = _set(one), _set(other)

    def check(sight: Sight) -> bool:
        seconds = [cue for cue in sight.cues if _plays(cue, second)]
        return any(
            beside.end > cue.end and _spaces(sight, cue, beside) <= tokens
            for cue in sight.cues
            if _plays(cue, first)
            for beside in seconds
        )

    return check


def phrased(role: str, accepts: Callable[[str], bool]) -> Check:
    """A cue of the role whose entry, as the lexicon writes it, is accepted."""
    return lambda sight: any(cue.plays(role) and accepts(cue.entry.words) for cue in sight.cues)


def without(*roles: str) -> Check:
    """No cue of these roles stands in the sentence."""
    return lambda sight: not any(cue.plays(role) for cue in sight.cues for role in roles)


class Gate:
    """Decides on what lies on the face of a sentence; answers are kept, since few combinations occur."""

    def __init__(self, needs: Iterable[Needs]) -> None:
        self._bits: dict[frozenset[str], int] = {}
        self._alternatives = tuple(
            dict.fromkeys(self._compiled(alternative) for one in needs for alternative in one)
        )
        self._of_sign: dict[str, int] = {}
        self._open: dict[int, tuple[tuple[Check, ...], ...]] = {}
        self._any_actor = self._bits_where(lambda sign: sign.startswith("actor."))

    def _compiled(self, alternative: tuple[Need, ...]) -> tuple[int, tuple[Check, ...]]:
        bits, checks = 0, []
        for need in alternative:
            if isinstance(need, str | frozenset):
                bits |= self._bits.setdefault(_set(need), 1 << len(self._bits))
            else:
                checks.append(need)
        return bits, tuple(checks)

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

    def may_keep(self, bits: int) -> bool:
        """True when some reader could make a claim if the right actor stood there."""
        return bool(self._checks(bits | self._any_actor))

    def keeps(self, bits: int, sight: Sight) -> bool:
        """True when some reader could make a claim of a sentence whose signs meet these needs."""
        return any(all(check(sight) for check in checks) for checks in self._checks(bits))

    def _checks(self, bits: int) -> tuple[tuple[Check, ...], ...]:
        """What remains to be looked at for each alternative whose signs are there."""
        if bits not in self._open:
            self._open[bits] = tuple(
                sorted((checks for needed, checks in self._alternatives if needed & bits == needed), key=len)
            )
        return self._open[bits]


def _covers(need: str, sign: str) -> bool:
    role, _, but = need.partition(" but ")
    excluded = {f"{role}.{one}" for one in but.split("/")} if but else set()
    return role in above(sign) and excluded.isdisjoint(above(sign))


def _set(need: frozenset[str] | str) -> frozenset[str]:
    return frozenset({need}) if isinstance(need, str) else need


def _plays(cue: Cue, roles: frozenset[str]) -> bool:
    return not above(cue.entry.role).isdisjoint(roles)


def _spaces(sight: Sight, one: Cue, other: Cue) -> int:
    """Spaces between two cues: never more than the tokens that they stand apart."""
    left, right = min(one.end, other.end), max(one.start, other.start)
    return sight.folded.count(" ", left, right)
