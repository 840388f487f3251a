"""Drag planes against the engine itself: at values of the dial and points of the plane that were no nodes.

The tolerance of 1e-9 leaves three digits above what rounding in the small linear systems costs. The engine is held to
QuTiP by tests of its own (tests/invariants/test_layers.py).
"""

from typing import Any

import numpy as np
import pytest

from playground.models import Model, compile_model
from playground.models.planes.basis import INVERSES, VARIABLES, Chebyshev, Trigonometric
from playground.models.planes.dial import Dial, ScaleDial, dial_of
from playground.models.planes.planes import Planes
from playground.models.planes.sweep import PURITY_TOLERANCE, Sweep, sweep_of
from playground.spec import Device, Network, Noise
from playground.spec.choices import CHANNEL_PARAMETERS, PARAMETRISED_GATES
from playground.spec.parameters import parameter_labels

EXACT = 1e-9
PROBE = np.array([0.42, -0.3])
ENCODE = {"kind": "encode", "axis": "x", "features": [0, 1]}
ROTATE = {"kind": "rotate", "axes": "yz"}
NOISE = Noise(amplitude_damping=0.05, phase_damping=0.03, depolarizing=0.01)
DEVICE = Device(t1=30.0, t2=40.0, thermal_population=0.05, error_1q=0.01, error_2q=0.02, readout_p01=0.02)


def network(*layers: dict[str, Any], qurons: int = 2, readout: str | None = None, features: int = 2) -> Network:
    read = {"readouts": [readout]} if readout else {}
    return Network.model_validate({"qurons": qurons, "features": features, "layers": layers, **read})


def reuploading(*between: dict[str, Any], readout: str = "ZX") -> Network:
    """Two encodings with something between them, so that the dial meets grids of two sizes."""
    return network(
        ENCODE, ROTATE, *between, {**ENCODE, "axis": "y"}, {"kind": "entangle", "gate": "cnot"}, ROTATE, readout=readout
    )


def swept(model: Model, path: tuple[str | int, ...], low: float = -3.0, high: float = 3.0) -> Sweep:
    sweep = sweep_of(model, path, low, high, resolution=7, node_resolution=5)
    assert sweep is not None
    return sweep


def angles(model: Model) -> np.ndarray:
    return np.random.default_rng(7).uniform(-3, 3, model.n_parameters)


def assert_equal_to_engine(
    model: Model, path: tuple[str | int, ...], values: list[float], low: float = -3.0, high: float = 3.0
) -> Planes:
    """Maps, Bloch vectors and purities from planes are those of a model compiled at the value."""
    theta = angles(model)
    planes = swept(model, path, low, high).planes(theta, PROBE)
    assert planes is not None
    dial = dial_of(model, path, low, high)
    assert dial is not None
    still = model.maps(theta, resolution=7, node_resolution=5).nodes
    for value in values:
        other, turned = dial.at(value, theta)
        maps = other.maps(turned, resolution=7, node_resolution=5)
        np.testing.assert_allclose(planes.decision_at(value), maps.decision[0], rtol=0, atol=EXACT)
        moved = planes.nodes_at(value)
        for place, node in enumerate(maps.nodes):  # what is not sent is what the dial does not move
            np.testing.assert_allclose(moved.get(place, still[place]), node, rtol=0, atol=EXACT)
        np.testing.assert_allclose(
            planes.bloch_at(value), np.concatenate(other.bloch(turned, PROBE)), rtol=0, atol=EXACT
        )
        purities = planes.purities_at(value)
        if purities is not None:
            exact = isinstance(dial, ScaleDial) or dial.is_exact
            tolerance = EXACT if exact else PURITY_TOLERANCE
            np.testing.assert_allclose(purities, other.purities(turned, PROBE), rtol=0, atol=tolerance)
    return planes


