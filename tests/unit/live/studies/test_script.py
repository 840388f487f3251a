"""The study that writes the QuTiP script of the session."""

import ast

import numpy as np

from playground.live.studies.script import SCRIPT
from playground.live.studies.study import Options, Subject
from playground.live.studies.table import STUDIES
from playground.models import compile_model
from playground.spec import default_experiment


def test_one_report_holds_the_whole_program():
    """It is cheap enough to follow the training, and has the present parameters and the probe in it."""
    experiment = default_experiment()
    theta = compile_model(experiment.network).initial_parameters(3)
    subject = Subject(experiment, theta, 0 * theta, np.array([0.125, -0.5]))
    assert STUDIES["script"] is SCRIPT
    assert SCRIPT.cost(subject, Options()) < 100
    (report,) = SCRIPT.run(subject, Options())
    assert report.progress == 1
    assert report.result is not None
    assert report.result["name"] == "quron_circles.py"
    numbers = {node.value for node in ast.walk(ast.parse(report.result["text"])) if isinstance(node, ast.Constant)}
    assert {0.125, 0.5, *np.abs(theta).tolist()} <= numbers
