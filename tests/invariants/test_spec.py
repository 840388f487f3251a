"""Laws of the experiment as a value, over random experiments, random edits and random rubbish."""

import json
import math
from collections.abc import Callable
from itertools import cycle, islice, permutations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground import spec
from playground.spec import (
    Data,
    Decohere,
    Device,
    Encode,
    Entangle,
    Experiment,
    Network,
    Noise,
    Readout,
    SpecError,
    Training,
    carry_parameters,
    choices,
    default_experiment,
    initial_parameters,
    make_layer,
    parameter_labels,
)
from playground.spec.codec import MAX_LINK, from_json, from_link, to_json, to_link
from playground.spec.edits import EDITS, apply_edit
from playground.spec.history import History
from playground.spec.reading import MAX_TEXT
from tests.invariants.random_experiments import experiments, networks, probability

# Other work may share the machine, so an example has no deadline.
settings.register_profile("spec", deadline=None, max_examples=60)
SPEC = settings.get_profile("spec")

# Rubbish that a page, a file or a link may send.
rubbish = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
index = st.one_of(*[st.integers(0, 3)] * 3, st.integers(-1, 8), rubbish)
layer_messages = st.one_of(
    st.fixed_dictionaries(
        {"kind": st.sampled_from(choices.LAYER_KINDS)},
        optional={
            "qurons": st.none() | st.lists(st.integers(0, 8), max_size=3),
            "axes": st.text("xyzw", max_size=3),
            "features": st.lists(st.integers(0, 3), max_size=3),
            "gate": st.sampled_from(choices.GATES),
            "pattern": st.sampled_from(choices.PATTERNS),
            "channel": st.sampled_from(choices.CHANNELS),
            "width": st.integers(0, 8),
            "strength": st.floats(-1, 2),
        },
    ),
    st.sampled_from(choices.LAYER_KINDS).map(lambda kind: {"kind": kind}),
    rubbish,
)
paths = st.one_of(
    st.tuples(st.just("network"), st.sampled_from(["qurons", "features", "layers", "readouts"])),
    st.tuples(st.just("network"), st.just("layers"), index),
    st.tuples(
        st.just("network"),
        st.just("layers"),
        index,
        st.sampled_from(
            ["axes", "gate", "pattern", "pairs", "qurons", "channel", "strength", "width", "features", "t1"]
        ),
    ),
    st.tuples(st.just("parameters"), index),
    st.tuples(st.sampled_from(["noise", "data", "device", "training", "version", "parameters"]), st.text(max_size=5)),
    st.just(("noise", "depolarizing")),
    rubbish,
)
values = st.one_of(
    rubbish, layer_messages, st.floats(0, 1), st.integers(0, 9), st.sampled_from(choices.CHANNELS + choices.PATTERNS)
)
likely_settings = st.one_of(
    st.tuples(st.tuples(st.just("noise"), st.sampled_from(choices.AMBIENT_CHANNELS)), probability),
    st.tuples(st.tuples(st.just("parameters"), st.integers(0, 5)), st.floats(-9, 9)),
    st.tuples(st.just(("network", "qurons")), st.integers(1, 8)),
    st.tuples(st.tuples(st.just("network"), st.just("layers"), st.integers(0, 3)), layer_messages),
    st.tuples(
        st.tuples(st.just("network"), st.just("layers"), st.integers(0, 3), st.just("qurons")),
        st.none() | st.sets(st.integers(0, 3), min_size=1).map(sorted),
    ),
    st.tuples(
        st.tuples(
            st.just("network"), st.just("layers"), st.integers(0, 3), st.sampled_from(["axes", "channel", "gate"])
        ),
        st.sampled_from(("x", "zyz", *choices.CHANNELS, *choices.GATES)),
    ),
    st.tuples(
        st.tuples(
            st.just("network"), st.just("layers"), st.integers(0, 3), st.sampled_from(["pattern", "pairs", "width"])
        ),
        st.sampled_from((*choices.PATTERNS, None, [[0, 1]], 1, 2)),
    ),
)
angles = st.none() | st.lists(st.none() | st.lists(st.floats(-4, 4) | rubbish, max_size=4), max_size=3) | rubbish
copies = st.fixed_dictionaries(
    {"quron": st.just("layers"), "version": st.just(1)},
    optional={"layers": st.lists(layer_messages, max_size=3) | rubbish, "angles": angles},
)
edits = st.one_of(
    st.fixed_dictionaries({"kind": st.just("arrange_layers"), "order": st.lists(index, max_size=6) | rubbish}),
    st.fixed_dictionaries(
        {"kind": st.just("insert_layers"), "index": index, "layers": st.lists(layer_messages, max_size=3) | rubbish},
        optional={"angles": angles},
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("paste_layers"),
            "index": index,
            "text": copies.map(json.dumps) | st.text(max_size=9) | rubbish,
        }
    ),
    st.fixed_dictionaries({"kind": st.just("insert_layer"), "index": index, "layer": layer_messages}),
    st.fixed_dictionaries({"kind": st.just("replace_layer"), "index": index, "layer": layer_messages}),
    st.fixed_dictionaries({"kind": st.sampled_from(["remove_layer", "duplicate_layer"]), "index": index}),
    st.fixed_dictionaries({"kind": st.just("move_layer"), "source": index, "target": index}),
    st.fixed_dictionaries({"kind": st.sampled_from(["add_quron", "remove_quron"])}),
    st.fixed_dictionaries({"kind": st.just("remove_quron"), "quron": index}),
    st.fixed_dictionaries({"kind": st.just("set_value"), "path": paths, "value": values}),
    likely_settings.map(lambda setting: {"kind": "set_value", "path": setting[0], "value": setting[1]}),
    st.dictionaries(st.sampled_from(["kind", "index", "layer", "path"]), st.sampled_from(sorted(EDITS)) | rubbish),
    rubbish,
)


