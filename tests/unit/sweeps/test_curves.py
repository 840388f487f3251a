"""Sweeping a dial: every point is the network itself, and the exact curves pass through all of them."""

import csv
import io

import numpy as np
import pytest

from playground.learning.train import train
from playground.models.model import compile_model
from playground.spec.device import Device, Noise
from playground.spec.errors import SpecError
from playground.spec.experiment import Data, Experiment
from playground.spec.layers import Decohere, Encode, Entangle, Evolve, Perceptron, Rotate
from playground.spec.network import Network
from playground.spec.parameters import initial_parameters
from playground.sweeps import dials, iter_sweep, sweep
from playground.sweeps.curves import EXACT_POINTS, QUANTITIES

DATA = Data(name="moons", samples=40)
TWO = (
    Encode(scale=1.5),
    Rotate(axes="yz"),
    Entangle(gate="crx", pattern="chain"),
    Decohere(channel="phase_damping", strength=0.2),
    Entangle(gate="ryy", pattern="chain"),
    Encode(axis="y"),
    Rotate(axes="x"),
)


def experiment(*layers, qurons=2, **more):
    return Experiment(network=Network(qurons=qurons, layers=layers, **more.pop("network", {})), data=DATA, **more)


def theta_of(made, seed=5):
    return initial_parameters(made.network, seed)


def exact_equals_direct(made, path, low, high, tolerance=1e-12):
    """Compare the exact curve with the network itself at the places where the curve is drawn.

    The curve comes from a few nodes, by weights of order 1; a polynomial of degree 16 loses three digits.
    """
    theta, x = theta_of(made), [0.3, -0.4]
    curve = sweep(made, theta, path, [low, high], x=x)
    some = slice(0, EXACT_POINTS, 24)
    direct = sweep(made, theta, path, curve.exact_values[some], x=x)
    for name, values in curve.exact.items():
        np.testing.assert_allclose(values[some], direct.quantities[name], atol=tolerance, err_msg=name)
    assert curve.deviation < tolerance
    return curve


def test_every_point_is_the_network_with_that_value():
    made = experiment(*TWO, noise=Noise(amplitude_damping=0.05))
    theta = theta_of(made)
    curve = sweep(made, theta, ("network", "layers", 3, "strength"), [0.0, 0.5], x=[0.1, 0.2])
    layers = (*TWO[:3], Decohere(channel="phase_damping", strength=0.5), *TWO[4:])
    model = compile_model(Network(qurons=2, layers=layers), noise=Noise(amplitude_damping=0.05))
    assert curve.quantities["output"][1] == pytest.approx(model.predict(theta, [[0.1, 0.2]])[0, 0])
    assert curve.quantities["purity"][1] == pytest.approx(model.purities(theta, [0.1, 0.2])[-1])
    assert curve.dial.name == "layer 4 phase damping"
    assert set(curve.quantities) == set(QUANTITIES)


@pytest.mark.parametrize("index", [0, 3, 4, 5, 7])
def test_an_angle_gives_a_sinusoid_from_three_values_and_a_controlled_one_from_five(index):
    """Source: Schuld et al., PRA 99, 032331 (2019); Wierichs et al., Quantum 6, 677 (2022). Noise does no harm."""
    made = experiment(*TWO, noise=Noise(amplitude_damping=0.05, depolarizing=0.02), device=Device(readout_p01=0.1))
    curve = exact_equals_direct(made, ("parameters", index), -3.0, 9.0)
    assert curve.formula.startswith("a + b cos θ + c sin θ")
    assert ("cos θ/2" in curve.formula) == (index == 4)


def test_the_angles_of_a_perceptron_give_sinusoids():
    made = experiment(Encode(), Perceptron(width=1), noise=Noise(phase_damping=0.1))
    for index in (0, 2, 7):
        exact_equals_direct(made, ("parameters", index), -3.0, 3.0)


