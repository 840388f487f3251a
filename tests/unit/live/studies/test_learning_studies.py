"""The studies of learning: what they answer is what the package finds, ready for the wire, and cancellable."""

import json

import numpy as np
import pytest

from playground.analysis.compare import compare
from playground.analysis.zero_noise import mitigate
from playground.learning.datasets import make_dataset
from playground.live import messages as m
from playground.live.studies.compare import EDGE, CompareOptions
from playground.live.studies.extrapolate import ExtrapolateOptions
from playground.live.studies.laboratory import Laboratory
from playground.live.studies.study import Report, Study, Subject
from playground.live.studies.sweep import NoOptions, SweepOptions
from playground.live.studies.table import STUDIES
from playground.models.model import compile_model
from playground.spec.codec import from_json
from playground.spec.device import Noise
from playground.spec.errors import SpecError
from playground.spec.examples import circle_under_damping
from playground.spec.experiment import Data, Experiment
from playground.spec.layers import Encode, Rotate
from playground.spec.network import Network
from playground.spec.parameters import initial_parameters
from playground.sweeps import dials, sweep

MADE = Experiment(
    network=Network(qurons=1, layers=(Encode(features=(0,)), Rotate(axes="yz"), Encode(axis="y", features=(1,)))),
    noise=Noise(amplitude_damping=0.1),
    data=Data(name="disc", samples=40),
)
START = np.array(initial_parameters(MADE.network, 0))
SUBJECT = Subject(MADE, START + 0.3, START, np.array([0.2, -0.5]))


def ask(name, options):
    """All reports of a study; those that go to the page must be JSON without NaN."""
    reports = list(STUDIES[name].run(SUBJECT, options))
    assert [report.progress for report in reports] == sorted(report.progress for report in reports)
    assert reports[-1].progress == 1
    assert all(report.progress < 1 for report in reports[:-1])
    json.dumps([report.result for report in reports], allow_nan=False)
    assert STUDIES[name].cost(SUBJECT, options) > 0
    return reports


def test_a_sweep_takes_the_present_parameters_and_the_probe():
    options = SweepOptions(path=["noise", "depolarizing"], low=0.0, high=0.5, points=3)
    reports = ask("sweep", options)
    expected = sweep(MADE, SUBJECT.theta, ("noise", "depolarizing"), [0.0, 0.25, 0.5], x=SUBJECT.x)
    found = reports[-1].result
    for name, column in expected.quantities.items():
        np.testing.assert_allclose(found["quantities"][name], column, rtol=1e-5)
    assert found["formula"] == expected.formula != ""
    assert len(found["exact"]["margin"]) == len(found["exact_values"])


def test_a_sweep_that_trains_starts_from_the_initial_parameters():
    options = SweepOptions(path=["training", "learning_rate"], low=0.01, high=1.0, points=3, logarithmic=True, epochs=2)
    reports = ask("sweep", options)
    expected = sweep(MADE, START, ("training", "learning_rate"), [0.01, 0.1, 1.0], x=SUBJECT.x, epochs=2)
    np.testing.assert_allclose(
        reports[-1].result["quantities"]["test_loss"], expected.quantities["test_loss"], rtol=1e-5
    )
    assert len(reports) == 9  # after each epoch and each value


@pytest.mark.parametrize(
    ("options", "path"),
    [({"low": 1.0, "high": 1.0}, "options.high"), ({"low": 0.0, "high": 1.0, "logarithmic": True}, "options.low")],
)
def test_an_empty_range_is_refused_with_its_field(options, path):
    with pytest.raises(SpecError) as refusal:
        STUDIES["sweep"].cost(SUBJECT, SweepOptions(path=["noise", "depolarizing"], **options))
    assert refusal.value.path == path


def test_the_dials_come_with_where_they_stand():
    rows = ask("dials", NoOptions())[-1].result["dials"]
    assert [row["name"] for row in rows] == [dial.name for dial in dials(MADE)]
    values = {tuple(row["path"]): row["value"] for row in rows}
    assert values["parameters", 1] == pytest.approx(SUBJECT.theta[1], rel=1e-5)
    assert values["noise", "amplitude_damping"] == 0.1
    assert values["device", "t2"] is None  # infinite


