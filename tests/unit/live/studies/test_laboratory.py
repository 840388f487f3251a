"""The laboratory: order, fairness, cancelling, refusals. Turns are given by hand, so nothing depends on a clock."""

import gc
import time
from collections.abc import Iterator

import numpy as np
import pytest

from playground.live import messages as m
from playground.live.mailbox import Answer
from playground.live.studies.laboratory import COST_LIMIT_MS, Laboratory
from playground.live.studies.study import Options, Report, Study, Subject, numbers
from playground.spec.errors import SpecError
from playground.spec.examples import default_experiment

EXPERIMENT = default_experiment()


class Counting(Options):
    """How far to count, what a number costs, and where to stumble."""

    points: int = 3
    cost_ms: float = 10.0
    fails_at: int = -1


class Session:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[dict] = []

    def push(self, item: Answer) -> None:
        self.told.append(dict(item.message))

    def states(self, ticket: int) -> list[str]:
        return [message["state"] for message in self.told if message["ticket"] == ticket]


class Bench:
    """A laboratory whose clock passes a second with every look at it: one report a slice, each of them told."""

    def __init__(self) -> None:
        self.log: list[tuple[str, int]] = []
        self.ended: list[str] = []
        self.now = 0.0
        studies = [
            Study(name, Counting, lambda subject, options: options.points * options.cost_ms, self.run(name), "points")
            for name in ("count", "other")
        ]
        self.laboratory = Laboratory({study.name: study for study in studies}, self.clock, threaded=False)

    def clock(self) -> float:
        self.now += 1.0
        return self.now

    def run(self, name: str):
        def count(subject: Subject, options: Counting) -> Iterator[Report]:
            try:
                for k in range(options.points):
                    if k == options.fails_at:
                        raise SpecError(f"`points` stumbles at {k}. Count less far.", "options.points")
                    self.log.append((f"{name} {subject.x[0]:g}", k))
                    yield Report((k + 1) / options.points, {"upto": k})
            finally:
                self.ended.append(name)

        return count

    def ask(
        self, owner: Session, ticket: int, name: str = "count", *, x: float = 0.0, estimate: bool = False, **options
    ):
        question = m.Study(ticket=ticket, name=name, options=options, estimate=estimate)
        subject = Subject(EXPERIMENT, np.zeros(0), np.zeros(0), np.array([x]))
        self.laboratory.ask(owner, question, subject)

    def work(self) -> None:
        while self.laboratory.turn():
            pass


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_study_tells_how_far_it_is_and_ends_with_its_result(bench):
    session = Session()
    bench.ask(session, 7)
    bench.work()
    assert session.states(7) == ["running", "running", "running", "done"]
    assert [message["progress"] for message in session.told] == pytest.approx([0, 1 / 3, 2 / 3, 1])
    assert session.told[-1]["result"] == {"upto": 2}
    assert session.told[-1]["cost_ms"] == 30
    assert len(bench.laboratory) == 0


def test_an_estimate_runs_nothing(bench):
    session = Session()
    bench.ask(session, 1, estimate=True, points=5)
    bench.work()
    assert session.states(1) == ["estimate"]
    assert session.told[0]["cost_ms"] == 50
    assert bench.log == []


def test_a_dear_study_is_refused_with_the_field_to_reduce(bench):
    session = Session()
    bench.ask(session, 1, points=9, cost_ms=COST_LIMIT_MS)
    bench.work()
    (answer,) = session.told
    assert answer["state"] == "failed"
    assert answer["path"] == "points"
    assert "about 540 s" in answer["text"]
    assert "Reduce `points`" in answer["text"]
    assert bench.log == []


@pytest.mark.parametrize(
    ("name", "options", "path", "word"),
    [
        ("cuont", {}, "name", "Did you mean `count`?"),
        ("count", {"points": "many"}, "options.points", "many"),
        ("count", {"dots": 3}, "options.dots", "3"),
    ],
)
def test_a_question_that_cannot_be_understood_is_refused_by_name(bench, name, options, path, word):
    session = Session()
    bench.ask(session, 1, name, **options)
    (answer,) = session.told
    assert (answer["state"], answer["path"], answer["ticket"]) == ("failed", path, 1)
    assert word in answer["text"]


def test_cancelling_stops_between_two_reports_and_lets_go(bench):
    session = Session()
    bench.ask(session, 1, points=100)
    for _ in range(3):
        bench.laboratory.turn()
    bench.laboratory.cancel(session, 1)
    bench.work()
    assert len(bench.log) == 2
    assert session.states(1)[-1] == "cancelled"
    assert bench.ended == ["count"]


def test_cancelling_what_has_been_answered_is_no_error(bench):
    session = Session()
    bench.ask(session, 1, points=1)
    bench.work()
    bench.laboratory.cancel(session, 1)
    bench.laboratory.cancel(session, 99)
    assert session.states(1) == ["running", "done"]


