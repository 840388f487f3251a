"""Encoders whose scales are parameters: rotations by theta[k] * x_f, and the slopes along theta[k]."""

from dataclasses import dataclass

import numpy as np

from playground.models.batch import Batch
from playground.models.forward.operations import TURNED, turn_plane
from playground.models.pauli import FloatArray
from playground.models.workspace import Memory


@dataclass(frozen=True)
class TrainedTurns:
    """Rotations by trained scales times features, all about one axis.

    Args:
        axis: x, y or z.
        positions: Tensor axis of each rotated quron.
        features: Of each quron.
        parameters: Position in theta of the scale of each quron.
        wires: Number of tensor axes.
    """

    axis: str
    positions: tuple[int, ...]
    features: tuple[int, ...]
    parameters: tuple[int, ...]
    wires: int

    def forward(self, state: FloatArray, theta: FloatArray, batch: Batch, memory: Memory) -> FloatArray:
        """Rotate each Bloch plane by its angle; `state` stays as it is, for the gradient."""
        out = memory.take(state.shape)
        out[:] = state
        return self._turn(out, theta, batch, memory, 1.0)

    def backward(
        self, slope: FloatArray, state: FloatArray, theta: FloatArray, batch: Batch, memory: Memory, found: FloatArray
    ) -> FloatArray:
        """Rotate the slope back, in place, and add the slopes along the scales to `found`, shape (P,).

        With G the generator of a rotation R(t), dR/dt = G R = R G, so the angle of an input has the slope
        <R^T slope, G state>, and dt/dscale = x_f.

        Args:
            state: The input of `forward`.
        """
        slope = self._turn(slope, theta, batch, memory, -1.0)
        for position, feature, parameter in zip(self.positions, self.features, self.parameters, strict=True):
            (a, b), (slope_a, slope_b) = (self._plane(part, position) for part in (state, slope))
            angle = np.einsum("ijk,ijk->k", slope_b, a) - np.einsum("ijk,ijk->k", slope_a, b)
            found[parameter] += angle @ batch.values(feature, state.shape[1])
        return slope

    def _turn(self, state: FloatArray, theta: FloatArray, batch: Batch, memory: Memory, sign: float) -> FloatArray:
        for position, feature, parameter in zip(self.positions, self.features, self.parameters, strict=True):
            angle = sign * theta[parameter] * batch.values(feature, state.shape[1])
            turn_plane(*self._plane(state, position), np.cos(angle), np.sin(angle), memory)
        return state

    def _plane(self, state: FloatArray, position: int) -> tuple[FloatArray, FloatArray]:
        """Views of the two Bloch components that turn, (left, right, B) each."""
        first, second = TURNED[self.axis]
        view = state.reshape(4**position, 4, 4 ** (self.wires - position - 1), -1)
        return view[:, first], view[:, second]
