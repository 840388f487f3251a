"""Quantum neural networks as scikit-learn estimators."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.decomposition import PCA
from sklearn.utils import check_random_state
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from playground.learning.train import fit_parameters
from playground.models.model import Model, compile_model
from playground.spec.choices import MAX_FEATURES
from playground.spec.device import Device, Noise
from playground.spec.experiment import Training
from playground.spec.layers import Encode, Entangle, Layer, Rotate
from playground.spec.network import Network

FloatArray = NDArray[np.float64]

DEFAULT_QURONS = 4
"""Most qurons of a default network; with more features, several encoding layers share them."""
TARGET_EXTENT = 0.9
"""Regression targets fill [-0.9, 0.9] of the readout's [-1, 1]: the ends cannot be reached exactly."""


def default_network(features: int) -> Network:
    """Return the network an estimator uses when none is given.

    Three or four qurons, as many as features if possible. A block encodes up to four features about x with scale
    1.25, rotates about y and z and entangles by an RXX ring; the row of blocks that covers all features comes three
    times (re-uploading), and a last rotation about y and x turns the readout, Z on quron 0.

    Args:
        features: Number of features, 1 to 8.
    Returns:
        The network.
    """
    qurons = min(max(features, 3), DEFAULT_QURONS)
    layers: list[Layer] = []
    for _ in range(3):
        for first in range(0, features, qurons):
            block = tuple(range(first, min(first + qurons, features)))
            layers += [Encode(axis="x", features=block, scale=1.25), Rotate(axes="yz"), Entangle(gate="rxx")]
    return Network(qurons=qurons, features=features, layers=(*layers, Rotate(axes="yx")))


def _validated(estimator: BaseEstimator, *arrays: Any, **options: Any) -> Any:
    """Check data as scikit-learn does; its function carries no types, and those inferred from it are wrong."""
    return validate_data(estimator, *arrays, dtype=np.float64, **options)


class _QuronEstimator(BaseEstimator):
    """What classifier and regressor share: parameters, feature scaling, training, readout."""

    def __init__(
        self,
        network: Network | dict[str, Any] | str | None = None,
        device: Device | None = None,
        noise: Noise | None = None,
        loss: str = "mse",
        optimizer: str = "adam",
        learning_rate: float = 0.1,
        epochs: int = 60,
        batch_size: int | None = None,
        l2: float = 0.0,
        random_state: int | np.random.RandomState | None = None,
    ) -> None:
        self.network = network
        self.device = device
        self.noise = noise
        self.loss = loss
        self.optimizer = optimizer
        self.learning_rate = learning_rate
        self.epochs = epochs
        self.batch_size = batch_size
        self.l2 = l2
        self.random_state = random_state

    def _fit_readouts(self, X: FloatArray, targets: FloatArray) -> None:
        """Train one set of parameters for each column of `targets`, shape (N, K), values in [-1, 1]."""
        scaled = self._fit_scaling(X)
        width = scaled.shape[1]
        self.network_ = default_network(width) if self.network is None else Network.model_validate(self.network)
        if self.network_.features != width:
            raise ValueError(
                f"Argument `network` must have features={width}, as the data do, but has {self.network_.features}."
            )
        rng = check_random_state(self.random_state)
        model = self._model()
        theta = []
        for column in targets.T:
            training = self._training(int(rng.randint(2**31 - 1)))
            start = model.initial_parameters(seed=training.seed)
            theta.append(fit_parameters(model, scaled, column, training, start, epochs=self.epochs))
        self.theta_ = np.array(theta)

    def _readout(self, X: ArrayLike) -> FloatArray:
        """Readout 0 of every trained network, shape (N, K)."""
        check_is_fitted(self)
        scaled, model = self._scale(_validated(self, X, reset=False)), self._model()
        return np.column_stack([model.predict(theta, scaled)[:, 0] for theta in self.theta_])

    def _fit_scaling(self, X: FloatArray) -> FloatArray:
        most = MAX_FEATURES if self.network is None else X.shape[1]
        # A full decomposition is deterministic; fewer points than components leave fewer components.
        wide = X.shape[1] > most
        self.reduction_ = PCA(min(most, len(X)), svd_solver="full").fit(X) if wide else None
        reduced = X if self.reduction_ is None else self.reduction_.transform(X)
        low, high = reduced.min(axis=0), reduced.max(axis=0)
        self.centre_ = (low + high) / 2
        self.half_range_ = np.where(high > low, (high - low) / 2, 1.0)
        return self._scale(X)

    def _scale(self, X: FloatArray) -> FloatArray:
        reduced = X if self.reduction_ is None else self.reduction_.transform(X)
        return (reduced - self.centre_) / self.half_range_

    def _model(self) -> Model:
        return compile_model(self.network_, device=self.device, noise=self.noise)

    def _training(self, seed: int) -> Training:
        return Training.model_validate(
            {
                "loss": self.loss,
                "optimizer": self.optimizer,
                "learning_rate": self.learning_rate,
                "batch_size": self.batch_size,
                "l2": self.l2,
                "seed": seed,
            }
        )


