"""W5 by dynamiqs' mesolve, batched over points."""

from typing import Any

import dynamiqs
import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.peers.contestant import Contestant
from benchmarks.peers.workloads import FloatArray, Pulses


class Dynamiqs(Contestant[Pulses]):
    """`dynamiqs.mesolve` with Tsit5, all points of a call in one batch, compiled by `jax.jit`."""

    title = "dynamiqs mesolve, batched, jit, warm"
    packages = ("dynamiqs", "jax")
    sample = 4
    note = "Tsit5, rtol 1e-7, atol 1e-9, double precision"

    def __init__(self, work: Pulses) -> None:
        super().__init__(work)
        dynamiqs.set_precision("double")
        lower, sign = (np.sqrt(rate) for rate in work.rates)
        qurons = range(work.qurons)
        self._jumps = [lower * self._embed(dynamiqs.destroy(2), q) for q in qurons]
        self._jumps += [sign * self._embed(dynamiqs.sigmaz(), q) for q in qurons]
        paulis = (dynamiqs.sigmax(), dynamiqs.sigmay(), dynamiqs.sigmaz())
        self._drives = [jnp.stack([self._embed(p, q) / (2 * work.single) for q in qurons]) for p in paulis]
        excited = [self._embed(dynamiqs.basis_dm(2, 1), q) for q in qurons]
        self._couplings = [np.pi / work.double * sum(excited[a] @ excited[b] for a, b in r) for r in work.rounds]
        self._readout = self._embed(dynamiqs.sigmaz(), 0)
        self._outputs = jax.jit(self._evaluate)

    def outputs(self, theta: FloatArray, x: FloatArray) -> FloatArray:
        return np.asarray(self._outputs(theta, x))

    def _evaluate(self, theta: Any, x: Any) -> Any:
        size = 2**self.work.qurons
        rho = jnp.zeros((len(x), size, size), dtype=complex).at[:, 0, 0].set(1)
        encoded = x[:, np.arange(self.work.qurons) % 2]
        for block in theta.reshape(self.work.blocks, -1, 2):
            for drives, angles in zip(self._drives, (encoded, block[:, 0], block[:, 1]), strict=True):
                hamiltonian = jnp.einsum("...q,qij->...ij", angles, drives)
                rho = self._evolve(jnp.broadcast_to(hamiltonian, rho.shape), rho, self.work.single)
            for coupling in self._couplings:
                rho = self._evolve(jnp.broadcast_to(coupling, rho.shape), rho, self.work.double)
        return jnp.einsum("ij,bji->b", self._readout, rho).real

    def _evolve(self, hamiltonian: Any, rho: Any, time: float) -> Any:
        found = dynamiqs.mesolve(
            hamiltonian,
            self._jumps,
            rho,
            jnp.array([0, time]),
            method=dynamiqs.method.Tsit5(rtol=1e-7, atol=1e-9),
            save_states=False,
            cartesian_batching=False,
            progress_meter=False,
        )
        return found.final_state.to_jax()

    def _embed(self, operator: Any, quron: int) -> Any:
        factors = [operator if q == quron else dynamiqs.eye(2) for q in range(self.work.qurons)]
        return dynamiqs.tensor(*factors).to_jax()
