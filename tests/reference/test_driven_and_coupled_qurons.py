"""Lindblad dynamics with a Hamiltonian, hbar = 1, against solved systems."""

from math import cos, sin

import numpy as np
import pytest

from playground.quantum import qutip
from playground.quantum.lindblad import propagator, thermal_collapse_operators
from playground.quantum.measures import bloch_vector, concurrence
from playground.quantum.paulis import pauli_string
from playground.quantum.states import density

EXPONENTIAL = 1e-12  # an exponential of a generator whose norm is about 10
ROOT = 1e-7  # the concurrence takes roots of eigenvalues that are zero: rounding of 1e-16 becomes 1e-8


def evolve(rho: qutip.Qobj, superop: qutip.Qobj) -> qutip.Qobj:
    """Apply a superoperator to a density matrix."""
    return qutip.vector_to_operator(superop @ qutip.operator_to_vector(rho))


@pytest.mark.parametrize(("drive", "rate", "expected"), [(2.0, 0.5, 0.4848485), (0.3, 1.0, 0.09 / 1.18)])
def test_resonance_fluorescence(drive: float, rate: float, expected: float) -> None:
    """Steady state of a resonantly driven, decaying quron: P1 = Om^2/(g^2 + 2 Om^2).

    Om = 2, g = .5 gives .4848485 (physics.md, seven digits printed). Source: the steady state of the optical
    Bloch equations, Steck, Quantum and Atom Optics. Long evolution and QuTiP's steady-state solver must agree.
    """
    hamiltonian = drive / 2 * qutip.sigmax()
    c_ops = thermal_collapse_operators(t1=1 / rate, t2=None)
    late = evolve(qutip.basis(2, 0).proj(), propagator(hamiltonian, c_ops, 100 / rate))
    assert (1 - bloch_vector(late)[2]) / 2 == pytest.approx(expected, abs=6e-8)
    assert (1 - bloch_vector(late)[2]) / 2 == pytest.approx(drive**2 / (rate**2 + 2 * drive**2), abs=1e-11)
    steady = qutip.steadystate(hamiltonian, c_ops)
    np.testing.assert_allclose(late.full(), steady.full(), atol=1e-11)  # 1e-22 of the start is left; the rest rounds


@pytest.mark.parametrize("time", [0.0, 0.4, 1.0, 2.5])
def test_zz_crosstalk(time: float) -> None:
    """H = (zeta/4) Z Z from |++>: <X1> = cos(zeta t/2), concurrence |sin(zeta t/2)| (physics.md).

    By hand: Z of the neighbour is +1 or -1 with equal weight, so x turns by +zeta t/2 or -zeta t/2.
    """
    zeta = 1.7
    plus = (qutip.basis(2, 0) + qutip.basis(2, 1)).unit()
    start = density(qutip.tensor(plus, plus))
    rho = evolve(start, propagator(zeta / 4 * pauli_string("ZZ"), [], time))
    np.testing.assert_allclose(bloch_vector(rho, 0), [cos(zeta * time / 2), 0, 0], atol=EXPONENTIAL)
    assert concurrence(rho) == pytest.approx(abs(sin(zeta * time / 2)), abs=ROOT)


def test_a_free_quron_precesses_and_dephases() -> None:
    """H = (w/2) Z with T2 and no T1: x + i y turns by w t and shrinks by exp(-t/T2) (Bloch 1946)."""
    frequency, t2, time = 1.3, 4.0, 2.2
    plus = density((qutip.basis(2, 0) + qutip.basis(2, 1)).unit())
    c_ops = thermal_collapse_operators(t1=None, t2=t2)
    rho = evolve(plus, propagator(frequency / 2 * qutip.sigmaz(), c_ops, time))
    kept = np.exp(-time / t2)
    expected = [kept * cos(frequency * time), kept * sin(frequency * time), 0]
    np.testing.assert_allclose(bloch_vector(rho), expected, atol=EXPONENTIAL)


def test_sigma_z_with_rate_g_dephases_at_twice_g() -> None:
    """The collapse operator sqrt(g) Z shrinks x by exp(-2 g t) (physics.md, conventions)."""
    rate, time = 0.3, 1.1
    plus = density((qutip.basis(2, 0) + qutip.basis(2, 1)).unit())
    rho = evolve(plus, propagator(0 * qutip.qeye(2), [np.sqrt(rate) * qutip.sigmaz()], time))
    assert bloch_vector(rho)[0] == pytest.approx(np.exp(-2 * rate * time), abs=EXPONENTIAL)
