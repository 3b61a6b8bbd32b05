"""A text as a whole: its sentences as read, for what no single sentence can tell."""

from dataclasses import dataclass

from verbale.lint.cues import Cue
from verbale.lint.sentences import Sentence
from verbale.model.claim import Claim
from verbale.model.span import Span
from verbale.model.yardstick import Yardstick


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence with its cues, placed in its flat text, and its claims, placed in the whole text."""

    sentence: Sentence
    cues: tuple[Cue, ...]
    claims: tuple[Claim, ...]
    named: bool = False
    """True when the sentence names an actor."""
    on_topic: bool = True
    """False deep in a long text where no word near speaks of an incident."""

    def cues_at(self, span: Span) -> tuple[Cue, ...]:
        """Cues on exactly these words; ``span`` counts in the whole text."""
        return tuple(cue for cue in self.cues if self.sentence.source(cue.start, cue.end) == span)


@dataclass(frozen=True, slots=True)
class Whole:
    """Every sentence of a text; ``yardstick`` is the one that a ledger or a house chose, if any."""

    reads: tuple[Read, ...]
    yardstick: Yardstick | None = None
