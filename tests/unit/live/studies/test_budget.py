"""The studies of the tab Budget: what arrives on the page, and when."""

import json

import numpy as np
import pytest

from playground.live.studies.budget import BUDGET, DEATH, GATES
from playground.live.studies.study import Options, Subject
from playground.live.wire import to_json
from playground.models.model import compile_model
from playground.spec.errors import SpecError
from playground.spec.examples import default_experiment


@pytest.fixture(scope="module")
def subject() -> Subject:
    experiment = default_experiment()
    theta = compile_model(experiment.network).initial_parameters(seed=2)
    return Subject(experiment, theta, theta, np.array([0.3, -0.4]))


def test_the_budget_adds_up_on_the_page_too(subject):
    reports = list(BUDGET.run(subject, Options()))
    assert [report.progress for report in reports] == sorted(report.progress for report in reports)
    assert reports[-1].progress == 1
    result = json.loads(to_json(reports[-1].result))
    layers = len(subject.experiment.network.layers)
    # Numbers are rounded to six digits each.
    assert sum(bits for *_, bits in result["shares"]) == pytest.approx(result["bits"], abs=1e-4)
    assert result["bits"] == pytest.approx(-np.log2(result["purity"][-1]), abs=1e-5)
    assert len(result["purity"]) == len(result["fidelity"]) == layers + 1
    assert [harm["layer"] for harm in result["harms"]] == list(range(layers))
    assert result["ideal"]["fidelity"] == pytest.approx(1, abs=1e-6)
    assert result["noisy"]["fidelity"] == pytest.approx(result["fidelity"][-1], abs=1e-5)
    assert [len(values) for values in result["ideal_depth"]["concurrence"]] == [6] * (layers + 1)


def test_every_part_is_shown_as_soon_as_it_is_known(subject):
    first = next(BUDGET.run(subject, Options()))
    assert set(first.result) == {"bits", "purity", "shares"}


def test_what_lives_for_ever_has_no_number(subject):
    options = DEATH.options.model_validate({"layer": 3})
    *_, last = DEATH.run(subject, options)
    rows = json.loads(to_json(last.result))["deaths"]
    assert [row["pair"] for row in rows] == [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]
    assert all(row["factor"] is None or row["factor"] >= 0 for row in rows)


def test_a_layer_that_does_not_exist_is_refused_by_name(subject):
    with pytest.raises(SpecError, match=r"`layer` is 9, but the network has 6") as refused:
        next(DEATH.run(subject, DEATH.options.model_validate({"layer": 9})))
    assert refused.value.path == "options.layer"


def test_gates_are_named_as_on_the_canvas(subject):
    *_, last = GATES.run(subject, GATES.options.model_validate({"layer": 3}))
    assert [(row["qurons"], row["causes"]) for row in last.result["gates"]] == [
        ([f"q{k}"], ["ambient"]) for k in range(4)
    ]
    assert last.result["noisy"]["fidelity"] < min(row["fidelity"] for row in last.result["gates"])
    with pytest.raises(SpecError, match="`layer` is 7"):
        next(GATES.run(subject, GATES.options.model_validate({"layer": 7})))


def test_estimates_grow_with_the_network(subject):
    larger = subject.experiment.replace(
        network=subject.experiment.network.replace(layers=subject.experiment.network.layers * 2)
    )
    longer = Subject(larger, np.tile(subject.theta, 2), np.tile(subject.theta, 2), subject.x)
    layer = {"layer": 6}
    asked = [(BUDGET, {}), (DEATH, layer), (GATES, layer)]
    for study, options in [(study, study.options.model_validate(options)) for study, options in asked]:
        assert 5 < study.cost(subject, options) < study.cost(longer, options) < 30_000
