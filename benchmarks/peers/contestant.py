"""What a contestant is: something that gives outputs, a map and a gradient of a circuit."""

from __future__ import annotations

import abc
from typing import ClassVar, Generic, TypeVar

import numpy as np

from benchmarks.peers.workloads import Circuit, FloatArray, Pulses, fourier_nodes, interpolation, plane

Work = TypeVar("Work", Circuit, Pulses)


class UnavailableError(RuntimeError):
    """A contestant cannot take part; the message says why."""


class Contestant(abc.ABC, Generic[Work]):
    """One way to evaluate circuits, or pulses.

    Attributes:
        title: As in the table of results.
        packages: Distributions whose versions are reported.
        note: What a reader must know about how it was driven.
        batched: True if a call takes all points at once. Otherwise it costs the same for every point, is measured
            on some and scaled to all of them.
        sample: On how many points it is measured when it is compiled for their number; 0 leaves it open.
        tolerance: Largest difference from the reference that passes.
    """

    title: ClassVar[str]
    packages: ClassVar[tuple[str, ...]]
    note: ClassVar[str] = ""
    batched: ClassVar[bool] = False
    sample: ClassVar[int] = 0
    tolerance: ClassVar[float] = 1e-6

    def __init__(self, work: Work) -> None:
        self.work = work

    @abc.abstractmethod
    def outputs(self, theta: FloatArray, x: FloatArray) -> FloatArray:
        """<Z> of quron 0 for inputs of shape (N, 2)."""

    def map(self, theta: FloatArray, resolution: int) -> FloatArray:
        """<Z> of quron 0 on `plane(resolution)`."""
        return self.outputs(theta, plane(resolution))

    def gradient(self, theta: FloatArray, x: FloatArray, y: FloatArray) -> FloatArray:
        """Gradient of mean((f - y)^2) with respect to theta."""
        raise UnavailableError("measured on maps alone")


class ShiftRule(Contestant[Circuit]):
    """Gradients by the parameter-shift rule: 2 P + 1 evaluations of every point."""

    def gradient(self, theta: FloatArray, x: FloatArray, y: FloatArray) -> FloatArray:
        steps = np.pi / 2 * np.eye(len(theta))
        found = self.outputs_of_many(np.concatenate([theta[None], theta + steps, theta - steps]), x)
        slopes = (found[1 : len(theta) + 1] - found[len(theta) + 1 :]) / 2
        return slopes @ (2 * (found[0] - y) / len(x))

    def outputs_of_many(self, thetas: FloatArray, x: FloatArray) -> FloatArray:
        """Outputs for several theta, shape (len(thetas), N)."""
        return np.stack([self.outputs(theta, x) for theta in thetas])


class FourierNodes(Contestant[Circuit]):
    """The same trick as the playground's: evaluate on the Fourier nodes of the light cone, interpolate the rest."""

    batched = True
    note = "given our Fourier nodes"

    def __init__(self, work: Circuit) -> None:
        super().__init__(work)
        first, second = (fourier_nodes(degree) for degree in work.degrees)
        self._nodes = np.stack([np.tile(first, len(second)), np.repeat(second, len(first))], axis=1)

    def map(self, theta: FloatArray, resolution: int) -> FloatArray:
        line = np.linspace(-np.pi, np.pi, resolution)
        first, second = (interpolation(degree, line) for degree in self.work.degrees)
        values = self.outputs(theta, self._nodes).reshape(second.shape[1], first.shape[1])
        return (second @ values @ first.T).ravel()
