"""Which path is planned for which network, what it says, and what is refused before anything large is allocated."""

import time
import tracemalloc
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from playground.models import Plan, compile_model
from playground.models.cone import light_cone, without_idle
from playground.models.forward.builder import Builder
from playground.models.forward.path import Program
from playground.models.instructions import Source
from playground.models.layers import lower_network
from playground.models.planner import BYTES_LIMIT, TIME_LIMIT_MS, Option, choose, duration, refuse
from playground.models.readout import Readouts
from playground.models.sketch import DensitySketch
from playground.spec import Device, Network, Noise, SpecError

QUIET = Noise()
NOISY = Noise(amplitude_damping=0.02, phase_damping=0.02)


def hard(qurons: int, blocks: int = 3, gate: str = "cnot", **fields: Any) -> Network:
    """Re-uploading with a ring of gates: with CNOTs every quron can reach the readout."""
    block = [{"kind": "encode"}, {"kind": "rotate"}, {"kind": "entangle", "gate": gate, **fields}]
    return Network.model_validate({"qurons": qurons, "layers": block * blocks})


@pytest.mark.parametrize(
    ("network", "noise", "readouts", "nodes"),
    [
        (hard(3), NOISY, {"density matrices", "observables"}, {"density matrices"}),
        (hard(6), NOISY, {"density matrices", "observables"}, {"density matrices"}),
        (hard(6), QUIET, {"state vectors"}, {"state vectors"}),
        (hard(12), QUIET, {"state vectors"}, {"state vectors"}),
        (hard(16), QUIET, {"state vectors"}, {"state vectors"}),
        (hard(12), NOISY, {"single runs"}, {"single runs"}),
        (hard(32, 2, "cz"), NOISY, {"density matrices", "observables"}, {"none"}),
    ],
)
def test_typical_networks(network: Network, noise: Noise, readouts: set[str], nodes: set[str]):
    plan = compile_model(network, noise=noise).plan
    assert plan.readouts.path in readouts
    assert plan.nodes.path in nodes
    assert plan.readouts.trains == (plan.readouts.path != "single runs")
    assert 0 < plan.readouts.ms <= TIME_LIMIT_MS
    assert 0 < plan.readouts.bytes <= BYTES_LIMIT
    for part in (plan.readouts, plan.nodes):
        assert part.reason.endswith(".")
        assert part.reason in plan.explain()


def test_the_plan_says_the_time_of_what_can_be_done():
    assert compile_model(hard(4)).plan.describe().endswith(" a frame")
    assert compile_model(hard(12), noise=NOISY).plan.describe().endswith(" an input, by single runs")
    assert [duration(ms) for ms in (3.21, 47.0, 2500.0, 90_000.0)] == ["3.2 ms", "47 ms", "2.5 s", "1.5 min"]


def test_few_of_many_qurons_take_part():
    """The light cone of Z0 after two layers of CZ in a ring lies within eight of 32 qurons."""
    wide, theta = compile_model(hard(32, 2, "cz"), noise=NOISY), np.linspace(-3, 3, 128)
    x = np.random.default_rng(0).uniform(-1, 1, (4, 2))
    narrow = compile_model(hard(8, 2, "cz"), noise=NOISY)
    of_narrow = np.concatenate([theta[start : start + 2] for layer in (0, 64) for start in _ring(layer)])
    assert wide.predict(theta, x) == pytest.approx(narrow.predict(of_narrow, x), abs=1e-12)


def _ring(layer: int) -> list[int]:
    """Positions of the angles of qurons 0 to 3 and 28 to 31 in a layer of 32; features alternate alike."""
    return [layer + 2 * quron for quron in (0, 1, 2, 3, 28, 29, 30, 31)]


@pytest.mark.parametrize(
    ("noise", "words"),
    [
        (NOISY, r"Reduce `qurons` to about \d, or to 16 for single runs, which cannot be trained"),
        (QUIET, r"Reduce `qurons` to about 16, or entangle fewer"),
    ],
)
def test_a_network_beyond_every_path_is_refused_before_it_is_made(noise: Noise, words: str):
    """4^20 numbers would be 8 TiB; refused with less than a megabyte, and in a fraction of a second."""
    compile_model(hard(3))  # tables of the gates are made on first use
    tracemalloc.start()
    began = time.perf_counter()
    with pytest.raises(SpecError, match=words) as caught:
        compile_model(hard(20), noise=noise)
    spent, peak = time.perf_counter() - began, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert caught.value.path == "network.qurons"
    assert "`qurons` is 20" in caught.value.message
    assert peak < 2**22
    assert spent < 5.0  # milliseconds on a quiet machine; anything allocated would take minutes


def test_layers_of_a_wide_network_are_refused_when_asked_for():
    model = compile_model(hard(32, 2, "cz"), noise=NOISY)
    theta = model.initial_parameters(0)
    for call in (lambda: model.bloch(theta, [0.0, 0.0]), lambda: model.purities(theta, [0.0, 0.0])):
        with pytest.raises(SpecError, match="`qurons` is 32") as caught:
            call()
        assert caught.value.path == "network.qurons"


