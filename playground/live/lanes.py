"""Two workers: one for networks that answer at once, one for those of which a single epoch takes long.

A turn ends only between two epochs. With one worker, everybody would wait for the seconds that an epoch of eight
noisy qurons takes; the long computations release the interpreter, so the two lanes run side by side.
"""

from __future__ import annotations

from playground.live.scheduler import Job, Scheduler


class Lanes:
    """Gives every session its place, and another one when an edit has made its network heavy or light."""

    def __init__(self) -> None:
        self.quick = Scheduler(dismiss=self._from_quick)
        self.slow = Scheduler(dismiss=self._from_slow)

    @property
    def running(self) -> bool:
        """Whether the workers run."""
        return self.quick.running and self.slow.running

    def add(self, job: Job) -> None:
        """Give turns to `job` as long as it lives."""
        (self.slow if job.heavy else self.quick).add(job)

    def wake(self) -> None:
        """Look again who is due."""
        self.quick.wake()
        self.slow.wake()

    def start(self) -> None:
        """Start the workers."""
        self.quick.start()
        self.slow.start()

    def stop(self) -> None:
        """Stop the workers."""
        self.quick.stop()
        self.slow.stop()

    def _from_quick(self, job: Job) -> bool:
        leaves = job.heavy  # read once: as soon as it is added, the other worker may change it
        if leaves:
            self.slow.add(job)
        return leaves

    def _from_slow(self, job: Job) -> bool:
        leaves = not job.heavy
        if leaves:
            self.quick.add(job)
        return leaves
