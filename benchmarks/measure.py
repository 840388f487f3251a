"""What every benchmark shares: quantiles, the description of the machine, memory, and one thread for everybody."""

from __future__ import annotations

import os
import platform
import resource
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "RAYON_NUM_THREADS": "1",
    "QISKIT_PARALLEL": "FALSE",
    "JAX_PLATFORMS": "cpu",
    "JAX_ENABLE_X64": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
}
"""Environment in which NumPy, Aer, qulacs, PyTorch and XLA compute on one thread, and JAX in double precision."""


class Spread(NamedTuple):
    """Median and middle half of some measurements."""

    low: float
    median: float
    high: float


def quantile(values: Sequence[float], part: float = 0.5) -> float:
    """Value below which `part` of the values lie, interpolated; NaN if there are none."""
    if not values:
        return float("nan")
    ordered = sorted(values)
    place = part * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def spread(values: Sequence[float]) -> Spread:
    """Median and middle half."""
    return Spread(quantile(values, 0.25), quantile(values), quantile(values, 0.75))


def load() -> float:
    """Processes that wanted a core during the last minute; NaN where the system does not say."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a measured process: this one's, on one thread."""
    return {**os.environ, **ONE_THREAD, **(extra or {})}


def use_one_core() -> None:
    """Keep this process on the machine's last core, where the system can: no library then finds a second one."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def peak_memory() -> float:
    """Largest memory that this process has held, in MiB.

    `VmHWM` belongs to the program; `ru_maxrss` would hand down the peak of the process that started it.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def processor() -> str:
    """Model of the processor, and how many cores this process may use."""
    listing = Path("/proc/cpuinfo")
    lines = listing.read_text().splitlines() if listing.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    name = names[0] if names else platform.processor() or platform.machine()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{name}, {cores} core{'s' * (cores != 1)}"