def test_the_latest_question_of_a_name_wins(bench):
    session = Session()
    bench.ask(session, 1, points=100)
    bench.laboratory.turn()
    bench.ask(session, 2, points=1)
    bench.ask(session, 3, "other", points=1)
    bench.work()
    assert session.states(1) == ["running", "cancelled"]
    assert session.states(2)[-1] == session.states(3)[-1] == "done"


def test_a_flood_of_questions_does_not_pile_up(bench):
    session = Session()
    bench.ask(session, 1, points=100)
    bench.laboratory.turn()
    for ticket in range(2, 50):
        bench.ask(session, ticket)
    assert len(bench.laboratory) == 2  # the one that runs, and the newest
    bench.work()
    assert [session.states(ticket) for ticket in range(2, 49)] == [["cancelled"]] * 47
    assert session.states(49)[-1] == "done"


def test_a_study_that_cannot_be_closed_does_not_stop_the_others():
    def stubborn(subject, options):
        try:
            yield Report(0.5)
            yield Report(1.0)
        finally:
            raise OSError("the file is gone")

    study = Study("stubborn", Options, lambda s, o: 1.0, stubborn, "points")
    laboratory, session = Laboratory({"stubborn": study}, threaded=False), Session()
    for ticket in (1, 2):
        subject = Subject(EXPERIMENT, np.zeros(0), np.zeros(0), np.zeros(2))
        laboratory.ask(session, m.Study(ticket=ticket, name="stubborn"), subject)
        while laboratory.turn():
            pass
        assert session.states(ticket)[-1] == "done"


def test_an_estimate_does_not_cancel_a_run(bench):
    session = Session()
    bench.ask(session, 1, points=2)
    bench.laboratory.turn()
    bench.ask(session, 2, estimate=True)
    bench.work()
    assert session.states(1)[-1] == "done"
    assert session.states(2) == ["estimate"]


def test_sessions_take_turns_however_many_questions_one_has(bench):
    greedy, modest = Session(), Session()
    bench.ask(greedy, 1, points=20, x=1)
    bench.ask(greedy, 2, "other", points=20, x=1)
    bench.ask(modest, 3, points=4, x=2)
    bench.work()
    until = bench.log.index(("count 2", 3))
    assert sum(name.endswith(" 1") for name, _ in bench.log[:until]) <= 4


def test_an_error_of_a_study_reaches_its_session_and_nobody_else(bench):
    session = Session()
    bench.ask(session, 1, fails_at=1)
    bench.ask(session, 2, "other")
    bench.work()
    failed = next(message for message in session.told if message["state"] == "failed")
    assert (failed["ticket"], failed["path"]) == (1, "options.points")
    assert failed["text"] == "`points` stumbles at 1. Count less far."
    assert session.states(2)[-1] == "done"


def test_a_study_that_breaks_or_never_ends_properly_says_so():
    def silent(subject, options):
        yield Report(0.5)

    def broken(subject, options):
        raise ZeroDivisionError("division by zero")
        yield

    studies = {
        name: Study(name, Options, lambda s, o: 1.0, run, "points")
        for name, run in [("silent", silent), ("broken", broken)]
    }
    laboratory, session = Laboratory(studies, threaded=False), Session()
    subject = Subject(EXPERIMENT, np.zeros(0), np.zeros(0), np.zeros(2))
    for ticket, name in enumerate(studies):
        laboratory.ask(session, m.Study(ticket=ticket, name=name), subject)
    while laboratory.turn():
        pass
    assert [session.states(ticket)[-1] for ticket in (0, 1)] == ["failed", "failed"]
    assert "division by zero" in session.told[-1]["text"] or "division by zero" in session.told[-2]["text"]


def test_a_session_that_has_gone_ends_its_studies(bench):
    session = Session()
    bench.ask(session, 1, points=1000)
    bench.laboratory.turn()
    bench.laboratory.turn()
    del session
    gc.collect()
    bench.work()
    assert len(bench.log) == 1
    assert bench.ended == ["count"]


def test_the_worker_starts_with_the_first_question():
    def quick(subject, options):
        yield Report(1.0, {"value": 1})

    laboratory, session = Laboratory({"quick": Study("quick", Options, lambda s, o: 1.0, quick, "points")}), Session()
    subject = Subject(EXPERIMENT, np.zeros(0), np.zeros(0), np.zeros(2))
    for ticket in (1, 2):  # the second one finds the worker asleep
        laboratory.ask(session, m.Study(ticket=ticket, name="quick"), subject)
        deadline = time.monotonic() + 10
        while session.states(ticket)[-1:] != ["done"] and time.monotonic() < deadline:
            time.sleep(0.005)
        assert session.states(ticket) == ["running", "done"]


def test_numbers_keep_six_digits_and_the_shape():
    assert numbers(np.array([[1 / 3, 2e-9], [123456.789, 0.0]])) == [[0.333333, 2e-9], [123457.0, 0.0]]
    assert numbers(2 / 3) == 0.666667
