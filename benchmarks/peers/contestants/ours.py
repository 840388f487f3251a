"""The playground's engine, through its public interface."""

import numpy as np

from benchmarks.peers.contestant import Contestant
from benchmarks.peers.workloads import Circuit, FloatArray
from playground.models import compile_model
from playground.spec import Network


def network(circuit: Circuit) -> Network:
    """The circuit as a network of layers; noise of strength 0 is left out."""
    noise = {"amplitude_damping": circuit.damping, "phase_damping": circuit.dephasing}
    block = [
        {"kind": "encode", "axis": "x", "features": [0, 1]},
        {"kind": "rotate", "axes": "yz"},
        {"kind": "entangle", "gate": circuit.gate, "pattern": "ring"},
        *({"kind": "decohere", "channel": name, "strength": value} for name, value in noise.items() if value),
    ]
    return Network.model_validate({"qurons": circuit.qurons, "layers": block * circuit.blocks})


class Playground(Contestant[Circuit]):
    """`compile_model`, `decision_map`, `loss_and_grad`."""

    title = "Quron Playground"
    packages = ("numpy",)
    batched = True
    tolerance = 1e-9

    def __init__(self, work: Circuit) -> None:
        super().__init__(work)
        self.model = compile_model(network(work))

    def outputs(self, theta: FloatArray, x: FloatArray) -> FloatArray:
        return self.model.predict(theta, x)[:, 0]

    def map(self, theta: FloatArray, resolution: int) -> FloatArray:
        return self.model.decision_map(theta, resolution, bounds=(-np.pi, np.pi)).ravel()

    def gradient(self, theta: FloatArray, x: FloatArray, y: FloatArray) -> FloatArray:
        return self.model.loss_and_grad(theta, x, y)[1]
