"""Messages of the client, one frozen value a type; `MESSAGES` names them all."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

Index = Annotated[int, Field(ge=0, le=1_000_000_000)]
Name = Annotated[str, Field(max_length=64)]


class Message(BaseModel):
    """Base of all messages: strict, without unknown fields.

    Attributes:
        sent: The browser's clock; the frame that answers the newest of these brings it back.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    sent: float | None = None


class Ack(Message):
    """A frame has been painted (or dropped for a newer one)."""

    frame: Index


class Play(Message):
    """Go on training."""


class Pause(Message):
    """Stop training."""


class Step(Message):
    """Train one epoch, then pause."""


class Reset(Message):
    """Back to the same initial parameters, epoch 0."""


class Reroll(Message):
    """Draw new initial parameters, epoch 0."""


class Speed(Message):
    """Epochs a second; 0 is as fast as it goes."""

    value: Annotated[float, Field(ge=0, le=1000)]


class Set(Message):
    """A value in the hand: it acts at once and, with `commit`, makes one history entry."""

    path: Annotated[list[Name | int], Field(min_length=1, max_length=8)]
    value: Any
    commit: bool = False


class Edit(Message):
    """A structural edit, in the words of `spec.edits.apply_edit`."""

    edit: dict[str, Any]


class Undo(Message):
    """One history entry back."""


class Redo(Message):
    """One history entry forward."""


class Probe(Message):
    """The input point whose states are drawn."""

    point: Annotated[list[Annotated[float, Field(ge=-100, le=100)]], Field(min_length=1, max_length=8)]


class Node(Message):
    """A quron after a layer; layer 0 is before the first."""

    layer: Index
    quron: Index


class View(Message):
    """The chosen node (its data cloud is sent) and the node under the pointer (its large map is sent)."""

    layer: Index
    quron: Index
    hover: Node | None = None


class Share(Message):
    """Ask for a link, with or without the trained parameters."""

    parameters: bool = False


class Save(Message):
    """Ask for the experiment as a file."""


class Open(Message):
    """Open the text of such a file."""

    text: str


class Verify(Message):
    """Compare the fast path with QuTiP for the present parameters at the probe."""


AnyMessage = (
    Ack | Play | Pause | Step | Reset | Reroll | Speed | Set | Edit | Undo | Redo | Probe | View
    | Share | Save | Open | Verify
)  # fmt: skip

MESSAGES: dict[str, type[AnyMessage]] = {
    "ack": Ack,
    "play": Play,
    "pause": Pause,
    "step": Step,
    "reset": Reset,
    "reroll": Reroll,
    "speed": Speed,
    "set": Set,
    "edit": Edit,
    "undo": Undo,
    "redo": Redo,
    "probe": Probe,
    "view": View,
    "share": Share,
    "save": Save,
    "open": Open,
    "verify": Verify,
}
"""Name on the wire -> message."""