@pytest.mark.parametrize("axis", "xyz")
def test_rotation_is_a_constant_a_cosine_and_a_sine(axis: str) -> None:
    model = compile_model(reuploading({"kind": "rotate", "axes": axis}), DEVICE, NOISE)
    planes = assert_equal_to_engine(model, ("parameters", 5), [-2.9, 0.0, 0.7, 9.0])
    assert len(planes.decision.coefficients) == 3
    assert planes.basis == Trigonometric(1.0)


@pytest.mark.parametrize("gate", PARAMETRISED_GATES)
def test_pair_gates(gate: str) -> None:
    model = compile_model(reuploading({"kind": "entangle", "gate": gate}), DEVICE, NOISE)
    planes = assert_equal_to_engine(model, ("parameters", 4), [-2.9, 0.7, 5.0])
    assert len(planes.decision.coefficients) == (5 if gate.startswith("c") else 3)  # half angles: R(t/2) of a control


@pytest.mark.parametrize(
    ("pulse", "relaxes", "count"),
    [
        ({"drives": "x"}, False, 3),
        ({"drives": "", "coupling": "exchange"}, False, 5),  # the eigenvalues of XX + YY are 0, 2 and -2
        ({"drives": "z"}, True, 3),  # a detuning commutes with relaxation
        ({"drives": "z", "coupling": "zz"}, False, 3),
        ({"drives": "x"}, True, None),
        ({"drives": "xz"}, False, None),
        ({"drives": "z", "features": [0, 1], "axis": "x"}, False, None),
        ({"drives": "y", "coupling": "exchange"}, True, None),
    ],
)
def test_angles_of_a_pulse_repeat_only_where_nothing_else_acts(
    pulse: dict[str, Any], relaxes: bool, count: int | None
) -> None:
    model = compile_model(reuploading({"kind": "evolve", **pulse}), DEVICE if relaxes else None, NOISE)
    last = [label.layer for label in parameter_labels(model.network)].count(2) + 3  # after four angles of the rotations
    planes = assert_equal_to_engine(model, ("parameters", last), [-2.9, 0.7, 6.1], -6.2, 6.2)
    assert (planes.span is None) == (count is not None)
    if count is not None:
        assert len(planes.decision.coefficients) <= count


@pytest.mark.parametrize("relaxes", [True, False])
def test_the_duration_of_a_pulse(relaxes: bool) -> None:
    model = compile_model(reuploading({"kind": "evolve", "drives": "xz"}), DEVICE if relaxes else None)
    planes = assert_equal_to_engine(model, ("network", "layers", 2, "duration"), [0.0, 3.0, 99.0], 0.0, 100.0)
    assert (len(planes.decision.coefficients) > 1) == relaxes  # angles are in radians: time is all that decay needs


def test_an_angle_that_enters_through_its_cosine_alone() -> None:
    """<Z> after RY of |0>: the sine is left out, and two functions are an odd number of harmonics cut in the middle."""
    model = compile_model(network(ROTATE, qurons=1))
    planes = assert_equal_to_engine(model, ("parameters", 0), [0.4, -2.0])
    assert len(planes.decision.coefficients) == 2


@pytest.mark.parametrize("index", [4, 7, 8])
def test_pulses_during_which_decoherence_acts(index: int) -> None:
    """Drives and couplings are no rotations then: a Chebyshev series stands for the entire function."""
    pulse = {"kind": "evolve", "duration": 5.0, "drives": "xz", "coupling": "exchange"}
    model = compile_model(reuploading(pulse), DEVICE, NOISE)
    assert_equal_to_engine(model, ("parameters", index), [-3.1, 0.7, 3.1], -3.2, 3.2)


def test_perceptron_couplings_and_rotations() -> None:
    model = compile_model(
        network(ENCODE, ROTATE, {"kind": "perceptron", "width": 2}, ROTATE, readout="ZX"), DEVICE, NOISE
    )
    for index in (4, 9, 10, 12):  # XX, ZZ of the second input, the fresh quron's own RZ, RZ
        assert_equal_to_engine(model, ("parameters", index), [-2.2, 1.3])


