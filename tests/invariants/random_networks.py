"""Random networks over every kind of layer, for laws that must hold for all of them.

Strategies are made once for each size: Hypothesis checks every new one, which takes longer than drawing from it.
"""

from functools import cache

import numpy as np
from hypothesis import strategies as st

from playground.models import Model, compile_model
from playground.spec import Device, Network, Noise
from playground.spec.choices import AXES, CHANNELS, COUPLINGS, GATES, PAIR_CHANNELS, PATTERNS

MOST_ALIVE = 4
"""Qurons alive at one time: more would make the plain construction slow, and no law new."""

AXIS, GATE, PATTERN, COUPLING = (st.sampled_from(names) for names in (AXES, GATES, PATTERNS, COUPLINGS))
SCALES = st.sampled_from([1.0, 2.0, -1.0, 0.5, 0.0, 1.5, 0.7310585])
DRIVES = st.sampled_from(["", "x", "zy", "xyz"])
TURNS = st.text(alphabet="xyz", min_size=1, max_size=3)


@cache
def fractions(high: float = 1.0) -> st.SearchStrategy[float]:
    """Probabilities, 0 and `high` included."""
    return st.one_of(st.sampled_from([0.0, high]), st.floats(0.0, high))


@cache
@st.composite
def subsets(draw: st.DrawFn, n: int, least: int = 1) -> list[int] | None:
    """Rising qurons, or None for all."""
    if draw(st.booleans()):
        return None
    return sorted(draw(st.sets(st.integers(0, n - 1), min_size=least)))


@cache
@st.composite
def encode_layers(draw: st.DrawFn, n: int, features: int) -> dict:
    """Scales with and without a common measure, fixed and trained."""
    return {
        "kind": "encode",
        "axis": draw(AXIS),
        "features": draw(st.lists(st.integers(0, features - 1), min_size=1, max_size=3)),
        "scale": draw(SCALES),
        "trainable": draw(st.sampled_from([False, False, True])),
        "qurons": draw(subsets(n)),
    }


@cache
@st.composite
def rotate_layers(draw: st.DrawFn, n: int) -> dict:
    """One to three axes."""
    axes = draw(TURNS)
    return {"kind": "rotate", "axes": axes, "qurons": draw(subsets(n))}


@cache
@st.composite
def entangle_layers(draw: st.DrawFn, n: int) -> dict:
    """A pattern over some qurons, or pairs written out in either direction."""
    return {"kind": "entangle", "gate": draw(GATE), **draw(pairings(n))}


@cache
@st.composite
def pairings(draw: st.DrawFn, n: int) -> dict:
    """A pattern over some of n qurons, or pairs written out in either direction."""
    if draw(st.booleans()):
        return {"pattern": draw(PATTERN), "qurons": draw(subsets(n, least=2))}
    pair = st.lists(st.integers(0, n - 1), min_size=2, max_size=2, unique=True)
    return {"pairs": draw(st.lists(pair, min_size=1, max_size=3))}


@cache
@st.composite
def evolve_layers(draw: st.DrawFn, n: int, features: int) -> dict:
    """Drives, detunings and couplings on groups of up to three qurons, or two that features drive."""
    driven = draw(st.booleans())
    layer = {
        "kind": "evolve",
        "duration": draw(st.sampled_from([0.0, 0.1, 1.5])),
        "drives": draw(DRIVES),
        "qurons": draw(subsets(n)),
    }
    if driven:
        drive = st.lists(st.integers(0, features - 1), min_size=1, max_size=3)
        layer |= {
            "axis": draw(AXIS),
            "features": draw(drive),
            "scale": draw(st.sampled_from([1.0, -0.7])),
        }
    targets = range(n) if layer["qurons"] is None else layer["qurons"]
    if len(targets) > 1 and draw(st.booleans()):
        chosen = draw(st.permutations(list(targets)))
        pairs = [chosen[:2]] if driven or len(chosen) < 3 or draw(st.booleans()) else [chosen[:2], chosen[1:3]]
        layer |= {"coupling": draw(COUPLING), "pairs": pairs}
    return layer


@cache
@st.composite
def decohere_layers(draw: st.DrawFn, n: int) -> dict:
    """Every channel with the fields that belong to it."""
    channel = draw(st.sampled_from(CHANNELS).filter(lambda name: n > 1 or name not in PAIR_CHANNELS))
    where = draw(pairings(n)) if channel in PAIR_CHANNELS else {"qurons": draw(subsets(n))}
    layer = {"kind": "decohere", "channel": channel, **where}
    if channel == "zz_crosstalk":
        return {**layer, "angle": draw(st.sampled_from([0.0, 0.8, -2.5, 4.0]))}
    if channel == "thermal":
        t1 = draw(st.floats(1.0, 100.0))
        t2 = t1 * draw(st.floats(0.1, 2.0))
        times = {"t1": t1, "t2": t2, "time": draw(st.floats(0.0, 200.0))}
        return {**layer, **times, "thermal_population": draw(fractions())}
    if channel == "generalized_amplitude_damping":
        layer["ground_population"] = draw(fractions())
    return {**layer, "strength": draw(fractions())}


