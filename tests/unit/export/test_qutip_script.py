"""The QuTiP script of an experiment: it runs by itself, without the playground, and prints what the model computes.

Tolerance 1e-9: `mesolve` is asked for 1e-12, twelve digits are printed; a wrong sign or factor is of order 1.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from playground.export.channel_text import EXPRESSIONS
from playground.export.layer_text import WRITERS
from playground.export.qutip_script import qutip_script
from playground.models import Model, compile_experiment, compile_model
from playground.spec import Device, Experiment, Network, Noise, SpecError, choices, default_experiment
from playground.spec.measurement import Measurement
from tests.invariants.random_networks import models, random_angles, random_inputs

EXACT = 1e-9
RUNNER = """
import runpy, sys
for line in sys.stdin:
    runpy.run_path(line.strip(), run_name="__main__")
    print("end", [name for name in sys.modules if name.split(".")[0] in ("playground", "components")], flush=True)
"""
Run = Callable[[str], str]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Runs scripts in another process, which imports QuTiP once for all of them."""
    path = tmp_path_factory.mktemp("scripts") / "script.py"
    command = [sys.executable, "-I", "-W", "ignore", "-c", RUNNER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdin is not None
        assert process.stdout is not None

        def run_text(text: str) -> str:
            path.write_text(text, encoding="utf-8")
            process.stdin.write(f"{path}\n")
            process.stdin.flush()
            lines = list(iter(process.stdout.readline, "end []\n"))
            assert "" not in lines[-1:], "the script failed"
            return "".join(lines)

        yield run_text
        process.stdin.close()


def check(run: Run, experiment: Experiment, theta: np.ndarray, x: np.ndarray) -> str:
    """The script prints the model's Bloch vectors, purities and readouts; returns all that it prints."""
    printed = run(qutip_script(experiment, theta, x))
    compare(printed, experiment, theta, x)
    return printed


def compare(printed: str, experiment: Experiment, theta: np.ndarray, x: np.ndarray) -> None:
    """Numbers after the last colon or word of every line, in order."""
    model = compile_experiment(experiment)
    readouts = [float(line.split()[-1]) for line in printed.splitlines() if line.startswith("readout")]
    purities = [float(line.split()[-1]) for line in printed.splitlines() if line.startswith("layer")]
    bloch = [line.split(": ")[1].split(", ") for line in printed.splitlines() if line.startswith("  q")]
    assert readouts == pytest.approx(model.predict(theta, [x])[0].tolist(), abs=EXACT)
    assert purities == pytest.approx(model.purities(theta, x).tolist(), abs=EXACT)
    expected = np.concatenate(model.bloch(theta, x))
    assert np.array(bloch, dtype=float) == pytest.approx(expected, abs=EXACT)


def test_tables_cover_the_choices():
    """Every kind of layer and every channel that an experiment may name can be written."""
    assert set(WRITERS) == set(choices.LAYER_KINDS)
    assert set(EXPRESSIONS) == set(choices.CHANNELS)


@pytest.mark.parametrize("channel", choices.CHANNELS)
def test_every_channel(run: Run, channel: str):
    """After rotations that give a state without symmetry, a channel with a strength of its own."""
    own = {"strength": 0.3, "ground_population": 0.6, "t1": 3.0, "t2": 4.0, "time": 1.1}
    own |= {"thermal_population": 0.2, "angle": 0.9}
    fields = {name: own[name] for name in choices.CHANNEL_PARAMETERS[channel]}
    check_layers(run, [{"kind": "decohere", "channel": channel, **fields}])


@pytest.mark.parametrize("gate", choices.GATES)
def test_every_gate(run: Run, gate: str):
    """On pairs in both directions, on a device with every fault."""
    check_layers(run, [{"kind": "entangle", "gate": gate, "pairs": [[0, 1], [2, 0]]}], faulty_device(), Noise())


@pytest.mark.parametrize(
    "layer",
    [
        {"kind": "encode", "axis": "y", "features": [1, 0], "trainable": True},
        {"kind": "rotate", "axes": "xzx", "qurons": [0, 2]},
        {"kind": "evolve", "duration": 0.7, "drives": "xz", "coupling": "exchange", "pairs": [[2, 1]], "features": [1]},
        {"kind": "evolve", "duration": 0.4, "drives": "", "coupling": "zz", "pattern": "chain"},
        {"kind": "perceptron", "width": 2, "qurons": [0, 2]},
    ],
    ids=lambda layer: f"{layer['kind']}-{layer.get('coupling', '')}",
)
def test_every_kind_on_a_noisy_device(run: Run, layer: dict):
    """All faults of a device and all ambient dials at once."""
    noise = Noise(amplitude_damping=0.03, phase_damping=0.05, depolarizing=0.02)
    check_layers(run, [layer], faulty_device(), noise)


def test_a_device_of_unlike_qurons(run: Run):
    """Lists with one number for each quron, crosstalk in the gates, and a channel on pairs."""
    device = faulty_device().replace(
        t1=(2.0, None, 5.0), t2=(1.5, 3.0, 10.0), thermal_population=(0.1, 0.0, 0.3), readout_p01=(0.1, 0.0, 0.02),
        zz_crosstalk=0.8, exaggeration=1.0,
    )  # fmt: skip
    layers = [{"kind": "decohere", "channel": "pair_depolarizing", "strength": 0.1, "pairs": [[2, 0]]}]
    check_layers(run, [*layers, {"kind": "perceptron", "width": 2}], device)


@pytest.mark.parametrize("inverted", [False, True])
def test_shots_scatter_about_what_is_exact(run: Run, inverted: bool):
    """A hundred thousand shots on a device that misreads: within five standard errors of the mean, which is known."""
    measurement = Measurement(shots=100_000, invert_readout=inverted)
    printed = check_layers(run, [], Device(readout_p01=0.1, readout_p10=0.2), measurement=measurement)
    exact = [float(line.split()[-1]) for line in printed.splitlines() if line.startswith("readout")]
    sampled = [line.split()[-3:] for line in printed.splitlines() if line.startswith("sampled")]
    assert len(exact) == len(sampled) == 2
    for mean, (value, _, error) in zip(exact, sampled, strict=True):
        assert 0 < float(error) < 0.02  # 1/sqrt(S) is 0.003, inversion on three qurons at most 1/0.7^3 times as much
        assert abs(float(value) - mean) < 5 * float(error)


def faulty_device() -> Device:
    return Device(
        t1=2.0, t2=1.5, thermal_population=0.1, gate_time_1q=0.05, gate_time_2q=0.3, error_1q=0.01, error_2q=0.03,
        readout_p01=0.04, readout_p10=0.1, exaggeration=2.0,
    )  # fmt: skip


def check_layers(
    run: Run,
    layers: list[dict],
    device: Device | None = None,
    noise: Noise | None = None,
    measurement: Measurement | None = None,
) -> str:
    """Layers between others, on three qurons in a state without symmetry; returns what was printed."""
    before = [{"kind": "encode"}, {"kind": "rotate", "axes": "yz"}, {"kind": "entangle", "gate": "cnot"}]
    after = {"kind": "rotate", "axes": "xy"}
    network = Network.model_validate({"qurons": 3, "layers": [*before, *layers, after]})
    width = network.widths[-1]
    readouts = ["Z" * width, {"terms": {"X" * width: 0.5, "Y" + "I" * (width - 1): -1.25}}]
    experiment = Experiment(
        network=Network.model_validate({**network.model_dump(), "readouts": readouts}),
        device=device or Device(),
        noise=noise or Noise(),
        measurement=measurement or Measurement(),
    )
    theta = np.random.default_rng(5).uniform(-3, 3, compile_model(experiment.network).n_parameters)
    return check(run, experiment, theta, np.array([0.4, -0.9]))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=models())
