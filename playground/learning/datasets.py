"""Data sets in the square [-1, 1]², made so that every dial moves them continuously.

Shapes, noise and the split into training and test points are drawn from three separate streams of one seed.
Noise is drawn once and scaled, so dragging its dial moves every point along a straight line; the split is one
fixed permutation, so dragging the train fraction only moves the boundary in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri
from sklearn.datasets import make_blobs, make_circles, make_moons

if TYPE_CHECKING:
    from playground.spec.experiment import Data

FloatArray = NDArray[np.float64]
Shape = Callable[[int, np.random.Generator], tuple[FloatArray, FloatArray]]

EXTENT = 0.8
"""Half the width of the square that the noiseless shapes fill; the rest is room for noise."""
NOISE_CUT = 2.0
"""Noise is a normal distribution cut at this many standard deviations, so that no point is lost off screen."""
_SHAPE, _NOISE, _SPLIT, _NUISANCE = range(4)


@dataclass(frozen=True, eq=False)
class Dataset:
    """Points with targets, split into a training and a test part.

    Attributes:
        x_train: Training points, shape (N_train, features).
        y_train: Their targets, shape (N_train,): -1 or +1 for classes, within [-1, 1] for regression. The
            columns of a target of shape (N_train, R) belong to the readouts one by one.
        x_test: Test points, shape (N_test, features).
        y_test: Their targets.
        is_regression: Whether targets are values rather than classes.
    """

    x_train: FloatArray
    y_train: FloatArray
    x_test: FloatArray
    y_test: FloatArray
    is_regression: bool = False

    @property
    def x(self) -> FloatArray:
        """All points, training points first, shape (N, features)."""
        return np.concatenate([self.x_train, self.x_test])

    @property
    def y(self) -> FloatArray:
        """All targets, in the order of `x`."""
        return np.concatenate([self.y_train, self.y_test])


def make_dataset(data: Data, features: int = 2) -> Dataset:
    """Draw the data set that a specification describes.

    The same `data` gives the same points, bit for bit. Noise moves the points of a classification set by
    `noise * z` in each feature, and the targets of a regression set by `noise * z` (cut off at ±1), where `z` is
    a standard normal number cut at ±2.

    Args:
        data: Name, number of samples, noise, train fraction and seed.
        features: Width of the points. With 1, only x1 is kept: classes are seen in projection, and regression
            targets are those on the line x2 = 0. Beyond 2, columns uniform in [-0.8, 0.8] follow that carry no
            information about the target and are free of noise; only the class of `xor` is the sign of the product of
            all features (parity), in each of which the points keep off 0.
    Returns:
        The data set; both parts hold at least one point.
    Raises:
        ValueError: If `features` is less than 1 or the name is unknown.
    """
    if features < 1:
        raise ValueError(f"Argument `features` must be ≥ 1, but is {features}.")
    if data.name in CLASSIFICATION:
        x, y = CLASSIFICATION[data.name](data.samples, _stream(data.seed, _SHAPE))
        x = _fit_width(x, features, data.seed)
        if data.name == "xor":
            x[:, 2:] = _off_zero(x[:, 2:] / EXTENT)
            y = y * np.prod(np.sign(x[:, 2:]), axis=1)
        x[:, :2] += data.noise * _cut_normal(_stream(data.seed, _NOISE), (data.samples, 2))[:, :features]
    elif data.name in REGRESSION:
        x = _stream(data.seed, _SHAPE).uniform(-EXTENT, EXTENT, (data.samples, 2))
        x = _fit_width(x, features, data.seed)
        x2 = x[:, 1] if features > 1 else np.zeros(data.samples)
        shift = data.noise * _cut_normal(_stream(data.seed, _NOISE), (data.samples,))
        y = np.clip(REGRESSION[data.name](x[:, 0], x2) + shift, -1.0, 1.0)
    else:
        raise ValueError(f"Argument `data.name` must be one of {', '.join(DATASETS)}, but is {data.name!r}.")
    return _split(x, y, data)


def _split(x: FloatArray, y: FloatArray, data: Data) -> Dataset:
    order = _stream(data.seed, _SPLIT).permutation(data.samples)
    cut = min(max(round(data.train_fraction * data.samples), 1), data.samples - 1)
    train, test = order[:cut], order[cut:]
    return Dataset(x[train], y[train], x[test], y[test], is_regression=data.name in REGRESSION)


def _stream(seed: int, purpose: int) -> np.random.Generator:
    return np.random.default_rng((seed, purpose))


def _cut_normal(rng: np.random.Generator, shape: tuple[int, ...]) -> FloatArray:
    return np.asarray(ndtri(rng.uniform(ndtr(-NOISE_CUT), ndtr(NOISE_CUT), shape)))


def _fit_width(x: FloatArray, features: int, seed: int) -> FloatArray:
    extra = max(features - x.shape[1], 0)
    nuisance = _stream(seed, _NUISANCE).uniform(-EXTENT, EXTENT, (extra, len(x))).T  # one more leaves the others
    return np.hstack([x[:, :features], nuisance])


# Classes: (samples, rng) -> points (N, 2), targets ±1
# ====================================================


def circles(samples: int, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Two rings around the origin, of radius 0.8 (class -1) and 0.32 (class +1)."""
    return _classes(*make_circles(samples, shuffle=False, factor=0.4))


