"""What noise does to the network, in numbers, and how much of it entanglement survives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field

from playground.analysis.depth import along_depth
from playground.analysis.harm import HarmTrial, Scores
from playground.analysis.purity_budget import purity_budget
from playground.analysis.sudden_death import FACTORS, sudden_deaths
from playground.learning.datasets import make_dataset
from playground.live.studies.study import Options, Report, Study, Subject, numbers
from playground.models.model import compile_experiment
from playground.spec.choices import MAX_LAYERS
from playground.spec.errors import SpecError

_LARGE = 4.0**8
"""Entries of the Pauli vector that the large terms of the costs were measured with."""
_BISECTIONS = 14
"""Evaluations that narrow one pair's factor down."""


def _size(subject: Subject) -> tuple[int, float]:
    """Layers, and the size of the whole state as a share of the largest that the page holds."""
    network = subject.experiment.network
    return len(network.layers), 4.0 ** max(network.widths) / _LARGE


def _cost(subject: Subject, options: Options) -> float:
    """Measured on one core: a pass by layers, 0.4 to 4.5 ms a layer; shares, and entropies by eigenvalues."""
    layers, size = _size(subject)
    experiment = subject.experiment
    model = compile_experiment(experiment)
    shares = 4 * layers * max(experiment.network.widths)
    network = layers * (0.4 + 4 * size) + model.plan.readouts.ms
    return 1.5 * (shares * (0.05 + 0.35 * size) + layers * (1 + 16 * size) + (layers + 4) * network)


def _run(subject: Subject, options: Options) -> Iterator[Report]:
    experiment, theta, x = subject.experiment, subject.theta, subject.x
    found: dict[str, Any] = {}
    budget = purity_budget(experiment, theta, x)
    found["bits"], found["purity"] = numbers(budget.bits), numbers(budget.purity)
    found["shares"] = [[share.layer, share.quron, share.cause, numbers(share.bits)] for share in budget.shares]
    yield Report(0.1, dict(found))
    depth = along_depth(experiment, theta, x)
    for name, branch in (("noisy", depth.noisy), ("ideal", depth.ideal)):
        pairs = [numbers(values) for values in branch.concurrence]
        found[f"{name}_depth"] = {"entropy": numbers(branch.entropy), "concurrence": pairs}
    found["fidelity"] = numbers(depth.fidelity)
    yield Report(0.2, dict(found))
    trial = HarmTrial(experiment, theta, x, make_dataset(experiment.data, experiment.network.features))
    found["noisy"], found["ideal"], found["harms"] = _scores(trial.noisy), _scores(trial.ideal), []
    yield Report(0.3, dict(found))
    for done, harm in enumerate(trial.harms(), start=1):
        found["harms"] = [*found["harms"], {"layer": harm.layer, **_scores(harm.without)}]
        yield Report(0.3 + 0.69 * done / (len(experiment.network.layers) + 1), dict(found))
    yield Report(1.0, found)


def _scores(scores: Scores) -> dict[str, float]:
    return {name: numbers(getattr(scores, name)) for name in ("accuracy", "margin", "fidelity", "purity")}


BUDGET = Study("budget", Options, _cost, _run, "network.qurons")


class GatesOptions(Options):
    """Whose gates.

    Attributes:
        layer: Position of the layer, counted from 1.
    """

    layer: Annotated[int, Field(ge=1, le=MAX_LAYERS)]


def _gates_cost(subject: Subject, options: GatesOptions) -> float:
    layers, size = _size(subject)
    experiment = subject.experiment
    width = max(experiment.network.widths)
    model = compile_experiment(experiment)
    return 1.5 * (width * (width + 1) / 2 + 3) * (layers * (0.6 + 4 * size) + model.plan.readouts.ms)


def _gates_run(subject: Subject, options: GatesOptions) -> Iterator[Report]:
    experiment = subject.experiment
    _check_layer(subject, options.layer)
    trial = HarmTrial(experiment, subject.theta, subject.x, make_dataset(experiment.data, experiment.network.features))
    rows: list[dict[str, Any]] = []
    for harm in trial.gate_harms(options.layer - 1):
        names = [f"{'p' if who.is_fresh else 'q'}{who.number}" for who in harm.qurons]
        rows.append({"qurons": names, "causes": list(harm.causes), **_scores(harm.without)})
        yield Report(0.0, None)
    yield Report(1.0, {"layer": options.layer, "noisy": _scores(trial.noisy), "gates": rows})


def _check_layer(subject: Subject, layer: int) -> None:
    layers = len(subject.experiment.network.layers)
    if layer > layers:
        text = f"`layer` is {layer}, but the network has {layers}. Choose one up to {layers}."
        raise SpecError(text, "options.layer")


GATES = Study("gates", GatesOptions, _gates_cost, _gates_run, "network.qurons")


class DeathOptions(Options):
    """Where to look.

    Attributes:
        layer: After which layer, counted from 1; 0 is before the first.
    """

    layer: Annotated[int, Field(ge=0, le=MAX_LAYERS)]


def _death_cost(subject: Subject, options: DeathOptions) -> float:
    layers, size = _size(subject)
    width = max(subject.experiment.network.widths)
    tries = len(FACTORS) + 2 + _BISECTIONS * width * (width - 1) / 2
    return 1.5 * tries * (3.0 + layers * (0.7 + 4 * size))


def _death_run(subject: Subject, options: DeathOptions) -> Iterator[Report]:
    _check_layer(subject, options.layer)
    for progress, deaths in sudden_deaths(subject.experiment, subject.theta, subject.x, options.layer):
        rows = [
            {"pair": list(death.pair), "ideal": numbers(death.ideal), "now": numbers(death.now), "factor": death.factor}
            for death in deaths
        ]
        yield Report(progress, {"layer": options.layer, "deaths": rows})


DEATH = Study("death", DeathOptions, _death_cost, _death_run, "network.qurons")