def attempt(function: Callable[..., Any], *args: Any) -> tuple[Any, SpecError | None]:
    """The result and no error, or no result and the error; any other exception fails the test."""
    try:
        return function(*args), None
    except SpecError as error:
        return None, error


def assert_speaks(error: SpecError) -> None:
    """A refusal is a sentence, and short enough to show."""
    assert error.message.endswith((".", "?"))
    assert len(error.message) < 800


def assert_valid(experiment: Experiment) -> None:
    """The whole experiment passes the door again, from plain data."""
    assert Experiment.model_validate(json.loads(experiment.model_dump_json())) == experiment


@settings(SPEC)
@given(experiments())
def test_decode_after_encode_is_the_identity(experiment):
    text = to_json(experiment)
    assert from_json(text) == experiment
    assert to_json(from_json(text)) == text
    assert_valid(experiment)


@settings(SPEC)
@given(experiments())
def test_a_link_restores_everything_and_parameters_to_eight_digits(experiment):
    """Half a step of 1e-7 radians, and the rounding of the doubles themselves."""
    link, error = attempt(to_link, experiment)
    if error is not None:
        assert experiment.parameters is not None
        assert "Share without parameters" in error.message
        experiment = experiment.replace(parameters=None)
        link = to_link(experiment)
    restored = from_link(link)
    assert len(link) <= MAX_LINK
    assert restored.replace(parameters=None) == experiment.replace(parameters=None)
    assert (restored.parameters is None) == (experiment.parameters is None)
    for one, other in zip(restored.parameters or (), experiment.parameters or (), strict=True):
        assert math.isclose(one, other, abs_tol=5.001e-8)
    assert to_link(restored) == link


@settings(SPEC)
@given(experiments())
def test_a_value_is_what_its_repr_says(experiment):
    twin = eval(repr(experiment), vars(spec))  # noqa: S307 (our own text)
    assert twin == experiment
    assert hash(twin) == hash(experiment)


@settings(SPEC, max_examples=120)
@given(experiments() | st.just(default_experiment()), st.lists(edits, min_size=1, max_size=8))
def test_any_edits_give_a_valid_experiment_or_a_spec_error(experiment, messages):
    history = History(experiment)
    for message in messages:
        before = history.now
        after, error = attempt(apply_edit, before, message)
        if error is not None:
            assert_speaks(error)
            continue
        assert_valid(after)
        assert (after.parameters is None) or len(after.parameters) == len(parameter_labels(after.network))
        history = history.commit(after)
        assert history.now == after
        assert after == before or history.undo().now == before
    while history.can_undo:
        history = history.undo()
    assert history.now == experiment


