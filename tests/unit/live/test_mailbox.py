"""A drag never queues up, and never overtakes an edit."""

from __future__ import annotations

from playground.live.mailbox import Mailbox
from playground.live.messages import Edit, Play, Probe, Set, View


def put(*items):
    mailbox = Mailbox()
    for item in items:
        mailbox.put(item)
    return mailbox.take()


def drag(name, value, *, commit=False):
    return Set(path=["noise", name], value=value, commit=commit)


def test_a_newer_value_of_the_same_dial_takes_the_place_of_the_older():
    assert put(drag("depolarizing", 0.1), drag("depolarizing", 0.2)) == [drag("depolarizing", 0.2)]


def test_two_dials_do_not_supersede_each_other():
    items = put(drag("depolarizing", 0.1), drag("phase_damping", 0.3), drag("depolarizing", 0.2))
    assert items == [drag("phase_damping", 0.3), drag("depolarizing", 0.2)]


def test_a_committed_value_is_kept():
    items = [drag("depolarizing", 0.1, commit=True), drag("depolarizing", 0.2)]
    assert put(*items) == items


def test_order_between_drags_and_edits_is_kept():
    edit = Edit(edit={"kind": "add_quron"})
    items = [drag("depolarizing", 0.1), edit, drag("depolarizing", 0.2)]
    assert put(*items) == items


def test_only_the_newest_look_counts():
    views = [View(layer=1, quron=0), View(layer=2, quron=0)]
    probes = [Probe(point=[0, 0]), Probe(point=[0, 1])]
    assert put(views[0], probes[0], views[1], probes[1]) == [views[1], probes[1]]


def test_every_press_of_a_button_counts():
    assert put(Play(), Play()) == [Play(), Play()]


def test_what_is_taken_is_gone():
    mailbox = Mailbox()
    mailbox.put(Play())
    assert len(mailbox) == 1
    assert mailbox.take() == [Play()]
    assert len(mailbox) == 0
    assert mailbox.take() == []
