"""Readouts: weighted sums of Pauli strings, as a device measures them."""

from collections.abc import Sequence
from itertools import product

import numpy as np

from playground.models.pauli import FloatArray, pauli_row
from playground.spec.device import Device
from playground.spec.errors import SpecError

Terms = Sequence[tuple[str, float]]

MOST_MEASURED = 10
"""Letters other than I of a Pauli string that unequal readout errors may act on."""


def measured_terms(terms: Terms, p01: float, p10: float) -> dict[str, float]:
    """A readout with errors, written as a readout without.

    Each factor P that is not I is measured as (1 - p01 - p10) P + (p10 - p01) I.

    Args:
        terms: Pauli strings with their weights.
        p01, p10: P(1|0) and P(0|1).
    Returns:
        Weight of each Pauli string, those of no weight left out.
    """
    kept, shift = 1 - p01 - p10, p10 - p01
    found: dict[str, float] = {}
    for string, weight in terms:
        both = [("I", shift)] if shift else []
        options = [[("I", 1.0)] if letter == "I" else [(letter, kept), *both] for letter in string]
        for choice in product(*options):
            name = "".join(letter for letter, _ in choice)
            factor = float(np.prod([part for _, part in choice]))
            found[name] = found.get(name, 0.0) + weight * factor
    return {name: weight for name, weight in found.items() if weight}


def check_readout_errors(observables: Sequence[Terms], device: Device) -> None:
    """Refuse unequal readout errors on long Pauli strings, each of which would become 2^k strings.

    Raises:
        SpecError: Naming the readout.
    """
    if device.readout_p01 == device.readout_p10:
        return
    for number, terms in enumerate(observables):
        for string, _ in terms:
            letters = len(string) - string.count("I")
            if letters > MOST_MEASURED:
                raise SpecError(
                    f"`readouts[{number}]` measures {letters} qurons at once, {string!r}, but with unequal readout "
                    f"errors at most {MOST_MEASURED} are possible. Shorten it, or set readout_p01 to readout_p10.",
                    f"network.readouts[{number}]",
                )


class Readouts:
    """Readouts of a network as a small matrix on few rows of the state.

    Args:
        observables: For each readout its Pauli strings and weights.
        order: Quron of each tensor axis of the state.
        p01, p10: Readout errors P(1|0) and P(0|1).
    """

    def __init__(self, observables: Sequence[Terms], order: Sequence[int], p01: float, p10: float) -> None:
        self.terms = tuple(measured_terms(terms, p01, p10) for terms in observables)
        strings = sorted({name for terms in self.terms for name in terms})
        self._rows = np.array([pauli_row("".join(name[q] for q in order)) for name in strings], dtype=np.intp)
        self._weights = np.array([[terms.get(name, 0.0) for name in strings] for terms in self.terms])
        self._weights = self._weights.reshape(len(self.terms), len(strings))

    def read(self, state: FloatArray) -> FloatArray:
        """Expectation values, shape (R, B), of a state of shape (4^n, B)."""
        return self._weights @ state[self._rows]

    def pull_back(self, cotangent: FloatArray, slope: FloatArray) -> None:
        """Write the slope of sum(cotangent * outputs) with respect to the state into `slope`.

        Args:
            cotangent: Shape (R, B).
            slope: Shape (4^n, B), overwritten.
        """
        slope[:] = 0.0
        slope[self._rows] = self._weights.T @ cotangent
