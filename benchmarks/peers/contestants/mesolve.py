"""W5 by QuTiP's mesolve: a run of the solver for every pulse."""

import numpy as np
import qutip

from benchmarks.peers.contestant import Contestant
from benchmarks.peers.workloads import FloatArray, Pulses


class Mesolve(Contestant[Pulses]):
    """`qutip.mesolve`, default method, per point."""

    title = "QuTiP mesolve, per point"
    packages = ("qutip",)
    note = "rtol 1e-7, atol 1e-9, data as QuTiP stores it (CSR)"

    def __init__(self, work: Pulses) -> None:
        super().__init__(work)
        lower, sign = (np.sqrt(rate) for rate in work.rates)
        qurons = range(work.qurons)
        self._jumps = [lower * self._embed(qutip.destroy(2), q) for q in qurons]
        self._jumps += [sign * self._embed(qutip.sigmaz(), q) for q in qurons]
        paulis = (qutip.sigmax(), qutip.sigmay(), qutip.sigmaz())
        self._drives = [[self._embed(pauli, q) / (2 * work.single) for q in qurons] for pauli in paulis]
        excited = [self._embed(qutip.basis(2, 1).proj(), q) for q in qurons]
        self._couplings = [np.pi / work.double * sum(excited[a] * excited[b] for a, b in r) for r in work.rounds]
        self._ground = qutip.ket2dm(qutip.tensor([qutip.basis(2, 0)] * work.qurons))
        self._options = {"rtol": 1e-7, "atol": 1e-9, "nsteps": 20_000, "progress_bar": ""}

    def outputs(self, theta: FloatArray, x: FloatArray) -> FloatArray:
        return np.array([self._point(theta.reshape(self.work.blocks, -1, 2), point) for point in x])

    def _point(self, theta: FloatArray, point: FloatArray) -> float:
        rho = self._ground
        for block in theta:
            encoded = np.resize(point, self.work.qurons)
            for drives, angles in zip(self._drives, (encoded, block[:, 0], block[:, 1]), strict=True):
                hamiltonian = sum(float(angle) * drive for angle, drive in zip(angles, drives, strict=True))
                rho = self._evolve(hamiltonian, rho, self.work.single)
            for coupling in self._couplings:
                rho = self._evolve(coupling, rho, self.work.double)
        return qutip.expect(self._embed(qutip.sigmaz(), 0), rho)

    def _evolve(self, hamiltonian: qutip.Qobj, rho: qutip.Qobj, time: float) -> qutip.Qobj:
        options = {**self._options, "store_final_state": True, "store_states": False}
        return qutip.mesolve(hamiltonian, rho, [0, time], c_ops=self._jumps, options=options).final_state

    def _embed(self, operator: qutip.Qobj, quron: int) -> qutip.Qobj:
        return qutip.tensor([operator if q == quron else qutip.qeye(2) for q in range(self.work.qurons)])
