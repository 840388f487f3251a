"""Arguments checked at the door: what was expected, and what came."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import ArrayLike

from playground.models.pauli import FloatArray


def check_theta(theta: ArrayLike, n_parameters: int) -> FloatArray:
    """theta as an array of shape (P,).

    Raises:
        ValueError: If the shape is wrong or a value is not finite.
    """
    array = _finite(theta, "theta")
    if array.shape != (n_parameters,):
        raise ValueError(f"Argument `theta` must have shape ({n_parameters},), but has shape {array.shape}.")
    return array


def check_inputs(x: ArrayLike, features: int) -> FloatArray:
    """Inputs as an array of shape (N, features).

    Raises:
        ValueError: If the shape is wrong or a value is not finite.
    """
    array = _finite(x, "X")
    if array.ndim != 2 or array.shape[1] != features:
        raise ValueError(f"Argument `X` must have shape (N, {features}), but has shape {array.shape}.")
    return array


def check_some_inputs(x: ArrayLike, features: int) -> FloatArray:
    """At least one input, as an array of shape (N, features).

    Raises:
        ValueError: If there is none, the shape is wrong or a value is not finite.
    """
    array = check_inputs(x, features)
    if not len(array):
        raise ValueError(f"Argument `X` must hold at least one input, but has shape {array.shape}.")
    return array


def check_input(x: ArrayLike, features: int) -> FloatArray:
    """One input as an array of shape (1, features).

    Raises:
        ValueError: If the shape is wrong or a value is not finite.
    """
    array = _finite(x, "x")
    if array.shape != (features,):
        raise ValueError(f"Argument `x` must have shape ({features},), but has shape {array.shape}.")
    return array[None, :]


def check_targets(y: ArrayLike, shape: tuple[int, int]) -> FloatArray:
    """Targets as an array of shape (N,) for the first readout, or (N, R) for all.

    Raises:
        ValueError: If the shape is wrong or a value is not finite.
    """
    array = _finite(y, "y")
    if array.shape not in ((shape[0],), shape):
        raise ValueError(f"Argument `y` must have shape ({shape[0]},) or {shape}, but has shape {array.shape}.")
    return array


def check_rest(rest: ArrayLike | None, features: int) -> FloatArray:
    """Values of the features from number 2 on, shape (features - 2,); None means 0.

    Raises:
        ValueError: If the shape is wrong or a value is not finite.
    """
    count = max(0, features - 2)
    array = np.zeros(count) if rest is None else _finite(rest, "rest")
    if array.shape != (count,):
        raise ValueError(f"Argument `rest` must have shape ({count},), but has shape {array.shape}.")
    return array


def check_resolution(resolution: int, name: str) -> int:
    """A number of points along one side of a map.

    Raises:
        ValueError: If it is below 1 or above 2000.
    """
    if not 1 <= resolution <= 2000:
        raise ValueError(f"Argument `{name}` must lie between 1 and 2000, but is {resolution}.")
    return int(resolution)


def check_bounds(bounds: tuple[float, float]) -> tuple[float, float]:
    """Lowest and highest coordinate of a map.

    Raises:
        ValueError: If they are not two finite numbers in rising order.
    """
    array = _finite(bounds, "bounds")
    if array.shape != (2,) or not array[0] < array[1]:
        raise ValueError(f"Argument `bounds` must be two numbers in rising order, but is {bounds}.")
    return float(array[0]), float(array[1])


def check_index(index: int, count: int, name: str) -> int:
    """A position counted from 0.

    Raises:
        ValueError: If there is none of this number.
    """
    if not 0 <= index < count:
        raise ValueError(f"Argument `{name}` must lie between 0 and {count - 1}, but is {index}.")
    return index


def check_choice(name: str, choices: Collection[str], argument: str) -> None:
    """One of several names.

    Raises:
        ValueError: If there is no such choice.
    """
    if name not in choices:
        raise ValueError(f"Argument `{argument}` must be one of {', '.join(choices)}, but is {name!r}.")


def check_shape(value: ArrayLike, shape: tuple[int, ...], name: str) -> FloatArray:
    """An array of a given shape.

    Raises:
        ValueError: If the shape is wrong.
    """
    array = np.asarray(value, dtype=np.float64)
    if array.shape != shape:
        raise ValueError(f"Argument `{name}` must have shape {shape}, but has shape {array.shape}.")
    return array


def check_runs(runs: int) -> int:
    """A number of single runs.

    Raises:
        ValueError: If it is below 2, where there is no standard error, or above a million.
    """
    if not 2 <= runs <= 1_000_000:
        raise ValueError(f"Argument `runs` must lie between 2 and 1000000, but is {runs}.")
    return runs


def check_group(qurons: Sequence[int], count: int) -> Sequence[int]:
    """Some of `count` qurons, each once.

    Raises:
        ValueError: If there are none, one comes twice, or one does not exist.
    """
    if not qurons or len(set(qurons)) < len(qurons):
        raise ValueError(f"Argument `qurons` must name at least one quron and each only once, but is {list(qurons)}.")
    for quron in qurons:
        check_index(quron, count, "qurons")
    return qurons


def _finite(value: ArrayLike, name: str) -> FloatArray:
    array = np.ascontiguousarray(value, dtype=np.float64) if np.ndim(value) else np.asarray(value, dtype=np.float64)
    if not np.all(np.isfinite(array)):
        raise ValueError(f"Argument `{name}` must be finite, but holds NaN or infinity.")
    return array
