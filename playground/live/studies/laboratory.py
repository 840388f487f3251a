"""The laboratory: studies of all sessions in one worker thread, beside the training.

A study is a generator of reports. The worker goes on with one of them for a short slice, then with one of the next
session, so that nobody waits for a neighbour's long run. Between two reports a study can be cancelled, and a newer
question of the same name takes the place of an older one.
"""

from __future__ import annotations

import logging
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import ValidationError

from playground.live import messages as m
from playground.live.mailbox import Answer
from playground.live.studies.study import Options, Report, Study, Subject
from playground.spec.errors import SpecError, from_validation, leaf_of, suggestion

COST_LIMIT_MS = 60_000.0
"""Dearest study that is begun, by its own estimate."""
SLICE_SECONDS = 0.05
"""Time after which another study gets its turn; a report that has been begun is finished."""
PROGRESS_SECONDS = 0.1
"""Time between two messages of one study; its last one goes out at once."""

_log = logging.getLogger(__name__)


class Asker(Protocol):
    """What the laboratory needs of a session."""

    def push(self, item: Answer) -> None:
        """Hand in an answer; from any thread."""
        ...


def _answer(
    question: m.Study,
    state: str,
    *,
    progress: float = 0.0,
    cost_ms: float = 0.0,
    result: Any = None,
    text: str = "",
    path: str = "",
) -> Answer:
    """A message about a question: `state` is estimate, running, done, cancelled or failed."""
    asked = {"type": "study", "ticket": question.ticket, "name": question.name, "state": state}
    more = {"progress": progress, "cost_ms": cost_ms, "result": result, "text": text, "path": path}
    return Answer({**asked, **more})


@dataclass(eq=False)
class _Task:
    """A question on its way to its answer."""

    owner: weakref.ref[Asker]
    question: m.Study
    study: Study
    options: Options
    subject: Subject
    reports: Iterator[Report] | None = None
    cost_ms: float = 0.0
    told: float = 0.0
    untold: Any = None  # newest partial result that has not gone out
    cancelled: bool = False

    def tell(self, state: str, **more: Any) -> None:
        """Send a message about this question, if its session still lives; arguments as those of `_answer`."""
        owner = self.owner()
        if owner is not None:
            owner.push(_answer(self.question, state, cost_ms=round(self.cost_ms, 1), **more))

    def close(self) -> None:
        """Let go of what the study holds."""
        close = getattr(self.reports, "close", None)
        if close is not None:
            try:
                close()
            except Exception:  # the answer is out; the worker must go on for the others
                _log.exception("A study could not be closed")


