"""The scene: what stands still between two edits, sent as one JSON message."""

from __future__ import annotations

from typing import Any

from playground.learning.sampling import read_experiment
from playground.live.trainer import Trainer
from playground.spec.codec import to_link
from playground.spec.errors import SpecError
from playground.spec.experiment import Experiment
from playground.spec.layers import Evolve
from playground.spec.network import Network
from playground.spec.paired import PairedLayer
from playground.spec.parameters import parameter_labels
from playground.spec.presets import described

_DIGITS = 4
"""Decimals of the data points; the screen has fewer."""


def scene_message(trainer: Trainer) -> dict[str, Any]:
    """Describe experiment, layers, parameters and data for the screen.

    Args:
        trainer: The network in training.
    Returns:
        The message, without the session's own fields (revision, playing, speed, undo and redo).
    """
    experiment = trainer.experiment
    network = experiment.network
    return {
        "type": "scene",
        "experiment": experiment.model_dump(mode="json"),
        **network_scene(network),
        "reading": _reading(experiment),
        "regression": trainer.dataset.is_regression,
        "cost": trainer.model.plan.describe(),
        "plan": trainer.model.plan.explain(),
        "data": _data(trainer),
        "link": link_query(experiment),
    }


def devices_message() -> dict[str, Any]:
    """Describe the devices that the menu offers; they are the same for every experiment."""
    return {"type": "devices", "devices": described()}


def network_scene(network: Network) -> dict[str, Any]:
    """Describe layers, parameters, widths and readouts: the part of a scene that the network alone decides."""
    return {
        "layers": _layers(network),
        "parameters": [
            {"index": index, "layer": label.layer, "qurons": list(label.qurons), "axis": label.axis}
            for index, label in enumerate(parameter_labels(network))
        ],
        "widths": list(network.widths),
        "readouts": [_readout_text(terms) for terms in network.observables],
    }


def link_query(experiment: Experiment) -> str:
    """The query of the link to an experiment, `e=...`; empty if it is too large for a link."""
    try:
        return f"e={to_link(experiment)}"
    except SpecError:
        return ""


def _layers(network: Network) -> list[dict[str, Any]]:
    labels = parameter_labels(network)
    widths = network.widths
    layers = []
    for index, layer in enumerate(network.layers):
        n_in = widths[index]
        layers.append(
            {
                "kind": layer.kind,
                "n_in": n_in,
                "n_out": widths[index + 1],
                "qurons": list(layer.targets(n_in)),
                "pairs": [list(pair) for pair in layer.pairs_on(n_in)]
                if isinstance(layer, PairedLayer | Evolve)
                else [],
                "parameters": [k for k, label in enumerate(labels) if label.layer == index],
            }
        )
    return layers


def _readout_text(terms: tuple[tuple[str, float], ...]) -> str:
    if len(terms) == 1 and terms[0][1] == 1.0:
        return terms[0][0]
    return " + ".join(f"{coefficient:g} {pauli}" for pauli, coefficient in terms).replace("+ -", "− ")


def _reading(experiment: Experiment) -> dict[str, float] | None:
    """How the variance of the first readout follows from its value; None where it does not, or cannot be measured.

    With f = constant + weight <P> and m = kept <P> + shift, a single shot has the variance (weight/kept)² (1 - m²).
    """
    try:
        reading = read_experiment(experiment)[0]
    except SpecError:
        return None
    lone = reading.lone
    if lone is None:
        return None
    return {"constant": reading.constant, "weight": lone.weight, "kept": lone.kept, "shift": lone.shift}


def _data(trainer: Trainer) -> dict[str, Any]:
    dataset = trainer.dataset
    x = dataset.x[:, :2]
    points = [[row[0], row[1] if len(row) > 1 else 0.0] for row in x.round(_DIGITS).tolist()]
    n_train = len(dataset.x_train)
    return {
        "x": points,
        "y": dataset.y.round(_DIGITS).tolist(),
        "train": [1] * n_train + [0] * (len(points) - n_train),
    }