class QuronClassifier(ClassifierMixin, _QuronEstimator):
    """Classifier by a quantum neural network, decoherence included.

    Features are shifted and scaled so that the training points fill [-1, 1] in each; `encode` layers turn them into
    angles. Two classes are the sign of readout 0; with more, one network is trained for each class against the rest
    and the largest readout wins.

    Args:
        network: `Network`, mapping or JSON text; None builds `default_network` for the data, after reducing data of
            more than 8 features to their first 8 principal components.
        device: Device to run on; None is ideal.
        noise: Ambient decoherence; None is none.
        loss: "mse", "cross_entropy" or "hinge".
        optimizer: "adam", "sgd" or "spsa".
        learning_rate: Size of a step.
        epochs: Number of passes over the points.
        batch_size: Points of a mini-batch; None takes all at once.
        l2: Strength of the penalty `l2/2 |theta|²`.
        random_state: Seed of the initial parameters and mini-batches; an int makes `fit` repeatable.

    Attributes:
        classes_: The classes, sorted, shape (K,).
        theta_: Trained parameters in radians, shape (1, P) for two classes, (K, P) for more.
        network_: The network in use.
        n_features_in_: Number of features seen by `fit`.
    """

    classes_: NDArray[Any]

    def fit(self, X: ArrayLike, y: ArrayLike) -> QuronClassifier:
        """Train on points `X` of shape (N, features) with class labels `y` of shape (N,).

        Returns:
            The estimator itself.
        Raises:
            ValueError: If there are fewer than two classes, or a setting does not fit the data.
        """
        points, labels = _validated(self, X, y)
        check_classification_targets(labels)
        self.classes_, label = np.unique(labels, return_inverse=True)
        count = len(self.classes_)
        if count < 2:
            raise ValueError(f"Argument `y` must hold at least 2 classes, but holds {count} class.")
        columns = label[:, None] == np.arange(count)
        self._fit_readouts(points, np.where(columns[:, 1:] if count == 2 else columns, 1.0, -1.0))
        return self

    def decision_function(self, X: ArrayLike) -> FloatArray:
        """Return the readouts: shape (N,) for two classes, positive for the second; (N, K) for more."""
        f = self._readout(X)
        return f[:, 0] if f.shape[1] == 1 else f

    def predict_proba(self, X: ArrayLike) -> FloatArray:
        """Return class probabilities, shape (N, K).

        For two classes `p = (1 + f)/2`, the probability that a single measurement votes for the second one, with `f`
        cut to [-1, 1]. For more, these probabilities of the separate networks, divided by their sum.
        """
        p = (1.0 + np.clip(self._readout(X), -1.0, 1.0)) / 2.0
        if p.shape[1] == 1:
            return np.hstack([1.0 - p, p])
        p = np.maximum(p, np.finfo(float).tiny)  # all networks may say no with certainty
        return p / p.sum(axis=1, keepdims=True)

    def predict(self, X: ArrayLike) -> NDArray[Any]:
        """Return the class of each point, shape (N,)."""
        f = self._readout(X)
        return self.classes_[(f[:, 0] > 0).astype(int) if f.shape[1] == 1 else np.argmax(f, axis=1)]


class QuronRegressor(RegressorMixin, _QuronEstimator):
    """Regression by a quantum neural network, decoherence included.

    Features are scaled as in `QuronClassifier`; targets are scaled so that those of the training points fill
    [-0.9, 0.9], within which readout 0 learns them.

    Args:
        network: As in `QuronClassifier`, as are all other arguments.
        device: Device to run on; None is ideal.
        noise: Ambient decoherence; None is none.
        loss: "mse"; the losses for classes are accepted and rarely useful.
        optimizer: "adam", "sgd" or "spsa".
        learning_rate: Size of a step.
        epochs: Number of passes over the points.
        batch_size: Points of a mini-batch; None takes all at once.
        l2: Strength of the penalty `l2/2 |theta|²`.
        random_state: Seed of the initial parameters and mini-batches; an int makes `fit` repeatable.

    Attributes:
        theta_: Trained parameters in radians, shape (1, P).
        network_: The network in use.
        n_features_in_: Number of features seen by `fit`.
    """

    def fit(self, X: ArrayLike, y: ArrayLike) -> QuronRegressor:
        """Train on points `X` of shape (N, features) with values `y` of shape (N,).

        Returns:
            The estimator itself.
        Raises:
            ValueError: If a setting does not fit the data.
        """
        points, values = _validated(self, X, y, y_numeric=True)
        low, high = float(np.min(values)), float(np.max(values))
        self.offset_ = (low + high) / 2
        self.unit_ = (high - low) / (2 * TARGET_EXTENT) if high > low else 1.0
        self._fit_readouts(points, ((values - self.offset_) / self.unit_)[:, None])
        return self

    def predict(self, X: ArrayLike) -> FloatArray:
        """Return the value at each point, shape (N,)."""
        f = self._readout(X)[:, 0]
        return self.offset_ + self.unit_ * f
