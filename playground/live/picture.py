"""What a frame shows: maps, Bloch vectors, purities, metrics. Parts that have not changed are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from playground.learning.sampling import Sampling
from playground.learning.train import Epoch, score
from playground.live.trainer import Trainer
from playground.models.model import Model

FloatArray = NDArray[np.float64]
T = TypeVar("T")

FINE = (100, 20)
"""Points along a side of the decision map, and of a node's map."""
COARSE = (50, 10)
"""The same while a network moves that is too large to draw finely at speed."""
BOUNDS = (-1.0, 1.0)
"""Part of the input plane that the maps show, in both features."""
MAX_MATRIX_QURONS = 5
"""Most qurons whose density matrix is drawn: 1024 entries."""


@dataclass(frozen=True)
class Look:
    """What the user looks at.

    Attributes:
        point: Input whose states are drawn.
        layer, quron: Chosen node; layer 0 is before the first layer.
        hover: Node under the pointer, whose map is drawn large, or None.
        ideal: Whether the network without noise is drawn solid and the noisy one as its ghost.
        pairs: Measure of `PAIR_MEASURES` that is drawn for every pair of qurons, or None.
        matrix: Layer and qurons whose density matrix is drawn, or None.
    """

    point: tuple[float, ...] = (0.5, 0.5)
    layer: int = 0
    quron: int = 0
    hover: tuple[int, int] | None = None
    ideal: bool = False
    pairs: str | None = None
    matrix: tuple[int, tuple[int, ...]] | None = None

    def within(self, widths: tuple[int, ...]) -> Look:
        """The same look at a network with these widths: the nearest node that exists."""
        layer = min(self.layer, len(widths) - 1)
        hover = self.hover
        if hover is not None and (hover[0] >= len(widths) or hover[1] >= widths[hover[0]]):
            hover = None
        matrix = self.matrix if self.matrix is not None and _is_group(*self.matrix, widths) else None
        return replace(self, layer=layer, quron=min(self.quron, widths[layer] - 1), hover=hover, matrix=matrix)

    def input(self, features: int) -> FloatArray:
        """The probe as an input of the network, shape (features,); features beyond the point are 0."""
        x = np.zeros(features)
        count = min(features, len(self.point))
        x[:count] = self.point[:count]
        return x

    def rest(self, features: int) -> FloatArray:
        """The features from number 2 on, at which the plane of the maps lies, shape (max(0, features - 2),)."""
        return self.input(features)[2:]


def _is_group(layer: int, qurons: tuple[int, ...], widths: tuple[int, ...]) -> bool:
    distinct = 0 < len(set(qurons)) == len(qurons) <= MAX_MATRIX_QURONS
    return distinct and layer < len(widths) and max(qurons) < widths[layer]


class Kept(Generic[T]):
    """The last value made, as long as what it was made from is the same object."""

    def __init__(self) -> None:
        self._sources: tuple[object, ...] = ()
        self._choice: object = None
        self._value: T | None = None

    def get(self, sources: tuple[object, ...], choice: object, make: Callable[[], T]) -> T:
        """Return the kept value, or make it anew.

        Args:
            sources: Immutable objects that it is made from, compared by identity.
            choice: Small value compared by equality.
            make: Makes the value.
        """
        same = len(sources) == len(self._sources) and all(a is b for a, b in zip(sources, self._sources, strict=True))
        if self._value is None or not same or choice != self._choice:
            self._value = make()
            self._sources, self._choice = sources, choice
        return self._value


