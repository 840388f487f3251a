"""Data sets: shapes, determinism, and that every dial moves them continuously."""

import numpy as np
import pytest

from playground.learning.datasets import CLASSIFICATION, DATASETS, EXTENT, NOISE_CUT, REGRESSION, make_dataset
from playground.spec import choices
from playground.spec.experiment import Data

TABLES = sorted(DATASETS)


def test_the_tables_hold_the_sets_that_the_spec_names():
    assert tuple(CLASSIFICATION) == choices.CLASSIFICATION_SETS
    assert tuple(REGRESSION) == choices.REGRESSION_SETS
    assert DATASETS == choices.DATASETS


@pytest.mark.parametrize("name", TABLES)
def test_sizes_targets_and_kind(name):
    dataset = make_dataset(Data(name=name, samples=101, train_fraction=0.3))
    assert dataset.x_train.shape == (30, 2)
    assert dataset.x_test.shape == (71, 2)
    assert dataset.x.shape == (101, 2)
    assert dataset.y.shape == (101,)
    assert dataset.is_regression == (name in choices.REGRESSION_SETS)
    if dataset.is_regression:
        assert np.abs(dataset.y).max() <= 1.0
    else:
        assert set(dataset.y) == {-1.0, 1.0}


@pytest.mark.parametrize("name", choices.CLASSIFICATION_SETS)
def test_classes_are_balanced_within_a_third(name):
    assert abs(make_dataset(Data(name=name, samples=600)).y.mean()) < 1 / 3


@pytest.mark.parametrize("name", TABLES)
def test_noiseless_shapes_fill_the_middle_of_the_square(name):
    x = make_dataset(Data(name=name, samples=400, noise=0.0)).x
    assert 0.6 < np.abs(x).max() <= EXTENT + 0.1  # blobs have normal tails


@pytest.mark.parametrize("name", TABLES)
def test_the_same_data_gives_the_same_points_bit_for_bit(name):
    one, two = (make_dataset(Data(name=name, samples=50, seed=4)) for _ in range(2))
    np.testing.assert_array_equal(one.x, two.x)
    np.testing.assert_array_equal(one.y, two.y)
    other = make_dataset(Data(name=name, samples=50, seed=5))
    assert not np.array_equal(one.x, other.x)


@pytest.mark.parametrize("name", choices.CLASSIFICATION_SETS)
def test_dragging_the_noise_moves_each_point_along_a_straight_line(name):
    still, half, full = (make_dataset(Data(name=name, samples=80, noise=s)) for s in (0.0, 0.1, 0.2))
    np.testing.assert_allclose(half.x, (still.x + full.x) / 2, atol=1e-12)
    np.testing.assert_array_equal(still.y, full.y)
    assert np.abs(full.x - still.x).max() <= 0.2 * NOISE_CUT


@pytest.mark.parametrize("name", choices.REGRESSION_SETS)
def test_dragging_the_noise_shifts_regression_targets_and_leaves_the_points(name):
    still, a_little, more = (make_dataset(Data(name=name, samples=80, noise=s)) for s in (0.0, 0.001, 0.002))
    np.testing.assert_array_equal(still.x, more.x)
    inside = np.abs(still.y) < 0.99
    np.testing.assert_allclose((2 * a_little.y - still.y)[inside], more.y[inside], atol=1e-12)
    assert np.abs(make_dataset(Data(name=name, noise=1.0)).y).max() <= 1.0


@pytest.mark.parametrize("name", TABLES)
def test_dragging_the_train_fraction_moves_the_boundary_in_one_order(name):
    few, many = (make_dataset(Data(name=name, samples=60, train_fraction=f)) for f in (0.2, 0.8))
    np.testing.assert_array_equal(few.x, many.x)
    np.testing.assert_array_equal(few.y, many.y)
    assert (len(few.x_train), len(many.x_train)) == (12, 48)


@pytest.mark.parametrize("name", TABLES)
def test_one_feature_is_the_first_one(name):
    assert make_dataset(Data(name=name), features=1).x.shape == (400, 1)
    if name in choices.CLASSIFICATION_SETS:
        one, two = (make_dataset(Data(name=name), features=n) for n in (1, 2))
        np.testing.assert_array_equal(one.x[:, 0], two.x[:, 0])


def test_regression_on_one_feature_follows_the_line_where_the_second_is_zero():
    dataset = make_dataset(Data(name="sine", noise=0.0), features=1)
    np.testing.assert_allclose(dataset.y, np.sin(np.pi * dataset.x[:, 0]))


@pytest.mark.parametrize("name", TABLES)
def test_further_features_are_uniform_and_leave_the_first_two_alone(name):
    data = Data(name=name, samples=2000)
    wide, narrow = make_dataset(data, features=5), make_dataset(data)
    np.testing.assert_array_equal(wide.x[:, :2], narrow.x)
    nuisance = wide.x[:, 2:]
    assert np.abs(nuisance).max() <= EXTENT
    # A sample correlation of 2000 independent pairs has standard deviation 0.022; 0.1 is beyond four of them.
    for column in nuisance.T:
        assert abs(np.corrcoef(column, wide.y)[0, 1]) < 0.1


def test_the_xor_class_is_the_sign_of_the_product():
    dataset = make_dataset(Data(name="xor", noise=0.0))
    np.testing.assert_array_equal(dataset.y, np.sign(dataset.x[:, 0] * dataset.x[:, 1]))


def test_the_xor_class_of_more_features_is_their_parity():
    """All features together tell the class, any of them left out tells nothing."""
    dataset = make_dataset(Data(name="xor", noise=0.0, samples=2000), features=4)
    np.testing.assert_array_equal(dataset.y, np.sign(np.prod(dataset.x, axis=1)))
    assert 0.1 <= np.abs(dataset.x).min() <= np.abs(dataset.x).max() <= EXTENT
    # The mean of 2000 signs has standard deviation 0.022; 0.1 is beyond four of them.
    assert abs(np.mean(dataset.y * np.sign(np.prod(dataset.x[:, :3], axis=1)))) < 0.1


def test_circles_have_the_firing_class_outside():
    dataset = make_dataset(Data(name="circles", noise=0.0))
    radius = np.hypot(*dataset.x.T)
    np.testing.assert_allclose(radius[dataset.y == -1], 0.8)
    np.testing.assert_allclose(radius[dataset.y == 1], 0.32)


def test_the_disc_has_half_the_area_of_its_square():
    """Half of 2000 points, within four standard deviations 4 sqrt(0.25/2000) = 0.045; the edge is at 0.8 sqrt(2/π)."""
    dataset = make_dataset(Data(name="disc", noise=0.0, samples=2000))
    radius = np.hypot(*dataset.x.T)
    edge = 0.8 * np.sqrt(2 / np.pi)
    np.testing.assert_array_equal(dataset.y, np.where(radius < edge, 1.0, -1.0))
    assert np.mean(dataset.y == 1) == pytest.approx(0.5, abs=0.045)


def test_a_width_below_one_is_refused():
    with pytest.raises(ValueError, match="`features` must be ≥ 1, but is 0"):
        make_dataset(Data(), features=0)