def moons(samples: int, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Two interleaving half circles."""
    x, y = _classes(*make_moons(samples, shuffle=False))
    return (x - EXTENT * np.array([0.5, 0.25])) / np.array([1.5, 0.75]), y


def xor(samples: int, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Four squares; the class is the sign of x1 x2. With more features it is that of their product."""
    x = _off_zero(rng.uniform(-1.0, 1.0, (samples, 2)))
    return x, np.sign(x[:, 0] * x[:, 1])


def blobs(samples: int, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Two round clouds on the diagonal, each a normal distribution of standard deviation 0.12."""
    seed = int(rng.integers(2**31))
    centres = np.array([[-0.5, -0.5], [0.5, 0.5]])
    x, label, *_ = make_blobs(samples, centers=centres, cluster_std=0.15, random_state=seed)
    return _classes(x, label)


def spiral(samples: int, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Two arms that wind around the origin one and a half times."""
    y = np.where(np.arange(samples) % 2, 1.0, -1.0)
    radius = EXTENT * np.sqrt(rng.uniform(0.01, 1.0, samples))
    angle = 3.0 * np.pi * radius / EXTENT
    return (y * radius)[:, None] * np.column_stack([np.sin(angle), np.cos(angle)]), y


def disc(samples: int, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Points all over the square; class +1 lies inside a circle of half its area, |x| < 0.8 sqrt(2/π).

    Source: Pérez-Salinas et al., Quantum 4, 226 (2020), there on [-1, 1]².
    """
    x = rng.uniform(-1.0, 1.0, (samples, 2))
    return EXTENT * x, np.where(np.hypot(x[:, 0], x[:, 1]) < np.sqrt(2 / np.pi), 1.0, -1.0)


def _off_zero(x: FloatArray) -> FloatArray:
    """Move numbers from [-1, 1] to a distance of 0.1 to 0.8 from 0, on the same side."""
    return np.copysign(0.1 + (EXTENT - 0.1) * np.abs(x), x)


def _classes(x: ArrayLike, label: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Turn scikit-learn's points of size 1 and labels 0, 1 into ours."""
    return EXTENT * np.asarray(x, dtype=np.float64), 2.0 * np.asarray(label, dtype=np.float64) - 1.0


# Values: (x1, x2) -> target in [-1, 1]
# =====================================


def plane(x1: FloatArray, x2: FloatArray) -> FloatArray:
    """A tilted plane, (x1 + x2)/1.6."""
    return (x1 + x2) / (2 * EXTENT)


def gauss(x1: FloatArray, x2: FloatArray) -> FloatArray:
    """A hill at (0.4, 0.4) and a hollow at (-0.4, -0.4), both of width 0.3."""
    hill = np.exp(-((x1 - 0.4) ** 2 + (x2 - 0.4) ** 2) / (2 * 0.3**2))
    hollow = np.exp(-((x1 + 0.4) ** 2 + (x2 + 0.4) ** 2) / (2 * 0.3**2))
    return hill - hollow


def sine(x1: FloatArray, x2: FloatArray) -> FloatArray:
    """A standing wave, sin(π x1) cos(π x2 / 2)."""
    return np.sin(np.pi * x1) * np.cos(np.pi * x2 / 2)


CLASSIFICATION: dict[str, Shape] = {
    "circles": circles,
    "moons": moons,
    "xor": xor,
    "blobs": blobs,
    "spiral": spiral,
    "disc": disc,
}
REGRESSION: dict[str, Callable[[FloatArray, FloatArray], FloatArray]] = {
    "plane": plane,
    "gauss": gauss,
    "sine": sine,
}
DATASETS: tuple[str, ...] = (*CLASSIFICATION, *REGRESSION)
