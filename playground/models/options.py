"""The ways there are to evaluate the readouts, or the layers, of a network."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from playground.models.evaluation import Evaluation
from playground.models.heisenberg.path import Heisenberg, heisenberg_path
from playground.models.instructions import (
    Discard,
    Encode,
    EndOfLayer,
    FixedGate,
    Fresh,
    Instruction,
    Local,
    PairNoise,
    PairTurn,
    Pulses,
    Turn,
)
from playground.models.path import Path
from playground.models.planner import Option, fitting
from playground.models.sketch import DensitySketch
from playground.models.statevector.builder import Circuit, CircuitBuilder, count_wires
from playground.models.statevector.path import PurePath
from playground.models.statevector.trajectories import RUNS, Trajectories
from playground.spec.errors import SpecError

MOST_WIRES = 16
"""Qurons of a state vector; every quron that ever lives counts."""

RUNS_SPEED = 6e6
"""Floating-point operations of single runs a millisecond, sustained (measured)."""

_FEW = 2
"""Up to so many qurons the matrices are so small that nothing else is worth looking at."""

_FEW_NOISY = 6
"""Up to so many noisy qurons density matrices always fit."""

_UNITARY = (Turn, Encode, FixedGate, PairTurn, Fresh, Discard, EndOfLayer)
_NOISE = (Local, PairNoise)

Evaluator = Evaluation | Trajectories


def options_for(
    steps: Sequence[Instruction],
    wires: int,
    *,
    terms: Sequence[dict[str, float]],
    n_parameters: int,
    features: int,
    program: Callable[[], Path],
    evaluate: Callable[[Path], Evaluation],
) -> list[Option[Evaluator]]:
    """The ways to evaluate a network or its light cone.

    Args:
        steps, wires: As lowered, and qurons at the start.
        terms: For each readout its Pauli strings over the output qurons, and weights, as a device measures them.
        n_parameters, features: Length of theta, and of an input.
        program, evaluate: Make the path by density matrices; make any path ready.
    Returns:
        Density matrices always, the others where they apply.
    """
    sketch = DensitySketch(steps, wires)
    noisy = not all(isinstance(step, _UNITARY) for step in steps)
    pulsed = any(isinstance(step, Pulses) for step in steps)
    dense = _by_density_matrices(sketch, lambda: evaluate(program()), noisy=noisy, pulsed=pulsed)
    found = [dense]
    backwards = heisenberg_path(steps, wires, terms, n_parameters)
    if backwards is not None:
        found.append(_by_observables(backwards, evaluate))
    circuit = None if sketch.peak <= (_FEW_NOISY if noisy else _FEW) else circuit_of(steps, wires)
    if circuit is None:
        return found
    pure = PurePath(circuit, terms, n_parameters)
    if noisy:
        trainable = fitting(dense.weigh(nodes=False, features=features), dense.base, wires)
        runs = Trajectories(circuit, terms, features, pure.flops_per_point / RUNS_SPEED, trainable)
        return [*found, _by_single_runs(pure, runs, sketch.peak)]
    reason = f"no noise, and 2^{circuit.wires} amplitudes are fewer than 4^{sketch.peak} expectation values."
    overhead = 0.8 + 0.11 * len(circuit.operations)
    return [*found, Option("state vectors", pure, 1.1e7, overhead, 0, 2, reason, lambda: evaluate(pure))]


def _by_observables(path: Heisenberg, evaluate: Callable[[Path], Evaluation]) -> Option[Evaluator]:
    reason = "followed back from the readouts, they touch fewer qurons and inputs than states do."
    overhead = 0.2 + 0.08 * len(path.array_rows)
    return Option("observables", path, 9e6, overhead, 0, 4, reason, lambda: evaluate(path), alone=6.0)


def _by_density_matrices(
    sketch: DensitySketch, build: Callable[[], Evaluator], *, noisy: bool, pulsed: bool
) -> Option[Evaluator]:
    size = _count(sketch.peak)
    what = "pulses in continuous time" if pulsed else "noise"
    reason = f"{what} on {size}." if noisy else f"{size}, few enough for the quickest way to be the simplest."
    return Option(
        "density matrices",
        sketch,
        8e6,
        0.3 + 0.03 * len(sketch.array_rows),
        sketch.tables,
        4,
        reason,
        build,
        most=0 if noisy else MOST_WIRES,
        instead=f", or to {MOST_WIRES} for single runs, which cannot be trained" if noisy and not pulsed else "",
    )


def _by_single_runs(pure: PurePath, runs: Trajectories, qurons: int) -> Option[Evaluator]:
    reason = f"noise on {_count(qurons)} is too much for density matrices; the mean over {RUNS} runs has no gradient."
    return Option("single runs", pure, RUNS_SPEED, 1.0, 0, 2, reason, lambda: runs, repeats=RUNS, trains=False)


def circuit_of(steps: Sequence[Instruction], wires: int) -> Circuit | None:
    """The network as a circuit on state vectors; None if it holds a pulse, or too many qurons."""
    if not _is_known(steps) or count_wires(steps, wires) > MOST_WIRES:
        return None
    return CircuitBuilder(steps, wires).build()


def single_runs(
    steps: Sequence[Instruction], wires: int, *, terms: Sequence[dict[str, float]], features: int
) -> Trajectories:
    """A network or its light cone by single runs; arguments as for `options_for`.

    Raises:
        SpecError: If single runs cannot follow it.
    """
    circuit = circuit_of(steps, wires)
    if circuit is not None:
        pure = PurePath(circuit, terms, 0)
        return Trajectories(circuit, terms, features, pure.flops_per_point / RUNS_SPEED, wires)
    if not _is_known(steps):
        raise SpecError(
            "Single runs know gates and channels only, but `layers` holds another kind. Use `predict`, or remove it.",
            "network.layers",
        )
    raise SpecError(
        f"`qurons` lets {count_wires(steps, wires)} qurons take part in the readouts, and single runs can follow "
        f"{MOST_WIRES}. Reduce `qurons`, or entangle fewer of those that the readouts depend on.",
        "network.qurons",
    )


def _is_known(steps: Sequence[Instruction]) -> bool:
    """Whether state vectors know every step."""
    return all(isinstance(step, (*_UNITARY, *_NOISE)) for step in steps)


def _count(qurons: int) -> str:
    return f"{qurons} quron{'s' * (qurons != 1)} at one time"
