"""Every channel on the Bloch vector in closed form.

Source: Nielsen and Chuang, Quantum Computation and Quantum Information (2010), section 8.3: the affine maps of the
Bloch sphere; for Pauli channels the sign rule P Q P = -Q for anticommuting strings.
The closed forms are written here anew; the room builds the channels from QuTiP operators.
"""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.quantum import qutip
from playground.quantum.channels import channel_ptm
from playground.quantum.measures import bloch_vector, concurrence
from playground.quantum.referee import apply_channel, apply_gate, readout
from playground.quantum.states import density, density_of_pauli_vector, ground_state

# At most 16 products of 4x4 matrices: a few units in the last place.
EXACT = 1e-13
# The concurrence takes roots of eigenvalues that are zero for these states: rounding of 1e-16 becomes 1e-8.
ROOT = 1e-7

fractions = st.floats(0, 1)
balls = st.tuples(st.floats(-0.57, 0.57), st.floats(-0.57, 0.57), st.floats(-0.57, 0.57))
BELL = (qutip.basis([2, 2], [0, 0]) + qutip.basis([2, 2], [1, 1])).unit()


def after(bloch: tuple[float, float, float], channel: str, **params: float) -> np.ndarray:
    """The Bloch vector that the Kraus sum of a channel makes of another."""
    rho = density_of_pauli_vector(np.array([1.0, *bloch]))
    return bloch_vector(apply_channel(rho, channel, [0], **params))


@given(r=balls, g=fractions)
def test_amplitude_damping(r: tuple[float, float, float], g: float) -> None:
    """(sqrt(1-g) x, sqrt(1-g) y, g + (1-g) z)."""
    x, y, z = r
    expected = [sqrt(1 - g) * x, sqrt(1 - g) * y, g + (1 - g) * z]
    np.testing.assert_allclose(after(r, "amplitude_damping", strength=g), expected, atol=EXACT)


@given(r=balls, g=fractions, p=fractions)
def test_generalized_amplitude_damping(r: tuple[float, float, float], g: float, p: float) -> None:
    """(sqrt(1-g) x, sqrt(1-g) y, (2p-1) g + (1-g) z)."""
    x, y, z = r
    expected = [sqrt(1 - g) * x, sqrt(1 - g) * y, (2 * p - 1) * g + (1 - g) * z]
    found = after(r, "generalized_amplitude_damping", strength=g, ground_population=p)
    np.testing.assert_allclose(found, expected, atol=EXACT)


@given(r=balls, damping=fractions)
def test_phase_damping(r: tuple[float, float, float], damping: float) -> None:
    """(sqrt(1-l) x, sqrt(1-l) y, z)."""
    x, y, z = r
    expected = [sqrt(1 - damping) * x, sqrt(1 - damping) * y, z]
    np.testing.assert_allclose(after(r, "phase_damping", strength=damping), expected, atol=EXACT)


@pytest.mark.parametrize(("channel", "kept"), [("bit_flip", 0), ("bit_phase_flip", 1), ("phase_flip", 2)])
@given(r=balls, p=fractions)
def test_flips(channel: str, kept: int, r: tuple[float, float, float], p: float) -> None:
    """The axis of the flip stays, the two others shrink by 1 - 2p."""
    expected = [component if axis == kept else (1 - 2 * p) * component for axis, component in enumerate(r)]
    np.testing.assert_allclose(after(r, channel, strength=p), expected, atol=EXACT)


@given(r=balls, p=fractions)
def test_depolarizing(r: tuple[float, float, float], p: float) -> None:
    """(1 - 4p/3) r with each Pauli at p/3, the convention of PennyLane."""
    expected = (1 - 4 * p / 3) * np.array(r)
    np.testing.assert_allclose(after(r, "depolarizing", strength=p), expected, atol=EXACT)


@pytest.mark.parametrize("p", [0.0, 0.1, 0.5, 2 / 3, 0.9])
def test_isotropic_noise_on_a_bell_pair(p: float) -> None:
    """Werner state (1-p) Bell + p 1/4: concurrence max(0, 1 - 3p/2), gone at p = 2/3 (physics.md).

    Made in two ways: two-quron depolarizing with 1 - 16 s/15 = 1 - p, and depolarizing one half with
    1 - 4 s/3 = 1 - p, which is the same state because the pair has no local Bloch vector.
    Source: Wootters, PRL 80, 2245 (1998); Werner, PRA 40, 4277 (1989).
    """
    both = apply_channel(density(BELL), "pair_depolarizing", [0, 1], strength=15 * p / 16)
    half = apply_channel(density(BELL), "depolarizing", [1], strength=3 * p / 4)
    np.testing.assert_allclose(both.full(), half.full(), atol=EXACT)
    assert concurrence(both) == pytest.approx(max(0.0, 1 - 1.5 * p), abs=ROOT)


@pytest.mark.parametrize("g", [0.0, 0.2, 0.5, 0.9, 1.0])
def test_amplitude_damping_on_both_halves_of_a_bell_pair(g: float) -> None:
    """Concurrence (1-g)^2 (physics.md): 2 max(0, |rho_03| - sqrt(rho_11 rho_22)) = (1-g) - g (1-g).

    Source: Yu, Eberly, Quantum Inf. Comput. 7, 459 (2007), for states of this X form.
    """
    rho = apply_channel(density(BELL), "amplitude_damping", [0], strength=g)
    rho = apply_channel(rho, "amplitude_damping", [1], strength=g)
    assert concurrence(rho) == pytest.approx((1 - g) ** 2, abs=ROOT)


@given(angle=st.floats(-3.2, 3.2), g=fractions)
def test_amplitude_damping_before_a_readout_shifts_the_output(angle: float, g: float) -> None:
    """f -> (1-g) f + g, so that every output with -g/(1-g) < f < 0 changes sign (physics.md)."""
    rho = apply_gate(ground_state(1), "ry", [0], angle)
    clean = readout(rho, {"Z": 1.0})
    damped = readout(apply_channel(rho, "amplitude_damping", [0], strength=g), {"Z": 1.0})
    assert damped == pytest.approx((1 - g) * clean + g, abs=EXACT)


@given(z=st.floats(-1, 1), p01=st.floats(0, 0.45), p10=st.floats(0, 0.45))
def test_readout_error_can_be_undone(z: float, p01: float, p10: float) -> None:
    """<Z>_measured = (1 - p01 - p10) <Z> + (p10 - p01), and the inversion is exact (physics.md)."""
    rho = density_of_pauli_vector(np.array([1.0, 0.0, 0.0, z]))
    measured = readout(rho, {"Z": 1.0}, readout_p01=p01, readout_p10=p10)
    undone = (measured - (p10 - p01)) / (1 - p01 - p10)
    assert undone == pytest.approx(z, abs=1e-12)  # the division enlarges rounding up to tenfold


def test_conventions_of_depolarizing_differ_by_three_quarters() -> None:
    """Qiskit's (1 - lambda) r equals ours at p = 3 lambda/4 (physics.md)."""
    expected = np.diag([1, 0.8, 0.8, 0.8])
    np.testing.assert_allclose(channel_ptm("depolarizing", strength=0.75 * 0.2), expected, atol=EXACT)
