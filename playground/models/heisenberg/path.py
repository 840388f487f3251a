"""The readouts followed back through a network to |0...0>: the Heisenberg picture.

An observable o, as weights of Pauli strings, is pulled back through every channel, o^T -> o^T M. It starts with the
few strings of the readouts and knows nothing of gates that cannot reach them; Clifford gates only rename its strings;
its dependence on the inputs grows from the end of the network backwards; and the first layer acts on a product
state, of which only numbers are needed. Equal in result to `Program`, and cheaper where there are few readouts.
"""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from playground.models.batch import Batch
from playground.models.heisenberg.builder import HeisenbergBuilder, HeisenbergPlan, Stage
from playground.models.heisenberg.bundles import Meeting, Slopes
from playground.models.heisenberg.chains import ChainValues
from playground.models.heisenberg.close import Close
from playground.models.heisenberg.order import backwards, is_known, most_alive
from playground.models.heisenberg.stages import Blend
from playground.models.heisenberg.sweep import LARGE, Sweep
from playground.models.instructions import Instruction, Local, PairNoise, Source
from playground.models.path import Pass, PathSlopes
from playground.models.pauli import FloatArray
from playground.models.workspace import Memory

MOST_ALIVE = 9
"""Qurons that an observable may spread over at a time."""

_PLANS_KEPT = 64
_SMALL = 20_000
"""Strings of a plan that is kept for the next network of the same structure."""

_plans: dict[Hashable, tuple[HeisenbergPlan, list[FloatArray]]] = {}
"""Plans with the noise matrices they were made with, for all models of the process."""

Gates = tuple[FloatArray, ChainValues, ChainValues]
"""theta, local chains, pair chains."""


