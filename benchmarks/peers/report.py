"""RESULTS.md."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version

from benchmarks.measure import Spread, processor
from benchmarks.peers.figures import POINT_COUNTS, RESOLUTIONS
from benchmarks.peers.race import CHECKED_POINTS, Row
from benchmarks.peers.scaling import FAMILIES
from benchmarks.peers.table import TITLES
from benchmarks.peers.targets import TARGETS, Measured
from benchmarks.peers.workloads import Circuit

INTRODUCTION = """\
Written by `make bench`. Every contestant runs in a process of its own, on one thread and on the same core; peers take
turns with the playground's engine, which is called just before and just after each of their calls: a ratio compares
neighbours in time. Before that, each must give the numbers of a dense density-matrix reference written in NumPy
("off by"). Every call has a new theta. Times are processor time of the contestant's process, which on one thread is
wall time without other people's load; medians, and in brackets the middle half. **Read the ratios**: milliseconds
belong to this machine. A peer that takes points one by one is timed on some of them ("points") and scaled to the whole
task. "First" is its first call in a fresh process: building, compiling, checking; for a peer that takes points one by
one, on {few} or {fewer} points. Compiled peers are otherwise timed warm.

Where the distance comes from: the output is a trigonometric polynomial, so {nodes} nodes stand for all points of W1;
and going back from the readout, most gates lie outside its light cone. Users of other libraries could apply both by
hand: the rows "same trick" give a peer our nodes, and the row "JAX with our mathematics" everything.
"""


HEADINGS = {
    "dense": "Scaling: CNOT ring, noisy; the light cone covers everything",
    "local": "Scaling: CZ ring, noisy; three blocks reach five qurons",
    "pure": "Scaling: CNOT ring, no noise",
}


def write(measured: Measured, seconds: float, *, quick: bool) -> str:
    """The whole document."""
    first, second = Circuit().degrees
    introduction = INTRODUCTION.format(
        few=CHECKED_POINTS["map"], fewer=CHECKED_POINTS["gradient"], nodes=(2 * first + 1) * (2 * second + 1)
    )
    now = datetime.now(UTC)
    lines = [
        "# The engine beside its peers",
        "",
        introduction,
        f"{now:%Y-%m-%d}, {processor()}, {platform.system()}, Python {platform.python_version()}; load before the run "
        f"{measured.load:.1f}; {seconds / 60:.0f} minutes{' with `--quick`' if quick else ''}.",
        "",
        *_section("Targets", _targets(measured)),
        *(line for task, rows in measured.results.items() for line in _section(TITLES[task], _race(rows))),
        *_section("First map after a structural edit", _edits(measured)),
        *_section("Points and resolution", _figures(measured)),
        *(line for family in FAMILIES for line in _section(HEADINGS[family], _sizes(measured, family))),
        *_section("Versions", _versions(measured)),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield from lines
    yield ""


def _table(header: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(header) + " |"
    yield "|---" + "|---:" * (len(header) - 2) + "|---|"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def _targets(measured: Measured) -> Iterator[str]:
    def rows() -> Iterator[Sequence[str]]:
        for target in TARGETS:
            value = target.value(measured)
            limit = f"{'at least' if target.at_least else 'at most'} {_number(target.limit)}{target.unit}"
            verdict = "not measured" if value is None else "reached" if target.met(value) else "**not reached**"
            yield target.text, limit, "" if value is None else f"{_number(value)}{target.unit}", verdict

    yield from _table(("", "target", "measured", ""), rows())
    missed: dict[str, list[str]] = {}
    for target in TARGETS:
        value = target.value(measured)
        if value is not None and not target.met(value):
            missed.setdefault(target.profile, []).append(target.text)
    if missed:
        yield ""
        yield "What a profile says of those that were not reached:"
        yield ""
    for profile, texts in missed.items():
        yield f"- {'; '.join(texts)}: {profile or 'not profiled'}."


def _race(rows: dict[str, Row]) -> Iterator[str]:
    header = ("contestant", "whole task", "/ ours", "first", "points", "off by", "")

    def lines() -> Iterator[Sequence[str]]:
        for row in rows.values():
            if row.seconds is None:
                yield row.title, "", "", "", "", "" if row.deviation is None else f"{row.deviation:.0e}", row.reason
                continue
            ratio = _spread(row.ratio, "x") if row.ratio else ""
            first, deviation = _time(row.first or 0.0), f"{row.deviation:.0e}"
            yield row.title, _spread_of_times(row.seconds), ratio, first, str(row.points), deviation, row.note

    return _table(header, lines())


def _edits(measured: Measured) -> Iterator[str]:
    yield "W1 becomes 5 qurons and 4 blocks, in a fresh process that has drawn W1 before. Time from the new structure"
    yield "to its first 50x50 map, imports left out, compilation included."
    yield ""
    ours = measured.edits.get("playground", {}).get("first")

    def rows() -> Iterator[Sequence[str]]:
        for found in measured.edits.values():
            if "first" not in found:
                yield found["title"], "", "", "", found["reason"]
                continue
            ratio = f"{_number(found['first'] / ours)}x" if ours else ""
            yield found["title"], _time(found["first"]), ratio, _time(found["warm"]), ""

    yield from _table(("contestant", "first map", "/ ours", "warm", ""), rows())


def _figures(measured: Measured) -> Iterator[str]:
    figures = measured.figures
    if not figures:
        yield "Not measured."
        return
    names = {
        "gradient and map": "W1: gradient on 200 points and map",
        "frame": "frame of the opening example",
    }
    names |= {f"map {r}": f"W1: map, {r}x{r}" for r in RESOLUTIONS}
    names |= {f"gradient {count}": f"W2: gradient on {count:,} points".replace(",", " ") for count in POINT_COUNTS}
    yield "The frame of the opening example: gradient step, decision map, all node maps, all Bloch vectors."
    yield ""
    rows = ((text, _spread_of_times(Spread(*figures[key])), "") for key, text in names.items())
    yield from _table(("the engine alone", "time", ""), rows)
    if len(measured.memory) == 2:
        bare, engine = measured.memory["bare"], measured.memory["engine"]
        yield ""
        yield f"Peak memory: bare Python {bare:.0f} MiB; 5 qurons, 4 blocks compiled and run: {engine:.0f} MiB."


def _sizes(measured: Measured, family: str) -> Iterator[str]:
    def rows() -> Iterator[Sequence[str]]:
        for (name, qurons), found in measured.sizes.items():
            if name == family:
                times = (_time(found[key]) if key in found else "" for key in ("point", "map", "both"))
                memory = f"{found['memory']:.0f} MiB" if "memory" in found else ""
                yield str(qurons), *times, memory, found.get("reason") or found["said"]

    header = ("qurons", "one input of 20", "map 50x50", "gradient on 200 + map", "memory", "")
    return _table(header, rows())


def _versions(measured: Measured) -> Iterator[str]:
    versions = {name: version(name) for name in ("numpy", "scipy")}
    for rows in measured.results.values():
        for row in rows.values():
            versions |= row.versions
    yield ", ".join(f"{name} {number}" for name, number in sorted(versions.items())) + "."


def _number(value: float, figures: int = 3) -> str:
    """A number rounded to some figures, with spaces between thousands."""
    rounded = float(f"{value:.{figures}g}")
    return f"{rounded:,.0f}".replace(",", " ") if rounded >= 100 else f"{rounded:g}"


def _time(seconds: float) -> str:
    """A duration in the unit that suits it."""
    if seconds >= 1:
        return f"{_number(seconds)} s"
    return f"{_number(1e3 * seconds)} ms" if seconds >= 1e-3 else f"{_number(1e6 * seconds)} µs"


def _spread(values: Spread, unit: str) -> str:
    low, median, high = (_number(value, figures=2) for value in values)
    return f"{median}{unit} ({low} to {high})"


def _spread_of_times(values: Spread) -> str:
    return f"{_time(values.median)} ({_time(values.low)} to {_time(values.high)})"
