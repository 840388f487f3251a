"""The public face of a compiled network: shapes, messages, fall-backs."""

import pickle
import threading

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from playground.models import Model, compile_experiment, compile_model, one_blas_thread, threads
from playground.models.grids import choice as grids
from playground.models.grids import nodes, points
from playground.models.grids.axes import Axis, GridPlan
from playground.spec import Device, Network, Noise, default_experiment

EXACT = 1e-10


def example() -> Model:
    experiment = default_experiment()
    return compile_experiment(experiment)


def small(**changes) -> Model:
    fields = {"qurons": 2, "layers": [{"kind": "encode"}, {"kind": "rotate"}, {"kind": "entangle"}], **changes}
    return compile_model(Network.model_validate(fields), Device(readout_p01=0.01), Noise(phase_damping=0.1))


X = np.random.default_rng(0).uniform(-1, 1, (200, 2))


def test_shapes_of_the_contract():
    model = example()
    theta, widths = model.initial_parameters(1), model.network.widths
    assert theta.shape == (model.n_parameters,)
    assert model.predict(theta, X).shape == (200, 1)
    assert [found.shape for found in model.bloch(theta, X[0])] == [(n, 3) for n in widths]
    assert [found.shape for found in model.bloch_batch(theta, X)] == [(200, n, 3) for n in widths]
    assert model.purities(theta, X[0]).shape == (len(widths),)
    assert model.decision_map(theta, resolution=30).shape == (30, 30)
    assert model.state(theta, X[0]).dims == [[2] * 4, [2] * 4]
    maps = model.maps(theta, resolution=30, node_resolution=10)
    assert maps.decision.shape == (1, 30, 30)
    assert maps.nodes.shape == (sum(widths[1:]), 10, 10)
    assert model.predict(theta, np.zeros((0, 2))).shape == (0, 1)


def test_initial_parameters_follow_the_seed():
    model = example()
    expected = np.random.default_rng(7).uniform(-np.pi, np.pi, model.n_parameters)
    assert np.array_equal(model.initial_parameters(7), expected)


def test_node_map_is_one_of_the_maps():
    model = example()
    theta = model.initial_parameters(1)
    maps = model.maps(theta, node_resolution=15)
    assert model.node_map(theta, 3, 2, 15) == pytest.approx(maps.nodes[2 * 4 + 2], abs=EXACT)
    assert np.all(model.node_map(theta, 0, 1, 15) == 1.0)


def test_many_features_make_the_map_a_slice():
    """Feature 2 is held at `rest`; training on three features runs point by point."""
    layers = [{"kind": "encode", "features": [0, 1, 2]}, {"kind": "rotate"}, {"kind": "entangle", "gate": "cnot"}]
    model = compile_model(Network.model_validate({"qurons": 3, "features": 3, "layers": layers}))
    theta = model.initial_parameters(0)
    found = model.decision_map(theta, 5, rest=[0.4])
    line = np.linspace(-1, 1, 5)
    assert found[1, 4] == pytest.approx(model.predict(theta, [[line[4], line[1], 0.4]])[0, 0], abs=EXACT)
    assert found[1, 4] != pytest.approx(model.decision_map(theta, 5)[1, 4], abs=1e-3)


@pytest.mark.parametrize("refined", [True, False])
def test_guard_refuses_a_grid_that_is_too_coarse(monkeypatch: pytest.MonkeyPatch, refined: bool):
    """With degrees that are too low the results are still right, because the grid is not used."""
    true_plan = grids.plan_grid

    def coarse(groups, reach):
        steps = true_plan(groups, reach).steps
        return GridPlan(tuple((Axis(first.base, min(1, first.degree)), second) for first, second in steps))

    direct = example()
    theta = direct.initial_parameters(3)
    expected = [direct.predict(theta, point[None])[0, 0] for point in X[:10]]
    monkeypatch.setattr(grids, "_verdicts", type(grids._verdicts)())
    monkeypatch.setattr(grids, "plan_grid", coarse)
    if not refined:
        monkeypatch.setattr(nodes, "MEMORY_LIMIT", 0)
    model = example()
    assert model._engine.cone.candidate is not None
    assert model.predict(theta, X)[:10, 0] == pytest.approx(expected, abs=EXACT)
    assert model._engine.cone.candidate is None


def test_small_memory_changes_nothing(monkeypatch: pytest.MonkeyPatch):
    """Chunks of points, and grids that are not refined, give the same values and gradients."""
    roomy = example()
    theta, y = roomy.initial_parameters(2), np.sign(X[:, 0])
    value, gradient = roomy.loss_and_grad(theta, X, y)
    maps = roomy.maps(theta, resolution=12, node_resolution=12)
    for limit in (0, 200_000, 600_000):
        monkeypatch.setattr(points, "MEMORY_LIMIT", limit)
        monkeypatch.setattr(nodes, "MEMORY_LIMIT", limit)
        tight = example()
        found = tight.loss_and_grad(theta, X, y)
        assert found[0] == pytest.approx(value, abs=EXACT)
        assert found[1] == pytest.approx(gradient, abs=EXACT)
        assert tight.maps(theta, resolution=12, node_resolution=12).nodes == pytest.approx(maps.nodes, abs=EXACT)


