"""Back and forth through the training history, earlier runs, stops, and an epoch in slow motion."""

from __future__ import annotations

import numpy as np
import pytest

from playground.live import messages as m
from playground.live.pace import PHASES, Stop
from playground.live.runs import MOST_RUNS
from playground.live.tape import MEMORY, Tape
from playground.live.trainer import Trainer

from .conftest import example


def trained(epochs: int) -> Trainer:
    trainer = Trainer(example())
    for _ in range(epochs):
        trainer.advance()
    return trainer


def noise(value: float) -> m.Set:
    return m.Set(path=["noise", "depolarizing"], value=value, commit=True)


def epochs(table) -> list[float]:
    """Epochs of the curve as a client has pieced it together."""
    rows, run = [], None
    for header, arrays in table.client.frames:
        rows = arrays["losses"][:, 0].tolist() if header["run"] != run else rows + arrays["losses"][:, 0].tolist()
        run = header["run"]
    return rows


def test_back_and_step_walk_along_the_history_without_training(table):
    for _ in range(5):
        table.say(m.Step())
    theta = [table.trainer.tape.at(k).theta for k in range(6)]
    table.say(m.Back(), m.Back())
    assert (table.client.header["epoch"], table.client.header["reach"]) == (3, [0, 5])
    np.testing.assert_array_equal(table.trainer.theta, theta[3])
    np.testing.assert_allclose(table.client.arrays["theta"], theta[3], rtol=1e-6)  # sent as float32
    table.say(m.Step())
    assert table.trainer.theta is theta[4]
    for _ in range(9):
        table.say(m.Back())
    assert table.client.header["epoch"] == 0
    assert epochs(table) == [0, 1, 2, 3, 4, 5]


def test_seeking_pauses_and_shows_the_map_of_that_epoch(playing):
    playing.pump(0.3)
    playing.say(m.Seek(epoch=4))
    assert not playing.session.playing
    assert playing.client.header["epoch"] == 4
    expected = playing.trainer.model.decision_map(playing.trainer.tape.at(4).theta)
    np.testing.assert_allclose(playing.client.arrays["map"], expected, atol=1e-6)  # sent as float32
    f = playing.trainer.model.predict(playing.trainer.theta, playing.trainer.dataset.x_train)[:, 0]
    loss = np.mean((f - playing.trainer.dataset.y_train) ** 2)
    assert playing.client.header["train_loss"] == pytest.approx(loss)


def test_training_on_from_an_earlier_epoch_repeats_the_run_bit_for_bit(table):
    for _ in range(15):
        table.say(m.Step())
    last = table.trainer.theta
    table.say(m.Seek(epoch=5), m.Play())
    while table.trainer.epoch.index < 15:
        table.pump(0.01)
    table.say(m.Seek(epoch=15))
    assert table.trainer.theta.tobytes() == last.tobytes()
    assert len(table.trainer.shelf) == 0  # nothing is lost, so nothing is kept
    assert epochs(table)[:16] == list(range(16))


def test_another_future_leaves_the_old_one_as_an_earlier_run(table):
    for _ in range(15):
        table.say(m.Step())
    table.say(m.Seek(epoch=5), noise(0.2), m.Step())
    assert table.trainer.epoch.index == 6
    (run,) = table.client.of_type("runs")[-1]["runs"]
    assert (run["number"], run["epoch"], len(run["rows"])) == (1, 15, 16)
    assert epochs(table) == list(range(7))


def test_a_turned_parameter_survives_a_look_back(table):
    for _ in range(3):
        table.say(m.Step())
    table.say(m.Set(path=["parameters", 0], value=1.0, commit=True), m.Back(), m.Step())
    assert table.trainer.epoch.index == 3
    table.say(m.Back(), m.Seek(epoch=3))
    assert table.trainer.tape.last == 3


def test_the_history_of_another_network_cannot_be_shown(table):
    for _ in range(3):
        table.say(m.Step())
    table.say(m.Edit(edit={"kind": "insert_layer", "index": 1, "layer": {"kind": "rotate", "axes": "y"}}))
    assert table.client.header["reach"] == [3, 3]
    table.say(m.Seek(epoch=1), m.Step(), m.Back())
    assert table.client.errors == []
    assert table.client.header["reach"] == [3, 4]
    assert table.client.header["epoch"] == 3


def test_a_tape_is_bounded_and_keeps_both_ends():
    epoch, tape = trained(1).epoch, Tape(10_000)
    assert tape.limit * 4 * 8 * 10_000 <= MEMORY * 1.3
    for index in range(5 * tape.limit):
        tape.put(type(epoch)(**{**vars(epoch), "index": index}))
    assert len(tape) <= tape.limit
    assert (tape.first, tape.last) == (0, 5 * tape.limit - 1)
    assert tape.at(3).index <= 3
    assert Tape(20).limit > 3000


