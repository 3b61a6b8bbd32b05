"""Linting very many texts in one process, in flat memory."""

import gc
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from verbale.lint.building import building
from verbale.lint.engine import Linter
from verbale.lint.parse import zone
from verbale.model.finding import Finding

LASTING = 2_000_000
"""Code points whose words are never forgotten: only such words does spaCy's tokenizer remember."""
ZONE = 10_000_000
"""Code points after which words met are forgotten; to learn them anew takes a sixth of a batch's time."""


class BulkLinter:
    """A linter for a process that does nothing else; ``lint`` as often as there are texts."""

    def __init__(
        self, *, house: Path | None = None, exhaustive: bool = False, trained_reader: bool = False
    ) -> None:
        self._linter = Linter(house=house, exhaustive=exhaustive, second_reader=trained_reader)
        self._zone = ExitStack()
        self._left = LASTING

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """The findings of each text; some tens of thousands of words at once cost least."""
        if self._left <= 0:
            gc.freeze()  # what is left of the first texts stays, so nobody need search it for garbage
            self._zone.close()
            self._zone.enter_context(zone())
            self._left = ZONE
        self._left -= sum(map(len, texts))
        with building():  # texts leave no garbage that needs a search
            return self._linter.lint_all(texts)
