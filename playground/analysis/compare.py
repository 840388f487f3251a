"""Learning with and without noise, side by side: what it costs to train on an ideal machine and run on a noisy one.

For every seed two networks are trained from the same start, one without noise and one under that of the experiment.
Then the first is run ideally (the reference) and under the noise, the second under the noise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from playground.learning.datasets import Dataset, make_dataset
from playground.learning.train import score, train
from playground.models.model import compile_experiment
from playground.spec.choices import MAX_SEED
from playground.spec.errors import SpecError
from playground.spec.experiment import Experiment
from playground.spec.ideal import is_noisy, without_noise
from playground.spec.parameters import initial_parameters

FloatArray = NDArray[np.float64]
Start = Literal["same", "ideal"]

ROLES = ("reference", "exposed", "adapted", "gain")
"""Ideal weights run ideally, ideal ones under the noise, noisy ones under the noise; the third minus the second."""


class Spread(NamedTuple):
    """A figure over several seeds: its mean and its sample standard deviation (NaN for a single seed)."""

    mean: float
    deviation: float


@dataclass(frozen=True, eq=False)
class Branch:
    """One training.

    Attributes:
        theta: Parameters at its end in radians, shape (P,).
        losses: Train and test loss after every epoch, as the branch itself saw them, shape (epochs, 2).
    """

    theta: FloatArray
    losses: FloatArray


@dataclass(frozen=True, eq=False)
class Pair:
    """Both trainings from one seed.

    Attributes:
        seed: Of the start, and of the order of the points.
        ideal: Trained without noise.
        noisy: Trained under the noise.
        accuracies: On the test points (R² for regression), by the names of `ROLES`.
    """

    seed: int
    ideal: Branch
    noisy: Branch
    accuracies: dict[str, float]


@dataclass(frozen=True, eq=False)
class Comparison:
    """All pairs, in the order of their seeds.

    Attributes:
        pairs: At least one.
        is_regression: Whether accuracies are R².
    """

    pairs: tuple[Pair, ...]
    is_regression: bool = False

    def spread(self, role: str) -> Spread:
        """Mean and sample standard deviation over the seeds of one of `ROLES`; a gain is taken seed by seed."""
        values = np.array([pair.accuracies[role] for pair in self.pairs])
        return Spread(float(values.mean()), float(values.std(ddof=1)) if len(values) > 1 else float("nan"))

    def best(self) -> dict[str, float]:
        """The figures if one keeps, of several starts, the one that trained best: lowest train loss of its branch."""
        ideal = min(self.pairs, key=lambda pair: pair.ideal.losses[-1, 0])
        noisy = min(self.pairs, key=lambda pair: pair.noisy.losses[-1, 0])
        found = {name: ideal.accuracies[name] for name in ("reference", "exposed")}
        found["adapted"] = noisy.accuracies["adapted"]
        return {**found, "gain": found["adapted"] - found["exposed"]}


@dataclass(frozen=True, eq=False)
class Step:
    """How far a comparison is.

    Attributes:
        fraction: From 0 to 1.
        pairs: Finished so far.
    """

    fraction: float
    pairs: tuple[Pair, ...]


def compare(experiment: Experiment, *, seeds: int = 5, epochs: int = 200, start: Start = "same") -> Comparison:
    """Train with and without noise from the same seeds, and measure what the noise costs either.

    The same experiment gives the same figures, bit for bit.

    Args:
        experiment: With noise. Its `parameters`, if it has any, are the start of the first pair; other starts are drawn
            from `training.seed`, `training.seed + 1`, ... Frozen parameters keep their value in all of them.
        seeds: Number of pairs, at least 1.
        epochs: Passes of each training, at least 1.
        start: Where the training under noise starts: `same`, where the ideal one did, or `ideal`, where it ended.
    Returns:
        The comparison.
    Raises:
        ValueError: If `seeds` or `epochs` is less than 1.
        SpecError: If the experiment has no noise.
    """
    *_, last = iter_compare(experiment, seeds=seeds, epochs=epochs, start=start)
    return Comparison(last.pairs, experiment.data.is_regression)


def iter_compare(experiment: Experiment, *, seeds: int = 5, epochs: int = 200, start: Start = "same") -> Iterator[Step]:
    """The same as an iterator with a step after every epoch; arguments and errors of `compare`."""
    for name, value in (("seeds", seeds), ("epochs", epochs)):
        if value < 1:
            raise ValueError(f"Argument `{name}` must be ≥ 1, but is {value}.")
    if not is_noisy(experiment):
        raise SpecError(
            "`noise` is zero everywhere, so that both trainings would be the same. Turn up a dial of the decoherence, "
            "or add a noise layer.",
            "noise",
        )
    return _steps(experiment, seeds, epochs, start)


def _steps(experiment: Experiment, seeds: int, epochs: int, start: Start) -> Iterator[Step]:
    ideal = without_noise(experiment)
    dataset = make_dataset(experiment.data, experiment.network.features)
    measure = [_accuracy(which, dataset) for which in (ideal, experiment)]
    pairs: tuple[Pair, ...] = ()
    for number in range(seeds):
        seed = (experiment.training.seed + number) % (MAX_SEED + 1)
        first = starting_point(experiment, seed, own=number == 0)
        branches: list[Branch] = []
        for which in (ideal, experiment):
            origin = branches[0].theta.tolist() if branches and start == "ideal" else first
            done = (2 * number + len(branches)) / (2 * seeds)
            for fraction, branch in _branch(which, seed, origin, epochs):
                if branch is not None:
                    branches.append(branch)
                yield Step(done + fraction / (2 * seeds), pairs)
        pairs = (*pairs, _paired(seed, branches, measure))
    yield Step(1.0, pairs)


def starting_point(experiment: Experiment, seed: int, *, own: bool) -> tuple[float, ...]:
    """Where a pair starts, shape (P,), radians.

    Args:
        experiment: The experiment.
        seed: Draws what has no value of its own.
        own: Whether the starting parameters of the experiment count; frozen ones always do.
    """
    given, drawn = experiment.parameters, initial_parameters(experiment.network, seed)
    if given is None:
        return drawn
    return tuple(given[k] if own or k in experiment.frozen else value for k, value in enumerate(drawn))


def _branch(
    experiment: Experiment, seed: int, start: Sequence[float], epochs: int
) -> Iterator[tuple[float, Branch | None]]:
    """Train one network; yields how far it is, and at its end the branch."""
    training = experiment.training.replace(seed=seed)
    losses: list[tuple[float, float]] = []
    for epoch in train(experiment.replace(training=training, parameters=tuple(start)), epochs):
        losses.append((epoch.train_loss, epoch.test_loss))
        branch = Branch(epoch.theta, np.array(losses)) if epoch.index == epochs else None
        yield epoch.index / epochs, branch


def _paired(seed: int, branches: Sequence[Branch], measure: Sequence[Callable[[FloatArray], float]]) -> Pair:
    ideal, noisy = branches
    reference, exposed, adapted = measure[0](ideal.theta), measure[1](ideal.theta), measure[1](noisy.theta)
    found = {"reference": reference, "exposed": exposed, "adapted": adapted, "gain": adapted - exposed}
    return Pair(seed, ideal, noisy, found)


def _accuracy(experiment: Experiment, dataset: Dataset) -> Callable[[FloatArray], float]:
    model = compile_experiment(experiment)

    def accuracy(theta: FloatArray) -> float:
        f = model.predict(theta, dataset.x_test)[:, 0]
        return score(f, dataset.y_test, is_regression=dataset.is_regression)

    return accuracy
