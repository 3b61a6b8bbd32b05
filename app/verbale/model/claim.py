"""What a sentence says: who, did what, how sure, on whose word."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from verbale.model.span import Span


class Kind(StrEnum):
    """What sort of thing is said."""

    LINK = "link"
    """An incident is tied to an actor."""
    ACCUSATION = "accusation"
    CONDEMNATION = "condemnation"
    DEMAND = "demand"
    """Somebody is asked to stop, which presupposes that they do it."""
    DEROGATION = "derogation"
    FAULT = "fault"
    BOOSTER = "booster"
    """Something is put beyond doubt by a word."""
    ABSOLUTE = "absolute"
    """Scope, impact, cause or security without a bound."""
    GUARANTEE = "guarantee"
    THREAT = "threat"
    THRESHOLD = "threshold"
    """A term of war, force or legal threshold."""
    ALARM = "alarm"
    ESTIMATE = "estimate"
    """A likelihood or a confidence."""
    FACT = "fact"
    """A recorded fact is told, otherwise than the ledger has it."""
    AGREEMENT = "agreement"
    """Something is told otherwise than in a text that has gone out."""
    STRUCTURE = "structure"
    """The text as a whole lacks something, or is hard to read."""
    WAIVER = "waiver"
    """A waiver in the text answers nothing, or cannot be read."""


class Standing(StrEnum):
    """How the thing is put, after negation, hedges, reports and moods have had their say.

    The terms follow event factuality (FactBank: Sauri and Pustejovsky 2009): ``flat`` is certain and
    positive, ``assessed`` and ``hedged`` are probable or possible, ``reported`` is underspecified on
    another's word, ``negated`` and ``denied`` are negative, the rest have no truth value yet.
    """

    FLAT = "flat"
    ASSESSED = "assessed"
    HEDGED = "hedged"
    REPORTED = "reported"
    CONDITIONAL = "conditional"
    ASKED = "asked"
    NORM = "norm"
    """Said of how states ought to behave, or of policy in general."""
    OPEN = "open"
    """Said not to be established."""
    NEGATED = "negated"
    DENIED = "denied"


class Tier(StrEnum):
    """How the actor and the link hang together, strongest first."""

    DEPENDENCY = "dependency"
    CLAUSE = "clause"
    SENTENCE = "sentence"


class Naming(IntEnum):
    """How surely a claim's actor is the one said to have done it, weakest first."""

    NOBODY = 0
    """Only the sufferer, a speaker, a place: no message may name it."""
    LOOSE = 1
    SURE = 2


PRONOUNS = frozenset(
    {"it", "its", "they", "their", "theirs", "them", "he", "his", "him", "she", "her", "hers", "we", "our",
     "you", "your", "this", "that", "these", "those", "who", "whose", "which", "itself", "themselves"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CueSeen:
    """A cue that decided, with its role and where it stands in the text."""

    role: str
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing a sentence says of an incident.

    ``form`` names how it is put within its kind (``act``, ``tie``, ``origin``, ...); ``key`` is the word
    it turns on. ``actor`` is whom a message names, none where it is not sure who did it; ``actor_kind`` is
    known all the same. ``bounded`` is true when a qualifier such as "to date" limits it. Spans are in the
    text as given.
    """

    kind: Kind
    form: str
    span: Span
    key: Span
    standing: Standing = Standing.FLAT
    tier: Tier = Tier.DEPENDENCY
    actor: str | None = None
    actor_kind: str | None = None
    naming: Naming = Naming.SURE
    incident: str | None = None
    source: str | None = None
    fact: str | None = None
    detail: str | None = None
    """What the ledger has instead, in a few words, for the message."""
    release: str | None = None
    """The released text that it differs from."""
    instead: str | None = None
    """Words that may stand in place of the key."""
    bounded: bool = False
    can_go: bool = False
    """True when the sentence stands without the key."""
    cues: tuple[CueSeen, ...] = ()

    @property
    def party(self) -> str | None:
        """The actor as a message names it: a pronoun names nobody outside its sentence."""
        if self.actor is not None and self.actor.lower() in PRONOUNS:
            return "a party named before"
        return self.actor
