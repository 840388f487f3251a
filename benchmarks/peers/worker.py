"""The process of one contestant: `python -m benchmarks.peers.worker KEY`.

Reads a request per line from standard input and answers with a line of JSON; times are taken here, around the call
alone. They are processor time of this process, all its threads together: on one thread of a quiet machine the same as
wall time, and on a busy one comparable. `--edit` measures the first result after a structural edit instead, and ends.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import os
import statistics
import sys
import time
from functools import cache
from importlib.metadata import version
from typing import Any, TextIO

import numpy as np
from numpy.typing import NDArray

from benchmarks.measure import use_one_core
from benchmarks.peers.contestant import Contestant
from benchmarks.peers.table import ENTRIES
from benchmarks.peers.workloads import POINTS, RESOLUTION, WORKLOADS, FloatArray, angles, dataset, plane

EDIT_SAMPLE = 25


def contestant_class(key: str) -> type[Contestant]:
    """Import a contestant, and its library with it."""
    module, name = ENTRIES[key].place.split(":")
    return getattr(importlib.import_module(f"benchmarks.peers.contestants.{module}"), name)


@cache
def some_points(count: int, resolution: int = RESOLUTION) -> FloatArray:
    """Points spread over the map."""
    return plane(resolution)[places(count, resolution)]


def places(count: int, resolution: int) -> NDArray[np.intp]:
    """Where they stand in the map."""
    return np.linspace(0, resolution**2 - 1, count).astype(np.intp)


class Worker:
    """Answers requests about one contestant."""

    def __init__(self, key: str) -> None:
        self._make = contestant_class(key)
        self._made: dict[str, Contestant] = {}

    def about(self) -> dict[str, Any]:
        """What the table says about it."""
        made = self._make
        return {
            "title": made.title,
            "versions": {name: version(name) for name in made.packages},
            "note": made.note,
            "batched": made.batched,
            "sample": made.sample,
            "tolerance": made.tolerance,
        }

    def values(self, workload: str, kind: str, points: int, resolution: int = RESOLUTION) -> dict[str, Any]:
        """The numbers of a task on some points, and how long the first of them took, construction included."""
        started = time.process_time()
        found = self._call(workload, kind, points, resolution, step=0)
        seconds = time.process_time() - started
        if kind == "map" and len(found) > points:
            found = found[places(points, resolution)]
        return {"values": found.tolist(), "seconds": seconds}

    def times(
        self, workload: str, kind: str, points: int, repeats: int, turn: int, resolution: int = RESOLUTION
    ) -> dict[str, Any]:
        """Seconds of some calls, each at another theta."""
        found = []
        for repeat in range(repeats):
            step = 1 + turn * repeats + repeat
            started = time.process_time()
            self._call(workload, kind, points, resolution, step)
            found.append(time.process_time() - started)
        return {"seconds": found}

    def _call(self, workload: str, kind: str, points: int, resolution: int, step: int) -> FloatArray:
        if workload not in self._made:
            self._made[workload] = self._make(WORKLOADS[workload])
        made = self._made[workload]
        theta = angles(WORKLOADS[workload].shape) + 1e-3 * step
        if kind == "gradient":
            x, y = dataset(POINTS)
            return made.gradient(theta, x[:points], y[:points])
        return made.map(theta, resolution) if made.batched else made.outputs(theta, some_points(points, resolution))


def after_edit(key: str) -> dict[str, float]:
    """Seconds to the first map of a new structure, in a process that already drew one of another structure.

    Of a contestant that takes point after point, `EDIT_SAMPLE` points are measured: the first, which builds the
    circuit, counts once, the others stand for the rest of the map.
    """
    worker, count = Worker(key), RESOLUTION**2
    worker.values("W1", "map", EDIT_SAMPLE)
    gc.collect()  # of what imports left behind, at nobody's expense
    if worker.about()["batched"]:
        first = worker.values("edit", "map", count)["seconds"]
        warm = worker.times("edit", "map", count, repeats=9 if first < 1 else 1, turn=0)["seconds"]
        return {"first": first, "warm": statistics.median(warm)}
    first = worker.values("edit", "map", 1)["seconds"]
    warm = worker.times("edit", "map", EDIT_SAMPLE, repeats=3, turn=0)["seconds"]
    each = statistics.median(warm) / EDIT_SAMPLE
    return {"first": first + (count - 1) * each, "warm": count * each}


def _own_output() -> TextIO:
    """Standard output for answers alone: whatever a library prints goes to standard error."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def main() -> None:
    """Serve requests until standard input ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("key", choices=ENTRIES)
    parser.add_argument("--edit", action="store_true")
    options = parser.parse_args()
    answers = _own_output()
    use_one_core()
    if options.edit:
        print(json.dumps(after_edit(options.key)), file=answers, flush=True)
        return
    worker = Worker(options.key)
    for line in sys.stdin:
        request = json.loads(line)
        answer = getattr(worker, request.pop("command"))(**request)
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
