"""The playground's mathematics in JAX: a readout pulled back in the Pauli basis, on the Fourier nodes.

The observable is kept as a list of active Pauli strings (a static set, found while JAX traces) with one coefficient
per node. Rotations and noise mix the letter of one quron; the ring permutes strings and signs; in the first block
every letter meets the state |0>, whose Pauli vector is (1, 0, 0, 1).
"""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.peers.contestant import Contestant
from benchmarks.peers.reference import X, Y, Z, damping_kraus
from benchmarks.peers.workloads import Circuit, FloatArray, fourier_nodes

PAULIS = np.stack([np.eye(2, dtype=complex), X, Y, Z])
TURNS = np.array([[1, 0, 0, 0], [0, 1, 1, 1], [0, 1, 1, 1], [0, 1, 1, 1]], dtype=bool)
"""Which letters a rotation can take to which."""

Strings = tuple[tuple[int, ...], ...]


class JaxPauli(Contestant[Circuit]):
    """Heisenberg picture, light cone, Fourier grid for map and training; compiled by `jax.jit`."""

    title = "JAX with our mathematics, warm"
    packages = ("jax",)
    batched = True

    def __init__(self, work: Circuit) -> None:
        super().__init__(work)
        first_degree, second_degree = work.degrees
        nodes = fourier_nodes(first_degree), fourier_nodes(second_degree)
        noise = _noise(work)

        def on_nodes(theta: Any) -> Any:
            return _pull_back(work, noise, theta.reshape(work.shape), nodes)

        def outputs(theta: Any, x: Any) -> Any:
            first, second = _interpolation(nodes[0], x[:, 0]), _interpolation(nodes[1], x[:, 1])
            return ((second @ on_nodes(theta)) * first).sum(axis=1)

        def plane(theta: Any, line: Any) -> Any:
            return _interpolation(nodes[1], line) @ on_nodes(theta) @ _interpolation(nodes[0], line).T

        self._outputs, self._plane = jax.jit(outputs), jax.jit(plane)
        self._gradient = jax.jit(jax.grad(lambda theta, x, y: ((outputs(theta, x) - y) ** 2).mean()))

    def outputs(self, theta: FloatArray, x: FloatArray) -> FloatArray:
        return np.asarray(self._outputs(theta, x))

    def map(self, theta: FloatArray, resolution: int) -> FloatArray:
        return np.asarray(self._plane(theta, np.linspace(-np.pi, np.pi, resolution))).ravel()

    def gradient(self, theta: FloatArray, x: FloatArray, y: FloatArray) -> FloatArray:
        return np.asarray(self._gradient(theta, x, y))


