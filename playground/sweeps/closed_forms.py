"""How a readout depends on one dial where that is known exactly, so that a few values give the whole curve.

In each of these cases every expectation value is f(v) = sum_j b_j(v) F_j with known functions b_j: as many values at
nodes determine it everywhere. The state is the same sum, so the purity follows too.

    an angle of a gate exp(-i v P/2)   1, cos v, sin v; a controlled rotation has the half angle as well
    depolarizing, one quron            1, (1 - 4p/3)^k after k layers
    damping, flips                     a polynomial in sqrt(1 - gamma), or in p, of a degree that counts the places
    readout errors                     a polynomial in the error, of the degree of the Pauli string

Source:
    Schuld, Bergholm, Gogolin, Izaac and Killoran, PRA 99, 032331 (2019), and Wierichs, Izaac, Wang and Lin, Quantum 6,
    677 (2022), for angles; the channels' Bloch maps (`quantum.channels`) for the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.spec.choices import PARAMETRISED_GATES
from playground.spec.experiment import Experiment
from playground.spec.layers import Decohere
from playground.spec.parameters import parameter_labels

FloatArray = NDArray[np.float64]

MOST_NODES = 17
"""Most nodes of a closed form: beyond, it is no shorter than the sweep itself."""
NON_UNITAL = ("amplitude_damping", "generalized_amplitude_damping", "thermal")

_Variable = Callable[[FloatArray], FloatArray]


def _probability(p: FloatArray) -> FloatArray:
    return p


def _amplitude(g: FloatArray) -> FloatArray:
    return np.sqrt(1 - g)


CHANNELS: dict[str, tuple[str, _Variable, int]] = {
    "amplitude_damping": ("√(1 − γ)", _amplitude, 2),
    "generalized_amplitude_damping": ("√(1 − γ)", _amplitude, 2),
    "phase_damping": ("√(1 − λ)", _amplitude, 1),
    "depolarizing": ("p", _probability, 1),
    "bit_flip": ("p", _probability, 1),
    "phase_flip": ("p", _probability, 1),
    "bit_phase_flip": ("p", _probability, 1),
    "pair_depolarizing": ("p", _probability, 1),
}
"""For each channel: the variable in which its Bloch map is a polynomial, and the degree for one quron or pair."""


@dataclass(frozen=True, eq=False)
class ClosedForm:
    """An exact dependence on one dial.

    Attributes:
        nodes: Values of the dial that determine it, shape (J,).
        basis: From values of shape (V,) to the functions b_j, shape (V, J).
        text: The formula, for the user.
        whole: Whether the state follows it too, not the readouts alone.
    """

    nodes: FloatArray
    basis: Callable[[FloatArray], FloatArray]
    text: str
    whole: bool = True

    def weights(self, values: FloatArray) -> FloatArray:
        """Weights w with f(values) = w @ f(nodes), shape (V, J)."""
        wanted = self.basis(np.asarray(values, dtype=np.float64))
        return np.asarray(np.linalg.solve(self.basis(self.nodes).T, wanted.T).T, dtype=np.float64)


def closed_form(experiment: Experiment, path: Sequence[str | int]) -> ClosedForm | None:
    """Return the exact dependence of readouts on a dial.

    Args:
        experiment: The experiment.
        path: A dial of `sweeps.dials`.
    Returns:
        The form; None if none is known, or it needs more than 17 nodes.
    """
    match tuple(path):
        case ("parameters", int(index)):
            return _angle(experiment, index)
        case ("noise", str(channel)):
            return _isotropic(experiment, channel, None) or _polynomial(channel, _ambient_places(experiment))
        case ("network", "layers", int(index), "strength"):
            return _of_layer(experiment, index)
        case ("device", "readout_p01" | "readout_p10"):
            letters = max(len(s) - s.count("I") for terms in experiment.network.observables for s, _ in terms)
            form = _powers(letters, "the readout error", _probability)
            return form and ClosedForm(form.nodes, form.basis, form.text, whole=False)
        case _:
            return None


def _angle(experiment: Experiment, index: int) -> ClosedForm | None:
    label = parameter_labels(experiment.network)[index]
    layer = experiment.network.layers[label.layer]
    if layer.kind == "evolve" or label.axis == "scale":
        return None  # other things act during a pulse; a scale multiplies another number for every input
    if label.axis.lower() in PARAMETRISED_GATES and label.axis.startswith("CR"):
        nodes = 4 * np.pi * np.arange(5) / 5
        return ClosedForm(nodes, _waves(0.5, 1.0), "a + b cos θ + c sin θ + d cos θ/2 + e sin θ/2, from five values")
    return ClosedForm(2 * np.pi * np.arange(3) / 3, _waves(1.0), "a + b cos θ + c sin θ, from three values")


def _waves(*frequencies: float) -> Callable[[FloatArray], FloatArray]:
    def basis(v: FloatArray) -> FloatArray:
        waves = [wave(k * v) for k in frequencies for wave in (np.cos, np.sin)]
        return np.column_stack([np.ones(len(v)), *waves])

    return basis


def _of_layer(experiment: Experiment, index: int) -> ClosedForm | None:
    network = experiment.network
    layer = network.layers[index]
    if not isinstance(layer, Decohere):
        return None
    width = network.widths[index]
    places = len(layer.pairs_on(width) if layer.is_paired else layer.targets(width))
    form = _isotropic(experiment, layer.channel, index) or _polynomial(layer.channel, places)
    if form is None or layer.channel != "amplitude_damping" or not _read_at_once(experiment, index):
        return form
    return ClosedForm(form.nodes, form.basis, f"f → (1 − γ) f + γ before a Z readout; the state: {form.text}")


def _read_at_once(experiment: Experiment, index: int) -> bool:
    """Whether a layer on all qurons is the last one, and every readout is a single Z without readout errors."""
    network = experiment.network
    strings = [terms[0][0].replace("I", "") if len(terms) == 1 else "" for terms in network.observables]
    reads = experiment.read_device
    exact = not any(np.any(np.asarray(e)) for e in (reads.readout_p01, reads.readout_p10))
    last = index == len(network.layers) - 1 and network.layers[index].targets(network.widths[index]) == tuple(
        range(network.widths[index])
    )
    return last and exact and all(isinstance(r, str) for r in network.readouts) and set(strings) == {"Z"}


def _isotropic(experiment: Experiment, channel: str, index: int | None) -> ClosedForm | None:
    """Depolarizing on one quron among unital channels: it commutes with all of them, so its places only add up."""
    network = experiment.network
    if channel != "depolarizing" or set(network.widths) != {1} or not _is_unital(experiment):
        return None
    places = 1 if index is not None else _ambient_places(experiment)
    power = "" if places == 1 else f"^{places}"

    def basis(p: FloatArray) -> FloatArray:
        return np.column_stack([np.ones(len(p)), (1 - 4 * p / 3) ** places])

    return ClosedForm(np.array([0.0, 0.75]), basis, f"f(0) (1 − 4p/3){power}, up to a constant of the readout")


def _is_unital(experiment: Experiment) -> bool:
    device = experiment.device
    layers = experiment.network.layers
    relaxes = device.t1 is not None or experiment.noise.amplitude_damping > 0
    replaced = any(layer.replaces_qurons for layer in layers)
    damped = any(isinstance(layer, Decohere) and layer.channel in NON_UNITAL for layer in layers)
    return not (relaxes or replaced or damped)


def _ambient_places(experiment: Experiment) -> int:
    """How often an ambient channel acts on a quron."""
    after = experiment.network.widths[1:]
    layers = experiment.network.layers
    return sum(n for n, layer in zip(after, layers, strict=True) if not isinstance(layer, Decohere))


def _polynomial(channel: str, places: int) -> ClosedForm | None:
    if channel not in CHANNELS:
        return None
    name, variable, degree = CHANNELS[channel]
    return _powers(degree * places, name, variable)


def _powers(degree: int, name: str, variable: _Variable) -> ClosedForm | None:
    """A polynomial of some degree in a variable that runs from 0 to 1, or back, as the dial does."""
    if degree + 1 > MOST_NODES:
        return None
    u = (1 - np.cos(np.pi * np.arange(degree + 1) / degree)) / 2
    nodes = u if variable is _probability else 1 - u**2

    def basis(v: FloatArray) -> FloatArray:
        return np.asarray(np.polynomial.chebyshev.chebvander(2 * variable(v) - 1, degree), dtype=np.float64)

    kind = "a straight line" if degree == 1 else f"a polynomial of degree {degree}"
    return ClosedForm(nodes, basis, f"{kind} in {name}, from {degree + 1} values")
