"""Earlier runs of a session, kept to compare with and to return to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from playground.learning.train import Epoch
from playground.live.curve import Row
from playground.spec.errors import SpecError
from playground.spec.experiment import Experiment
from playground.spec.ideal import is_noisy

MOST_RUNS = 4
"""Earlier runs kept; a new one pushes the oldest out."""
LEAST_EPOCHS = 10
"""A run with fewer epochs says nothing and is not kept."""
MOST_ROWS = 400
"""Rows of a kept curve."""
MOST_FACETS = 3
"""Differences that a name mentions."""


@dataclass(frozen=True, eq=False)
class Run:
    """A run that has ended.

    Attributes:
        number: Counted from 1 in the order of their ends; what the user and the wire call it.
        origin: The trainer's number of the run while it went on.
        name: Shown to the user.
        experiment: Experiment at its last epoch, `parameters` None.
        start: Parameters of its epoch 0; None if the seed drew them.
        epoch: Its last epoch.
        rows: Its loss curve.
        pure: Whether nothing but training happened in it, so that the same experiment gives the same run.
    """

    number: int
    origin: int
    name: str
    experiment: Experiment
    start: tuple[float, ...] | None
    epoch: Epoch
    rows: tuple[Row, ...]
    pure: bool

    def repeats(self, other: Run) -> bool:
        """Whether one of both runs is the beginning of the other."""
        return self.pure and other.pure and self.experiment == other.experiment and self.start == other.start


class Shelf:
    """The last few runs. `version` goes up with every change."""

    def __init__(self) -> None:
        self.version = 0
        self._runs: tuple[Run, ...] = ()
        self._count = 0

    def __iter__(self) -> Iterator[Run]:
        return iter(self._runs)

    def __len__(self) -> int:
        return len(self._runs)

    def add(self, run: Run) -> None:
        """Keep a run under the next number and a name; of two that repeat each other the longer one stays."""
        twin = next((other for other in self._runs if other.repeats(run)), None)
        if twin is not None and twin.epoch.index >= run.epoch.index:
            return
        others = tuple(other for other in self._runs if other is not twin)
        if twin is None:
            self._count += 1
        number = self._count if twin is None else twin.number
        name = _name(number, run.experiment, others[-1].experiment if others else None)
        kept = replace(run, number=number, name=name, rows=_thinned(run.rows))
        self._set((*others, kept)[-MOST_RUNS:])

    def get(self, number: int) -> Run:
        """The run of this number.

        Raises:
            SpecError: If there is none (any more).
        """
        for run in self._runs:
            if run.number == number:
                return run
        raise SpecError(f"There is no run {number} any more. Choose one of the list.")

    def rows_of(self, origin: int) -> tuple[Row, ...]:
        """The curve of the run that the trainer counted as `origin`; nothing if it is not kept."""
        return next((run.rows for run in self._runs if run.origin == origin), ())

    def remove(self, number: int) -> None:
        """Forget a run."""
        gone = self.get(number)
        self._set(tuple(run for run in self._runs if run is not gone))

    def rename(self, number: int, name: str) -> None:
        """Give a run another name; an empty one brings its number back."""
        old = self.get(number)
        new = replace(old, name=name.strip() or f"run {number}")
        self._set(tuple(new if run is old else run for run in self._runs))

    def _set(self, runs: tuple[Run, ...]) -> None:
        self._runs = runs
        self.version += 1


def runs_message(shelf: Shelf) -> dict[str, object]:
    """The shelf for the screen."""
    return {
        "type": "runs",
        "runs": [
            {
                "number": run.number,
                "name": run.name,
                "epoch": run.epoch.index,
                "train_loss": run.epoch.train_loss,
                "accuracy": run.epoch.accuracy,
                "rows": [[row[0], round(row[1], 5), round(row[2], 5)] for row in run.rows],
            }
            for run in shelf
        ],
    }


def _facets(experiment: Experiment) -> dict[str, str]:
    """What tells experiments apart, in few words."""
    network, noise, training = experiment.network, experiment.noise, experiment.training
    strength = max(noise.amplitude_damping, noise.phase_damping, noise.depolarizing)
    quiet = "noise of layers" if is_noisy(experiment) else "no noise"
    return {
        "qurons": f"{network.qurons} quron{'s' * (network.qurons > 1)}",
        "noise": f"noise {_short(strength)}" if strength else quiet,
        "layers": f"{len(network.layers)} layer{'s' * (len(network.layers) > 1)}",
        "data": experiment.data.name,
        "device": experiment.device.name,
        "optimizer": training.optimizer.upper() if training.optimizer != "adam" else "Adam",
        "rate": f"rate {_short(training.learning_rate)}",
        "loss": training.loss.replace("_", " "),
        "shots": "exact" if experiment.measurement.shots is None else f"{experiment.measurement.shots} shots",
        "frozen": f"{len(experiment.frozen)} frozen",
        "seed": f"seed {training.seed}",
    }


def _name(number: int, experiment: Experiment, other: Experiment | None) -> str:
    """Such as `run 2 · noise .02 · seed 1`: what differs from the run before, or qurons and noise if nothing does."""
    mine = _facets(experiment)
    facets = [text for key, text in mine.items() if other is not None and _facets(other)[key] != text]
    return " · ".join([f"run {number}", *(facets[:MOST_FACETS] or [mine["qurons"], mine["noise"]])])


def _short(value: float) -> str:
    return f"{value:.3g}".removeprefix("0") if value < 1 else f"{value:.3g}"


def _thinned(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """At most `MOST_ROWS` rows, both ends included."""
    if len(rows) <= MOST_ROWS:
        return rows
    step = (len(rows) - 1) / (MOST_ROWS - 1)
    return tuple(rows[round(k * step)] for k in range(MOST_ROWS))