def _interpolation(nodes: FloatArray, at: Any) -> Any:
    """Matrix from values on the nodes to values at some angles; see `workloads.interpolation`."""
    frequencies = np.arange(1, len(nodes) // 2 + 1)
    return (1 + 2 * jnp.cos((at[:, None] - nodes)[..., None] * frequencies).sum(axis=-1)) / len(nodes)


def _pull_back(circuit: Circuit, noise: FloatArray, theta: Any, nodes: tuple[FloatArray, FloatArray]) -> Any:
    """Values on the grid of nodes, shape (second feature, first feature)."""
    first, second = (len(line) for line in nodes)
    encoders = [jnp.tile(_turn(1, nodes[0]), (second, 1, 1)), jnp.repeat(_turn(1, nodes[1]), first, axis=0)]
    strings: Strings = ((3,) + (0,) * (circuit.qurons - 1),)
    values = jnp.ones((first * second, 1))
    for block in reversed(range(circuit.blocks)):
        for quron in range(circuit.qurons):
            strings, values = _letter(strings, values, quron, noise, np.abs(noise) > 0)
        strings, signs = _through_ring(circuit, strings)
        values = values * signs
        for quron in range(circuit.qurons):
            ry, rz = theta[block, quron]
            turn = _turn(3, rz) @ _turn(2, ry) @ encoders[quron % 2]
            if block:
                strings, values = _letter(strings, values, quron, turn, TURNS)
            else:
                strings, values = _meet_ground_state(strings, values, quron, turn)
    return values[:, 0].reshape(second, first)


def _turn(axis: int, angle: Any) -> Any:
    """Pauli transfer matrix of exp(-i angle/2 P), shape (..., 4, 4): a rotation of the other two letters."""
    to, back = np.zeros((4, 4)), np.zeros((4, 4))
    before, after = (axis % 3) + 1, (axis + 1) % 3 + 1
    to[before, before] = to[after, after] = 1
    back[after, before], back[before, after] = 1, -1
    still = np.eye(4) - to
    return still + jnp.cos(angle)[..., None, None] * to + jnp.sin(angle)[..., None, None] * back


def _noise(circuit: Circuit) -> FloatArray:
    """Pauli transfer matrix of the noise on one quron: Tr(P K Q K^dagger)/2, summed over Kraus operators."""
    kraus = np.stack(damping_kraus(circuit.damping, circuit.dephasing))
    moved = np.einsum("kij,qjl,kml->qim", kraus, PAULIS, kraus.conj())
    return np.round(np.einsum("pmi,qim->pq", PAULIS, moved).real / 2, 15)


def _letter(strings: Strings, values: Any, quron: int, matrix: Any, pattern: np.ndarray) -> tuple[Strings, Any]:
    """Pull coefficients back through a matrix on one letter: new[.., q, ..] = sum_p old[.., p, ..] M[p, q]."""
    rests, table = _by_letter(strings, values, quron)
    moved, active = table @ matrix, set(strings)
    present = np.array([[_with(rest, quron, letter) in active for letter in range(4)] for rest in rests])
    reached = (present @ pattern) > 0
    kept = [(row, letter) for row, letter in np.argwhere(reached)]
    found = tuple(_with(rests[row], quron, int(letter)) for row, letter in kept)
    return found, moved.reshape(len(values), -1)[:, [4 * row + letter for row, letter in kept]]


def _meet_ground_state(strings: Strings, values: Any, quron: int, matrix: Any) -> tuple[Strings, Any]:
    """Contract one letter with the Pauli vector of |0> behind a matrix."""
    rests, table = _by_letter(strings, values, quron)
    vector = matrix @ np.array([1.0, 0, 0, 1])
    return tuple(_with(rest, quron, 0) for rest in rests), jnp.einsum("brl,bl->br", table, vector)


def _by_letter(strings: Strings, values: Any, quron: int) -> tuple[list[tuple[int, ...]], Any]:
    """Strings without their letter at `quron`, and the coefficients as (nodes, rest, letter), 0 where inactive."""
    rests = list(dict.fromkeys(_with(string, quron, 0) for string in strings))
    place = {string: index for index, string in enumerate(strings)}
    index = [[place.get(_with(rest, quron, letter), len(strings)) for letter in range(4)] for rest in rests]
    padded = jnp.concatenate([values, jnp.zeros((len(values), 1))], axis=1)
    return rests, padded[:, np.array(index)]


def _with(string: tuple[int, ...], quron: int, letter: int) -> tuple[int, ...]:
    return (*string[:quron], letter, *string[quron + 1 :])


def _through_ring(circuit: Circuit, strings: Strings) -> tuple[Strings, FloatArray]:
    """U^dagger P U for the ring, which takes every Pauli string to another one, up to its sign.

    In bits (x: the letter flips, z: it signs). Source: Aaronson and Gottesman, Phys. Rev. A 70, 052328 (2004).
    """
    letters = np.array(strings)
    x, z, flipped = (letters == 1) | (letters == 2), letters >= 2, np.zeros(len(letters), dtype=bool)
    for a, b in reversed(circuit.pairs):
        if circuit.gate == "cz":
            flipped ^= x[:, a] & x[:, b] & (z[:, a] ^ z[:, b])
            z[:, a] ^= x[:, b]
            z[:, b] ^= x[:, a]
        else:
            flipped ^= x[:, a] & z[:, b] & ~(x[:, b] ^ z[:, a])
            x[:, b] ^= x[:, a]
            z[:, a] ^= z[:, b]
    images = np.where(z, 3 - x, x)
    return tuple(map(tuple, images.tolist())), np.where(flipped, -1.0, 1.0)
