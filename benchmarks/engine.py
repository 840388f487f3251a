"""Times of the engine on this machine: `python -m benchmarks.engine`.

Workloads: W1, 4 qurons and 3 layers of [RX encoding, RY RZ, CZ ring] with amplitude and phase damping of 0.02 after
every layer; the same with a CNOT ring, whose light cone is dense; the example that the playground opens with. All
tasks take turns in short bursts, with a new theta for each call; printed are medians of wall time with the middle
half, and of processor time, which a busy machine disturbs less. Plain QuTiP is the referee of `models.referee`:
density matrices, every operator built for every point. Before anything is timed every workload is checked against it.
"""

import argparse
import platform
import sys
import time
from collections.abc import Callable
from importlib.metadata import version

import numpy as np

from benchmarks.measure import load, spread
from playground.models import Model, compile_experiment, compile_model
from playground.models.referee import readouts_by_qutip
from playground.spec import Network, Noise, default_experiment

POINTS = 200
MAP_POINTS = 100 * 100
BURST = 5
TARGETS_MS = {"training step": 5.0, "node maps + decision map": 15.0}
Task = Callable[[int], object]


def reference(gate: str, qurons: int = 4, layers: int = 3) -> Model:
    """W1 with a ring of the given gate."""
    block = [
        {"kind": "encode", "axis": "x", "features": [0, 1]},
        {"kind": "rotate", "axes": "yz"},
        {"kind": "entangle", "gate": gate, "pattern": "ring"},
    ]
    network = Network.model_validate({"qurons": qurons, "layers": block * layers})
    return compile_model(network, noise=Noise(amplitude_damping=0.02, phase_damping=0.02))


def example() -> Model:
    """The example that the playground opens with."""
    experiment = default_experiment()
    return compile_experiment(experiment)


def tasks_of(model: Model) -> dict[str, Task]:
    """What is timed for each workload; the argument makes every call a new one."""
    rng = np.random.default_rng(0)
    start, x = model.initial_parameters(0), rng.uniform(-1, 1, (POINTS, 2))
    y = rng.choice([-1.0, 1.0], POINTS)

    def frame(k: int) -> None:
        theta = start + 1e-3 * k
        model.maps(theta)
        model.loss_and_grad(theta, x, y)
        model.bloch(theta, x[0])
        model.purities(theta, x[0])

    def qutip_point(k: int) -> None:
        readouts_by_qutip(model.network, model.device, model.noise, start + 1e-3 * k, x[0])

    return {
        "training step": lambda k: model.loss_and_grad(start + 1e-3 * k, x, y),
        "node maps + decision map": lambda k: model.maps(start + 1e-3 * k),
        "decision map alone": lambda k: model.decision_map(start + 1e-3 * k),
        "Bloch vectors of one input": lambda k: model.bloch(start + 1e-3 * k, x[0]),
        "frame: all of it and purities": frame,
        "compile and first training step": lambda k: first_step(model, start, x, y),
        "plain QuTiP, one point": qutip_point,
    }


def first_step(model: Model, theta: np.ndarray, x: np.ndarray, y: np.ndarray) -> None:
    """What a structural edit costs: compile, then one gradient."""
    compile_model(model.network, model.device, model.noise).loss_and_grad(theta, x, y)


def measure(tasks: dict[str, Task], rounds: int) -> dict[str, np.ndarray]:
    """Wall and processor times in milliseconds, shape (calls, 2); the first round warms up and is left out."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in tasks}
    call = 0
    for repeat in range(rounds + 1):
        for name, task in tasks.items():
            for _ in range(1 if "QuTiP" in name else BURST):
                call += 1
                wall, processor = time.perf_counter(), time.process_time()
                task(call)
                if repeat:
                    times[name].append((time.perf_counter() - wall, time.process_time() - processor))
    return {name: 1e3 * np.array(found) for name, found in times.items()}


def report(title: str, times: dict[str, np.ndarray]) -> None:
    """Print one table."""
    print(f"\n{title}\n  {'':34s} {'wall ms':>9s}   middle half        processor ms")
    for name, found in times.items():
        low, middle, high = spread(found[:, 0].tolist())
        target = f"   target {TARGETS_MS[name]:.0f} ms" if name in TARGETS_MS else ""
        half = f"({low:.3f} to {high:.3f})"
        print(f"  {name:34s} {middle:9.3f}   {half:20s} {np.median(found[:, 1]):9.3f}{target}")
    point = np.median(times["plain QuTiP, one point"][:, 1])
    step, whole = (np.median(times[name][:, 1]) for name in ("training step", "decision map alone"))
    print(f"  {POINTS} points forwards in plain QuTiP / training step: {POINTS * point / step:,.0f} times")
    print(f"  {MAP_POINTS} points in plain QuTiP / decision map: {MAP_POINTS * point / whole:,.0f} times")


def main() -> None:
    """Check, time and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20, help="how many turns each task takes")
    rounds = parser.parse_args().rounds
    workloads = {
        "W1: 4 qurons, 3 layers, CZ ring": reference("cz"),
        "Hard case: the same with a CNOT ring": reference("cnot"),
        "The opening example": example(),
    }
    print(f"Python {platform.python_version()}, numpy {version('numpy')}, qutip {version('qutip')}; load {load():.1f}")
    for title, model in workloads.items():
        deviation = model.verify(model.initial_parameters(0), [0.3, -0.7])
        if deviation > 1e-9:
            sys.exit(f"{title}: differs from QuTiP by {deviation:.1e}.")
        print(f"{title}: differs from QuTiP by {deviation:.1e}; estimate {model.plan.describe()}")
    for title, model in workloads.items():
        report(title, measure(tasks_of(model), rounds))


if __name__ == "__main__":
    main()
