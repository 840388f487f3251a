"""PennyLane's default.mixed, all points broadcast through one circuit."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pennylane as qml

from benchmarks.peers.contestant import FourierNodes, ShiftRule
from benchmarks.peers.workloads import Circuit, FloatArray


def node(circuit: Circuit, interface: Literal["numpy", "torch", "jax"]) -> Any:
    """A QNode of theta and inputs."""
    differentiation = None if interface == "numpy" else "backprop"

    @qml.qnode(qml.device("default.mixed", wires=circuit.qurons), interface=interface, diff_method=differentiation)
    def evaluate(theta: Any, x: Any) -> Any:
        angles = theta.reshape(circuit.shape)
        for block in range(circuit.blocks):
            for quron in range(circuit.qurons):
                qml.RX(x[..., quron % 2], quron)
                qml.RY(angles[block, quron, 0], quron)
                qml.RZ(angles[block, quron, 1], quron)
            for pair in circuit.pairs:
                (qml.CZ if circuit.gate == "cz" else qml.CNOT)(pair)
            for quron in range(circuit.qurons):
                qml.AmplitudeDamping(circuit.damping, quron)
                qml.PhaseDamping(circuit.dephasing, quron)
        return qml.expval(qml.PauliZ(0))

    return evaluate


class PennyLane(ShiftRule):
    """All points broadcast through one circuit."""

    title = "PennyLane default.mixed, broadcast; parameter shift"
    packages = ("pennylane",)
    batched = True

    def __init__(self, work: Circuit) -> None:
        super().__init__(work)
        self._node = node(work, "numpy")

    def outputs(self, theta: FloatArray, x: FloatArray) -> FloatArray:
        return np.asarray(self._node(theta, x))


class PennyLaneOnNodes(FourierNodes, PennyLane):
    """PennyLane on the Fourier nodes."""

    title = "PennyLane, same trick"
