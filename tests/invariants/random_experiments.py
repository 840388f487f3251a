"""Random experiments that are valid, over every kind of layer and every setting.

Strategies are made once for each size: Hypothesis checks every new one, which takes longer than drawing from it.
"""

from functools import cache
from typing import Any

from hypothesis import strategies as st

from playground.spec import (
    Data,
    Decohere,
    Device,
    Encode,
    Entangle,
    Experiment,
    Measurement,
    Network,
    Noise,
    Perceptron,
    Readout,
    Rotate,
    Training,
    choices,
    parameter_labels,
)
from playground.spec.layers import AnyLayer

probability = st.floats(0, 1)
times = st.none() | st.floats(1, 1e4)
names = st.text(max_size=20).filter(str.isprintable)
shots = st.none() | st.integers(1, choices.MAX_SHOTS)
batch_sizes = st.none() | st.just(9)


@cache
def subsets(width: int) -> st.SearchStrategy[tuple[int, ...] | None]:
    """Rising qurons, or None for all."""
    return st.none() | st.sets(st.integers(0, width - 1), min_size=1).map(lambda s: tuple(sorted(s)))


@cache
def readouts(width: int) -> st.SearchStrategy[list[str | Readout]]:
    """One to three, strings or weighted sums."""
    pauli = st.text("IXYZ", min_size=width, max_size=width).filter(lambda text: set(text) != {"I"})
    terms = st.dictionaries(pauli, st.floats(-5, 5), min_size=1, max_size=3).map(
        lambda t: Readout(terms=tuple(t.items()))
    )
    return st.lists(pauli | terms, min_size=1, max_size=3)


@cache
def parameters(count: int) -> st.SearchStrategy[tuple[float, ...] | None]:
    """As many angles, or None."""
    return st.none() | st.lists(st.floats(-20, 20), min_size=count, max_size=count).map(tuple)


@cache
def relaxation_times(qurons: int) -> st.SearchStrategy[tuple[float | None, ...]]:
    """One for each quron."""
    return st.lists(times, min_size=qurons, max_size=qurons).map(tuple)


@cache
def pairs(width: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    """One to four pairs, in either direction."""
    ends = st.tuples(st.integers(0, width - 1), st.integers(0, width - 1)).filter(lambda pair: pair[0] != pair[1])
    return st.lists(ends, min_size=1, max_size=4)


@cache
@st.composite
def layers(draw: Any, width: int, features: int) -> AnyLayer:
    """A layer that fits `width` qurons."""
    kinds = ["encode", "rotate", "decohere", "entangle", "pairs", "perceptron"]
    kind = draw(st.sampled_from([k for k in kinds if width > 1 or k not in ("entangle", "pairs")]))
    qurons = draw(subsets(width))
    if kind == "encode":
        chosen = draw(st.lists(st.integers(0, features - 1), min_size=1, max_size=4))
        return Encode(
            axis=draw(st.sampled_from(choices.AXES)),
            features=tuple(chosen),
            scale=draw(st.floats(-9, 9)),
            qurons=qurons,
        )
    if kind == "rotate":
        return Rotate(axes=draw(st.text("xyz", min_size=1, max_size=3)), qurons=qurons)
    if kind == "decohere":
        channel = draw(st.sampled_from(choices.CHANNELS))
        if channel == "thermal":
            t1 = draw(st.floats(1, 1e3))
            t2 = t1 * draw(st.floats(0.01, 2))
            return Decohere(channel=channel, t1=t1, t2=min(t2, 2 * t1), time=draw(st.floats(0, 1e3)), qurons=qurons)
        if channel not in choices.PAIR_CHANNELS:
            return Decohere(channel=channel, strength=draw(probability), qurons=qurons)
        if width == 1:
            return Rotate()
        own = {"angle": draw(st.floats(-9, 9))} if channel == "zz_crosstalk" else {"strength": draw(probability)}
        if draw(st.booleans()):
            return Decohere(channel=channel, pairs=((1, 0), (0, width - 1)), **own)
        few = qurons is not None and len(qurons) < 2
        chosen = draw(st.sampled_from(choices.PATTERNS))
        return Decohere(channel=channel, pattern=chosen, qurons=None if few else qurons, **own)
    if kind == "perceptron":
        inputs = width if qurons is None else len(qurons)
        most = choices.MAX_QURONS - inputs
        return Perceptron(width=draw(st.integers(1, min(most, 7))), qurons=qurons) if most else Rotate()
    gate = draw(st.sampled_from(choices.GATES))
    if kind == "pairs":
        return Entangle(gate=gate, pairs=tuple(draw(pairs(width))))
    if qurons is not None and len(qurons) < 2:
        qurons = None
    return Entangle(gate=gate, pattern=draw(st.sampled_from(choices.PATTERNS)), qurons=qurons)


@st.composite
def networks(draw: Any) -> Network:
    # Wide networks say no more than narrow ones, and take longer: one in nine is enough.
    qurons = draw(st.sampled_from([*range(1, 9), choices.MAX_QURONS]))
    features = draw(st.integers(1, 3))
    row: list[AnyLayer] = []
    width = qurons
    for _ in range(draw(st.integers(1, 6))):
        row.append(draw(layers(width, features)))
        width = row[-1].width_after(width)
    return Network(qurons=qurons, features=features, layers=tuple(row), readouts=tuple(draw(readouts(width))))


@st.composite
def experiments(draw: Any) -> Experiment:
    network = draw(networks())
    each = max(network.widths) == network.qurons and draw(st.booleans())
    t1 = draw(relaxation_times(network.qurons) if each else times)
    return Experiment(
        network=network,
        noise=Noise(amplitude_damping=draw(probability), depolarizing=draw(probability)),
        device=Device(name=draw(names), t1=t1, t2=t1, error_1q=draw(probability)),
        measurement=Measurement(shots=draw(shots), invert_readout=draw(st.booleans())),
        data=Data(name=draw(st.sampled_from(choices.DATASETS)), samples=draw(st.integers(20, 2000))),
        training=Training(
            loss=draw(st.sampled_from(choices.LOSSES)),
            seed=draw(st.integers(0, 99)),
            batch_size=draw(batch_sizes),
        ),
        parameters=draw(parameters(len(parameter_labels(network)))),
    )