@pytest.mark.parametrize("place", ["ambient", "layer"])
def test_depolarizing_one_quron_shrinks_margin_and_purity_by_powers(place):
    """Every layer multiplies the Bloch vector by 1 - 4p/3 (physics of the channel; Nielsen and Chuang, section 8.3.4),
    so after k of them the margin has (1 - 4p/3)^k of itself and 2 Tr rho^2 - 1 the square of that."""
    layers = (Encode(), Rotate(axes="yz"), Decohere(channel="depolarizing", strength=0.1), Encode(axis="y"))
    path = ("noise", "depolarizing") if place == "ambient" else ("network", "layers", 2, "strength")
    made = experiment(*layers, qurons=1, noise=Noise(phase_damping=0.1))
    curve = exact_equals_direct(made, path, 0.0, 0.6)
    factor = (1 - 4 * curve.exact_values / 3) ** (3 if place == "ambient" else 1)
    np.testing.assert_allclose(curve.exact["margin"], factor * curve.exact["margin"][0], atol=1e-14)
    shrunk = 2 * curve.exact["purity"] - 1
    np.testing.assert_allclose(shrunk, factor**2 * shrunk[0], atol=1e-14)
    assert "(1 − 4p/3)^3" in curve.formula or place == "layer"


def test_depolarizing_beside_damping_is_no_power():
    """Amplitude damping moves the centre: what depolarizing does then depends on where it stands."""
    made = experiment(Encode(), Rotate(), qurons=1, noise=Noise(amplitude_damping=0.2))
    curve = exact_equals_direct(made, ("noise", "depolarizing"), 0.0, 1.0)
    assert curve.formula == "a polynomial of degree 2 in p, from 3 values"


def test_damping_before_a_readout_of_z_moves_outputs_along_a_line():
    """f -> (1 - g) f + g, the Bloch map of amplitude damping."""
    made = experiment(Encode(), Rotate(axes="yx"), Decohere(strength=0.3))
    curve = exact_equals_direct(made, ("network", "layers", 2, "strength"), 0.0, 1.0, tolerance=1e-9)
    g = curve.exact_values
    np.testing.assert_allclose(curve.exact["output"], (1 - g) * curve.exact["output"][0] + g, atol=1e-12)
    assert curve.formula.startswith("f → (1 − γ) f + γ before a Z readout")


@pytest.mark.parametrize(
    ("channel", "degree"),
    [("amplitude_damping", 4), ("generalized_amplitude_damping", 4), ("phase_damping", 2), ("bit_flip", 2)],
)
def test_a_channel_on_two_qurons_is_a_polynomial(channel, degree):
    made = experiment(Encode(), Rotate(axes="yx"), Decohere(channel=channel), Entangle(gate="rxx", pattern="chain"))
    curve = exact_equals_direct(made, ("network", "layers", 2, "strength"), 0.0, 1.0, tolerance=1e-9)
    assert f"degree {degree}" in curve.formula


def test_readout_errors_move_the_readout_and_not_the_state():
    made = experiment(*TWO, network={"readouts": ("ZZ",)})
    curve = exact_equals_direct(made, ("device", "readout_p01"), 0.0, 0.5)
    assert "purity" not in curve.exact
    assert curve.formula == "a polynomial of degree 2 in the readout error, from 3 values"


@pytest.mark.parametrize(
    "path", [("noise", "phase_damping"), ("network", "layers", 0, "scale"), ("parameters", 1), ("data", "noise")]
)
def test_where_no_form_is_known_none_is_claimed(path):
    """Ambient damping in 24 places, scales, the angles of pulses, data."""
    layers = (Encode(), Evolve(drives="xy", duration=2.0), *(Rotate(axes="yz"),) * 10)
    made = experiment(*layers, device=Device(t1=5.0, t2=5.0))
    curve = sweep(made, theta_of(made), path, [0.1, 0.2])
    assert (curve.formula, curve.exact, len(curve.values)) == ("", {}, 2)
    assert np.isnan(curve.deviation)


