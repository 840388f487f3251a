"""Optimisers as pure steps: (state, theta, gradient) -> (state, theta).

A step never changes its arguments, and what it remembers travels in an `OptimizerState`, so a training run can be
stopped, stored and resumed at any epoch, and a learning rate can change between two steps.
"""

from __future__ import annotations

import abc
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from playground.spec.experiment import Training

FloatArray = NDArray[np.float64]
Value = Callable[[FloatArray], float]
ValueAndGradient = Callable[[FloatArray], tuple[float, FloatArray]]


@dataclass(frozen=True, eq=False)
class OptimizerState:
    """What an optimiser remembers between steps.

    Attributes:
        name: The optimiser that wrote it; another one starts afresh.
        steps: Number of steps taken.
        first: Velocity (SGD) or running mean of the gradient (Adam), shape (P,); zero for SPSA.
        second: Running mean of the squared gradient (Adam), shape (P,); zero for the others.
    """

    name: str
    steps: int
    first: FloatArray
    second: FloatArray


@dataclass(frozen=True)
class AbstractOptimizer(abc.ABC):
    """Rule for one step.

    Attributes:
        learning_rate: Size of a step, > 0.
        momentum: Part of the velocity that survives a step, in [0, 1); read by SGD only.
        name: Name of the optimiser in the tables.
    """

    learning_rate: float
    momentum: float = 0.9
    name: ClassVar[str]

    @abc.abstractmethod
    def step(self, state: OptimizerState, theta: FloatArray, gradient: FloatArray) -> tuple[OptimizerState, FloatArray]:
        """Take one step.

        Args:
            state: What `start` or the last step returned.
            theta: Parameters, shape (P,).
            gradient: Derivative of the objective, shape (P,).
        Returns:
            The new state and the new parameters.
        """

    def start(self, n_parameters: int) -> OptimizerState:
        """State before the first step."""
        return OptimizerState(self.name, 0, np.zeros(n_parameters), np.zeros(n_parameters))

    def gradient(
        self,
        state: OptimizerState,
        theta: FloatArray,
        *,
        value: Value,
        value_and_gradient: ValueAndGradient,
        rng: np.random.Generator,
    ) -> FloatArray:
        """Return the gradient that `step` is to follow: the exact one, unless an optimiser estimates its own.

        Args:
            state: Present state.
            theta: Parameters, shape (P,).
            value: Objective.
            value_and_gradient: Objective with its exact gradient.
            rng: Source of random directions.
        Returns:
            Gradient, shape (P,).
        """
        return value_and_gradient(theta)[1]


class Sgd(AbstractOptimizer):
    """Gradient descent with momentum: `v <- μ v + g`, `θ <- θ - η v`.

    Source:
        Polyak, USSR Comput. Math. Math. Phys. 4, 1 (1964); in the form of Sutskever et al., ICML 2013, eq. 1-2,
        with the learning rate outside the velocity, so that dragging it acts at once.
    """

    name = "sgd"

    def step(self, state: OptimizerState, theta: FloatArray, gradient: FloatArray) -> tuple[OptimizerState, FloatArray]:
        velocity = self.momentum * state.first + gradient
        return (
            OptimizerState(self.name, state.steps + 1, velocity, state.second),
            theta - self.learning_rate * velocity,
        )


class Adam(AbstractOptimizer):
    """Adam with bias correction, β1 = 0.9, β2 = 0.999, ε = 1e-8.

    Source:
        Kingma and Ba, ICLR 2015 (arXiv:1412.6980), algorithm 1.
    """

    name = "adam"
    BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-8

    def step(self, state: OptimizerState, theta: FloatArray, gradient: FloatArray) -> tuple[OptimizerState, FloatArray]:
        t = state.steps + 1
        first = self.BETA_1 * state.first + (1 - self.BETA_1) * gradient
        second = self.BETA_2 * state.second + (1 - self.BETA_2) * gradient**2
        mean = first / (1 - self.BETA_1**t)
        spread = np.sqrt(second / (1 - self.BETA_2**t))
        return (
            OptimizerState(self.name, t, first, second),
            theta - self.learning_rate * mean / (spread + self.EPSILON),
        )


class Spsa(AbstractOptimizer):
    """Simultaneous perturbation: two evaluations estimate the whole gradient, whatever the number of parameters.

    `g_i = [L(θ + c_k Δ) - L(θ - c_k Δ)] / (2 c_k Δ_i)` with random signs Δ, and `θ <- θ - a_k g`, where
    `a_k = η ((A + 1)/(A + k + 1))^0.602` starts at the learning rate and `c_k = 0.1 / (k + 1)^0.101`.
    It is what one would run on hardware, where no exact gradient is to be had.

    Source:
        Spall, IEEE Trans. Autom. Control 37, 332 (1992), eq. 2.2; gains of Spall, IEEE Trans. Aerosp. Electron.
        Syst. 34, 817 (1998).
    """

    name = "spsa"
    STABILITY, ALPHA, GAMMA, PERTURBATION = 100.0, 0.602, 0.101, 0.1

    def gradient(
        self,
        state: OptimizerState,
        theta: FloatArray,
        *,
        value: Value,
        value_and_gradient: ValueAndGradient,
        rng: np.random.Generator,
    ) -> FloatArray:
        shift = self.PERTURBATION / (state.steps + 1) ** self.GAMMA
        signs = rng.choice([-1.0, 1.0], theta.shape)
        slope = (value(theta + shift * signs) - value(theta - shift * signs)) / (2 * shift)
        return slope * signs  # 1/Δ = Δ for signs

    def step(self, state: OptimizerState, theta: FloatArray, gradient: FloatArray) -> tuple[OptimizerState, FloatArray]:
        gain = ((self.STABILITY + 1) / (self.STABILITY + state.steps + 1)) ** self.ALPHA
        return (
            OptimizerState(self.name, state.steps + 1, state.first, state.second),
            theta - self.learning_rate * gain * gradient,
        )


OPTIMIZERS: dict[str, type[AbstractOptimizer]] = {"sgd": Sgd, "adam": Adam, "spsa": Spsa}


def make_optimizer(training: Training) -> AbstractOptimizer:
    """Return the optimiser that a training specification names.

    Raises:
        ValueError: If the name is unknown.
    """
    if training.optimizer not in OPTIMIZERS:
        names = ", ".join(OPTIMIZERS)
        raise ValueError(f"Argument `training.optimizer` must be one of {names}, but is {training.optimizer!r}.")
    return OPTIMIZERS[training.optimizer](training.learning_rate, training.momentum)