def test_runs_are_named_by_what_differs_and_bounded(table):
    for seed in range(MOST_RUNS + 2):
        for _ in range(11):
            table.trainer.advance()
        table.say(noise(0.01 * (seed + 3)), m.Reroll())
    runs = table.client.of_type("runs")[-1]["runs"]
    assert [run["number"] for run in runs] == [3, 4, 5, 6]
    assert [run["name"] for run in runs][-1] == "run 6 · noise .07 · seed 5"
    table.say(m.Rename(run=4, name="best"), m.Forget(run=3))
    assert next(run["name"] for run in table.client.of_type("runs")[-1]["runs"]) == "best"
    table.say(m.Forget(run=3))
    assert "no run 3" in table.client.errors[-1]["text"]


def test_a_run_comes_back_whole_and_undo_returns_to_the_other(table):
    for _ in range(12):
        table.say(m.Step())
    theta = table.trainer.theta
    table.say(noise(0.2), m.Reroll())
    for _ in range(14):
        table.say(m.Step())
    other, experiment = table.trainer.theta, table.desk.experiment
    table.say(m.Restore(run=1))
    assert table.desk.experiment == example()
    np.testing.assert_array_equal(table.trainer.theta, theta)
    assert table.client.header["epoch"] == 12
    assert epochs(table) == list(range(13))
    table.say(m.Undo())
    assert table.desk.experiment == experiment
    np.testing.assert_array_equal(table.trainer.theta, other)
    assert epochs(table) == list(range(15))
    table.say(m.Redo())
    np.testing.assert_array_equal(table.trainer.theta, theta)


def test_the_same_run_again_is_kept_once(table):
    for count in (12, 20, 15):
        for _ in range(count):
            table.say(m.Step())
        table.say(m.Reset())
    (run,) = table.client.of_type("runs")[-1]["runs"]
    assert run["epoch"] == 20


def test_frozen_parameters_stay_put_while_it_trains_and_undo_frees_them(table):
    frozen, free = [1, 4], [0, 3, 6]  # all of them in the light cone of the readout
    table.say(m.Set(path=["frozen"], value=frozen, commit=True))
    assert table.client.scene["experiment"]["frozen"] == frozen
    theta = table.trainer.theta
    table.say(*[m.Step()] * 4)
    assert table.trainer.theta[frozen].tobytes() == theta[frozen].tobytes()
    assert np.all(table.trainer.theta[free] != theta[free])
    assert np.all(table.client.arrays["gradient"][frozen] != 0)  # the slope is shown, though not followed
    table.say(m.Undo(), m.Step())
    assert np.all(table.trainer.theta[frozen] != theta[frozen])


def test_training_pauses_at_an_epoch_and_at_a_loss_and_says_so(playing):
    playing.say(m.StopAt(epoch=20))
    playing.pump(2.0)
    assert playing.client.header["epoch"] == 20
    assert playing.client.scene["playing"] is False
    assert playing.client.scene["stop"] == {"epoch": 20, "loss": None}
    assert "epoch 20" in playing.client.of_type("message")[-1]["text"]
    loss = 0.9 * playing.trainer.epoch.train_loss
    playing.say(m.StopAt(loss=loss), m.Play())
    playing.pump(10.0)
    assert not playing.session.playing
    assert (
        playing.trainer.epoch.train_loss <= loss < playing.trainer.tape.at(playing.trainer.epoch.index - 1).train_loss
    )


def test_a_stop_that_has_been_reached_lets_one_play_on():
    assert Stop(loss=0.5).reason(3, 0.6, 0.5)
    assert Stop(loss=0.5).reason(1, float("nan"), 0.4)
    assert not Stop(loss=0.5).reason(4, 0.5, 0.4)
    assert not Stop(epoch=3).reason(4, 0.5, 0.4)
    assert not Stop().reason(3, 0.6, 0.5)


def test_slow_motion_shows_five_phases_and_the_gradient_before_the_step(playing):
    playing.say(m.Pause(), m.Speed(value=1 / 3), m.Play())
    seen = {}
    before = playing.trainer.epoch
    for _ in range(40):
        playing.pump(0.1)
        header, arrays = playing.client.frames[-1]
        seen.setdefault(header["phase"], (playing.clock.now, header["epoch"], arrays["gradient"], arrays["theta"]))
        if len(seen) == len(PHASES) + 1 or playing.trainer.epoch.index == before.index + 1:
            break
    assert list(seen)[-5:] == list(PHASES)
    times = [seen[phase][0] for phase in PHASES]
    np.testing.assert_allclose(np.diff(times), 0.6, atol=0.15)
    assert [seen[phase][1] - before.index for phase in PHASES] == [0, 0, 0, 0, 1]
    np.testing.assert_array_equal(seen["gradient"][2], seen["update"][2])
    np.testing.assert_array_equal(seen["gradient"][3], seen["loss"][3])
    playing.say(m.Pause())
    assert playing.client.header["phase"] == ""
