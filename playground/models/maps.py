"""Maps over the plane of the first two features."""

from dataclasses import dataclass

from playground.models.pauli import FloatArray


@dataclass(frozen=True, eq=False)
class Maps:
    """Array [..., i, j] lies at x1 = linspace(*bounds, m)[j], x2 = linspace(*bounds, m)[i].

    Args:
        decision: Every readout, shape (R, resolution, resolution).
        nodes: <Z> of every quron after every layer, shape (sum of n_l, m, m): layer 1 first, quron 0 first.
    """

    decision: FloatArray
    nodes: FloatArray