class Laboratory:
    """Takes questions of any thread and answers them in its own.

    Args:
        studies: Name -> study.
        clock: Seconds, monotonic.
        threaded: Whether the first question starts the worker; a test calls `turn` itself.
    """

    def __init__(
        self, studies: Mapping[str, Study], clock: Callable[[], float] = time.monotonic, *, threaded: bool = True
    ) -> None:
        self._studies = studies
        self._clock = clock
        self._threaded = threaded
        self._rows: dict[weakref.ref[Asker], deque[_Task]] = {}  # sessions in the order of their turns
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._current: _Task | None = None

    # ---- from any thread --------------------------------------------------------------------------------------
    def ask(self, owner: Asker, question: m.Study, subject: Subject) -> None:
        """Take in a question; an older one of the same session and name is cancelled (estimates apart from runs).

        Args:
            owner: Whose question it is; held weakly.
            question: Name, ticket and options.
            subject: What it is about.
        """
        try:
            task = self._task(owner, question, subject)
        except SpecError as error:
            owner.push(_answer(question, "failed", text=error.message, path=error.path))
            return
        study = task.study
        with self._changed:
            row = self._rows.setdefault(task.owner, deque())
            for other in [task for task in row if task.study is study and task.question.estimate == question.estimate]:
                other.cancelled = True
                if other.reports is None and other is not self._current:  # a flood of questions must not pile up
                    row.remove(other)
                    other.tell("cancelled")
            row.append(task)
            if self._threaded and self._thread is None:
                self._thread = threading.Thread(target=self._run, name="quron-laboratory", daemon=True)
                self._thread.start()
            self._changed.notify()

    def _task(self, owner: Asker, question: m.Study, subject: Subject) -> _Task:
        study = self._studies.get(question.name)
        if study is None:
            remedy = suggestion(question.name, self._studies)
            raise SpecError(f"`name` is {question.name!r}, but there is no such study. {remedy}", "name")
        try:
            options = study.options.model_validate(question.options)
        except ValidationError as error:
            raise from_validation(error).under("options") from None
        return _Task(weakref.ref(owner), question, study, options, subject)

    def cancel(self, owner: Asker, ticket: int | None = None) -> None:
        """Cancel a question of a session, or all of them; one that has been answered is no error."""
        with self._changed:
            for task in self._rows.get(weakref.ref(owner), ()):
                if ticket is None or task.question.ticket == ticket:
                    task.cancelled = True

    def __len__(self) -> int:
        """Questions that have not been answered."""
        with self._changed:
            return sum(map(len, self._rows.values()))

    # ---- in the worker's thread -------------------------------------------------------------------------------
    def turn(self) -> bool:
        """Go on with one study of the next session for a slice.

        Returns:
            Whether there was one.
        """
        with self._changed:
            if not self._rows:
                return False
            owner, row = next(iter(self._rows.items()))
            task = self._current = row[0]
        ended = self._go_on(task)
        if ended:
            task.close()
        with self._changed:
            self._current = None
            row.remove(task)
            if not ended:
                row.append(task)
            del self._rows[owner]
            if row:
                self._rows[owner] = row
        return True

    def _go_on(self, task: _Task) -> bool:
        """Work on a task for a slice; True if it has come to its end."""
        try:
            if task.owner() is None:
                return True
            if task.cancelled:
                task.tell("cancelled")
                return True
            return self._begin(task) if task.reports is None else self._advance(task, task.reports)
        except SpecError as error:
            task.tell("failed", text=error.message, path=error.path)
        except ValueError as error:
            task.tell("failed", text=str(error))
        except MemoryError:
            task.tell("failed", text=f"The computer has too little memory for this. Reduce `{task.study.reduce}`.")
        except Exception as error:  # whatever it is, the page waits for an answer
            _log.exception("A study failed")
            task.tell("failed", text=f"The study `{task.study.name}` has failed: {error or type(error).__name__}")
        return True

    def _begin(self, task: _Task) -> bool:
        study = task.study
        task.cost_ms = float(study.cost(task.subject, task.options))
        if task.cost_ms > COST_LIMIT_MS:
            raise SpecError(
                f"This would take about {task.cost_ms / 1000:.0f} s, and the page works at most "
                f"{COST_LIMIT_MS / 1000:.0f} s on one study. Reduce `{leaf_of(study.reduce)}`.",
                study.reduce,
            )
        if task.question.estimate:
            task.tell("estimate")
            return True
        task.tell("running")
        task.told = self._clock()
        task.reports = study.run(task.subject, task.options)
        return False

    def _advance(self, task: _Task, reports: Iterator[Report]) -> bool:
        end = self._clock() + SLICE_SECONDS
        for report in reports:
            now = self._clock()
            if report.progress >= 1:
                task.tell("done", progress=1.0, result=report.result)
                return True
            task.untold = task.untold if report.result is None else report.result
            if now - task.told >= PROGRESS_SECONDS:
                task.told = now
                task.tell("running", progress=report.progress, result=task.untold)
                task.untold = None
            if task.cancelled or now >= end:
                return False
        raise RuntimeError("it ended without its last report.")

    def _run(self) -> None:
        while True:
            while self.turn():
                pass
            with self._changed:
                if not self._rows:
                    self._changed.wait()
