"""Measure and write benchmarks/RESULTS.md: `python -m benchmarks.peers [--quick] [--only KEY ...] [--output FILE]`."""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.measure import load
from benchmarks.peers import report
from benchmarks.peers.player import PlayerError, run_once
from benchmarks.peers.race import Pace, race
from benchmarks.peers.scaling import FAMILIES, QUICK_SIZES
from benchmarks.peers.table import OURS, PEERS
from benchmarks.peers.targets import Measured

RESULTS = Path(__file__).resolve().parents[1] / "RESULTS.md"
FULL, QUICK = Pace(seconds=3.0, timeout=240.0), Pace(seconds=1.0, timeout=240.0)
EDIT_REPEATS = 3
SLOW_EDIT_SECONDS = 5.0
"""A first result that takes longer is measured once: repeating it would take minutes and change nothing."""


def say(text: str) -> None:
    """Print progress."""
    print(text, flush=True)


def edits(titles: dict[str, str], keys: Iterable[str] | None, pace: Pace, repeats: int) -> dict[str, dict[str, Any]]:
    """First results after a structural edit, each in fresh processes that take turns."""
    say("First map after a structural edit")
    entries = [entry for entry in (OURS, *PEERS) if entry.edit and (keys is None or entry is OURS or entry.key in keys)]
    found: dict[str, list[dict[str, float]]] = {entry.key: [] for entry in entries}
    reasons: dict[str, str] = {}
    for _ in range(repeats):
        for key, runs in found.items():
            if key in reasons or (runs and runs[0]["first"] > SLOW_EDIT_SECONDS):
                continue
            try:
                runs.append(run_once(["benchmarks.peers.worker", key, "--edit"], pace.timeout))
            except PlayerError as error:
                reasons[key] = str(error)
    return {key: _summary(titles.get(key, key), runs, reasons.get(key, "")) for key, runs in found.items()}


def _summary(title: str, runs: list[dict[str, float]], reason: str) -> dict[str, Any]:
    if not runs:
        say(f"  {title}: {reason}")
        return {"title": title, "reason": reason}
    found = {name: statistics.median(run[name] for run in runs) for name in ("first", "warm")}
    say(f"  {title}: {found['first']:.3g} s")
    return {"title": title, **found}


def sizes(pace: Pace, *, quick: bool) -> Iterator[tuple[tuple[str, int], dict[str, Any]]]:
    """Scaling, a fresh process for each size."""
    say("Scaling")
    for family, (_, counts) in FAMILIES.items():
        for qurons in counts:
            if quick and qurons not in QUICK_SIZES:
                continue
            try:
                found = run_once(["benchmarks.peers.scaling", family, str(qurons)], pace.timeout / 2)
            except PlayerError as error:
                found = {"reason": str(error)}
            say(f"  {family} {qurons}: {found.get('reason') or found['said']}")
            yield (family, qurons), found


def figures(pace: Pace) -> tuple[dict[str, Any], dict[str, float]]:
    """The engine's own figures, and memory."""
    say("The engine alone")
    found: dict[str, Any] = {}
    for name in ("times", "bare", "engine"):
        try:
            found[name] = run_once(["benchmarks.peers.figures", name], pace.timeout)["result"]
        except PlayerError as error:
            say(f"  {name}: {error}")
    return found.pop("times", {}), found


def main() -> None:
    """Run everything that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer turns and sizes: about half the time")
    parser.add_argument("--only", nargs="*", choices=[entry.key for entry in PEERS], help="peers that take part")
    parser.add_argument("--output", type=Path, default=RESULTS)
    options = parser.parse_args()
    pace, started = QUICK if options.quick else FULL, time.monotonic()
    measured = Measured(load=load())
    measured.figures, measured.memory = figures(pace)
    measured.results = race(pace, options.only, say)
    titles = {key: row.title for rows in measured.results.values() for key, row in rows.items()}
    measured.edits = edits(titles, options.only, pace, 1 if options.quick else EDIT_REPEATS)
    measured.sizes = dict(sizes(pace, quick=options.quick))
    options.output.write_text(report.write(measured, time.monotonic() - started, quick=options.quick))
    say(f"Written to {options.output.name}")


if __name__ == "__main__":
    main()
