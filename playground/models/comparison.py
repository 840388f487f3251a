"""The fast paths of a model against plain QuTiP, quantity by quantity: what the badge on the page reports."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import ArrayLike

from playground.models import checks
from playground.models.model import Model
from playground.models.pauli import FloatArray
from playground.spec.layers import Decohere, Evolve
from playground.spec.network import Network

MOST_SOLVED = 6
"""Largest number of qurons that `mesolve` takes through every layer: its Liouvillian is 4^n wide."""
_CROWD = 21  # inputs along a side among which the probe is predicted once more: enough to make the Fourier grid pay


def compare(model: Model, theta: ArrayLike, x: ArrayLike) -> dict[str, float]:
    """Largest differences between a model and density matrices in plain QuTiP, at one input.

    Args:
        model: The model.
        theta: Shape (P,), radians.
        x: Shape (features,).
    Returns:
        By name: `readouts`; `readouts on the grid` (the same as one of many inputs, which may take another path);
        `Bloch vectors` and `purities` before and after every layer; `state` (entries of the last density matrix);
        and `mesolve` (all of those, for a network in which time passes, with `qutip.mesolve` for whatever takes time).
        Without `mesolve` if nothing takes time, or if more than 6 qurons would have to be solved.
    Raises:
        ValueError: If a shape is wrong or a value is not finite.
        SpecError: If the density matrix is too large.
    """
    from playground.models.referee import layer_states, relax_by_mesolve  # QuTiP takes a second to import

    angles = checks.check_theta(theta, model.n_parameters)
    point = checks.check_input(x, model.network.features)[0]
    fast = _fast(model, angles, point)
    device = model.device.acting
    given = (model.network, device, model.noise, angles, point)
    found = _differences(model, fast, layer_states(*given))
    if not takes_time(model):
        return found
    if not _relaxes(model):
        return found | {"mesolve": largest(found)}  # evolve layers alone: QuTiP has solved them already
    if max(model.network.widths) <= MOST_SOLVED:
        found["mesolve"] = largest(_differences(model, fast, layer_states(*given, relax_by_mesolve)))
    return found


def largest(differences: dict[str, float]) -> float:
    """The largest difference; no number if one of them is none, which `max` would hide."""
    return float(np.max(list(differences.values())))


def takes_time(model: Model) -> bool:
    """Whether anything in the network evolves in time: relaxation of the device, `thermal` or `evolve` layers."""
    return _relaxes(model) or any(isinstance(layer, Evolve) for layer in model.network.layers)


def _relaxes(model: Model) -> bool:
    network, device = model.network, model.device
    thermal = any(isinstance(layer, Decohere) and layer.channel == "thermal" for layer in network.layers)
    return thermal or any(device.on(quron).relaxes for quron in range(max(network.widths)))


def _fast(model: Model, theta: FloatArray, x: FloatArray) -> dict[str, list[FloatArray]]:
    """Everything that is compared, by the model's own paths."""
    crowd = np.vstack([x, _around(model.network, x)])
    return {
        "readouts": [model.predict(theta, x[None, :])[0]],
        "readouts on the grid": [model.predict(theta, crowd)[0]],
        "Bloch vectors": model.bloch(theta, x),
        "purities": [model.purities(theta, x)],
        "state": [model.state(theta, x).full()],
    }


def _around(network: Network, x: FloatArray) -> FloatArray:
    """A lattice over the map's square in the first two features, the others as in x."""
    line = np.linspace(-1.0, 1.0, _CROWD)
    points = np.array([[*pair, *x[2:]] for pair in product(line, line)])
    return points[:, : network.features]


def _differences(model: Model, fast: dict[str, list[FloatArray]], plain: list) -> dict[str, float]:
    """Largest difference of each quantity from density matrices, L + 1 of them."""
    from playground.models.referee import readouts_of
    from playground.quantum.measures import bloch_vectors, purity

    readouts = readouts_of(plain[-1], model.network, model.device)
    slow = {
        "readouts": [readouts],
        "readouts on the grid": [readouts],
        "Bloch vectors": [bloch_vectors(rho) for rho in plain],
        "purities": [np.array([purity(rho) for rho in plain])],
        "state": [plain[-1].full()],
    }
    return {
        name: float(np.max([np.max(np.abs(a - b)) for a, b in zip(parts, slow[name], strict=True)]))
        for name, parts in fast.items()
    }
