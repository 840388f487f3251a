"""The referee against results known by hand and against QuTiP's own tensor products."""

from math import cos, sin

import numpy as np
import pytest

from playground.quantum import qutip
from playground.quantum.gates import gate
from playground.quantum.measures import bloch_vector, bloch_vectors, fidelity
from playground.quantum.paulis import pauli_string
from playground.quantum.referee import (
    apply_channel,
    apply_gate,
    apply_kraus,
    apply_perceptron,
    expand,
    observable,
    readout,
    readout_error,
    register_size,
)
from playground.quantum.states import density, ground_state

ROUNDING = 1e-13
RESTING, FIRING = qutip.basis(2, 0), qutip.basis(2, 1)


@pytest.mark.parametrize("wire", [0, 1, 2])
def test_expand_puts_a_one_quron_operator_in_its_place(wire: int) -> None:
    name = "".join("Y" if quron == wire else "I" for quron in range(3))
    np.testing.assert_allclose(expand(qutip.sigmay(), [wire], 3).full(), pauli_string(name).full())


@pytest.mark.parametrize("wires", [(0, 1), (1, 0), (0, 2), (2, 0), (2, 1)])
def test_expand_keeps_the_order_of_the_wires(wires: tuple[int, int]) -> None:
    """A cnot on (control, target) flips the target of a basis state exactly when the control fires."""
    control, target = wires
    operator = expand(gate("cnot"), wires, 3)
    for bits in np.ndindex(2, 2, 2):
        after = list(bits)
        after[target] ^= bits[control]
        overlap = qutip.basis([2, 2, 2], after).overlap(operator @ qutip.basis([2, 2, 2], list(bits)))
        assert overlap == pytest.approx(1, abs=ROUNDING)


def test_expand_on_four_qurons_permutes_three_wires() -> None:
    """X (x) Y (x) Z on the wires (2, 0, 3) is Y on 0, X on 2, Z on 3: a permutation that is not its own inverse."""
    np.testing.assert_allclose(expand(pauli_string("XYZ"), (2, 0, 3), 4).full(), pauli_string("YIXZ").full())


def test_wires_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="must name 2 qurons"):
        expand(gate("cz"), [0], 2)
    with pytest.raises(ValueError, match="must name qurons 0 to 1"):
        expand(gate("cz"), [0, 2], 2)


def test_a_bell_state_is_made() -> None:
    rho = apply_gate(ground_state(2), "ry", [0], np.pi / 2)
    rho = apply_gate(rho, "cnot", [0, 1])
    bell = (qutip.basis([2, 2], [0, 0]) + qutip.basis([2, 2], [1, 1])).unit()
    assert fidelity(bell, rho) == pytest.approx(1, abs=ROUNDING)


def test_a_channel_acts_on_its_wire_alone() -> None:
    """Amplitude damping g on a firing quron: z -> g - (1 - g) = 2g - 1; its neighbour stays."""
    rho = apply_channel(density(qutip.tensor(FIRING, FIRING)), "amplitude_damping", [1], strength=0.3)
    np.testing.assert_allclose(bloch_vectors(rho), [[0, 0, -1], [0, 0, -0.4]], atol=ROUNDING)


def test_kraus_operators_on_two_wires() -> None:
    """Full two-quron depolarizing, p = 15/16, leaves the maximally mixed state."""
    rho = apply_channel(density(qutip.rand_ket([2, 2], seed=2)), "pair_depolarizing", [1, 0], strength=15 / 16)
    np.testing.assert_allclose(rho.full(), np.eye(4) / 4, atol=ROUNDING)


def test_apply_kraus_sums_over_the_operators() -> None:
    operators = [np.sqrt(0.75) * qutip.qeye(2), np.sqrt(0.25) * qutip.sigmax()]
    rho = apply_kraus(ground_state(1), operators, [0])
    np.testing.assert_allclose(rho.full(), np.diag([0.75, 0.25]), atol=ROUNDING)


def test_a_perceptron_with_zero_angles_forgets_its_inputs() -> None:
    rho = apply_perceptron(density(qutip.rand_ket([2, 2], seed=1)), np.zeros((3, 9)))
    assert register_size(rho) == 3
    np.testing.assert_allclose(rho.full(), ground_state(3).full(), atol=ROUNDING)


def test_a_perceptron_with_three_right_angles_copies_its_input_to_the_output() -> None:
    """exp(-i pi/4 (XX + YY + ZZ)) is a swap: with width 2 the first output takes the state, the second |0>."""
    ket = qutip.rand_ket(2, seed=7)
    right = np.pi / 2
    rho = apply_perceptron(density(ket), [[right, right, right, 0, 0, 0], [right, right, right, 0, 0, 0]])
    assert fidelity(ket, rho.ptrace([0])) == pytest.approx(1, abs=ROUNDING)
    assert fidelity(RESTING, rho.ptrace([1])) == pytest.approx(1, abs=ROUNDING)


