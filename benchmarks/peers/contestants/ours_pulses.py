"""W5 by the playground's `evolve` layers, through the public interface."""

import numpy as np

from benchmarks.peers.contestant import Contestant
from benchmarks.peers.workloads import FloatArray, Pulses
from playground.models import compile_model
from playground.spec import Device, Network


class PlaygroundPulses(Contestant[Pulses]):
    """Two pulses on neighbours need what pi |11><11| is in Pauli strings: pi/4 (1 - Z1 - Z2 + Z1 Z2)."""

    title = "Quron Playground"
    packages = ("numpy",)
    batched = True

    def __init__(self, work: Pulses) -> None:
        super().__init__(work)
        single, double = {"kind": "evolve", "duration": work.single}, {"kind": "evolve", "duration": work.double}
        block = [
            {**single, "drives": "", "axis": "x", "features": [0, 1]},
            {**single, "drives": "y"},
            {**single, "drives": "z"},
            *({**double, "drives": "z", "coupling": "zz", "pairs": pairs} for pairs in work.rounds),
        ]
        network = Network.model_validate({"qurons": work.qurons, "layers": block * work.blocks})
        self.model = compile_model(network, Device(t1=work.t1, t2=work.t2))
        fixed = [np.repeat([-np.pi / 2, np.pi / 2], [work.qurons, len(pairs)]) for pairs in work.rounds]
        self._couplings = np.concatenate(fixed)

    def outputs(self, theta: FloatArray, x: FloatArray) -> FloatArray:
        return self.model.predict(self._angles(theta), x)[:, 0]

    def map(self, theta: FloatArray, resolution: int) -> FloatArray:
        return self.model.decision_map(self._angles(theta), resolution, bounds=(-np.pi, np.pi)).ravel()

    def _angles(self, theta: FloatArray) -> FloatArray:
        """Theta as the network orders it: in a block all RY, all RZ, then the couplings, which stay as they are."""
        blocks = theta.reshape(self.work.shape)
        return np.concatenate([[*block[:, 0], *block[:, 1], *self._couplings] for block in blocks])
