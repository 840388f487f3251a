"""The readouts followed back through a network to |0...0>: the Heisenberg picture.

An observable o, as weights of Pauli strings, is pulled back through every channel, o^T -> o^T M. It starts with the
few strings of the readouts and knows nothing of gates that cannot reach them; Clifford gates only rename its strings;
its dependence on the inputs grows from the end of the network backwards; and the first layer acts on a product
state, of which only numbers are needed. Equal in result to `Program`, and cheaper where there are few readouts.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from playground.models.batch import Batch
from playground.models.heisenberg_bundles import Meeting, Slopes
from playground.models.heisenberg_builder import HeisenbergBuilder, HeisenbergPlan
from playground.models.heisenberg_chains import ChainValues
from playground.models.heisenberg_order import backwards, is_known, most_alive
from playground.models.instructions import Instruction, Source
from playground.models.path import Pass
from playground.models.pauli import FloatArray
from playground.models.workspace import Memory

MOST_ALIVE = 9
"""Qurons that an observable may spread over at a time."""

Gates = tuple[FloatArray, ChainValues, ChainValues]
"""theta, local chains, pair chains."""


class Heisenberg:
    """A plan with the weights of its readouts; implements `path.Path`.

    Args:
        plan: The stages.
        terms: For each readout the weight of every Pauli string over the qurons that the plan starts with.
        n_parameters: Length of theta.
    """

    def __init__(self, plan: HeisenbergPlan, terms: Sequence[dict[str, float]], n_parameters: int) -> None:
        self.plan = plan
        self.n_parameters = n_parameters
        weights = [[readout.get(string, 0.0) for string in plan.start] for readout in terms]
        self._start = np.array(weights).reshape(len(terms), 1, 1, len(plan.start))
        self._fixed = np.array(plan.fixed).reshape(-1, 4, 4)

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

    @cached_property
    def array_rows(self) -> list[tuple[int, int]]:
        """The arrays of a pass: how many groups of encoders came before, and floats a node."""
        found = list[tuple[int, int]]()
        for number, stage in enumerate(self.plan.stages):
            found += ((number, self.n_readouts * rows) for rows in stage.arrays_before)
            found += ((number + 1, self.n_readouts * rows) for rows in stage.arrays_after)
        return found

    @property
    def flops_per_point(self) -> float:
        """Floating-point operations of a pass for one input."""
        return self.n_readouts * sum(stage.flops for stage in self.plan.stages)

    def gates(self, theta: FloatArray) -> Gates:
        """All chains at theta, shape (P,)."""
        pairs = self.plan.pairs.values(theta, np.zeros((0, 16, 16)))
        return theta, self.plan.local.values(theta, self._fixed), pairs

    def forward(self, gates: Gates, batch: Batch, memory: Memory, *, marks: bool) -> Pass:
        """Readouts of a batch; `marks` finds nothing to read."""
        rows, tape = self._start, list[list[FloatArray]]()
        for number, stage in enumerate(self.plan.stages):
            rows, kept = stage.forward(rows, self._meeting(gates, batch, number), memory)
            tape.append(kept)
        return Pass(rows.reshape(self.n_readouts, -1), [], (tape, rows.shape))

    def backward(self, cotangent: FloatArray, done: Pass, gates: Gates, batch: Batch, memory: Memory) -> FloatArray:
        """Gradient of sum(cotangent * outputs) with respect to theta, shape (P,)."""
        _, local, pairs = gates
        slopes = self._slopes(cotangent, done, gates, batch, memory)
        gradient = slopes.scales
        gradient[self.plan.local_parameters] += self.plan.local.pull_back(slopes.local, local)[0]
        gradient[self.plan.pair_parameters] += self.plan.pairs.pull_back(slopes.pairs, pairs)[0]
        return gradient

    def _slopes(self, cotangent: FloatArray, done: Pass, gates: Gates, batch: Batch, memory: Memory) -> Slopes:
        _, local, pairs = gates
        slopes = Slopes(
            np.zeros(local.harmonics.shape), np.zeros(pairs.harmonics.shape), np.zeros(self.n_parameters)
        )
        tape, shape = done.tape
        slope = cotangent.reshape(shape)
        for number in range(len(self.plan.stages) - 1, -1, -1):
            meeting = self._meeting(gates, batch, number)
            slope = self.plan.stages[number].backward(slope, tape[number], meeting, memory, slopes)
        return slopes

    @staticmethod
    def _meeting(gates: Gates, batch: Batch, number: int) -> Meeting:
        theta, local, pairs = gates
        return Meeting(local, pairs, theta, batch, number)


def heisenberg_path(
    steps: Sequence[Instruction], wires: int, terms: Sequence[dict[str, float]], n_parameters: int
) -> Heisenberg | None:
    """The path for a light cone; None if it holds marks or steps that have no place here, or if it spreads too far.

    Args:
        steps: The light cone, as `cone` leaves it.
        wires: Qurons at the start.
        terms: For each readout its Pauli strings over the output qurons, and weights, as a device measures them.
        n_parameters: Length of theta.
    """
    if not is_known(steps):
        return None
    order, names = backwards(steps, wires)
    if most_alive(order) > MOST_ALIVE:
        return None
    strings = sorted({string for readout in terms for string in readout}) or ["I" * len(names)]
    return Heisenberg(HeisenbergBuilder(strings, names).build(order), terms, n_parameters)
