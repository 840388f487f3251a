"""One client's screen: when it gets a scene or a frame, and what it has already seen."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from typing import Any

from playground.live.curve import Curve
from playground.live.detail import Detail
from playground.live.mailbox import Link
from playground.live.picture import Look, Picture
from playground.live.scene import scene_message
from playground.live.trainer import Trainer
from playground.live.wire import encode_frame, to_json

FRAME_SECONDS = 1 / 60
"""No more than 60 frames a second."""
SCENE_SECONDS = 0.25
"""Shortest time between two scenes for a client that is behind with its frames."""
HAND_SECONDS = 0.3
"""While the hand has moved within this time, one of the two frames in flight is kept free for it."""
STILL_SECONDS = 0.3
"""A picture that has not changed for so long stands still, and is drawn finely."""


class Screen:
    """Sends scenes and frames over a link, no faster than they are acknowledged.

    Attributes:
        link: The connection, or None while nobody looks.
        look: Where the user looks.
        echo: Time stamp of the newest message of the hand, sent back with the next frame.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.link: Link | None = None
        self.look = Look()
        self.echo: float | None = None
        self._clock = clock
        self._picture = Picture()
        self._revision = self._frame = 0
        self._scene_due = False
        self._announced = 0.0
        self._moved: float | None = None  # when the picture last changed without having been drawn
        self._refine = False
        self._hurry = False
        self._touched = -math.inf  # when the hand last did something
        self._next = 0.0
        self._detail = Detail()
        self._seen: tuple[Curve | None, int] = (None, -1)

    def attach(self, link: Link | None) -> None:
        """Look through another link, which has seen nothing yet; None while nobody looks."""
        self.link = link
        self._seen = (None, -1)
        self._scene_due = self._hurry = link is not None
        self.touch()

    def touch(self, *, hand: bool = False) -> None:
        """Note that the picture has changed; what the hand has done is drawn without waiting."""
        self._moved = self._clock()
        if hand:
            self._hurry, self._touched = True, self._moved

    def expose(self) -> None:
        """Note that the scene has changed; it goes out before the next frame."""
        self._scene_due = True
        self.touch(hand=True)

    def due(self) -> float:
        """Time at which there is something to send; infinite if there is nothing or no credit."""
        if self.link is None or not self.link.credit:
            return math.inf
        if self._moved is not None:
            return 0.0 if self._hurry else self._next if self._free(self.link) else math.inf
        return self._next + STILL_SECONDS if self._refine else math.inf

    @property
    def hurried(self) -> bool:
        """Whether the hand waits for a frame that can be sent."""
        return self._hurry and self.due() == 0.0

    def _free(self, link: Link) -> bool:
        return link.idle or self._clock() - self._touched > HAND_SECONDS

    def tell(self, message: Mapping[str, Any]) -> None:
        """Send a message, if anybody listens."""
        if self.link is not None:
            self.link.send_text(to_json(message))

    def announce(self, trainer: Trainer, state: Mapping[str, Any]) -> None:
        """Send the scene if it has changed: at once, or, to a client that is behind with its frames, less often.

        Args:
            trainer: The network in training.
            state: The session's own fields: playing, speed, can_undo, can_redo, epochs_per_second.
        """
        now = self._clock()
        if self.link is None or not self._scene_due:
            return
        if self.link.credit or now - self._announced > SCENE_SECONDS:
            self._scene_due, self._announced = False, now
            self._revision += 1
            self.tell({**scene_message(trainer), "revision": self._revision, **state})

    def publish(self, trainer: Trainer, state: Mapping[str, Any]) -> None:
        """Send the scene and the frame that are due; arguments as those of `announce`."""
        self.announce(trainer, state)
        if self.due() <= self._clock() and self.link is not None:
            self.look = self.look.within(trainer.experiment.network.widths)
            self._send_frame(self.link, trainer, state)

    def _send_frame(self, link: Link, trainer: Trainer, state: Mapping[str, Any]) -> None:
        begun = self._clock()
        coarse = self._detail.coarse(begun) and self._moved is not None
        self._moved, self._hurry, self._refine = None, False, coarse
        numbers, arrays = self._picture.draw(trainer, self.look, coarse=coarse)
        arrays.insert(6, ("losses", self._new_losses(trainer)))
        seconds = self._clock() - begun
        if not coarse:
            self._detail.note(begun, seconds)
        self._frame += 1
        header = {
            "frame": self._frame,
            "revision": self._revision,
            "run": trainer.run,
            "epoch": trainer.epoch.index,
            "playing": state["playing"],
            "epochs_per_second": state["epochs_per_second"],
            **numbers,
            "compute_ms": 1e3 * seconds,
            "echo": self.echo,
        }
        self.echo = None
        link.send_frame(self._frame, encode_frame(header, arrays))
        # A frame may take no more than half of the time, so that training goes on beside it.
        self._next = begun + max(FRAME_SECONDS, 2 * seconds)

    def _new_losses(self, trainer: Trainer) -> Any:
        curve, index = self._seen
        if curve is not trainer.curve:
            index = -1
        self._seen = (trainer.curve, trainer.epoch.index)
        return trainer.curve.since(index)
