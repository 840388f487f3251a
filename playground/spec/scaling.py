"""More or less of the same noise: every channel to a power, for exaggeration and for zero-noise extrapolation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import inf

from playground.spec.choices import AMBIENT_CHANNELS
from playground.spec.device import Noise
from playground.spec.errors import SpecError, at, shown
from playground.spec.experiment import Experiment
from playground.spec.layers import Decohere, Layer
from playground.spec.network import Network
from playground.spec.powers import damped, mixed

_flips = partial(mixed, errors=1)


def _repeated(amount: float, factor: float) -> float:
    return amount * factor


POWERS: dict[str, tuple[str, Callable[[float, float], float]]] = {
    "amplitude_damping": ("strength", damped),
    "generalized_amplitude_damping": ("strength", damped),
    "phase_damping": ("strength", damped),
    "depolarizing": ("strength", partial(mixed, errors=3)),
    "bit_flip": ("strength", _flips),
    "phase_flip": ("strength", _flips),
    "bit_phase_flip": ("strength", _flips),
    "thermal": ("time", _repeated),
    "pair_depolarizing": ("strength", partial(mixed, errors=15)),
    "zz_crosstalk": ("angle", _repeated),
}
"""The field of each channel that changes when it is raised to a power, and its new value from the old and the power."""


def scale_noise(experiment: Experiment, factor: float) -> Experiment:
    """Return the experiment with `factor` times its noise: every channel to the power `factor`.

    A power n repeats each channel n times in its place; between whole numbers the same formula holds:

        damping g               1 - (1 - g)^factor, with the same ground population
        flips, depolarizing     (1 - 2p)^factor, (1 - 4p/3)^factor, on pairs (1 - 16p/15)^factor
        thermal, T1, T2         factor times as long; rates times factor
        crosstalk               angle and rate times factor
        gate errors             as depolarizing, with 1 - 2 e (one quron) and 1 - 4 e/3 (two) for an infidelity e

    Factor 0 is the ideal network. Evolve layers follow the device. Not scaled, because they are no channel that
    could act again: readout errors, and equilibrium populations.

    Args:
        experiment: The experiment.
        factor: The power, at least 0.
    Returns:
        The same network, with the same layers in the same places.
    Raises:
        SpecError: If a strength has no such power, or a value leaves its range; with its path.
    """
    _check(factor)
    with at("network"):
        network = scale_network(experiment.network, factor)
    with at("noise"):
        noise = scale_ambient(experiment.noise, factor)
    with at("device"):
        device = experiment.device.scaled(factor)
    return experiment.replace(network=network, noise=noise, device=device)


def scale_network(network: Network, factor: float) -> Network:
    """Return the network with its `decohere` layers to the power `factor`; see `scale_noise`."""
    _check(factor)
    layers: list[Layer] = []
    for position, layer in enumerate(network.layers):
        with at("layers", position):
            layers.append(_scaled(layer, factor) if isinstance(layer, Decohere) else layer)
    return network.replace(layers=tuple(layers))


def scale_ambient(noise: Noise, factor: float) -> Noise:
    """Return the ambient dials to the power `factor`; see `scale_noise`."""
    _check(factor)
    changes: dict[str, float] = {}
    for name in AMBIENT_CHANNELS:
        with at(name):
            _, power = POWERS[name]
            changes[name] = power(getattr(noise, name), factor)
    return noise.replace(**changes)


def _scaled(layer: Decohere, factor: float) -> Decohere:
    field, power = POWERS[layer.channel]
    with at(field):
        value = power(getattr(layer, field), factor)
    return layer.replace(**{field: value})


def _check(factor: float) -> None:
    if not 0 <= factor < inf:
        raise SpecError(f"`factor` must be a number of at least 0, but is {shown(factor)}. Choose 0 for no noise.")
