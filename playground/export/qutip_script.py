"""An experiment as a stand-alone QuTiP program: this network, with these parameters, on this input, under this noise.

The text is made of checked values only: numbers by `repr`, names of a fixed choice, and the one free text, the device's
name, as a Python literal inside a comment.
"""

from __future__ import annotations

import json

from numpy.typing import ArrayLike

from playground.export.layer_text import WRITERS
from playground.export.sheet import Sheet, number, numbers
from playground.export.toolbox import tools
from playground.models import checks
from playground.spec.choices import AMBIENT_CHANNELS
from playground.spec.device import Device
from playground.spec.errors import SpecError
from playground.spec.experiment import Experiment
from playground.spec.layer import SCALE
from playground.spec.layers import Perceptron
from playground.spec.measurement import readout_errors
from playground.spec.network import Network
from playground.spec.parameters import parameter_labels

MOST_ALIVE = 12
"""Qurons alive at one time: the density matrix of one more would take over a gigabyte in the script."""

_DIALS = {
    "amplitude_damping": ("damping", "damping(AMPLITUDE_DAMPING)"),
    "phase_damping": ("dephasing", "dephasing(PHASE_DAMPING)"),
    "depolarizing": ("pauli_errors", 'pauli_errors(DEPOLARIZING, ["X", "Y", "Z"])'),
}
"""The ambient dials: the tool and the expression of each."""

_HEAD = '''
"""A quantum neural network in plain QuTiP: its state after every layer, and its readouts, for one input.

Conventions: |0> is resting, <Z> = +1. Quron 0 is the leftmost tensor factor. R_P(t) = exp(-i t P / 2), angles in
radians, times in microseconds. Each depolarizing Pauli X, Y, Z has a third of the probability.

Needs NumPy and QuTiP 5; run it with Python 3. Made by Quron Playground.
"""
'''

_MAIN = '''
def main():
    """Print what the screen shows."""
    states = layer_states(theta, x)
    for mark, rho in enumerate(states):
        print("layer", mark if mark else "0 (input)", f"purity {(rho @ rho).tr().real:.12f}")
        for quron in range(len(rho.dims[0])):
            bloch = [qutip.expect(pauli(axis), rho.ptrace(quron)) for axis in "XYZ"]
            print(f"  q{quron} <X>, <Y>, <Z>:", ", ".join(f"{part:.12f}" for part in bloch))
    for readout in READOUTS:
        print("readout", readout, f"{qutip.expect(observable(readout), states[-1]):.12f}")
@SAMPLES@

if __name__ == "__main__":
    main()
'''

_PRINT_SAMPLES = """
    for readout in READOUTS:
        value, error = sampled(readout, states[-1], np.random.default_rng(0))
        print("sampled", readout, f"{value:.6f} +- {error:.6f}")
"""

_OBSERVABLE = '''
def observable(readout):
    """The operator of a readout: Pauli strings with their weights."""
    return sum(weight * pauli(string) for string, weight in readout.items())
'''

_FAULTY_OBSERVABLE = '''
def observable(readout):
    """The operator of a readout, as the device reports it: each P becomes (1 - p01 - p10) P + (p10 - p01) 1."""

    def reported(letter, p01, p10):
        return pauli("I") if letter == "I" else (1 - p01 - p10) * pauli(letter) + (p10 - p01) * pauli("I")

    return sum(
        weight * qutip.tensor([reported(*each) for each in zip(string, READOUT_P01, READOUT_P10)])
        for string, weight in readout.items()
    )
'''


def qutip_script(experiment: Experiment, theta: ArrayLike, x: ArrayLike) -> str:
    """The experiment as a Python program that needs NumPy and QuTiP only.

    It prints Bloch vectors and purity after every layer, and all readouts, and agrees with the model to 1e-9.

    Args:
        experiment: Network, noise and device; how it learns is not part of the program.
        theta: Parameters in radians, shape (P,).
        x: The input, shape (features,).
    Returns:
        The source text, in ASCII apart from the device's name.
    Raises:
        ValueError: If a shape is wrong or a number is not finite.
        SpecError: If more than 12 qurons live at one time.
    """
    network = experiment.network
    angles = checks.check_theta(theta, len(parameter_labels(network)))
    point = checks.check_input(x, network.features)[0]
    _check_size(network)
    sheet = Sheet(experiment.read_device.acting, experiment.noise)
    if experiment.measurement.shots is not None:
        sheet.tools.add("sampled")
        sheet.use("READOUT_P01", "READOUT_P10", "SHOTS", "INVERT_READOUT")
    body = _layer_states(sheet, network)
    observable = _observable(sheet, network.widths[-1])
    given = [f"x = np.array({numbers(point)})", *_parameters(network, angles.tolist())]
    parts = [
        _HEAD.strip("\n"),
        "import numpy as np\nimport qutip",
        "\n".join([*given, *_constants(sheet, experiment), _readouts(network)]),
    ]
    used = sheet.tools | {_DIALS[name][0] for name in _acting(sheet)}
    definitions = [*tools(used), *_ambient(sheet), body, observable, _main(sheet)]
    return "\n\n".join(parts) + "\n\n\n" + "\n\n\n".join(definitions) + "\n"