@pytest.mark.parametrize(
    ("channel", "field"), [(channel, field) for channel, fields in CHANNEL_PARAMETERS.items() for field in fields]
)
def test_every_field_of_every_channel(channel: str, field: str) -> None:
    layer = {"kind": "decohere", "channel": channel}
    model = compile_model(reuploading(layer), noise=NOISE)
    low, high = {"t1": (1.0, 200.0), "t2": (1.0, 200.0), "time": (0.0, 150.0)}.get(field, (0.0, 1.0))
    values = {"t1": [35.0, 60.0, 199.0], "t2": [1.1, 33.0, 99.0], "time": [0.0, 3.0, 150.0]}.get(field, [0.0, 0.3, 1.0])
    assert_equal_to_engine(model, ("network", "layers", 2, field), values, low, high)


@pytest.mark.parametrize("name", ["amplitude_damping", "phase_damping", "depolarizing"])
def test_ambient_dials_over_their_whole_range(name: str) -> None:
    high = 0.75 if name == "depolarizing" else 1.0
    assert_equal_to_engine(
        compile_model(reuploading(), DEVICE, NOISE), ("noise", name), [0.0, 0.02, 0.6, high], 0.0, high
    )


@pytest.mark.parametrize(
    ("name", "high", "values"),
    [
        ("t1", 300.0, [21.0, 299.0]),
        ("t2", 300.0, [2.0, 59.0]),
        ("thermal_population", 1.0, [0.0, 0.5]),
        ("gate_time_1q", 5.0, [0.0, 0.1, 4.5]),
        ("gate_time_2q", 5.0, [4.0]),
        ("error_1q", 1.0, [0.0, 0.6]),
        ("error_2q", 1.0, [0.0, 0.75]),
        ("exaggeration", 50.0, [1.0, 3.0, 49.0]),
        ("readout_p01", 1.0, [0.0, 0.7]),
        ("readout_p10", 1.0, [0.0, 1.0]),
        ("zz_crosstalk", 30.0, [0.0, 11.0, 30.0]),
    ],
)
def test_device_values(name: str, high: float, values: list[float]) -> None:
    low = 1.0 if name in ("t1", "t2", "exaggeration") else 0.0
    planes = assert_equal_to_engine(compile_model(reuploading(), DEVICE, NOISE), ("device", name), values, low, high)
    if name.startswith("readout"):
        assert planes.nodes == ()  # an error of the measurement leaves the qurons as they are


@pytest.mark.parametrize(
    ("name", "high", "values"), [("t1", 300.0, [21.0, 299.0]), ("t2", 300.0, [2.0, 59.0]), ("readout_p01", 1.0, [0.7])]
)
def test_device_values_of_one_quron(name: str, high: float, values: list[float]) -> None:
    """The other quron keeps its own; a list as a whole is no dial, nor is one entry of a single number."""
    device = DEVICE.replace(t1=[80.0, 30.0], t2=[50.0, 40.0], readout_p01=[0.1, 0.02])
    model = compile_model(reuploading(), device, NOISE)
    low = 1.0 if name in ("t1", "t2") else 0.0
    assert_equal_to_engine(model, ("device", name, 1), values, low, high)
    assert dial_of(model, ("device", name), low, high) is None
    assert dial_of(compile_model(reuploading(), DEVICE), ("device", name, 1), low, high) is None


@pytest.mark.parametrize("pattern", ["ring", "all"])
def test_crosstalk_angles_repeat_after_two_turns(pattern: str) -> None:
    """exp(-i a ZZ / 4) on k pairs is a polynomial of degree k in cos(a/2), sin(a/2): exact wherever it is dragged."""
    layer = {"kind": "decohere", "channel": "zz_crosstalk", "pattern": pattern}
    model = compile_model(network(ENCODE, ROTATE, layer, ROTATE, qurons=3, readout="XYZ"), noise=NOISE)
    assert_equal_to_engine(model, ("network", "layers", 2, "angle"), [-6.2, 0.0, 1.7, 9.0], 0.0, 6.3)


