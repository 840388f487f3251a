"""The T1 that a network needs, against closed forms."""

from math import cos, exp, inf, log

import numpy as np
import pytest

from playground.analysis.t1_search import (
    PRECISION,
    T1Search,
    accuracy_against_t1,
    acting_time,
    iter_search,
    scan_and_bisect,
    with_t1,
)
from playground.learning.datasets import make_dataset
from playground.spec import Data, Device, Experiment, Network, Noise, SpecError


def last(searches) -> T1Search:
    *_, found = searches
    return found


def search(accuracy, goal: float, low: float = 1e-3, high: float = 1e4) -> T1Search:
    return last(scan_and_bisect(accuracy, goal, low, high, points=40))


class TestFunctionsInClosedForm:
    """The answer of a bisection is the end that reaches the goal, within the precision that it states."""

    def test_one_that_rises(self):
        """exp(-1/T1) = 0.9 at T1 = -1/ln 0.9."""
        found = search(lambda t: exp(-1 / t) if t < inf else 1.0, 0.9)
        exact = -1 / log(0.9)
        assert exact <= found.needed <= exact * (1 + PRECISION)
        assert [crossing.rises for crossing in found.crossings] == [True]
        assert found.progress == 1
        assert np.all(np.diff(found.t1) > 0)

    def test_one_that_falls_again(self):
        """A peak of width 1 in ln T1 around 1, and a step at 100: the goal is reached, lost, and reached for good."""

        def accuracy(t: float) -> float:
            return 1.0 if t >= 100 else 0.6 + 0.3 * exp(-(log(t) ** 2))

        found = search(accuracy, 0.8)
        edge = exp(log(0.3 / 0.2) ** 0.5)  # 0.3 exp(-u^2) = 0.2 at u = sqrt(ln 1.5)
        assert [crossing.rises for crossing in found.crossings] == [True, False, True]
        assert [c.t1 for c in found.crossings] == pytest.approx([1 / edge, edge, 100], rel=PRECISION)
        assert found.needed >= 100
        assert all(accuracy(crossing.t1) >= 0.8 for crossing in found.crossings)

    def test_one_that_never_reaches_it(self):
        found = search(lambda t: 0.7 * exp(-1 / t) if t < inf else 0.7, 0.9)
        assert found.needed is None
        assert found.infinite == 0.7
        assert found.best == (0.7, inf)

    def test_one_that_needs_more_than_the_scan_reaches(self):
        found = search(lambda t: 1 - 3e4 / t if t < inf else 1.0, 0.5)
        assert found.needed == pytest.approx(6e4, rel=PRECISION)
        assert found.t1[-1] > 1e4
        assert search(lambda t: float(t == inf), 0.5).needed == inf

    def test_one_that_is_always_there(self):
        assert search(lambda t: 0.9, 0.5).needed == 0


class TestNetworkInClosedForm:
    """One quron turned by RX(s x1) and left to decay: f = g + (1 - g) cos(s x1) with g = 1 - exp(-t/T1).

    A point flips where f = 0, which is at exp(-t/T1) = 1/(1 - cos(s x1)).
    """

    SCALE, TIME = 3.0, 0.2
    EXPERIMENT = Experiment(
        network=Network.model_validate({"qurons": 1, "layers": [{"kind": "encode", "features": [0], "scale": SCALE}]}),
        device=Device(gate_time_1q=TIME, t1=50, t2=40),
        data=Data(name="xor", samples=100, noise=0.2),
    )

    def accuracy(self, t1: float) -> float:
        dataset = make_dataset(self.EXPERIMENT.data, 2)
        kept = exp(-self.TIME / t1)
        f = 1 - kept + kept * np.cos(self.SCALE * dataset.x_test[:, 0])
        return float(np.mean(np.where(f >= 0, 1, -1) == dataset.y_test))

    @pytest.mark.parametrize("t1", [0.05, 0.3, 5.0, 1e4])
    def test_accuracy(self, t1: float):
        assert accuracy_against_t1(self.EXPERIMENT, [])(t1) == self.accuracy(t1)

    def test_the_t1_at_which_points_flip(self):
        """The goal lies between two values of the step function: T1 is where one of the points flips."""
        found = last(iter_search(self.EXPERIMENT, [], 0.5 * (self.accuracy(0.05) + self.accuracy(1e4))))
        assert found.crossings
        points = make_dataset(self.EXPERIMENT.data, 2).x_test[:, 0]
        flips = [self.TIME / log(1 - cos(self.SCALE * x)) for x in points if cos(self.SCALE * x) < 0]
        for crossing in found.crossings:
            assert min(abs(crossing.t1 / flip - 1) for flip in flips) <= PRECISION

    def test_only_exaggerated_time_counts(self):
        assert acting_time(self.EXPERIMENT) == self.TIME
        louder = self.EXPERIMENT.replace(device=self.EXPERIMENT.device.replace(exaggeration=80))
        assert acting_time(louder) == pytest.approx(80 * self.TIME)
        assert accuracy_against_t1(louder, [])(24.0) == self.accuracy(0.3)

    def test_a_device_without_gate_times_is_refused(self):
        timeless = self.EXPERIMENT.replace(device=Device(gate_time_1q=0))
        with pytest.raises(SpecError, match="take no time on this device") as caught:
            last(iter_search(timeless, [], 0.9))
        assert caught.value.path == "device.gate_time_1q"


def test_t1_of_a_device():
    listed = Device(t1=(50, 100, None), t2=(60, 40, 30), readout_p01=0.01)
    longer = with_t1(listed, 200)
    assert (longer.t1, longer.t2) == ((200, 400, None), (240, 160, 120))
    assert with_t1(listed, inf) == listed.replace(t1=(None, None, None), t2=(None, None, None))
    assert with_t1(Device(), 10) == Device(t1=10, t2=20)
    dephased = with_t1(Device(t2=20), 10)
    assert 1 / dephased.t2 - 1 / (2 * dephased.t1) == pytest.approx(1 / 20, rel=1e-15)
    assert with_t1(Device(t2=20), inf) == Device(t2=20)


def test_no_t1_of_a_device_without_decay_is_refused_for_the_rounding_of_its_t2():
    for t1 in np.geomspace(1e-3, 1e4, 2000):
        assert with_t1(Device(), float(t1)).t2 == 2 * t1


def test_other_noise_stays_at_an_infinite_t1():
    """Ambient damping of 0.5 turns cos(s x1) into 0.5 + 0.5 cos(s x1), which is positive everywhere."""
    drowned = TestNetworkInClosedForm.EXPERIMENT.replace(noise=Noise(amplitude_damping=0.5 + 1e-9))
    positive = float(np.mean(make_dataset(drowned.data, 2).y_test == 1))
    found = last(iter_search(drowned, [], 0.99))
    assert found.needed is None
    assert found.best == (positive, found.t1[0])
