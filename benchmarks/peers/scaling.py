"""How the playground's engine scales: `python -m benchmarks.peers.scaling FAMILY QURONS`, one size in one process.

dense  CNOT ring with noise: the light cone covers everything
local  CZ ring with noise: the light cone grows by a neighbour a block
pure   CNOT ring without noise
"""

from __future__ import annotations

import dataclasses
import json
import math
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks.measure import peak_memory, use_one_core
from benchmarks.peers.workloads import Circuit, angles, dataset

FAMILIES: dict[str, tuple[Circuit, tuple[int, ...]]] = {
    "dense": (Circuit(gate="cnot"), (2, 3, 4, 5, 6, 7, 8)),
    "local": (Circuit(gate="cz"), (2, 4, 6, 8, 12, 16, 24, 32)),
    "pure": (Circuit(gate="cnot", damping=0.0, dephasing=0.0), (2, 4, 6, 8, 10, 12, 14, 16)),
}
QUICK_SIZES = (2, 4, 6, 16, 32)
PREDICTED = 20
WORTH_STARTING_MS = 20_000


def measure(family: str, qurons: int) -> dict[str, Any]:
    """Seconds for one input, the map, and gradient plus map; memory; what the engine said beforehand."""
    from benchmarks.peers.contestants.ours import network
    from playground.models import compile_model

    circuit = dataclasses.replace(FAMILIES[family][0], qurons=qurons)
    bare, theta = peak_memory(), angles(circuit.shape)
    x, y = dataset()
    bounds, found = (-math.pi, math.pi), {}
    try:
        model = compile_model(network(circuit))

        def both(shift: float) -> None:
            model.loss_and_grad(theta + shift, x, y)
            model.decision_map(theta + shift, 50, bounds=bounds)

        plan = model.plan.readouts
        found["said"] = plan.path
        found["point"] = _median(lambda shift: model.predict(theta + shift, x[:PREDICTED])) / PREDICTED
        if plan.ms <= WORTH_STARTING_MS:
            found["map"] = _median(lambda shift: model.decision_map(theta + shift, 50, bounds=bounds))
            found["both"] = _median(both)
        else:
            found["said"] += f"; gradient and map would take about {plan.ms / 1000:.0f} s and were not started"
    except (ValueError, MemoryError) as error:
        return {**found, "reason": str(error)}
    return {**found, "memory": peak_memory() - bare}


def _median(task: Callable[[float], object]) -> float:
    """Median of up to seven calls after one that warms up, or of what two seconds allow.

    Every call has another theta: the engine keeps the values of the last one.
    """
    started, found = time.process_time(), []
    task(0.0)
    while not found or (len(found) < 7 and time.process_time() - started < 2):
        begun = time.process_time()
        task(1e-3 * (1 + len(found)))
        found.append(time.process_time() - begun)
    return statistics.median(found)


if __name__ == "__main__":
    use_one_core()
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