def test_training_by_single_runs_is_refused_with_the_number_that_can_be_trained():
    model = compile_model(hard(12), noise=NOISY)
    with pytest.raises(
        SpecError, match=r"lets 12 noisy qurons take part.* Reduce `qurons` to about [89], or set"
    ) as caught:
        model.loss_and_grad(model.initial_parameters(0), [[0.1, 0.2]], [1.0])
    assert caught.value.path == "network.qurons"


def test_long_readouts_with_unequal_errors_are_refused():
    network = hard(12).replace(readouts=("Z" * 12,))
    with pytest.raises(SpecError, match="measures 12 qurons at once") as caught:
        compile_model(network, Device(readout_p01=0.01, readout_p10=0.03))
    assert caught.value.path == "network.readouts[0]"
    equal = compile_model(network, Device(readout_p01=0.01, readout_p10=0.01))
    ideal = compile_model(network)
    theta, x = equal.initial_parameters(0), np.array([[0.2, -0.4]])
    assert equal.predict(theta, x) == pytest.approx(0.98**12 * ideal.predict(theta, x), abs=1e-12)


@dataclass
class Work:
    """A path that takes as long as a test wants."""

    flops_per_point: float
    rows: int = 1
    encoders: tuple[tuple[Source, ...], ...] = ((Source(0, 1.0), Source(1, 1.0)),)
    array_rows: list[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        self.array_rows = [(1, self.rows)]


def option(path: str, work: Work, *, trains: bool = True, base: int = 4) -> Option[str]:
    return Option(path, work, 1.0, 0.0, 0, base, f"{path}.", lambda: path, trains=trains)


def planned(*options: Option[str], layers: int = 10) -> tuple[Plan, str | None]:
    plan, chosen = choose(options, nodes=False, features=2, qurons=9, layers=layers)
    return plan, None if chosen is None else chosen.build()


def test_the_quickest_path_that_trains_is_chosen():
    slow, fast = option("slow", Work(100.0)), option("fast", Work(10.0))
    runs = option("runs", Work(1e-3), trains=False)
    assert planned(slow, fast, runs)[1] == "fast"
    assert planned(slow, runs)[1] == "slow"
    # Nine nodes, a gradient counted as three passes; the map is interpolated from the same nodes.
    assert planned(fast)[0].ms == pytest.approx(10.0 * 9 * 3)


def test_what_is_too_slow_or_too_large_is_refused_with_the_field_to_reduce():
    over = TIME_LIMIT_MS / 27
    plan, built = planned(option("dear", Work(1.5 * over)))
    assert (plan.path, built) == ("none", None)
    assert refuse(plan).path == "network.layers"
    assert "`layers` holds 10" in plan.reason
    assert "Reduce `layers` to about 6" in plan.reason
    plan, _ = planned(option("dear", Work(20 * over)))
    assert refuse(plan).path == "network.qurons"
    assert "`qurons` is 9, which would take 20 min" in plan.reason
    assert "Reduce `qurons` to about 6" in plan.reason  # 4^3 > 20 > 4^2
    plan, _ = planned(option("large", Work(1.0, rows=BYTES_LIMIT // 2)))
    assert "4.0 GiB" in plan.reason
    assert planned(option("dear", Work(20 * over)), option("runs", Work(1.0), trains=False))[1] == "runs"


def pulsed(qurons: int) -> Network:
    """The same with a pulse, which neither state vectors nor single runs can follow."""
    network = hard(qurons)
    return network.replace(layers=({"kind": "evolve"}, *network.layers))


def test_pulses_are_the_reason_for_density_matrices_even_without_noise():
    plan = compile_model(pulsed(4)).plan
    assert plan.nodes.path == "density matrices"
    assert "pulses in continuous time on 4 qurons" in plan.explain()
    with pytest.raises(SpecError, match="qurons") as refused:
        compile_model(pulsed(12))
    assert "single runs" not in str(refused.value)


@pytest.mark.parametrize("gate", ["cnot", "rxx", "crz", "cz"])
@pytest.mark.parametrize("noise", [NOISY, QUIET])
def test_the_sketch_counts_what_the_program_does(gate: str, noise: Noise):
    """Arrays to a factor of 1.5: the sketch does not know every fusion."""
    layers = [{"kind": "encode"}, {"kind": "rotate"}, {"kind": "entangle", "gate": gate}] * 2
    network = Network.model_validate({"qurons": 4, "layers": [*layers, {"kind": "perceptron", "width": 2}]})
    steps, left = light_cone(lower_network(network, Device(), noise), network.observables, 4)
    steps, wires = without_idle(steps, 4)
    plan = Builder(wires).build(steps)
    program = Program(plan, Readouts([{"Z" + "I" * (len(left) - 1): 1.0}], plan.order), 1)
    sketch = DensitySketch(steps, wires)
    assert max(rows for _, rows in sketch.array_rows) == max(rows for _, rows in program.array_rows)
    assert [list(group) for group in sketch.encoders] == [list(group) for group in program.encoders]
    assert 1 / 1.5 < sum(rows for _, rows in sketch.array_rows) / sum(rows for _, rows in program.array_rows) < 1.5
