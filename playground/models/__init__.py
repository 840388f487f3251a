"""Layers as channels, networks as programs on Pauli vectors, and everything that is computed from them."""

from playground.models.cost import Cost
from playground.models.losses import LOSSES
from playground.models.maps import Maps
from playground.models.model import Model, compile_model
from playground.models.threads import one_blas_thread

__all__ = ["LOSSES", "Cost", "Maps", "Model", "compile_model", "one_blas_thread"]
