"""Estimators: scikit-learn's own checks, and what they promise beyond them."""

import pickle

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.datasets import load_iris, make_moons
from sklearn.decomposition import PCA
from sklearn.exceptions import NotFittedError
from sklearn.utils.estimator_checks import parametrize_with_checks

from playground.learning.estimators import QuronClassifier, QuronRegressor, default_network
from playground.spec.choices import MAX_FEATURES, MAX_LAYERS
from playground.spec.device import Noise
from playground.spec.errors import SpecError
from playground.spec.layers import Encode, Rotate
from playground.spec.network import Network

SMALL = Network(qurons=1, layers=(Encode(features=(0,)), Rotate(), Encode(features=(1,)), Rotate()))


SCORED = ("check_classifiers_train", "check_regressors_train")
"""The checks that ask how well something was learnt: at least 0.83 of the classes, an R² of at least 0.5."""
FEW = 5
"""Epochs for the others, which ask of a fitted estimator only that it is one; scikit-learn gives its own as many."""


@parametrize_with_checks([QuronClassifier(), QuronRegressor()])
def test_sklearn_estimator_check(estimator, check, monkeypatch):
    monkeypatch.setenv("SCIPY_ARRAY_API", "1")  # or the checks of array input are left out
    check(estimator if check.func.__name__ in SCORED else clone(estimator).set_params(epochs=FEW))


@pytest.mark.parametrize("features", range(1, MAX_FEATURES + 1))
def test_the_default_network_reads_every_feature_three_times(features):
    network = default_network(features)
    encoded = [f for layer in network.layers if isinstance(layer, Encode) for f in layer.features]
    assert sorted(encoded) == sorted(3 * list(range(features)))
    assert len(network.layers) <= MAX_LAYERS
    assert network.features == features


def test_moons_are_learnt():
    """A logistic regression reaches 0.88 here; what is asked is clearly above it."""
    X, y = make_moons(200, noise=0.1, random_state=0)
    fitted = QuronClassifier(random_state=0).fit(X[:100], y[:100])
    assert fitted.score(X[100:], y[100:]) > 0.93


def test_three_classes_get_three_sets_of_parameters_and_probabilities_that_add_up():
    X, y = load_iris(return_X_y=True)
    fitted = QuronClassifier(random_state=0).fit(X[::2], y[::2])
    assert fitted.theta_.shape[0] == 3
    assert fitted.score(X[1::2], y[1::2]) > 0.9
    np.testing.assert_allclose(fitted.predict_proba(X).sum(axis=1), 1.0)
    np.testing.assert_array_equal(np.argmax(fitted.decision_function(X), axis=1), fitted.predict(X))


def test_two_classes_read_probability_off_the_readout():
    X, y = make_moons(60, noise=0.1, random_state=0)
    fitted = QuronClassifier(network=SMALL, random_state=0, epochs=5).fit(X, np.where(y, "up", "down"))
    f = fitted.decision_function(X)
    np.testing.assert_allclose(fitted.predict_proba(X), np.c_[1 - f, 1 + f] / 2)
    np.testing.assert_array_equal(fitted.predict(X), np.where(f > 0, "up", "down"))


def test_regression_of_a_sine():
    x = np.linspace(-3, 3, 80)[:, None]
    y = 5.0 + 2.0 * np.sin(x[:, 0])
    assert QuronRegressor(random_state=0, epochs=150).fit(x[::2], y[::2]).score(x[1::2], y[1::2]) > 0.95


def test_the_same_random_state_gives_the_same_parameters():
    X, y = make_moons(40, random_state=0)
    one, two, other = (QuronClassifier(network=SMALL, epochs=3, random_state=s).fit(X, y) for s in (1, 1, 2))
    np.testing.assert_array_equal(one.theta_, two.theta_)
    assert not np.array_equal(one.theta_, other.theta_)


def test_noise_shrinks_what_is_read_out():
    """Depolarizing noise pulls every readout towards 0."""
    X, y = make_moons(40, random_state=0)
    clean, noisy = (
        QuronClassifier(network=SMALL, noise=noise, epochs=0, random_state=0).fit(X, y)
        for noise in (None, Noise(depolarizing=0.2))
    )
    np.testing.assert_array_less(np.abs(noisy.decision_function(X)), np.abs(clean.decision_function(X)))


def test_a_network_may_be_given_as_a_mapping_and_must_fit_the_data():
    X, y = make_moons(40, random_state=0)
    mapping = SMALL.model_dump()
    assert QuronClassifier(network=mapping, epochs=1).fit(X, y).network_ == SMALL
    with pytest.raises(ValueError, match="must have features=3, as the data do, but has 2"):
        QuronClassifier(network=SMALL).fit(np.c_[X, X[:, 0]], y)


def test_wrong_settings_are_refused_by_name():
    X, y = make_moons(40, random_state=0)
    with pytest.raises(SpecError, match="loss"):
        QuronClassifier(loss="log").fit(X, y)
    with pytest.raises(ValueError, match="at least 2 classes"):
        QuronClassifier().fit(X, np.zeros(40))
    with pytest.raises(NotFittedError):
        QuronRegressor().predict(X)


def test_many_features_are_reduced_to_principal_components():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(60, 12))
    fitted = QuronRegressor(epochs=1, random_state=0).fit(X, X[:, 0])
    assert fitted.network_.features == MAX_FEATURES
    expected = PCA(MAX_FEATURES, svd_solver="full").fit(X).explained_variance_
    np.testing.assert_allclose(fitted.reduction_.explained_variance_, expected)


def test_a_fitted_estimator_survives_pickling():
    X, y = make_moons(40, random_state=0)
    fitted = QuronClassifier(network=SMALL, epochs=2, random_state=0).fit(X, y)
    np.testing.assert_array_equal(pickle.loads(pickle.dumps(fitted)).predict(X), fitted.predict(X))  # noqa: S301