class Heisenberg:
    """A plan with the weights of its readouts; implements `path.Path`.

    Args:
        plan: The stages.
        terms: For each readout the weight of every Pauli string over the qurons that the plan starts with.
        n_parameters: Length of theta.

    Attributes:
        fixed: The values of the one-quron noise matrices, those of the plan to begin with, shape (F, 4, 4).
        pair_fixed: The factors of noise on pairs that has slopes, those of the plan to begin with, shape (G, 16).
        array_rows: The arrays of a pass: how many groups of encoders came before, and floats a node.
    """

    def __init__(self, plan: HeisenbergPlan, terms: Sequence[dict[str, float]], n_parameters: int) -> None:
        self.plan = plan
        self.n_parameters = n_parameters
        weights = [[readout.get(string, 0.0) for string in plan.start] for readout in terms]
        self._start = np.array(weights).reshape(len(terms), 1, 1, len(plan.start))
        self.fixed = np.array(plan.fixed).reshape(-1, 4, 4)
        self.pair_fixed = np.array(plan.pair_fixed).reshape(-1, 16)
        self._sweep = _sweep(plan.stages)
        self.array_rows = self._count_arrays()

    @property
    def n_readouts(self) -> int:
        """R."""
        return len(self._start)

    @property
    def readout_weight(self) -> float:
        """Largest sum of absolute weights of a readout."""
        return float(np.abs(self._start).sum(axis=3).max())

    @property
    def encoders(self) -> tuple[tuple[Source, ...], ...]:
        """For each stage the sources of its encoders."""
        return self.plan.encoders

    @property
    def kinds(self) -> tuple[str, ...]:
        """Names of the stages."""
        return "Heisenberg", *(type(stage).__name__ for stage in self.plan.stages)

    @property
    def mark_groups(self) -> list[int]:
        """None: no state exists on the way."""
        return []

    @property
    def flops_per_point(self) -> float:
        """Floating-point operations of a pass for one input; a sweep meets about three times the nodes it holds."""
        weights = [1] * len(self.plan.stages)
        if self._sweep is not None:
            weights[-2:] = [3, 3]
        pairs = zip(weights, self.plan.stages, strict=True)
        return self.n_readouts * sum(weight * stage.flops for weight, stage in pairs)

    def gates(self, theta: FloatArray) -> Gates:
        """All chains at theta, shape (P,)."""
        pairs = self.plan.pairs.values(theta, self.pair_fixed[:, :, None] * np.eye(16))
        return theta, self.plan.local.values(theta, self.fixed), pairs

    def forward(self, gates: Gates, batch: Batch, memory: Memory, *, marks: bool) -> Pass:
        """Readouts of a batch; `marks` finds nothing to read."""
        rows, tape = self._start, list[list[Any]]()
        for number, stage in enumerate(self._stages_before_sweep(batch)):
            rows, kept = stage.forward(rows, self._meeting(gates, batch, number), memory)
            tape.append(kept)
        if len(tape) < len(self.plan.stages) and self._sweep is not None:
            rows, kept = self._sweep.forward(rows, self._last_meetings(gates, batch), memory)
            tape.append(kept)
        return Pass(rows.reshape(self.n_readouts, -1), [], (tape, rows.shape))

    def backward(self, cotangent: FloatArray, done: Pass, gates: Gates, batch: Batch, memory: Memory) -> FloatArray:
        """Gradient of sum(cotangent * outputs) with respect to theta, shape (P,)."""
        return self._angle_slopes(self._slopes(cotangent, done, gates, batch, memory)[0], gates)

    def slopes(self, cotangent: FloatArray, done: Pass, gates: Gates, batch: Batch, memory: Memory) -> PathSlopes:
        """As `backward`, with respect to everything that the path has."""
        _, local, pairs = gates
        slopes, weights = self._slopes(cotangent, done, gates, batch, memory)
        fixed = self.plan.local.fixed_slopes(self.plan.local.factor_slopes(slopes.local, local))
        on_pairs = self.plan.pairs.fixed_slopes(self.plan.pairs.factor_slopes(slopes.pairs, pairs))
        by_string = [dict(zip(self.plan.start, own, strict=True)) for own in weights.tolist()]
        diagonals = np.diagonal(on_pairs, axis1=1, axis2=2)
        return PathSlopes(self._angle_slopes(slopes, gates), by_string, fixed, diagonals)

    def _angle_slopes(self, slopes: Slopes, gates: Gates) -> FloatArray:
        _, local, pairs = gates
        gradient = slopes.scales
        for chains, found, values, parameters in (
            (self.plan.local, slopes.local, local, self.plan.local_parameters),
            (self.plan.pairs, slopes.pairs, pairs, self.plan.pair_parameters),
        ):
            if len(parameters):
                gradient[parameters] += chains.angle_slopes(chains.factor_slopes(found, values), values)
        return gradient

    def _slopes(
        self, cotangent: FloatArray, done: Pass, gates: Gates, batch: Batch, memory: Memory
    ) -> tuple[Slopes, FloatArray]:
        """With respect to chains and trained scales, and to the weights of the readouts, (R, strings)."""
        _, local, pairs = gates
        slopes = Slopes(np.zeros(local.harmonics.shape), np.zeros(pairs.harmonics.shape), np.zeros(self.n_parameters))
        tape, shape = done.tape
        slope = cotangent.reshape(shape)
        stages = self._stages_before_sweep(batch)
        if len(stages) < len(tape) and self._sweep is not None:
            slope = self._sweep.backward(slope, tape[-1], self._last_meetings(gates, batch), memory, slopes)
        for number in range(len(stages) - 1, -1, -1):
            slope = stages[number].backward(slope, tape[number], self._meeting(gates, batch, number), memory, slopes)
        return slopes, slope.reshape(self.n_readouts, -1)

    def _stages_before_sweep(self, batch: Batch) -> Sequence[Stage]:
        """All stages, or on a grid those before the last two of a large observable."""
        sweeps = self._sweep is not None and batch.refinement(0, 0) is not None
        return self.plan.stages[:-2] if sweeps else self.plan.stages

    def _last_meetings(self, gates: Gates, batch: Batch) -> tuple[Meeting, Meeting]:
        last = len(self.plan.stages) - 1
        return self._meeting(gates, batch, last - 1), self._meeting(gates, batch, last)

    def _count_arrays(self) -> Sequence[tuple[int, int]]:
        found = list[tuple[int, int]]()
        stages = self.plan.stages if self._sweep is None else self.plan.stages[:-2]
        for number, stage in enumerate(stages):
            found += ((number, self.n_readouts * rows) for rows in stage.arrays_before)
            found += ((number + 1, self.n_readouts * rows) for rows in stage.arrays_after)
        if self._sweep is not None:
            found += [(len(stages), self.n_readouts * self._sweep.rows)] * 3
        return found

    @staticmethod
    def _meeting(gates: Gates, batch: Batch, number: int) -> Meeting:
        theta, local, pairs = gates
        return Meeting(local, pairs, theta, batch, number)


