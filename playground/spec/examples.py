"""The experiment the playground opens with."""

from __future__ import annotations

from playground.spec.device import Noise
from playground.spec.experiment import Data, Experiment, Training
from playground.spec.layers import Encode, Entangle, Rotate
from playground.spec.network import Network


def default_experiment() -> Experiment:
    """Return four qurons that learn to tell two circles apart, with a little of all three kinds of ambient noise."""
    layers = (
        Encode(axis="x", features=(0, 1), scale=1.75),
        Rotate(axes="zy"),
        Entangle(gate="cz", pattern="ring"),
        Encode(axis="y", features=(0, 1), scale=1.75),
        Rotate(axes="yz"),
        Entangle(gate="rxx", pattern="ring"),
    )
    return Experiment(
        network=Network(qurons=4, features=2, layers=layers, readouts=("ZIII",)),
        noise=Noise(amplitude_damping=0.02, phase_damping=0.02, depolarizing=0.005),
        data=Data(name="circles", samples=400, noise=0.1),
        training=Training(loss="mse", optimizer="adam", learning_rate=0.07, seed=0),
    )
