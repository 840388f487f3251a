"""What the hand may do while a network trains, and the way back."""

from __future__ import annotations

import numpy as np
import pytest

from playground.live import messages as m
from playground.live.mailbox import Attach
from playground.live.session import CLOSE_REPLACED
from playground.models.model import Model
from playground.spec.codec import from_json, from_link, to_json, to_link

from .conftest import example

ROTATE = {"kind": "rotate", "axes": "y"}
CONTINUOUS = [
    (["noise", "amplitude_damping"], 0.2),
    (["noise", "depolarizing"], 0.1),
    (["training", "learning_rate"], 0.2),
    (["training", "l2"], 0.01),
    (["data", "noise"], 0.3),
    (["data", "train_fraction"], 0.7),
    (["network", "layers", 0, "scale"], 1.5),
    (["parameters", 3], 1.0),
]


def drag(path, value, *, commit=False, sent=None):
    return m.Set(path=path, value=value, commit=commit, sent=sent)


def insert(index=1, layer=None):
    return m.Edit(edit={"kind": "insert_layer", "index": index, "layer": layer or ROTATE})


def test_a_client_gets_the_scene_and_then_a_frame(table):
    scene, header = table.client.scene, table.client.header
    assert scene["experiment"]["network"]["qurons"] == 4
    assert scene["revision"] == header["revision"]
    assert scene["widths"] == [4] * 7
    assert len(scene["data"]["x"]) == len(scene["data"]["y"]) == len(scene["data"]["train"]) == 400
    assert sum(scene["data"]["train"]) == 200
    assert not scene["can_undo"]
    assert not scene["can_redo"]
    assert header["epoch"] == 0
    assert [name for name, _ in header["arrays"]] == [
        "map", "nodes", "bloch", "purities", "theta", "gradient", "losses", "cloud", "ghost_map", "ghost_bloch",
    ]  # fmt: skip
    shapes = dict(header["arrays"])
    assert shapes["map"] == [100, 100]
    assert shapes["nodes"] == [24, 20, 20]
    assert shapes["bloch"] == [28, 3]
    assert shapes["purities"] == [7]
    assert shapes["cloud"] == [400, 3]


def test_scene_lists_layers_with_their_parameters(table):
    layers, parameters = table.client.scene["layers"], table.client.scene["parameters"]
    assert [layer["kind"] for layer in layers] == ["encode", "rotate", "entangle"] * 2
    assert layers[1]["parameters"] == list(range(8))
    assert layers[2]["pairs"] == [[0, 1], [1, 2], [2, 3], [3, 0]]
    assert parameters[1] == {"index": 1, "layer": 1, "qurons": [0], "axis": "RZ"}
    assert parameters[16]["axis"] == "RXX"


def test_frame_shows_what_the_model_says(table):
    trainer, arrays = table.trainer, table.client.arrays
    maps = trainer.model.maps(trainer.theta)
    np.testing.assert_allclose(arrays["map"], maps.decision[0], atol=1e-6)  # sent as float32
    np.testing.assert_allclose(arrays["nodes"], maps.nodes, atol=1e-6)
    bloch = np.concatenate(trainer.model.bloch(trainer.theta, [0.5, 0.5]))
    np.testing.assert_allclose(arrays["bloch"], bloch, atol=1e-6)
    f = trainer.model.predict(trainer.theta, trainer.dataset.x_test)[:, 0]
    assert table.client.header["margin"] == pytest.approx(np.mean(f * trainer.dataset.y_test))


def test_nothing_is_sent_while_nothing_changes(table):
    count = len(table.client.frames)
    table.pump(1.0)
    assert len(table.client.frames) == count


def test_play_trains_and_pause_stops(table):
    table.say(m.Play())
    table.pump(1.0)
    assert 50 <= table.client.header["epoch"] <= 70  # 60 a second
    table.say(m.Pause())
    epoch = table.client.header["epoch"]
    table.pump(1.0)
    assert table.client.header["epoch"] == epoch
    assert table.client.header["playing"] is False


def test_step_trains_one_epoch(table):
    table.say(m.Step(), m.Step())
    assert table.client.header["epoch"] == 2


def test_speed_limits_epochs(playing):
    playing.say(m.Speed(value=5))
    before = playing.client.header["epoch"]
    playing.pump(2.0)
    assert playing.client.header["epoch"] - before == pytest.approx(10, abs=2)


