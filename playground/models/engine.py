"""A network made ready: the programs for what may be asked of it.

- The light cone of the readouts, without all that cannot reach them: predictions, decision maps, training.
- The whole network with Bloch vectors at every mark: maps of qurons, Bloch spheres.
- The whole network with its whole state at every mark, one input at a time: purities and the final state.
"""

from collections.abc import Hashable, Sequence
from functools import cached_property

import numpy as np

from playground.models.batch import PointBatch
from playground.models.cone import light_cone, without_idle
from playground.models.evaluation import Evaluation
from playground.models.forward.builder import Builder
from playground.models.forward.path import Program
from playground.models.instructions import Instruction
from playground.models.layers import lower_network, silent_angles
from playground.models.options import Evaluator, options_for, single_runs
from playground.models.path import Path
from playground.models.pauli import FloatArray
from playground.models.planner import Option, Plan, Plans, check_whole_state, choose, refuse
from playground.models.readout import Readouts, check_readout_errors, terms_on
from playground.models.sketch import DensitySketch
from playground.models.statevector.trajectories import Trajectories
from playground.models.workspace import passing_memory
from playground.spec.device import Device, Noise
from playground.spec.layers import Decohere
from playground.spec.network import Network
from playground.spec.parameters import count_parameters

Bounds = tuple[float, float]


class Engine:
    """A network on a device under noise. Arguments are taken as checked; not safe for several threads.

    Args:
        network, device, noise: What to compile.
        steps: What they are lowered to, unless some of it is to be left out.
    """

    def __init__(
        self, network: Network, device: Device, noise: Noise, steps: Sequence[Instruction] | None = None
    ) -> None:
        device.check_on(network.widths)
        self._network, self._device = network, device
        self.n_parameters = count_parameters(network)
        self._steps = lower_network(network, device, noise) if steps is None else steps
        self._silent = silent_angles(self._steps)
        self._n_angles = self.n_parameters + len(self._silent)
        check_readout_errors(network.observables, device)
        steps, left = light_cone(self._steps, network.observables, network.qurons)
        steps, wires = without_idle(steps, network.qurons)
        self._cone_steps = steps, wires, left
        self._cone_plan, option = self._choose(steps, wires, left, nodes=False)
        if option is None:
            raise refuse(self._cone_plan)
        self.cone = option.build()
        self._layers: Evaluator | None = None
        self._stepwise: Program | None = None

    def angles(self, theta: FloatArray) -> FloatArray:
        """theta, and the angles of the turns that nobody trains: what all other methods call theta."""
        return np.concatenate([theta, self._silent]) if len(self._silent) else theta

    @cached_property
    def plans(self) -> Plans:
        """How readouts and layers are evaluated, and what it costs."""
        return Plans(self._cone_plan, self._layers_choice[0])

    @property
    def layers(self) -> Evaluator:
        """The whole network, Bloch vectors readable after every layer.

        Raises:
            SpecError: If it is too large.
        """
        if self._layers is None:
            plan, option = self._layers_choice
            if option is None:
                raise refuse(plan)
            self._layers = option.build()
        return self._layers

    @property
    def stepwise(self) -> Program:
        """The whole network, the whole state readable after every layer.

        Raises:
            SpecError: If it is too large.
        """
        if self._stepwise is None:
            self.check_whole_state()
            self._stepwise = self._program(self._steps, self._network.qurons, self._everyone, fuse=False)
        return self._stepwise

    def check_whole_state(self) -> None:
        """Raise SpecError if the density matrix of all qurons is too large."""
        sketch = DensitySketch(self._steps, self._network.qurons)
        check_whole_state(sketch, sketch.tables, self._network.qurons)

    @cached_property
    def runs(self) -> Trajectories:
        """The readouts from single runs.

        Raises:
            SpecError: If runs cannot follow the network, or it is too large.
        """
        steps, wires, left = self._cone_steps
        return single_runs(steps, wires, terms=self._terms(left), features=self._network.features)

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
        with passing_memory() as memory:
            return self.stepwise.whole_states(self.stepwise.gates(theta), PointBatch(x), memory)

    def reduced_states(
        self, theta: FloatArray, x: FloatArray, groups: Sequence[Sequence[Sequence[int]]]
    ) -> list[list[FloatArray]]:
        """For one input: Pauli vectors of groups of qurons at every mark; see `Program.reduced_states`."""
        with passing_memory() as memory:
            return self.stepwise.reduced_states(self.stepwise.gates(theta), PointBatch(x), memory, groups)

    @property
    def _everyone(self) -> Sequence[int]:
        return range(self._network.widths[-1])

    @cached_property
    def _layers_choice(self) -> tuple[Plan, Option[Evaluator] | None]:
        return self._choose(self._steps, self._network.qurons, self._everyone, nodes=True)

    def _choose(
        self, steps: Sequence[Instruction], wires: int, left: Sequence[int], *, nodes: bool
    ) -> tuple[Plan, Option[Evaluator] | None]:
        options = options_for(
            steps,
            wires,
            terms=self._terms(left),
            n_parameters=self._n_angles,
            features=self._network.features,
            program=lambda: self._program(steps, wires, left, fuse=True),
            evaluate=self._evaluation,
        )
        network = self._network
        return choose(
            options,
            nodes=nodes,
            features=network.features,
            qurons=network.qurons,
            layers=len(network.layers),
        )

    def _program(self, steps: Sequence[Instruction], wires: int, left: Sequence[int], *, fuse: bool) -> Program:
        plan = Builder(wires, fuse=fuse).build(steps)
        return Program(plan, Readouts(self._terms(left), plan.order), self._n_angles)

    def _terms(self, left: Sequence[int]) -> list[dict[str, float]]:
        """For each readout the weights of Pauli strings over the output qurons that are left, as they are measured."""
        return terms_on(left, self._network, self._device)

    def _evaluation(self, path: Path) -> Evaluation:
        return Evaluation(path, self._network.features, self._structure(path))

    def _structure(self, path: Path) -> Hashable:
        """The network without the strengths of its noise, which do not change how it depends on the inputs."""
        layers = (
            (layer.targets(n), layer.pairs_on(n)) if isinstance(layer, Decohere) else layer
            for layer, n in zip(self._network.layers, self._network.widths, strict=False)
        )
        network = self._network
        return network.qurons, network.features, network.readouts, len(self._silent), *layers, *path.kinds
