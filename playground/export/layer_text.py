"""Each kind of layer as lines of a script. A new kind of layer is one function here and one row in `WRITERS`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playground.export.channel_text import channel_kraus
from playground.export.sheet import Sheet, number, shown
from playground.spec import layers as spec

_GATES = {
    "cz": ("controlled(qutip.sigmaz())", "controlled"),
    "cnot": ("controlled(qutip.sigmax())", "controlled"),
    "iswap": ("qutip.gates.iswap()", "pauli"),
    "swap": ("qutip.gates.swap()", "pauli"),
    "crx": ('controlled(rotation("X", angle))', "controlled"),
    "cry": ('controlled(rotation("Y", angle))', "controlled"),
    "crz": ('controlled(rotation("Z", angle))', "controlled"),
    "rxx": ('rotation("XX", angle)', "rotation"),
    "ryy": ('rotation("YY", angle)', "rotation"),
    "rzz": ('rotation("ZZ", angle)', "rotation"),
}
"""Every two-quron gate as an expression, and the tool that it calls."""


def _encode(sheet: Sheet, layer: spec.Encode, n: int, start: int) -> None:
    targets, features = layer.targets(n), layer.features_on(n)
    if layer.trainable:
        scales = f"theta[{start}:{start + len(targets)}]"
        sheet.write(f"for quron, feature, scale in zip({shown(targets)}, {shown(features)}, {scales}):")
        angle = "scale * x[feature]"
    else:
        sheet.write(f"for quron, feature in zip({shown(targets)}, {shown(features)}):")
        angle = f"{number(layer.scale)} * x[feature]"
    sheet.apply(f'[rotation("{layer.axis.upper()}", {angle})]', "quron", depth=1, tools=["rotation"])
    _gate_error(sheet, depth=1)
    _rest(sheet, 1)


def _rotate(sheet: Sheet, layer: spec.Rotate, n: int, start: int) -> None:
    targets, axes = layer.targets(n), layer.axes.upper()
    angles = f"theta[{start}:{start + len(targets) * len(axes)}].reshape(-1, {len(axes)})"
    sheet.write(f"for quron, angles in zip({shown(targets)}, {angles}):")
    sheet.write(f'for axis, angle in zip("{axes}", angles):', depth=1)
    sheet.apply("[rotation(axis, angle)]", "quron", depth=2, tools=["rotation"])
    _gate_error(sheet, depth=2)
    _rest(sheet, len(axes))


def _entangle(sheet: Sheet, layer: spec.Entangle, n: int, start: int) -> None:
    pairs = layer.pairs_on(n)
    gate, tool = _GATES[layer.gate]
    if layer.parameters_on(n):
        sheet.write(f"for pair, angle in zip({pairs!r}, theta[{start}:{start + len(pairs)}]):")
        sheet.tools.add("rotation")
    else:
        sheet.write(f"for pair in {pairs!r}:")
    sheet.apply(f"[{gate}]", "*pair", depth=1, tools=[tool])
    _pair_error(sheet, "*pair", depth=1)
    _rest(sheet, None)


def _decohere(sheet: Sheet, layer: spec.Decohere, n: int, start: int) -> None:
    kraus, tool = channel_kraus(layer)
    if layer.is_paired:
        sheet.use(*(["PAIRS"] if "PAIRS" in kraus else []))
        sheet.write(f"for pair in {layer.pairs_on(n)!r}:")
    else:
        sheet.write(f"for quron in {shown(layer.targets(n))}:")
    sheet.apply(kraus, "*pair" if layer.is_paired else "quron", depth=1, tools=[tool])


def _evolve(sheet: Sheet, layer: spec.Evolve, n: int, start: int) -> None:
    letters = {"DX": ["X"], "DY": ["Y"], "DZ": ["Z"], "ZZ": ["ZZ"], "XY": ["XX", "YY"]}
    sheet.write("turns = [")
    for place, (qurons, name) in enumerate(layer.parameters_on(n)):
        for string in letters[name]:
            sheet.write(f'(theta[{start + place}], "{string}", {shown(qurons)}),', depth=1)
    for quron, feature in zip(layer.targets(n), layer.features_on(n), strict=False):
        sheet.write(f'({number(layer.scale)} * x[{feature}], "{layer.axis.upper()}", ({quron},)),', depth=1)
    sheet.write("]", f"rho = evolve(rho, turns, {number(layer.duration)})")
    sheet.tools.add("evolve")
    sheet.use("T1", "T2", "POPULATION")
    _ambient(sheet)


def _perceptron(sheet: Sheet, layer: spec.Perceptron, n: int, start: int) -> None:
    inputs = layer.targets(n)
    m, width = len(inputs), layer.width
    each = 3 * m + 3
    outputs = shown(range(m, m + width))
    sheet.write(
        f"rho = rho.ptrace({list(inputs)!r})",
        f"rho = qutip.tensor([rho, *[qutip.basis(2, 0).proj()] * {width}])",
        f"for output, angles in zip({outputs}, theta[{start}:{start + width * each}].reshape(-1, {each})):",
    )
    sheet.write(f"for quron, (a, b, c) in enumerate(angles[:{3 * m}].reshape(-1, 3)):", depth=1)
    sheet.apply("[interaction(a, b, c)]", "quron, output", depth=2, tools=["interaction"])
    _pair_error(sheet, "quron, output", depth=2)
    sheet.write(f'for axis, angle in zip("ZYZ", angles[{3 * m}:]):', depth=1)
    sheet.apply("[rotation(axis, angle)]", "output", depth=2, tools=["rotation"])
    if sheet.device.error_1q:
        _gate_error(sheet, depth=2, wire="output")
    sheet.write(f"rho = rho.ptrace({list(range(m, m + width))!r})")
    _rest(sheet, None)


WRITERS: dict[str, Callable[[Sheet, Any, int, int], None]] = {
    "encode": _encode,
    "rotate": _rotate,
    "entangle": _entangle,
    "evolve": _evolve,
    "decohere": _decohere,
    "perceptron": _perceptron,
}
"""Every kind of layer: writes it, with the noise after it, on n qurons, its parameters from `start` in theta."""


def _gate_error(sheet: Sheet, *, depth: int, wire: str = "quron") -> None:
    if sheet.device.error_1q:
        sheet.use("ERROR_1Q")
        kraus = 'pauli_errors(min(1.0, 1.5 * ERROR_1Q), ["X", "Y", "Z"])'
        sheet.apply(kraus, wire, depth=depth, tools=["pauli_errors"])


def _pair_error(sheet: Sheet, wires: str, *, depth: int) -> None:
    if sheet.device.zz_crosstalk:
        sheet.use("ZZ_CROSSTALK", "GATE_TIME_2Q")
        turn = '[rotation("ZZ", ZZ_CROSSTALK * GATE_TIME_2Q / 2)]'
        sheet.apply(turn, wires, depth=depth, tools=["rotation"])
    if sheet.device.error_2q:
        sheet.use("ERROR_2Q", "PAIRS")
        sheet.apply("pauli_errors(min(1.0, 1.25 * ERROR_2Q), PAIRS)", wires, depth=depth, tools=["pauli_errors"])


def _rest(sheet: Sheet, gates: int | None) -> None:
    """Relaxation while a layer lasts: so many gates of one quron, or None for one of two; then the ambient dials."""
    if sheet.relaxes:
        name = "GATE_TIME_2Q" if gates is None else "GATE_TIME_1Q"
        sheet.use("T1", "T2", "POPULATION", name)
        sheet.tools.add("relax")
        sheet.write(f"rho = relax(rho, {name})" if gates in (None, 1) else f"rho = relax(rho, {gates} * {name})")
    _ambient(sheet)


def _ambient(sheet: Sheet) -> None:
    if any(sheet.noise.model_dump().values()):
        sheet.tools |= {"apply", "ambient"}
        sheet.write("rho = ambient(rho)")
