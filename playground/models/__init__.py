"""Layers as channels, networks as programs on Pauli vectors, and everything that is computed from them."""

from playground.models.losses import LOSSES
from playground.models.maps import Maps
from playground.models.model import Model, compile_experiment, compile_model
from playground.models.planner import Plan, Plans
from playground.models.statevector.trajectories import Estimate
from playground.models.threads import one_blas_thread

__all__ = [
    "LOSSES",
    "Estimate",
    "Maps",
    "Model",
    "Plan",
    "Plans",
    "compile_experiment",
    "compile_model",
    "one_blas_thread",
]
