"""Quantum neural networks to play with, decoherence included.

The names below are loaded when they are first used, so that `import playground` costs nothing and each room can be
used without those above it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playground.learning.estimators import QuronClassifier, QuronRegressor
    from playground.learning.train import train
    from playground.models.model import compile_model
    from playground.spec.device import Device, Noise
    from playground.spec.errors import SpecError
    from playground.spec.experiment import Experiment
    from playground.spec.network import Network

__all__ = [
    "Device",
    "Experiment",
    "Network",
    "Noise",
    "QuronClassifier",
    "QuronRegressor",
    "SpecError",
    "compile_model",
    "train",
]

_HOMES = {
    "Device": "playground.spec.device",
    "Experiment": "playground.spec.experiment",
    "Network": "playground.spec.network",
    "Noise": "playground.spec.device",
    "QuronClassifier": "playground.learning.estimators",
    "QuronRegressor": "playground.learning.estimators",
    "SpecError": "playground.spec.errors",
    "compile_model": "playground.models.model",
    "train": "playground.learning.train",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'playground' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
