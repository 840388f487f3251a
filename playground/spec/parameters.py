"""Which parameters a network has, in which order, and how they survive an edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from playground.spec.layers import Layer
from playground.spec.network import Network

Origin = tuple[int | None, ...]
"""For every layer of a new network: the index of the old layer it comes from, or None."""

Renumber = Callable[[int, tuple[int, ...]], tuple[int, ...] | None]
"""Maps the index of an old layer and the qurons of one of its parameters to the qurons afterwards; None if gone."""


@dataclass(frozen=True, slots=True)
class ParameterLabel:
    """What a parameter turns: its layer (counted from 0), the quron or pair, and the axis, such as `RY` or `RXX`.

    The axis `scale` marks the trained scale of an encoder, which is no angle: nothing repeats with the period 4 pi.
    In a perceptron layer a pair is (input quron, output quron) and a single quron is an output quron.
    """

    layer: int
    qurons: tuple[int, ...]
    axis: str


def parameter_labels(network: Network) -> tuple[ParameterLabel, ...]:
    """Return the label of every parameter, in the order of `theta`: by layer, then quron or pair, then axis."""
    labelled = zip(network.layers, network.widths, strict=False)
    return tuple(
        ParameterLabel(layer=index, qurons=qurons, axis=axis)
        for index, (layer, width) in enumerate(labelled)
        for qurons, axis in layer.parameters_on(width)
    )


def count_parameters(network: Network) -> int:
    """Return P, the number of parameters."""
    return sum(len(layer.parameters_on(n)) for layer, n in zip(network.layers, network.widths, strict=False))


def initial_parameters(network: Network, seed: int) -> tuple[float, ...]:
    """Return where P parameters start, in radians.

    Angles are drawn uniformly from [-pi, pi) by `numpy.random.default_rng(seed)`; scales start at the `scale` of their
    layer and take nothing from that stream, so that switching their training on or off leaves all angles alone.
    """
    import numpy as np  # here, because reading a specification should not wait for numpy

    layers = zip(network.layers, network.widths, strict=False)
    starts = [start for layer, width in layers for start in layer.starts_on(width)]
    drawn = iter(np.random.default_rng(seed).uniform(-np.pi, np.pi, starts.count(None)).tolist())
    return tuple(next(drawn) if start is None else start for start in starts)


def same_qurons(index: int, qurons: tuple[int, ...]) -> tuple[int, ...]:
    """Return `qurons`: the `Renumber` of an edit that renumbers nothing."""
    return qurons


def carry_parameters(
    old: Network, theta: Collection[float], new: Network, fresh: Collection[float]
) -> tuple[float, ...]:
    """Return parameters for `new` that keep the value of every parameter whose layer survives.

    Equal layers are matched in order, then equal ones that have moved, then those of the same kind. Inside a matched
    layer a parameter keeps its value if one with the same qurons and axis existed. The functions of `edits` know
    exactly where each layer and quron comes from, and carry the parameters of an experiment without guessing.

    Args:
        old: The network before.
        theta: Its parameters, shape (P_old,), radians.
        new: The network after.
        fresh: Values for parameters without a past, shape (P_new,), radians.
    Returns:
        Parameters of shape (P_new,), radians.
    Raises:
        ValueError: If a length does not fit its network.
    """
    return carry_from(old, theta, new, fresh, _matched_layers(old, new))


def carry_from(
    old: Network,
    theta: Collection[float],
    new: Network,
    fresh: Collection[float],
    origin: Origin,
    *,
    renumber: Renumber = same_qurons,
) -> tuple[float, ...]:
    """Return parameters for `new` when the origin of every layer is known.

    Args:
        old: The network before.
        theta: Its parameters, shape (P_old,), radians.
        new: The network after.
        fresh: Values for parameters without a past, shape (P_new,), radians.
        origin: For each layer of `new`, the index of the layer of `old` it comes from, or None.
        renumber: How the edit renumbers qurons.
    Returns:
        Parameters of shape (P_new,), radians.
    """
    _check_length("theta", theta, old)
    _check_length("fresh", fresh, new)
    known: dict[tuple[int | None, tuple[int, ...] | None, str, int], float] = {
        (label.layer, renumber(label.layer, label.qurons), label.axis, nth): float(value)
        for (label, nth), value in zip(_counted(old), theta, strict=True)
    }
    return tuple(
        known.get((origin[label.layer], label.qurons, label.axis, nth), float(value))
        for (label, nth), value in zip(_counted(new), fresh, strict=True)
    )


def _counted(network: Network) -> Iterator[tuple[ParameterLabel, int]]:
    """Yield every label with how often it stood before: `axes="yzy"` has RY twice."""
    seen: Counter[ParameterLabel] = Counter()
    for label in parameter_labels(network):
        yield label, seen[label]
        seen[label] += 1


def _matched_layers(old: Network, new: Network) -> Origin:
    """Match equal layers in order, then equal ones that have moved, then those of the same kind."""
    origin = _equal_in_order(old.layers, new.layers)
    unused = [i for i in range(len(old.layers)) if i not in origin]
    alike: tuple[Callable[[Layer, Layer], bool], ...] = (lambda a, b: a == b, lambda a, b: a.kind == b.kind)
    for same in alike:
        for j, layer in enumerate(new.layers):
            match = next((i for i in unused if same(old.layers[i], layer)), None)
            if origin[j] is None and match is not None:
                origin[j] = match
                unused.remove(match)
    return tuple(origin)


def _equal_in_order(a: Sequence[Layer], b: Sequence[Layer]) -> list[int | None]:
    """Return for every item of `b` its partner in a longest common subsequence with `a`."""
    best = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            best[i][j] = best[i + 1][j + 1] + 1 if a[i] == b[j] else max(best[i + 1][j], best[i][j + 1])
    partners: list[int | None] = [None] * len(b)
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            partners[j] = i
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return partners


def _check_length(name: str, values: Collection[float], network: Network) -> None:
    count = count_parameters(network)
    if len(values) != count:
        raise ValueError(f"Argument `{name}` must have shape ({count},), but has shape ({len(values)},).")
