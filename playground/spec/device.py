"""Where decoherence comes from: the ambient dials, and the device."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from playground.spec.base import SpecModel
from playground.spec.choices import MAX_TIME
from playground.spec.relaxation import check_relaxation
from playground.spec.values import Probability, Real

Time = Annotated[float, Real(1e-6, MAX_TIME, "Write a time in microseconds, or null for infinite.")]
GateTime = Annotated[float, Real(0.0, 1e6, "Write a time in microseconds.")]


class Noise(SpecModel, frozen=True):
    """Ambient decoherence: these channels, in this order, on every quron after every layer that is not `decohere`.

    Each strength is a probability from 0 to 1; depolarizing applies each Pauli matrix with a third of it.
    """

    amplitude_damping: Probability = 0.0
    phase_damping: Probability = 0.0
    depolarizing: Probability = 0.0


class Device(SpecModel, frozen=True):
    """A device: relaxation, gate times and errors, readout errors. The default is ideal.

    Args:
        name: Shown to the user.
        t1: Energy relaxation time in microseconds; None is infinite.
        t2: Coherence time in microseconds, at most 2 t1; None is infinite.
        thermal_population: Excited-state probability in equilibrium.
        gate_time_1q: Duration of a one-quron gate in microseconds.
        gate_time_2q: Duration of a two-quron gate in microseconds.
        error_1q: Error probability of a one-quron gate.
        error_2q: Error probability of a two-quron gate.
        readout_p01: Probability to read 1 from |0>, P(1|0).
        readout_p10: Probability to read 0 from |1>, P(0|1).
    Raises:
        SpecError: If a field cannot be used, or t2 > 2 t1 (naming both).
    """

    name: Annotated[str, Field(strict=True, max_length=60)] = "ideal"
    t1: Time | None = None
    t2: Time | None = None
    thermal_population: Probability = 0.0
    gate_time_1q: GateTime = 0.035
    gate_time_2q: GateTime = 0.07
    error_1q: Probability = 0.0
    error_2q: Probability = 0.0
    readout_p01: Probability = 0.0
    readout_p10: Probability = 0.0

    @model_validator(mode="after")
    def _physical(self) -> Device:
        check_relaxation(self.t1, self.t2)
        return self
