"""A network written out in plain QuTiP, one density matrix after the other: what the fast path must equal.

Nothing of the fast path is used: the layers are read from the specification, every operator is blown up to the whole
register, and noise is applied as Kraus operators.
"""

from collections.abc import Sequence

import numpy as np

from playground.models.pauli import FloatArray
from playground.quantum import gates, qutip, referee, states
from playground.spec import layers as spec
from playground.spec.choices import AMBIENT_CHANNELS, CHANNEL_PARAMETERS
from playground.spec.device import Device, Noise
from playground.spec.network import Network


def layer_states(network: Network, device: Device, noise: Noise, theta: FloatArray, x: FloatArray) -> list[qutip.Qobj]:
    """Density matrices before the first and after every layer, noise included.

    Args:
        network, device, noise: As for `compile_model`.
        theta: Shape (P,), radians.
        x: Shape (features,).
    Returns:
        L + 1 operators.
    """
    rho = states.ground_state(network.qurons)
    found, start = [rho], 0
    for layer, before in zip(network.layers, network.widths, strict=False):
        count = len(layer.parameters_on(before))
        rho = _apply_layer(rho, layer, before, device, theta[start : start + count], x)
        start += count
        if not isinstance(layer, spec.Decohere):
            rho = _rest(rho, _duration(layer, device), device, noise)
        found.append(rho)
    return found


def readouts_by_qutip(network: Network, device: Device, noise: Noise, theta: FloatArray, x: FloatArray) -> FloatArray:
    """Expectation values of all readouts for one input, shape (R,); arguments as in `layer_states`."""
    rho = layer_states(network, device, noise, theta, x)[-1]
    return np.array(
        [
            referee.readout(rho, dict(terms), readout_p01=device.readout_p01, readout_p10=device.readout_p10)
            for terms in network.observables
        ]
    )


def _apply_layer(
    rho: qutip.Qobj, layer: spec.AnyLayer, n: int, device: Device, theta: FloatArray, x: FloatArray
) -> qutip.Qobj:
    targets = layer.targets(n)
    match layer:
        case spec.Encode():
            scales = theta.tolist() if layer.trainable else [layer.scale] * len(targets)
            for quron, feature, scale in zip(targets, layer.features_on(n), scales, strict=True):
                rho = referee.apply_gate(rho, f"r{layer.axis}", [quron], scale * float(x[feature]))
            return _gate_errors(rho, targets, 1, device)
        case spec.Rotate():
            for row, quron in zip(theta.reshape(len(targets), -1), targets, strict=True):
                for axis, angle in zip(layer.axes, row.tolist(), strict=True):
                    rho = referee.apply_gate(rho, f"r{axis}", [quron], angle)
            return _gate_errors(rho, targets, len(layer.axes), device)
        case spec.Entangle():
            for place, pair in enumerate(layer.pairs_on(n)):
                angle = float(theta[place]) if len(theta) else None
                rho = referee.apply_gate(rho, layer.gate, pair, angle)
                rho = _pair_error(rho, pair, device)
            return rho
        case spec.Evolve():
            return _apply_evolution(rho, layer, device, theta, x)
        case spec.Decohere():
            arguments = {name: getattr(layer, name) for name in CHANNEL_PARAMETERS[layer.channel]}
            for quron in targets:
                rho = referee.apply_channel(rho, layer.channel, [quron], **arguments)
            return rho
        case spec.Perceptron():
            return _apply_perceptron(rho, layer, targets, device, theta)


def _apply_evolution(
    rho: qutip.Qobj, layer: spec.Evolve, device: Device, theta: FloatArray, x: FloatArray
) -> qutip.Qobj:
    """The whole register at once, by `mesolve`; qurons that the layer leaves alone relax as long."""
    n = referee.register_size(rho)
    letters = {"DX": ["X"], "DY": ["Y"], "DZ": ["Z"], "ZZ": ["ZZ"], "XY": ["XX", "YY"]}
    turns = [
        (angle, string, qurons)
        for angle, (qurons, name) in zip(theta.tolist(), layer.parameters_on(n), strict=True)
        for string in letters[name]
    ]
    turns += [
        (layer.scale * float(x[feature]), layer.axis.upper(), (quron,))
        for quron, feature in zip(layer.targets(n), layer.features_on(n), strict=False)
    ]
    return referee.apply_evolution(
        rho,
        turns,
        t1=device.t1,
        t2=device.t2,
        thermal_population=device.thermal_population,
        duration=layer.duration,
    )


def _apply_perceptron(
    rho: qutip.Qobj, layer: spec.Perceptron, inputs: Sequence[int], device: Device, theta: FloatArray
) -> qutip.Qobj:
    """Every meeting of an input with an output counts as one two-quron gate of the device."""
    rho = rho.ptrace(list(inputs))
    m, width = len(inputs), layer.width
    rho = qutip.tensor([rho, *[qutip.basis(2, 0).proj()] * width])
    outputs = range(m, m + width)
    for output, angles in zip(outputs, theta.reshape(width, -1).tolist(), strict=True):
        for i in range(m):
            meeting = gates.interaction(*angles[3 * i : 3 * i + 3])
            rho = _pair_error(referee.apply_unitary(rho, meeting, [i, output]), (i, output), device)
        for axis, angle in zip("ZYZ", angles[3 * m :], strict=True):
            rho = referee.apply_unitary(rho, gates.rotation(axis, angle), [output])
    return _gate_errors(rho.ptrace(list(outputs)), range(width), 3, device)


def _duration(layer: spec.AnyLayer, device: Device) -> float:
    match layer:
        case spec.Evolve():
            return 0.0  # decoherence has acted all the time
        case spec.Encode():
            return device.gate_time_1q
        case spec.Rotate():
            return device.gate_time_1q * len(layer.axes)
        case _:
            return device.gate_time_2q


def _rest(rho: qutip.Qobj, time: float, device: Device, noise: Noise) -> qutip.Qobj:
    """Thermal relaxation of every quron during a layer, then the ambient channels."""
    for quron in range(referee.register_size(rho)):
        if device.t1 is not None or device.t2 is not None:
            rho = referee.apply_channel(
                rho,
                "thermal",
                [quron],
                t1=device.t1,
                t2=device.t2,
                time=time,
                thermal_population=device.thermal_population,
            )
        for channel in AMBIENT_CHANNELS:
            strength = getattr(noise, channel)
            if strength:
                rho = referee.apply_channel(rho, channel, [quron], strength=strength)
    return rho


def _gate_errors(rho: qutip.Qobj, qurons: Sequence[int], gates_each: int, device: Device) -> qutip.Qobj:
    """Depolarizing of probability 3/2 error (average infidelity error) for each gate on each quron."""
    probability = min(1.0, 1.5 * device.error_1q)
    for quron in qurons if probability else ():
        for _ in range(gates_each):
            rho = referee.apply_channel(rho, "depolarizing", [quron], strength=probability)
    return rho


def _pair_error(rho: qutip.Qobj, pair: Sequence[int], device: Device) -> qutip.Qobj:
    """Two-quron depolarizing of probability 5/4 error (average infidelity error)."""
    probability = min(1.0, 1.25 * device.error_2q)
    if not probability:
        return rho
    return referee.apply_channel(rho, "two_quron_depolarizing", pair, strength=probability)
