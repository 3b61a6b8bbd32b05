"""How many threads the libraries of matrices may use."""

import os


def keep_to_one_thread() -> None:
    """Keeps numpy's BLAS to one thread; to be called before anything imports numpy.

    The matrices of a sentence are too small for two: each product would wait for the second thread, on a
    busy machine ten times as long as it takes. A number that the environment sets already is left alone.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
