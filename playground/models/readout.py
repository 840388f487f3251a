"""Readouts: weighted sums of Pauli strings, as a device measures them."""

from collections.abc import Sequence
from itertools import product

import numpy as np

from playground.models.pauli import FloatArray, pauli_row
from playground.spec.device import Device
from playground.spec.errors import SpecError
from playground.spec.measurement import readout_errors
from playground.spec.network import Network

Terms = Sequence[tuple[str, float]]

MOST_MEASURED = 10
"""Letters other than I of a Pauli string that unequal readout errors may act on."""


def measured_terms(terms: Terms, errors: Sequence[tuple[float, float]]) -> dict[str, float]:
    """A readout with errors, written as a readout without.

    Each factor P that is not I is measured as (1 - p01 - p10) P + (p10 - p01) I.

    Args:
        terms: Pauli strings with their weights.
        errors: P(1|0) and P(0|1) of the quron of each letter.
    Returns:
        Weight of each Pauli string, those of no weight left out.
    """
    found = _expanded(terms, [(1 - p01 - p10, p10 - p01) for p01, p10 in errors])
    return {name: weight for name, weight in found.items() if weight}


def measured_slopes(
    terms: Terms, errors: Sequence[tuple[float, float]], quron: int
) -> tuple[dict[str, float], dict[str, float]]:
    """Derivatives of `measured_terms` with the errors of one quron: its factor becomes -P - I, and I - P.

    Args:
        terms, errors: As of `measured_terms`.
        quron: Whose P(1|0) and P(0|1), by its place in the strings.
    Returns:
        For P(1|0), then for P(0|1), the derivative of the weight of every string.
    """
    held = [(string, weight) for string, weight in terms if string[quron] != "I"]
    factors = [(1 - p01 - p10, p10 - p01) for p01, p10 in errors]
    before, after = factors[:quron], factors[quron + 1 :]
    return _expanded(held, [*before, (-1.0, -1.0), *after]), _expanded(held, [*before, (-1.0, 1.0), *after])


def _expanded(terms: Terms, factors: Sequence[tuple[float, float]]) -> dict[str, float]:
    """Pauli strings of which every letter P that is not I is replaced by a P + b I, with (a, b) of its quron."""
    found: dict[str, float] = {}
    for string, weight in terms:
        options = [_measured(letter, *factor) for letter, factor in zip(string, factors, strict=True)]
        for choice in product(*options):
            name = "".join(letter for letter, _ in choice)
            factor = float(np.prod([part for _, part in choice]))
            found[name] = found.get(name, 0.0) + weight * factor
    return found


def terms_on(left: Sequence[int], network: Network, device: Device) -> list[dict[str, float]]:
    """For each readout the weights of Pauli strings over some output qurons, as a device measures them.

    Args:
        left: Output qurons; the others are not read.
        network, device: Where readouts and their errors come from.
    """
    errors = readout_errors(device, network.widths[-1])
    return [measured_terms(own, [errors[q] for q in left]) for own in terms_over(left, network)]


def terms_over(left: Sequence[int], network: Network) -> list[list[tuple[str, float]]]:
    """For each readout its Pauli strings over some output qurons, with their weights."""
    return [[("".join(string[q] for q in left), weight) for string, weight in own] for own in network.observables]


def _measured(letter: str, kept: float, shift: float) -> list[tuple[str, float]]:
    """What a letter is measured as."""
    if letter == "I":
        return [("I", 1.0)]
    return [(letter, kept), *([("I", shift)] if shift else [])]


def check_readout_errors(observables: Sequence[Terms], device: Device) -> None:
    """Refuse unequal readout errors on long Pauli strings, each of which would become 2^k strings.

    Raises:
        SpecError: Naming the readout.
    """
    for number, terms in enumerate(observables):
        unequal = [p01 != p10 for p01, p10 in readout_errors(device, len(terms[0][0]))]
        for string, _ in terms:
            letters = sum(found and letter != "I" for letter, found in zip(string, unequal, strict=True))
            if letters > MOST_MEASURED:
                raise SpecError(
                    f"`readouts[{number}]` measures {letters} qurons at once, {string!r}, but with unequal readout "
                    f"errors at most {MOST_MEASURED} are possible. Shorten it, or set readout_p01 to readout_p10.",
                    f"network.readouts[{number}]",
                )


class Readouts:
    """Readouts of a network as a small matrix on few rows of the state.

    Args:
        terms: For each readout its Pauli strings and weights, as a device measures them.
        order: Quron of each tensor axis of the state.
    """

    def __init__(self, terms: Sequence[dict[str, float]], order: Sequence[int]) -> None:
        self.terms = tuple(terms)
        self._strings = strings = sorted({name for terms in self.terms for name in terms})
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

    def weight_slopes(self, cotangent: FloatArray, state: FloatArray) -> list[dict[str, float]]:
        """For each readout, the slope of sum(cotangent * outputs) with the weight of every string."""
        found = (cotangent @ state[self._rows].T).tolist()
        return [dict(zip(self._strings, own, strict=True)) for own in found]
