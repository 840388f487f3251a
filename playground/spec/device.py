"""Where decoherence comes from: the ambient dials, and the device."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from pydantic import Field, model_validator

from playground.spec.base import SpecModel
from playground.spec.choices import MAX_EXAGGERATION
from playground.spec.errors import SpecError, at
from playground.spec.per_quron import (
    PER_QURON,
    QuronDevice,
    Read0For1,
    Read1For0,
    Thermal,
    Time1,
    Time2,
    Times,
    of_each,
    on_quron,
)
from playground.spec.powers import gate_error
from playground.spec.relaxation import check_relaxation
from playground.spec.values import Probability, Real

GateTime = Annotated[float, Real(0.0, 1e6, "Write a time in microseconds.")]
Rate = Annotated[float, Real(-1e3, 1e3, "Write a rate in radians per microsecond.")]


class Noise(SpecModel, frozen=True):
    """Ambient decoherence: these channels, in this order, on every quron after every layer that is not `decohere`.

    Each strength is a probability from 0 to 1; depolarizing applies each Pauli matrix with a third of it.
    """

    amplitude_damping: Probability = 0.0
    phase_damping: Probability = 0.0
    depolarizing: Probability = 0.0


class Device(SpecModel, frozen=True):
    """A device: relaxation, gate times and errors, crosstalk, readout errors. The default is ideal.

    Relaxation times, the thermal population and readout errors are one number for all qurons, or a list with one for
    each quron before the first layer; qurons born in a perceptron take the entry of their own index.

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
        zz_crosstalk: zeta in radians per microsecond. During every two-quron gate its pair also turns by
            H = (zeta/4) ZZ: exp(-i zeta t ZZ / 4) after the gate, t its duration.
        exaggeration: How many times stronger than stated relaxation and gate errors act, from 1; see `acting`.
    Raises:
        SpecError: If a field cannot be used, lists differ in length, or t2 > 2 t1 (naming both).
    """

    name: Annotated[str, Field(strict=True, max_length=60)] = "ideal"
    t1: Time1 = None
    t2: Time2 = None
    thermal_population: Thermal = 0.0
    gate_time_1q: GateTime = 0.035
    gate_time_2q: GateTime = 0.07
    error_1q: Probability = 0.0
    error_2q: Probability = 0.0
    readout_p01: Read1For0 = 0.0
    readout_p10: Read0For1 = 0.0
    zz_crosstalk: Rate = 0.0
    exaggeration: Annotated[float, Real(1.0, MAX_EXAGGERATION, "Choose 1 for the device as it is.")] = 1.0

    @model_validator(mode="after")
    def _physical(self) -> Device:
        self._check_lengths()
        for quron in range(self.listed_qurons or 1):
            own = self.on(quron)
            check_relaxation(own.t1, own.t2, quron if self.listed_qurons else None)
        try:
            _ = self.acting
        except SpecError as error:
            raise SpecError(
                f"`exaggeration` is {self.exaggeration:g}, and makes a value of `{error.path}` that cannot be. "
                f"{error.message}",
                "exaggeration",
            ) from None
        return self

    @property
    def acting(self) -> Device:
        """The device as it acts: relaxation and gate errors to the power `exaggeration`, which then is 1."""
        if self.exaggeration == 1:
            return self
        return self.replace(**self._powers(self.exaggeration), exaggeration=1.0)

    def scaled(self, factor: float) -> Device:
        """Return the device with relaxation rates times `factor`, and gate errors to that power.

        Args:
            factor: At least 0; 0 leaves readout errors only.
        Returns:
            The device; its exaggeration, gate times and equilibrium population are the same.
        Raises:
            SpecError: If a value leaves its range, or a gate error has no such power; with its path.
        """
        return self.replace(**self._powers(factor))

    @property
    def listed_qurons(self) -> int:
        """For how many qurons it holds numbers of their own; 0 if it is the same for all."""
        return max((len(values) for values in self._lists.values()), default=0)

    def on(self, quron: int) -> QuronDevice:
        """Return what it does to one quron."""
        return QuronDevice(
            on_quron(self.t1, quron),
            on_quron(self.t2, quron),
            on_quron(self.thermal_population, quron),
            on_quron(self.readout_p01, quron),
            on_quron(self.readout_p10, quron),
        )

    def check_on(self, widths: Sequence[int]) -> None:
        """Raise SpecError unless every list has a number for each quron.

        Args:
            widths: Qurons before the first layer and after every layer.
        """
        for name, value in self._lists.items():
            remedy = "Write one number for each of them, or a single number for all."
            if len(value) != widths[0]:
                raise SpecError(
                    f"`{name}` holds {len(value)} numbers, but the network has {widths[0]} qurons. {remedy}", name
                )
            layer = next((number for number, width in enumerate(widths) if width > len(value)), None)
            if layer is not None:
                raise SpecError(
                    f"`{name}` holds {len(value)} numbers, but {widths[layer]} qurons leave layer {layer}, and no "
                    f"entry serves two of them. Lower `width` of the layer to {len(value)}, or write a single number "
                    "for all.",
                    name,
                )

    def with_quron(self) -> Device:
        """Return the device with one quron more at the bottom, which is like the one above it."""
        return self._relisted(lambda values: (*values, values[-1]))

    def without_quron(self, quron: int) -> Device:
        """Return the device without the numbers of one quron."""
        return self._relisted(lambda values: values[:quron] + values[quron + 1 :])

    def _relisted(self, change: Callable[[tuple[float | None, ...]], tuple[float | None, ...]]) -> Device:
        changes = {name: change(value) for name, value in self._lists.items()}
        return self.replace(**changes) if changes else self

    @property
    def _lists(self) -> dict[str, tuple[float | None, ...]]:
        """The fields that hold a number for each quron."""
        values = {name: getattr(self, name) for name in PER_QURON}
        return {name: value for name, value in values.items() if isinstance(value, tuple)}

    def _check_lengths(self) -> None:
        lists = self._lists
        for name, value in lists.items():
            if len(value) != self.listed_qurons:
                longest = next(n for n, v in lists.items() if len(v) == self.listed_qurons)
                raise SpecError(
                    f"`{name}` holds {len(value)} numbers, but `{longest}` holds {self.listed_qurons}. Write one for "
                    "each quron in both, or a single number for all.",
                    name,
                )

    def _powers(self, factor: float) -> dict[str, Any]:
        changes: dict[str, Any] = {"zz_crosstalk": self.zz_crosstalk * factor}
        for name in ("t1", "t2"):
            times: Times = getattr(self, name)
            changes[name] = None if factor == 0 else of_each(times, lambda t: None if t is None else t / factor)
        for name, qurons in (("error_1q", 1), ("error_2q", 2)):
            with at(name):
                changes[name] = gate_error(getattr(self, name), factor, qurons)
        return changes
