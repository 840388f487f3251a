"""The compiled network: predictions, gradients, maps, Bloch vectors, and the check against QuTiP."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from playground.models import checks
from playground.models.engine import Bounds
from playground.models.grids.nodes import GridValues
from playground.models.inspection import Inspection
from playground.models.losses import LOSSES, loss_and_cotangent
from playground.models.maps import Maps
from playground.models.noise_gradient import NoiseGradient, NoiseSlopes
from playground.models.pauli import FloatArray
from playground.models.planner import Plans
from playground.models.statevector.trajectories import RUNS, SEED, Estimate
from playground.models.threads import one_blas_thread
from playground.spec.device import Device, Noise
from playground.spec.experiment import Experiment
from playground.spec.network import Network, Readout
from playground.spec.parameters import initial_parameters

Pullback = Callable[[ArrayLike], FloatArray]

UNIT_SQUARE: Bounds = (-1.0, 1.0)


class Model(Inspection):
    """A network on a device under ambient noise, ready to be evaluated; made by `compile_model`.

    Expectation values are exact, noise included. A model may be used from several threads; its calls then wait for
    each other. Linear algebra inside a call runs on one thread (`threads.one_blas_thread`).

    Args:
        network: The network.
        device: Relaxation, gate and readout errors.
        noise: The ambient dials.
    """

    def __reduce__(self) -> tuple[Callable[..., Model], tuple[Network, Device, Noise]]:
        return compile_model, (self.network, self.device, self.noise)

    @property
    def readouts(self) -> tuple[str | Readout, ...]:
        """The readouts of the network, R of them."""
        return self.network.readouts

    @property
    def plan(self) -> Plans:
        """How this model is evaluated, why, and what a frame takes: time, memory."""
        return self._engine.plans

    def initial_parameters(self, seed: int = 0) -> FloatArray:
        """Angles drawn uniformly from [-pi, pi), shape (P,), radians."""
        return np.array(initial_parameters(self.network, seed), dtype=np.float64)

    def predict(self, theta: ArrayLike, X: ArrayLike) -> FloatArray:
        """Readout expectation values, f_r(x) = Tr(O_r rho(x, theta)); means of `RUNS` runs where `plan` says so.

        Args:
            theta: Shape (P,), radians.
            X: Inputs, shape (N, features).
        Returns:
            Shape (N, R).
        Raises:
            ValueError: If a shape is wrong or a value is not finite.
        """
        angles, x = self._check(theta, X)
        with self._lock, one_blas_thread():
            return np.ascontiguousarray(self._engine.cone.outputs(angles, x).T)

    def estimate(self, theta: ArrayLike, X: ArrayLike, *, runs: int = RUNS, seed: int = SEED) -> Estimate:
        """Readouts as means over single runs (quantum trajectories), with their standard errors.

        Args:
            theta: Shape (P,), radians.
            X: Inputs, shape (N, features).
            runs: How many, from 2 to 1 000 000; the error falls as 1/sqrt(runs).
            seed: Every input meets the same random numbers, drawn from it.
        Raises:
            ValueError: If a shape is wrong, a value is not finite, or runs cannot follow the network in time.
        """
        angles, x = self._check(theta, X)
        checks.check_runs(runs)
        with self._lock, one_blas_thread():
            return self._engine.runs.estimate(angles, x, runs, seed)

    def value_and_vjp(self, theta: ArrayLike, X: ArrayLike) -> tuple[FloatArray, Pullback]:
        """Readouts, and the function that pulls a cotangent of theirs back to theta (adjoint method).

        Args:
            theta: Shape (P,), radians.
            X: Inputs, shape (N, features).
        Returns:
            f of shape (N, R); and a function from c, shape (N, R), to the gradient of sum(c * f), shape (P,).
        Raises:
            ValueError: If a shape is wrong or a value is not finite.
        """
        angles, x = self._check(theta, X)
        with self._lock, one_blas_thread():
            f = np.ascontiguousarray(self._engine.cone.outputs(angles, x, gradient=True).T)

        def pullback(cotangent: ArrayLike) -> FloatArray:
            given = checks.check_shape(cotangent, f.shape, "cotangent")
            with self._lock, one_blas_thread():
                found = self._engine.cone.gradient(angles, x, np.ascontiguousarray(given.T))
            return found[: self.n_parameters]

        return f, pullback

    def loss_and_grad(
        self, theta: ArrayLike, X: ArrayLike, y: ArrayLike, loss: str = "mse"
    ) -> tuple[float, FloatArray]:
        """Loss and its exact gradient with respect to theta.

        Args:
            theta: Shape (P,), radians.
            X: Inputs, shape (N, features), at least one.
            y: Targets, shape (N,) for the first readout, or (N, R) for all.
            loss: A key of `LOSSES`.
        Returns:
            The loss, and its gradient of shape (P,).
        Raises:
            ValueError: If a shape is wrong, a value is not finite, or there is no such loss.
        """
        checks.check_choice(loss, LOSSES, "loss")
        x = checks.check_some_inputs(X, self.network.features)
        targets = checks.check_targets(y, (len(x), len(self.readouts)))
        with one_blas_thread():  # once for both passes
            f, pullback = self.value_and_vjp(theta, x)
            value, cotangent = loss_and_cotangent(loss, f, targets)
            return value, pullback(cotangent)

    def noise_gradient(self, theta: ArrayLike, X: ArrayLike, y: ArrayLike, loss: str = "mse") -> NoiseGradient:
        """Exact derivatives of the loss with respect to every number of the noise: layers, ambient dials, device.

        dL/ds = sum <dL/dM, dM/ds> over all noise matrices M that s reaches, from one backward pass (adjoint method).

        Args:
            theta, X, y, loss: As in `loss_and_grad`.
        Returns:
            See `NoiseGradient`, also for the units; dials at zero have a derivative too.
        Raises:
            ValueError: If an argument is wrong, or a strength is 1, where its derivative is infinite.
            SpecError: If the network entangles too many qurons.
        """
        checks.check_choice(loss, LOSSES, "loss")
        x = checks.check_some_inputs(X, self.network.features)
        angles = checks.check_theta(theta, self.n_parameters)
        targets = checks.check_targets(y, (len(x), len(self.readouts)))
        _, cotangent = loss_and_cotangent(loss, self.predict(angles, x), targets)
        with one_blas_thread():
            slopes = NoiseSlopes(self.network, self.device, self.noise)
            return slopes.gradient(angles, x, np.ascontiguousarray(cotangent.T))

    def maps(
        self,
        theta: ArrayLike,
        *,
        resolution: int = 100,
        node_resolution: int = 20,
        bounds: Bounds = UNIT_SQUARE,
        rest: ArrayLike | None = None,
    ) -> Maps:
        """The decision map, and the map of every quron after every layer, over the first two features.

        Args:
            theta: Shape (P,), radians.
            resolution, node_resolution: Points along a side.
            bounds: Lowest and highest value of both features.
            rest: Values of the other features, shape (features - 2,); None means 0.
        Returns:
            See `Maps`.
        Raises:
            ValueError: If a shape is wrong or a value is out of range.
        """
        checks.check_resolution(resolution, "resolution")
        checks.check_resolution(node_resolution, "node_resolution")
        angles, edges, others = self._check_map(theta, bounds, rest)
        with self._lock, one_blas_thread():
            nodes = self._engine.node_maps(angles, edges, node_resolution, others)
            decision = self._engine.decision(angles, edges, resolution, others)
        return Maps(decision, np.concatenate(nodes[1:]))

    def node_values(self, theta: ArrayLike, points: int, rest: ArrayLike | None = None) -> GridValues | None:
        """Readouts and Bloch vectors at the few nodes that determine their maps over the square -1 to 1.

        Args:
            theta: Shape (P,), radians.
            points: How many points of the square are wanted in the end.
            rest: As in `maps`.
        Returns:
            Values on the grids of the readouts and of every layer; None if points are cheaper, or there is no grid.
        Raises:
            ValueError: If a shape is wrong or a value is not finite.
        """
        angles, _, others = self._check_map(theta, UNIT_SQUARE, rest)
        with self._lock, one_blas_thread():
            read = self._engine.cone.node_values(angles, points, others, marks=False)
            seen = None if read is None else self._engine.layers.node_values(angles, points, others, marks=True)
        return None if read is None or seen is None else GridValues(read.outputs, seen.bloch)

    def node_map(
        self,
        theta: ArrayLike,
        layer: int,
        quron: int,
        resolution: int = 100,
        bounds: Bounds = UNIT_SQUARE,
        *,
        rest: ArrayLike | None = None,
    ) -> FloatArray:
        """<Z> of one quron after one layer over the first two features.

        Args:
            theta: Shape (P,), radians.
            layer: 0 for the state before the first layer, l for the state after layer l.
            quron: Counted from 0 among the qurons there.
            resolution: Points along a side.
            bounds, rest: As in `maps`.
        Returns:
            Shape (resolution, resolution); rows are feature 1, columns feature 0.
        Raises:
            ValueError: If a shape is wrong or a value is out of range.
        """
        checks.check_resolution(resolution, "resolution")
        widths = self.network.widths
        checks.check_index(layer, len(widths), "layer")
        checks.check_index(quron, widths[layer], "quron")
        angles, edges, others = self._check_map(theta, bounds, rest)
        with self._lock, one_blas_thread():
            return self._engine.node_map(angles, (layer, quron), edges, resolution, others)

    def decision_map(
        self,
        theta: ArrayLike,
        resolution: int = 100,
        bounds: Bounds = UNIT_SQUARE,
        *,
        rest: ArrayLike | None = None,
    ) -> FloatArray:
        """The first readout over the first two features.

        Args:
            theta: Shape (P,), radians.
            resolution: Points along a side.
            bounds, rest: As in `maps`.
        Returns:
            Shape (resolution, resolution); rows are feature 1, columns feature 0.
        Raises:
            ValueError: If a shape is wrong or a value is out of range.
        """
        return self.readout_maps(theta, resolution, bounds, rest=rest)[0]

    def readout_maps(
        self,
        theta: ArrayLike,
        resolution: int = 100,
        bounds: Bounds = UNIT_SQUARE,
        *,
        rest: ArrayLike | None = None,
    ) -> FloatArray:
        """Every readout over the first two features, shape (R, resolution, resolution); as `decision_map`."""
        checks.check_resolution(resolution, "resolution")
        angles, edges, others = self._check_map(theta, bounds, rest)
        with self._lock, one_blas_thread():
            return self._engine.decision(angles, edges, resolution, others)

    def verify(self, theta: ArrayLike, x: ArrayLike) -> float:
        """Largest difference over all readouts between this model and plain QuTiP on density matrices.

        Args:
            theta: Shape (P,), radians.
            x: One input, shape (features,).
        Raises:
            ValueError: If a shape is wrong or a value is not finite.
        """
        from playground.models.referee import readouts_by_qutip  # QuTiP takes a second to import

        self._engine.check_whole_state()
        angles = checks.check_theta(theta, self.n_parameters)
        point = checks.check_input(x, self.network.features)
        plain = readouts_by_qutip(self.network, self.device.acting, self.noise, angles, point[0])
        return float(np.max(np.abs(self.predict(angles, point)[0] - plain)))

    def _check_map(
        self, theta: ArrayLike, bounds: Bounds, rest: ArrayLike | None
    ) -> tuple[FloatArray, Bounds, FloatArray]:
        return self._angles(theta), checks.check_bounds(bounds), checks.check_rest(rest, self.network.features)


def compile_model(network: Network, device: Device | None = None, noise: Noise | None = None) -> Model:
    """Make a network ready for evaluation.

    Args:
        network: The network.
        device: Device it runs on; None is ideal.
        noise: Ambient decoherence; None is none.
    Returns:
        The model. Compiling takes about a millisecond for a few qurons; nothing is evaluated yet.
    """
    return Model(network, device or Device(), noise or Noise())


def compile_experiment(experiment: Experiment) -> Model:
    """Make an experiment's network ready for evaluation, on the device as it is read (`Experiment.read_device`).

    Args:
        experiment: Network, noise, device, and whether readout errors are inverted.
    Returns:
        The model, whose readouts are the mean of what is read; see `compile_model`.
    """
    return compile_model(experiment.network, experiment.read_device, experiment.noise)
