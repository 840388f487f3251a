"""Gates and channels as what acts in time: at the end of the pulse each must be itself."""

import numpy as np
import pytest

from playground.analysis.pulses import commute, gate_turns, pair_jumps, rotation_turn, single_jumps
from playground.models.instructions import FixedGate, PairTurn
from playground.models.noise import CHANNELS, affine, pair_depolarizing
from playground.quantum.gates import gate_ptm
from playground.quantum.timeline import Pulse, Turn, density_path
from playground.spec.choices import FIXED_GATES, PARAMETRISED_GATES


def _state(qurons: int) -> np.ndarray:
    """A product of tilted, mixed Bloch vectors: no symmetry hides a wrong sign."""
    vector = np.ones(1)
    for quron in range(qurons):
        vector = np.kron(vector, [1.0, 0.3 + 0.2 * quron, -0.5, 0.6 - 0.3 * quron])
    return vector


@pytest.mark.parametrize("gate", FIXED_GATES)
def test_a_fixed_gate_is_the_end_of_its_pulse(gate: str) -> None:
    """Against QuTiP's gate; 1e-7 is a hundred times the solver's step error."""
    pulse = Pulse(gate_turns(FixedGate(gate, (0, 1)), np.empty(0)))
    np.testing.assert_allclose(density_path(_state(2), pulse, 1)[-1], gate_ptm(gate) @ _state(2), atol=1e-7)


@pytest.mark.parametrize("gate", PARAMETRISED_GATES)
def test_a_parametrised_gate_is_the_end_of_its_pulse(gate: str) -> None:
    """5 radians: more than half a turn, so that the short way is taken. Tolerance as above."""
    pulse = Pulse(gate_turns(PairTurn(gate, (0, 1), 0), np.array([5.0])))
    np.testing.assert_allclose(density_path(_state(2), pulse, 1)[-1], gate_ptm(gate, 5.0) @ _state(2), atol=1e-7)


@pytest.mark.parametrize("axis", "XYZ")
def test_a_rotation_takes_the_short_way(axis: str) -> None:
    turn = rotation_turn(axis, 4.0, [0])
    assert abs(2 * turn.weight) < np.pi
    found = density_path(_state(1), Pulse((turn,)), 1)[-1]
    np.testing.assert_allclose(found, gate_ptm(f"r{axis.lower()}", 4.0) @ _state(1), atol=1e-7)


@pytest.mark.parametrize("channel", sorted(CHANNELS))
def test_constant_rates_make_the_channel(channel: str) -> None:
    """exp(L) against the closed form of every channel on one quron; tolerance of the solver."""
    own = {
        "generalized_amplitude_damping": {"strength": 0.3, "ground_population": 0.8},
        "thermal": {"t1": 50.0, "t2": 70.0, "time": 20.0, "thermal_population": 0.1},
    }
    matrix = CHANNELS[channel](**own.get(channel, {"strength": 0.3}))
    found = density_path(_state(1), Pulse((), single_jumps(matrix, 0)), 1)[-1]
    np.testing.assert_allclose(found, matrix @ _state(1), atol=1e-7)


def test_channels_one_after_the_other_have_rates_of_their_own() -> None:
    matrix = CHANNELS["depolarizing"](strength=0.1) @ CHANNELS["amplitude_damping"](strength=0.3)
    found = density_path(_state(1), Pulse((), single_jumps(matrix, 0)), 1)[-1]
    np.testing.assert_allclose(found, matrix @ _state(1), atol=1e-7)


def test_a_channel_of_full_strength_is_fast_but_finite() -> None:
    found = density_path(_state(1), Pulse((), single_jumps(CHANNELS["amplitude_damping"](strength=1.0), 0)), 1)[-1]
    np.testing.assert_allclose(found, [1, 0, 0, 1], atol=1e-7)


def test_the_error_of_a_gate_on_a_pair_has_rates() -> None:
    factors = pair_depolarizing(0.2)
    jumps = pair_jumps(factors, (0, 1))
    assert len(jumps) == 15
    found = density_path(_state(2), Pulse((), jumps), 1)[-1]
    np.testing.assert_allclose(found, factors * _state(2), atol=1e-7)


def test_no_rate_turns_a_vector_around() -> None:
    with pytest.raises(ValueError, match="turns the Bloch vector around"):
        single_jumps(affine(-0.2, -0.2, -0.2), 0)


def test_strings_commute_that_differ_on_an_even_number_of_qurons() -> None:
    assert commute(Turn(1.0, "ZZ", (0, 1)), Turn(1.0, "ZZ", (1, 2)))
    assert commute(Turn(1.0, "XX", (0, 1)), Turn(1.0, "YY", (0, 1)))
    assert not commute(Turn(1.0, "ZX", (0, 1)), Turn(1.0, "Z", (1,)))
