"""The experiment: one frozen value that is undo entry, link, file, checkpoint and fixture at once."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, model_validator

from playground.spec.base import SpecModel
from playground.spec.choices import (
    MAX_ANGLE,
    MAX_PARAMETERS,
    MAX_SAMPLES,
    MAX_SEED,
    MIN_SAMPLES,
    REGRESSION_SETS,
    DatasetName,
    Loss,
    Optimizer,
)
from playground.spec.device import Device, Noise
from playground.spec.errors import SpecError, at, shown
from playground.spec.measurement import Measurement, check_invertible, without_readout_errors
from playground.spec.network import Network
from playground.spec.parameters import count_parameters
from playground.spec.values import Items, Real, Whole

VERSION = 1

Seed = Annotated[int, Whole(0, MAX_SEED)]
Angle = Annotated[float, Real(-MAX_ANGLE, MAX_ANGLE, "Write an angle in radians.")]


def _check_version(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int) or value != VERSION:
        newer = isinstance(value, int) and not isinstance(value, bool) and value > VERSION
        remedy = "Update the playground to open it." if newer else f"Write {VERSION}."
        raise ValueError(f"must be {VERSION}, but is {shown(value)}. {remedy}")
    return value


class Data(SpecModel, frozen=True):
    """The data set: which, how many points, how noisy, which part trains.

    Args:
        name: One of `choices.DATASETS`.
        samples: Number of points, training and test together.
        noise: Spread added to the points, in units of the input plane.
        train_fraction: Part of the points used for training.
        seed: Seed of the draw.
    """

    name: DatasetName = "circles"
    samples: Annotated[int, Whole(MIN_SAMPLES, MAX_SAMPLES)] = 400
    noise: Annotated[float, Real(0.0, 1.0)] = 0.1
    train_fraction: Annotated[float, Real(0.1, 0.9)] = 0.5
    seed: Seed = 0

    @property
    def is_regression(self) -> bool:
        """Whether targets are real numbers rather than two classes."""
        return self.name in REGRESSION_SETS


class Training(SpecModel, frozen=True):
    """How the network learns.

    Args:
        loss: One of `choices.LOSSES`.
        optimizer: One of `choices.OPTIMIZERS`.
        learning_rate: Size of a step.
        batch_size: Points for one step; None takes all.
        seed: Seed of the first parameters and of the order of the points.
        momentum: Share of the last step kept, for `sgd`.
        l2: Weight of the sum of squared parameters in the loss.
    """

    loss: Loss = "mse"
    optimizer: Optimizer = "adam"
    learning_rate: Annotated[float, Real(0.0, 10.0)] = 0.05
    batch_size: Annotated[int, Whole(1, MAX_SAMPLES)] | None = None
    seed: Seed = 0
    momentum: Annotated[float, Real(0.0, 0.999)] = 0.9
    l2: Annotated[float, Real(0.0, 10.0)] = 0.0


class Experiment(SpecModel, frozen=True):
    """Everything needed to repeat a run: network, noise, device, measurement, data, training, starting parameters.

    Args:
        version: Version of this form, 1.
        network: The network.
        noise: Ambient decoherence.
        device: The device.
        measurement: Shots, and what is done about readout errors.
        data: The data set.
        training: How the network learns.
        parameters: Starting parameters in radians, in the order of `parameter_labels`; None draws them from
            `training.seed`.
        frozen: Positions in `parameters` that training leaves alone; kept in rising order, each once.
    Raises:
        SpecError: With the path of the first field that cannot be used.
    """

    version: Annotated[int, BeforeValidator(_check_version)] = VERSION
    network: Network
    noise: Noise = Noise()
    device: Device = Device()
    measurement: Measurement = Measurement()
    data: Data = Data()
    training: Training = Training()
    parameters: Annotated[tuple[Angle, ...], Items(0, MAX_PARAMETERS, "parameters")] | None = None
    frozen: Annotated[
        tuple[Annotated[int, Whole(0, MAX_PARAMETERS - 1, "Parameters are counted from 0.")], ...],
        Items(0, MAX_PARAMETERS, "positions of parameters"),
    ] = ()

    @property
    def read_device(self) -> Device:
        """The device whose expectation values are the mean of what is read: without readout errors where these are
        inverted. It is what a model of the experiment is compiled with."""
        return without_readout_errors(self.device) if self.measurement.invert_readout else self.device

    @model_validator(mode="after")
    def _device_fits(self) -> Experiment:
        with at("device"):
            self.device.check_on(self.network.widths)
        return self

    @model_validator(mode="after")
    def _readout_invertible(self) -> Experiment:
        if self.measurement.invert_readout:
            check_invertible(self.device, self.network.widths[-1])
        return self

    @model_validator(mode="after")
    def _parameters_fit(self) -> Experiment:
        if self.parameters is not None and len(self.parameters) != count_parameters(self.network):
            raise SpecError(
                f"`parameters` must hold {count_parameters(self.network)} numbers, one for each parameter of the "
                f"network, but holds {len(self.parameters)}. Write all of them, or leave `parameters` out.",
                "parameters",
            )
        return self

    @model_validator(mode="after")
    def _frozen_exist(self) -> Experiment:
        count = count_parameters(self.network)
        for position, index in enumerate(self.frozen):
            if index >= count:
                raise SpecError(
                    f"`frozen` names parameter {index}, but the network has {count} parameters, counted from 0. "
                    "Remove it.",
                    f"frozen[{position}]",
                )
        object.__setattr__(self, "frozen", tuple(sorted(set(self.frozen))))
        return self
