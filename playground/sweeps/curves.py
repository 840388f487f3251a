"""A dial swept: how well the network does at every value of it, and the exact curve where one is known."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.learning.datasets import Dataset, make_dataset
from playground.learning.train import score, train
from playground.models.losses import LOSSES
from playground.models.model import Model, compile_experiment
from playground.spec.edits import set_value
from playground.spec.errors import SpecError, path_of
from playground.spec.experiment import Experiment
from playground.sweeps.closed_forms import ClosedForm, closed_form
from playground.sweeps.dials import Dial, check_trained, find_dial

FloatArray = NDArray[np.float64]

MAX_POINTS = 401
EXACT_POINTS = 121
"""Points of an exact curve."""

QUANTITIES = ("accuracy", "margin", "train_loss", "test_loss", "output", "purity")
"""On the test points: fraction on the right side (R² for regression) and mean of y f; losses; at the probe: the first
readout, and the purity of the whole state after the last layer."""


@dataclass(frozen=True, eq=False)
class Curve:
    """Quantities against the values of a dial.

    Attributes:
        dial: What was swept.
        values: Its values, shape (V,).
        quantities: Name of `QUANTITIES` -> shape (V,).
        epochs: Epochs of training at every value; 0 for the present parameters.
        formula: What the exact curve follows; empty if none is known.
        exact_values: Values of the exact curve, shape (M,), or empty.
        exact: Name -> shape (M,); the purity is missing where the form holds for readouts only.
        deviation: Largest difference between margin, losses and output at the values and on the exact curve; NaN
            without one.
    """

    dial: Dial
    values: FloatArray
    quantities: dict[str, FloatArray]
    epochs: int
    formula: str
    exact_values: FloatArray
    exact: dict[str, FloatArray]
    deviation: float

    def table(self) -> list[list[str | float]]:
        """Rows of numbers, below a row of names with units."""
        unit = self.dial.unit or "1"
        names = [f"{_safe(self.dial.name)} [{unit}]", *(f"{name} [1]" for name in QUANTITIES)]
        columns = [self.values, *(self.quantities[name] for name in QUANTITIES)]
        return [list(names), *([float(value) for value in row] for row in zip(*columns, strict=True))]

    def to_csv(self) -> str:
        """The table as comma-separated values, numbers written so that they read back the same."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(self.table())
        return text.getvalue()


@dataclass(frozen=True, eq=False)
class Step:
    """How far a sweep is.

    Attributes:
        fraction: From 0 to 1.
        curve: With the values so far.
    """

    fraction: float
    curve: Curve


def sweep(
    experiment: Experiment,
    theta: ArrayLike,
    path: Sequence[str | int],
    values: ArrayLike,
    *,
    x: ArrayLike | None = None,
    epochs: int = 0,
) -> Curve:
    """Sweep one dial of an experiment.

    Args:
        experiment: The experiment.
        theta: Parameters, shape (P,), radians; with `epochs`, where every training starts.
        path: The dial, such as `("noise", "depolarizing")`, `("device", "t1")` or `("parameters", 3)`; see `dials`.
        values: Its values in the dial's unit, shape (V,), at most 401.
        x: The probe, shape (features,); None is the origin.
        epochs: Epochs to train at every value; 0 keeps the parameters. A swept angle is held while the others learn.
    Returns:
        The curve; exact forms are worked out for present parameters only.
    Raises:
        SpecError: If the dial cannot be swept, or a value is refused; nothing has been computed then.
        ValueError: If a shape is wrong.
    """
    *_, last = iter_sweep(experiment, theta, path, values, x=x, epochs=epochs)
    return last.curve


def iter_sweep(
    experiment: Experiment,
    theta: ArrayLike,
    path: Sequence[str | int],
    values: ArrayLike,
    *,
    x: ArrayLike | None = None,
    epochs: int = 0,
) -> Iterator[Step]:
    """The same as an iterator with a step after every value, or every epoch; arguments and errors of `sweep`."""
    dial = find_dial(experiment, path)
    check_trained(dial, retrain=epochs > 0)
    row = np.asarray(values, dtype=float)
    if row.ndim != 1 or not 1 <= len(row) <= MAX_POINTS:
        raise ValueError(f"Argument `values` must have shape (V,), 1 ≤ V ≤ {MAX_POINTS}, but has shape {row.shape}.")
    if epochs < 0:
        raise ValueError(f"Argument `epochs` must be ≥ 0, but is {epochs}.")
    start = tuple(np.asarray(theta, dtype=float).tolist())
    dressed = experiment.replace(parameters=start)
    variants = [_variant(dressed, dial, float(value)) for value in row]
    probe = np.zeros(experiment.network.features) if x is None else np.asarray(x, dtype=float)
    return _steps(dressed, dial, row, variants, probe, epochs)


def _variant(experiment: Experiment, dial: Dial, value: float) -> Experiment:
    try:
        changed = set_value(experiment, dial.path, value)
    except SpecError as error:
        raise SpecError(f"The sweep reaches {value:g}: {error.message}", error.path or path_of(dial.path)) from None
    held = (*changed.frozen, dial.path[1]) if dial.path[0] == "parameters" else changed.frozen
    return changed.replace(frozen=held)


