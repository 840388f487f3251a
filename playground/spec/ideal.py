"""The experiment as it would be without decoherence: same layers, same places, same parameters."""

from __future__ import annotations

from playground.spec.choices import CHANNEL_PARAMETERS
from playground.spec.device import Device, Noise
from playground.spec.experiment import Experiment
from playground.spec.layers import Decohere, Layer
from playground.spec.network import Network


def without_noise(experiment: Experiment) -> Experiment:
    """Return the ideal experiment: every channel does nothing, and the device makes no error.

    `decohere` layers stay where they are with strength 0 (`thermal`: time 0, crosstalk: angle 0), which is the identity
    channel. So layers, parameters and the marks between layers keep their numbers, and what is computed for both can
    be compared place by place.

    Args:
        experiment: The experiment, noisy or not.
    Returns:
        The ideal one. It equals that of the same experiment under any other noise.
    """
    return experiment.replace(network=_quiet_network(experiment.network), noise=Noise(), device=Device())


def is_noisy(experiment: Experiment) -> bool:
    """Whether anything in the experiment departs from the ideal one: ambient noise, a channel layer, or the device."""
    device = experiment.device
    qurons = [device.on(quron) for quron in range(device.listed_qurons or 1)]
    errors = [device.error_1q, device.error_2q, device.zz_crosstalk]
    errors += [error for quron in qurons for error in (quron.readout_p01, quron.readout_p10)]
    relaxes = any(quron.relaxes for quron in qurons)
    ambient = experiment.noise != Noise()
    return ambient or relaxes or any(errors) or _quiet_network(experiment.network) != experiment.network


def _quiet_network(network: Network) -> Network:
    layers = tuple(_quiet(layer) for layer in network.layers)
    return network if layers == network.layers else network.replace(layers=layers)


def _quiet(layer: Layer) -> Layer:
    if not isinstance(layer, Decohere):
        return layer
    field = next(name for name in ("strength", "time", "angle") if name in CHANNEL_PARAMETERS[layer.channel])
    return layer if getattr(layer, field) == 0 else layer.replace(**{field: 0.0})
