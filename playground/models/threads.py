"""One thread for linear algebra.

The matrices here are small: a second BLAS thread gains nothing, and on a busy machine waiting for it costs up to
twenty times the work (measured). Servers that run many networks at once suffer most.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from threadpoolctl import ThreadpoolController


@lru_cache(maxsize=1)
def _controller() -> ThreadpoolController:
    """The linear algebra libraries in this process; looking for them takes milliseconds, limiting them microseconds."""
    return ThreadpoolController()


class _SharedLimit:
    """A limit that lasts from the first user's entry to the last user's exit."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._users = 0
        self._limiter: Any = None

    def enter(self) -> None:
        with self._lock:
            if self._users == 0:
                self._limiter = _controller().limit(limits=1, user_api="blas")
            self._users += 1

    def leave(self) -> None:
        with self._lock:
            self._users -= 1
            if self._users == 0:
                self._limiter.restore_original_limits()


_limit = _SharedLimit()


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Limit BLAS to one thread inside; the former limit returns when the last user leaves.

    May be nested and used from several threads at once. A server that stays inside for its whole life pays next to
    nothing for the calls of a model.
    """
    _limit.enter()
    try:
        yield
    finally:
        _limit.leave()
