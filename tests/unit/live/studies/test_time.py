"""The view in time and the single runs as the page receives them."""

import json
from typing import Any

import numpy as np
import pytest

from playground.live.studies.study import Report, Subject
from playground.live.studies.table import STUDIES
from playground.live.studies.time import RUNS, TIME, RunsOptions, TimeOptions
from playground.models import compile_experiment, compile_model
from playground.spec import SpecError, default_experiment
from playground.spec.experiment import Experiment


def _subject(experiment: Experiment) -> Subject:
    theta = compile_model(experiment.network).initial_parameters(3)
    return Subject(experiment, theta, 0 * theta, np.array([0.125, -0.5]))


def _with_perceptron() -> Experiment:
    layers: list[dict[str, Any]] = [{"kind": "rotate"}, {"kind": "perceptron", "width": 1, "qurons": [0, 1]}]
    network = {"qurons": 2, "features": 2, "layers": layers, "readouts": ["Z"]}
    return Experiment.model_validate({"network": network, "noise": {"amplitude_damping": 0.1}})


def test_paths_end_where_the_model_does() -> None:
    """The default example has noise that commutes with no pulse: the shown difference says how far."""
    subject = _subject(default_experiment())
    assert STUDIES["time"] is TIME
    *before, last = TIME.run(subject, TimeOptions())
    assert [report.progress for report in before] == sorted(report.progress for report in before)
    assert last.progress == 1
    assert last.result is not None
    found = last.result
    json.dumps(found, allow_nan=False)
    experiment = subject.experiment
    model = compile_experiment(experiment)
    ends = np.array([quron["bloch"][-1] for quron in found["qurons"]])
    gap = np.abs(ends - model.bloch(subject.theta, subject.x)[-1]).max()
    assert 0 < gap <= found["difference"]["bloch"] * 1.01
    assert not found["is_quiet"]
    layers = len(experiment.network.layers)
    assert len(found["starts"]) == layers + 1
    assert len(found["drawn"]) == len(found["pulses"]) == layers
    assert len(found["pairs"]) == 6
    assert {len(found[name]) for name in ("times", "marks", "purity")} == {len(found["qurons"][0]["bloch"])}


def test_qurons_of_a_perceptron_are_born_and_leave() -> None:
    (*_, last) = TIME.run(_subject(_with_perceptron()), TimeOptions())
    assert last.result is not None
    moments = len(last.result["times"])
    first, second, born = last.result["qurons"]
    assert (first["born"], first["first"], second["first"]) == (-1, 0, 0)
    assert (born["name"], born["born"]) == (0, 1)
    assert 0 < born["first"] < len(first["bloch"]) < moments == born["first"] + len(born["bloch"])
    pairs = {tuple(pair["qurons"]): pair for pair in last.result["pairs"]}
    assert set(pairs) == {(0, 1), (0, 2), (1, 2)}
    assert pairs[0, 2]["first"] == born["first"]


def test_runs_come_in_and_the_first_are_whole() -> None:
    subject = _subject(_with_perceptron())
    reports: list[Report] = list(RUNS.run(subject, RunsOptions(runs=12, seed=1)))
    counts = [report.result["runs"]["count"] for report in reports if report.result and "runs" in report.result]
    assert counts == sorted(counts)
    assert counts[-1] == 12
    result = reports[-1].result
    assert result is not None
    json.dumps(result, allow_nan=False)
    runs = result["runs"]
    assert len(runs["single"]) == 6
    lengths = [len(quron["bloch"]) for quron in result["qurons"]]
    assert [len(path) for path in runs["mean"]] == [len(path) for path in runs["single"][0]["bloch"]] == lengths
    assert runs["error"]["runs"][-1] == 12
    assert runs["error"]["rms"][-1] == pytest.approx(runs["expected_error"], rel=1.0)


def test_the_cost_grows_with_what_is_asked_and_too_many_qurons_are_refused() -> None:
    subject = _subject(default_experiment())
    assert TIME.cost(subject, TimeOptions()) < 300  # follows the hand
    assert RUNS.cost(subject, RunsOptions(runs=400)) > 1.5 * RUNS.cost(subject, RunsOptions(runs=200))
    layers = [{"kind": "rotate"}, {"kind": "perceptron", "width": 4}]
    wide = Experiment.model_validate({"network": {"qurons": 4, "features": 2, "layers": layers}})
    with pytest.raises(SpecError, match="8 qurons are alive at one time"):
        TIME.cost(_subject(wide), TimeOptions())
