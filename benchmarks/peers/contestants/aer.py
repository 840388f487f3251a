"""qiskit-aer's density matrix simulator, with all points of a call bound to one circuit in one job."""

import numpy as np
from qiskit import QuantumCircuit
from qiskit.circuit import ParameterVector
from qiskit.quantum_info import Kraus, Pauli
from qiskit_aer import AerSimulator

from benchmarks.peers.contestant import FourierNodes, ShiftRule
from benchmarks.peers.reference import damping_kraus
from benchmarks.peers.workloads import Circuit, FloatArray


def build(circuit: Circuit) -> tuple[QuantumCircuit, ParameterVector, ParameterVector]:
    """The circuit with its parameters: inputs and theta."""
    x, theta = ParameterVector("x", 2), ParameterVector("theta", int(np.prod(circuit.shape)))
    noise = Kraus(damping_kraus(circuit.damping, circuit.dephasing)).to_instruction()
    built, angle = QuantumCircuit(circuit.qurons), iter(theta)
    for _ in range(circuit.blocks):
        for quron in range(circuit.qurons):
            built.rx(x[quron % 2], quron)
            built.ry(next(angle), quron)
            built.rz(next(angle), quron)
        for pair in circuit.pairs:
            (built.cz if circuit.gate == "cz" else built.cx)(*pair)
        for quron in range(circuit.qurons):
            built.append(noise, [quron])
    return built, x, theta


class Aer(ShiftRule):
    """`AerSimulator(method="density_matrix")` with parameter binds; shifted parameters are binds of the same job."""

    title = "qiskit-aer density_matrix, parameter shift"
    packages = ("qiskit", "qiskit-aer")
    note = "parameter binds, all points and shifts in one job"

    def __init__(self, work: Circuit) -> None:
        super().__init__(work)
        self._simulator = AerSimulator(method="density_matrix", max_parallel_threads=1)
        self._built, self._x, self._theta = build(work)
        self._built.save_expectation_value(Pauli("Z"), [0])

    def outputs(self, theta: FloatArray, x: FloatArray) -> FloatArray:
        bound = self._built.assign_parameters(dict(zip(self._theta, theta, strict=True)))
        return self._run(bound, {self._x[k]: x[:, k].tolist() for k in (0, 1)}, len(x))

    def outputs_of_many(self, thetas: FloatArray, x: FloatArray) -> FloatArray:
        binds = {self._x[k]: np.tile(x[:, k], len(thetas)).tolist() for k in (0, 1)}
        binds |= {name: np.repeat(thetas[:, k], len(x)).tolist() for k, name in enumerate(self._theta)}
        return self._run(self._built, binds, len(thetas) * len(x)).reshape(len(thetas), len(x))

    def _run(self, built: QuantumCircuit, binds: dict, count: int) -> FloatArray:
        result = self._simulator.run([built], parameter_binds=[binds]).result()
        return np.array([result.data(place)["expectation_value"] for place in range(count)])


class AerOnNodes(FourierNodes, Aer):
    """Aer on the Fourier nodes."""

    title = "qiskit-aer, same trick"
