"""Networks with one quron more or less: layers, pairs and readouts follow."""

from __future__ import annotations

from playground.spec.errors import SpecError, at
from playground.spec.layers import Layer
from playground.spec.network import Network
from playground.spec.parameters import Origin
from playground.spec.readouts import Readout, default_readouts


def with_quron(network: Network) -> Network:
    """Return the network with one more quron at the bottom; readouts leave it unread."""
    layers: list[Layer] = []
    present = True
    for layer, width in zip(network.layers, network.widths, strict=False):
        layers.append(layer.with_quron(width) if present else layer)
        present = present and not layer.replaces_qurons
    readouts = tuple(_extended(readout) for readout in network.readouts) if present else network.readouts
    return network.replace(qurons=network.qurons + 1, layers=tuple(layers), readouts=readouts)


def without_quron(network: Network, quron: int) -> tuple[Network, Origin]:
    """Return the network without one of its first qurons, and the old index of every layer that is left.

    The quron leaves all layers up to and including the first perceptron; layers left with nothing to do are dropped.
    Readouts of the removed quron alone are dropped, others lose its letter.

    Args:
        network: The network before.
        quron: The quron to remove, as numbered before the first layer.
    Returns:
        The new network and the origin of its layers.
    Raises:
        SpecError: If it is the only quron, or the rest is no valid network; with a path relative to the network.
    """
    if network.qurons == 1:
        raise SpecError("`qurons` is 1, and the only quron cannot be removed. Add another one first.", "qurons")
    layers: list[Layer] = []
    origin: list[int | None] = []
    present = True
    for index, layer in enumerate(network.layers):
        with at("layers", index):
            left = layer.without_quron(quron, network.widths[index]) if present else layer
        if left is not None:
            layers.append(left)
            origin.append(index)
        present = present and not layer.replaces_qurons
    readouts = network.readouts
    if present:
        readouts = tuple(left for r in readouts if (left := _shortened(r, quron)) is not None)
        readouts = readouts or default_readouts(network.qurons - 1)
    return network.replace(qurons=network.qurons - 1, layers=tuple(layers), readouts=readouts), tuple(origin)


def _extended(readout: str | Readout) -> str | Readout:
    if isinstance(readout, str):
        return readout + "I"
    return Readout(terms=tuple((pauli + "I", c) for pauli, c in readout.terms))


def _shortened(readout: str | Readout, quron: int) -> str | Readout | None:
    """Return the readout without one letter; None if nothing is left to read."""
    if isinstance(readout, str):
        left = readout[:quron] + readout[quron + 1 :]
        return left if set(left) != {"I"} else None
    # A term that reads the removed quron has lost its meaning; the others keep theirs.
    terms = tuple((p[:quron] + p[quron + 1 :], c) for p, c in readout.terms if p[quron] == "I")
    return Readout(terms=terms) if any(set(pauli) != {"I"} for pauli, _ in terms) else None
