"""TensorCircuit-ng's DMCircuit on JAX: jit and vmap."""

from typing import Any

import jax
import numpy as np
import tensorcircuit

from benchmarks.peers.contestant import Contestant
from benchmarks.peers.reference import damping_kraus
from benchmarks.peers.workloads import Circuit, FloatArray


class TensorCircuit(Contestant[Circuit]):
    """`DMCircuit`, compiled for all points at once."""

    title = "TensorCircuit-ng DMCircuit, jit + vmap, warm"
    packages = ("tensorcircuit-ng", "jax")
    batched = True

    def __init__(self, work: Circuit) -> None:
        super().__init__(work)
        tensorcircuit.set_backend("jax")
        tensorcircuit.set_dtype("complex128")
        noise = [tensorcircuit.gates.Gate(k) for k in damping_kraus(work.damping, work.dephasing)]

        def point(theta: Any, x: Any) -> Any:
            angles = theta.reshape(work.shape)
            built = tensorcircuit.DMCircuit(work.qurons)
            for block in range(work.blocks):
                for quron in range(work.qurons):
                    built.rx(quron, theta=x[quron % 2])
                    built.ry(quron, theta=angles[block, quron, 0])
                    built.rz(quron, theta=angles[block, quron, 1])
                for pair in work.pairs:
                    (built.cz if work.gate == "cz" else built.cnot)(*pair)
                for quron in range(work.qurons):
                    built.apply_general_kraus(noise, quron)
            return jax.numpy.real(built.expectation_ps(z=[0]))

        points = jax.vmap(point, (None, 0))
        self._outputs = jax.jit(points)
        self._gradient = jax.jit(jax.grad(lambda theta, x, y: ((points(theta, x) - y) ** 2).mean()))

    def outputs(self, theta: FloatArray, x: FloatArray) -> FloatArray:
        return np.asarray(self._outputs(theta, x))

    def gradient(self, theta: FloatArray, x: FloatArray, y: FloatArray) -> FloatArray:
        return np.asarray(self._gradient(theta, x, y))
