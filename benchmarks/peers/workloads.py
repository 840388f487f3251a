"""The reference workloads, in numbers that every contestant shares.

A block is: RX(x1) on even and RX(x2) on odd qurons; RY and RZ on each; a ring of CZ or CNOT; amplitude damping and
phase damping of 0.02 on each. Readout: Z on quron 0.

    W1    4 qurons, 3 blocks, CZ ring: the decision map
    W2    W1's full-batch gradient of the mean squared error on 200 points, 24 parameters
    hard  W1 and W2 with a CNOT ring, whose light cone covers everything
    edit  5 qurons, 4 blocks: what W1 becomes by a structural edit
    W5    W1 as pulses during which T1 and T2 act
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

RESOLUTION = 50
POINTS = 200


@dataclass(frozen=True)
class Circuit:
    """Blocks of encoding, rotations, a ring and noise.

    Args:
        qurons, blocks: Size.
        gate: Gate of the ring; the first quron of a pair controls.
        damping, dephasing: Probabilities of amplitude and phase damping after every block.
    """

    qurons: int = 4
    blocks: int = 3
    gate: Literal["cz", "cnot"] = "cz"
    damping: float = 0.02
    dephasing: float = 0.02

    @property
    def shape(self) -> tuple[int, int, int]:
        """Shape of theta: block, quron, (RY, RZ); flattened in this order."""
        return self.blocks, self.qurons, 2

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """The ring, in the order in which its gates act."""
        return tuple((i, (i + 1) % self.qurons) for i in range(self.qurons)) if self.qurons > 2 else ((0, 1),)

    @property
    def degrees(self) -> tuple[int, int]:
        """Highest frequency of the output in either feature: the encoders of it inside the readout's light cone.

        Going back from Z on quron 0, a CZ ring reaches one neighbour further per block, and the last ring commutes
        with the readout; a CNOT ring reaches everything.
        """
        cone = {0} if self.gate == "cz" else set(range(self.qurons))
        counts = [0, 0]
        for _ in range(self.blocks):
            for quron in cone:
                counts[quron % 2] += 1
            cone = cone.union(*({(q - 1) % self.qurons, (q + 1) % self.qurons} for q in cone))
        return counts[0], counts[1]


@dataclass(frozen=True)
class Pulses:
    """W5: every gate of W1 as a pulse of constant amplitude, with T1 and T2 acting on all qurons at all times.

    A block lasts three one-quron pulses (X, Y, Z on all qurons at once) and two pulses of pi |11><11| on
    alternate neighbours. Times in units of the one that T1 is given in.
    """

    qurons: int = 4
    blocks: int = 3
    t1: float = 5.0
    t2: float = 4.0
    single: float = 0.025
    double: float = 0.1

    @property
    def shape(self) -> tuple[int, int, int]:
        """Shape of theta, as for a circuit."""
        return self.blocks, self.qurons, 2

    @property
    def rates(self) -> tuple[float, float]:
        """Rates of sigma_minus and of sigma_z as collapse operators: 1/T1 and (1/T2 - 1/(2 T1))/2."""
        return 1 / self.t1, (1 / self.t2 - 0.5 / self.t1) / 2

    @property
    def rounds(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """Pairs that are pulsed at the same time."""
        return ((0, 1), (2, 3)), ((1, 2), (3, 0))


WORKLOADS: dict[str, Circuit | Pulses] = {
    "W1": Circuit(),
    "hard": Circuit(gate="cnot"),
    "edit": Circuit(qurons=5, blocks=4),
    "W5": Pulses(),
}


def angles(shape: tuple[int, int, int], seed: int = 7) -> FloatArray:
    """Theta, drawn uniformly from [-pi, pi), flattened."""
    return np.random.default_rng(seed).uniform(-np.pi, np.pi, shape).ravel()


def plane(resolution: int = RESOLUTION) -> FloatArray:
    """Points of the map over [-pi, pi], shape (resolution^2, 2); the first feature runs fastest."""
    line = np.linspace(-np.pi, np.pi, resolution)
    second, first = np.meshgrid(line, line, indexing="ij")
    return np.stack([first.ravel(), second.ravel()], axis=1)


def dataset(points: int = POINTS, seed: int = 11) -> tuple[FloatArray, FloatArray]:
    """Inputs of shape (points, 2) and labels -1 or 1."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(-np.pi, np.pi, (points, 2))
    y = np.sin(x[:, 0]) * np.cos(x[:, 1]) + 0.2 * rng.standard_normal(points)
    return x, np.where(y > 0, 1.0, -1.0)


def interpolation(degree: int, at: FloatArray) -> FloatArray:
    """Matrix that takes values on 2 degree + 1 equidistant nodes to values at `at`.

    Exact for trigonometric polynomials of that degree: sum over the nodes of Dirichlet kernels.
    """
    nodes = fourier_nodes(degree)
    offset = at[:, None] - nodes[None, :]
    frequencies = np.arange(1, degree + 1)
    kernel = 1 + 2 * np.cos(offset[..., None] * frequencies).sum(axis=-1)
    return kernel / len(nodes)


def fourier_nodes(degree: int) -> FloatArray:
    """2 degree + 1 equidistant angles."""
    return 2 * np.pi * np.arange(2 * degree + 1) / (2 * degree + 1)
