"""What the page and its clients are held to: the size of a network, the number of messages."""

from __future__ import annotations

import time
from collections.abc import Callable

from playground.learning.sampling import Sampling, make_sampling
from playground.models.model import Model, compile_experiment
from playground.spec.errors import SpecError
from playground.spec.experiment import Experiment
from playground.spec.network import Network
from playground.spec.paired import PairedLayer

PAGE_QURONS = 8
"""Most qurons on the page: more rows do not fit a screen, nor noisy training the hand. The package takes more."""

PAGE_PAIRS = 56
"""Most pairs of a layer on the page: every ordered pair of its qurons."""

PAGE_FRAME_MS = 10_000.0
"""Longest estimate for one picture of the page: a visitor could no longer tell it from a page that hangs."""


def page_model(experiment: Experiment) -> Model:
    """Compile an experiment for the page.

    Args:
        experiment: What a link, a file or an edit asks for.
    Raises:
        SpecError: If the page does not take it, naming field, value and remedy.
    """
    network = experiment.network
    check_page(network)
    model = compile_experiment(experiment)
    plan = model.plan.readouts
    if not plan.trains:
        raise SpecError(
            f"`qurons` is {network.qurons}, and there is {plan.reason} Reduce `qurons`, or remove layers.",
            "network.qurons",
        )
    if model.plan.ms > PAGE_FRAME_MS:
        raise SpecError(
            f"`qurons` is {network.qurons}: {model.plan.describe()}, and the page waits at most "
            f"{PAGE_FRAME_MS / 1000:g} s for one. Reduce `qurons`, or remove layers; the package takes longer runs.",
            "network.qurons",
        )
    return model


def page_sampling(experiment: Experiment) -> Sampling | None:
    """What draws the readouts of an experiment on the page; None if they are exact.

    Raises:
        SpecError: If readout errors cannot be inverted, or the strings of a readout take too long one by one.
    """
    sampling = make_sampling(experiment)
    if sampling is not None and sampling.ms > PAGE_FRAME_MS:
        raise SpecError(
            f"`shots` is {sampling.shots}, and every string of a readout then is evaluated on its own, which takes "
            f"{sampling.ms / 1000:.0f} s for one picture; the page waits at most {PAGE_FRAME_MS / 1000:g} s. Write "
            "null for exact readouts, or measure fewer strings.",
            "measurement.shots",
        )
    return sampling


def check_page(network: Network) -> None:
    """Refuse a network that is too large for the page.

    Raises:
        SpecError: Naming field, value and remedy.
    """
    widths = network.widths
    if network.qurons > PAGE_QURONS:
        raise SpecError(
            f"`qurons` is {network.qurons}, but the page holds at most {PAGE_QURONS}. Reduce `qurons` to "
            f"{PAGE_QURONS}, or run the experiment with the package, which holds more.",
            "network.qurons",
        )
    for index, (layer, n) in enumerate(zip(network.layers, widths, strict=False)):
        if layer.replaces_qurons and len(layer.targets(n)) + layer.width_after(n) > PAGE_QURONS:
            raise SpecError(
                f"`width` is {layer.width_after(n)}, and {len(layer.targets(n))} inputs make more than the "
                f"{PAGE_QURONS} qurons that the page holds at one time. Choose fewer outputs or inputs.",
                f"network.layers[{index}].width",
            )
        if isinstance(layer, PairedLayer) and len(layer.pairs or ()) > PAGE_PAIRS:
            raise SpecError(
                f"`pairs` holds {len(layer.pairs or ())} pairs, but a layer on the page has at most {PAGE_PAIRS}. "
                "Divide it into several layers.",
                f"network.layers[{index}].pairs",
            )


class Bucket:
    """Token bucket: `rate` messages a second in the long run, `burst` at once.

    Args:
        rate: Messages a second.
        burst: Most messages without a pause.
        clock: Seconds, monotonic.
    """

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._tokens, self._time = burst, clock()

    def take(self, price: float = 1.0) -> bool:
        """Whether one more message is within the limit; if so, it is counted as `price` messages."""
        now = self._clock()
        self._tokens = min(self._burst, self._tokens + (now - self._time) * self._rate)
        self._time = now
        if self._tokens < price:
            return False
        self._tokens -= price
        return True
