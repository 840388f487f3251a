"""One thread for linear algebra.

The matrices here are small: a second BLAS thread gains nothing, and on a busy machine waiting for it costs up to
twenty times the work (measured). Servers that run many networks at once suffer most.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from threadpoolctl import ThreadpoolController

_lock = threading.Lock()
_state: dict[str, object] = {}
_depth = 0


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Limit BLAS to one thread inside; the former limit returns when the last user leaves.

    May be nested and used from several threads at once. A server that holds it for its whole life pays nothing for
    the calls inside.
    """
    _enter()
    try:
        yield
    finally:
        _leave()


def _enter() -> None:
    global _depth
    with _lock:
        if _depth == 0:
            # Looking for the loaded libraries takes milliseconds, setting their limit microseconds.
            if "controller" not in _state:
                _state["controller"] = ThreadpoolController()
            controller = _state["controller"]
            assert isinstance(controller, ThreadpoolController)  # noqa: S101
            _state["limit"] = controller.limit(limits=1, user_api="blas")
        _depth += 1


def _leave() -> None:
    global _depth
    with _lock:
        _depth -= 1
        if _depth == 0:
            _state.pop("limit").restore_original_limits()  # type: ignore[attr-defined]
