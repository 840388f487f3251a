"""Which layer's noise hurts most: each layer's taken away alone, everything else as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from playground.learning.datasets import Dataset
from playground.learning.train import score
from playground.models import checks
from playground.models.engine import Engine
from playground.models.fidelity import state_fidelity
from playground.models.threads import one_blas_thread
from playground.spec.device import Device, Noise
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
        self._device = experiment.device.acting
        everything = range(len(experiment.network.layers))
        ideal = Engine(experiment.network, Device(), Noise(), everything)
        self._theta = checks.check_theta(theta, ideal.n_parameters)
        self._x = checks.check_input(x, experiment.network.features)
        with one_blas_thread():
            self._ideal_state = ideal.states(self._theta, self._x)[1]
        self.ideal = self._scores(ideal)
        """Scores without any noise."""
        self.noisy = self._scores(Engine(experiment.network, self._device, experiment.noise))
        """Scores with all of it."""

    def harms(self) -> Iterator[Harm]:
        """Scores without the noise of each layer in turn, then without readout errors if there are any."""
        network, noise = self._experiment.network, self._experiment.noise
        for layer in range(len(network.layers)):
            yield Harm(layer, self._scores(Engine(network, self._device, noise, {layer})))
        exact = self._device.replace(readout_p01=0.0, readout_p10=0.0)
        if exact != self._device:
            yield Harm(None, self._scores(Engine(network, exact, noise)))

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
