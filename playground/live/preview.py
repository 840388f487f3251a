"""The picture of an edit that nobody has made yet: what a layer in the hand would do where it hovers.

The edit is made on the experiment of the moment, weights included, compiled and drawn. Nothing is kept of it but the
compiled network, so that a tile that hovers while training goes on costs one picture each time it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from playground.live.detail import SLOW_SECONDS
from playground.live.limits import page_model
from playground.live.picture import BOUNDS, COARSE, FINE, FloatArray, Look
from playground.live.scene import network_scene
from playground.live.trainer import Trainer
from playground.models.model import Model
from playground.spec.edits import apply_edit
from playground.spec.experiment import Experiment

MOST_MS = 250.0
"""A picture that takes longer, by the estimate of the model, is not previewed: the hand would wait for it."""


class TooSlow(ValueError):
    """The network after the edit takes too long to draw while something hovers."""


class Preview:
    """Draws edits that have not been made."""

    def __init__(self) -> None:
        self._compiled: tuple[Experiment, Model] | None = None

    def draw(
        self, trainer: Trainer, look: Look, edit: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[tuple[str, FloatArray]]]:
        """Return header and arrays of the picture after `edit`; the trainer is only read.

        Args:
            trainer: The network in training.
            look: Where the user looks; only its point matters.
            edit: As in `spec.edits.apply_edit`.
        Returns:
            For the header: network, layers, parameters, widths and readouts, as in a scene. Arrays `map`, `nodes`,
            `bloch`, `purities` and `theta`, as in a frame.
        Raises:
            SpecError: If the edit is refused.
            TooSlow: If the picture would take more than `MOST_MS`.
        """
        experiment = apply_edit(trainer.dressed(), edit)
        model = self._model(experiment)
        if model.plan.ms > MOST_MS:
            raise TooSlow(f"{model.plan.describe().capitalize()}: drawn after the drop only.")
        theta = np.array(experiment.parameters, dtype=float)
        resolution, node_resolution = COARSE if model.plan.ms > 1e3 * SLOW_SECONDS else FINE
        x, rest = look.input(model.network.features), look.rest(model.network.features)
        maps = model.maps(theta, resolution=resolution, node_resolution=node_resolution, bounds=BOUNDS, rest=rest)
        bloch = [layer[0] for layer in model.bloch_batch(theta, x[None])]
        network = experiment.network
        header = {"experiment": {"network": network.model_dump(mode="json")}, **network_scene(network)}
        return header, [
            ("map", maps.decision[0]),
            ("nodes", maps.nodes),
            ("bloch", np.concatenate(bloch)),
            ("purities", model.purities(theta, x)),
            ("theta", theta),
        ]

    def _model(self, experiment: Experiment) -> Model:
        """The compiled network; the last one if only weights have changed since."""
        bare = experiment.replace(parameters=None)
        if self._compiled is None or self._compiled[0] != bare:
            model = page_model(bare)
            self._compiled = bare, model
        return self._compiled[1]
