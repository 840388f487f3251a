"""Shares of the loss of purity against states that can be written down, and against the engine's own purities."""

import numpy as np
import pytest

from playground.analysis.purity_budget import PULSE, TRACED_OUT, purity_budget
from playground.models.model import compile_model
from playground.spec.experiment import Experiment
from tests.invariants.random_networks import random_network

EXACT = 1e-12  # rounding of a few dozen float64 operations


def _experiment(layers, qurons=1, **rest) -> Experiment:
    network = {"qurons": qurons, "layers": layers, "readouts": ["Z" + "I" * (qurons - 1)]}
    return Experiment.model_validate({"network": network, **rest})


def _model(experiment):
    return compile_model(experiment.network, device=experiment.device, noise=experiment.noise)
