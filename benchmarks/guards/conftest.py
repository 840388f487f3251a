"""The yardstick: a fixed NumPy workload that a hot path is compared with, in the same process and in turns."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count
from typing import Any

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

ROUNDS = 25


def yardstick() -> None:
    """Products of small matrices, a gather and trigonometry: what the engine's arithmetic consists of; about 1 ms."""
    rng = np.random.default_rng(0)
    matrices, columns = rng.standard_normal((20, 16, 16)), rng.standard_normal((16, 200))
    order = rng.permutation(16)
    for matrix in matrices:
        columns = np.cos(matrix @ columns)[order]


@pytest.fixture
def ratio(benchmark: Any) -> Callable[[Callable[[float], object]], float]:
    """Measures a task, a function of a shift of theta, and returns its shortest time over the yardstick's.

    pytest-benchmark reports the task; the yardstick runs before every round, so that a busy moment meets both. The
    shortest of many rounds is what a busy machine disturbs least.
    """

    def measure(task: Callable[[float], object]) -> float:
        shift, found = count(1), []

        def setup() -> tuple[tuple[float], dict[str, object]]:
            started = time.perf_counter()
            yardstick()
            found.append(time.perf_counter() - started)
            return (1e-3 * next(shift),), {}

        with threadpool_limits(1, user_api="blas"):
            benchmark.pedantic(task, setup=setup, rounds=ROUNDS, warmup_rounds=2)
        value = benchmark.stats.stats.min / min(found)
        benchmark.extra_info["ratio"] = round(value, 2)
        print(f"{benchmark.name}: {value:.2f} yardsticks")
        return value

    return measure
