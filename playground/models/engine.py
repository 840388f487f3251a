"""A network made ready, and the choice between its two ways of evaluation: Fourier grid, or point by point."""

from collections import OrderedDict
from collections.abc import Hashable

import numpy as np

from playground.models.batch import PointBatch
from playground.models.builder import Builder
from playground.models.grid import plan_grid
from playground.models.guard import grid_is_exact
from playground.models.layers import LAYERS, lower_network
from playground.models.maps import Bounds, coordinates, map_inputs, nodes_from_grid
from playground.models.nodes import (
    Axes,
    GridEvaluator,
    GridValues,
    NodeValues,
    contract,
    point_rows,
    spread_cotangent,
)
from playground.models.pauli import FloatArray
from playground.models.points import PointEvaluator
from playground.models.program import Gates, Program
from playground.models.readout import Readouts
from playground.models.workspace import PassingMemory
from playground.spec.device import Device, Noise
from playground.spec.network import Network
from playground.spec.parameters import count_parameters

_KNOWN_STRUCTURES = 512
_ROWS_KEPT = 16
_NO_REST = np.zeros(0)

_verdicts: OrderedDict[Hashable, bool] = OrderedDict()
"""Guarded structures, for all models of the process."""


class Engine:
    """Programs of a network on a device under noise, and what was computed last. Not safe for several threads.

    Arguments are taken as checked. Batches are columns here: readouts (R, N), Bloch vectors (n_l, 3, N).

    Args:
        network, device, noise: What to compile.
    """

    def __init__(self, network: Network, device: Device, noise: Noise) -> None:
        self._network, self._device, self._noise = network, device, noise
        self.n_parameters = count_parameters(network)
        self.program = self._compile(fuse=True)
        self.points = PointEvaluator(self.program)
        plan = plan_grid(self.program.plan.encoders)
        self._grid = None if plan is None else GridEvaluator(self.program, plan, network.features, self.points)
        self._checked = False
        self._whole: Program | None = None
        self._gates: tuple[bytes, Gates] | None = None
        self._values: tuple[Gates, bytes, GridValues] | None = None
        self._rows: OrderedDict[tuple[Axes, bytes], tuple[FloatArray, FloatArray]] = OrderedDict()

    # Readouts and gradients

    def outputs(self, theta: FloatArray, x: FloatArray, *, gradient: bool = False) -> FloatArray:
        """Readouts, shape (R, N); with `gradient`, what `gradient` will need is kept."""
        gates, grid = self._gates_at(theta), self._grid_for_inputs(x)
        if grid is not None:
            values = self._grid_values(grid, gates, _NO_REST, marks=False)
            return contract(values.outputs.values, self._rows_at(values.outputs.axes, x))
        return self.points.outputs_for_gradient(gates, x) if gradient else self.points.outputs(gates, x)[0]

    def gradient(self, theta: FloatArray, x: FloatArray, cotangent: FloatArray) -> FloatArray:
        """Gradient of sum(cotangent * readouts), shape (P,), for a cotangent of shape (R, N)."""
        gates, grid = self._gates_at(theta), self._grid_for_inputs(x)
        if grid is None:
            return self.points.gradient(gates, x, cotangent)
        return grid.gradient(gates, _NO_REST, spread_cotangent(cotangent, self._rows_at(grid.plan.axes, x)))

    # Bloch vectors and states

    def bloch(self, theta: FloatArray, x: FloatArray) -> list[FloatArray]:
        """Bloch vectors at every mark, each of shape (n_l, 3, N)."""
        gates, grid = self._gates_at(theta), self._grid_for_inputs(x)
        if grid is None:
            return self.points.outputs(gates, x, marks=True)[1]
        values = self._grid_values(grid, gates, _NO_REST, marks=True)
        return [contract(found.values, self._rows_at(found.axes, x)) for found in values.bloch]

    def states(self, theta: FloatArray, x: FloatArray) -> tuple[FloatArray, FloatArray]:
        """For one input: purity at every mark (L + 1,), and the Pauli vector at the end, quron 0 first."""
        if self._whole is None:
            self._whole = self._compile(fuse=False)
        return self._whole.whole_states(self._whole.gates(theta), PointBatch(x), PassingMemory())

    # Maps

    def decision(self, theta: FloatArray, bounds: Bounds, resolution: int, rest: FloatArray) -> FloatArray:
        """Every readout over the plane, shape (R, resolution, resolution)."""
        gates, grid = self._gates_at(theta), self.grid_for(resolution**2)
        if grid is None:
            inputs = map_inputs(bounds, resolution, rest, self._network.features)
            return self.points.outputs(gates, inputs)[0].reshape(-1, resolution, resolution)
        line = coordinates(bounds, resolution)
        return self._grid_values(grid, gates, rest, marks=False).outputs.plane(line, line)

    def node_maps(self, theta: FloatArray, bounds: Bounds, resolution: int, rest: FloatArray) -> list[FloatArray]:
        """<Z> of every quron after every layer, L arrays of shape (n_l, resolution, resolution)."""
        gates, grid = self._gates_at(theta), self.grid_for(resolution**2)
        if grid is not None:
            values = self._grid_values(grid, gates, rest, marks=True)
            return nodes_from_grid(values, bounds, resolution)
        inputs = map_inputs(bounds, resolution, rest, self._network.features)
        found = self.points.outputs(gates, inputs, marks=True)[1]
        return [part[:, 2].reshape(-1, resolution, resolution) for part in found[1:]]

    def node_map(
        self, theta: FloatArray, node: tuple[int, int], bounds: Bounds, resolution: int, rest: FloatArray
    ) -> FloatArray:
        """<Z> of the quron node[1] at the mark node[0], shape (resolution, resolution)."""
        mark, quron = node
        gates, grid = self._gates_at(theta), self.grid_for(resolution**2)
        if grid is not None:
            found = self._grid_values(grid, gates, rest, marks=True).bloch[mark]
            line = coordinates(bounds, resolution)
            return NodeValues(found.axes, found.values[quron, 2]).plane(line, line)
        inputs = map_inputs(bounds, resolution, rest, self._network.features)
        found = self.points.outputs(gates, inputs, marks=True)[1][mark]
        return found[quron, 2].reshape(resolution, resolution)

    # Choice and memory

    @property
    def widths(self) -> tuple[int, ...]:
        """Qurons before the first and after every layer."""
        return self._network.widths

    @property
    def candidate(self) -> GridEvaluator | None:
        """The grid of the network, whether or not it has proved exact yet."""
        return self._grid

    def grid_for(self, points: int) -> GridEvaluator | None:
        """The grid, if the network has one, it is the cheaper way to so many points, and it has proved exact."""
        if self._grid is None or self._grid.equivalent_points > points:
            return None
        if not self._checked:
            self._checked = True
            if not self._is_exact(self._grid):
                self._grid = None
        return self._grid

    def _grid_for_inputs(self, x: FloatArray) -> GridEvaluator | None:
        return self.grid_for(len(x)) if x.shape[1] <= 2 else None

    def _gates_at(self, theta: FloatArray) -> Gates:
        """All matrices for theta; those of the last theta are kept."""
        key = theta.tobytes()
        if self._gates is None or self._gates[0] != key:
            self._gates = key, self.program.gates(theta)
        return self._gates[1]

    def _grid_values(self, grid: GridEvaluator, gates: Gates, rest: FloatArray, *, marks: bool) -> GridValues:
        """Node values; those of the last call are kept, so that one pass serves a whole frame."""
        key, last = rest.tobytes(), self._values
        if last is None or last[0] is not gates or last[1] != key or (marks and not last[2].bloch):
            last = self._values = gates, key, grid.values(gates, rest, marks=marks)
        return last[2]

    def _rows_at(self, axes: Axes, x: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Interpolation weights of inputs; training asks for the same ones in every step."""
        key = axes, x.tobytes()
        if key not in self._rows:
            self._rows[key] = point_rows(axes, x)
            if len(self._rows) > _ROWS_KEPT:
                self._rows.popitem(last=False)
        return self._rows[key]

    def _compile(self, *, fuse: bool) -> Program:
        network, device = self._network, self._device
        steps = lower_network(network, device, self._noise)
        plan = Builder(network.qurons, fuse=fuse).build(steps)
        readouts = Readouts(network.observables, plan.order, device.readout_p01, device.readout_p10)
        return Program(plan, readouts, self.n_parameters)

    def _is_exact(self, grid: GridEvaluator) -> bool:
        """Whether the grid passes the guard; verdicts are kept by structure, so that dragged noise costs nothing."""
        key = self._structure()
        if key not in _verdicts:
            _verdicts[key] = grid_is_exact(self.program, grid, self.points, self._network.features)
            if len(_verdicts) > _KNOWN_STRUCTURES:
                _verdicts.popitem(last=False)
        return _verdicts[key]

    def _structure(self) -> Hashable:
        """The network without the strengths of its noise, which do not change how it depends on the inputs."""
        layers = (
            layer.targets(n) if LAYERS[layer.kind].is_noise else layer
            for layer, n in zip(self._network.layers, self._network.widths, strict=False)
        )
        kinds = tuple(type(operation).__name__ for operation in self.program.plan.operations)
        return self._network.qurons, self._network.features, self._network.readouts, *layers, kinds
