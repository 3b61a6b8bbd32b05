"""Heads and labels, as spaCy's parser gives them, at half the cost where many sentences are parsed at once.

spaCy scores each step of each sentence by itself and asks for Python's lock several dozen times for each.
Here a step of all sentences is scored as one, in the same order of additions, and everything else is left to
spaCy's own steps.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy
from thinc.backends.numpy_ops import NumpyOps

if TYPE_CHECKING:
    from spacy.tokens import Doc

FEW = 6
"""Fewer sentences are parsed faster one by one."""
ROUND = 64
"""Sentences of one round, alike in length so that few are done early."""


class Arcs:
    """In place of spaCy's pipe ``parser``."""

    def __init__(self, parser: Any) -> None:  # spaCy's stubs know nothing of a parser's inside
        self._parser = parser
        upper = parser.model.get_ref("upper")
        self._weights, self._bias = upper.get_param("W"), upper.get_param("b")
        self._unseen = numpy.array(sorted(parser.model.attrs["unseen_classes"]), dtype=int)
        self._ops = NumpyOps()
        """The library by which spaCy adds up scores: another order might turn a parse."""

    def __call__(self, docs: "Sequence[Doc]") -> None:
        """Sets head and label of every word."""
        by_length = sorted(docs, key=len)
        for start in range(0, len(by_length), ROUND):
            some = by_length[start : start + ROUND]
            self._parser.set_annotations(some, self._states(some))

    def _states(self, docs: "Sequence[Doc]") -> list[Any]:
        if len(docs) < FEW or not len(docs[-1]):
            found: list[Any] = self._parser.predict(docs)
            return found
        batch: list[Any] = self._parser.moves.init_batch(docs)
        steps = self._parser.model.predict(docs)
        going = [state for state in batch if not state.is_final()]
        while going:
            seen = steps.state2vec.predict(steps.get_token_ids(going))
            scores = self._ops.gemm(seen, self._weights, trans2=True)
            scores += self._bias
            scores[:, self._unseen] = scores.min()
            going = self._parser.transition_states(going, scores)
        return batch
