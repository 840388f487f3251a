"""Pulses: exponentials of real generators against QuTiP's propagators, and their derivatives."""

import numpy as np
import pytest

from playground.models.flow import Flow, on_each, placed, relaxing, turning
from playground.models.noise import thermal
from playground.quantum.convert import ptm_of_superop
from playground.quantum.lindblad import propagator, thermal_collapse_operators
from playground.quantum.paulis import pauli_string
from playground.quantum.referee import expand

BATH = {"t1": 5.0, "t2": 4.0, "thermal_population": 0.1}
TIME = 0.7
NO_INPUT = np.zeros((1, 0))


def flow_of(strings: list[str]) -> Flow:
    """One trainable angle a string, relaxation on every quron."""
    wires = len(strings[0])
    fixed = on_each([relaxing(**BATH, time=TIME)] * wires)
    terms = np.array([turning(string) for string in strings])
    return Flow(fixed, terms, np.arange(len(strings)), np.zeros((0, *fixed.shape)), ())


@pytest.mark.parametrize("strings", [["X"], ["X", "Z", "Y"], ["XI", "IX", "ZZ"], ["XX", "YY", "ZI"]])
def test_a_pulse_is_the_propagator_that_qutip_exponentiates(strings: list[str]) -> None:
    """H = sum_j (theta_j / T) P_j / 2 with T1, T2 on every quron for the time T.

    Both exponentiate the same generator in double precision, by code of different origin: 1e-12.
    Source: `quantum.lindblad.propagator`, QuTiP's Liouvillian.
    """
    wires, theta = len(strings[0]), np.linspace(0.4, 2.1, len(strings))
    flow = flow_of(strings)
    found = flow.matrices(flow.generators(theta, NO_INPUT))[0]
    turns = zip(theta.tolist(), strings, strict=True)
    hamiltonian = sum(angle / TIME / 2 * pauli_string(string) for angle, string in turns)
    c_ops = [expand(c, [q], wires) for q in range(wires) for c in thermal_collapse_operators(**BATH)]
    expected = ptm_of_superop(propagator(hamiltonian, c_ops, TIME))
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12)


def test_without_drives_a_pulse_is_thermal_relaxation() -> None:
    """The closed form of `models.noise.thermal`; 1e-14 is rounding."""
    flow = Flow(relaxing(**BATH, time=TIME), np.zeros((0, 4, 4)), np.zeros(0, int), np.zeros((0, 4, 4)), ())
    found = flow.matrices(flow.generators(np.zeros(0), NO_INPUT))[0]
    np.testing.assert_allclose(found, thermal(**BATH, time=TIME), rtol=0, atol=1e-14)


def test_the_derivative_is_that_of_the_exponential() -> None:
    """Central differences of step h err by h^2/6 of the third derivative, about 1e-10 at h = 1e-5; rounding adds
    1e-16/h = 1e-11: 1e-8 is safe, relative to slopes of order 10."""
    rng = np.random.default_rng(5)
    flow = Flow(
        on_each([relaxing(**BATH, time=TIME)] * 2),
        np.array([turning(placed("X", [0], 2)), turning("ZZ")]),
        np.array([1, 0]),
        np.array([turning("IY")]),
        ((0, 1.5),),
    )
    theta, x = np.array([0.8, -1.2]), rng.uniform(-1, 1, (3, 1))
    generators = flow.generators(theta, x)
    slopes = rng.normal(size=generators.shape)
    found = flow.pull_back(generators, slopes)
    for place, parameter in enumerate(flow.parameters):
        step = 1e-5 * np.eye(2)[parameter]
        above, below = (flow.matrices(flow.generators(theta + sign * step, x)) for sign in (1, -1))
        assert found[place] == pytest.approx(np.sum(slopes * (above - below)) / 2e-5, abs=1e-8)
