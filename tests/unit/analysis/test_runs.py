"""Single runs: they are pure, repeat themselves, and their mean is the density matrix."""

from typing import Any

import numpy as np
import pytest

from playground.analysis.runs import Bundle, Mean, SingleRuns
from playground.analysis.schedule import Schedule, make_schedule
from playground.analysis.timeline import evolve, finish
from playground.spec.device import Device, Noise
from playground.spec.network import Network

_X = np.array([0.4, -0.7])


def _schedule(layers: list[dict[str, Any]], qurons: int) -> Schedule:
    network = Network.model_validate({"qurons": qurons, "features": 2, "layers": layers})
    theta = np.full(
        sum(len(layer.parameters_on(n)) for layer, n in zip(network.layers, network.widths, strict=False)), 1.1
    )
    return make_schedule(network, Device(), Noise(), theta, _X)


def _decaying() -> Schedule:
    damping = {"kind": "decohere", "channel": "amplitude_damping", "strength": 0.6}
    return _schedule([{"kind": "rotate", "axes": "y"}, damping], 1)


def _runs(schedule: Schedule, first: int, count: int, seed: int = 0) -> Bundle:
    return finish(SingleRuns(schedule, seed).bundle(first, count))


def test_the_mean_falls_towards_the_density_matrix_as_one_over_root_n() -> None:
    """Slope of log(error) over log(N) from 10 to 160 runs, the errors as root mean squares over 8 seeds: -0.5.

    Tolerance 0.15: eight seeds know an error to 1/sqrt(16) of itself, over a lever of ln 16 = 2.8 that is 0.13. The
    error must also be what the spread of the runs says, within its own half.
    """
    schedule = _decaying()
    exact = evolve(schedule)
    errors, expected = [], []
    for seed in range(8):
        mean = Mean(exact)
        mean.add(_runs(schedule, 0, 160, seed))
        errors.append(mean.errors)
        expected.append(mean.expected_error)
    error = np.sqrt((np.array(errors) ** 2).mean(axis=0))
    assert np.log(error[159] / error[9]) / np.log(16) == pytest.approx(-0.5, abs=0.15)
    assert error[159] == pytest.approx(np.sqrt(np.mean(np.square(expected))), rel=0.5)


def test_runs_are_pure_and_jump_where_they_say() -> None:
    bundle = _runs(_decaying(), 0, 30)
    np.testing.assert_allclose((bundle.bloch[0] ** 2).sum(axis=-1), 1.0, atol=1e-6)
    jumped = [bool(jumps) for jumps in bundle.jumps]
    assert any(jumped)
    assert not all(jumped)
    for jumps, path in zip(bundle.jumps, bundle.bloch[0], strict=True):
        for jump in jumps:
            assert (jump.operator, jump.qurons) == ("decay", (0,))
            assert 1 <= jump.mark <= 2
        if jumps:  # after its decay a run rests
            assert path[-1, 0, 2] == pytest.approx(1.0)


def test_a_run_has_its_number_and_repeats_itself() -> None:
    whole, tail = _runs(_decaying(), 0, 6), _runs(_decaying(), 4, 2)
    np.testing.assert_array_equal(whole.bloch[0][4:], tail.bloch[0])
    assert whole.jumps[4:] == tail.jumps


def test_runs_through_a_perceptron_have_the_mean_of_the_partial_trace() -> None:
    """Within five standard errors of 60 runs at every moment, with 0.02 for moments at which hardly any run strays."""
    layers = [{"kind": "rotate", "axes": "y"}, {"kind": "perceptron", "width": 1}]
    schedule = _schedule(layers, 2)
    mean = Mean(evolve(schedule))
    mean.add(_runs(schedule, 0, 60))
    for own, error, stage in zip(mean.bloch, mean.standard_errors, evolve(schedule).stages, strict=True):
        assert np.all(np.abs(own - stage.bloch) <= 5 * error + 0.02)
    assert mean.expected_error > 1e-3
