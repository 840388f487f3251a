"""One session's truth: its desk, whether it plays, and who is looking.

Everything here happens in the worker's thread; other threads only `push`.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from playground.live import messages as m
from playground.live.desk import Desk
from playground.live.mailbox import Answer, Attach, Detach, Item, Link, Mailbox, Verified
from playground.live.pace import Pace, Stop
from playground.live.planes import Hold
from playground.live.runs import runs_message
from playground.live.screen import Screen
from playground.live.studies.laboratory import Laboratory
from playground.live.studies.study import Subject
from playground.live.studies.table import STUDIES
from playground.live.verify import verified
from playground.models.model import Model
from playground.spec.codec import from_json, to_json, to_link
from playground.spec.errors import SpecError
from playground.spec.experiment import Experiment
from playground.spec.parameters import parameter_labels

SILENCE_SECONDS = 3.0
"""A client that has not answered for so long stops the training."""
OPENING_SPEED = 60.0
"""Epochs a second when a session opens."""
DRAWING_AFTER = 0.006
"""Seconds of training before a frame that is due interrupts it: a busy server trains more than it draws."""
HEAVY_MS = 100.0
"""A network whose frame takes longer is trained apart from the others."""
CLOSE_REPLACED = 4409
"""Close code for a connection that a newer one of the same session replaces."""

LABORATORY = Laboratory(STUDIES)
"""Where the studies of all sessions are worked out."""

_log = logging.getLogger(__name__)
_referee = ThreadPoolExecutor(max_workers=1, thread_name_prefix="quron-verify")


class Session:
    """An experiment that trains while it is looked at and changed.

    Args:
        experiment: What to open. With parameters it opens paused, so that both ends of a link see the same picture.
        clock: Seconds, monotonic.
        laboratory: Where its studies are worked out.

    Attributes:
        heavy: Whether a frame takes so long that other sessions should not wait for it.
    """

    def __init__(
        self, experiment: Experiment, clock: Callable[[], float] = time.monotonic, laboratory: Laboratory = LABORATORY
    ) -> None:
        self.desk = Desk(experiment)
        self.playing = experiment.parameters is None
        self.pace = Pace(OPENING_SPEED)
        self.stop = Stop()
        self.screen = Screen(clock)
        self._clock = clock
        self._laboratory = laboratory
        self._mailbox = Mailbox()
        self._wake: Callable[[], None] = lambda: None
        self._seen_scene: tuple[object, ...] = ()
        self._seen_runs = 0
        self._passed_over = False
        self._verifying = False
        self._weighed: Model | None = None
        self.heavy = False
        self._weigh()

    # ---- from any thread --------------------------------------------------------------------------------------
    def on_push(self, wake: Callable[[], None]) -> None:
        """Have `wake` called whenever something is pushed."""
        self._wake = wake

    def push(self, item: Item) -> None:
        """Hand in a message, or news about the connection."""
        self._mailbox.put(item)
        self._wake()

    @property
    def waiting(self) -> bool:
        """Whether a message waits to be answered."""
        return len(self._mailbox) > 0

    def due(self) -> float:
        """Time at which there is something to do; infinite if only a message or an acknowledgement can change that."""
        if self.waiting:
            return 0.0
        train = self.pace.due() if self.playing and not self._silent() else math.inf
        return min(train, self.screen.due())

    # ---- in the worker's thread -------------------------------------------------------------------------------
    def work(self, deadline: float, interrupted: Callable[[], bool] = lambda: False) -> None:
        """Answer messages, train and draw until `deadline`, or until another session's hand interrupts.

        Args:
            deadline: Time at which to stop; an epoch or a frame once begun is finished.
            interrupted: Whether to stop at once.
        """
        for item in self._mailbox.take():
            self._receive(item)
        self._look_for_changes()
        self.screen.announce(self.desk.trainer, self._state())
        if self._weigh():
            return  # from here on, this is the other worker's business
        begun = self._clock()
        while self._owed():
            # The hand's frame goes first, but not twice in a row: a hand that never rests must not stop training.
            if self.screen.hurried and not self._passed_over:
                self._passed_over = True
                break
            self._train()
            self._passed_over = False
            now = self._clock()
            drawn = now - begun >= DRAWING_AFTER and self.screen.due() <= now
            if drawn or interrupted() or now >= deadline:
                break
        self.screen.publish(self.desk.trainer, self._state())

    def fail(self, error: BaseException) -> None:
        """Pause after an error that no message explains, and tell the user; what was built stays."""
        _log.error("A session failed", exc_info=error)
        self.playing = False
        kind = "The computer has too little memory for this." if isinstance(error, MemoryError) else str(error)
        self._complain(f"Training has stopped: {kind or type(error).__name__} Undo the last change, or reset.")
        self._look_for_changes()

    def _weigh(self) -> bool:
        """Look whether the network is heavy; True if that has changed."""
        model, before = self.desk.trainer.model, self.heavy
        if model is not self._weighed:
            self._weighed = model
            self.heavy = model.plan.ms > HEAVY_MS
        return self.heavy is not before

    def _owed(self) -> bool:
        return self.playing and not self._silent() and self.pace.due() <= self._clock()

    def _train(self) -> None:
        """Train one epoch or, in slow motion, one phase of it."""
        trainer = self.desk.trainer
        phase = self.pace.turn(self._clock()) if self.pace.slow else "update"
        if phase == "gradient":
            trainer.foresee()
        elif phase == "update":
            before = trainer.epoch.train_loss
            trainer.advance()
            if not self.pace.slow:
                self.pace.made(self._clock())
            self._stop_here(before)
        self.screen.touch()

    def _stop_here(self, before: float) -> None:
        epoch = self.desk.trainer.epoch
        reason = self.stop.reason(epoch.index, before, epoch.train_loss)
        if reason:
            self.playing = False
            self.screen.tell({"type": "message", "level": "info", "text": reason, "path": ""})
            self.screen.expose()

    def _silent(self) -> bool:
        link = self.screen.link
        return link is None or (not link.credit and self._clock() - link.answered > SILENCE_SECONDS)

    def _state(self) -> dict[str, Any]:
        return {
            "playing": self.playing,
            "speed": self.pace.speed,
            "phase": self.pace.phase if self.playing else "",
            "stop": {"epoch": self.stop.epoch, "loss": self.stop.loss},
            "can_undo": self.desk.can_undo,
            "can_redo": self.desk.can_redo,
            "epochs_per_second": self.pace.rate(self._clock()) if self.playing else 0.0,
        }

    def _look_for_changes(self) -> None:
        """Send a new scene if what it shows has changed; a value in the hand alone does not change it."""
        trainer = self.desk.trainer
        network = trainer.experiment.network
        scene = (
            self.desk.timeline,
            self.desk.can_undo,
            network.widths,
            parameter_labels(network),
            trainer.dataset,
            self.playing,
            self.pace.speed,
            self.stop,
        )
        if scene != self._seen_scene:
            self._seen_scene = scene
            self.screen.expose()
        shelf = trainer.shelf
        if shelf.version != self._seen_runs:
            self._seen_runs = shelf.version
            self.screen.tell(runs_message(shelf))

    def _receive(self, item: Item) -> None:
        try:
            if isinstance(item, Attach):
                self._connect(item.link)
            elif isinstance(item, Detach):
                self._disconnect(item.link)
            elif isinstance(item, Answer):
                self._verifying &= not isinstance(item, Verified)
                self.screen.tell(item.message)
            elif isinstance(item, m.Study):
                self._ask(item)
            elif isinstance(item, m.Cancel):
                self._laboratory.cancel(self, item.ticket)
            elif isinstance(item, m.Preview):
                self.screen.ask(item)  # changes nothing, so no frame of its own is due
            else:
                self._obey(item)
        except SpecError as error:
            self._complain(error.message, error.path)
        except ValueError as error:
            self._complain(str(error))
        except Exception as error:
            self.fail(error)

    def _complain(self, text: str, path: str = "") -> None:
        self.screen.tell({"type": "message", "level": "error", "text": text, "path": path})
        self.screen.expose()  # what the hand shows and was refused goes back to what holds

    def _connect(self, link: Link) -> None:
        if self.screen.link is not None:
            self.screen.link.close(CLOSE_REPLACED, "opened elsewhere")
        self.screen.attach(link)
        self._seen_runs = -1
        self.pace.restart(self._clock())

    def _disconnect(self, link: Link) -> None:
        if self.screen.link is link:
            self.screen.attach(None)
            self._laboratory.cancel(self)
            self.desk.settle()  # a dial that was in the hand is let go

    def _ask(self, question: m.Study) -> None:
        """Hand a question to the laboratory, which answers it; here it changes nothing."""
        trainer = self.desk.trainer
        x = self.screen.look.input(trainer.model.network.features)
        self._laboratory.ask(self, question, Subject(trainer.experiment, trainer.theta, trainer.initial, x))

    def _obey(self, message: m.AnyMessage) -> None:
        _HANDLERS[type(message)](self, message)
        if message.sent is not None:
            self.screen.echo = message.sent
        self.screen.touch(hand=True)

    def _play(self, message: m.Play) -> None:
        self.playing = True
        self.pace.restart(self._clock())

    def _pause(self, message: m.Pause) -> None:
        self.playing = False

    def _step(self, message: m.Step) -> None:
        self.playing = False
        self.desk.trainer.step()

    def _back(self, message: m.Back) -> None:
        self.playing = False
        self.desk.trainer.seek(self.desk.trainer.epoch.index - 1)

    def _seek(self, message: m.Seek) -> None:
        self.playing = False
        self.desk.trainer.seek(message.epoch)

    def _stop_at(self, message: m.StopAt) -> None:
        self.stop = Stop(message.epoch, message.loss)

    def _reset(self, message: m.Reset) -> None:
        self.desk.reset()

    def _reroll(self, message: m.Reroll) -> None:
        self.desk.reroll()

    def _speed(self, message: m.Speed) -> None:
        self.pace.speed = message.value
        self.pace.restart(self._clock())

    def _set(self, message: m.Set) -> None:
        if message.commit:
            self.screen.grip.take(None)
        self.desk.set(message.path, message.value, commit=message.commit)

    def _hold(self, message: m.Hold) -> None:
        self.desk.hold(message.path)
        self.screen.grip.take(Hold(tuple(message.path), message.low, message.high))

    def _release(self, message: m.Release) -> None:
        self.screen.grip.take(None)
        self.desk.settle()

    def _edit(self, message: m.Edit) -> None:
        self.desk.edit(message.edit)
        self.screen.expose()  # the page waits for the scene, also of an edit that changes nothing

    def _undo(self, message: m.Undo) -> None:
        self.desk.undo()

    def _redo(self, message: m.Redo) -> None:
        self.desk.redo()

    def _probe(self, message: m.Probe) -> None:
        self.screen.look = replace(self.screen.look, point=tuple(message.point))

    def _view(self, message: m.View) -> None:
        hover = None if message.hover is None else (message.hover.layer, message.hover.quron)
        asked = message.matrix
        matrix = None if asked is None else (asked.layer, tuple(asked.qurons))
        node = {"layer": message.layer, "quron": message.quron, "hover": hover}
        self.screen.look = replace(self.screen.look, **node, pairs=message.pairs, matrix=matrix)

    def _swap(self, message: m.Swap) -> None:
        self.screen.look = replace(self.screen.look, ideal=message.ideal)

    def _restore(self, message: m.Restore) -> None:
        self.desk.restore(message.run)
        self.playing = False

    def _forget(self, message: m.Forget) -> None:
        self.desk.trainer.shelf.remove(message.run)

    def _rename(self, message: m.Rename) -> None:
        self.desk.trainer.shelf.rename(message.run, message.name)

    def _share(self, message: m.Share) -> None:
        self.desk.settle()
        experiment = self.desk.trained() if message.parameters else self.desk.experiment
        self.screen.tell({"type": "link", "query": f"?e={to_link(experiment)}"})

    def _save(self, message: m.Save) -> None:
        self.desk.settle()
        name = f"quron-{self.desk.experiment.data.name}.json"
        self.screen.tell({"type": "file", "name": name, "text": to_json(self.desk.trained())})

    def _open(self, message: m.Open) -> None:
        experiment = from_json(message.text)
        self.desk.open(experiment)
        self.playing = experiment.parameters is None

    def _verify(self, message: m.Verify) -> None:
        if self._verifying:
            return
        self._verifying = True
        trainer = self.desk.trainer
        x = self.screen.look.input(trainer.model.network.features)
        task = _referee.submit(verified, trainer.experiment, trainer.theta, x)
        push = self.push
        task.add_done_callback(lambda done: push(Verified(done.result())))


_HANDLERS: dict[type, Callable[[Session, Any], None]] = {
    m.Play: Session._play,
    m.Pause: Session._pause,
    m.Step: Session._step,
    m.Reset: Session._reset,
    m.Reroll: Session._reroll,
    m.Speed: Session._speed,
    m.Set: Session._set,
    m.Hold: Session._hold,
    m.Release: Session._release,
    m.Edit: Session._edit,
    m.Undo: Session._undo,
    m.Redo: Session._redo,
    m.Probe: Session._probe,
    m.View: Session._view,
    m.Share: Session._share,
    m.Save: Session._save,
    m.Open: Session._open,
    m.Verify: Session._verify,
    m.Back: Session._back,
    m.Seek: Session._seek,
    m.StopAt: Session._stop_at,
    m.Swap: Session._swap,
    m.Restore: Session._restore,
    m.Forget: Session._forget,
    m.Rename: Session._rename,
}
"""Message -> what it does; acknowledgements are the connection's own business."""
