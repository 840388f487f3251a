"""Quantum trajectories: noisy networks beyond the reach of density matrices, as the mean over random pure runs.

Every input meets the same random numbers, drawn once from the seed: a prediction does not depend on its neighbours,
and maps are smooth. The error of a mean over N runs falls as 1/sqrt(N).

Source: Mølmer, Castin, Dalibard, J. Opt. Soc. Am. B 10, 524 (1993).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from playground.models.batch import PointBatch
from playground.models.grids.axes import bounded, plan_grid
from playground.models.grids.nodes import GridValues, NodeValues, inputs_at
from playground.models.pauli import FloatArray
from playground.models.planner import TIME_LIMIT_MS, duration
from playground.models.statevector.builder import Circuit, PureMark
from playground.models.statevector.operations import ComplexArray, Permute, Phases, States, Turns
from playground.models.statevector.path import pending_rotations
from playground.models.statevector.readout import StateReadouts, bloch_vectors
from playground.models.workspace import PassingMemory
from playground.spec.errors import SpecError

RUNS = 1000
"""Runs behind a prediction: a standard error of at most 1/sqrt(1000) = 0.03 for a Pauli string."""

SEED = 0
"""Seed of the runs behind a prediction."""

CHUNK_BYTES = 4 * 2**20
"""States that are advanced together; more would not fit into the cache."""


@dataclass(frozen=True, eq=False)
class Estimate:
    """Means over runs.

    Args:
        mean: Readouts, shape (N, R).
        standard_error: Standard error of each mean, shape (N, R); 0 where runs do not differ.
        runs: Number of runs behind each mean.
    """

    mean: FloatArray
    standard_error: FloatArray
    runs: int


class Trajectories:
    """A circuit with channels, run many times; offers what `evaluation.Evaluation` offers, but no gradient.

    Args:
        circuit: The operations.
        terms: For each readout its Pauli strings over the output qurons, and weights, as a device measures them.
        features: Number of features of an input.
        ms_per_run: Estimated time of a run of one input.
        trainable: How many qurons could be trained, by another path.
    """

    def __init__(
        self,
        circuit: Circuit,
        terms: Sequence[dict[str, float]],
        features: int,
        ms_per_run: float,
        trainable: int,
    ) -> None:
        self._ms_per_run, self._trainable = ms_per_run, trainable
        self._circuit = circuit
        self._features = features
        self._readouts = StateReadouts(terms, circuit.order, circuit.wires)
        self._memory = PassingMemory()
        self._draws = sum(getattr(op, "draws", 0) for op in circuit.operations)
        self._last: tuple[tuple[bytes, bytes, bool], tuple[FloatArray, list[FloatArray]]] | None = None

    def estimate(self, theta: FloatArray, x: FloatArray, runs: int, seed: int) -> Estimate:
        """Means and standard errors of the readouts at inputs of shape (N, features).

        Raises:
            ValueError: If it would take too long.
        """
        first, second, _ = self._sums(theta, x, runs, seed, marks=False)
        mean = first / runs
        variance = np.maximum(0.0, second / runs - mean**2) * (runs / max(1, runs - 1))
        # Runs that agree to rounding have no error.
        variance[variance < 1e-28 * (1 + mean**2)] = 0.0
        return Estimate(mean.T.copy(), np.sqrt(variance / runs).T.copy(), runs)

    def outputs(self, theta: FloatArray, x: FloatArray, *, gradient: bool = False) -> FloatArray:
        """Readouts at inputs, (R, N).

        Raises:
            SpecError: If a gradient is wanted.
        """
        return self._refuse() if gradient else self._means(theta, x, marks=False)[0]

    def gradient(self, theta: FloatArray, x: FloatArray, cotangent: FloatArray) -> FloatArray:
        """There is none: where runs jump depends on theta."""
        return self._refuse()

    def bloch(self, theta: FloatArray, x: FloatArray) -> list[FloatArray]:
        """Bloch vectors at inputs, at every mark (n_l, 3, N)."""
        return self._means(theta, x, marks=True)[1]

    def node_values(self, theta: FloatArray, points: int, rest: FloatArray, *, marks: bool) -> GridValues | None:
        """None: node values of runs are not exact."""
        return None

    def output_planes(self, theta: FloatArray, line: FloatArray, rest: FloatArray) -> FloatArray:
        """Readouts over the plane, (R, m, m); see `Evaluation.output_planes`."""
        x, finish = self._plane(theta, line, rest)
        return finish(self._means(theta, x, marks=False)[0])

    def bloch_planes(
        self, theta: FloatArray, line: FloatArray, rest: FloatArray, pick: Callable[[int, FloatArray], FloatArray]
    ) -> list[FloatArray]:
        """Chosen components of Bloch vectors over the plane; see `Evaluation.bloch_planes`."""
        x, finish = self._plane(theta, line, rest)
        return [finish(pick(mark, found)) for mark, found in enumerate(self._means(theta, x, marks=True)[1])]

    def _plane(
        self, theta: FloatArray, line: FloatArray, rest: FloatArray
    ) -> tuple[FloatArray, Callable[[FloatArray], FloatArray]]:
        """Inputs to run, and what makes a map of their values: nodes of a grid where they are fewer.

        Interpolation is linear in the node values, so means stay means.
        """
        size = len(line)
        reach = float(np.max(np.abs(line)))
        plan = plan_grid(bounded((self._circuit.sources,), theta), max(reach, 1.25))
        if plan is None or plan.nodes >= size**2:
            x1, x2 = np.meshgrid(line, line, indexing="xy")
            return inputs_at(x1.ravel(), x2.ravel(), rest, self._features), lambda found: found.reshape(-1, size, size)
        axes = plan.axes
        x1, x2 = np.meshgrid(axes[0].nodes, axes[1].nodes, indexing="ij")

        def finish(found: FloatArray) -> FloatArray:
            return NodeValues(axes, found.reshape(-1, axes[0].size, axes[1].size)).plane(line, line)

        return inputs_at(x1.ravel(), x2.ravel(), rest, self._features), finish

    def _means(self, theta: FloatArray, x: FloatArray, *, marks: bool) -> tuple[FloatArray, list[FloatArray]]:
        """Means of readouts and Bloch vectors; those of the last call are kept."""
        key = theta.tobytes(), x.tobytes(), marks
        if self._last is None or self._last[0] != key:
            first, _, bloch = self._sums(theta, x, RUNS, SEED, marks=marks)
            self._last = key, (first / RUNS, [found / RUNS for found in bloch])
        return self._last[1]

    def _sums(
        self, theta: FloatArray, x: FloatArray, runs: int, seed: int, *, marks: bool
    ) -> tuple[FloatArray, FloatArray, list[FloatArray]]:
        """Over all runs: sums of readouts, of their squares (R, N), and of Bloch vectors (n_l, 3, N)."""
        self._check_time(len(x), runs)
        chances = np.random.default_rng(seed).random((self._draws, runs))
        partial = self._circuit.chains.partial(theta)
        first, second = (np.zeros((len(self._readouts.terms), len(x))) for _ in range(2))
        bloch = [np.zeros((len(mark.wires), 3, len(x))) for mark in self._circuit.marks] if marks else []
        most = max(1, CHUNK_BYTES // (16 * 2**self._circuit.wires))
        points = max(1, most // runs)
        for start in range(0, len(x), points):
            part = slice(start, min(start + points, len(x)))
            for begin in range(0, runs, most):
                own = chances[:, begin : begin + most]
                found, vectors = self._run(theta, partial, x[part], own, marks=marks)
                first[:, part] += found.sum(axis=2)
                second[:, part] += (found**2).sum(axis=2)
                for total, vector in zip(bloch, vectors, strict=True):
                    total[:, :, part] += vector.sum(axis=3)
        return first, second, bloch

    def _run(
        self, theta: FloatArray, partial: ComplexArray, x: FloatArray, chances: FloatArray, *, marks: bool
    ) -> tuple[FloatArray, list[FloatArray]]:
        """Readouts (R, N, runs) and Bloch vectors (n_l, 3, N, runs) of single runs."""
        shape = len(x), chances.shape[1]
        batch = PointBatch(np.repeat(x, shape[1], axis=0))
        states = States(self._memory, 1, 2**self._circuit.wires, shape[0] * shape[1])
        states.now[...] = 0.0
        states.now[0, 0] = 1.0
        bloch: list[FloatArray] = []
        drawn = 0
        for number, operation in enumerate(self._circuit.operations):
            if marks:
                self._read_marks(number, states, partial, bloch)
            match operation:
                case Turns():
                    operation.apply(states, partial[-1])
                case Permute():
                    operation.apply(states)
                case Phases():
                    operation.apply(states, operation.factors(theta), theta, batch)
                case _:
                    own = chances[drawn : drawn + operation.draws]
                    operation.apply(states.now[0], np.tile(own, shape[0]))
                    drawn += operation.draws
        if marks:
            self._read_marks(len(self._circuit.operations), states, partial, bloch)
        found = self._readouts.read(states.now[0]) / _norms(states.now[0])
        return found.reshape(-1, *shape), [vectors.reshape(*vectors.shape[:2], *shape) for vectors in bloch]

    def _read_marks(self, number: int, states: States, partial: ComplexArray, bloch: list[FloatArray]) -> None:
        marks: list[PureMark] = [mark for mark in self._circuit.marks if mark.before == number]
        for mark in marks:
            state = states.now[0]
            vectors = bloch_vectors(state, mark.wires, pending_rotations(mark, partial), self._memory)
            bloch.append(vectors / _norms(state))

    def _check_time(self, inputs: int, runs: int) -> None:
        needed = inputs * runs * self._ms_per_run
        if needed > TIME_LIMIT_MS:
            inputs_left, runs_left = (int(count * TIME_LIMIT_MS / needed) for count in (inputs, runs))
            raise ValueError(
                f"{inputs} inputs with {runs} runs each would take {duration(needed)}, more than the limit of "
                f"{duration(TIME_LIMIT_MS)}. Reduce `X` to {inputs_left} inputs, or `runs` to {runs_left}."
            )

    def _refuse(self) -> FloatArray:
        n = self._circuit.wires
        raise SpecError(
            f"`qurons` lets {n} noisy qurons take part, which only single runs can follow, and single runs have no "
            f"gradient. Reduce `qurons` to about {self._trainable}, or set the noise to 0.",
            "network.qurons",
        )


def _norms(state: ComplexArray) -> FloatArray:
    """<psi|psi> of every column, shape (B,)."""
    return np.einsum("rb,rb->b", state.real, state.real) + np.einsum("rb,rb->b", state.imag, state.imag)
