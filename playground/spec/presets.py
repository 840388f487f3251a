"""Devices that exist, with the date and the source of their figures.

Gate errors are average infidelities from randomized benchmarking; they contain the relaxation during the gate, which a
`Device` adds once more from T1, T2 and the gate times (for 68 ns on a Heron r2 about a fifth of the CZ error).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from playground.spec.device import Device
from playground.spec.errors import SpecError, shown, suggestion

_SNAPSHOT = "Median over the qubits of {}'s calibration snapshot, shipped with the fake backends of qiskit-ibm-runtime"
_NO_RELAXATION = "T1 and T2 are not among the figures and taken as infinite"
_OWN_TIMES = "gate lengths are not among the figures: the playground's own are used"


@dataclass(frozen=True)
class Preset:
    """A device as it was measured.

    Args:
        device: Its figures, in the units of a `Device`; its name is that of the preset.
        gate: The two-quron gate that `error_2q` and `gate_time_2q` belong to.
        date: Year, or year and month, of the figures.
        source: Where they were read.
        note: What was changed or is missing, a sentence; empty if nothing.
    """

    device: Device
    gate: str
    date: str
    source: str
    note: str = ""


def physical(t1: float | None, t2: float | None) -> tuple[float | None, str]:
    """The longest T2 that a T1 allows, for measured times that break T2 <= 2 T1 because each has an error.

    Args:
        t1, t2: Microseconds; None is infinite.
    Returns:
        T2, lowered to 2 T1 where it is larger; and a sentence that says so, or nothing.
    """
    if t1 is None or t2 is None or t2 <= 2 * t1:
        return t2, ""
    return 2 * t1, f"T2 = {t2:g} µs was measured, more than 2 T1, and is lowered to {2 * t1:g} µs"


def _ibm(
    family: str, backend: str, date: str, t1: float, t2: float, *,
    one: tuple[float, float], two: tuple[float, float], readout: float, gate: str = "CZ",
) -> Preset:  # fmt: skip
    """One row of the table: times in microseconds, gates as (error, length in nanoseconds)."""
    coherence, note = physical(t1, t2)
    device = Device(
        name=f"{family} {backend}".strip(),
        t1=t1,
        t2=coherence,
        gate_time_1q=one[1] / 1000,
        gate_time_2q=two[1] / 1000,
        error_1q=one[0],
        error_2q=two[0],
        readout_p01=readout,
        readout_p10=readout,
    )
    return Preset(device, gate, date, _SNAPSHOT.format(f"ibm_{backend}" if backend else family), note)


PRESETS: tuple[Preset, ...] = (
    _ibm(
        "Eagle r3", "sherbrooke", "2025-02", 278, 170, one=(2.4e-4, 57), two=(7.5e-3, 533), readout=2.0e-2, gate="ECR"
    ),
    _ibm("Eagle r3", "brisbane", "2025-02", 232, 150, one=(2.4e-4, 60), two=(7.7e-3, 660), readout=2.0e-2, gate="ECR"),
    _ibm("Heron r1", "torino", "2025-02", 185, 141, one=(2.7e-4, 32), two=(4.1e-3, 68), readout=2.3e-2),
    _ibm("Heron r2", "fez", "2025-02", 145, 88, one=(2.3e-4, 24), two=(3.8e-3, 84), readout=7.6e-3),
    _ibm("Heron r2", "marrakesh", "2025-02", 197, 118, one=(2.3e-4, 36), two=(3.2e-3, 68), readout=9.5e-3),
    _ibm("Heron r2", "kingston", "2026-04", 283, 144, one=(2.4e-4, 32), two=(1.8e-3, 68), readout=9.5e-3),
    _ibm("Heron r3", "boston", "2026-04", 292, 353, one=(1.4e-4, 32), two=(1.3e-3, 68), readout=5.1e-3),
    _ibm("Nighthawk", "", "2025-12", 273, 342, one=(1.5e-4, 32), two=(2.7e-3, 68), readout=4.9e-3),
    Preset(
        Device(name="Trapped ions, Helios", error_1q=2.5e-5, error_2q=7.9e-4, readout_p01=3.3e-4, readout_p10=3.3e-4),
        "2q",
        "2025-11",
        "Quantinuum Helios, arXiv:2511.05465; preparation and measurement together 99.967 %, counted as readout",
        f"{_NO_RELAXATION}; {_OWN_TIMES}",
    ),
    Preset(
        Device(name="Neutral atoms", error_2q=5e-3),
        "CZ",
        "2023",
        "Evered et al., Nature 622, 268 (2023): CZ fidelity 99.5 %",
        f"{_NO_RELAXATION}; one-quron and readout errors are not among the figures either",
    ),
    Preset(
        Device(name="NV centre, 300 K", t1=5000, t2=600),
        "2q",
        "2010",
        "arXiv:1006.4219: T1 about 5 ms, T2 by spin echo 0.6 ms",
        f"{_OWN_TIMES.capitalize()}; gate and readout errors are not among the figures either",
    ),
)
"""Every device offered, in the order of the menu."""


def preset(name: str) -> Preset:
    """Return a device of the table by its name.

    Args:
        name: Such as "Heron r2 kingston".
    Returns:
        The device with its date and source.
    Raises:
        SpecError: If there is none, naming the most similar one.
    """
    by_name = {one.device.name: one for one in PRESETS}
    if name not in by_name:
        raise SpecError(f"There is no device {shown(name)}. {suggestion(name, by_name)}")
    return by_name[name]


def described() -> list[dict[str, Any]]:
    """The table as JSON-ready values, with every field of every device."""
    return [{**asdict(preset), "device": preset.device.model_dump(mode="json")} for preset in PRESETS]
