"""Where entanglement ends, against the states of a Bell pair in closed form."""

from math import atan, inf, log

import pytest

from playground.analysis.sudden_death import Death, sudden_deaths
from playground.spec.experiment import Experiment

PRECISION = 2e-4
"""Factors are narrowed down to 1e-4 of themselves; the threshold of 1e-6 on the concurrence lies within the rest."""
BELL = [{"kind": "rotate", "axes": "y", "qurons": [0]}, {"kind": "entangle", "gate": "cnot", "pairs": [[0, 1]]}]
QUARTER_TURN = [1.5707963267948966]


def deaths(channel: dict, qurons: int = 2, theta: list[float] = QUARTER_TURN) -> list[Death]:
    layers = [*BELL, {"kind": "decohere", **channel}]
    network = {"qurons": qurons, "layers": layers, "readouts": ["Z" + "I" * (qurons - 1)]}
    progress = list(sudden_deaths(Experiment.model_validate({"network": network}), theta, [0.0, 0.0], 3))
    assert [done for done, _ in progress] == sorted(done for done, _ in progress)
    assert progress[-1][0] == 1.0
    return progress[-1][1]


def test_isotropic_noise_ends_a_bell_pair_at_two_thirds() -> None:
    """C = max(0, 1 - 3q/2), where q is the share of the maximally mixed state; q = 16p/15 of a channel on the pair.

    A power f of the channel has 1 - q_f = (1 - q)^f, so it ends where (1 - q)^f = 1/3.
    """
    p = 0.05
    q = 16 * p / 15
    (death,) = deaths({"channel": "pair_depolarizing", "strength": p, "pairs": [[0, 1]]})
    assert death.ideal == pytest.approx(1, abs=1e-7)
    assert death.now == pytest.approx(1 - 3 * q / 2, abs=1e-7)
    assert death.factor == pytest.approx(log(1 / 3) / log(1 - q), rel=PRECISION)


def test_damping_on_both_halves_never_ends_a_bell_pair() -> None:
    """C = (1 - g)^2 of (|00> + |11>)/sqrt(2): it fades, but is never 0."""
    (death,) = deaths({"channel": "amplitude_damping", "strength": 0.1})
    assert death.now == pytest.approx(0.9**2, abs=1e-7)
    assert death.factor == inf


def test_a_firing_pair_under_damping_dies_suddenly() -> None:
    """cos a |00> + sin a |11>, both damped: C = 2 max(0, (1 - g) (sin a cos a - g sin^2 a)), which ends at g = cot a.

    Source: Yu, Eberly, PRL 93, 140404 (2004), and Almeida et al., Science 316, 579 (2007), eq. 2. With tan a = 2 it
    ends at g = 1/2.
    """
    strength = 0.1
    (death,) = deaths({"channel": "amplitude_damping", "strength": strength}, theta=[2 * atan(2.0)])
    assert death.factor == pytest.approx(log(0.5) / log(1 - strength), rel=PRECISION)


def test_pairs_that_are_not_entangled_have_nothing_to_lose() -> None:
    found = deaths({"channel": "phase_damping", "strength": 0.1}, qurons=3)
    assert [death.pair for death in found] == [(0, 1), (0, 2), (1, 2)]
    assert [death.factor for death in found[1:]] == [0.0, 0.0]


def test_a_single_quron_has_no_pair() -> None:
    single = Experiment.model_validate({"network": {"qurons": 1, "layers": [{"kind": "rotate", "axes": "y"}]}})
    assert list(sudden_deaths(single, [0.3], [0.0, 0.0], 1))[-1] == (1.0, [])
