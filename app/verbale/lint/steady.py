"""Matrix products by numpy's BLAS, twice as fast as thinc's own, where a row's result can be made steady.

A library for linear algebra may add up a row in another order when it stands at another place of the
matrix, and a last bit can turn a parse. Findings must not depend on what is parsed along with a sentence.
So rows are laid only at places where this machine's library is found, by trial, to give the same bits for
the same row. Where there are no such places, thinc's own product is used, which is slower and steady.
"""

from typing import NamedTuple

import numpy
from numpy.typing import NDArray
from thinc.backends.numpy_ops import NumpyOps

Matrix = NDArray[numpy.float32]

BLOCKS = (192, 48)
"""Rows of one product: large ones for batches, small ones for what is left and for single sentences."""
WORTH = 0.6
"""Share of a block's places that must be steady."""
FEW = 3
"""So many small blocks cost less than a large one."""
TRIALS = 3


class Run(NamedTuple):
    """Places ``start`` to ``stop`` of a block."""

    start: int
    stop: int

    @property
    def room(self) -> int:
        """How many rows there is place for."""
        return self.stop - self.start


Places = tuple[Run, ...]
"""The steady places of each block, in the order of BLOCKS."""


class SteadyOps(NumpyOps):  # type: ignore[misc]
    """thinc's operations with a faster product of inputs and weights."""

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[tuple[int, int], Places | None] = {}
        self._blocks: dict[tuple[int, int], Matrix] = {}

    def gemm(
        self, x: Matrix, y: Matrix, *, out: Matrix | None = None, trans1: bool = False, trans2: bool = False
    ) -> Matrix:
        """``x @ y``, either one transposed first; into ``out`` where given."""
        weighs = trans2 and not trans1 and x.dtype == y.dtype == numpy.float32
        places = self._places_for(y) if weighs else None
        if places is None:
            result: Matrix = super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            return result
        if out is None:
            out = numpy.empty((x.shape[0], y.shape[0]), dtype=numpy.float32)
        done = 0
        while done < x.shape[0]:
            left = x.shape[0] - done
            at = 1 if left <= FEW * places[1].room else 0
            place = places[at]
            taken = min(place.room, left)
            block = self._block(BLOCKS[at], x.shape[1])
            block[place.start : place.start + taken] = x[done : done + taken]
            out[done : done + taken] = _product(block, y)[place.start : place.start + taken]
            done += taken
        return out

    def _block(self, size: int, width: int) -> Matrix:
        if (size, width) not in self._blocks:
            self._blocks[size, width] = numpy.zeros((size, width), dtype=numpy.float32)
        return self._blocks[size, width]

    def _places_for(self, weights: Matrix) -> Places | None:
        shape = (weights.shape[0], weights.shape[1])
        if shape not in self._places:
            self._places[shape] = steady_places(*shape)
        return self._places[shape]


def _product(rows: Matrix, weights: Matrix) -> Matrix:
    product: Matrix = (weights @ rows.T).T
    return product


def steady_places(height: int, width: int) -> Places | None:
    """Where each block gives the same bits for the same row, or None when too few places do.

    Tried with random weights of ``height`` rows and ``width`` columns; the order of additions does not depend
    on the numbers.
    """
    random = numpy.random.default_rng(7)
    weights = random.standard_normal((height, width)).astype(numpy.float32)
    found: set[Places] = set()
    for _ in range(TRIALS):
        row = random.standard_normal(width).astype(numpy.float32)
        results = [
            [bits.tobytes() for bits in _product(numpy.tile(row, (size, 1)), weights)] for size in BLOCKS
        ]
        usual = max(results[0], key=results[0].count)
        found.add(tuple(_longest_run(result, usual) for result in results))
    places = found.pop()
    steady = all(run.room >= WORTH * size for run, size in zip(places, BLOCKS, strict=True))
    return places if steady and not found else None


def _longest_run(results: list[bytes], usual: bytes) -> Run:
    longest, start = Run(0, 0), 0
    for at in range(len(results) + 1):
        if at == len(results) or results[at] != usual:
            longest = max(longest, Run(start, at), key=lambda run: run.room)
            start = at + 1
    return longest
