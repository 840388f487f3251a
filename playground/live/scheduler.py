"""One worker thread for all sessions: short slices, round robin, hands first."""

from __future__ import annotations

import logging
import math
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable
from typing import Protocol

SLICE_SECONDS = 0.03
"""A session's turn; an epoch or frame that has begun is finished."""
HANDS_IN_A_ROW = 3
"""Turns given to sessions with a message waiting before one of the others gets a turn."""
_LONGEST_SLEEP = 1.0

_log = logging.getLogger(__name__)


class Job(Protocol):
    """What the scheduler needs of a session."""

    @property
    def waiting(self) -> bool:
        """Whether a message waits to be answered."""
        ...

    @property
    def heavy(self) -> bool:
        """Whether a single epoch or frame takes so long that others should not wait for it."""
        ...

    def due(self) -> float:
        """Time at which there is something to do."""
        ...

    def work(self, deadline: float, interrupted: Callable[[], bool]) -> None:
        """Take a turn."""
        ...

    def fail(self, error: BaseException) -> None:
        """Take note of an error in `work`."""
        ...

    def on_push(self, wake: Callable[[], None]) -> None:
        """Have `wake` called whenever a message comes in."""
        ...


class Scheduler:
    """Gives turns to sessions, which it holds weakly: they die with their owner.

    Args:
        clock: Seconds, monotonic.
        dismiss: Called with a job after its turn; True if the job has found another place.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, dismiss: Callable[[Job], bool] = lambda job: False
    ) -> None:
        self._clock = clock
        self._dismiss = dismiss
        self._jobs: deque[weakref.ref[Job]] = deque()
        self._lock = threading.Lock()
        self._woken = threading.Event()
        self._hand = threading.Event()
        self._hands = 0
        self._thread: threading.Thread | None = None
        self._stopping = False

    def add(self, job: Job) -> None:
        """Give turns to `job` as long as it lives."""
        job.on_push(self.hand)
        with self._lock:
            self._jobs.append(weakref.ref(job))
        self.wake()

    def hand(self) -> None:
        """Note that a message has come in: whoever has the turn gives it up after the present epoch."""
        self._hand.set()
        self._woken.set()

    def wake(self) -> None:
        """Look again who is due."""
        self._woken.set()

    @property
    def running(self) -> bool:
        """Whether the worker thread runs."""
        return self._thread is not None

    def start(self) -> None:
        """Start the worker thread, if it does not run."""
        if self._thread is None:
            self._stopping = False
            self._thread = threading.Thread(target=self._run, name="quron-worker", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop the worker thread and wait for its present turn to end."""
        thread, self._thread = self._thread, None
        self._stopping = True
        self.wake()
        if thread is not None:
            thread.join(timeout=10.0)

    def turn(self) -> float:
        """Give one turn, if anybody is due.

        Returns:
            Seconds until somebody is due: 0 after a turn; infinite if nobody will be.
        """
        self._hand.clear()
        job, seconds = self._next()
        if job is None:
            return seconds
        try:
            job.work(self._clock() + SLICE_SECONDS, self._hand.is_set)
        except Exception as error:
            self._report(job, error)
        if self._dismiss(job):
            with self._lock:
                self._jobs.remove(weakref.ref(job))
        return 0.0

    def _next(self) -> tuple[Job | None, float]:
        """The job whose turn it is, moved to the end of the row; or None, and how long to wait."""
        now, soonest = self._clock(), math.inf
        with self._lock:
            self._jobs = deque(ref for ref in self._jobs if ref() is not None)
            row = [job for ref in self._jobs if (job := ref()) is not None]
        ready: list[Job] = []
        for job in row:
            due = job.due()
            soonest = min(soonest, due)
            if due <= now:
                ready.append(job)
        if not ready:
            return None, soonest - now
        hands = [job for job in ready if job.waiting] if self._hands < HANDS_IN_A_ROW else []
        chosen = (hands or ready)[0]
        self._hands = self._hands + 1 if hands else 0
        with self._lock:
            self._jobs.remove(weakref.ref(chosen))
            self._jobs.append(weakref.ref(chosen))
        return chosen, 0.0

    def _report(self, job: Job, error: Exception) -> None:
        try:
            job.fail(error)
        except Exception:
            _log.exception("A session could not even report its error")

    def _run(self) -> None:
        while not self._stopping:
            self._woken.clear()
            try:
                delay = self.turn()
            except Exception:  # a fault here must not end the training of all sessions
                _log.exception("The scheduler has skipped a turn")
                delay = 0.1
            if delay > 0:
                self._woken.wait(min(delay, _LONGEST_SLEEP))
