"""The studies that the page may ask for; one row each."""

from __future__ import annotations

from playground.live.studies.budget import BUDGET, DEATH, GATES
from playground.live.studies.compare import COMPARE, EXAMPLE
from playground.live.studies.device import T1
from playground.live.studies.extrapolate import EXTRAPOLATE
from playground.live.studies.script import SCRIPT
from playground.live.studies.shots import SHOTS
from playground.live.studies.study import Study
from playground.live.studies.sweep import DIALS, SWEEP
from playground.live.studies.time import RUNS, TIME

STUDIES: dict[str, Study] = {
    study.name: study
    for study in (BUDGET, DEATH, GATES, SCRIPT, COMPARE, EXAMPLE, DIALS, SWEEP, EXTRAPOLATE, SHOTS, TIME, RUNS, T1)
}
"""Name on the wire -> study."""