class Picture:
    """Draws the arrays and numbers of a frame."""

    def __init__(self) -> None:
        self._maps: Kept[tuple[FloatArray, FloatArray]] = Kept()
        self._probe: Kept[tuple[FloatArray, FloatArray]] = Kept()
        self._cloud: Kept[FloatArray] = Kept()
        self._hover: Kept[FloatArray] = Kept()
        self._rated: Kept[tuple[float, float]] = Kept()
        self._spread: Kept[FloatArray] = Kept()

    def draw(
        self, trainer: Trainer, look: Look, *, model: Model | None = None, coarse: bool = False
    ) -> tuple[dict[str, Any], list[tuple[str, FloatArray]]]:
        """Return numbers for the header of a frame, and its arrays in order (`losses` and `hover` apart).

        Args:
            trainer: The network in training.
            look: Where the user looks; it must fit the network.
            model: What is drawn in place of the trainer's own model: the ideal one. Losses and metrics stay those of
                the training.
            coarse: Whether the maps may have fewer points.
        """
        epoch = trainer.measured()
        model = model or trainer.model
        decision, nodes = self._draw_maps(model, trainer, look, COARSE if coarse else FINE)
        bloch, purities = self._draw_probe(model, trainer, look)
        arrays = [
            ("map", decision),
            ("nodes", nodes),
            ("bloch", bloch),
            ("purities", purities),
            ("theta", epoch.theta),
            ("gradient", trainer.gradient),
            ("cloud", self._draw_cloud(model, trainer, look)),
        ]
        if look.hover is not None:
            arrays.append(("hover", self._draw_hover(model, trainer, look, look.hover)))
        if trainer.sampling is not None and not trainer.sampling.follows and model is trainer.model:
            arrays.append(("spread", self._draw_spread(trainer, trainer.sampling, look, decision)))
        return self._numbers(trainer, epoch) | {"purity": float(purities[-1])}, arrays

    def _numbers(self, trainer: Trainer, epoch: Epoch) -> dict[str, Any]:
        model, dataset = trainer.model, trainer.dataset

        def rated() -> tuple[float, float]:
            f, y = model.predict(epoch.theta, dataset.x_test)[:, 0], dataset.y_test
            return float(np.mean(y * f)), score(f, y, is_regression=dataset.is_regression)

        margin, exact = self._rated.get((model, epoch.theta, dataset), None, rated)
        return {
            "train_loss": epoch.train_loss,
            "test_loss": epoch.test_loss,
            "accuracy": epoch.accuracy,
            "exact_accuracy": None if trainer.sampling is None else exact,
            "margin": margin,
        }

    def _draw_maps(
        self, model: Model, trainer: Trainer, look: Look, detail: tuple[int, int]
    ) -> tuple[FloatArray, FloatArray]:
        theta, rest = trainer.theta, look.rest(model.network.features)

        def make() -> tuple[FloatArray, FloatArray]:
            maps = model.maps(theta, resolution=detail[0], node_resolution=detail[1], bounds=BOUNDS, rest=rest)
            return maps.decision[0], maps.nodes

        return self._maps.get((model, theta), (detail, *rest), make)

    def _draw_probe(self, model: Model, trainer: Trainer, look: Look) -> tuple[FloatArray, FloatArray]:
        theta = trainer.theta

        def make() -> tuple[FloatArray, FloatArray]:
            x = look.input(model.network.features)
            bloch = [layer[0] for layer in model.bloch_batch(theta, x[None])]
            return np.concatenate(bloch), model.purities(theta, x)

        return self._probe.get((model, theta), look.point, make)

    def _draw_cloud(self, model: Model, trainer: Trainer, look: Look) -> FloatArray:
        theta, dataset = trainer.theta, trainer.dataset

        def make() -> FloatArray:
            return model.bloch_batch(theta, dataset.x)[look.layer][:, look.quron]

        return self._cloud.get((model, theta, dataset), (look.layer, look.quron), make)

    def _draw_spread(self, trainer: Trainer, sampling: Sampling, look: Look, decision: FloatArray) -> FloatArray:
        """Variance of a single shot of the first readout, where it does not follow from the map."""
        theta, rest = trainer.theta, look.rest(trainer.model.network.features)

        def make() -> FloatArray:
            return sampling.variance_map(theta, decision, bounds=BOUNDS, rest=rest)

        return self._spread.get((sampling, theta, decision), None, make)

    def _draw_hover(self, model: Model, trainer: Trainer, look: Look, node: tuple[int, int]) -> FloatArray:
        theta, rest = trainer.theta, look.rest(model.network.features)
        layer, quron = node

        def make() -> FloatArray:
            if layer == 0:  # every quron starts in |0>, whatever the input
                return np.ones((FINE[0], FINE[0]))
            return model.node_map(theta, layer, quron, resolution=FINE[0], bounds=BOUNDS, rest=rest)

        return self._hover.get((model, theta), (node, *rest), make)
