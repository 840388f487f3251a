"""The network in training: model, data set, epoch and loss curve of one session.

Nothing here restarts unless asked to: an experiment is taken over with the weights, the counter and the curve.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.learning.datasets import Dataset, make_dataset
from playground.learning.optimizers import make_optimizer
from playground.learning.train import Epoch, first_epoch, next_epoch
from playground.live.curve import Curve
from playground.models.model import Model, compile_model
from playground.spec.choices import MAX_ANGLE
from playground.spec.experiment import Data, Experiment, Training
from playground.spec.parameters import parameter_labels

FloatArray = NDArray[np.float64]


@lru_cache(maxsize=32)
def _dataset(data: Data, features: int) -> Dataset:
    return make_dataset(data, features)


class Trainer:
    """Trains one network and keeps what the hand changes apart from what is learnt.

    Attributes:
        experiment: The experiment as it is in the hand, `parameters` None.
        start: Parameters of epoch 0, or None if the seed draws them.
        model: The network, compiled with the noise of the moment.
        dataset: The points of the moment.
        epoch: The newest epoch.
        run: Number of the run; it goes up whenever the curve starts over.
        held: Parameters in the hand, which training leaves alone.
    """

    def __init__(self, experiment: Experiment) -> None:
        self.start = experiment.parameters
        self.experiment = without_parameters(experiment)
        self.model = _compiled(self.experiment)
        self.dataset = _dataset(experiment.data, experiment.network.features)
        self.run = 0
        self.held: set[int] = set()
        self.curve = Curve()
        self._stale = False
        self.restart()

    @property
    def theta(self) -> FloatArray:
        """Present parameters in radians, shape (P,)."""
        return self.epoch.theta

    @property
    def training(self) -> Training:
        """Loss and optimiser of the moment."""
        return self.experiment.training

    def restart(self) -> None:
        """Go back to the initial parameters and epoch 0; the curve starts over."""
        theta = self.model.initial_parameters(seed=self.training.seed) if self.start is None else self.start
        self.begin(_untrained(self.training, np.array(theta, dtype=float)))

    def begin(self, epoch: Epoch) -> None:
        """Start a new run at `epoch`."""
        self.epoch = epoch
        self.run += 1
        self.curve = Curve()
        self._stale = True

    def take(self, experiment: Experiment, *, start: Sequence[float] | None, weights: ArrayLike | None = None) -> None:
        """Take over an experiment; weights, counter and curve go on.

        Args:
            experiment: The new experiment; its own `parameters` are not read.
            start: Parameters for a reset to return to, None for those of the seed.
            weights: Weights of the new network; they may be left out if the network stays the same.
        Raises:
            ValueError: If the network cannot be compiled; nothing has changed then.
        """
        experiment, old = without_parameters(experiment), self.experiment
        same = experiment.network == old.network
        kept = same and experiment.noise == old.noise and experiment.device == old.device
        model = self.model if kept else _compiled(experiment)
        dataset = _dataset(experiment.data, experiment.network.features)
        epoch = self.epoch
        if not same:
            theta = model.initial_parameters(seed=experiment.training.seed) if weights is None else weights
            epoch = self._with_weights(experiment, theta)
        self._stale |= not kept or dataset is not self.dataset or experiment.training.loss != old.training.loss
        if parameter_labels(experiment.network) != parameter_labels(old.network):
            self.held.clear()
        self.experiment, self.model, self.dataset, self.epoch = experiment, model, dataset, epoch
        self.start = None if start is None else tuple(start)

    def dressed(self, parameters: Sequence[float] | None = None) -> Experiment:
        """The experiment with parameters, which an edit carries over: the present ones unless others are given."""
        values = self.theta if parameters is None else np.asarray(parameters, dtype=float)
        # Every gate has the period 4 pi, so a weight that has wandered beyond the limit is the same further in.
        values = np.where(np.abs(values) > MAX_ANGLE, np.remainder(values, 4 * np.pi), values)
        return self.experiment.replace(parameters=tuple(values.tolist()))

    def turn(self, index: int, value: float) -> None:
        """Set one parameter and hold it until `held` is cleared; the others go on training."""
        theta = self.theta.copy()
        theta[index] = value
        self.set_weights(replace(self.epoch, theta=_frozen(theta)))
        self.held.add(index)

    def set_weights(self, epoch: Epoch) -> None:
        """Take over weights and optimiser state; the counter and the curve go on."""
        self.epoch = replace(epoch, index=self.epoch.index)
        self._stale = True

    def advance(self) -> None:
        """Train one epoch."""
        if not len(self.curve):
            self.measured()  # where the run begins belongs to the curve
        held = tuple(index for index in self.held if index < self.model.n_parameters)
        self.epoch = next_epoch(self.model, self.dataset, self.training, self.epoch, held=held)
        self.curve.append(self.epoch)
        self._stale = False

    def measured(self) -> Epoch:
        """The present epoch with losses that fit the model and data of the moment."""
        if self._stale:
            fresh = first_epoch(self.model, self.dataset, self.training, self.theta)
            losses = {name: getattr(fresh, name) for name in ("train_loss", "test_loss", "accuracy")}
            self.epoch = replace(self.epoch, **losses)
            self._stale = False
            if not len(self.curve):
                self.curve.append(self.epoch)
        return self.epoch

    def _with_weights(self, experiment: Experiment, weights: ArrayLike) -> Epoch:
        theta = np.array(weights, dtype=float)
        if parameter_labels(self.experiment.network) == parameter_labels(experiment.network):
            return replace(self.epoch, theta=_frozen(theta))
        return replace(_untrained(experiment.training, theta), index=self.epoch.index)


def _untrained(training: Training, theta: FloatArray) -> Epoch:
    """Epoch 0 without its losses: a large network takes seconds for them, and several edits in a row need them once."""
    state = make_optimizer(training).start(len(theta))
    unknown = float("nan")
    return Epoch(0, _frozen(theta), unknown, unknown, unknown, _frozen(np.zeros(len(theta))), state)


def without_parameters(experiment: Experiment) -> Experiment:
    """The experiment with its starting parameters taken out."""
    return experiment if experiment.parameters is None else experiment.model_copy(update={"parameters": None})


def _compiled(experiment: Experiment) -> Model:
    return compile_model(experiment.network, device=experiment.device, noise=experiment.noise)


def _frozen(theta: FloatArray) -> FloatArray:
    theta.setflags(write=False)
    return theta
