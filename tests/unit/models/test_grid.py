"""Axes of the grid: nodes, interpolation, and which scales share a Fourier axis."""

import numpy as np
import pytest

from playground.models.grids.axes import CONSTANT, Axis, bounded, common_measure, plan_grid, refinement
from playground.models.grids.chebyshev import ChebyshevAxis
from playground.models.instructions import Source

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
    found = refinement(coarse, fine) @ polynomial(coarse.nodes, 1.0)
    assert found == pytest.approx(polynomial(fine.nodes, 1.0), abs=EXACT)
    assert refinement(CONSTANT, Axis(0.5, 2)) == pytest.approx(np.ones((5, 1)))


@pytest.mark.parametrize(
    ("scales", "measure"),
    [([2.0], 2.0), ([1.0, 3.0], 1.0), ([2.0, -3.0], 1.0), ([0.5, 0.75], 0.25), ([], 1.0), ([0.0], 1.0)],
)
def test_common_measure(scales: list[float], measure: float):
    assert common_measure(scales) == pytest.approx(measure)


def test_incommensurate_scales_take_chebyshev_points_on_the_reach():
    """Only the feature that needs them; the other keeps its Fourier axis."""
    assert common_measure([1.0, np.sqrt(2)]) is None
    plan = plan_grid([[Source(0, 1.0), Source(1, 1.0)], [Source(0, np.sqrt(2))]], reach=2.0)
    assert plan is not None
    (start, first, last), second = [step[0] for step in plan.steps], plan.axes[1]
    assert isinstance(first, ChebyshevAxis)
    assert isinstance(last, ChebyshevAxis)
    assert (start, second) == (CONSTANT, Axis(1.0, 1))
    assert last.size > first.size
    assert plan.reach == last.reach == 2.0


def test_a_common_measure_that_is_small_takes_chebyshev_points_too():
    """Scales 1 and 1/12: 27 nodes of the Fourier axis, fewer Chebyshev points."""
    plan = plan_grid([[Source(0, 1.0), Source(0, 1 / 12)]])
    assert plan is not None
    assert isinstance(plan.axes[0], ChebyshevAxis)
    assert plan.axes[0].size < 27


def test_trained_scales_are_bounded_from_above_in_steps():
    """So that one grid serves a while, and the slope along a scale of 0 has nodes."""
    groups = [(Source(0, 1.0), Source(0, 1.0, 0), Source(1, 1.0, 1))]
    theta = np.array([-0.6, 0.0])
    assert bounded(groups, theta) == ((Source(0, 1.0), Source(0, 0.75, 0), Source(1, 0.25, 1)),)
    near, far = (plan_grid(bounded(groups, theta + step)) for step in (0.05, 0.1))
    assert near == far


def test_enormous_scales_have_no_grid():
    assert plan_grid([[Source(0, 1.0), Source(0, 1e5 * np.sqrt(2))]]) is None


def test_degrees_add_up_along_the_network():
    """Two encoders of feature 0 with scales 1 and 2, one of feature 1; feature 2 is a constant of the map."""
    plan = plan_grid([[Source(0, 1.0), Source(1, 3.0)], [Source(0, 2.0), Source(2, 0.37)]])
    assert plan is not None
    ones = (Axis(1.0, 1), Axis(3.0, 1))
    assert plan.steps == ((Axis(1.0, 0), Axis(3.0, 0)), ones, (Axis(1.0, 3), Axis(3.0, 1)))
    assert plan.nodes == 7 * 3