def _sweep(stages: Sequence[Stage]) -> Sweep | None:
    match stages[-2:]:
        case [Blend() as blend, Close() as close] if len(blend.pick.source) >= LARGE:
            return Sweep(blend, close)
        case _:
            return None


def heisenberg_path(
    steps: Sequence[Instruction],
    wires: int,
    terms: Sequence[dict[str, float]],
    n_parameters: int,
    *,
    slopes: bool = False,
) -> Heisenberg | None:
    """The path for a light cone; None if it holds marks or steps that have no place here, or if it spreads too far.

    Args:
        steps: The light cone, as `cone` leaves it.
        wires: Qurons at the start.
        terms: For each readout its Pauli strings over the output qurons, and weights, as a device measures them.
        n_parameters: Length of theta.
        slopes: Whether noise on pairs has slopes; without them it costs nothing.
    """
    if not is_known(steps):
        return None
    strings = tuple(sorted({string for readout in terms for string in readout}))
    plan = _made(steps, wires, strings, slopes=True) if slopes else _planned(steps, wires, strings)
    return None if plan is None else Heisenberg(plan, terms, n_parameters)


def _planned(steps: Sequence[Instruction], wires: int, strings: tuple[str, ...]) -> HeisenbergPlan | None:
    """The plan, from scratch or from a network that differs in the strengths of its noise alone."""
    matrices = list({id(step.matrix): step.matrix for step in steps if isinstance(step, Local)}.values())
    numbers = {id(matrix): number for number, matrix in enumerate(matrices)}
    key = wires, strings, *(_shape_of(step, numbers) for step in steps)
    if key in _plans:
        plan, former = _plans[key]
        places = {id(matrix): number for number, matrix in enumerate(former)}
        return replace(plan, fixed=tuple(matrices[places[id(matrix)]] for matrix in plan.fixed))
    plan = _made(steps, wires, strings, slopes=False)
    if plan is not None and sum(len(stage.pick.source) for stage in plan.stages) <= _SMALL:
        _plans[key] = plan, matrices
        if len(_plans) > _PLANS_KEPT:
            _plans.pop(next(iter(_plans)), None)
    return plan


def _made(steps: Sequence[Instruction], wires: int, strings: tuple[str, ...], *, slopes: bool) -> HeisenbergPlan | None:
    order, names = backwards(steps, wires)
    if most_alive(order) > MOST_ALIVE:
        return None
    return HeisenbergBuilder(strings or ("I" * len(names),), names, slopes=slopes).build(order)


def _shape_of(step: Instruction, numbers: dict[int, int]) -> Hashable:
    """A step without the strengths of noise on one quron: where its matrix is not 0, and which are the same."""
    match step:
        case Local(qurons, matrix):
            return qurons, (matrix != 0).tobytes(), numbers[id(matrix)]
        case PairNoise(pair, factors):
            return pair, factors.tobytes()
        case _:
            return step
