"""Readouts with errors, by hand."""

import numpy as np
import pytest

from playground.models.readout import Readouts, measured_terms


def test_errors_touch_each_measured_factor():
    """ZZ with p01 = 0.1, p10 = 0.3: kept 0.6, shift 0.2, (0.6 Z + 0.2)(0.6 Z + 0.2)."""
    found = measured_terms([("ZZ", 1.0)], [(0.1, 0.3)] * 2)
    assert found == pytest.approx({"ZZ": 0.36, "ZI": 0.12, "IZ": 0.12, "II": 0.04})
    assert measured_terms([("IX", 2.0)], [(0.1, 0.3), (0.0, 0.0)]) == {"IX": 2.0}
    each = measured_terms([("ZZ", 1.0)], [(0.1, 0.3), (0.0, 0.0)])
    assert each == pytest.approx({"ZZ": 0.6, "IZ": 0.2})


def test_order_of_the_tensor_axes():
    """The state's first axis belongs to quron 1: the row of ZI is that of IZ."""
    readouts = Readouts([{"ZI": 2.0}], order=(1, 0))
    state = np.zeros((16, 1))
    state[3] = 0.5
    assert readouts.read(state) == pytest.approx(np.array([[1.0]]))
    slope = np.empty((16, 1))
    readouts.pull_back(np.array([[1.0]]), slope)
    assert slope[3, 0] == 2.0
    assert np.count_nonzero(slope) == 1
