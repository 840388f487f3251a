"""Training as a pure iterator of epochs.

An epoch is a value: it holds the parameters, what the optimiser remembers and how well the network does. The next
one follows from it and from nothing else, so a run can be stopped, stored, resumed, replayed or, between two
epochs, go on with another learning rate, other noise or other data.

With shots (`Measurement`), losses, accuracy and steps are made of sampled readouts, drawn from (seed, epoch). SPSA then
is what a device would do: it sees two sampled losses and nothing else. The other optimisers measure a gradient on a
device by parameter-shift rules, 2 P more readouts an epoch. Here the slope of the loss is taken at sampled readouts, as
there, but multiplied by the exact slopes of the readouts, to which normal noise is added with the largest variance
that sampled shifts could have (`Sampling.slope_deviation`). Not included: shot noise in the slopes of scales and
pulses, which have no shift rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from playground.learning.datasets import Dataset, make_dataset
from playground.learning.optimizers import OptimizerState, make_optimizer
from playground.learning.sampling import Sampling, make_sampling
from playground.models.losses import LOSSES, loss_and_cotangent
from playground.models.model import Model, compile_experiment

if TYPE_CHECKING:
    from playground.spec.experiment import Experiment, Training

FloatArray = NDArray[np.float64]

_STEPS, _METRICS = 1, 2
"""Streams of shots of an epoch; 0 would be the stream of batches and directions, which are the same without shots."""


@dataclass(frozen=True, eq=False)
class Epoch:
    """One epoch of a training run.

    Attributes:
        index: Number of passes over the training points so far; 0 is the untrained network.
        theta: Parameters at the end of the epoch in radians, shape (P,), read-only.
        train_loss: Loss over the training points at `theta`, without the L2 penalty; of sampled readouts with shots.
        test_loss: Loss over the test points at `theta`.
        accuracy: Fraction of test points on the right side for classes; R² over the test points for regression. Both
            sampled with shots.
        gradient: Gradient at the epoch's steps (their mean, if there were several), penalty included, shape (P,),
            read-only. Held parameters do not follow it; an estimate by SPSA is zero for them.
        optimizer_state: What the optimiser remembers.
    """

    index: int
    theta: FloatArray
    train_loss: float
    test_loss: float
    accuracy: float
    gradient: FloatArray
    optimizer_state: OptimizerState


def train(experiment: Experiment, epochs: int | None = None) -> Iterator[Epoch]:
    """Train a network and yield every epoch, the first with index 1.

    The same experiment gives the same epochs, bit for bit.

    Args:
        experiment: Network, noise, device, measurement, data and training. Its `parameters` are the starting point;
            where it has none, they are drawn from `training.seed`. Its `frozen` parameters do not move, not by a bit.
        epochs: Number of epochs; endless if None.
    Yields:
        Epochs 1, 2, 3, ...
    Raises:
        ValueError: If `epochs` is negative.
    """
    if epochs is not None and epochs < 0:
        raise ValueError(f"Argument `epochs` must be ≥ 0, but is {epochs}.")
    return _run(experiment, epochs)


def _run(experiment: Experiment, epochs: int | None) -> Iterator[Epoch]:
    model = compile_experiment(experiment)
    sampling = make_sampling(experiment)
    dataset = make_dataset(experiment.data, experiment.network.features)
    theta = experiment.parameters
    if theta is None:
        theta = model.initial_parameters(seed=experiment.training.seed)
    epoch = first_epoch(model, dataset, experiment.training, np.asarray(theta, dtype=float), sampling)
    while epochs is None or epoch.index < epochs:
        epoch = next_epoch(model, dataset, experiment.training, epoch, held=experiment.frozen, sampling=sampling)
        yield epoch


def first_epoch(
    model: Model,
    dataset: Dataset,
    training: Training,
    theta: FloatArray,
    sampling: Sampling | None = None,
    *,
    index: int = 0,
) -> Epoch:
    """Return epoch 0: the untrained network with its losses, a zero gradient and a fresh optimiser.

    Args:
        model: Compiled network of P parameters.
        dataset: Training and test points.
        training: Loss and optimiser.
        theta: Starting parameters in radians, shape (P,).
        sampling: What draws readouts; None takes their exact values.
        index: Number of the epoch, of another one that is measured afresh.
    Returns:
        The epoch.
    """
    state = make_optimizer(training).start(model.n_parameters)
    gradient = np.zeros(len(theta))
    return _measured(index, model, dataset, training, np.array(theta, dtype=float), gradient, state, sampling)


def next_epoch(
    model: Model,
    dataset: Dataset,
    training: Training,
    epoch: Epoch,
    held: Sequence[int] | None = None,
    sampling: Sampling | None = None,
) -> Epoch:
    """Pass once over the training points and return what comes out; no argument is changed.

    Mini-batches are drawn from (`training.seed`, number of the epoch). Without a batch size, the epoch is one step
    along the exact gradient of `loss + l2/2 |theta|²`: one pass back over the training points and one forward over all
    points for the losses, whose values on the Fourier grid the model keeps for the gradient of the next epoch.

    Args:
        model: Compiled network of P parameters.
        dataset: Training and test points.
        training: Loss, optimiser, learning rate, batch size, L2 and seed; each may differ from epoch to epoch. A
            change of optimiser starts the new one afresh.
        epoch: Epoch to go on from.
        held: Indices of parameters that must not move.
        sampling: What draws readouts, of the same network, noise and device as `model`; None takes exact values.
    Returns:
        The epoch with the next index.
    """
    index = epoch.index + 1
    theta, gradient, state = _pass(
        model,
        dataset.x_train,
        dataset.y_train,
        training,
        epoch.theta,
        epoch.optimizer_state,
        index,
        held or (),
        sampling,
    )
    return _measured(index, model, dataset, training, theta, gradient, state, sampling)


def fit_parameters(
    model: Model, x: FloatArray, y: FloatArray, training: Training, theta: FloatArray, *, epochs: int
) -> FloatArray:
    """Train without measuring anything on the way, to the same parameters as `train`.

    Args:
        model: Compiled network of P parameters.
        x: Training points, shape (N, features).
        y: Targets, shape (N,) for readout 0 or (N, R) for all.
        training: Loss, optimiser, learning rate, batch size, L2 and seed.
        theta: Starting parameters in radians, shape (P,).
        epochs: Number of passes over the points.
    Returns:
        Trained parameters in radians, shape (P,).
    """
    state = make_optimizer(training).start(model.n_parameters)
    for index in range(1, epochs + 1):
        theta, _, state = _pass(model, x, y, training, theta, state, index, ())
    return theta


def _pass(
    model: Model,
    x: FloatArray,
    y: FloatArray,
    training: Training,
    theta: FloatArray,
    state: OptimizerState,
    index: int,
    held: Sequence[int],
    sampling: Sampling | None = None,
) -> tuple[FloatArray, FloatArray, OptimizerState]:
    """Pass number `index` over the points; returns parameters, mean gradient and optimiser state after it."""
    optimizer = make_optimizer(training)
    if state.name != optimizer.name:
        state = optimizer.start(model.n_parameters)
    free = np.ones(model.n_parameters, dtype=bool)
    free[list(held)] = False
    rng = np.random.default_rng((training.seed, index))
    shots = None if sampling is None else _Shots(sampling, np.random.default_rng((training.seed, index, _STEPS)))
    gradients = []
    for rows in _batches(len(x), training.batch_size, rng):
        objective = _Objective(model, x[rows], y[rows], training, theta, free, shots)
        gradient = optimizer.gradient(
            state, theta, value=objective.value, value_and_gradient=objective.value_and_gradient, rng=rng
        )
        state, moved = optimizer.step(state, theta, free * gradient)
        theta = np.where(free, moved, theta)
        # SPSA leaves held parameters unperturbed and so knows nothing of their slope; an exact gradient does.
        gradients.append(free * gradient if optimizer.name == "spsa" else gradient)
    return theta, np.mean(gradients, axis=0), state


@dataclass(frozen=True, eq=False)
class _Shots:
    """Sampled readouts and slopes of one epoch."""

    sampling: Sampling
    rng: np.random.Generator

    def drawn(self, theta: FloatArray, x: FloatArray, f: FloatArray) -> FloatArray:
        return self.sampling.draw(theta, x, f, self.rng)

    def blurred(self, gradient: FloatArray, cotangent: FloatArray) -> FloatArray:
        return gradient + self.sampling.slope_deviation(cotangent) * self.rng.standard_normal(gradient.shape)


@dataclass(frozen=True, eq=False)
class _Objective:
    """Loss with L2 penalty over one batch; held parameters stay at `anchor` whatever theta is asked for."""

    model: Model
    x: FloatArray
    y: FloatArray
    training: Training
    anchor: FloatArray
    free: NDArray[np.bool_]
    shots: _Shots | None

    def value(self, theta: FloatArray) -> float:
        theta = np.where(self.free, theta, self.anchor)
        f = self.model.predict(theta, self.x)
        if self.shots is not None:
            f = self.shots.drawn(theta, self.x, f)
        loss, _ = LOSSES[self.training.loss](_read(f, self.y), self.y)
        return loss + self._penalty(theta)

    def value_and_gradient(self, theta: FloatArray) -> tuple[float, FloatArray]:
        if self.shots is not None:
            return self._sampled(theta, self.shots)
        loss, gradient = self.model.loss_and_grad(theta, self.x, self.y, loss=self.training.loss)
        return loss + self._penalty(theta), gradient + self.training.l2 * theta

    def _sampled(self, theta: FloatArray, shots: _Shots) -> tuple[float, FloatArray]:
        f, pullback = self.model.value_and_vjp(theta, self.x)
        loss, cotangent = loss_and_cotangent(self.training.loss, shots.drawn(theta, self.x, f), self.y)
        gradient = shots.blurred(pullback(cotangent), cotangent)
        return loss + self._penalty(theta), gradient + self.training.l2 * theta

    def _penalty(self, theta: FloatArray) -> float:
        return 0.5 * self.training.l2 * float(theta @ theta)


def _batches(n: int, size: int | None, rng: np.random.Generator) -> Iterator[slice | NDArray[np.int64]]:
    if size is None or size >= n:
        yield slice(None)  # a view: the model can tell that it sees the same points again
        return
    order = rng.permutation(n)
    for start in range(0, n, size):
        yield order[start : start + size]


def _read(f: FloatArray, y: FloatArray) -> FloatArray:
    """Return the readouts that the targets `y` speak about: the first one, or as many as `y` has columns."""
    return f[:, 0] if y.ndim == 1 else f[:, : y.shape[1]]


def _measured(
    index: int,
    model: Model,
    dataset: Dataset,
    training: Training,
    theta: FloatArray,
    gradient: FloatArray,
    state: OptimizerState,
    sampling: Sampling | None,
) -> Epoch:
    f, y = model.predict(theta, dataset.x), dataset.y
    if sampling is not None:
        f = sampling.draw(theta, dataset.x, f, np.random.default_rng((training.seed, index, _METRICS)))
    f, cut, loss = _read(f, y), len(dataset.x_train), LOSSES[training.loss]
    train_loss, _ = loss(f[:cut], y[:cut])
    test_loss, _ = loss(f[cut:], y[cut:])
    accuracy = score(f[cut:], y[cut:], is_regression=dataset.is_regression)
    theta.setflags(write=False)
    gradient.setflags(write=False)
    return Epoch(index, theta, train_loss, test_loss, accuracy, gradient, state)


def score(f: FloatArray, y: FloatArray, *, is_regression: bool = False) -> float:
    """Return how good outputs are, 1 being perfect.

    Args:
        f: Outputs, shape (N,) or (N, R).
        y: Targets of the same shape; of several columns, the largest marks the class.
        is_regression: Whether targets are values rather than classes.
    Returns:
        For classes, the fraction of points whose output has the sign of the target (or whose largest output is the
        right one). For values, `R² = 1 - Σ(y - f)² / Σ(y - mean y)²`; 0 where the targets do not vary.
    """
    if is_regression:
        spread = float(np.sum((y - y.mean(axis=0)) ** 2))
        return 1.0 - float(np.sum((y - f) ** 2)) / spread if spread > 0 else 0.0
    if y.ndim == 1:
        return float(np.mean(np.where(f >= 0, 1.0, -1.0) == y))
    return float(np.mean(np.argmax(f, axis=1) == np.argmax(y, axis=1)))
