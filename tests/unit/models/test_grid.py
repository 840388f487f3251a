"""Axes of the Fourier grid: nodes, interpolation, and which scales share one."""

import numpy as np
import pytest

from playground.models.grid import Axis, common_measure, plan_grid, refinement

EXACT = 1e-12


def polynomial(x: np.ndarray, base: float) -> np.ndarray:
    """Degree 3 in base * x."""
    return 0.3 - np.cos(base * x) + 0.7 * np.sin(2 * base * x) + 0.2 * np.cos(3 * base * x + 0.4)


@pytest.mark.parametrize("degree", [3, 5])
def test_interpolation_is_exact_up_to_the_degree(degree: int):
    axis, x = Axis(0.75, degree), np.linspace(-9, 9, 50)
    assert len(axis.nodes) == axis.size == 2 * degree + 1
    assert axis.rows(x) @ polynomial(axis.nodes, 0.75) == pytest.approx(polynomial(x, 0.75), abs=EXACT)


def test_one_degree_too_few_is_far_off():
    """Why the guard is sharp: the error is of the order of the missing coefficient, not of rounding."""
    axis, x = Axis(0.75, 2), np.linspace(-1, 1, 50)
    assert np.abs(axis.rows(x) @ polynomial(axis.nodes, 0.75) - polynomial(x, 0.75)).max() > 0.1


def test_refinement_keeps_the_function():
    coarse, fine = Axis(1.0, 3), Axis(1.0, 6)
    found = refinement(3, 6) @ polynomial(coarse.nodes, 1.0)
    assert found == pytest.approx(polynomial(fine.nodes, 1.0), abs=EXACT)
    assert refinement(0, 2) == pytest.approx(np.ones((5, 1)))


@pytest.mark.parametrize(
    ("scales", "measure"),
    [([2.0], 2.0), ([1.0, 3.0], 1.0), ([2.0, -3.0], 1.0), ([0.5, 0.75], 0.25), ([], 1.0), ([0.0], 1.0)],
)
def test_common_measure(scales: list[float], measure: float):
    assert common_measure(scales) == pytest.approx(measure)


def test_incommensurate_scales_have_no_grid():
    assert common_measure([1.0, np.sqrt(2)]) is None
    assert plan_grid([[(0, 1.0)], [(0, np.sqrt(2))]]) is None


def test_degrees_add_up_along_the_network():
    """Two encoders of feature 0 with scales 1 and 2, one of feature 1; feature 2 is a constant of the map."""
    plan = plan_grid([[(0, 1.0), (1, 3.0)], [(0, 2.0), (2, 0.37)]])
    assert plan is not None
    assert plan.bases == (1.0, 3.0)
    assert plan.degrees == ((0, 0), (1, 1), (3, 1))
    assert plan.nodes == 7 * 3