@pytest.mark.parametrize(
    ("name", "span", "possible"),
    [("t1", (1.0, 90.0), (20.0, 90.0)), ("t2", (1.0, 90.0), (1.0, 60.0)), ("error_1q", (0.0, 1.0), (0.0, 2 / 3))],
)
def test_ranges_end_where_no_device_exists(name: str, span: tuple[float, float], possible: tuple[float, float]) -> None:
    """T2 <= 2 T1, and no depolarizing channel has an error above 2/3."""
    dial = dial_of(compile_model(reuploading(), DEVICE), ("device", name), *span)
    assert isinstance(dial, Dial)
    assert dial.span == pytest.approx(possible)


@pytest.mark.parametrize(("layer", "scale"), [(0, 1.0), (2, 1.75), (2, 0.7310585)])
def test_scale_of_an_encoder_has_no_limits(layer: int, scale: float) -> None:
    layers = [ENCODE, ROTATE, {**ENCODE, "axis": "y", "scale": scale}, {"kind": "entangle", "gate": "cnot"}, ROTATE]
    model = compile_model(network(*layers, readout="ZX"), DEVICE, NOISE)
    assert_equal_to_engine(model, ("network", "layers", layer, "scale"), [0.0, scale, -2.3, 20.0])


def test_scale_with_one_feature_and_with_three() -> None:
    for features in (1, 3):
        encode = {"kind": "encode", "axis": "x", "features": list(range(features))}
        model = compile_model(network(encode, ROTATE, encode, features=features, qurons=3), noise=NOISE)
        theta, x = angles(model), np.array([0.3, -0.6, 0.0])[:features]
        planes = swept(model, ("network", "layers", 2, "scale")).planes(theta, x)
        assert planes is not None
        changed = compile_model(
            network(encode, ROTATE, {**encode, "scale": 1.3}, features=features, qurons=3), noise=NOISE
        )
        np.testing.assert_allclose(
            planes.decision_at(1.3), changed.decision_map(theta, resolution=7), rtol=0, atol=EXACT
        )
        np.testing.assert_allclose(planes.bloch_at(1.3), np.concatenate(changed.bloch(theta, x)), rtol=0, atol=EXACT)
    # A third feature that is not 0 at the probe would need harmonics of its own.
    assert swept(model, ("network", "layers", 2, "scale")).planes(theta, [0.3, -0.6, 0.2]) is None


def test_further_features_are_those_of_the_probe() -> None:
    encode = {"kind": "encode", "axis": "x", "features": [0, 1, 2]}
    model = compile_model(network(encode, ROTATE, ENCODE, features=3, qurons=3), noise=NOISE)
    theta, x = angles(model), np.array([0.3, -0.6, 0.8])
    for path in (("parameters", 1), ("network", "layers", 2, "scale")):
        planes = swept(model, path).planes(theta, x)
        assert planes is not None
        other, turned = dial_of(model, path, -3.0, 3.0).at(1.3, theta)
        wanted = other.maps(turned, resolution=7, rest=x[2:]).decision[0]
        np.testing.assert_allclose(planes.decision_at(1.3), wanted, rtol=0, atol=EXACT)


def test_trained_scale_of_one_quron() -> None:
    trained = {**ENCODE, "trainable": True}
    model = compile_model(network(ENCODE, ROTATE, trained, {"kind": "entangle", "gate": "cnot"}, ROTATE), noise=NOISE)
    assert_equal_to_engine(model, ("parameters", 4), [0.0, 1.9, -4.0])


def test_other_dials_while_scales_have_no_common_measure() -> None:
    layers = [ENCODE, ROTATE, {**ENCODE, "axis": "y", "scale": 0.7310585}, {"kind": "entangle", "gate": "crx"}]
    model = compile_model(network(*layers, readout="ZX"), noise=NOISE)
    assert_equal_to_engine(model, ("parameters", 1), [-1.0, 2.0])
    assert_equal_to_engine(model, ("noise", "depolarizing"), [0.3], 0.0, 0.75)


