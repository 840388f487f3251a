"""What acts while a gate or a channel takes time: the Hamiltonian of every gate, the rates of every channel.

A gate U on qurons is exp(-i H) with H a sum of Pauli strings; a channel is exp(L) with L a sum of jumps at constant
rates, where there is such an L.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import product

import numpy as np

from playground.models.instructions import FixedGate, PairTurn
from playground.models.pauli import FloatArray
from playground.quantum.timeline import Jump, Turn

_QUARTER = math.pi / 4
_FIXED = {
    # pi |11><11|, pi |1><1| (x) |-><-|, and exchange; global phases are left out
    "cz": ((-_QUARTER, "ZI"), (-_QUARTER, "IZ"), (_QUARTER, "ZZ")),
    "cnot": ((-_QUARTER, "ZI"), (-_QUARTER, "IX"), (_QUARTER, "ZX")),
    "iswap": ((-_QUARTER, "XX"), (-_QUARTER, "YY")),
    "swap": ((_QUARTER, "XX"), (_QUARTER, "YY"), (_QUARTER, "ZZ")),
}
"""H of the fixed gates: U = exp(-i H) up to a phase."""

_STRINGS = ["".join(letters) for letters in product("IXYZ", repeat=2)]
_SINGLE = np.array([[-1.0 if a != b and "I" not in (a, b) else 1.0 for b in "IXYZ"] for a in "IXYZ"])
_SIGNS = np.kron(_SINGLE, _SINGLE)
"""s_PQ: 1 where two strings on a pair commute, else -1."""

_LARGEST = 36.0  # exp(-36) = 2e-16: what shrinks further is gone
_SMALLEST = 1e-14  # rates below this are rounding


def rotation_turn(letters: str, angle: float, qurons: Sequence[int]) -> Turn:
    """R_P(angle) as a rectangular pulse H = angle P / 2, the short way round: the angle is taken within -pi to pi.

    Args:
        letters: Pauli string P.
        angle: In radians.
        qurons: One for each letter.
    """
    return Turn(math.remainder(angle, 2 * math.pi) / 2, letters, tuple(qurons))


def gate_turns(step: FixedGate | PairTurn, theta: FloatArray) -> tuple[Turn, ...]:
    """H of a gate on a pair.

    A controlled rotation is angle/4 (IP - ZP), as |1><1| (x) P = (IP - ZP)/2; it repeats after 4 pi.

    Args:
        step: The gate.
        theta: All parameters, radians.
    """
    if isinstance(step, FixedGate):
        return tuple(_on_pair(weight, letters, step.pair) for weight, letters in _FIXED[step.gate])
    angle, axis = float(theta[step.parameter]) if step.angle is None else step.angle, step.gate[-1].upper()
    if not step.gate.startswith("c"):
        return (rotation_turn(axis * 2, angle, step.pair),)
    quarter = math.remainder(angle, 4 * math.pi) / 4
    return (_on_pair(quarter, "I" + axis, step.pair), _on_pair(-quarter, "Z" + axis, step.pair))


def commute(first: Turn, second: Turn) -> bool:
    """Whether two Pauli strings commute: they differ on an even number of the qurons both act on."""
    letters = dict(zip(first.qurons, first.string, strict=True))
    shared = [
        (letters[quron], other) for quron, other in zip(second.qurons, second.string, strict=True) if quron in letters
    ]
    return sum(one != other for one, other in shared) % 2 == 0


def single_jumps(matrix: FloatArray, quron: int) -> tuple[Jump, ...]:
    """Jumps on one quron whose constant rates make (1, x, y, z) -> (1, a x, b y, c z + d) in one unit of time.

    With A, B, C = -ln a, -ln b, -ln c: without a push d these are flips, X at rate (B + C - A)/4 and so on in a circle.
    With one, decay u and excitation v with u + v = C, u - v = d C/(1 - c), and flips Z at rate (A - C/2)/2.

    Args:
        matrix: Shape (4, 4), on (I, X, Y, Z).
        quron: What the jumps act on.
    Raises:
        ValueError: If a factor is negative: no constant rate turns a vector around.
    """
    a, b, c = (_exponent(factor) for factor in np.diag(matrix)[1:].tolist())
    push = float(matrix[3, 0])
    if push == 0:
        flips = (b + c - a, c + a - b, a + b - c)
        return _kept(Jump(rate / 4, axis, (quron,)) for rate, axis in zip(flips, "XYZ", strict=True))
    drift = push * c / -math.expm1(-c)
    found = ((c + drift) / 2, "decay"), ((c - drift) / 2, "excitation"), (((a + b) / 2 - c / 2) / 2, "Z")
    return _kept(Jump(rate, operator, (quron,)) for rate, operator in found)


def pair_jumps(factors: FloatArray, pair: tuple[int, int]) -> tuple[Jump, ...]:
    """Jumps on a pair whose constant rates multiply the 16 Pauli strings by given factors in one unit of time.

    ln f_Q = sum_P rate_P (s_PQ - 1), with s_PQ = 1 if P and Q commute, else -1; so rate_P = sum_Q s_PQ ln f_Q / 16.

    Args:
        factors: Shape (16,), in the order II, IX, ..., ZZ.
        pair: What the jumps act on.
    Raises:
        ValueError: If a factor is negative.
    """
    logs = [-_exponent(factor) for factor in factors.tolist()]
    rates = (_SIGNS @ logs)[1:] / 16
    return _kept(Jump(*_on_pair(rate, string, pair)) for rate, string in zip(rates.tolist(), _STRINGS[1:], strict=True))


def _on_pair(weight: float, letters: str, pair: tuple[int, int]) -> Turn:
    acting = [(letter, quron) for letter, quron in zip(letters, pair, strict=True) if letter != "I"]
    return Turn(weight, "".join(letter for letter, _ in acting), tuple(quron for _, quron in acting))


def _kept(jumps: Iterable[Jump]) -> tuple[Jump, ...]:
    return tuple(jump for jump in jumps if jump.rate > _SMALLEST)


def _exponent(factor: float) -> float:
    if factor < 0:
        raise ValueError(
            f"turns the Bloch vector around (a factor of {factor:.3g}), which no constant rate does. Choose a strength "
            "of at most 0.5 for a flip, 0.75 for depolarizing, and a smaller gate error"
        )
    return _LARGEST if factor == 0 else min(_LARGEST, -math.log(factor))