def test_losses_are_sent_once_and_again_to_a_new_client(playing):
    playing.pump(0.5)
    rows = np.concatenate([arrays["losses"] for _, arrays in playing.client.frames])
    np.testing.assert_array_equal(rows[:, 0], np.arange(len(rows)))
    old, playing.client = playing.client, type(playing.client)(playing.clock)
    playing.session.push(Attach(playing.client))
    playing.pump()
    assert old.closed == CLOSE_REPLACED
    assert playing.client.scene["experiment"] == old.scene["experiment"]
    assert len(playing.client.frames[0][1]["losses"]) >= len(rows)


@pytest.mark.parametrize(("path", "value"), CONTINUOUS)
def test_a_dial_neither_stops_nor_restarts_training(playing, path, value):
    playing.pump(0.2)
    epoch, run, theta = playing.trainer.epoch.index, playing.trainer.run, playing.trainer.theta
    playing.say(drag(path, value))
    playing.pump(0.2)
    assert playing.session.playing
    assert playing.trainer.run == run
    assert playing.trainer.epoch.index > epoch
    moved = np.abs(np.delete(playing.trainer.theta - theta, 3))
    assert 0 < np.mean(moved) < 1.0  # trained on; angles drawn anew would differ by 2.1 on average


@pytest.mark.parametrize(("path", "value"), CONTINUOUS)
def test_a_drag_is_one_entry_and_undo_takes_it_back(table, path, value):
    table.say(m.Step(), m.Step())
    before, theta = table.desk.experiment, table.trainer.theta
    for part in (0.25, 0.5):
        table.say(drag(path, value * part))
    assert table.client.errors == []
    table.say(drag(path, value, commit=True))
    assert len(table.desk.timeline.past) == 1
    table.say(m.Undo())
    assert table.desk.experiment == before
    np.testing.assert_array_equal(table.trainer.theta, theta)
    assert table.client.scene["can_redo"]
    table.say(m.Redo())
    assert (table.desk.experiment != before) or not np.array_equal(table.trainer.theta, theta)


@pytest.mark.parametrize("path", [["noise", "amplitude_damping"], ["training", "learning_rate"], ["parameters", 0]])
def test_a_dial_put_back_where_it_was_is_no_entry(table, path):
    here = table.trainer.theta[0] if path[0] == "parameters" else {"noise": 0.02, "training": 0.05}[path[0]]
    table.desk.set(path, 0.5, commit=False)
    table.desk.set(path, here, commit=True)
    assert table.desk.timeline.past == ()


def test_a_parameter_in_the_hand_is_held_and_let_go(playing):
    playing.say(drag(["parameters", 3], 1.25))
    playing.pump(0.3)
    assert playing.trainer.theta[3] == 1.25
    assert playing.trainer.held == {3}
    playing.say(drag(["parameters", 3], 1.5, commit=True))
    playing.pump(0.3)
    assert playing.trainer.theta[3] != 1.5
    assert playing.trainer.held == set()


def test_a_hand_that_disconnects_lets_go(playing):
    playing.say(drag(["parameters", 3], 1.25))
    playing.leave()
    assert playing.trainer.held == set()
    assert len(playing.desk.timeline.past) == 1


def test_losses_answer_a_dial_while_paused(table):
    before = table.client.header["train_loss"]
    table.say(drag(["noise", "depolarizing"], 0.5, sent=42.0))
    assert table.client.header["train_loss"] != before
    assert table.client.header["echo"] == 42.0
    assert table.client.header["epoch"] == 0
    np.testing.assert_allclose(table.client.arrays["map"], 0.0, atol=0.05)  # almost everything is lost


def test_dragging_the_data_noise_sends_the_points(table):
    before = table.client.scene["data"]["x"]
    table.say(drag(["data", "noise"], 0.3))
    assert table.client.scene["data"]["x"] != before
    assert table.trainer.epoch.index == 0


def test_a_noise_drag_sends_no_scene_until_it_is_let_go(table):
    count = len(table.client.of_type("scene"))
    table.say(drag(["noise", "depolarizing"], 0.2))
    table.say(drag(["noise", "depolarizing"], 0.3))
    scenes = len(table.client.of_type("scene")) - count
    assert scenes <= 1  # that there is something to undo
    table.say(drag(["noise", "depolarizing"], 0.4, commit=True))
    assert table.client.scene["experiment"]["noise"]["depolarizing"] == 0.4


