"""What becomes of one input along the depth of a network, beside the same network without noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

from playground.models.entanglement import concurrences, von_neumann_entropies
from playground.models.fidelity import state_fidelity
from playground.models.model import compile_experiment
from playground.models.pauli import FloatArray
from playground.models.threads import one_blas_thread
from playground.spec.experiment import Experiment
from playground.spec.ideal import without_noise

_PURE = 1e-9
"""How far below 1 the purity of a state may lie whose entropy is written down as 0."""


@dataclass(frozen=True)
class Branch:
    """One network along its depth; index 0 is before the first layer.

    Attributes:
        purity: Tr(rho^2), shape (L + 1,).
        entropy: Von Neumann entropy in bits, shape (L + 1,).
        concurrence: Of pairs (0, 1), (0, 2), ..., (1, 2), ...; L + 1 arrays of shape (n_l (n_l - 1) / 2,).
    """

    purity: FloatArray
    entropy: FloatArray
    concurrence: list[FloatArray]


@dataclass(frozen=True)
class Depth:
    """The network with and without its noise along the depth.

    Attributes:
        noisy, ideal: Both of them, with the same parameters.
        fidelity: Uhlmann fidelity (squared) of the noisy with the ideal state, shape (L + 1,).
    """

    noisy: Branch
    ideal: Branch
    fidelity: FloatArray


def along_depth(experiment: Experiment, theta: ArrayLike, x: ArrayLike) -> Depth:
    """Follow one input through the network with and without noise.

    Args:
        experiment: Network, device and noise.
        theta: Parameters in radians, shape (P,).
        x: One input, shape (features,).
    Raises:
        SpecError: If the whole state is too large to be held.
        ValueError: If a shape is wrong or a value is not finite.
    """
    states = [compile_experiment(one).pauli_vectors(theta, x) for one in (experiment, without_noise(experiment))]
    with one_blas_thread():
        fidelity = np.array([state_fidelity(noisy, ideal) for noisy, ideal in zip(*states, strict=True)])
        return Depth(_branch(states[0]), _branch(states[1]), fidelity)


def pair_concurrences(vector: FloatArray) -> FloatArray:
    """Concurrence of every pair of qurons of a state.

    Args:
        vector: Pauli vector, shape (4^n,).
    Returns:
        Pairs (0, 1), (0, 2), ..., (1, 2), ..., shape (n (n - 1) / 2,).
    """
    n = (vector.size.bit_length() - 1) // 2
    tensor = vector.reshape((4,) * n)
    pairs = [tensor[tuple(slice(None) if q in pair else 0 for q in range(n))] for pair in combinations(range(n), 2)]
    return concurrences(np.array(pairs).reshape(-1, 16)) if pairs else np.zeros(0)


def _branch(vectors: Sequence[FloatArray]) -> Branch:
    purity = np.array([float(vector @ vector) / np.sqrt(vector.size) for vector in vectors])
    entropy = [
        0.0 if pure > 1 - _PURE else float(von_neumann_entropies(vector))
        for vector, pure in zip(vectors, purity, strict=True)
    ]
    return Branch(purity, np.array(entropy), [pair_concurrences(vector) for vector in vectors])
