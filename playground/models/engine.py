"""A network made ready: the programs for what may be asked of it.

- The light cone of the readouts, without all that cannot reach them: predictions, decision maps, training.
- The whole network with Bloch vectors at every mark: maps of qurons, Bloch spheres.
- The whole network with its whole state at every mark, one input at a time: purities and the final state.
"""

from collections.abc import Hashable, Sequence

import numpy as np

from playground.models.batch import PointBatch
from playground.models.builder import Builder
from playground.models.cone import light_cone
from playground.models.evaluation import Evaluation
from playground.models.layers import LAYERS, lower_network
from playground.models.pauli import FloatArray
from playground.models.program import Program
from playground.models.readout import Readouts
from playground.models.workspace import PassingMemory
from playground.spec.device import Device, Noise
from playground.spec.network import Network
from playground.spec.parameters import count_parameters

Bounds = tuple[float, float]


class Engine:
    """A network on a device under noise. Arguments are taken as checked; not safe for several threads.

    Args:
        network, device, noise: What to compile.
    """

    def __init__(self, network: Network, device: Device, noise: Noise) -> None:
        self._network, self._device = network, device
        self.n_parameters = count_parameters(network)
        self._steps = lower_network(network, device, noise)
        steps, left = light_cone(self._steps, network.observables, network.qurons)
        plan = Builder(network.qurons).build(steps)
        self.cone = self._evaluation(Program(plan, self._readouts(left, plan.order), self.n_parameters))
        self._layers: Evaluation | None = None
        self._stepwise: Program | None = None

    @property
    def layers(self) -> Evaluation:
        """The whole network, Bloch vectors readable after every layer."""
        if self._layers is None:
            self._layers = self._evaluation(self._whole(fuse=True))
        return self._layers

    def node_maps(self, theta: FloatArray, bounds: Bounds, resolution: int, rest: FloatArray) -> list[FloatArray]:
        """<Z> of every quron before the first and after every layer, L + 1 arrays (n_l, resolution, resolution)."""
        return self.layers.bloch_planes(theta, np.linspace(*bounds, resolution), rest, lambda _, found: found[:, 2])

    def node_map(
        self, theta: FloatArray, node: tuple[int, int], bounds: Bounds, resolution: int, rest: FloatArray
    ) -> FloatArray:
        """<Z> of the quron node[1] at the mark node[0], shape (resolution, resolution)."""
        mark, quron = node

        def pick(number: int, found: FloatArray) -> FloatArray:
            return found[quron : quron + 1, 2] if number == mark else found[:0, 2]

        return self.layers.bloch_planes(theta, np.linspace(*bounds, resolution), rest, pick)[mark][0]

    def decision(self, theta: FloatArray, bounds: Bounds, resolution: int, rest: FloatArray) -> FloatArray:
        """Every readout over the plane, shape (R, resolution, resolution)."""
        return self.cone.output_planes(theta, np.linspace(*bounds, resolution), rest)

    def states(self, theta: FloatArray, x: FloatArray) -> tuple[FloatArray, FloatArray]:
        """For one input: purity at every mark (L + 1,), and the Pauli vector at the end, quron 0 first."""
        if self._stepwise is None:
            self._stepwise = self._whole(fuse=False)
        return self._stepwise.whole_states(self._stepwise.gates(theta), PointBatch(x), PassingMemory())

    def _whole(self, *, fuse: bool) -> Program:
        plan = Builder(self._network.qurons, fuse=fuse).build(self._steps)
        everyone = range(self._network.widths[-1])
        return Program(plan, self._readouts(everyone, plan.order), self.n_parameters)

    def _readouts(self, left: Sequence[int], order: Sequence[int]) -> Readouts:
        """Readouts over the output qurons that are left, which have the given order in the state."""
        device = self._device
        terms = [
            [("".join(string[quron] for quron in left), weight) for string, weight in observable]
            for observable in self._network.observables
        ]
        return Readouts(terms, order, device.readout_p01, device.readout_p10)

    def _evaluation(self, program: Program) -> Evaluation:
        return Evaluation(program, self._network.features, self._structure(program))

    def _structure(self, program: Program) -> Hashable:
        """The network without the strengths of its noise, which do not change how it depends on the inputs."""
        layers = (
            layer.targets(n) if LAYERS[layer.kind].is_noise else layer
            for layer, n in zip(self._network.layers, self._network.widths, strict=False)
        )
        kinds = tuple(type(operation).__name__ for operation in program.plan.operations)
        return self._network.qurons, self._network.features, self._network.readouts, *layers, kinds