@settings(SPEC)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=6), st.integers(0, 3))
def test_undo_after_commit_is_the_identity(past, new):
    """Values of any kind, equal ones among them: all that the row asks of a value is whether it equals another."""
    history = History(past[0])
    for value in past[1:]:
        history = history.commit(value)
    if new != history.now:
        undone = history.commit(new).undo()
        assert (undone.now, undone.past) == (history.now, history.past)
        assert undone.redo() == history.commit(new)


@settings(SPEC)
@given(
    rubbish, st.sampled_from([Network, Experiment, Device, Noise, Data, Training, Encode, Entangle, Decohere, Readout])
)
def test_rubbish_gives_a_value_or_a_spec_error(data, model):
    forms = (data, {"network": data}, {"qurons": 2, "layers": data}, {"qurons": data, "layers": [data]}, str(data))
    for form in forms:
        value, error = attempt(model.model_validate, form)
        if error is not None:
            assert_speaks(error)
        else:
            assert isinstance(value, model)


@settings(SPEC)
@given(st.text(max_size=200) | st.binary(max_size=200))
def test_no_text_breaks_the_decoders(text):
    with pytest.raises(SpecError):
        from_json(text)
    if isinstance(text, str):
        with pytest.raises(SpecError):
            from_link(text)


@settings(SPEC)
@given(networks(), networks(), st.integers(0, 9))
def test_carried_parameters_are_old_or_fresh(old, new, seed):
    theta = [float(number) for number in range(1000, 1000 + len(parameter_labels(old)))]
    fresh = initial_parameters(new, seed)
    carried = carry_parameters(old, theta, new, fresh)
    assert all(value in theta or value == fresh[i] for i, value in enumerate(carried))
    kept = [value for value in carried if value >= 1000]
    assert len(kept) == len(set(kept))
    assert carry_parameters(old, theta, old, theta) == tuple(theta)


def test_the_largest_experiment_fits_into_a_file():
    long = -0.00012345678901234567
    assert len(repr(long)) == 23
    n = choices.MAX_QURONS
    # Two digits at each end: the longest there are.
    pairs = tuple(islice(cycle(permutations(range(10, n), 2)), choices.MAX_PAIRS))
    row = (Entangle(gate="rxx", pairs=pairs),) * choices.MAX_LAYERS
    strings = ("".join(letters) for letters in islice(product("XYZ", repeat=n), choices.MAX_TERMS))
    readout = Readout(terms=tuple((pauli, long) for pauli in strings))
    network = Network(qurons=n, layers=row, readouts=(readout,) * choices.MAX_READOUTS)
    experiment = Experiment(network=network, parameters=(long,) * len(parameter_labels(network)))
    assert len(to_json(experiment)) < MAX_TEXT
    assert from_json(to_json(experiment)) == experiment


def test_every_choice_is_covered():
    for kind in choices.LAYER_KINDS:
        assert make_layer({"kind": kind}).kind == kind
    assert tuple(Noise.model_fields) == choices.AMBIENT_CHANNELS
    assert tuple(choices.CHANNEL_PARAMETERS) == choices.CHANNELS
    assert {name for names in choices.CHANNEL_PARAMETERS.values() for name in names} <= set(Decohere.model_fields)
    assert (*choices.FIXED_GATES, *choices.PARAMETRISED_GATES) == choices.GATES
    for name in choices.DATASETS:
        assert Data(name=name).is_regression == (name in choices.REGRESSION_SETS)
    for loss in choices.LOSSES:
        assert Training(loss=loss).loss == loss
    for optimizer in choices.OPTIMIZERS:
        assert Training(optimizer=optimizer).optimizer == optimizer
    for gate in choices.PARAMETRISED_GATES:
        assert len(Entangle(gate=gate).parameters_on(2)) == 1
