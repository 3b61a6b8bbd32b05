"""A check keeps to the processor it is given: a second thread makes small products slower, not faster."""

import os
import subprocess
import sys

import pytest

COUNTED = """
import os
from verbale.desk import Desk
assert Desk().lint("The attack is fully contained.")
print(len(os.listdir("/proc/self/task")))
"""


def threads_after_a_check(**environment: str) -> int:
    plain = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    counted = subprocess.run(
        [sys.executable, "-c", COUNTED], capture_output=True, text=True, env=plain | environment, check=True
    )
    return int(counted.stdout)


@pytest.mark.skipif(not os.path.isdir("/proc/self/task"), reason="threads are counted as Linux shows them")
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="on one processor no library takes a second thread")
def test_products_of_matrices_take_no_second_thread() -> None:
    assert threads_after_a_check() == threads_after_a_check(OPENBLAS_NUM_THREADS="1")
