"""Pulses in time against closed forms; the solvers themselves are QuTiP's."""

import math

import numpy as np
import pytest

from playground.quantum.timeline import Jump, Pulse, Runner, Turn, density_path

_FIRING = np.array([1.0, 0.0, 0.0, -1.0])
_PLUS = np.array([1.0, 1.0, 0.0, 0.0])


def test_a_driven_quron_that_decays_settles_where_it_must() -> None:
    """P1 = Om^2 / (g^2 + 2 Om^2) = 0.4848485 at Om = 2, g = 0.5 (Breuer and Petruccione, section 3.4.5).

    After 60 lifetimes nothing is left of the start (e^-45 at the slower rate 3g/4); 1e-8 is the solver's own error.
    """
    length = 120.0
    pulse = Pulse((Turn(length * 2.0 / 2, "X", (0,)),), (Jump(length * 0.5, "decay", (0,)),))
    assert (1 - density_path(_FIRING, pulse, 1)[-1, 3]) / 2 == pytest.approx(4 / 8.25, abs=1e-8)


def test_relaxation_from_plus_is_least_pure_at_t1_ln_2() -> None:
    """Purity (1 + e + (1 - e)^2)/2 with e = exp(-t/T1): 0.875 at e = 1/2, and pure again in the end.

    Tolerance: the solver's, 1e-9 a step.
    """
    times = 4 * math.log(2) * np.arange(1, 9) / 8
    path = density_path(_PLUS, Pulse((), (Jump(4 * math.log(2), "decay", (0,)),)), 8)
    purities = (path**2).sum(axis=1) / 2
    decayed = np.exp(-times)
    np.testing.assert_allclose(purities, (1 + decayed + (1 - decayed) ** 2) / 2, atol=1e-8)
    assert purities.argmin() == 1
    assert purities[1] == pytest.approx(0.875, abs=1e-8)


def test_runs_that_decay_are_one_or_zero_and_wait_exponentially() -> None:
    """|1> with rate g: no jump by time t in a fraction exp(-g t) of the runs, and every run is 0 or 1 at any time.

    Tolerance: four standard errors of 400 runs, the seed being fixed.
    """
    rate, runs = 1.0, 400
    kets = np.tile(np.array([0, 1], dtype=complex), (runs, 1))
    found = Runner(Pulse((), (Jump(rate, "decay", (0,)),)), 1).paths(kets, 4, [(7, run) for run in range(runs)])
    firing = np.abs(found.kets[:, :, 1]) ** 2
    np.testing.assert_allclose(firing * (1 - firing), 0, atol=1e-9)
    for place, time in enumerate([0.25, 0.5, 0.75, 1.0]):
        chance = math.exp(-rate * time)
        assert firing[:, place].mean() == pytest.approx(chance, abs=4 * math.sqrt(chance * (1 - chance) / runs))
    moments = np.array([jumps[0][0] if jumps else np.inf for jumps in found.jumps])
    np.testing.assert_array_equal(firing[:, 1] > 0.5, moments > 0.5)


def test_a_run_does_not_depend_on_its_neighbours() -> None:
    kets = np.tile(np.array([0.6, 0.8], dtype=complex), (3, 1))
    runner = Runner(Pulse((Turn(1.0, "X", (0,)),), (Jump(1.0, "decay", (0,)), Jump(0.5, "Z", (0,)))), 1)
    together = runner.paths(kets, 3, [(1, 0), (1, 1), (1, 2)])
    alone = runner.paths(kets[2:], 3, [(1, 2)])
    np.testing.assert_array_equal(together.kets[2], alone.kets[0])
    assert together.jumps[2] == alone.jumps[0]


def test_without_rates_a_run_is_the_gate() -> None:
    """R_X(pi/2) |0> = (|0> - i |1>)/sqrt 2; tolerance of the solver."""
    kets = np.array([[1, 0]], dtype=complex)
    found = Runner(Pulse((Turn(math.pi / 4, "X", (0,)),)), 1).paths(kets, 1, [(0,)])
    np.testing.assert_allclose(found.kets[0, 0], np.array([1, -1j]) / math.sqrt(2), atol=1e-5)
    assert found.jumps == ((),)
