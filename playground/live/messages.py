"""Messages of the client, one frozen value a type; `MESSAGES` names them all."""

from __future__ import annotations

from typing import Annotated, Any, Literal

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


class Back(Message):
    """Show the epoch before, then pause."""


class Seek(Message):
    """Show an epoch of the training history, and pause there."""

    epoch: Index


class StopAt(Message):
    """Pause at an epoch, or when the train loss falls to a value; null is never."""

    epoch: Annotated[int, Field(ge=1, le=1_000_000_000)] | None = None
    loss: Annotated[float, Field(gt=0, le=1e6)] | None = None


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


class Hold(Message):
    """A dial has been taken in the hand: frames bring its drag planes until it is let go (or set with `commit`).

    Attributes:
        path: As in `Set`.
        low, high: The values within reach of the hand.
    """

    path: Annotated[list[Name | int], Field(min_length=1, max_length=8)]
    low: float
    high: float


class Release(Message):
    """The dial has been let go where it was."""


class Edit(Message):
    """A structural edit, in the words of `spec.edits.apply_edit`."""

    edit: dict[str, Any]


class Preview(Message):
    """What an edit would show, without making it: answered by one frame, or by a refusal, that names the ticket."""

    ticket: Index
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


class Matrix(Message):
    """A density matrix: of some qurons after a layer; layer 0 is before the first."""

    layer: Index
    qurons: Annotated[list[Index], Field(min_length=1, max_length=8)]


class View(Message):
    """What is looked at: the chosen node (its data cloud is sent), and on request more.

    Attributes:
        hover: Node whose map is sent large.
        pairs: How the entanglement of pairs is measured that is sent.
        matrix: The density matrix that is sent.
    """

    layer: Index
    quron: Index
    hover: Node | None = None
    pairs: Literal["concurrence", "mutual_information"] | None = None
    matrix: Matrix | None = None


class Swap(Message):
    """Draw the ideal network solid and the noisy one as its ghost, or the other way round."""

    ideal: bool


class Restore(Message):
    """Go back to an earlier run."""

    run: Index


class Forget(Message):
    """Remove an earlier run from the list."""

    run: Index


class Rename(Message):
    """Give an earlier run another name."""

    run: Index
    name: Name


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


class Study(Message):
    """Ask the laboratory something about the experiment of the moment, or what the answer would cost.

    Attributes:
        ticket: Number that comes back with every answer.
        name: Of `studies.table.STUDIES`.
        options: Of that study.
        estimate: Whether only the cost is asked for.
    """

    ticket: Index
    name: Name
    options: dict[str, Any] = Field(default_factory=dict)
    estimate: bool = False


class Cancel(Message):
    """The answer is no longer wanted."""

    ticket: Index


AnyMessage = (
    Ack | Play | Pause | Step | Reset | Reroll | Speed | Set | Edit | Preview | Undo | Redo | Probe | View
    | Share | Save | Open | Verify | Back | Seek | StopAt | Swap | Restore | Forget | Rename | Hold | Release | Study
    | Cancel
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
    "hold": Hold,
    "release": Release,
    "edit": Edit,
    "preview": Preview,
    "undo": Undo,
    "redo": Redo,
    "probe": Probe,
    "view": View,
    "share": Share,
    "save": Save,
    "open": Open,
    "verify": Verify,
    "back": Back,
    "seek": Seek,
    "stop_at": StopAt,
    "swap": Swap,
    "restore": Restore,
    "forget": Forget,
    "rename": Rename,
    "study": Study,
    "cancel": Cancel,
}
"""Name on the wire -> message."""
