"""A session passes questions on to the laboratory and its answers to the page."""

from playground.live import messages as m
from playground.live.studies.laboratory import Laboratory
from playground.live.studies.study import Options, Report, Study
from playground.live.wire import parse_message


def _echo(subject, options):
    found = {"theta": subject.theta.tolist(), "start": subject.start.tolist(), "x": subject.x.tolist()}
    yield Report(0.5)
    yield Report(1.0, found)


def _laboratory() -> Laboratory:
    return Laboratory({"echo": Study("echo", Options, lambda s, o: 1.0, _echo, "points")}, threaded=False)


def _answered(table, laboratory) -> None:
    while laboratory.turn():
        table.pump()
    table.pump()


def test_a_study_is_about_the_session_as_it_is(table):
    laboratory = table.session._laboratory = _laboratory()
    table.say(m.Step(), m.Probe(point=[0.25, -0.5]), parse_message('{"type":"study","ticket":4,"name":"echo"}'))
    _answered(table, laboratory)
    done = table.client.of_type("study")[-1]
    assert (done["state"], done["ticket"]) == ("done", 4)
    assert done["result"]["x"] == [0.25, -0.5]
    assert done["result"]["theta"] == table.trainer.theta.tolist()
    assert done["result"]["start"] == table.trainer.initial.tolist() != done["result"]["theta"]


def test_a_question_makes_neither_history_nor_a_frame(table):
    laboratory = table.session._laboratory = _laboratory()
    table.pump(1.0)
    frames = len(table.client.frames)
    table.say(m.Study(ticket=1, name="echo"))
    _answered(table, laboratory)
    assert not table.desk.can_undo
    assert len(table.client.frames) == frames


def test_cancel_reaches_the_laboratory(table):
    laboratory = table.session._laboratory = _laboratory()
    table.say(m.Study(ticket=1, name="echo"), m.Cancel(ticket=1))
    _answered(table, laboratory)
    assert [answer["state"] for answer in table.client.of_type("study")] == ["cancelled"]


def test_a_client_that_leaves_takes_its_questions_along(table):
    laboratory = table.session._laboratory = _laboratory()
    table.say(m.Study(ticket=1, name="echo"))
    laboratory.turn()
    table.leave()
    _answered(table, laboratory)
    assert len(laboratory) == 0
    assert "done" not in [answer["state"] for answer in table.client.of_type("study")]


def test_an_unknown_study_is_refused_by_name(table):
    table.say(m.Study(ticket=3, name="nonsense"))
    (refused,) = table.client.of_type("study")
    assert (refused["ticket"], refused["state"], refused["path"]) == (3, "failed", "name")
    assert "nonsense" in refused["text"]
