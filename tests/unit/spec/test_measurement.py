"""How readouts are measured: part of the experiment, of its link, and refused where nothing can be recovered."""

import pytest

from playground.spec import Device, Experiment, Measurement, SpecError, default_experiment
from playground.spec.codec import from_link, to_json, to_link
from playground.spec.edits import set_value
from playground.spec.measurement import readout_errors, without_readout_errors


def test_the_default_is_exact_and_is_not_written():
    assert Measurement() == Measurement(shots=None, invert_readout=False)
    assert "measurement" not in to_json(default_experiment())


def test_shots_are_a_value_of_the_experiment_like_any_other():
    experiment = set_value(default_experiment(), ("measurement", "shots"), 100)
    assert experiment.measurement.shots == 100
    assert '"measurement":{"shots":100}' in to_json(experiment)
    assert from_link(to_link(experiment)) == experiment
    assert set_value(experiment, ("measurement", "shots"), None) == default_experiment()


@pytest.mark.parametrize(
    ("measurement", "path", "words"),
    [
        ({"shots": 0}, "measurement.shots", "from 1 to 1000000, but is 0. Write null for exact"),
        ({"shots": 1_000_001}, "measurement.shots", "but is 1000001"),
        ({"shots": 10.5}, "measurement.shots", "but is 10.5"),
        ({"shots": "100"}, "measurement.shots", "but is '100'"),
        ({"invert_readout": 1}, "measurement.invert_readout", "must be true or false, but is 1"),
        ({"shot": 3}, "measurement.shot", "Did you mean `shots`?"),
    ],
)
def test_bad_measurements_are_refused(measurement, path, words):
    with pytest.raises(SpecError) as caught:
        Experiment.model_validate({**default_experiment().model_dump(), "measurement": measurement})
    assert caught.value.path == path
    assert words in caught.value.message


def test_what_reads_the_same_from_both_states_cannot_be_inverted():
    device = Device(readout_p01=0.3, readout_p10=0.7)
    given = default_experiment().replace(device=device)
    with pytest.raises(SpecError, match="of quron 0 add up to 1") as caught:
        set_value(given, ("measurement", "invert_readout"), True)
    assert caught.value.path == "measurement.invert_readout"


def test_inverted_readouts_are_the_mean_of_a_device_without_readout_errors():
    device = Device(t1=50, t2=60, error_2q=0.01, readout_p01=0.02, readout_p10=0.05)
    given = default_experiment().replace(device=device)
    assert given.read_device == device
    inverted = given.replace(measurement=Measurement(invert_readout=True))
    assert inverted.read_device == without_readout_errors(device) == Device(t1=50, t2=60, error_2q=0.01)


def test_readout_errors_quron_by_quron():
    assert readout_errors(Device(readout_p01=0.02, readout_p10=0.05), 2) == ((0.02, 0.05), (0.02, 0.05))
    each = Device(readout_p01=(0.02, 0.04), readout_p10=0.05)
    assert readout_errors(each, 2) == ((0.02, 0.05), (0.04, 0.05))
    with pytest.raises(SpecError, match="holds 2 numbers, but the network has 4 qurons"):
        default_experiment().replace(device=each, measurement=Measurement(invert_readout=True))
