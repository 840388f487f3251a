"""Zero-noise extrapolation against polynomials, decays and a Monte Carlo of its errors.

Source:
    Temme, Bravyi and Gambetta, PRL 119, 180509 (2017): Richardson's weights cancel every power of the noise below the
    number of factors. Li and Benjamin, PRX 7, 021050 (2017).
"""

import numpy as np
import pytest

from playground.analysis.extrapolation import (
    METHODS,
    exponential,
    extrapolate,
    linear,
    linear_weights,
    richardson,
    richardson_weights,
)

FACTORS = (1.0, 1.5, 2.0, 3.0)


@pytest.mark.parametrize("count", [2, 3, 4, 6])
def test_richardson_is_exact_for_every_polynomial_below_the_number_of_factors(count):
    """The tolerance is rounding times the sum of the weights' sizes (63 for six factors)."""
    factors = np.arange(1.0, count + 1)
    coefficients = np.random.default_rng(count).normal(size=count)
    values = np.polynomial.polynomial.polyval(factors, coefficients)
    estimate = richardson(factors, values)
    assert estimate.value == pytest.approx(coefficients[0], abs=1e-10)
    at = np.linspace(0, 7, 5)
    np.testing.assert_allclose(estimate.curve(at), np.polynomial.polynomial.polyval(at, coefficients), rtol=1e-9)


def test_richardson_weights_of_the_first_whole_factors_are_binomial():
    """For c = 1, ..., K they are (-1)^(k+1) K!/(k! (K - k)!), by the product formula."""
    np.testing.assert_allclose(richardson_weights((1, 2, 3)), [3, -3, 1])
    np.testing.assert_allclose(richardson_weights((1, 2, 3, 4)), [4, -6, 4, -1])


def test_a_line_is_extrapolated_exactly_and_only_a_line():
    c = np.array(FACTORS)
    assert linear(c, 0.7 - 0.2 * c).value == pytest.approx(0.7, abs=1e-14)
    assert abs(linear(c, 0.7 - 0.2 * c + 0.05 * c**2).value - 0.7) > 0.01


def test_the_weights_of_the_line_are_those_of_least_squares():
    design = np.column_stack([np.ones(4), FACTORS])
    np.testing.assert_allclose(linear_weights(FACTORS), np.linalg.pinv(design)[0], atol=1e-14)


@pytest.mark.parametrize("height", [0.8, -0.3])
def test_a_decay_is_extrapolated_exactly(height):
    c = np.array(FACTORS)
    estimate = exponential(c, height * np.exp(-0.4 * c))
    assert estimate.value == pytest.approx(height, abs=1e-14)
    np.testing.assert_allclose(estimate.curve([0.5]), [height * np.exp(-0.2)])
    shifted = exponential(c, 0.1 + height * np.exp(-0.4 * c), asymptote=0.1)
    assert shifted.value == pytest.approx(0.1 + height, abs=1e-14)


def test_an_exponential_does_not_apply_where_the_sign_changes():
    estimate = exponential((1, 2), np.array([[0.2, 0.2, 0.0], [0.1, -0.1, 0.0]]), 0.01)
    np.testing.assert_array_equal(np.isnan(estimate.value), [False, True, True])
    np.testing.assert_array_equal(np.isnan(estimate.variance), [False, True, True])


@pytest.mark.parametrize("method", METHODS)
def test_the_variance_is_that_of_repeated_experiments(method):
    """20 000 seeded experiments of S = 4000 shots a factor.

    The standard deviation of a sample variance of N normal numbers is sqrt(2/N) of it, here 1 %: four of them are 4 %.
    The exponential is linearised: sigma = 0.014 of values of 0.4 bends it by (sigma/f)^2 = 0.1 %, so 5 % serve all.
    """
    c, shots = np.array([1.0, 2.0, 3.0]), 4000
    exact = 0.8 * np.exp(-0.2 * c)
    variance = (1 - exact**2) / shots
    rng = np.random.default_rng(7)
    plus = rng.binomial(shots, (1 + exact[:, None]) / 2, size=(3, 20_000))
    found = extrapolate(method, c, 2 * plus / shots - 1)
    stated = extrapolate(method, c, exact, variance)
    assert np.var(found.value) == pytest.approx(float(stated.variance), rel=0.05)
    error = np.sqrt(float(stated.variance) / 20_000)
    bias = {"linear": 0.0, "richardson": 0.0, "exponential": float(stated.variance)}[method]  # of second order
    assert np.mean(found.value) == pytest.approx(float(stated.value), abs=4 * error + bias)


def test_the_price_of_richardson_is_the_sum_of_the_squared_weights():
    estimate = richardson((1, 2, 3), np.zeros(3), 0.01)
    assert estimate.variance == pytest.approx((9 + 9 + 1) * 0.01)


@pytest.mark.parametrize("method", METHODS)
def test_many_values_are_extrapolated_as_each_alone(method):
    values = np.random.default_rng(0).uniform(0.1, 0.9, (4, 3, 2))
    together = extrapolate(method, FACTORS, values, 0.01)
    alone = extrapolate(method, FACTORS, values[:, 2, 1], 0.01)
    assert together.value[2, 1] == pytest.approx(float(alone.value))
    assert together.variance[2, 1] == pytest.approx(float(alone.variance))
    assert together.curve([0.0, 1.0]).shape == (2, 3, 2)


@pytest.mark.parametrize(
    ("factors", "complaint"),
    [((1,), "2 to 8 numbers"), ((1, 1), "different"), ((0, 1), "positive"), ((1, float("nan")), "positive")],
)
def test_factors_that_cannot_be_used_are_refused(factors, complaint):
    with pytest.raises(ValueError, match=complaint):
        linear(factors, np.zeros(len(factors)))


def test_a_wrong_shape_or_method_is_refused():
    with pytest.raises(ValueError, match=r"shape \(2, ...\), but has shape \(3,\)"):
        linear((1, 2), np.zeros(3))
    with pytest.raises(ValueError, match="linear, richardson, exponential"):
        extrapolate("cubic", (1, 2), np.zeros(2))
