"""The table of contestants and of tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from benchmarks.peers.workloads import POINTS, RESOLUTION


class Task(NamedTuple):
    """What is raced: the map, with so many points along a side, or the gradient of a workload."""

    workload: str
    kind: Literal["map", "gradient"]
    resolution: int = RESOLUTION

    @property
    def points(self) -> int:
        """How many points the whole task has."""
        return self.resolution**2 if self.kind == "map" else POINTS


W1 = Task("W1", "map")
W1_FINE = Task("W1", "map", 100)
W1_FINEST = Task("W1", "map", 400)
W2 = Task("W1", "gradient")
HARD_MAP = Task("hard", "map")
HARD_GRADIENT = Task("hard", "gradient")
W5 = Task("W5", "map")

TITLES = {
    W1: "W1: decision map, 50x50",
    W1_FINE: "W1: decision map, 100x100, as on the page",
    W1_FINEST: "W1: decision map, 400x400",
    W2: "W2: gradient on 200 points, 24 parameters",
    HARD_MAP: "Hard case (CNOT ring): decision map, 50x50",
    HARD_GRADIENT: "Hard case (CNOT ring): gradient on 200 points",
    W5: "W5: pulses with T1 and T2 acting, 50x50 points",
}

MAPS = (W1, HARD_MAP)
ALL = (W1, W2, HARD_MAP, HARD_GRADIENT)
FINE = (W1_FINE, W1_FINEST)


@dataclass(frozen=True)
class Entry:
    """A contestant.

    Args:
        key: Its name on the command line.
        place: Module in `contestants` and class in it.
        tasks: What it takes part in.
        edit: Whether its first result after a structural edit is measured.
    """

    key: str
    place: str
    tasks: tuple[Task, ...]
    edit: bool = False


OURS = Entry("playground", "ours:Playground", (*ALL, *FINE), edit=True)
OUR_PULSES = Entry("playground-pulses", "ours_pulses:PlaygroundPulses", (W5,))

PEERS = (
    Entry("qutip", "qutip_kraus:QutipKraus", (*ALL, *FINE), edit=True),
    Entry("aer", "aer:Aer", (*ALL, *FINE), edit=True),
    Entry("aer-nodes", "aer:AerOnNodes", MAPS),
    Entry("qnn", "estimator_qnn:Qnn", ALL),
    Entry("qulacs", "qulacs_density:Qulacs", ALL, edit=True),
    Entry("qulacs-nodes", "qulacs_density:QulacsOnNodes", MAPS),
    Entry("pennylane", "pennylane_mixed:PennyLane", (W1, W2, HARD_MAP), edit=True),
    Entry("pennylane-nodes", "pennylane_mixed:PennyLaneOnNodes", MAPS),
    Entry("pennylane-torch", "pennylane_torch:PennyLaneTorch", ALL, edit=True),
    Entry("pennylane-jax", "pennylane_jax:PennyLaneJax", ALL, edit=True),
    Entry("tensorcircuit", "tensorcircuit_density:TensorCircuit", ALL, edit=True),
    Entry("jax", "jax_pauli:JaxPauli", ALL, edit=True),
    Entry("mesolve", "mesolve:Mesolve", (W5,)),
    Entry("dynamiqs", "dynamiqs_pulses:Dynamiqs", (W5,)),
)

ENTRIES = {entry.key: entry for entry in (OURS, OUR_PULSES, *PEERS)}
