"""Every choice a user has, by name, and every limit. Names only: one other room implements each table.

Menus, the codec and sweep axes read these tables; a parity test keeps each equal to its implementation.
"""

from __future__ import annotations

from typing import Literal, get_args

Axis = Literal["x", "y", "z"]
FixedGate = Literal["cz", "cnot", "iswap", "swap"]
ParametrisedGate = Literal["crx", "cry", "crz", "rxx", "ryy", "rzz"]
Gate = Literal["cz", "cnot", "iswap", "swap", "crx", "cry", "crz", "rxx", "ryy", "rzz"]
Pattern = Literal["ring", "chain", "all", "star"]
Channel = Literal[
    "amplitude_damping",
    "generalized_amplitude_damping",
    "phase_damping",
    "depolarizing",
    "bit_flip",
    "phase_flip",
    "bit_phase_flip",
    "thermal",
    "pair_depolarizing",
    "zz_crosstalk",
]
DatasetName = Literal["circles", "moons", "xor", "blobs", "spiral", "disc", "plane", "gauss", "sine"]
Loss = Literal["mse", "cross_entropy", "hinge"]
Optimizer = Literal["sgd", "adam", "spsa"]
Coupling = Literal["zz", "exchange"]
LayerKind = Literal["encode", "rotate", "entangle", "evolve", "decohere", "perceptron"]

AXES: tuple[Axis, ...] = get_args(Axis)
FIXED_GATES: tuple[FixedGate, ...] = get_args(FixedGate)
PARAMETRISED_GATES: tuple[ParametrisedGate, ...] = get_args(ParametrisedGate)
GATES: tuple[Gate, ...] = get_args(Gate)
PATTERNS: tuple[Pattern, ...] = get_args(Pattern)
CHANNELS: tuple[Channel, ...] = get_args(Channel)
COUPLINGS: tuple[Coupling, ...] = get_args(Coupling)
LAYER_KINDS: tuple[LayerKind, ...] = get_args(LayerKind)
LOSSES: tuple[Loss, ...] = get_args(Loss)
OPTIMIZERS: tuple[Optimizer, ...] = get_args(Optimizer)

AMBIENT_CHANNELS: tuple[Channel, ...] = ("amplitude_damping", "phase_damping", "depolarizing")
"""The dials of `Noise`, in the order in which they act."""

CHANNEL_PARAMETERS: dict[Channel, tuple[str, ...]] = {
    "amplitude_damping": ("strength",),
    "generalized_amplitude_damping": ("strength", "ground_population"),
    "phase_damping": ("strength",),
    "depolarizing": ("strength",),
    "bit_flip": ("strength",),
    "phase_flip": ("strength",),
    "bit_phase_flip": ("strength",),
    "thermal": ("t1", "t2", "time", "thermal_population"),
    "pair_depolarizing": ("strength",),
    "zz_crosstalk": ("angle",),
}
"""Which fields of a `decohere` layer belong to which channel."""

PAIR_CHANNELS: tuple[Channel, ...] = ("pair_depolarizing", "zz_crosstalk")
"""The channels that act on pairs of qurons; the others act on each quron by itself."""

CLASSIFICATION_SETS: tuple[DatasetName, ...] = ("circles", "moons", "xor", "blobs", "spiral", "disc")
REGRESSION_SETS: tuple[DatasetName, ...] = ("plane", "gauss", "sine")
DATASETS: tuple[DatasetName, ...] = CLASSIFICATION_SETS + REGRESSION_SETS

MAX_QURONS = 32
"""Largest number of qurons alive at one time; for a perceptron layer, inputs and outputs together.

What can be evaluated depends on noise and gates too, and is planned when a network is compiled; the page has a limit of
its own."""
MAX_COUPLED = 3
"""Largest number of qurons that an `evolve` layer may couple to one another: their propagator has 16^k entries."""
MAX_COUPLED_DRIVEN = 2
"""The same if features drive them, so that every input has a propagator of its own."""
MAX_LAYERS = 24
MAX_FEATURES = 8
MAX_AXES = 6
MAX_PAIRS = 496
"""Each pair of the most qurons once."""
MAX_READOUTS = 8
MAX_TERMS = 32
MIN_SAMPLES, MAX_SAMPLES = 20, 2000
MAX_SEED = 2**32 - 1
MAX_PARAMETERS = MAX_LAYERS * MAX_PAIRS
MAX_ANGLE = 1e6
"""Largest absolute value of a parameter, in radians."""
MAX_SCALE = 100.0
"""Largest absolute value of the scale of an encoder, in radians per unit."""
MAX_TIME = 1e9
"""Longest time in microseconds; `null` in a device means infinite."""
MAX_EXAGGERATION = 1000.0
"""How many times stronger than stated the noise of a device may act."""
MAX_SHOTS = 1_000_000
"""Most shots for one readout."""
