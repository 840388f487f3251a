"""The one live server of the process, shared by the routes and the page's script."""

from __future__ import annotations

from functools import cache

from playground.live.server import LiveServer


@cache
def live_server() -> LiveServer:
    """The server of this process."""
    return LiveServer()
