"""Plain QuTiP: one density matrix after the other, Kraus operators on the whole register."""

from functools import reduce

import numpy as np
import qutip

from benchmarks.peers.contestant import ShiftRule
from benchmarks.peers.reference import damping_kraus
from benchmarks.peers.workloads import Circuit, FloatArray


class QutipKraus(ShiftRule):
    """`Qobj` per point; what does not depend on the input is built once per call."""

    title = "QuTiP, Qobj per point"
    packages = ("qutip",)
    note = "gates and Kraus operators built once for all points"

    def __init__(self, work: Circuit) -> None:
        super().__init__(work)
        kraus = damping_kraus(work.damping, work.dephasing)
        self._noise = [[self._embed(qutip.Qobj(k), q) for k in kraus] for q in range(work.qurons)]
        self._ring = reduce(lambda later, pair: self._gate(*pair) * later, work.pairs, self._embed(qutip.qeye(2), 0))
        self._ground = qutip.ket2dm(qutip.tensor([qutip.basis(2, 0)] * work.qurons))
        self._readout = self._embed(qutip.sigmaz(), 0)

    def outputs(self, theta: FloatArray, x: FloatArray) -> FloatArray:
        turns = [
            [self._embed(_turn(qutip.sigmaz(), rz) * _turn(qutip.sigmay(), ry), q) for q, (ry, rz) in enumerate(block)]
            for block in theta.reshape(self.work.shape)
        ]
        return np.array([self._point(turns, point) for point in x])

    def _point(self, turns: list[list[qutip.Qobj]], point: FloatArray) -> float:
        rho = self._ground
        for block in turns:
            for quron, turn in enumerate(block):
                unitary = turn * self._embed(_turn(qutip.sigmax(), point[quron % 2]), quron)
                rho = unitary * rho * unitary.dag()
            rho = self._ring * rho * self._ring.dag()
            for operators in self._noise:
                rho = sum((k * rho * k.dag() for k in operators[1:]), operators[0] * rho * operators[0].dag())
        return qutip.expect(self._readout, rho)

    def _embed(self, operator: qutip.Qobj, quron: int) -> qutip.Qobj:
        return qutip.tensor([operator if q == quron else qutip.qeye(2) for q in range(self.work.qurons)])

    def _gate(self, control: int, target: int) -> qutip.Qobj:
        on = self._embed(qutip.basis(2, 1).proj(), control)
        pauli = qutip.sigmaz() if self.work.gate == "cz" else qutip.sigmax()
        return self._embed(qutip.qeye(2), 0) - on + on * self._embed(pauli, target)


def _turn(pauli: qutip.Qobj, angle: float) -> qutip.Qobj:
    return (-0.5j * float(angle) * pauli).expm()