def test_random_networks(run: Run, drawn: tuple[Model, np.random.Generator]):
    """Any network on any device under any ambient noise."""
    model, rng = drawn
    experiment = Experiment(network=model.network, device=model.device, noise=model.noise)
    check(run, experiment, random_angles(model, rng), random_inputs(model, rng, 1)[0])


def test_the_script_runs_as_it_stands(tmp_path: Path):
    """Python, NumPy and QuTiP are all it takes: an interpreter in isolation, with the script as its argument."""
    experiment, x = default_experiment(), np.array([0.3, -0.7])
    theta = compile_model(experiment.network).initial_parameters(1)
    path = tmp_path / "quron.py"
    path.write_text(qutip_script(experiment, theta, x), encoding="utf-8")
    command = [sys.executable, "-I", "-W", "ignore", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    compare(done.stdout, experiment, theta, x)
    imports = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(node) for node in imports] == ["import numpy as np", "import qutip"]


@pytest.mark.parametrize(
    "name",
    [
        "\nraise SystemExit(1)",
        "\r\nraise SystemExit(1)",
        "'''\"\"\"\nimport os",
        "\u2028raise SystemExit(1)",
        "\x0craise SystemExit(1)",
        "-*- coding: utf-7 -*-",
        "\\",
        "a\x00b",
        "\u202eevil",
    ],
)
def test_a_name_stays_inside_its_comment(name: str):
    """Whatever a device is called: the program's code is that of a device with an innocent name."""
    experiment = default_experiment()
    theta = compile_model(experiment.network).initial_parameters(1)

    def program(called: str) -> str:
        device = Device(name=called, t1=20.0, t2=20.0)
        return qutip_script(experiment.replace(device=device), theta, [0.1, 0.2])

    text = program(name)
    assert ast.dump(ast.parse(text.encode())) == ast.dump(ast.parse(program("lab").encode()))
    assert all(char == "\n" or char.isprintable() for char in text)
    assert not re.search(r"coding[:=]", "".join(text.splitlines()[:2]))


def test_no_more_text_than_needed():
    """An ideal network without parameters needs no device, no channels, no solver."""
    network = Network.model_validate({"qurons": 2, "layers": [{"kind": "encode"}, {"kind": "entangle"}]})
    text = qutip_script(Experiment(network=network), [], [0.1, 0.2])
    for word in ("T1", "mesolve", "damping", "Device", "ERROR", "ambient"):
        assert word not in text


def test_what_cannot_be_written_is_refused_by_name():
    """Shapes, numbers that are not finite, and states too large for a density matrix."""
    experiment = default_experiment()
    theta = compile_model(experiment.network).initial_parameters(1)
    with pytest.raises(ValueError, match="theta"):
        qutip_script(experiment, theta[:-1], [0.1, 0.2])
    with pytest.raises(ValueError, match="`x`"):
        qutip_script(experiment, theta, [0.1, np.nan])
    wide = Network.model_validate({"qurons": 13, "layers": [{"kind": "encode"}]})
    with pytest.raises(SpecError, match="13 qurons"):
        qutip_script(Experiment(network=wide), [], [0.1, 0.2])