def _check_size(network: Network) -> None:
    for index, (layer, before) in enumerate(zip(network.layers, network.widths, strict=False)):
        alive = len(layer.targets(before)) + layer.width if isinstance(layer, Perceptron) else before
        if alive > MOST_ALIVE:
            raise SpecError(
                f"At layer {index + 1} {alive} qurons live at one time, but a script of density matrices can hold "
                f"{MOST_ALIVE}. Remove qurons.",
                "network.qurons",
            )


def _layer_states(sheet: Sheet, network: Network) -> str:
    """The function that runs the network."""
    sheet.lines = [
        "def layer_states(theta, x):",
        '    """Density matrices before the first and after every layer, noise included."""',
        f"    rho = qutip.tensor([qutip.basis(2, 0).proj()] * {network.qurons})",
        "    states = [rho]",
    ]
    start = 0
    for index, (layer, before) in enumerate(zip(network.layers, network.widths, strict=False)):
        sheet.lines.append("")
        sheet.write(f"# Layer {index + 1}: {layer.kind}")
        WRITERS[layer.kind](sheet, layer, before, start)
        sheet.write("states.append(rho)")
        start += len(layer.parameters_on(before))
    sheet.write("return states")
    return "\n".join(sheet.lines)


def _parameters(network: Network, angles: list[float]) -> list[str]:
    """theta, one line a parameter, named by its qurons and axis."""
    labels = parameter_labels(network)
    if not labels:
        return ["theta = np.array([])"]
    lines, layer = ["theta = np.array(", "    ["], None
    for place, label in enumerate(labels):
        if label.layer != layer:
            layer = label.layer
            lines.append(f"        # layer {layer + 1} {network.layers[layer].kind}")
        wires = " ".join(f"q{quron}" for quron in label.qurons)
        unit = "a factor" if label.axis == SCALE else "radians"
        lines.append(f"        {number(angles[place])},  # {place}: {label.axis} {wires}, {unit}")
    return [*lines, "    ]", ")"]


def _constants(sheet: Sheet, experiment: Experiment) -> list[str]:
    """What the code reads of the device and of the ambient dials; the device's lists hold one entry a quron."""
    device, stated = sheet.device, experiment.device
    most = range(max(experiment.network.widths))
    each = [device.on(quron) for quron in most]
    read = [stated.on(quron) for quron in most]  # stated errors act on shots even where they are inverted
    known = {
        "T1": numbers(own.t1 for own in each),
        "T2": numbers(own.t2 for own in each),
        "POPULATION": numbers(own.thermal_population for own in each),
        "GATE_TIME_1Q": number(device.gate_time_1q),
        "GATE_TIME_2Q": number(device.gate_time_2q),
        "ERROR_1Q": number(device.error_1q),
        "ERROR_2Q": number(device.error_2q),
        "ZZ_CROSSTALK": number(device.zz_crosstalk),
        "READOUT_P01": numbers(own.readout_p01 for own in read),
        "READOUT_P10": numbers(own.readout_p10 for own in read),
    }
    lines = [f"{name} = {text}" for name, text in known.items() if name in sheet.constants]
    if lines:
        # repr leaves no line break and no invisible character that could end the comment or hide something in it.
        about = [
            f"# Device {stated.name!r}: microseconds, populations of |1>, probabilities. Lists: one entry a quron."
        ]
        if stated.exaggeration != 1:
            about.append(f"# Relaxation and gate errors act {number(stated.exaggeration)} times as strongly as stated.")
        lines = [*about, *lines]
    if "SHOTS" in sheet.constants:
        lines.append(f"SHOTS = {experiment.measurement.shots!r}")
        lines.append(f"INVERT_READOUT = {experiment.measurement.invert_readout!r}")
    if "PAIRS" in sheet.constants:
        lines.append('PAIRS = [a + b for a in "IXYZ" for b in "IXYZ"][1:]')
    dials = [f"{name.upper()} = {number(getattr(sheet.noise, name))}" for name in _acting(sheet)]
    return [*lines, *(["# Ambient dials: probabilities, on every quron after every layer", *dials] if dials else [])]


def _readouts(network: Network) -> str:
    return f"READOUTS = {json.dumps([dict(terms) for terms in network.observables])}"


def _observable(sheet: Sheet, width: int) -> str:
    if not _misreads(sheet.device, width):
        return _OBSERVABLE.strip("\n")
    sheet.use("READOUT_P01", "READOUT_P10")
    return _FAULTY_OBSERVABLE.strip("\n")


def _main(sheet: Sheet) -> str:
    samples = _PRINT_SAMPLES.rstrip("\n") if "sampled" in sheet.tools else ""
    return _MAIN.strip("\n").replace("\n@SAMPLES@", samples)


def _misreads(device: Device, width: int) -> bool:
    """Whether any of the output qurons is ever read wrongly."""
    return any(sum(pair) for pair in readout_errors(device, width))


def _acting(sheet: Sheet) -> list[str]:
    """The ambient dials that are not at zero, if any layer is followed by them."""
    return [name for name in AMBIENT_CHANNELS if getattr(sheet.noise, name)] if "ambient" in sheet.tools else []


def _ambient(sheet: Sheet) -> list[str]:
    """The function of the ambient dials, if it is called."""
    if not _acting(sheet):
        return []
    head = [
        "def ambient(rho):",
        '    """The ambient dials: these channels on every quron."""',
        "    for quron in range(len(rho.dims[0])):",
    ]
    acting = [f"        rho = apply(rho, {_DIALS[name][1]}, quron)" for name in _acting(sheet)]
    return ["\n".join([*head, *acting, "    return rho"])]
