"""Each decoherence channel as an expression of its Kraus operators. A new channel is one row in `EXPRESSIONS`."""

from __future__ import annotations

from playground.export.sheet import number
from playground.spec.layers import Decohere

EXPRESSIONS: dict[str, tuple[str, str]] = {
    "amplitude_damping": ("damping({strength})", "damping"),
    "generalized_amplitude_damping": ("damping({strength}, ground={ground_population})", "damping"),
    "phase_damping": ("dephasing({strength})", "dephasing"),
    "depolarizing": ('pauli_errors({strength}, ["X", "Y", "Z"])', "pauli_errors"),
    "bit_flip": ('pauli_errors({strength}, ["X"])', "pauli_errors"),
    "phase_flip": ('pauli_errors({strength}, ["Z"])', "pauli_errors"),
    "bit_phase_flip": ('pauli_errors({strength}, ["Y"])', "pauli_errors"),
    "pair_depolarizing": ("pauli_errors({strength}, PAIRS)", "pauli_errors"),
    "zz_crosstalk": ('[rotation("ZZ", {angle} / 2)]', "rotation"),
    "thermal": ("thermal({t1}, {t2}, {thermal_population}, {time})", "thermal"),
}
"""Every channel as an expression of a list of Kraus operators, with its fields in braces, and the tool it calls."""


def channel_kraus(layer: Decohere) -> tuple[str, str]:
    """The Kraus operators of a `decohere` layer as source, and the name of the tool that the source calls."""
    expression, tool = EXPRESSIONS[layer.channel]
    fields = {name: number(value) for name, value in layer.arguments.items()}
    return expression.format(**fields), tool
