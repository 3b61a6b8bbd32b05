"""What a paper is made of, whatever its format."""

from dataclasses import dataclass

from verbale.model.digest import text_hash
from verbale.model.draft import Draft
from verbale.model.ledger import Ledger
from verbale.model.tlp import Tlp

MARKS = {"en": ("DRAFT", "EXERCISE"), "fr": ("PROJET", "EXERCICE")}
"""What an unreleased paper and a paper of an exercise are marked with, by language."""
COLOURS = {
    "TLP:RED": "FF2B2B",
    "TLP:AMBER": "FFC000",
    "TLP:AMBER+STRICT": "FFC000",
    "TLP:GREEN": "33FF00",
    "TLP:CLEAR": "FFFFFF",
}
"""RGB of the labels, on black (FIRST, TLP 2.0, section 4)."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A draft on its way to paper.

    ``label`` is None for a text that goes out unmarked, such as a note verbale. ``released`` is true only of
    a text that has been released word for word.
    """

    draft: Draft
    ledger: Ledger
    title: str
    label: Tlp | None
    released: bool = False

    @property
    def hash(self) -> str:
        """SHA-256 of the text."""
        return text_hash(self.draft.text)

    @property
    def draft_mark(self) -> str | None:
        """The word that says that nobody has released this; None once somebody has."""
        return None if self.released else MARKS.get(self.draft.language, MARKS["en"])[0]

    @property
    def exercise_mark(self) -> str | None:
        """The word that says that all of it is invented; None outside an exercise."""
        mark = MARKS.get(self.draft.language, MARKS["en"])[1]
        return mark if self.ledger.incident.exercise else None

    @property
    def marks(self) -> tuple[str, ...]:
        """Label, exercise and draft mark, as far as there are any, in the order of a heading line."""
        return tuple(mark for mark in (self.label, self.exercise_mark, self.draft_mark) if mark)
