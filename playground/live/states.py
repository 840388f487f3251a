"""What is drawn of the states at the probe only while somebody looks: entanglement of pairs, a density matrix."""

from __future__ import annotations

import numpy as np

from playground.live.picture import FloatArray, Kept, Look
from playground.models.entanglement import PAIR_MEASURES, density_matrices
from playground.models.model import Model


class States:
    """Draws the arrays `pairs` and `rho` of a frame."""

    def __init__(self) -> None:
        self._pairs: Kept[FloatArray] = Kept()
        self._matrix: Kept[FloatArray] = Kept()

    def draw(self, model: Model, theta: FloatArray, look: Look) -> list[tuple[str, FloatArray]]:
        """The arrays asked for, if any; nothing else is computed.

        Args:
            model: The network whose states are drawn.
            theta: Its parameters in radians, shape (P,).
            look: Where the user looks; it must fit the network.
        Returns:
            `pairs`: the measure of every pair, from before the first layer on, one after the other.
            `rho`: real and imaginary parts of a density matrix, shape (2^k, 2^k, 2).
        """
        arrays = []
        if look.pairs is not None:
            arrays.append(("pairs", self._draw_pairs(model, theta, look, look.pairs)))
        if look.matrix is not None:
            arrays.append(("rho", self._draw_matrix(model, theta, look, look.matrix)))
        return arrays

    def _draw_pairs(self, model: Model, theta: FloatArray, look: Look, name: str) -> FloatArray:
        def make() -> FloatArray:
            pairs = model.pair_states(theta, look.input(model.network.features))
            return PAIR_MEASURES[name](np.concatenate(pairs))

        return self._pairs.get((model, theta), (look.point, name), make)

    def _draw_matrix(
        self, model: Model, theta: FloatArray, look: Look, group: tuple[int, tuple[int, ...]]
    ) -> FloatArray:
        def make() -> FloatArray:
            rho = density_matrices(model.reduced_state(theta, look.input(model.network.features), *group))
            return np.stack([rho.real, rho.imag], axis=-1)

        return self._matrix.get((model, theta), (look.point, group), make)
