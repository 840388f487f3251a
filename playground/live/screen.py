"""One client's screen: when it gets a scene or a frame, and what it has already seen."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from typing import Any

from playground.live.curve import Curve
from playground.live.detail import Detail
from playground.live.ghost import Ghost
from playground.live.mailbox import Link
from playground.live.messages import Preview as Asked
from playground.live.picture import COARSE, FINE, Look, Picture
from playground.live.planes import Grip
from playground.live.preview import Preview, TooSlow
from playground.live.scene import devices_message, scene_message
from playground.live.states import States
from playground.live.trainer import Trainer
from playground.live.wire import encode_frame, to_json
from playground.models.model import Model
from playground.spec.errors import SpecError

FRAME_SECONDS = 1 / 60
"""No more than 60 frames a second."""
FRAME_REST = 1.5
"""Times its own cost from one frame to the next: it takes two thirds of the time at most, training has the rest."""
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
        grip: The dial in the hand.
        echo: Time stamp of the newest message of the hand, sent back with the next frame.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.link: Link | None = None
        self.look = Look()
        self.grip = Grip()
        self.echo: float | None = None
        self._clock = clock
        self._picture = Picture()
        self._states = States()
        self._ghost = Ghost(clock)
        self._preview = Preview()
        self._asked: Asked | None = None
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
        self._asked = None
        self.grip.take(None)
        self._scene_due = self._hurry = link is not None
        self.tell(devices_message())
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

    def ask(self, asked: Asked) -> None:
        """Take in the newest question what an edit would show; an older one is forgotten."""
        self._asked, self._touched = asked, self._clock()

    def due(self) -> float:
        """Time at which there is something to send; infinite if there is nothing or no credit."""
        if self.link is None or not self.link.credit:
            return math.inf
        if self._asked is not None:
            return 0.0
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
        if self._asked is not None and self.link is not None and self.link.credit:
            self._answer(self.link, trainer, self._asked)
        if self.due() <= self._clock() and self.link is not None:
            self.look = self.look.within(trainer.experiment.network.widths)
            self._send_frame(self.link, trainer, state)

    def _answer(self, link: Link, trainer: Trainer, asked: Asked) -> None:
        self._asked = None
        ticket = {"preview": asked.ticket}
        try:
            header, arrays = self._preview.draw(trainer, self.look, asked.edit)
        except ValueError as error:
            level = "info" if isinstance(error, TooSlow) else "error"
            path, text = (error.path, error.message) if isinstance(error, SpecError) else ("", str(error))
            self.tell({"type": "preview", **ticket, "level": level, "text": text, "path": path})
            return
        self._frame += 1
        link.send_frame(self._frame, encode_frame({"frame": self._frame, **ticket, **header}, arrays))

    def _send_frame(self, link: Link, trainer: Trainer, state: Mapping[str, Any]) -> None:
        begun = self._clock()
        moves = self._moved is not None
        coarse = self._detail.coarse(begun) and moves
        ideal = self._ghost.model(trainer) if self.look.ideal else None
        numbers, arrays = self._picture.draw(trainer, self.look, model=ideal, coarse=coarse)
        arrays += self._states.draw(ideal or trainer.model, trainer.theta, self.look)
        if not coarse:
            self._detail.note(begun, self._clock() - begun)
        ghost = self._draw_ghost(trainer, arrays, wait=moves)
        if ideal is not None and ghost is not None:
            numbers["purity"] = ghost["noisy_purity"]
        self._moved, self._hurry, self._refine = None, False, coarse or self._ghost.late
        arrays.insert(6, ("losses", self._new_losses(trainer)))
        seconds = self._clock() - begun
        planes = self._draw_planes(trainer, ideal, arrays, COARSE if coarse else FINE)
        self._frame += 1
        header = {
            "frame": self._frame,
            "revision": self._revision,
            "run": trainer.run,
            "epoch": trainer.epoch.index,
            "reach": trainer.reach,
            "ghost": ghost,
            "swapped": ideal is not None,
            "playing": state["playing"],
            "phase": state["phase"],
            "epochs_per_second": state["epochs_per_second"],
            **numbers,
            "compute_ms": 1e3 * seconds,
            "planes": planes,
            "echo": self.echo,
        }
        self.echo = None
        link.send_frame(self._frame, encode_frame(header, arrays))
        if self.grip.unfinished:
            self.touch()
        self._next = begun + max(FRAME_SECONDS, FRAME_REST * (self._clock() - begun))

    def _new_losses(self, trainer: Trainer) -> Any:
        curve, index = self._seen
        if curve is not trainer.curve:
            index = -1
        self._seen = (trainer.curve, trainer.curve.last)
        return trainer.curve.since(index)

    def _draw_planes(
        self, trainer: Trainer, ideal: Model | None, arrays: list[tuple[str, Any]], detail: tuple[int, int]
    ) -> dict[str, Any] | None:
        """Add the planes of the dial in the hand; returns their field of the header."""
        x = self.look.input(trainer.model.network.features)
        inverted = trainer.experiment.measurement.invert_readout
        header, added = self.grip.draw(
            ideal or trainer.model, trainer.theta, x, detail, is_ideal=ideal is not None, inverted=inverted
        )
        arrays += added
        return header

    def _draw_ghost(self, trainer: Trainer, arrays: list[tuple[str, Any]], *, wait: bool) -> dict[str, float] | None:
        """Add the ghost's arrays, if there is noise; returns what the noise costs, and at which epoch."""
        outline = self._ghost.outline(trainer, self.look, wait=wait)
        if outline is None:
            return None
        arrays += [("ghost_map", outline.decision), ("ghost_bloch", outline.bloch)]
        trainer.curve.note_ideal(outline.epoch, outline.costs["train_loss"])
        curve, index = self._seen
        self._ghost.fill(trainer, trainer.curve.gaps(index if curve is trainer.curve else -1))
        return {"epoch": outline.epoch, **outline.costs}