def test_inputs_come_before_rotations_and_in_their_order() -> None:
    """Output rotations RZ, RY, RZ act last: |0> goes to polar angle b, azimuth c.

    The first RZ does nothing to |0>; RY(b) gives (sin b, 0, cos b); RZ(c) turns that by c about z.
    """
    b, c = 0.6, 1.1
    rho = apply_perceptron(ground_state(2), [[0, 0, 0, 0, 0, 0, 0.4, b, c]])
    np.testing.assert_allclose(bloch_vector(rho), [sin(b) * cos(c), sin(b) * sin(c), cos(b)], atol=ROUNDING)


def test_the_second_block_of_three_belongs_to_the_second_input() -> None:
    right = np.pi / 2
    inputs = density(qutip.tensor(RESTING, FIRING))
    rho = apply_perceptron(inputs, [[0, 0, 0, right, right, right, 0, 0, 0]])
    np.testing.assert_allclose(bloch_vector(rho), [0, 0, -1], atol=ROUNDING)


def test_outputs_meet_the_inputs_one_after_the_other() -> None:
    """XX and ZZ interactions on a shared input do not commute: the layer equals this order and not the other.

    Judged by kets and exponentials of the whole three-quron generators, written out by hand.
    """
    a, c = 0.9, 0.7
    ket = qutip.tensor(qutip.rand_ket(2, seed=11), RESTING, RESTING)
    first = (-0.5j * a * qutip.tensor(qutip.sigmax(), qutip.sigmax(), qutip.qeye(2))).expm()
    second = (-0.5j * c * qutip.tensor(qutip.sigmay(), qutip.qeye(2), qutip.sigmay())).expm()
    rho = apply_perceptron(ket.ptrace([0]), [[a, 0, 0, 0, 0, 0], [0, c, 0, 0, 0, 0]])
    expected, other = (second @ first @ ket).ptrace([1, 2]), (first @ second @ ket).ptrace([1, 2])
    np.testing.assert_allclose(rho.full(), expected.full(), atol=ROUNDING)
    assert (expected - other).norm() > 0.01


@pytest.mark.parametrize("shape", [(0, 9), (2, 8), (9,)])
def test_angles_of_another_shape_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"must have shape \(k, 9\) for 2 inputs, but has shape"):
        apply_perceptron(ground_state(2), np.zeros(shape))


def test_readout_adds_weighted_strings() -> None:
    rho = density(qutip.tensor(FIRING, RESTING))
    assert readout(rho, {"ZI": 0.5, "IZ": 2.0, "ZZ": 1.0, "XX": 3.0}) == pytest.approx(0.5, abs=ROUNDING)


def test_readout_error_follows_the_reported_bits() -> None:
    """P(1|0) = p01, P(0|1) = p10: a firing quron reads <Z> = 2 p10 - 1, a resting one 1 - 2 p01 (by counting)."""
    assert readout_error(1.0, readout_p01=0.02, readout_p10=0.05) == pytest.approx(1 - 0.04, abs=ROUNDING)
    assert readout_error(-1.0, readout_p01=0.02, readout_p10=0.05) == pytest.approx(2 * 0.05 - 1, abs=ROUNDING)
    assert readout(FIRING, {"Z": 1.0}, readout_p01=0.02, readout_p10=0.05) == pytest.approx(-0.9, abs=ROUNDING)


def test_readout_error_of_a_correlator_is_that_of_the_confused_distribution() -> None:
    """<ZZ> of a random state from its four outcome probabilities pushed through the confusion matrix of each bit."""
    p01, p10 = 0.03, 0.08
    rho = qutip.rand_dm([2, 2], seed=9)
    confusion = np.array([[1 - p01, p10], [p01, 1 - p10]])
    reported = np.kron(confusion, confusion) @ rho.full().real.diagonal()
    expected = reported @ [1, -1, -1, 1]
    assert readout(rho, {"ZZ": 1.0}, readout_p01=p01, readout_p10=p10) == pytest.approx(expected, abs=ROUNDING)


def test_readout_error_leaves_unmeasured_qurons_alone() -> None:
    operator = observable({"IZ": 1.0}, readout_p01=0.1, readout_p10=0.1)
    np.testing.assert_allclose(operator.full(), 0.8 * pauli_string("IZ").full(), atol=ROUNDING)


def test_an_empty_readout_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one Pauli string"):
        observable({})
