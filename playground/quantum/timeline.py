"""Qurons through pulses of finite length, in time: density matrices (`MESolver`) and single runs (`MCSolver`).

A pulse is a constant Hamiltonian H = sum_k w_k P_k of Pauli strings with constant jump rates. Time runs from 0 to 1
over every pulse: weights and rates are integrated over its length, so that a pulse of no length is the gate it makes.

    d rho/ds = -i [H, rho] + sum_j rate_j (J rho J^dag - {J^dag J, rho}/2),   0 <= s <= 1.

Source: Breuer and Petruccione, The Theory of Open Quantum Systems (2002), sections 3.2 (Lindblad) and 6.1 (runs).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from playground.quantum import qutip
from playground.quantum.paulis import n_qurons, pauli_string
from playground.quantum.referee import expand
from playground.quantum.states import density_of_pauli_vector, pauli_vectors

_DENSITY = {"method": "vern7", "atol": 1e-9, "rtol": 1e-8}  # two orders below what a layer may differ from its gates
_RUNS = {"method": "vern9", "atol": 1e-7, "rtol": 1e-6}  # far below the error of a mean over a thousand runs
_COMMON = {"nsteps": 50_000, "progress_bar": ""}


class Turn(NamedTuple):
    """One term of a Hamiltonian: `weight` (radians over the pulse) times a Pauli string on some qurons."""

    weight: float
    string: str
    qurons: tuple[int, ...]


class Jump(NamedTuple):
    """One collapse operator sqrt(rate) J, the rate integrated over the pulse.

    `operator` is "decay" (|0><1|), "excitation" (|1><0|) or a Pauli string.
    """

    rate: float
    operator: str
    qurons: tuple[int, ...]


@dataclass(frozen=True)
class Pulse:
    """What acts on a register at one time: Hamiltonian and collapse operators, both constant."""

    turns: tuple[Turn, ...] = ()
    jumps: tuple[Jump, ...] = ()


class Runs(NamedTuple):
    """Single runs through one pulse.

    Args:
        kets: Shape (runs, points, 2^n), normalised, at s = 1/points, 2/points, ..., 1.
        jumps: For every run, (s, index into `Pulse.jumps`) of each jump, in order.
    """

    kets: NDArray[np.complex128]
    jumps: tuple[tuple[tuple[float, int], ...], ...]


def density_path(vector: NDArray[np.float64], pulse: Pulse, points: int) -> NDArray[np.float64]:
    """Density matrices at equal steps through a pulse, by `qutip.MESolver`.

    Args:
        vector: Pauli vector of the state before, shape (4^n,).
        pulse: On these n qurons.
        points: How many states, at least 1.
    Returns:
        Pauli vectors at s = 1/points, 2/points, ..., 1; shape (points, 4^n), to about 1e-8.
    """
    n = n_qurons(len(vector), "vector") // 2
    solver = qutip.MESolver(_liouvillian(pulse, n), options={**_COMMON, **_DENSITY, "normalize_output": False})
    solver.start(density_of_pauli_vector(vector), 0)  # pyright: ignore[reportArgumentType]
    moments: list[Any] = [place / points for place in range(1, points + 1)]
    return pauli_vectors(np.array([solver.step(moment).full() for moment in moments]))


class Runner:
    """Single runs through one pulse, by `qutip.MCSolver`, which is set up once.

    A run that has not jumped yet draws anew when a pulse begins: the waiting time is exponential and has no memory.

    Args:
        pulse: What acts.
        qurons: Size n of its register.
    """

    def __init__(self, pulse: Pulse, qurons: int) -> None:
        self._dims = [[2] * qurons, [1] * qurons]
        options: dict[str, Any] = {**_COMMON, **_RUNS, "store_states": True, "keep_runs_results": True}
        # A solver without any operator to jump by does not exist; zero never jumps.
        c_ops: list[Any] = [math.sqrt(rate) * _operator(name, wires, qurons) for rate, name, wires in pulse.jumps]
        self._solver = qutip.MCSolver(_hamiltonian(pulse, qurons), c_ops or [0 * _identity(qurons)], options=options)

    def paths(self, kets: NDArray[np.complex128], points: int, seeds: Sequence[Sequence[int]]) -> Runs:
        """Follow runs, each from its own ket.

        Args:
            kets: Shape (runs, 2^n), normalised.
            points: How many states of every run.
            seeds: Whole numbers for every run; the same ones repeat the run.
        """
        found: Any = self._solver.run(
            [(qutip.Qobj(ket, dims=self._dims), 1 / len(kets)) for ket in kets],
            np.linspace(0.0, 1.0, points + 1),
            ntraj=[1] * len(kets),
            seeds=[np.random.SeedSequence(seed) for seed in seeds],
        )
        states = np.array([[state.full().ravel() for state in run[1:]] for run in found.runs_states])
        pairs = zip(found.col_times, found.col_which, strict=True)
        return Runs(states, tuple(tuple((float(t), int(w)) for t, w in zip(*pair, strict=True)) for pair in pairs))


@lru_cache(maxsize=64)
def _identity(n: int) -> qutip.Qobj:
    return qutip.tensor([qutip.qeye(2)] * n).to("CSR")


@lru_cache(maxsize=256)
def _operator(name: str, qurons: tuple[int, ...], n: int) -> qutip.Qobj:
    ladder = {"decay": qutip.destroy(2), "excitation": qutip.create(2)}
    return expand(ladder[name] if name in ladder else pauli_string(name), qurons, n).to("CSR")


@lru_cache(maxsize=64)
def _commutator(string: str, qurons: tuple[int, ...], n: int) -> qutip.Qobj:
    """rho -> -i [P, rho] as a sparse superoperator."""
    return qutip.liouvillian(_operator(string, qurons, n))  # pyright: ignore[reportCallIssue]


@lru_cache(maxsize=64)
def _dissipator(name: str, qurons: tuple[int, ...], n: int) -> qutip.Qobj:
    return qutip.lindblad_dissipator(_operator(name, qurons, n))  # pyright: ignore[reportCallIssue]


def _hamiltonian(pulse: Pulse, n: int) -> qutip.Qobj:
    return sum((w * _operator(string, qurons, n) for w, string, qurons in pulse.turns), start=0 * _identity(n))


def _liouvillian(pulse: Pulse, n: int) -> qutip.Qobj:
    relaxing = _relaxing(pulse.jumps, n)
    return sum((w * _commutator(string, qurons, n) for w, string, qurons in pulse.turns), start=relaxing)


@lru_cache(maxsize=32)  # the same while angles and inputs change: what follows the hand costs a sum of few terms
def _relaxing(jumps: tuple[Jump, ...], n: int) -> qutip.Qobj:
    nothing = qutip.liouvillian(0 * _identity(n))  # pyright: ignore[reportCallIssue]
    return sum((rate * _dissipator(name, qurons, n) for rate, name, qurons in jumps), start=nothing)
