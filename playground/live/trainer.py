"""The network in training: model, data set, epoch and loss curve of one session.

Nothing here restarts unless asked to: an experiment is taken over with the weights, the counter and the curve.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.learning.datasets import Dataset, make_dataset
from playground.learning.optimizers import make_optimizer
from playground.learning.sampling import Sampling
from playground.learning.train import Epoch, first_epoch, next_epoch
from playground.live.curve import Curve, Row
from playground.live.limits import page_model, page_sampling
from playground.live.runs import LEAST_EPOCHS, Run, Shelf
from playground.live.tape import Tape
from playground.spec.choices import MAX_ANGLE
from playground.spec.experiment import Data, Experiment, Training
from playground.spec.layer import SCALE
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
        sampling: What draws its readouts; None if they are exact.
        dataset: The points of the moment.
        epoch: The newest epoch.
        run: Number of the run; it goes up whenever the curve starts over.
        held: Parameters in the hand, which training leaves alone.
        tape: Epochs of the run that one can go back to, since the network last changed its parameters.
        shelf: Earlier runs.
    """

    def __init__(self, experiment: Experiment) -> None:
        self.start = experiment.parameters
        self.experiment = without_parameters(experiment)
        self.model = page_model(self.experiment)
        self.sampling = page_sampling(self.experiment)
        self.dataset = _dataset(experiment.data, experiment.network.features)
        self.run = 0
        self.held: set[int] = set()
        self.shelf = Shelf()
        self.curve = Curve()
        self._stale = False
        self._trained: tuple[Experiment, tuple[float, ...] | None, Epoch] | None = None
        self._ahead: _Ahead | None = None
        self.restart()

    @property
    def theta(self) -> FloatArray:
        """Present parameters in radians, shape (P,)."""
        return self.epoch.theta

    @property
    def initial(self) -> FloatArray:
        """Parameters of epoch 0 in radians, shape (P,)."""
        if self.start is None:
            return self.model.initial_parameters(seed=self.training.seed)
        return np.array(self.start, dtype=float)

    @property
    def training(self) -> Training:
        """Loss and optimiser of the moment."""
        return self.experiment.training

    def restart(self) -> None:
        """Go back to the initial parameters and epoch 0; the curve starts over."""
        self.begin(_untrained(self.training, self.initial))

    def begin(self, epoch: Epoch, rows: Sequence[Row] = ()) -> None:
        """Start a new run at `epoch`; the one before goes to the shelf.

        Args:
            epoch: Where it starts.
            rows: Curve up to there, for a run that goes on.
        """
        self._shelve()
        self.epoch = epoch
        self.run += 1
        self.curve = Curve([row for row in rows if row[0] <= epoch.index])
        self.tape = Tape(len(epoch.theta))
        if rows:
            self.tape.touch()  # what lies before cannot be trained again from the start alone
        self._trained = None
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
        kept = same and experiment.noise == old.noise and experiment.read_device == old.read_device
        model = self.model if kept else page_model(experiment)
        sampling = self._sampling_of(experiment)
        dataset = _dataset(experiment.data, experiment.network.features)
        epoch = self.epoch
        if not same:
            theta = model.initial_parameters(seed=experiment.training.seed) if weights is None else weights
            epoch = self._with_weights(experiment, theta)
        self._stale |= not kept or dataset is not self.dataset or experiment.training.loss != old.training.loss
        self._stale |= sampling is not self.sampling
        if parameter_labels(experiment.network) != parameter_labels(old.network):
            self.held.clear()
            self.tape = Tape(len(epoch.theta))  # earlier epochs have parameters of another network
        if experiment != old:
            self.tape.touch()
        self.experiment, self.model, self.sampling = experiment, model, sampling
        self.dataset, self.epoch = dataset, epoch
        self.start = None if start is None else tuple(start)

    def _sampling_of(self, experiment: Experiment) -> Sampling | None:
        """What draws the readouts of another experiment; the present one, if it does."""

        def read(other: Experiment) -> tuple[object, ...]:
            return other.network, other.noise, other.device, other.measurement

        return self.sampling if read(experiment) == read(self.experiment) else page_sampling(experiment)

    def dressed(self, parameters: Sequence[float] | None = None) -> Experiment:
        """The experiment with parameters, which an edit carries over: the present ones unless others are given."""
        values = self.theta if parameters is None else np.asarray(parameters, dtype=float)
        if np.any(np.abs(values) > MAX_ANGLE):
            # Every gate has the period 4 pi, so an angle that has wandered beyond the limit is the same further in.
            angles = np.array([label.axis != SCALE for label in parameter_labels(self.experiment.network)])
            values = np.where((np.abs(values) > MAX_ANGLE) & angles, np.remainder(values, 4 * np.pi), values)
            values = np.clip(values, -MAX_ANGLE, MAX_ANGLE)
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
        self.tape.touch()
        self._stale = True

    def advance(self) -> None:
        """Train one epoch. From an earlier epoch of the tape, the run goes on there (`_fork`)."""
        if self.epoch.index < self.tape.last:
            self._fork()
        if not len(self.curve):
            self.measured()  # where the run begins belongs to the curve
        if not len(self.tape):
            self.tape.put(self.epoch)
        ahead = self._foreseen()
        self._ahead = None
        self.epoch = ahead.epoch
        self.curve.append(self.epoch)
        self.tape.put(self.epoch)
        if self.held:
            self.tape.touch()
        self._trained = (self.experiment, self.start, self.epoch)
        self._stale = False

    def foresee(self) -> None:
        """Work out the next epoch without taking it: its gradient is shown before the parameters follow."""
        self.measured()
        self._ahead = self._foreseen()

    @property
    def gradient(self) -> FloatArray:
        """The newest gradient that is known, shape (P,): that of the next step, if it was foreseen."""
        ahead = self._ahead
        return ahead.epoch.gradient if ahead and ahead.fits(self) else self.epoch.gradient

    def seek(self, index: int) -> None:
        """Show an earlier epoch of the run again: its parameters, under the noise and data of the moment.

        Args:
            index: Number of the epoch; the newest kept epoch not after it is taken, or the oldest.
        """
        if not len(self.tape):
            return
        if self.epoch.index == self.tape.last:
            self.tape.put(self.epoch)  # with what a hand may have done to it
        self.epoch = self.tape.at(index)
        self._stale = True

    def step(self) -> None:
        """Go one epoch on: along the tape while that is what training would give, else by training."""
        recorded = self.tape.after(self.epoch.index)
        if recorded is not None and self.tape.repeats(self.epoch.index):
            self.seek(recorded.index)
        else:
            self.advance()

    @property
    def reach(self) -> tuple[int, int]:
        """Numbers of the first and the last epoch that `seek` can show."""
        index = self.epoch.index
        return (min(self.tape.first, index), max(self.tape.last, index)) if len(self.tape) else (index, index)

    def frozen(self) -> tuple[int, ...]:
        """Parameters that do not move: those frozen in the experiment, and those in the hand."""
        held = (index for index in self.held if index < self.model.n_parameters)
        return tuple(sorted({*held, *self.experiment.frozen}))

    def _foreseen(self) -> _Ahead:
        if self._ahead is not None and self._ahead.fits(self):
            return self._ahead
        held = self.frozen()
        epoch = next_epoch(self.model, self.dataset, self.training, self.epoch, held=held, sampling=self.sampling)
        return _Ahead(epoch, (self.epoch, self.model, self.dataset, self.training, self.sampling), held)

    def _fork(self) -> None:
        """Go on from an earlier epoch: what came after it goes to the shelf, unless training brings it again."""
        index = self.epoch.index
        if not self.tape.repeats(index):
            self._shelve()
        self.run += 1
        self.curve = self.curve.until(index)
        self.tape.cut(index)
        self.tape.put(self.epoch)

    def _shelve(self) -> None:
        if self._trained is None or len(self.curve) <= LEAST_EPOCHS:
            return
        experiment, start, epoch = self._trained
        pure = self.tape.untouched
        self.shelf.add(Run(0, self.run, "", experiment, start, epoch, self.curve.rows, pure))

    def measured(self) -> Epoch:
        """The present epoch with losses that fit the model and data of the moment."""
        if self._stale:
            index = self.epoch.index
            fresh = first_epoch(self.model, self.dataset, self.training, self.theta, self.sampling, index=index)
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


@dataclass(frozen=True, eq=False)
class _Ahead:
    """The next epoch, with what it was worked out from."""

    epoch: Epoch
    sources: tuple[object, ...]
    held: tuple[int, ...]

    def fits(self, trainer: Trainer) -> bool:
        """Whether it still is the trainer's next epoch."""
        now = (trainer.epoch, trainer.model, trainer.dataset, trainer.training, trainer.sampling)
        return self.held == trainer.frozen() and all(a is b for a, b in zip(self.sources, now, strict=True))


def _untrained(training: Training, theta: FloatArray) -> Epoch:
    """Epoch 0 without its losses: a large network takes seconds for them, and several edits in a row need them once."""
    state = make_optimizer(training).start(len(theta))
    unknown = float("nan")
    return Epoch(0, _frozen(theta), unknown, unknown, unknown, _frozen(np.zeros(len(theta))), state)


def without_parameters(experiment: Experiment) -> Experiment:
    """The experiment with its starting parameters taken out."""
    return experiment if experiment.parameters is None else experiment.model_copy(update={"parameters": None})


def _frozen(theta: FloatArray) -> FloatArray:
    theta.setflags(write=False)
    return theta