def test_only_what_the_dial_moves_is_there() -> None:
    model = compile_model(network(ENCODE, ROTATE, ROTATE, qurons=3), noise=NOISE)
    planes = swept(model, ("parameters", 2)).planes(angles(model), PROBE)  # RY of quron 1 in layer 2
    assert planes is not None
    assert sorted(planes.nodes_at(0.5)) == [4, 7]  # quron 1 after layers 2 and 3


def test_planes_do_not_depend_on_the_dial_itself() -> None:
    model = compile_model(reuploading(), noise=NOISE)
    theta = angles(model)
    sweep = swept(model, ("parameters", 1))
    turned = theta.copy()
    turned[1] += 1.0
    one, other = sweep.planes(theta, PROBE), sweep.planes(turned, PROBE)
    assert one is not None
    assert other is not None
    np.testing.assert_array_equal(one.decision.coefficients, other.decision.coefficients)


@pytest.mark.parametrize(
    "path",
    [
        ("parameters", 99),
        ("parameters", -1),
        ("parameters", "0"),
        ("network", "layers", 0, "axis"),
        ("network", "layers", 7, "scale"),
        ("network", "layers", 1, "strength"),
        ("noise", "bit_flip"),
        ("device", "name"),
        ("data", "noise"),
        (),
    ],
)
def test_what_is_no_dial(path: tuple[str | int, ...]) -> None:
    assert sweep_of(compile_model(reuploading()), path, 0.0, 1.0) is None


@pytest.mark.parametrize("span", [(1.0, 1.0), (2.0, 1.0), (np.nan, 1.0), (0.0, np.inf), (-1.0, 1.0), (0.0, 2.0)])
def test_ranges_that_cannot_be(span: tuple[float, float]) -> None:
    assert sweep_of(compile_model(reuploading()), ("noise", "phase_damping"), *span) is None


def test_ideal_device_has_no_relaxation_to_turn() -> None:
    assert sweep_of(compile_model(reuploading()), ("device", "t1"), 1.0, 100.0) is None


def test_dear_planes_are_refused_before_they_are_begun() -> None:
    model = compile_model(reuploading(), noise=NOISE)
    for path in (("parameters", 0), ("noise", "phase_damping"), ("network", "layers", 0, "scale")):
        sweep = sweep_of(model, path, 0.0, 1.0, budget_ms=model.plan.nodes.ms / 2)
        assert sweep is not None
        assert sweep.prepare(0)
        assert sweep.planes(angles(model), PROBE) is None


def test_what_planes_need_is_prepared_in_small_steps() -> None:
    model = compile_model(reuploading(), noise=NOISE)
    sweep = swept(model, ("noise", "phase_damping"), 0.0, 1.0)
    steps = 1
    while not sweep.prepare(4):
        steps += 1
    assert (
        steps == 3
    )  # a polynomial of degree 8, at nine values: two qurons after each of four layers that are no noise
    assert sweep.planes(angles(model), PROBE) is not None


def test_wrong_arguments() -> None:
    sweep = swept(compile_model(reuploading()), ("parameters", 0))
    with pytest.raises(ValueError, match="`theta` must have shape"):
        sweep.planes([0.0], PROBE)
    with pytest.raises(ValueError, match="`x` must have shape"):
        sweep.planes(np.zeros(8), [0.0])


@pytest.mark.parametrize("basis", [Trigonometric(0.5), Chebyshev("root", 0.0, 0.9), Chebyshev("rate", 2.0, 50.0)])
def test_coefficients_return_what_was_put_in(basis: Trigonometric | Chebyshev) -> None:
    """Both bases are orthogonal on their nodes, so nothing but rounding is lost."""
    wanted = np.random.default_rng(1).normal(size=(9, 4))
    samples = np.array([basis.at(value, 9) @ wanted for value in basis.nodes(9)])
    np.testing.assert_allclose(basis.coefficients(samples), wanted, rtol=0, atol=1e-13)


@pytest.mark.parametrize("name", VARIABLES)
def test_variables_and_their_inverses(name: Any) -> None:
    assert INVERSES[name](VARIABLES[name](0.37)) == pytest.approx(0.37, abs=1e-15)