def test_an_edit_keeps_the_other_weights_and_goes_on_playing(playing):
    playing.pump(0.3)
    theta, epoch = playing.trainer.theta.copy(), playing.trainer.epoch.index
    playing.session.playing = False
    playing.say(insert(1))
    np.testing.assert_array_equal(playing.trainer.theta[4:], theta)
    assert playing.trainer.epoch.index == epoch
    playing.say(m.Play())
    playing.pump(0.2)
    assert playing.trainer.epoch.index > epoch


def test_undo_of_an_edit_returns_network_and_weights(playing):
    playing.pump(0.2)
    playing.say(m.Pause())
    network, theta = playing.desk.experiment.network, playing.trainer.theta
    playing.say(insert(1), m.Step(), m.Step(), m.Undo())
    assert playing.desk.experiment.network == network
    np.testing.assert_array_equal(playing.trainer.theta, theta)
    playing.say(m.Redo())
    assert len(playing.desk.experiment.network.layers) == 7


def test_undo_of_a_learning_rate_leaves_the_weights(table):
    table.say(drag(["training", "learning_rate"], 0.2, commit=True), m.Step())
    theta = table.trainer.theta
    table.say(m.Undo())
    assert table.desk.experiment.training.learning_rate == 0.05
    np.testing.assert_array_equal(table.trainer.theta, theta)


def test_reset_returns_to_the_same_parameters_and_reroll_to_others(table):
    start = table.trainer.theta
    table.say(m.Step(), m.Step(), m.Reset())
    np.testing.assert_array_equal(table.trainer.theta, start)
    assert table.client.header["epoch"] == 0
    assert table.client.header["run"] == 2
    table.say(m.Reroll())
    assert table.desk.experiment.training.seed == 1
    assert not np.array_equal(table.trainer.theta, start)
    table.say(m.Reset())
    rolled = table.trainer.theta
    table.say(m.Undo())
    np.testing.assert_array_equal(table.trainer.theta, start)
    table.say(m.Redo(), m.Reset())
    np.testing.assert_array_equal(table.trainer.theta, rolled)


def test_another_data_set_starts_over_and_undo_brings_the_run_back(table):
    table.say(m.Step(), m.Step(), m.Step())
    theta = table.trainer.theta
    table.say(drag(["data", "name"], "xor", commit=True))
    assert table.client.header["epoch"] == 0
    assert table.client.header["run"] == 2
    table.say(m.Undo())
    assert table.desk.experiment.data.name == "circles"
    np.testing.assert_array_equal(table.trainer.theta, theta)
    assert table.client.header["epoch"] == 3


def test_what_is_refused_changes_nothing_and_names_the_place(table):
    before = table.desk.experiment
    table.say(drag(["noise", "depolarizing"], 1.5))
    assert table.client.errors[-1]["path"] == "noise.depolarizing"
    table.say(drag(["parameters", 99], 0.0), drag(["parameters", 0], "x"), drag(["parameters"], 1.0))
    table.say(m.Edit(edit={"kind": "fly"}), insert(99), m.Open(text="not json"))
    assert len(table.client.errors) == 7
    assert all(error["text"] for error in table.client.errors)
    assert table.desk.experiment == before
    assert table.desk.timeline.past == ()
    table.say(m.Step())
    assert table.client.header["epoch"] == 1


def test_link_and_file_bring_the_same_network_to_another_session(table, seat):
    table.say(m.Step(), m.Step(), drag(["noise", "depolarizing"], 0.1, commit=True))
    table.say(m.Share(parameters=True), m.Save(), m.Share(parameters=False))
    linked = from_link(table.client.of_type("link")[0]["query"].removeprefix("?e="))
    saved = from_json(table.client.of_type("file")[0]["text"])
    np.testing.assert_allclose(linked.parameters, table.trainer.theta, atol=1e-6)
    np.testing.assert_array_equal(saved.parameters, table.trainer.theta)
    other = seat(linked)
    np.testing.assert_allclose(other.client.arrays["map"], table.client.arrays["map"], atol=1e-5)
    assert from_link(table.client.of_type("link")[1]["query"].removeprefix("?e=")).parameters is None
    assert table.client.scene["link"] == "e=" + to_link(table.desk.experiment)


