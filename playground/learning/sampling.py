"""Readouts as a device gives them: means over S shots, with or without readout errors taken out.

A shot of a Pauli string P ends in +1 or -1. With readout errors its mean is `m = K <P> + s`; of a single quron
`K = 1 - p01 - p10` and `s = p10 - p01` (p01 = P(1|0), p10 = P(0|1)). The mean of S shots is
`2 B/S - 1` with `B ~ Binomial(S, (1 + m)/2)`, and has the variance `(1 - m²)/S`. Inverted, the estimate
`(2 B/S - 1 - s)/K` has the mean <P> exactly and 1/K² times that variance. Every string of a weighted sum has S shots
of its own; variances add up as `sum c_k² var_k`.

Strings of several qurons whose errors are unequal are inverted shot by shot, as the product over their qurons of
`(outcome - s_q)/K_q`: the errors of a product are no multiple of the product. Their outcomes are drawn jointly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, product
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from playground.models.engine import Bounds
from playground.models.model import compile_experiment
from playground.spec.choices import MAX_READOUTS
from playground.spec.errors import SpecError
from playground.spec.measurement import readout_errors
from playground.spec.parameters import parameter_labels

if TYPE_CHECKING:
    from playground.spec.experiment import Experiment

FloatArray = NDArray[np.float64]
Means = Mapping[str, FloatArray]

MOST_JOINT = 6
"""Most qurons of a string whose unequal readout errors are inverted: 2^k outcomes are drawn jointly."""

SHIFT_RULES = {
    **dict.fromkeys(("RX", "RY", "RZ", "RXX", "RYY", "RZZ", "XX", "YY", "ZZ"), 1 / 2),
    **dict.fromkeys(("CRX", "CRY", "CRZ"), 3 / 8),
}
"""Largest variance of a slope from a parameter-shift rule, one shot for every circuit: the sum of the squared
coefficients of the rule, 2 (1/2)² of two terms and 2 (d₊² + d₋²), d± = (√2 ± 1)/(4√2), of the four for controlled
rotations. Scales of encoders and angles of pulses have no such rule."""


@dataclass(frozen=True)
class Parity:
    """A Pauli string of which only the product of outcomes is needed.

    Attributes:
        string: Pauli string over the output qurons.
        weight: Its coefficient in the readout.
        kept, shift: K and s of what is inverted; 1 and 0 if nothing is.
    """

    string: str
    weight: float
    kept: float = 1.0
    shift: float = 0.0

    @property
    def needs(self) -> tuple[str, ...]:
        """Strings whose expectation values it is drawn from."""
        return (self.string,)

    @property
    def most(self) -> float:
        """Largest variance of a single shot."""
        return (self.weight / self.kept) ** 2

    def measured(self, means: Means) -> FloatArray:
        """m, the mean of the outcomes of the device."""
        return np.clip(self.kept * means[self.string] + self.shift, -1.0, 1.0)

    def draw(self, means: Means, shots: int, rng: np.random.Generator) -> FloatArray:
        """One estimate from `shots` shots at every input, times the weight."""
        ups = rng.binomial(shots, (1.0 + self.measured(means)) / 2.0)
        return self.weight * (2.0 * ups / shots - 1.0 - self.shift) / self.kept

    def variance(self, means: Means) -> FloatArray:
        """Variance of a single shot, times the squared weight."""
        return self.most * (1.0 - self.measured(means) ** 2)


@dataclass(frozen=True, eq=False)
class Joint:
    """A Pauli string whose unequal readout errors are inverted quron by quron.

    Attributes:
        string, weight: As of `Parity`.
        errors: K and s of every quron that the string reads.
    """

    string: str
    weight: float
    errors: tuple[tuple[float, float], ...]

    @property
    def needs(self) -> tuple[str, ...]:
        """The string with every part of it, that without letters first."""
        places = [place for place, letter in enumerate(self.string) if letter != "I"]
        found = []
        for chosen in product((False, True), repeat=len(places)):
            kept = set(compress(places, chosen))
            found.append("".join(letter if place in kept else "I" for place, letter in enumerate(self.string)))
        return tuple(found)

    @property
    def values(self) -> FloatArray:
        """What a shot contributes for each of the 2^k outcomes."""
        table = np.array([self.weight])
        for kept, shift in self.errors:
            table = np.outer(table, np.array([1.0 - shift, -1.0 - shift]) / kept).ravel()
        return table

    @property
    def most(self) -> float:
        """Largest variance of a single shot, at most."""
        return float(np.max(np.abs(self.values))) ** 2

    def chances(self, means: Means) -> FloatArray:
        """Probability of each outcome, shape (N, 2^k)."""
        count = len(self.errors)
        parts = np.array([means[name] for name in self.needs])  # (2^k, N)
        table = parts.reshape(*[2] * count, -1)
        for axis, (kept, shift) in enumerate(self.errors):
            # from (1, <P>) to (P(+), P(-)) of the measured outcome
            step = np.array([[1.0 + shift, kept], [1.0 - shift, -kept]]) / 2.0
            table = np.moveaxis(np.tensordot(step, table, axes=(1, axis)), 0, axis)
        chances = np.clip(table.reshape(2**count, -1).T, 0.0, None)
        return chances / chances.sum(axis=1, keepdims=True)

    def draw(self, means: Means, shots: int, rng: np.random.Generator) -> FloatArray:
        """One estimate from `shots` shots at every input, times the weight."""
        return rng.multinomial(shots, self.chances(means)) @ self.values / shots

    def variance(self, means: Means) -> FloatArray:
        """Variance of a single shot, times the squared weight."""
        chances, values = self.chances(means), self.values
        return chances @ values**2 - (chances @ values) ** 2


@dataclass(frozen=True, eq=False)
class Reading:
    """How one readout is measured.

    Attributes:
        constant: Weight of the identity, which needs no measurement.
        strings: What is measured.
    """

    constant: float
    strings: tuple[Parity | Joint, ...]

    @property
    def lone(self) -> Parity | None:
        """The only string, if its mean follows from that of the readout."""
        one = self.strings[0] if len(self.strings) == 1 else None
        return one if isinstance(one, Parity) else None

    @property
    def most(self) -> float:
        """Largest variance of the readout from one shot for every string."""
        return sum(string.most for string in self.strings)


def read_terms(
    terms: Sequence[tuple[str, float]], errors: Sequence[tuple[float, float]], *, invert: bool, path: str
) -> Reading:
    """How a readout is measured.

    Args:
        terms: Pauli strings and weights.
        errors: P(1|0) and P(0|1) of every output quron.
        invert: Whether readout errors are taken out.
        path: Of the readout, for the error.
    Raises:
        SpecError: If unequal errors of more than `MOST_JOINT` qurons would have to be inverted at once.
    """
    constant, strings = 0.0, list[Parity | Joint]()
    for string, weight in terms:
        acting = [
            (1 - p01 - p10, p10 - p01) for (p01, p10), letter in zip(errors, string, strict=True) if letter != "I"
        ]
        if not acting:
            constant += weight
        elif weight and invert and len(acting) > 1 and any(shift for _, shift in acting):
            if len(acting) > MOST_JOINT:
                raise SpecError(
                    f"`invert_readout` is true, and {string!r} reads {len(acting)} qurons with unequal errors at once, "
                    f"of which at most {MOST_JOINT} can be inverted. Shorten the string, or set readout_p01 to "
                    "readout_p10.",
                    path,
                )
            strings.append(Joint(string, weight, tuple(acting)))
        elif weight:
            kept, shift = float(np.prod([part for part, _ in acting])), acting[0][1] if len(acting) == 1 else 0.0
            strings.append(Parity(string, weight, kept, shift) if invert else Parity(string, weight))
    return Reading(constant, tuple(strings))


def read_experiment(experiment: Experiment) -> tuple[Reading, ...]:
    """How every readout of an experiment is measured, whatever the number of shots."""
    network = experiment.network
    errors, invert = readout_errors(experiment.device, network.widths[-1]), experiment.measurement.invert_readout
    return tuple(
        read_terms(terms, errors, invert=invert, path=f"network.readouts[{number}]")
        for number, terms in enumerate(network.observables)
    )


class Sampling:
    """Draws what S shots for every Pauli string give.

    Args:
        experiment: Its network, noise, device and measurement are read; shots must be given.

    Attributes:
        shots: S.
        readings: How every readout is measured.
    """

    def __init__(self, experiment: Experiment) -> None:
        if experiment.measurement.shots is None:
            raise ValueError("Argument `experiment` must have `measurement.shots`, but it is None, which is exact.")
        self.shots = experiment.measurement.shots
        self.readings = read_experiment(experiment)
        wanted = {name for reading in self.readings if not reading.lone for s in reading.strings for name in s.needs}
        strings = sorted(name for name in wanted if set(name) != {"I"})
        self._parts = [
            compile_experiment(_reading(experiment, strings[k : k + MAX_READOUTS]))
            for k in range(0, len(strings), MAX_READOUTS)
        ]
        self._blank = "I" * experiment.network.widths[-1]
        labels = parameter_labels(experiment.network)
        self._rules = np.array([SHIFT_RULES.get(label.axis, 0.0) for label in labels])
        self._most = np.array([reading.most for reading in self.readings])

    def draw(self, theta: FloatArray, x: FloatArray, f: FloatArray, rng: np.random.Generator) -> FloatArray:
        """Readouts from S shots.

        Args:
            theta: Shape (P,), radians.
            x: Inputs, shape (N, features).
            f: Their exact readouts under `experiment.read_device`, shape (N, R).
            rng: Source of the outcomes.
        Returns:
            Shape (N, R); without inversion within the weights of the readout, with it a little beyond.
        """
        return self.draws(theta, x, f, rng, 1)[0]

    def draws(
        self, theta: FloatArray, x: FloatArray, f: FloatArray, rng: np.random.Generator, repeats: int
    ) -> FloatArray:
        """The same again and again: shape (repeats, N, R), the first of which is that of `draw`."""
        parts, drawn = self._means(theta, x), np.empty((repeats, *f.shape))
        for column, reading in enumerate(self.readings):
            means = self._of(reading, f[:, column], parts)
            many = {name: np.tile(mean, repeats) for name, mean in means.items()}
            estimates = [string.draw(many, self.shots, rng) for string in reading.strings]
            total = sum(estimates, start=np.full(repeats * len(x), reading.constant))
            drawn[:, :, column] = total.reshape(repeats, len(x))
        return drawn

    def variance(self, theta: FloatArray, x: FloatArray, f: FloatArray) -> FloatArray:
        """Variance of what `draw` gives, shape (N, R): that of a single shot divided by S."""
        parts, spread = self._means(theta, x), np.zeros_like(f)
        for column, reading in enumerate(self.readings):
            means = self._of(reading, f[:, column], parts)
            spread[:, column] = sum((string.variance(means) for string in reading.strings), start=np.zeros(len(x)))
        return spread / self.shots

    @property
    def ms(self) -> float:
        """Milliseconds that strings of sums and products add to a picture, as planned; 0 for single strings."""
        return sum(model.plan.ms for model in self._parts)

    @property
    def follows(self) -> bool:
        """Whether the variance of the first readout follows from its value, since it measures a single string."""
        return self.readings[0].lone is not None

    def variance_map(
        self, theta: FloatArray, decision: FloatArray, *, bounds: Bounds, rest: FloatArray | None = None
    ) -> FloatArray:
        """Variance of a single shot of the first readout over the first two features.

        Args:
            theta: Shape (P,), radians.
            decision: The decision map, shape (resolution, resolution).
            bounds, rest: Of the decision map.
        Returns:
            Shape (resolution, resolution).
        """
        found = {self._blank: np.ones(decision.size)}
        for model in self._parts:
            maps = model.readout_maps(theta, len(decision), bounds, rest=rest)
            found |= {str(name): part.ravel() for name, part in zip(model.readouts, maps, strict=True)}
        means = self._of(self.readings[0], decision.ravel(), found)
        variances = [string.variance(means) for string in self.readings[0].strings]
        return sum(variances, start=np.zeros(decision.size)).reshape(decision.shape)

    def slope_deviation(self, cotangent: FloatArray) -> FloatArray:
        """Standard deviation that shots add to every component of a gradient by parameter-shift rules.

        A device measures `df/dtheta` of each input as a difference of readouts at shifted angles, each from S shots.
        The variance of a component is then `rule * sum(c² v) / S` over inputs and readouts, `rule` of `SHIFT_RULES`;
        c is the slope of the loss, and v, the variance of one shot of a shifted readout, is taken at its largest, so
        that noise is never understated.

        Args:
            cotangent: Slope of the loss with respect to readouts, shape (N, R).
        Returns:
            Shape (P,); 0 for parameters without a shift rule.
        """
        total = float(np.sum(cotangent**2 @ self._most)) / self.shots
        return np.sqrt(self._rules * total)

    def _means(self, theta: FloatArray, x: FloatArray) -> dict[str, FloatArray]:
        """Expectation values of strings that do not follow from a readout, shape (N,) each."""
        found = {self._blank: np.ones(len(x))}
        for model in self._parts:
            names = [str(name) for name in model.readouts]
            found |= dict(zip(names, model.predict(theta, x).T, strict=True))
        return found

    @staticmethod
    def _of(reading: Reading, f: FloatArray, parts: Means) -> Means:
        lone = reading.lone
        return parts if lone is None else {lone.string: (f - reading.constant) / lone.weight}


def _reading(experiment: Experiment, strings: Sequence[str]) -> Experiment:
    return experiment.replace(network=experiment.network.replace(readouts=tuple(strings)))


def make_sampling(experiment: Experiment) -> Sampling | None:
    """What draws the readouts of an experiment; None if they are exact.

    Raises:
        SpecError: If its readout errors cannot be inverted.
    """
    return None if experiment.measurement.shots is None else Sampling(experiment)
