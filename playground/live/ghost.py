"""The ghost: the network without noise beside the noisy one, and what the noise costs."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.learning.train import score
from playground.live.picture import BOUNDS, Look
from playground.live.trainer import Trainer
from playground.models.fidelity import state_fidelity
from playground.models.losses import LOSSES
from playground.models.model import Model, compile_model
from playground.spec.experiment import Experiment
from playground.spec.ideal import is_noisy, without_noise
from playground.spec.network import Network

FloatArray = NDArray[np.float64]

OUTLINE = 60
"""Points along a side of the map that a ghost's contour is drawn from."""
SHARE = 4.0
"""A ghost is not drawn again before this many times its own cost has passed: it takes at most a quarter of the time."""
REST_SECONDS = 0.05
"""Nor sooner than this: twenty thin contours a second are followed as well as sixty."""

FILLED = 4
"""Epochs between two frames of which the ideal loss is worked out, at most."""


@dataclass(frozen=True, eq=False)
class Outline:
    """A ghost, drawn for one moment of the training.

    Attributes:
        sources: What it was drawn from.
        epoch: Number of the epoch.
        decision: Decision map of the network that is drawn thin, shape (OUTLINE, OUTLINE).
        bloch: Its Bloch vectors at the probe, all layers concatenated, shape (sum n_l, 3).
        costs: Of the ideal network: `train_loss`, `accuracy`, `margin`, `purity`; `noisy_purity` of the other;
            `fidelity` of both output states at the probe.
    """

    sources: tuple[object, ...]
    epoch: int
    decision: FloatArray
    bloch: FloatArray
    costs: dict[str, float]


class Ghost:
    """Keeps the ideal model and its last outline; nothing is computed while the experiment has no noise.

    Args:
        clock: Seconds, monotonic.

    Attributes:
        late: Whether the last outline asked for belongs to an earlier moment.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.late = False
        self._clock = clock
        self._experiment: Experiment | None = None
        self._network: Network | None = None
        self._model: Model | None = None
        self._noisy = False
        self._outline: Outline | None = None
        self._rest = 0.0  # time before which no other outline is drawn

    def model(self, trainer: Trainer) -> Model | None:
        """The ideal model of the trainer's network; None while there is no noise."""
        if trainer.experiment is not self._experiment:
            self._experiment = trainer.experiment
            self._noisy = is_noisy(trainer.experiment)
            if self._noisy:
                network = without_noise(trainer.experiment).network
                if self._model is None or network != self._network:
                    self._network, self._model = network, compile_model(network)
        return self._model if self._noisy else None

    def outline(self, trainer: Trainer, look: Look, *, wait: bool) -> Outline | None:
        """The ghost of the moment, or, where that would take too much of the time, of a little earlier.

        Args:
            trainer: The network in training, measured.
            look: Where the user looks.
            wait: Whether an earlier outline will do until a new one is due; a picture at rest needs the true one.
        Returns:
            The outline; None without noise.
        """
        ideal = self.model(trainer)
        self.late = False
        if ideal is None:
            self._outline = None
            return None
        known, begun = self._outline, self._clock()
        sources = (ideal, trainer.model, trainer.theta, trainer.dataset, trainer.training.loss, look.point, look.ideal)
        if known is not None and _same(known.sources, sources):
            return known
        fits = known is not None and known.sources[0] is ideal and known.sources[-1] == look.ideal
        if wait and fits and begun < self._rest:
            self.late = True
            return known
        self._outline = _drawn(sources, ideal, trainer, look)
        self._rest = self._clock() + max(REST_SECONDS, SHARE * (self._clock() - begun))
        return self._outline

    def fill(self, trainer: Trainer, epochs: Sequence[int]) -> None:
        """Note the ideal loss of some of `epochs` in the curve, evenly spread: a fast run makes several in a frame.

        A network so dear that its outline comes late gets no more than the losses of its outlines.
        """
        ideal, begun = self.model(trainer), self._clock()
        if ideal is None or self.late or not len(trainer.tape):
            return
        for index in epochs[:: max(1, -(-len(epochs) // FILLED))]:
            epoch = trainer.tape.at(index)
            if epoch.index == index:
                f = ideal.predict(epoch.theta, trainer.dataset.x_train)[:, 0]
                trainer.curve.note_ideal(index, _train_loss(trainer, f))
        self._rest += SHARE * (self._clock() - begun)


def _train_loss(trainer: Trainer, f: FloatArray) -> float:
    """Train loss of outputs `f` at the training points."""
    return LOSSES[trainer.training.loss](f, trainer.dataset.y_train)[0]


def _same(a: tuple[object, ...], b: tuple[object, ...]) -> bool:
    return all(one is other for one, other in zip(a[:4], b[:4], strict=True)) and a[4:] == b[4:]


def _drawn(sources: tuple[object, ...], ideal: Model, trainer: Trainer, look: Look) -> Outline:
    noisy, theta, dataset = trainer.model, trainer.theta, trainer.dataset
    x = look.input(noisy.network.features)
    f, cut = ideal.predict(theta, dataset.x)[:, 0], len(dataset.x_train)
    states = [model.pauli_vector(theta, x) for model in (noisy, ideal)]
    purities = [float(state @ state / np.sqrt(state.size)) for state in states]
    costs = {
        "train_loss": _train_loss(trainer, f[:cut]),
        "accuracy": score(f[cut:], dataset.y_test, is_regression=dataset.is_regression),
        "margin": float(np.mean(dataset.y_test * f[cut:])),
        "purity": purities[1],
        "noisy_purity": purities[0],
        "fidelity": state_fidelity(states[0], states[1]),
    }
    thin = noisy if look.ideal else ideal
    decision = thin.decision_map(theta, resolution=OUTLINE, bounds=BOUNDS, rest=look.rest(len(x)))
    bloch = np.concatenate([layer[0] for layer in thin.bloch_batch(theta, x[None])])
    return Outline(sources, trainer.epoch.index, decision, bloch, costs)
