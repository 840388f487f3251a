"""The studies that the page may ask for; one row each."""

from __future__ import annotations

from playground.live.studies.budget import BUDGET, DEATH
from playground.live.studies.script import SCRIPT
from playground.live.studies.study import Study

STUDIES: dict[str, Study] = {study.name: study for study in (BUDGET, DEATH, SCRIPT,)}
"""Name on the wire -> study."""
