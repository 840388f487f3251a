"""PennyLane's default.mixed under JAX."""

import jax
import numpy as np

from benchmarks.peers.contestant import Contestant
from benchmarks.peers.contestants.pennylane_mixed import node
from benchmarks.peers.workloads import Circuit, FloatArray

CHUNK = 250


class PennyLaneJax(Contestant[Circuit]):
    """Compiled by `jax.jit`, backpropagation by JAX."""

    title = "PennyLane default.mixed, jax.jit, warm"
    packages = ("pennylane", "jax")
    batched = True
    note = f"the map in chunks of {CHUNK} points: compiled for 2 500 at once it takes about 100 s to start"

    def __init__(self, work: Circuit) -> None:
        super().__init__(work)
        jax.config.update("jax_enable_x64", True)  # PennyLane's import turns the environment's choice off
        evaluate = node(work, "jax")
        self._map = jax.jit(lambda theta, x: jax.lax.map(lambda part: evaluate(theta, part), x))
        self._gradient = jax.jit(jax.grad(lambda theta, x, y: ((evaluate(theta, x) - y) ** 2).mean()))

    def outputs(self, theta: FloatArray, x: FloatArray) -> FloatArray:
        chunks = x.reshape(-1, min(CHUNK, len(x)), 2)
        return np.asarray(self._map(theta, chunks)).ravel()

    def gradient(self, theta: FloatArray, x: FloatArray, y: FloatArray) -> FloatArray:
        return np.asarray(self._gradient(theta, x, y))
