"""A word's vector in its sentence, as spaCy's network gives it, at half the cost.

What the network knows of a word by itself depends on the word alone, so it is asked once and looked up from
then on. Around that the windows over neighbours are computed as the network does, step by step in the same
order, without what only training needs.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy
from numpy.typing import NDArray
from thinc.types import Ragged

if TYPE_CHECKING:
    from spacy.tokens import Doc

Matrix = NDArray[numpy.float32]

MOST = 40_000
"""Words remembered, fifteen megabytes of vectors."""
ROWS = 2_000
"""Words of one round, enough for whole blocks of rows, few enough for the processor's cache."""
TINY = 1e-08
PARTS = {"expand_window", "maxout", "layernorm", "dropout"}


class _Window(NamedTuple):
    """One layer over a word and its two neighbours: the largest of three products, brought to one scale."""

    weights: Matrix
    bias: Matrix
    scale: Matrix
    shift: Matrix


class Vectors:
    """In place of the ``predict`` of spaCy's pipe ``tok2vec``."""

    def __init__(self, model: Any) -> None:  # thinc's types leave out what its layers hold
        """Raises ValueError when the network is not built as that of en_core_web_sm is."""
        embed, windows = model.layers
        names = [layer.name for layer in embed.layers]
        if len(names) != 5 or names[:2] != ["extract_features", "list2ragged"]:
            raise ValueError(f"the network's first part is not known: {names}")
        self._ops = model.ops
        self._columns: list[int | str] = embed.layers[0].attrs["columns"]
        self._embed, self._mix = embed.layers[2], embed.layers[3]
        self._pad: int = windows.attrs["pad"]
        self._windows = [_window(residual) for residual in windows.layers[0].layers]
        self._width: int = model.get_dim("nO")
        self._known: dict[bytes, int] = {}
        self._vectors = numpy.zeros((MOST, self._width), dtype=numpy.float32)

    def __call__(self, docs: "Sequence[Doc]") -> list[Matrix]:
        """For each sentence one row a word."""
        found: list[Matrix] = []
        for some in _rounds(docs):
            found += self._of(some)
        return found

    def _of(self, docs: "Sequence[Doc]") -> list[Matrix]:
        words = numpy.concatenate([doc.to_array(self._columns) for doc in docs])
        starts, at = [], self._pad
        for doc in docs:
            starts.append(at)
            at += len(doc) + self._pad
        rows = numpy.zeros((at, self._width), dtype=numpy.float32)
        alone = self._alone(words)
        taken = 0
        for doc, start in zip(docs, starts, strict=True):
            rows[start : start + len(doc)] = alone[taken : taken + len(doc)]
            taken += len(doc)
        for window in self._windows:
            rows = rows + self._seen_through(window, rows)
        return [rows[start : start + len(doc)] for doc, start in zip(docs, starts, strict=True)]

    def _alone(self, words: NDArray[numpy.uint64]) -> Matrix:
        """What the network knows of each word by itself; ``words`` has a row of attributes for each."""
        keys: list[bytes] = words.view(f"V{words.itemsize * words.shape[1]}").ravel().tolist()
        new = {key: place for place, key in enumerate(keys) if key not in self._known}
        if new:
            if len(self._known) + len(new) > MOST:
                self._known.clear()
                new = {key: place for place, key in enumerate(keys)}
            features = words[list(new.values())]
            asked: Any = Ragged(features, numpy.array([len(features)], dtype="i"))  # type: ignore[arg-type]
            first = len(self._known)
            self._vectors[first : first + len(new)] = self._mix.predict(self._embed.predict(asked)).dataXd
            self._known.update(zip(new, range(first, first + len(new)), strict=True))
        return self._vectors[[self._known[key] for key in keys]]

    def _seen_through(self, window: _Window, rows: Matrix) -> Matrix:
        products: Matrix = self._ops.gemm(self._ops.seq2col(rows, 1), window.weights, trans2=True)
        products += window.bias
        width = self._width
        best: Matrix = numpy.maximum(products[:, :width], products[:, width : 2 * width])
        numpy.maximum(best, products[:, 2 * width :], out=best)
        best -= best.mean(axis=1, keepdims=True)
        spread = numpy.add.reduce(best * best, axis=1, keepdims=True) / numpy.float32(width)
        best *= (spread + TINY) ** (-1.0 / 2.0)
        best *= window.scale
        best += window.shift
        return best


def _rounds(docs: "Sequence[Doc]") -> "Iterator[Sequence[Doc]]":
    held: list[Doc] = []
    size = 0
    for doc in docs:
        held.append(doc)
        size += len(doc)
        if size > ROWS:
            yield held
            held, size = [], 0
    if held:
        yield held


def _window(residual: Any) -> _Window:
    layers = {layer.name: layer for layer in residual.walk() if not layer.layers}
    if layers.keys() != PARTS or layers["maxout"].get_dim("nP") != 3:
        raise ValueError(f"a window of the network is not known: {sorted(layers)}")
    maxout, norm = layers["maxout"], layers["layernorm"]
    # The three products of one number lie side by side; here all first ones come before all second ones.
    weights = maxout.get_param("W").transpose(1, 0, 2).reshape(-1, maxout.get_dim("nI"))
    bias = maxout.get_param("b").T.reshape(-1)
    return _Window(
        numpy.ascontiguousarray(weights),
        numpy.ascontiguousarray(bias),
        norm.get_param("G"),
        norm.get_param("b"),
    )