def test_opening_a_file_can_be_undone_and_resets_to_its_parameters(table):
    before, theta = table.desk.experiment, table.trainer.theta
    given = example().replace(parameters=(0.5,) * 20)
    table.session.playing = True
    table.say(m.Open(text=to_json(given)))
    assert not table.session.playing  # what somebody trained is shown as it was
    np.testing.assert_array_equal(table.trainer.theta, 0.5)
    table.say(m.Step(), insert(1), m.Reset())
    np.testing.assert_array_equal(table.trainer.theta[4:], 0.5)
    table.say(m.Undo(), m.Undo())
    assert table.desk.experiment == before
    np.testing.assert_array_equal(table.trainer.theta, theta)


def test_hovering_sends_the_large_map_of_a_node(table):
    table.say(m.View(layer=2, quron=1, hover=m.Node(layer=3, quron=2)))
    hover = table.client.arrays["hover"]
    expected = table.trainer.model.node_map(table.trainer.theta, 3, 2, resolution=100, bounds=(-1.0, 1.0))
    np.testing.assert_allclose(hover, expected, atol=1e-6)
    cloud = table.trainer.model.bloch_batch(table.trainer.theta, table.trainer.dataset.x)[2][:, 1]
    np.testing.assert_allclose(table.client.arrays["cloud"], cloud, atol=1e-6)
    table.say(m.View(layer=0, quron=0, hover=m.Node(layer=0, quron=0)))
    np.testing.assert_array_equal(table.client.arrays["hover"], 1.0)
    table.say(m.View(layer=99, quron=99, hover=m.Node(layer=99, quron=0)))
    assert "hover" not in table.client.arrays
    assert table.client.errors == []


def test_the_probe_moves_the_bloch_vectors(table):
    table.say(m.Probe(point=[-0.2, 0.9]))
    bloch = np.concatenate(table.trainer.model.bloch(table.trainer.theta, [-0.2, 0.9]))
    np.testing.assert_allclose(table.client.arrays["bloch"], bloch, atol=1e-6)


def test_silence_of_three_seconds_stops_training_until_the_next_answer(playing):
    playing.client.answers = False
    playing.pump(4.0)
    epoch = playing.trainer.epoch.index
    playing.pump(1.0)
    assert playing.trainer.epoch.index == epoch
    assert playing.session.due() == float("inf")
    playing.client.acknowledge()
    playing.pump(0.5)
    assert playing.trainer.epoch.index > epoch


def test_nobody_looking_means_no_training(playing):
    playing.leave()
    epoch = playing.trainer.epoch.index
    playing.pump(1.0)
    assert playing.trainer.epoch.index == epoch


def test_a_failure_pauses_and_is_told(playing, monkeypatch):
    playing.session.fail(MemoryError())
    playing.pump()
    assert "memory" in playing.client.errors[-1]["text"]
    assert playing.client.scene["playing"] is False


def test_an_unforeseen_error_in_a_message_is_told_and_the_rest_is_obeyed(table, monkeypatch):
    def broken():
        raise RuntimeError("broken")

    monkeypatch.setattr(table.desk, "reroll", broken)
    table.session.push(m.Reroll())
    table.session.push(m.Step())
    table.pump()
    assert "broken" in table.client.errors[-1]["text"]
    assert table.trainer.epoch.index == 1


def test_verify_is_answered_beside_the_training(table):
    import time

    table.say(m.Verify(), m.Verify())
    deadline = time.monotonic() + 30
    while not table.client.of_type("verified") and time.monotonic() < deadline:
        time.sleep(0.01)
        table.pump(0.01)
    (answer,) = table.client.of_type("verified")
    assert answer["deviation"] < 1e-9  # the two paths agree to rounding
    assert answer["ms"] > 0


def test_several_edits_in_a_row_are_measured_once(table, monkeypatch):
    calls = []
    predict = Model.predict
    monkeypatch.setattr(Model, "predict", lambda *args: calls.append(1) or predict(*args))
    for _ in range(5):
        table.session.push(insert(1))
    table.pump()
    assert len(calls) <= 3  # losses and margin of the last one, and those of its ideal ghost
    assert np.isfinite(table.client.header["train_loss"])


def test_a_network_that_has_become_heavy_leaves_its_turn_before_it_is_computed(table):
    assert not table.session.heavy
    for _ in range(4):
        table.session.push(m.Edit(edit={"kind": "add_quron"}))
    frames = len(table.client.frames)
    table.session.work(table.clock.now + 0.03)
    assert table.session.heavy
    assert table.client.scene["widths"][0] == 8
    assert len(table.client.frames) == frames
    assert table.session.due() <= table.clock.now
