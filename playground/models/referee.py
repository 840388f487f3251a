"""A network written out in plain QuTiP, one density matrix after the other: what the fast path must equal.

Nothing of the fast path is used: the layers are read from the specification, every operator is blown up to the whole
register, and noise is applied as Kraus operators.
"""

from collections.abc import Callable, Sequence

import numpy as np

from playground.models.pauli import FloatArray
from playground.quantum import gates, qutip, referee, states
from playground.spec import layers as spec
from playground.spec.choices import AMBIENT_CHANNELS
from playground.spec.device import Device, Noise
from playground.spec.network import Network

Bath = tuple[float | None, float | None, float]
"""T1 and T2 in microseconds, None for infinite, and the population of |1> in equilibrium."""
Relax = Callable[[qutip.Qobj, Sequence[Bath], float], qutip.Qobj]
"""Thermal relaxation of every quron, each in its own bath, for a time in microseconds."""


def relax_by_kraus(rho: qutip.Qobj, baths: Sequence[Bath], time: float) -> qutip.Qobj:
    """Quron by quron, with the Kraus operators of the finite map."""
    for quron, (t1, t2, population) in enumerate(baths):
        if t1 is not None or t2 is not None:
            bath = {"t1": t1, "t2": t2, "thermal_population": population}
            rho = referee.apply_channel(rho, "thermal", [quron], time=time, **bath)
    return rho


def relax_by_mesolve(rho: qutip.Qobj, baths: Sequence[Bath], time: float) -> qutip.Qobj:
    """All qurons at once, as the Lindblad equation of the whole register."""
    return referee.apply_evolution(rho, [], baths=baths, duration=time)


def layer_states(
    network: Network,
    device: Device,
    noise: Noise,
    theta: FloatArray,
    x: FloatArray,
    relax: Relax = relax_by_kraus,
) -> list[qutip.Qobj]:
    """Density matrices before the first and after every layer, noise included.

    Args:
        network, device, noise: As for `compile_model`.
        theta: Shape (P,), radians.
        x: Shape (features,).
        relax: How thermal relaxation is worked out; `evolve` layers always take `mesolve`.
    Returns:
        L + 1 operators.
    """
    rho = states.ground_state(network.qurons)
    found, start = [rho], 0
    for layer, before in zip(network.layers, network.widths, strict=False):
        count = len(layer.parameters_on(before))
        rho = _apply_layer(rho, layer, before, device, theta[start : start + count], x, relax)
        start += count
        if not isinstance(layer, spec.Decohere):
            rho = _rest(rho, _duration(layer, device), device, noise, relax)
        found.append(rho)
    return found


def readouts_by_qutip(network: Network, device: Device, noise: Noise, theta: FloatArray, x: FloatArray) -> FloatArray:
    """Expectation values of all readouts for one input, shape (R,); arguments as in `layer_states`."""
    return readouts_of(layer_states(network, device, noise, theta, x)[-1], network, device)


def readouts_of(rho: qutip.Qobj, network: Network, device: Device) -> FloatArray:
    """Expectation values of all readouts of a network in its last state, as the device reads them, shape (R,)."""
    qurons = [device.on(quron) for quron in range(network.widths[-1])]
    p01, p10 = [quron.readout_p01 for quron in qurons], [quron.readout_p10 for quron in qurons]
    values = (referee.readout(rho, dict(t), readout_p01=p01, readout_p10=p10) for t in network.observables)
    return np.array(list(values))


def _apply_layer(
    rho: qutip.Qobj, layer: spec.AnyLayer, n: int, device: Device, theta: FloatArray, x: FloatArray, relax: Relax
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
                rho = _after_gate(rho, pair, device)
            return rho
        case spec.Evolve():
            return _apply_evolution(rho, layer, device, theta, x)
        case spec.Decohere(channel="thermal"):
            bath = (layer.t1, layer.t2, layer.thermal_population)
            return relax(rho, [bath if quron in targets else (None, None, 0.0) for quron in range(n)], layer.time)
        case spec.Decohere():
            for wires in layer.pairs_on(n) if layer.is_paired else [(quron,) for quron in targets]:
                rho = referee.apply_channel(rho, layer.channel, wires, **layer.arguments)
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
    return referee.apply_evolution(rho, turns, baths=_baths(device, n), duration=layer.duration)


def _baths(device: Device, n: int) -> list[Bath]:
    """What the device does to each of n qurons while time passes."""
    qurons = [device.on(quron) for quron in range(n)]
    return [(quron.t1, quron.t2, quron.thermal_population) for quron in qurons]


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
            rho = _after_gate(referee.apply_unitary(rho, meeting, [i, output]), (i, output), device)
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


def _rest(rho: qutip.Qobj, time: float, device: Device, noise: Noise, relax: Relax) -> qutip.Qobj:
    """Thermal relaxation of every quron during a layer, then the ambient channels."""
    n = referee.register_size(rho)
    if time and any(device.on(quron).relaxes for quron in range(n)):
        rho = relax(rho, _baths(device, n), time)
    for quron in range(n):
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


def _after_gate(rho: qutip.Qobj, pair: Sequence[int], device: Device) -> qutip.Qobj:
    """ZZ crosstalk for the duration of the gate, then depolarizing of probability 5/4 error (average infidelity)."""
    if device.zz_crosstalk:
        rho = referee.apply_channel(rho, "zz_crosstalk", pair, angle=device.zz_crosstalk * device.gate_time_2q)
    probability = min(1.0, 1.25 * device.error_2q)
    if not probability:
        return rho
    return referee.apply_channel(rho, "pair_depolarizing", pair, strength=probability)
