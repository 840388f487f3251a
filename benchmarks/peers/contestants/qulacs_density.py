"""qulacs on density matrices, a circuit per point."""

import numpy as np
from qulacs import DensityMatrix, Observable, QuantumCircuit
from qulacs.gate import CNOT, CPTP, CZ, DenseMatrix, RotX, RotY, RotZ

from benchmarks.peers.contestant import FourierNodes, ShiftRule
from benchmarks.peers.reference import damping_kraus
from benchmarks.peers.workloads import Circuit, FloatArray


class Qulacs(ShiftRule):
    """`DensityMatrix`; gates that do not depend on the input are built once per call."""

    title = "qulacs density matrix, parameter shift"
    packages = ("qulacs",)
    note = "fixed gates built once for all points"

    def __init__(self, work: Circuit) -> None:
        super().__init__(work)
        kraus, qurons = damping_kraus(work.damping, work.dephasing), range(work.qurons)
        self._ring = [(CZ if work.gate == "cz" else CNOT)(*pair) for pair in work.pairs]
        self._noise = [CPTP([DenseMatrix(quron, k) for k in kraus]) for quron in qurons]
        self._state, self._readout = DensityMatrix(work.qurons), Observable(work.qurons)
        self._readout.add_operator(1.0, "Z 0")

    def outputs(self, theta: FloatArray, x: FloatArray) -> FloatArray:
        turns = [
            [(RotY(quron, ry), RotZ(quron, rz)) for quron, (ry, rz) in enumerate(block)]
            for block in theta.reshape(self.work.shape)
        ]
        return np.array([self._point(turns, point) for point in x])

    def _point(self, turns: list[list[tuple]], point: FloatArray) -> float:
        built = QuantumCircuit(self.work.qurons)
        encoders = [RotX(quron, point[quron % 2]) for quron in range(self.work.qurons)]
        for block in turns:
            for encoder, (ry, rz) in zip(encoders, block, strict=True):
                built.add_gate(encoder)
                built.add_gate(ry)
                built.add_gate(rz)
            for gate in (*self._ring, *self._noise):
                built.add_gate(gate)
        self._state.set_zero_state()
        built.update_quantum_state(self._state)
        return self._readout.get_expectation_value(self._state)


class QulacsOnNodes(FourierNodes, Qulacs):
    """qulacs on the Fourier nodes."""

    title = "qulacs, same trick"
