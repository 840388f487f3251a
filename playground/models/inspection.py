"""What goes on inside a compiled network: Bloch vectors, purities and states after every layer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import ArrayLike

from playground.models import checks
from playground.models.engine import Engine
from playground.models.pauli import FloatArray
from playground.models.threads import one_blas_thread
from playground.spec.device import Device, Noise
from playground.spec.network import Network

if TYPE_CHECKING:
    from playground.quantum import qutip

T = TypeVar("T")


class Inspection:
    """A network on a device under ambient noise, whose states can be looked at layer by layer.

    Args:
        network: The network.
        device: Relaxation, gate and readout errors.
        noise: The ambient dials.
    """

    def __init__(self, network: Network, device: Device, noise: Noise) -> None:
        self.network, self.device, self.noise = network, device, noise
        self._engine = Engine(network, device.acting, noise)
        self._lock = threading.RLock()

    @property
    def n_parameters(self) -> int:
        """P, the length of theta."""
        return self._engine.n_parameters

    def bloch(self, theta: ArrayLike, x: ArrayLike) -> list[FloatArray]:
        """Bloch vectors (<X>, <Y>, <Z>) before the first and after every layer, noise included.

        Args:
            theta: Shape (P,), radians.
            x: One input, shape (features,).
        Returns:
            L + 1 arrays of shape (n_l, 3).
        Raises:
            ValueError: If a shape is wrong or a value is not finite.
        """
        point = checks.check_input(x, self.network.features)
        return [found[0] for found in self.bloch_batch(theta, point)]

    def bloch_batch(self, theta: ArrayLike, X: ArrayLike) -> list[FloatArray]:
        """Bloch vectors for many inputs.

        Args:
            theta: Shape (P,), radians.
            X: Inputs, shape (N, features).
        Returns:
            L + 1 arrays of shape (N, n_l, 3).
        Raises:
            ValueError: If a shape is wrong or a value is not finite.
        """
        angles, x = self._check(theta, X)
        with self._lock, one_blas_thread():
            found = self._engine.layers.bloch(angles, x)
        return [np.ascontiguousarray(part.transpose(2, 0, 1)) for part in found]

    def purities(self, theta: ArrayLike, x: ArrayLike) -> FloatArray:
        """Purity Tr(rho^2) of the state of all qurons before the first and after every layer.

        Args:
            theta: Shape (P,), radians.
            x: One input, shape (features,).
        Returns:
            Shape (L + 1,).
        Raises:
            ValueError: If a shape is wrong or a value is not finite.
        """
        return self._at(theta, x, self._engine.states)[0]

    def pair_states(self, theta: ArrayLike, x: ArrayLike) -> list[FloatArray]:
        """States of all pairs of qurons before the first and after every layer, as Pauli vectors.

        Args:
            theta: Shape (P,), radians.
            x: One input, shape (features,).
        Returns:
            L + 1 arrays of shape (n_l (n_l - 1) / 2, 16): pairs (0, 1), (0, 2), ..., (1, 2), ...; the entries are
            <II>, <IX>, ... <ZZ>. `entanglement` has measures of them.
        Raises:
            ValueError: If a shape is wrong or a value is not finite.
        """
        pairs = [list(combinations(range(n), 2)) for n in self.network.widths]
        found = self._at(theta, x, lambda a, p: self._engine.reduced_states(a, p, pairs))
        return [np.array(vectors).reshape(-1, 16) for vectors in found]

    def reduced_state(self, theta: ArrayLike, x: ArrayLike, layer: int, qurons: Sequence[int]) -> FloatArray:
        """State of some qurons after one layer, the others traced out, as a Pauli vector.

        Args:
            theta: Shape (P,), radians.
            x: One input, shape (features,).
            layer: 0 for the state before the first layer, l for the state after layer l.
            qurons: Which ones, each once; the first one is the leftmost tensor factor.
        Returns:
            Shape (4^k,).
        Raises:
            ValueError: If a shape is wrong or a value is out of range.
        """
        widths = self.network.widths
        checks.check_index(layer, len(widths), "layer")
        checks.check_group(qurons, widths[layer])
        groups = [[tuple(qurons)] if mark == layer else [] for mark in range(len(widths))]
        return self._at(theta, x, lambda a, p: self._engine.reduced_states(a, p, groups))[layer][0]

    def pauli_vectors(self, theta: ArrayLike, x: ArrayLike) -> list[FloatArray]:
        """States of all qurons before the first and after every layer, as Pauli vectors, quron 0 leftmost.

        Args:
            theta: Shape (P,), radians.
            x: One input, shape (features,).
        Returns:
            L + 1 arrays of shape (4^n_l,).
        Raises:
            ValueError: If a shape is wrong or a value is not finite.
        """
        groups = [[range(n)] for n in self.network.widths]
        return [found[0] for found in self._at(theta, x, lambda a, p: self._engine.reduced_states(a, p, groups))]

    def pauli_vector(self, theta: ArrayLike, x: ArrayLike) -> FloatArray:
        """State after the last layer as r_P = Tr(P rho), quron 0 leftmost; `state` is the same as a QuTiP object.

        Args:
            theta: Shape (P,), radians.
            x: One input, shape (features,).
        Returns:
            Shape (4^n,).
        Raises:
            ValueError: If a shape is wrong or a value is not finite.
        """
        return self._at(theta, x, self._engine.states)[1]

    def state(self, theta: ArrayLike, x: ArrayLike) -> qutip.Qobj:
        """Density operator after the last layer.

        Args:
            theta: Shape (P,), radians.
            x: One input, shape (features,).
        Raises:
            ValueError: If a shape is wrong or a value is not finite.
        """
        from playground.quantum.states import density_of_pauli_vector  # QuTiP takes a second to import

        return density_of_pauli_vector(self._at(theta, x, self._engine.states)[1])

    def _at(self, theta: ArrayLike, x: ArrayLike, ask: Callable[[FloatArray, FloatArray], T]) -> T:
        angles, point = self._angles(theta), checks.check_input(x, self.network.features)
        with self._lock, one_blas_thread():
            return ask(angles, point)

    def _check(self, theta: ArrayLike, inputs: ArrayLike) -> tuple[FloatArray, FloatArray]:
        return self._angles(theta), checks.check_inputs(inputs, self.network.features)

    def _angles(self, theta: ArrayLike) -> FloatArray:
        """theta, checked, as the engine takes it."""
        return self._engine.angles(checks.check_theta(theta, self.n_parameters))
