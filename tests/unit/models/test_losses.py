"""Losses: values worked out by hand, derivatives against central differences."""

import numpy as np
import pytest

from playground.models.losses import LOSSES, cross_entropy, hinge, mse
from playground.spec import choices


def test_the_table_holds_the_losses_that_the_spec_names():
    assert tuple(LOSSES) == choices.LOSSES


def test_mse_by_hand():
    value, slope = mse(np.array([0.5, -1.0]), np.array([1.0, 1.0]))
    assert value == pytest.approx((0.25 + 4.0) / 2)
    np.testing.assert_allclose(slope, [-0.5, -2.0])


def test_cross_entropy_of_an_undecided_output_is_log_two():
    value, slope = cross_entropy(np.zeros(4), np.array([1.0, -1.0, 1.0, -1.0]))
    assert value == pytest.approx(np.log(2))
    np.testing.assert_allclose(slope, [-0.25, 0.25, -0.25, 0.25])


def test_hinge_is_zero_with_margin_one_and_rises_with_slope_one():
    value, slope = hinge(np.array([1.0, 0.25, 0.5]), np.array([1.0, 1.0, -1.0]))
    assert value == pytest.approx((0.0 + 0.75 + 1.5) / 3)
    np.testing.assert_allclose(slope, [0.0, -1 / 3, 1 / 3])


@pytest.mark.parametrize("name", LOSSES)
@pytest.mark.parametrize("shape", [(7,), (5, 3)])
def test_derivative_equals_central_differences(name, shape):
    """Tolerance: a central difference with step 1e-6 of values near 1 is good to about 1e-9."""
    rng = np.random.default_rng(3)
    f = rng.uniform(-0.95, 0.95, shape)
    y = rng.choice([-1.0, 1.0], shape)
    _, slope = LOSSES[name](f, y)
    step = 1e-6
    for index in np.ndindex(shape):
        above, below = f.copy(), f.copy()
        above[index] += step
        below[index] -= step
        difference = (LOSSES[name](above, y)[0] - LOSSES[name](below, y)[0]) / (2 * step)
        assert slope[index] == pytest.approx(difference, abs=2e-9)


@pytest.mark.parametrize("name", LOSSES)
def test_a_certain_and_wrong_output_has_a_finite_gradient_that_points_to_the_target(name):
    value, slope = LOSSES[name](np.array([1.0, -1.0, 1.2]), np.array([-1.0, 1.0, -1.0]))
    assert np.isfinite(value)
    assert np.isfinite(slope).all()
    np.testing.assert_array_equal(np.sign(slope), [1.0, -1.0, 1.0])


@pytest.mark.parametrize("name", LOSSES)
def test_a_perfect_output_has_the_smallest_loss(name):
    y = np.array([1.0, -1.0, 1.0])
    assert LOSSES[name](y, y)[0] == pytest.approx(0.0, abs=2e-6)


@pytest.mark.parametrize("name", LOSSES)
def test_shapes_that_differ_are_refused(name):
    with pytest.raises(ValueError, match=r"must have the shape of `f`, \(3, 1\), but has shape \(3,\)"):
        LOSSES[name](np.zeros((3, 1)), np.zeros(3))