def test_results_do_not_depend_on_what_was_asked_before():
    """Pullbacks stay valid when the model has moved on; returned arrays are not overwritten."""
    model = example()
    theta, other = model.initial_parameters(0), model.initial_parameters(1)
    for x in (X, X[:3]):
        f, pullback = model.value_and_vjp(theta, x)
        copy, expected = f.copy(), pullback(np.ones_like(f))
        model.loss_and_grad(other, x, x[:, 0])
        model.maps(other)
        assert np.array_equal(f, copy)
        assert pullback(np.ones_like(f)) == pytest.approx(expected, abs=EXACT)


def test_threads_may_share_a_model():
    model = example()
    thetas = [model.initial_parameters(seed) for seed in range(4)]
    alone = [model.loss_and_grad(theta, X, X[:, 0])[1] for theta in thetas]
    found: dict[int, np.ndarray] = {}

    def work(k: int) -> None:
        for _ in range(5):
            found[k] = model.loss_and_grad(thetas[k], X, X[:, 0])[1]

    workers = [threading.Thread(target=work, args=(k,)) for k in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    for k in range(4):
        assert found[k] == pytest.approx(alone[k], abs=EXACT)


def test_pickled_models_come_back():
    model = example()
    theta = model.initial_parameters(0)
    again = pickle.loads(pickle.dumps(model))  # noqa: S301 — our own bytes
    assert again.network == model.network
    assert again.predict(theta, X) == pytest.approx(model.predict(theta, X), abs=EXACT)


def test_one_blas_thread_inside_and_the_former_number_afterwards():
    def limits() -> list[int]:
        return [found["num_threads"] for found in threadpool_info() if found["user_api"] == "blas"]

    threads._controller.cache_clear()  # QuTiP, loaded by another test, brings a library of its own
    with threadpool_limits(2, user_api="blas"):  # also where one is all that the machine or its user gives
        before = limits()
        assert set(before) <= {2}  # none where the library is not one that can be asked
        with one_blas_thread():
            with one_blas_thread():
                assert set(limits()) <= {1}
            assert set(limits()) <= {1}
        assert limits() == before


def test_the_plan_grows_with_the_network():
    layers = [{"kind": "encode"}, {"kind": "rotate"}, {"kind": "entangle", "gate": "cnot"}] * 2
    plans = [compile_model(Network.model_validate({"qurons": n, "layers": layers})).plan for n in (2, 4, 6)]
    assert plans[0].ms < plans[1].ms < plans[2].ms
    assert plans[0].describe().startswith("about ")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda m: m.predict(np.zeros(3), X), r"Argument `theta` must have shape \(4,\), but has shape \(3,\)"),
        (
            lambda m: m.predict(np.zeros(4), X[:, :1]),
            r"Argument `X` must have shape \(N, 2\), but has shape \(200, 1\)",
        ),
        (lambda m: m.predict(np.full(4, np.nan), X), "Argument `theta` must be finite"),
        (lambda m: m.bloch(np.zeros(4), [0.1]), r"Argument `x` must have shape \(2,\), but has shape \(1,\)"),
        (lambda m: m.loss_and_grad(np.zeros(4), X, X[:9, 0]), r"Argument `y` must have shape \(200,\) or \(200, 1\)"),
        (lambda m: m.loss_and_grad(np.zeros(4), X, X[:, 0], "mae"), "Argument `loss` must be one of mse, .* 'mae'"),
        (lambda m: m.loss_and_grad(np.zeros(4), X[:0], []), "Argument `X` must hold at least one input"),
        (lambda m: m.maps(np.zeros(4), resolution=0), "Argument `resolution` must lie between 1 and 2000, but is 0"),
        (lambda m: m.maps(np.zeros(4), bounds=(1, -1)), "Argument `bounds` must be two numbers in rising order"),
        (lambda m: m.maps(np.zeros(4), rest=[1.0]), r"Argument `rest` must have shape \(0,\), but has shape \(1,\)"),
        (lambda m: m.node_map(np.zeros(4), 4, 0), "Argument `layer` must lie between 0 and 3, but is 4"),
        (lambda m: m.node_map(np.zeros(4), 1, 2), "Argument `quron` must lie between 0 and 1, but is 2"),
        (lambda m: m.value_and_vjp(np.zeros(4), X)[1](np.zeros(3)), r"Argument `cotangent` must have shape \(200, 1\)"),
    ],
)
def test_wrong_arguments_are_named(call, message: str):
    with pytest.raises(ValueError, match=message):
        call(small())