@cache
@st.composite
def networks(draw: st.DrawFn) -> Network:
    """One to four qurons, one to three features, up to six layers, one or two readouts."""
    width = qurons = draw(st.integers(1, MOST_ALIVE))
    features = draw(st.integers(1, 3))
    layers = []
    for _ in range(draw(st.integers(1, 6))):
        choices = [encode_layers(width, features), rotate_layers(width), decohere_layers(width)]
        choices.append(evolve_layers(width, features))
        if width > 1:
            choices += [entangle_layers(width)] * 2
        layer = draw(st.one_of(*choices, perceptron_layers(width)))
        layers.append(layer)
        width = layer.get("width", width)
    readouts = draw(st.lists(readout_terms(width), min_size=1, max_size=2))
    return Network.model_validate({"qurons": qurons, "features": features, "layers": layers, "readouts": readouts})


@cache
@st.composite
def perceptron_layers(draw: st.DrawFn, n: int) -> dict:
    """Fewer, as many or more outputs than inputs."""
    inputs = draw(subsets(n))
    if inputs is None and n == MOST_ALIVE:
        inputs = [0, 2]
    most = MOST_ALIVE - (n if inputs is None else len(inputs))
    if most < 1:
        inputs, most = [n - 1], MOST_ALIVE - 1
    return {"kind": "perceptron", "width": draw(st.integers(1, most)), "qurons": inputs}


@cache
@st.composite
def readout_terms(draw: st.DrawFn, n: int) -> str | dict:
    """A Pauli string, or a weighted sum of strings."""
    string = st.text(alphabet="IXYZ", min_size=n, max_size=n).filter(lambda name: set(name) != {"I"})
    if draw(st.booleans()):
        return draw(string)
    names = draw(st.lists(string, min_size=1, max_size=3, unique=True))
    return {"terms": {name: draw(st.floats(-2.0, 2.0)) for name in names}}


@cache
@st.composite
def devices(draw: st.DrawFn, widths: tuple[int, ...] = ()) -> Device:
    """Ideal ones, and ones with every fault; with `widths`, also with values for every quron where these allow it."""
    if draw(st.booleans()):
        return Device()
    each = bool(widths) and max(widths) == widths[0] and draw(st.booleans())

    def one_or_each(values: st.SearchStrategy) -> st.SearchStrategy:
        return st.lists(values, min_size=widths[0], max_size=widths[0]) if each else values

    t1 = draw(one_or_each(st.one_of(st.none(), st.floats(0.5, 50.0))))
    shortest = min((time for time in (t1 if each else [t1]) if time is not None), default=0.5)
    return Device(
        t1=t1,
        t2=draw(one_or_each(st.floats(0.1, 2 * shortest))),
        thermal_population=draw(one_or_each(fractions(0.3))),
        error_1q=draw(fractions(0.1)),
        error_2q=draw(fractions(0.1)),
        readout_p01=draw(one_or_each(fractions(0.2))),
        readout_p10=draw(fractions(0.2)),
        zz_crosstalk=draw(st.sampled_from([0.0, 0.0, 3.0, -20.0])),
    )


@cache
@st.composite
def noises(draw: st.DrawFn) -> Noise:
    """No ambient noise, or all three channels."""
    if draw(st.booleans()):
        return Noise()
    strengths = {name: draw(fractions(0.4)) for name in ("amplitude_damping", "phase_damping", "depolarizing")}
    return Noise(**strengths)


@cache
@st.composite
def models(draw: st.DrawFn) -> tuple[Model, np.random.Generator]:
    """A model of a random network, and a source of angles and inputs."""
    network = draw(networks())
    model = compile_model(network, draw(devices(network.widths)), draw(noises()))
    return model, np.random.default_rng(draw(st.integers(0, 2**32 - 1)))


def random_angles(model: Model, rng: np.random.Generator) -> np.ndarray:
    """theta, shape (P,)."""
    return rng.uniform(-np.pi, np.pi, model.n_parameters)


def random_inputs(model: Model, rng: np.random.Generator, count: int) -> np.ndarray:
    """Inputs, shape (count, features)."""
    return rng.uniform(-1.5, 1.5, (count, model.network.features))