def _steps(
    experiment: Experiment,
    dial: Dial,
    values: FloatArray,
    variants: Sequence[Experiment],
    probe: FloatArray,
    epochs: int,
) -> Iterator[Step]:
    form = None if epochs else closed_form(experiment, dial.path)
    exact_values = _fine(values) if form else np.empty(0)
    both = _exact(experiment, dial, form, np.concatenate([exact_values, values]), probe) if form else {}
    exact = {name: column[: len(exact_values)] for name, column in both.items()}
    at_values = {name: column[len(exact_values) :] for name, column in both.items()}
    bench, found = _Bench(probe), dict[str, list[float]]({name: [] for name in QUANTITIES})

    def step(fraction: float) -> Step:
        count = len(found["purity"])
        done = {name: np.array(column) for name, column in found.items()}
        text = form.text if form else ""
        largest = _deviation(done, at_values)
        return Step(fraction, Curve(dial, values[:count], done, epochs, text, exact_values, exact, largest))

    for number, variant in enumerate(variants):
        theta = np.asarray(variant.parameters, dtype=float)
        for epoch in train(variant, epochs) if epochs else ():
            theta = epoch.theta
            yield step((number + epoch.index / (epochs + 1)) / len(variants))
        for name, value in bench.measure(variant, theta).items():
            found[name].append(value)
        yield step((number + 1) / len(variants))


class _Bench:
    """Measures experiments, and keeps the compiled network and the data set while they stay the same.

    Args:
        probe: Shape (features,).
    """

    def __init__(self, probe: FloatArray) -> None:
        self._probe = probe
        self._compiled: tuple[tuple[object, ...], Model] | None = None
        self._drawn: tuple[object, Dataset] | None = None

    def measure(self, experiment: Experiment, theta: FloatArray) -> dict[str, float]:
        """All of `QUANTITIES` at some parameters."""
        outputs, state = self.evaluate(experiment, theta)
        return figures(experiment, self.dataset(experiment), outputs, state)

    def evaluate(self, experiment: Experiment, theta: FloatArray) -> tuple[FloatArray, FloatArray]:
        """First readout at all points and, last, at the probe, shape (N + 1,); state at the probe, shape (4^n,)."""
        model, dataset = self._model(experiment), self.dataset(experiment)
        f = model.predict(theta, np.vstack([dataset.x, self._probe]))[:, 0]
        return f, model.pauli_vector(theta, self._probe)

    def dataset(self, experiment: Experiment) -> Dataset:
        """The points of an experiment."""
        key = experiment.data
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = key, make_dataset(key, experiment.network.features)
        return self._drawn[1]

    def _model(self, experiment: Experiment) -> Model:
        key = experiment.network, experiment.read_device, experiment.noise
        if self._compiled is None or self._compiled[0] != key:
            self._compiled = key, compile_experiment(experiment)
        return self._compiled[1]


def figures(experiment: Experiment, dataset: Dataset, outputs: FloatArray, state: FloatArray) -> dict[str, float]:
    """All of `QUANTITIES` from outputs and a state.

    Args:
        experiment: Names the loss.
        dataset: N points, training points first.
        outputs: First readout at all points and, last, at the probe, shape (N + 1,).
        state: Pauli vector at the probe, shape (4^n,); its purity is |r|²/2^n.
    """
    f, cut, loss = outputs[:-1], len(dataset.x_train), LOSSES[experiment.training.loss]
    return {
        "accuracy": score(f[cut:], dataset.y_test, is_regression=dataset.is_regression),
        "margin": float(np.mean(dataset.y_test * f[cut:])),
        "train_loss": loss(f[:cut], dataset.y_train)[0],
        "test_loss": loss(f[cut:], dataset.y_test)[0],
        "output": float(outputs[-1]),
        "purity": float(state @ state / np.sqrt(state.size)),
    }


def _exact(
    experiment: Experiment, dial: Dial, form: ClosedForm, values: FloatArray, probe: FloatArray
) -> dict[str, FloatArray]:
    """All quantities along the exact curve, from the network at the nodes of the form alone."""
    bench = _Bench(probe)
    variants = [_variant(experiment, dial, float(node)) for node in form.nodes]
    nodes = [bench.evaluate(variant, np.asarray(variant.parameters, dtype=float)) for variant in variants]
    weights = form.weights(values)
    outputs, states = (weights @ np.array(part) for part in zip(*nodes, strict=True))
    dataset = bench.dataset(experiment)
    rows = [figures(experiment, dataset, f, state) for f, state in zip(outputs, states, strict=True)]
    names = QUANTITIES if form.whole else QUANTITIES[:-1]
    return {name: np.array([row[name] for row in rows]) for name in names}


def _deviation(found: dict[str, FloatArray], exact: dict[str, FloatArray]) -> float:
    """Accuracies are left out: they jump where an output passes 0, whatever its last digit."""
    compared = [name for name in exact if name != "accuracy"]
    if not compared or not len(found["output"]):
        return float("nan")
    return max(float(np.max(np.abs(found[name] - exact[name][: len(found[name])]))) for name in compared)


def _fine(values: FloatArray) -> FloatArray:
    """Values for the exact curve: over the same range, evenly."""
    return np.linspace(values.min(), values.max(), EXACT_POINTS)


def _safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f" {text}" if text[:1] in tuple("=+-@\t\r") else text
