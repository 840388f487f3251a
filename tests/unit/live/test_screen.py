"""No more than two frames in flight; the second belongs to the hand while it moves, and to training when it rests."""

from __future__ import annotations

from playground.live import messages as m


def drag(sent: float) -> m.Set:
    return m.Set(path=["noise", "amplitude_damping"], value=0.1, commit=False, sent=sent)


def test_a_moving_hand_finds_a_free_frame_and_training_waits(playing):
    client = playing.client
    playing.pump(0.5)
    client.answers = False
    playing.say(drag(1.0))
    assert client.header["echo"] == 1.0
    assert client.in_flight == 1
    playing.pump(0.1)
    assert client.in_flight == 1  # training has gone on, its picture waits
    playing.say(drag(2.0))
    assert client.header["echo"] == 2.0
    assert client.in_flight == 2


def test_a_resting_hand_gives_the_frame_back_to_training(playing):
    client = playing.client
    playing.pump(0.5)
    client.answers = False
    playing.say(drag(1.0))
    playing.pump(0.5)
    assert client.in_flight == 2
    assert client.header["echo"] is None


def test_a_frame_waits_for_credit(playing):
    playing.client.answers = False
    playing.pump(0.5)
    count = len(playing.client.frames)
    assert playing.client.in_flight == 2
    playing.client.acknowledge()
    playing.pump(0.1)
    assert len(playing.client.frames) == count + 1


def test_a_scene_does_not_wait_for_credit(playing):
    playing.client.answers = False
    playing.pump(0.5)
    count = len(playing.client.frames)
    playing.say(m.Edit(edit={"kind": "insert_layer", "index": 1, "layer": {"kind": "rotate", "axes": "y"}}))
    assert len(playing.client.scene["layers"]) == 7
    assert len(playing.client.frames) == count
