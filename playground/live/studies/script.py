"""The QuTiP script of what is on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from playground.export.qutip_script import qutip_script
from playground.live.studies.study import Options, Report, Study, Subject

_COST_MS = 5.0  # writing lines takes as long for every network that the page can show


def _cost(subject: Subject, options: Options) -> float:
    return _COST_MS


def _run(subject: Subject, options: Options) -> Iterator[Report]:
    text = qutip_script(subject.experiment, subject.theta, subject.x)
    yield Report(1.0, {"name": f"quron_{subject.experiment.data.name}.py", "text": text})


SCRIPT = Study("script", Options, _cost, _run, reduce="network.qurons")
"""Answers with `text`, a stand-alone Python program, and `name`, that of its file."""