def test_a_comparison_starts_where_a_reset_returns_to():
    found = ask("compare", CompareOptions(seeds=2, epochs=3))[-1].result
    expected = compare(MADE.replace(parameters=tuple(START.tolist())), seeds=2, epochs=3)
    np.testing.assert_array_equal(found["theta"], [pair.noisy.theta for pair in expected.pairs])
    assert found["spread"]["gain"] == pytest.approx(list(expected.spread("gain")), rel=1e-5)
    assert found["epochs"] == [1, 2, 3]
    model = compile_model(MADE.network, noise=MADE.noise)
    drawn = model.decision_map(expected.pairs[1].noisy.theta, EDGE).ravel()
    np.testing.assert_allclose(found["maps"][1]["adapted"], drawn, atol=0.0051)


def test_pairs_arrive_one_by_one_and_one_seed_has_no_spread():
    reports = ask("compare", CompareOptions(seeds=2, epochs=2))
    sizes = [len(report.result["seeds"]) for report in reports if report.result]
    assert sizes == [1, 2, 2]
    assert ask("compare", CompareOptions(seeds=1, epochs=1))[-1].result["spread"]["gain"][1] is None


def test_the_known_case_opens_as_a_file():
    text = ask("circle_under_damping", NoOptions())[-1].result["text"]
    assert from_json(text) == circle_under_damping()


def test_an_extrapolation_speaks_of_probe_points_and_map():
    found = ask("extrapolate", ExtrapolateOptions(factors=[1.0, 2.0, 3.0], shots=1000))[-1].result
    dataset = make_dataset(MADE.data)
    expected = mitigate(MADE, SUBJECT.theta, np.vstack([SUBJECT.x, dataset.x_test]), (1, 2, 3), shots=1000)
    assert found["ideal"] == pytest.approx(expected.ideal[0], rel=1e-5)
    assert found["estimates"]["richardson"]["value"] == pytest.approx(
        expected.estimates["richardson"].value[0], rel=1e-4
    )
    assert found["estimates"]["richardson"]["price"] == pytest.approx(19)
    assert found["estimates"]["linear"]["curve"][0] == found["estimates"]["linear"]["value"]
    assert found["over"]["errors"]["richardson"] > 0
    assert len(found["maps"]["richardson"]) == EDGE * EDGE
    model = compile_model(MADE.network)
    drawn = model.decision_map(SUBJECT.theta, EDGE).ravel()
    np.testing.assert_allclose(found["maps"]["ideal"], drawn, atol=0.0051)


def test_all_parameters_go_onto_the_desk_at_once_and_undo_takes_them_back(table):
    before = table.trainer.theta.copy()
    wanted = np.linspace(-1, 1, len(before)).tolist()
    table.say(m.Set(path=["parameters"], value=wanted, commit=True))
    np.testing.assert_array_equal(table.trainer.theta, wanted)
    assert table.trainer.held == set()
    table.say(m.Undo())
    np.testing.assert_array_equal(table.trainer.theta, before)
    assert not table.desk.can_undo


@pytest.mark.parametrize("value", [[0.0], 1.0, ["x"] * 20, [float("nan")] * 20])
def test_parameters_of_another_network_are_refused_and_nothing_changes(table, value):
    before = table.trainer.theta.copy()
    table.say(m.Set(path=["parameters"], value=value, commit=True))
    np.testing.assert_array_equal(table.trainer.theta, before)
    assert "parameters" in table.client.errors[-1]["path"]


def test_a_partial_result_between_two_messages_goes_out_with_the_next():
    """A comparison has news only when a pair is finished, which no message may happen to follow at once."""

    def run(subject, options):
        for k in range(8):
            yield Report(k / 8, {"pair": k} if k == 1 else None)
        yield Report(1.0, {})

    seconds = iter(0.03 * np.arange(100))
    study = Study("slow", NoOptions, lambda subject, options: 1.0, run, "points")
    laboratory = Laboratory({"slow": study}, lambda: next(seconds), threaded=False)
    told = []

    class Owner:
        def push(self, item):
            told.append(item.message)

    owner = Owner()
    laboratory.ask(owner, m.Study(ticket=1, name="slow", options={}, estimate=False), SUBJECT)
    while laboratory.turn():
        pass
    results = [message["result"] for message in told if message["state"] == "running"]
    assert results.count({"pair": 1}) == 1
