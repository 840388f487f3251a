"""Figures of the playground's engine alone: `python -m benchmarks.peers.figures [times|bare|engine]`.

`times` compares its own tasks with each other, in turns; `bare` and `engine` report the memory of a Python process
without and with a network of five qurons compiled and evaluated.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Callable

from benchmarks.measure import Spread, peak_memory, spread, use_one_core

RESOLUTIONS = (50, 100, 200, 400)
POINT_COUNTS = (200, 2_000, 20_000)
ROUNDS, BURST = 15, 3


def tasks() -> dict[str, Callable[[float], object]]:
    """What is timed; the argument, a shift of theta, makes every call a new one."""
    from benchmarks.peers.contestants.ours import Playground
    from benchmarks.peers.workloads import Circuit, angles, dataset
    from playground.learning.datasets import make_dataset
    from playground.models import compile_experiment
    from playground.spec import default_experiment

    theta, model = angles(Circuit().shape), Playground(Circuit()).model
    sets = {count: dataset(count) for count in POINT_COUNTS}
    opening = default_experiment()
    example, data = compile_experiment(opening), make_dataset(opening.data)
    start = example.initial_parameters(0)

    def plane(shift: float, resolution: int = RESOLUTIONS[0]) -> None:
        model.decision_map(theta + shift, resolution, bounds=(-math.pi, math.pi))

    def gradient_and_map(shift: float) -> None:
        model.loss_and_grad(theta + shift, *sets[POINT_COUNTS[0]])
        plane(shift)

    def frame(shift: float) -> None:
        example.loss_and_grad(start + shift, data.x_train, data.y_train)
        example.maps(start + shift)
        example.bloch(start + shift, data.x_train[0])

    found: dict[str, Callable[[float], object]] = {"gradient and map": gradient_and_map, "frame": frame}
    found |= {f"map {r}": lambda shift, r=r: plane(shift, r) for r in RESOLUTIONS}
    found |= {
        f"gradient {count}": lambda shift, part=part: model.loss_and_grad(theta + shift, *part)
        for count, part in sets.items()
    }
    return found


def times() -> dict[str, Spread]:
    """Low quartile, median and high quartile in seconds; the first round warms up and is left out."""
    compared = tasks()
    found: dict[str, list[float]] = {name: [] for name in compared}
    for turn in range(ROUNDS + 1):
        for name, task in compared.items():
            for call in range(BURST):
                started = time.process_time()
                task(1e-3 * (turn * BURST + call))
                if turn:
                    found[name].append(time.process_time() - started)
    return {name: spread(seconds) for name, seconds in found.items()}


def engine() -> float:
    """Peak memory in MiB with five qurons, four blocks compiled, drawn and differentiated."""
    from benchmarks.peers.contestants.ours import network
    from benchmarks.peers.workloads import WORKLOADS, Circuit, angles, dataset
    from playground.models import compile_model

    work = WORKLOADS["edit"]
    assert isinstance(work, Circuit)
    model, theta = compile_model(network(work)), angles(work.shape)
    x, y = dataset()
    model.loss_and_grad(theta, x, y)
    model.maps(theta)
    model.bloch(theta, x[0])
    return peak_memory()


def main() -> None:
    """Print one line of JSON."""
    use_one_core()
    what = {"times": times, "bare": peak_memory, "engine": engine}[sys.argv[1]]
    print(json.dumps({"result": what()}))


if __name__ == "__main__":
    main()
