"""One parsed sentence with its cues and actors laid on the tokens."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, cached_property
from typing import TYPE_CHECKING

from verbale.lint.cues import Cue, above

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ENDING = 8
"""Tokens that tell whether a sentence asks."""
CLAUSE_HEADS = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "pcomp", "conj"})
INSIDE_NAME = frozenset({"compound", "amod", "nmod", "npadvmod", "poss", "appos", "nummod"})

# A cue within a phrase of the second role does not play the first: "sanctions" in "sanctions relief".
EXEMPTIONS = (
    ("threat", "threat.exempt"),
    ("response.reserve", "response.defensive"),
    ("threshold", "threshold.exempt"),
    ("alarm", "alarm.exempt"),
    ("absolute", "absolute.exempt"),
    ("accuse", "accuse.exempt"),
    ("condemn", "condemn.exempt"),
    ("fault", "fault.exempt"),
    ("booster", "denied.booster"),
    ("confidence", "denied.booster"),
    ("guarantee", "denied.booster"),
    ("know", "denied.booster"),
    ("denial", "service.denial"),
)
EXEMPTING = frozenset(exemption for _, exemption in EXEMPTIONS)


@dataclass(frozen=True, slots=True)
class Seen:
    """A cue on its tokens: ``first`` and ``last`` are token indexes, ``head`` the token it hangs by."""

    cue: Cue
    first: int
    last: int
    head: int

    def plays(self, *roles: str) -> bool:
        """True when the cue has one of the roles or one below it."""
        return not above(self.cue.entry.role).isdisjoint(roles)

    @property
    def words(self) -> str:
        """The entry as the lexicon writes it."""
        return self.cue.entry.words


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor on its tokens. ``kind`` is state, state_adjective, capital, organ, group, class or named."""

    name: str
    kind: str
    state: str | None
    first: int
    last: int
    head: int


class Topic(Enum):
    """What the passage around a sentence is about."""

    NAMED = auto()
    """An incident: a word near says so, or the ledger."""
    OPEN = auto()
    """Perhaps an incident: a short text that names none, as many a holding statement."""
    OTHER = auto()
    """Something else: deep in a long text where no word near speaks of an incident."""


class Reading:
    """A sentence as the claim readers see it. Token objects have no identity, so indexes are used."""

    def __init__(self, doc: "Doc", cues: list[Cue], topic: Topic = Topic.OPEN) -> None:
        self.doc = doc
        self.topic = topic
        starts, lengths, heads = doc.to_array(["IDX", "LENGTH", "HEAD"]).T
        self._starts, self._ends = starts.tolist(), (starts + lengths).tolist()
        self._heads = [index + head for index, head in enumerate(heads.astype("int64").tolist())]
        self.seen = tuple(self._lay(cue) for cue in unexempted(cues))
        self._by_token: dict[int, list[Seen]] = {}
        self._by_role: dict[str, list[Seen]] = {}
        for seen in self.seen:
            for index in range(seen.first, seen.last + 1):
                self._by_token.setdefault(index, []).append(seen)
            for role in above(seen.cue.entry.role):
                self._by_role.setdefault(role, []).append(seen)
        self.mentions: tuple[Mention, ...] = ()
        self.bound: dict[int, set[int]] | None = None
        """What each mention stands for, once it is asked (``claims.parties.bindings``)."""
        self._clauses: dict[int, int] = {}

    def tokens_of(self, start: int, end: int) -> tuple[int, int]:
        """First and last token that touch the range of the flat text."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end) - 1
        return (first, last) if first <= last else (0, 0)

    def head_of(self, first: int, last: int) -> int:
        """The token of the range whose head lies outside it."""
        for index in range(first, last + 1):
            head = self._heads[index]
            if not first <= head <= last or head == index:
                return index
        return last

    def _lay(self, cue: Cue) -> Seen:
        first, last = self.tokens_of(cue.start, cue.end)
        return Seen(cue, first, last, self.head_of(first, last))

    def at(self, index: int, *roles: str) -> Seen | None:
        """A cue of these roles that covers the token."""
        for seen in self._by_token.get(index, ()):
            if not roles or seen.plays(*roles):
                return seen
        return None

    def all(self, *roles: str) -> Iterator[Seen]:
        """Every cue of these roles, in reading order."""
        played = [role for role in roles if role in self._by_role]
        if len(played) < 2:
            return iter(self._by_role[played[0]] if played else ())
        return (seen for seen in self.seen if seen.plays(*played))

    def any(self, *roles: str) -> Seen | None:
        """The first cue of these roles."""
        return next(self.all(*roles), None)

    @cached_property
    def ending(self) -> str:
        """The last few words, quotation marks and brackets that close after them left out."""
        return str(self.doc[-ENDING:].text).rstrip("”\"'’ )")

    def clause(self, index: int) -> int:
        """The verb (or root) that heads the clause of a token."""
        if index not in self._clauses:
            token = self.doc[index]
            while token.head.i != token.i and not _heads_clause(token):
                token = token.head
            self._clauses[index] = token.i
        return self._clauses[index]

    def mention_at(self, index: int) -> Mention | None:
        """The actor mention that covers the token."""
        return next((m for m in self.mentions if m.first <= index <= m.last), None)


def unexempted(cues: list[Cue]) -> list[Cue]:
    """Those cues that do not stand within a phrase that takes their role from them."""
    if not any(_exempts(cue.entry.role) for cue in cues):
        return cues
    return [cue for cue in cues if not _exempt(cue, cues)]


@cache
def _exempts(role: str) -> bool:
    return not EXEMPTING.isdisjoint(above(role))


def _exempt(cue: Cue, cues: list[Cue]) -> bool:
    for role, exemption in EXEMPTIONS:
        if cue.plays(role) and not cue.plays(exemption):
            return any(o.plays(exemption) and o.start <= cue.start and cue.end <= o.end for o in cues)
    return False


def _heads_clause(token: "Token") -> bool:
    if token.dep_ not in CLAUSE_HEADS:
        return False
    return token.dep_ != "conj" or token.pos_ in {"VERB", "AUX"}
