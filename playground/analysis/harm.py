"""Whose noise hurts most: that of each layer, or of each gate of a layer, taken away alone; all else as it is."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from playground.analysis.parts import Part, Who, parts_of
from playground.learning.datasets import Dataset
from playground.learning.train import score
from playground.models import checks
from playground.models.engine import Engine
from playground.models.fidelity import state_fidelity
from playground.models.instructions import Instruction, Pulses
from playground.models.layers import lower_network, numbered
from playground.models.threads import one_blas_thread
from playground.spec.device import Device
from playground.spec.experiment import Experiment


@dataclass(frozen=True)
class Scores:
    """How a network does.

    Attributes:
        accuracy: Share of test points that are right; R^2 for regression.
        margin: Mean of y f over the test points, f = readout 0.
        fidelity: Of the final state at the probe with that of the ideal network, Uhlmann squared.
        purity: Tr(rho^2) of the final state at the probe.
    """

    accuracy: float
    margin: float
    fidelity: float
    purity: float


@dataclass(frozen=True)
class Harm:
    """What a layer's noise does.

    Attributes:
        layer: Position of the layer; None for the readout errors.
        without: The network's scores once the noise of this layer alone is gone.
    """

    layer: int | None
    without: Scores


@dataclass(frozen=True)
class GateHarm:
    """What the noise of one gate does, or that of a quron that waits meanwhile.

    Attributes:
        qurons: Of the gate.
        causes: What acts on them: see `Part.cause`.
        without: The network's scores once this noise alone is gone.
    """

    qurons: tuple[Who, ...]
    causes: tuple[str, ...]
    without: Scores


class HarmTrial:
    """One network at one set of parameters, tried with parts of its noise.

    Args:
        experiment: Network, device and noise.
        theta: Parameters in radians, shape (P,).
        x: The probe, shape (features,).
        dataset: Whose test points are scored.
    Raises:
        SpecError: If the whole state is too large to be held.
        ValueError: If a shape is wrong or a value is not finite.
    """

    def __init__(self, experiment: Experiment, theta: ArrayLike, x: ArrayLike, dataset: Dataset) -> None:
        self._experiment, self._dataset = experiment, dataset
        self._device = experiment.read_device.acting
        ideal = self._engine(range(len(experiment.network.layers)), Device())
        self._theta = checks.check_theta(theta, ideal.n_parameters)
        self._x = checks.check_input(x, experiment.network.features)
        with one_blas_thread():
            self._ideal_state = ideal.states(self._theta, self._x)[1]
        self.ideal = self._scores(ideal)
        """Scores without any noise."""
        self.noisy = self._scores(self._engine())
        """Scores with all of it."""

    def harms(self) -> Iterator[Harm]:
        """Scores without the noise of each layer in turn, then without readout errors if there are any."""
        for layer in range(len(self._experiment.network.layers)):
            yield Harm(layer, self._scores(self._engine({layer})))
        exact = self._device.replace(readout_p01=0.0, readout_p10=0.0)
        if exact != self._device:
            yield Harm(None, self._scores(self._engine(device=exact)))

    def gate_harms(self, layer: int) -> Iterator[GateHarm]:
        """Scores without the noise of each gate of a layer in turn; a pair's errors and crosstalk belong to its gate.

        Args:
            layer: Position of the layer.
        """
        network, noise = self._experiment.network, self._experiment.noise
        parts = list(parts_of(network, lower_network(network, self._device, noise)))
        ideal = parts_of(network, lower_network(network, self._device, noise, {layer}))
        pulses = iter([part.step for part in ideal if part.layer == layer and isinstance(part.step, Pulses)])
        calm = [next(pulses) if part.layer == layer and isinstance(part.step, Pulses) else None for part in parts]
        gates: dict[tuple[Who, ...], list[str]] = {}
        for part in parts:
            if part.layer == layer and part.qurons:
                causes = gates.setdefault(_gate(part), [])
                causes += [part.cause] * (part.cause not in causes)
        for gate, causes in gates.items():
            kept: list[Instruction] = []
            for part, quiet in zip(parts, calm, strict=True):
                if part.layer != layer or _gate(part) != gate:
                    kept.append(part.step)
                elif quiet is not None:
                    kept.append(quiet)
            steps = numbered(kept, len(self._theta))
            yield GateHarm(gate, tuple(causes), self._scores(Engine(network, self._device, noise, steps)))

    def _engine(self, quiet: Container[int] = frozenset(), device: Device | None = None) -> Engine:
        """The network, some layers without noise, on its own or another device."""
        network, noise, on = self._experiment.network, self._experiment.noise, device or self._device
        return Engine(network, on, noise, lower_network(network, on, noise, quiet))

    def _scores(self, engine: Engine) -> Scores:
        data, theta = self._dataset, engine.angles(self._theta)
        with one_blas_thread():
            f = engine.cone.outputs(theta, data.x_test)[0]
            state = engine.states(theta, self._x)[1]
            fidelity = state_fidelity(state, self._ideal_state)
        return Scores(
            accuracy=score(f, data.y_test, is_regression=data.is_regression),
            margin=float(np.mean(data.y_test * f)),
            fidelity=fidelity,
            purity=float(state @ state) / float(np.sqrt(state.size)),
        )


def _gate(part: Part) -> tuple[Who, ...]:
    """The qurons of a part in one order, inputs of a perceptron first: CNOT(1, 0) and its error are one gate."""
    return tuple(sorted(part.qurons, key=lambda who: (who.is_fresh, who.number)))
