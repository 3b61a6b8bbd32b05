"""Words that presume a deliberate act, while the ledger does not have the cause as malicious."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from verbale.lint.cues import Cue, playing
from verbale.lint.fold import fold
from verbale.model.cause import CauseClass
from verbale.model.claim import Claim, CueSeen, Kind
from verbale.model.span import Span

if TYPE_CHECKING:
    from verbale.model.ledger import Ledger

PRESUMED = "cause.presumed"
CLEARING = ("hedge", "negation", "denial", "denied", "question", "condition", "nonattribution", "report")
WITHDRAWN = re.compile(r"\b(?:not correct|incorrect|(?:was|were|is|are) wrong|mistaken|withdrawn)\b")
OF_SOMETHING_KNOWN = re.compile(
    r"\b(?:the|this|these|those|its|their|our)"
    r"(?: (?!(?:was|were|is|are|be|been|an?|of|in|to|and|or|any|no|for|by|at|on|with|may|might|could)\b)"
    r"[\w-]+){0,2} $"
)
"""An article right before the word: "the attack" is one that the reader is taken to know of."""
OF_ITS_CIRCUMSTANCES = re.compile(
    r"\b(?:who|whom|whose|how|why|when|after|since|during|because of|following|in response to)"
    r"(?: (?!(?:whether|if)\b)[\w-]+){0,4} $"
)
"""Who, how and why ask for the circumstances of an act, and take the act for granted."""
OTHER_SENSE = re.compile(r"\b(?:heart|panic|asthma)\s$")


class CauseReader:
    """Finds, in the sentences of a text, what takes a deliberate cause for granted."""

    def __init__(self, ledger: "Ledger") -> None:
        cause = ledger.incident.cause_class
        self._open = cause is not CauseClass.MALICIOUS
        self._cause = cause.replace("_", " ")
        self._said = [fold(fact.clause) for fact in ledger.facts if fact.said_by and fact.clause]

    def read(self, flat: str, cues: Sequence[Cue]) -> Iterator[Claim]:
        """A claim for each such word; spans in ``flat``. What somebody is recorded to have said is theirs."""
        if not self._open:
            return
        folded = fold(flat)
        if WITHDRAWN.search(folded):
            return
        for cue in playing(cues, PRESUMED):
            if self._is_anothers(folded, cue) or OTHER_SENSE.search(folded[: cue.start]):
                continue
            if _taken_for_granted(folded, cue) or not _cleared(cues, cue):
                span = Span(cue.start, cue.end)
                seen = CueSeen(cue.role, flat[cue.start : cue.end], span)
                yield Claim(Kind.FACT, "cause-presumed", span, span, detail=self._cause, cues=(seen,))

    def _is_anothers(self, folded: str, cue: Cue) -> bool:
        for clause in self._said:
            at = folded.find(clause)
            if 0 <= at <= cue.start and cue.end <= at + len(clause):
                return True
        return False


def _taken_for_granted(folded: str, cue: Cue) -> bool:
    before = folded[: cue.start]
    return bool(OF_SOMETHING_KNOWN.search(before) or OF_ITS_CIRCUMSTANCES.search(before))


def _cleared(cues: Sequence[Cue], cue: Cue) -> bool:
    return any(one.start < cue.start for one in playing(cues, *CLEARING))
