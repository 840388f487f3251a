"""Processor time of the view in time: a density matrix through finite pulses by QuTiP's `MESolver`, with its measures.

python -m benchmarks.time_view
"""

from __future__ import annotations

import time

import numpy as np

from benchmarks.measure import load, spread, use_one_core
from playground.live.studies.study import Subject
from playground.live.studies.time import RUNS, TIME, RunsOptions, TimeOptions
from playground.models import compile_model
from playground.spec.experiment import Experiment

TURNS = 15
RUNS_MEASURED = 20
LAYERS = [
    {"kind": "encode"},
    {"kind": "rotate", "axes": "yz"},
    {"kind": "entangle", "gate": "cz"},
    {"kind": "encode"},
    {"kind": "rotate", "axes": "yz"},
    {"kind": "entangle", "gate": "cnot"},
    {"kind": "rotate", "axes": "xy"},
    {"kind": "entangle", "gate": "crx", "pattern": "chain"},
    {"kind": "rotate", "axes": "y"},
    {"kind": "rotate", "axes": "yz"},
    {"kind": "entangle", "gate": "rxx"},
    {"kind": "rotate", "axes": "yz"},
]
AMBIENT = {"amplitude_damping": 0.02, "phase_damping": 0.02, "depolarizing": 0.005}
DEVICE = {"name": "own", "t1": 50.0, "t2": 60.0, "error_1q": 3e-4, "error_2q": 3e-3, "zz_crosstalk": 0.5}


def main() -> None:
    """Print medians with the middle half, in milliseconds, inputs changing from call to call."""
    use_one_core()
    print(f"load {load():.1f}; milliseconds of processor time: lower quartile, median, upper quartile")
    for name, noise, device in (("ambient noise", AMBIENT, {}), ("device with gate errors", {}, DEVICE)):
        for qurons in (2, 4, 6):
            network = {"qurons": qurons, "features": 2, "layers": LAYERS}
            experiment = Experiment.model_validate({"network": network, "noise": noise, "device": device})
            theta = compile_model(experiment.network).initial_parameters(1)
            spent: list[float] = []
            for turn in range(TURNS if qurons < 6 else 3):
                subject = Subject(experiment, theta, theta, np.array([0.4, -0.5 + 0.05 * turn]))
                begun = time.process_time()
                list(TIME.run(subject, TimeOptions()))
                spent.append(1000 * (time.process_time() - begun))
            low, middle, high = spread(spent[1:])  # the first call imports QuTiP and fills caches
            begun = time.process_time()
            list(RUNS.run(subject, RunsOptions(runs=RUNS_MEASURED)))
            single = 1000 * (time.process_time() - begun) / RUNS_MEASURED
            print(f"{name}, {qurons} qurons, 12 layers: {low:.0f} {middle:.0f} {high:.0f}; a single run {single:.1f}")


if __name__ == "__main__":
    main()
