"""PennyLane's default.mixed under PyTorch."""

import torch

from benchmarks.peers.contestant import Contestant
from benchmarks.peers.contestants.pennylane_mixed import node
from benchmarks.peers.workloads import Circuit, FloatArray


class PennyLaneTorch(Contestant[Circuit]):
    """Backpropagation by PyTorch."""

    title = "PennyLane default.mixed, PyTorch backprop"
    packages = ("pennylane", "torch")
    batched = True
    note = "PennyLane holds some constants in single precision under PyTorch"

    def __init__(self, work: Circuit) -> None:
        super().__init__(work)
        torch.set_num_threads(1)
        self._node = node(work, "torch")

    def outputs(self, theta: FloatArray, x: FloatArray) -> FloatArray:
        with torch.no_grad():
            return self._node(torch.as_tensor(theta), torch.as_tensor(x)).numpy()

    def gradient(self, theta: FloatArray, x: FloatArray, y: FloatArray) -> FloatArray:
        angles = torch.as_tensor(theta.copy()).requires_grad_()
        residual = self._node(angles, torch.as_tensor(x)) - torch.as_tensor(y)
        (residual**2).mean().backward()
        return angles.grad.numpy()
