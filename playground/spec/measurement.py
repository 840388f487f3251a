"""How readouts are measured: exactly or by shots, and whether readout errors are taken out again."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from playground.spec.base import SpecModel
from playground.spec.choices import MAX_SHOTS
from playground.spec.device import Device
from playground.spec.errors import SpecError
from playground.spec.layer import check_switch
from playground.spec.per_quron import on_quron
from playground.spec.values import Whole

Shots = Annotated[int, Whole(1, MAX_SHOTS, "Write null for exact expectation values.")]


class Measurement(SpecModel, frozen=True):
    """How readouts are measured.

    Args:
        shots: Runs of the circuit for every Pauli string of a readout and every input; None is exact, S = infinity.
        invert_readout: Whether the readout errors of the device, which are known, are taken out of the numbers: exact
            in the mean, at the price of a larger variance.
    """

    shots: Shots | None = None
    invert_readout: Annotated[bool, BeforeValidator(check_switch)] = False


def readout_errors(device: Device, qurons: int) -> tuple[tuple[float, float], ...]:
    """Readout errors quron by quron.

    Args:
        device: The device.
        qurons: Number of output qurons.
    Returns:
        P(1|0) and P(0|1) of every quron.
    """
    p01, p10 = device.readout_p01, device.readout_p10
    return tuple((on_quron(p01, quron), on_quron(p10, quron)) for quron in range(qurons))


def without_readout_errors(device: Device) -> Device:
    """The device as if it read every quron right: what numbers are the mean of when readout errors are inverted."""
    return device.replace(readout_p01=0.0, readout_p10=0.0)


def check_invertible(device: Device, qurons: int) -> None:
    """Refuse to invert readout errors that leave no information.

    Raises:
        SpecError: If P(1|0) + P(0|1) = 1 for a quron: both states then read the same.
    """
    for quron, (p01, p10) in enumerate(readout_errors(device, qurons)):
        if abs(1 - p01 - p10) < 1e-9:
            raise SpecError(
                f"`invert_readout` cannot be true: P(1|0) = {p01:g} and P(0|1) = {p10:g} of quron {quron} add up to 1, "
                "so that both states read the same and nothing can be recovered. Lower readout_p01 or readout_p10.",
                "measurement.invert_readout",
            )
