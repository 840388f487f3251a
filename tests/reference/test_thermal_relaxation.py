"""Thermal relaxation with T1, T2 and an excited population, from its Lindblad generator.

Source of the closed form: the Bloch equations without drive (Bloch, Phys. Rev. 70, 460, 1946):
(x, y, z) -> (e2 x, e2 y, zeq + (z - zeq) e1), e_i = exp(-t/T_i), zeq = 1 - 2 p_exc.
"""

from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.quantum import qutip
from playground.quantum.channels import channel_ptm
from playground.quantum.lindblad import thermal_collapse_operators
from playground.quantum.measures import average_gate_fidelity, bloch_vector, purity
from playground.quantum.referee import apply_channel
from playground.quantum.states import density

# An exponential of a 4x4 generator of norm up to 50 squares its matrix about six times: two digits lost at most.
EXPONENTIAL = 1e-12
PLUS = density((qutip.basis(2, 0) + qutip.basis(2, 1)).unit())


@given(
    t1=st.floats(1, 500),
    ratio=st.floats(0.01, 2),
    time=st.floats(0, 500),
    firing=st.floats(0, 1),
)
def test_bloch_equations(t1: float, ratio: float, time: float, firing: float) -> None:
    """The propagator equals the closed form for every physical T1, T2, temperature and time."""
    t2 = ratio * t1
    e1, e2, zeq = exp(-time / t1), exp(-time / t2), 1 - 2 * firing
    expected = [[1, 0, 0, 0], [0, e2, 0, 0], [0, 0, e2, 0], [zeq * (1 - e1), 0, 0, e1]]
    found = channel_ptm("thermal", t1=t1, t2=t2, time=time, thermal_population=firing)
    np.testing.assert_allclose(found, expected, atol=EXPONENTIAL)


def test_worked_example() -> None:
    """T1 = 50, T2 = 70, t = 20, p = 0.1 on [[.3, .25-.2i], [.25+.2i, .7]] (physics.md, six digits printed)."""
    rho = qutip.Qobj([[0.3, 0.25 - 0.2j], [0.25 + 0.2j, 0.7]])
    found = apply_channel(rho, "thermal", [0], t1=50.0, t2=70.0, time=20.0, thermal_population=0.1)
    expected = [[0.497808, 0.187869 - 0.150295j], [0.187869 + 0.150295j, 0.502192]]
    np.testing.assert_allclose(found.full(), expected, atol=6e-7)


def test_the_master_equation_solver_agrees() -> None:
    """The same example integrated by QuTiP's `mesolve`, an independent path; its own tolerance is 1e-6 to 1e-8."""
    rho = qutip.Qobj([[0.3, 0.25 - 0.2j], [0.25 + 0.2j, 0.7]])
    c_ops = thermal_collapse_operators(t1=50.0, t2=70.0, thermal_population=0.1)
    options = {"atol": 1e-12, "rtol": 1e-10, "progress_bar": ""}
    solved = qutip.mesolve(0 * qutip.qeye(2), rho, [0, 20.0], c_ops=c_ops, options=options).states[-1]
    found = apply_channel(rho, "thermal", [0], t1=50.0, t2=70.0, time=20.0, thermal_population=0.1)
    np.testing.assert_allclose(found.full(), solved.full(), atol=1e-8)


@pytest.mark.parametrize(("t1", "t2", "time"), [(250.0, 150.0, 0.068), (185.0, 141.0, 0.084)])
def test_idle_infidelity(t1: float, t2: float, time: float) -> None:
    """1 - F = (3 - e1 - 2 e2)/6 for one idle quron, from F = (d F_e + 1)/(d + 1).

    Source: Nielsen, Phys. Lett. A 303, 249 (2002). The differences of numbers near 1 cost four digits.
    """
    e1, e2 = exp(-time / t1), exp(-time / t2)
    infidelity = 1 - average_gate_fidelity(channel_ptm("thermal", t1=t1, t2=t2, time=time))
    assert infidelity == pytest.approx((3 - e1 - 2 * e2) / 6, abs=1e-14)


def test_idle_infidelity_of_a_two_quron_gate_time() -> None:
    """T1 = 250, T2 = 150 us, 68 ns: 1.9640e-4 (physics.md, five digits printed)."""
    infidelity = 1 - average_gate_fidelity(channel_ptm("thermal", t1=250.0, t2=150.0, time=0.068))
    assert infidelity == pytest.approx(1.9640e-4, abs=5e-9)


def test_idle_infidelity_is_the_mean_over_the_sphere() -> None:
    """The same number as the mean of <psi|E(psi)|psi> over the six poles, an exact average (a 2-design).

    Source: Bowdrey et al., Phys. Lett. A 294, 258 (2002).
    """
    resting, firing = qutip.basis(2, 0), qutip.basis(2, 1)
    poles = [resting, firing, *((resting + phase * firing).unit() for phase in (1, -1, 1j, -1j))]
    params = {"t1": 250.0, "t2": 150.0, "time": 0.068}
    kept = [qutip.expect(apply_channel(density(pole), "thermal", [0], **params), pole) for pole in poles]
    mean = float(np.real(np.mean(kept)))
    assert mean == pytest.approx(average_gate_fidelity(channel_ptm("thermal", **params)), abs=EXPONENTIAL)


def test_purity_under_relaxation_alone_falls_to_seven_eighths_and_returns() -> None:
    """From |+>, T1 alone: purity (1 + e + (1-e)^2)/2 has its minimum 0.875 at e = 1/2, t = T1 ln 2 (physics.md)."""
    times = [0.0, 25.0, 50.0 * log(2), 60.0, 2000.0]
    found = [purity(apply_channel(PLUS, "thermal", [0], t1=50.0, t2=None, time=time)) for time in times]
    assert found[2] == pytest.approx(0.875, abs=EXPONENTIAL)
    assert min(found) == found[2]
    assert found[0] == pytest.approx(1, abs=EXPONENTIAL)
    assert found[-1] == pytest.approx(1, abs=EXPONENTIAL)


def test_relaxation_alone_is_amplitude_damping() -> None:
    """T2 = 2 T1: g = 1 - exp(-t/T1) (physics.md, table of channels)."""
    expected = channel_ptm("amplitude_damping", strength=1 - exp(-0.4))
    found = channel_ptm("thermal", t1=50.0, t2=100.0, time=20.0)
    np.testing.assert_allclose(found, expected, atol=EXPONENTIAL)


def test_dephasing_alone_is_phase_damping() -> None:
    """T1 infinite: sqrt(1 - l) = exp(-t/T2)."""
    expected = channel_ptm("phase_damping", strength=1 - exp(-2 * 20 / 70))
    np.testing.assert_allclose(channel_ptm("thermal", t1=None, t2=70.0, time=20.0), expected, atol=EXPONENTIAL)


def test_a_long_time_leaves_the_bath_s_temperature() -> None:
    rho = apply_channel(PLUS, "thermal", [0], t1=1.0, t2=1.5, time=1e4, thermal_population=0.2)
    np.testing.assert_allclose(bloch_vector(rho), [0, 0, 0.6], atol=EXPONENTIAL)
