"""The user's desk: everything that changes the experiment, and the way back.

A value in the hand acts at once. It becomes one entry of the timeline when it is let go (`settle`), and the entry
it leaves behind remembers the weights of the moment the hand took hold, if the change touches weights at all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from playground.live.timeline import Left, Moment, Timeline, commit, redo, undo
from playground.live.trainer import Trainer
from playground.spec.choices import MAX_ANGLE, MAX_SEED
from playground.spec.edits import apply_edit, set_value
from playground.spec.errors import SpecError
from playground.spec.experiment import Experiment


class Desk:
    """A network in training and the timeline of its experiment."""

    def __init__(self, experiment: Experiment) -> None:
        self.trainer = Trainer(experiment)
        self.timeline = Timeline(self._moment())
        self._grasped: Left | None = None
        self._turned: dict[int, float] = {}  # index -> value when the hand took hold

    @property
    def experiment(self) -> Experiment:
        """The experiment as it is in the hand, without parameters."""
        return self.trainer.experiment

    @property
    def can_undo(self) -> bool:
        """Whether there is a past, an unfinished gesture included."""
        return self.timeline.can_undo or self._grasped is not None

    @property
    def can_redo(self) -> bool:
        """Whether there is a future."""
        return self.timeline.can_redo

    def trained(self) -> Experiment:
        """The experiment with the present parameters."""
        return self.trainer.dressed()

    def set(self, path: Sequence[str | int], value: Any, *, commit: bool) -> None:
        """Change one value; training goes on.

        Args:
            path: Steps to the value, as in `spec.edits.set_value`; `("parameters", k)` turns a present parameter.
            value: The new value.
            commit: Whether the hand lets go.
        Raises:
            SpecError: If the value is refused; nothing has changed then.
        """
        if tuple(path[:1]) == ("parameters",):
            self._turn(path, value)
        else:
            self._change(lambda experiment: set_value(experiment, path, value))
        if commit:
            self.settle()

    def hold(self, path: Sequence[str | int]) -> None:
        """Keep a parameter where it is from the moment that the hand takes its dial, until `settle`."""
        match tuple(path):
            case ("parameters", int(index)) if 0 <= index < self.trainer.model.n_parameters:
                self.trainer.held.add(index)

    def edit(self, edit: Mapping[str, Any]) -> None:
        """Make a structural edit; parameters of layers that survive keep their values.

        Raises:
            SpecError: If the edit is refused; nothing has changed then.
        """
        self.settle()
        self._change(lambda experiment: apply_edit(experiment, edit))
        self.settle()

    def settle(self, *, weights: bool = False) -> None:
        """Let go of what is in the hand: it becomes one entry of the timeline.

        Args:
            weights: Whether the weights have changed in a way that the experiment does not show.
        """
        grasped, turned = self._grasped, self._turned
        self._grasped, self._turned = None, {}
        self.trainer.held.clear()
        if grasped is None:
            return
        old, new = self.timeline.now, self._moment()
        theta = self.trainer.theta
        weights |= any(k < len(theta) and theta[k] != value for k, value in turned.items())
        weights |= old.start != new.start or _touches_weights(old.experiment, new.experiment)
        if weights or old.experiment != new.experiment:
            self.timeline = commit(self.timeline, new, left=grasped if weights else None)

    def undo(self) -> None:
        """Go one entry back, weights included if the step back crosses them."""
        self.settle()
        self._travel(undo(self.timeline, self._left()))

    def redo(self) -> None:
        """Go one entry forward again."""
        self.settle()
        self._travel(redo(self.timeline, self._left()))

    def reset(self) -> None:
        """Go back to the same initial parameters and epoch 0."""
        self.settle()
        self.trainer.restart()

    def reroll(self) -> None:
        """Draw new initial parameters from the next seed."""
        self.settle()
        seed = (self.experiment.training.seed + 1) % (MAX_SEED + 1)
        self._change(lambda experiment: set_value(experiment, ("training", "seed"), seed))
        self.settle()

    def open(self, experiment: Experiment) -> None:
        """Put another experiment on the desk, at epoch 0."""
        self.settle()
        left = self._left()
        self.trainer.take(experiment, start=experiment.parameters, weights=experiment.parameters)
        self.trainer.restart()
        self._grasped = left
        self.settle(weights=True)

    def restore(self, number: int) -> None:
        """Go back to an earlier run: its experiment, its last epoch and its curve.

        Raises:
            SpecError: If there is no such run.
        """
        self.settle()
        left, run = self._left(), self.trainer.shelf.get(number)
        self.trainer.take(run.experiment, start=run.start, weights=run.epoch.theta)
        self.trainer.begin(run.epoch, run.rows)
        self._grasped = left
        self.settle(weights=True)

    def _moment(self) -> Moment:
        return Moment(self.trainer.experiment, self.trainer.start, run=self.trainer.run)

    def _left(self) -> Left:
        return Left(self.trainer.epoch, self.trainer.run)

    def _grasp(self) -> None:
        if self._grasped is None:
            self._grasped = self._left()

    def _turn(self, path: Sequence[str | int], value: Any) -> None:
        """Turn one parameter, or all of them at once: `("parameters",)` takes a list."""
        count = self.trainer.model.n_parameters
        if len(path) == 1:
            if not isinstance(value, list) or len(value) != count:
                raise SpecError(f"`parameters` must be a list of {count} angles, one for each parameter.", "parameters")
            for index, angle in enumerate(value):
                self._check_angle(index, angle)
            for index, angle in enumerate(value):
                self._turn(("parameters", index), angle)
            return
        index = path[1] if len(path) == 2 else None
        if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < count:
            raise SpecError(f"`parameters` has {count} entries, counted from 0; there is no such entry.", "parameters")
        self._check_angle(index, value)
        self._grasp()
        self._turned.setdefault(index, float(self.trainer.theta[index]))
        self.trainer.turn(index, float(value))

    @staticmethod
    def _check_angle(index: int, value: Any) -> None:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not math.isfinite(value) or abs(value) > MAX_ANGLE:
            raise SpecError("A parameter must be a finite angle in radians. Write a number.", f"parameters[{index}]")

    def _change(self, make: Callable[[Experiment], Experiment]) -> None:
        trainer, old = self.trainer, self.trainer.experiment
        new, start = make(trainer.dressed()), trainer.start
        if start is not None:
            start = make(trainer.dressed(start)).parameters
        if new.training.seed != old.training.seed:
            start = None
        grasped = self._grasped or self._left()
        trainer.take(new, start=start, weights=new.parameters)
        self._grasped = grasped
        if _starts_over(old, new):
            trainer.restart()

    def _travel(self, timeline: Timeline) -> None:
        if timeline is self.timeline:
            return
        trainer, target = self.trainer, timeline.now
        weights = None if target.epoch is None else target.epoch.theta
        trainer.take(target.experiment, start=target.start, weights=weights)
        self.timeline = timeline
        if target.epoch is None:
            return
        if target.run != trainer.run:
            trainer.begin(target.epoch, trainer.shelf.rows_of(target.run))
        else:
            trainer.set_weights(target.epoch)


def _starts_over(old: Experiment, new: Experiment) -> bool:
    """Whether a change asks for a new run: other points to learn, or other initial parameters."""
    return _draws(old) != _draws(new)


def _draws(experiment: Experiment) -> tuple[object, ...]:
    data = experiment.data
    return data.name, data.samples, data.seed, experiment.network.features, experiment.training.seed


def _touches_weights(old: Experiment, new: Experiment) -> bool:
    return old.network != new.network or _starts_over(old, new)
