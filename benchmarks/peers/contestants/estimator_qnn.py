"""qiskit-machine-learning's EstimatorQNN on Aer's density matrices."""

from qiskit.quantum_info import SparsePauliOp
from qiskit_aer.primitives import EstimatorV2
from qiskit_machine_learning.gradients import ParamShiftEstimatorGradient
from qiskit_machine_learning.neural_networks import EstimatorQNN

from benchmarks.peers.contestant import Contestant
from benchmarks.peers.contestants.aer import build
from benchmarks.peers.workloads import Circuit, FloatArray


class Qnn(Contestant[Circuit]):
    """`EstimatorQNN` with `ParamShiftEstimatorGradient`, exact expectation values."""

    title = "qiskit-machine-learning EstimatorQNN on Aer"
    packages = ("qiskit-machine-learning", "qiskit-aer")
    note = "precision 0, no sampling"

    def __init__(self, work: Circuit) -> None:
        super().__init__(work)
        built, x, theta = build(work)
        options = {"backend_options": {"method": "density_matrix", "max_parallel_threads": 1}, "default_precision": 0.0}
        estimator = EstimatorV2(options=options)
        self._network = EstimatorQNN(
            circuit=built,
            observables=SparsePauliOp("I" * (work.qurons - 1) + "Z"),
            input_params=list(x),
            weight_params=list(theta),
            estimator=estimator,
            gradient=ParamShiftEstimatorGradient(estimator),
            default_precision=0.0,
        )

    def outputs(self, theta: FloatArray, x: FloatArray) -> FloatArray:
        return self._network.forward(x, theta).ravel()

    def gradient(self, theta: FloatArray, x: FloatArray, y: FloatArray) -> FloatArray:
        residual = 2 * (self.outputs(theta, x) - y) / len(x)
        return residual @ self._network.backward(x, theta)[1][:, 0]