def test_training_at_every_value_starts_from_theta_and_holds_a_swept_angle():
    made = experiment(Encode(), Rotate(axes="yz"))
    theta = theta_of(made)
    curve = sweep(made, theta, ("training", "learning_rate"), [0.01, 0.1], epochs=3)
    for value, loss in zip(curve.values, curve.quantities["train_loss"], strict=True):
        training = made.training.replace(learning_rate=float(value))
        trained = list(train(made.replace(training=training, parameters=theta), 3))[-1]
        assert loss == pytest.approx(trained.train_loss)
    steps = list(iter_sweep(made, theta, ("parameters", 1), [0.5], epochs=2))
    assert len(steps) == 3
    held = made.replace(parameters=(theta[0], 0.5, *theta[2:]), frozen=(1,))
    assert steps[-1].curve.quantities["train_loss"][0] == pytest.approx(list(train(held, 2))[-1].train_loss)


def test_progress_rises_to_one_and_the_curve_grows():
    made = experiment(Encode(), Rotate())
    steps = list(iter_sweep(made, theta_of(made), ("data", "noise"), [0.0, 0.1, 0.2]))
    assert [step.fraction for step in steps] == pytest.approx([1 / 3, 2 / 3, 1])
    assert [len(step.curve.values) for step in steps] == [1, 2, 3]


def test_the_table_has_units_and_reads_back():
    made = experiment(Encode(), Rotate(), device=Device(t1=50.0, t2=60.0))
    curve = sweep(made, theta_of(made), ("device", "t1"), [40.0, 80.0])
    rows = list(csv.reader(io.StringIO(curve.to_csv())))
    assert rows[0][:3] == ["device T1 [us]", "accuracy [1]", "margin [1]"]
    np.testing.assert_array_equal([float(row[3]) for row in rows[1:]], curve.quantities["train_loss"])


def test_every_dial_can_be_swept_from_end_to_end():
    """Ranges are allowed ones, unless T2 <= 2 T1 stands against them, which the refusal then says."""
    layers = (Encode(), Evolve(features=(0,)), Decohere(channel="thermal"), Rotate(), Encode(trainable=True))
    made = experiment(*layers, device=Device(t1=50.0, t2=60.0))
    refused = []
    for dial in dials(made):
        arguments = (made, theta_of(made), dial.path, [dial.low, dial.high])
        if dial.path[-1] in ("t1", "t2"):
            refused.append(dial.path)
            with pytest.raises(SpecError, match="T2 can be at most 2 T1"):
                sweep(*arguments)
        else:
            curve = sweep(*arguments, epochs=int(dial.learning))
            assert np.all(np.isfinite(curve.quantities["train_loss"])), dial.name
    assert len(refused) == 4


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        (("data", "samples"), "`samples` holds whole numbers"),
        (("training", "learning_rate"), "acts on learning alone"),
        (("device", "t1"), "once `t2` is finite"),
        (("noise", "thunder"), "no such dial"),
        ((), "no such dial"),
        (("noise", "depolarizing"), "The sweep reaches 2: .*from 0 to 1"),
    ],
)
def test_what_cannot_be_swept_is_refused_before_anything_is_computed(path, complaint):
    made = experiment(Encode(), Rotate())
    with pytest.raises(SpecError, match=complaint):
        iter_sweep(made, theta_of(made), path, [0.0, 2.0])


def test_too_many_values_are_refused():
    made = experiment(Encode(), Rotate())
    with pytest.raises(ValueError, match="1 ≤ V ≤ 401"):
        sweep(made, theta_of(made), ("data", "noise"), np.zeros(402))


def test_depolarizing_pairs_are_places_of_their_own():
    layers = (Encode(), Rotate(axes="yx"), Decohere(channel="pair_depolarizing", strength=0.1), Rotate(axes="x"))
    curve = exact_equals_direct(experiment(*layers), ("network", "layers", 2, "strength"), 0.0, 1.0)
    assert curve.formula == "a straight line in p, from 2 values"
