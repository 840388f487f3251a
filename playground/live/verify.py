"""The badge "checked with QuTiP": the fast path against the plain construction, beside the training."""

from __future__ import annotations

import logging
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.models.comparison import compare, largest, takes_time
from playground.models.model import compile_experiment
from playground.spec.experiment import Experiment

_log = logging.getLogger(__name__)


def verified(experiment: Experiment, theta: NDArray[np.float64], x: NDArray[np.float64]) -> dict[str, Any]:
    """Compare readouts, Bloch vectors, purities and the last state with QuTiP's; see `models.comparison`.

    The model is compiled anew: a model works in memory of its own, which two threads cannot share.

    Args:
        experiment: Network, device and noise.
        theta: Parameters in radians, shape (P,).
        x: Input, shape (features,).
    Returns:
        A message for the client: the largest deviation, those of every quantity, whether `mesolve` was left out
        because of the size, and the time taken; or what went wrong.
    """
    begun = time.perf_counter()
    try:
        model = compile_experiment(experiment)
        parts = compare(model, theta, x)
    except Exception as error:  # whatever it is, the client waits for an answer
        _log.exception("QuTiP could not check a network")
        text = f"QuTiP could not check this network: {error or type(error).__name__}"
        return {"type": "message", "level": "error", "text": text, "path": ""}
    return {
        "type": "verified",
        "deviation": largest(parts),
        "parts": parts,
        "unsolved": takes_time(model) and "mesolve" not in parts,
        "ms": round(1e3 * (time.perf_counter() - begun), 1),
    }
